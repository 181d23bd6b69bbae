"""Who goes by a number, a phone or a name: the snapshot's records and the batch's own, in one index."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from workbook_crm.model.batch import Table
from workbook_crm.model.companies import company_key
from workbook_crm.model.ids import is_contact
from workbook_crm.model.keys import search_key
from workbook_crm.model.linked import Target
from workbook_crm.model.masked import masked_name, masked_phone
from workbook_crm.model.numbers_of import numbers_of
from workbook_crm.model.sheets import PHONED, SHEET_OF
from workbook_crm.model.snapshot import Snapshot, Stored

_PARTS = re.compile(r"([^\s\d%％.,，、;；/][^\d%％,，、;；/]*)")
"""The people in 李四 30%，王五 20%."""
_OVERSEERS = frozenset({"manager", "office"})


class Known:
    """An index that grows while a batch is walked through. Ids below zero are the batch's new records."""

    def __init__(self, snapshot: Snapshot, sender: str | None = None) -> None:
        members = (stored.record for stored in snapshot.of("staff"))
        roles = [each.role for each in members if sender and is_one_name(each.name, sender)]
        self._sender, self._is_of_staff = sender, bool(roles)
        self._sees_all = not _OVERSEERS.isdisjoint(roles)
        self._called = snapshot.called
        self._by: defaultdict[tuple[str, str, str], list[int]] = defaultdict(list)
        self._spellings: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        self._met: dict[Target, Any] = {}
        self._stored: dict[str, dict[int, Stored[Any]]] = {
            kind: {stored.id: stored for stored in records} for kind, records in snapshot.records.items()
        }
        self._new: defaultdict[str, int] = defaultdict(int)
        self.has_provisional = False
        self._parents: dict[int, Target | None] = {}
        self._places: dict[Target, tuple[Table[Any], int]] = {}
        self._claimed: defaultdict[tuple[str, str, str], dict[str | None, int]] = defaultdict(dict)
        for kind, records in self._stored.items():
            if SHEET_OF[kind].prefix:
                for stored in records.values():
                    self.add(kind, stored.id, stored.record)
        self._add_parents()  # only now: in whatever order the kinds came, the customers are known

    def _add_parents(self) -> None:
        for record_id, stored in self._stored.get("opportunities", {}).items():
            ids = self.by("customers", "number", stored.record.customer or "")
            self._parents[record_id] = Target("customers", ids[0]) if ids else None

    def add(self, kind: str, record_id: int, record: Any) -> None:
        """Lets a record be found by its number, phones and name."""
        index = self._by
        for field, value in _goes_by(kind, record):
            if record_id not in (ids := index[kind, field, value]) and (record_id > 0 or field != "company"):
                ids.append(record_id)
        if record.number and record.number[1:2] != "-":
            self._spellings[kind, record.number.casefold()].add(record.number)
        self._met.setdefault(Target(kind, record_id), record)
        if getattr(record, "provisional", None):
            self.has_provisional = True

    def claim(self, kind: str, record_id: int, record: Any) -> None:
        """Lets rows of the same person that name this record mean it, though it is held and never taken.

        Who sends a colleague's customer as his own means his own by its name, not the colleague's.
        """
        who = self.acting(record.owner)
        for field, value in _goes_by(kind, record):
            self._claimed[kind, field, value][who] = record_id
        self._met.setdefault(Target(kind, record_id), record)

    @property
    def has_claims(self) -> bool:
        """Whether a row of this batch claims what is somebody else's."""
        return bool(self._claimed)

    def stands_at(self, target: Target, table: Table[Any], row: int) -> None:
        """Remembers the row that brings a new record."""
        self._places[target] = table, row

    def place_of(self, target: Target) -> str:
        """The cell of the row that brings a new record; empty for one of the store."""
        if target not in self._places:
            return ""
        table, row = self._places[target]
        return str(table.place(row, "name"))

    def set_parent(self, opportunity_id: int, customer: Target | None) -> None:
        """Remembers whose opportunity it is."""
        self._parents.setdefault(opportunity_id, customer)

    def parent(self, opportunity_id: int) -> Target | None:
        """The customer of an opportunity."""
        return self._parents.get(opportunity_id)

    def by(self, kind: str, field: str, value: str) -> list[int]:
        """The ids of the records of a kind with this number, phone or (search key of a) name."""
        return self._by.get((kind, field, value), [])

    def by_any_case(self, kind: str, number: str) -> list[int]:
        """The ids of the records with this number; where there are none, of the only one but for capitals."""
        ids = self.by(kind, "number", number)
        if ids or number.isdecimal():
            return ids
        folded = {one for each in self._by_folded(kind, number) for one in each}
        return list(folded) if len(folded) == 1 else []

    def _by_folded(self, kind: str, number: str) -> Iterator[list[int]]:
        spellings = self._spellings.get((kind, number.casefold()), ())
        yield from (self.by(kind, "number", each) for each in spellings)

    def meant(self, kind: str, field: str, value: str, who: str | None) -> list[int]:
        """The same for a row that only refers to a record: what its person claims goes before."""
        claimed = self._claimed.get((kind, field, value), {}).get(who) if self._claimed else None
        return self.by(kind, field, value) if claimed is None else [claimed]

    def new_id(self, kind: str) -> int:
        """An id for a record that this batch brings: below zero, until the plan numbers it."""
        self._new[kind] -= 1
        return self._new[kind]

    def record(self, kind: str, record_id: int) -> Any:
        """The record as the store has it; None for a new one."""
        stored = self._stored.get(kind, {}).get(record_id)
        return stored.record if stored else None

    @property
    def stored(self) -> dict[str, dict[int, Stored[Any]]]:
        """What the store has, by kind and id."""
        return self._stored

    def phones(self, kind: str, record_id: int) -> tuple[str, ...]:
        """All numbers by which a record is known, its phone first."""
        record = self._met.get(Target(kind, record_id))
        return numbers_of(record.phone, record.extra) if record else ()

    def met_first(self, target: Target) -> Any:
        """The record as the store has it, else as the first row of this batch brings it."""
        return self._met.get(target)

    def is_contact(self, target: Target) -> bool:
        """Whether a record is a contact of an account."""
        record = self._met.get(target)
        return record is not None and is_contact(record.extra)

    def label(self, target: Target, mine: str | None = None) -> str:
        """What a person calls it: `C-000012 张三`; `C-000012 张*` where it is another's than `mine`."""
        record = self._met.get(target)
        name = self.name(target, mine)
        return f"{record.number} {name}" if record is not None and record.number else name

    def name(self, target: Target, mine: str | None = None) -> str:
        """The name of a record, masked where it is another's; empty for one without a name."""
        record = self._met.get(target)
        name = str(record.name or "") if record is not None else ""
        return masked_name(name) if name and self.is_anothers(target, mine) else name

    def goes_by(self, target: Target) -> tuple[str, ...]:
        """Search keys of all that a record may be called, to compare with and never to be shown."""
        record, parent = self._met.get(target), None
        if target.kind == "opportunities":
            parent = self._parents.get(target.id)
        names = (getattr(record, "name", None), getattr(record, "company", None))
        own = tuple(search_key(name) for name in names if name)
        return own + self.goes_by(parent) if parent else own

    def owner(self, target: Target) -> str | None:
        """Whose a record of the store is."""
        return getattr(self.record(*target), "owner", None)

    def acting(self, named: str | None) -> str | None:
        """Who acts by a row: a sender who is of the staff, else the row's owner, else the sender."""
        return self._sender if self._is_of_staff else named or self._sender

    @property
    def is_unnamed(self) -> bool:
        """Whether nobody says who sends: the inbox itself, that is the office's hand."""
        return self._sender is None

    def may_change(self, target: Target, named: str | None) -> bool:
        """Whether a row may change a record that it does not name by number: by its owner or an overseer."""
        if getattr(self.record(*target), "provisional", None):
            return True  # whoever has its own row completes it
        owner, who = self.owner(target), self.acting(named)
        if not owner or who is None or self._sees_all or is_one_name(owner, who):
            return True
        shares = getattr(self.record(*target), "co_owners", None)
        return any(is_one_name(name, who) for name in _PARTS.findall(shares)) if shares else False

    def is_other(self, owner: str | None, who: str | None) -> bool:
        """Whether an owner is somebody else than a person, whoever may see what."""
        return not is_one_name(owner, who)

    def is_anothers(self, target: Target, mine: str | None) -> bool:
        """Whether a record of the store belongs to somebody else than the row's owner, else its sender."""
        return self._is_hidden(self.owner(target), mine)

    def _is_hidden(self, owner: str | None, mine: str | None) -> bool:
        return bool(owner) and not self._sees_all and not is_one_name(owner, mine or self._sender)

    def described(self, target: Target, mine: str | None) -> str:
        """`C-000012 王伟 13912345678`, name and phone masked where it is another's."""
        record = self.record(*target)
        phone = getattr(record, "phone", None) or ""
        if self.is_anothers(target, mine):
            phone = masked_phone(phone) if phone else ""
        return " ".join(filter(None, (self.label(target, mine), phone)))

    def names(self, kind: str, mine: str | None = None) -> list[str]:
        """What to suggest from: names and phones of this batch, and of the store where nobody else's.

        Not those of which nothing is known but that others name them.
        """
        met = [
            word
            for target, record in self._met.items()
            if target.kind == kind and not record.provisional and not self.is_anothers(target, mine)
            for word in (record.name, getattr(record, "phone", None))
            if word
        ]
        stored = self._called.get(kind, ())
        return [*met, *(name for name, owner in stored if not self._is_hidden(owner, mine))]


def is_one_name(one: str | None, other: str | None) -> bool:
    """Whether two names of staff are one person's."""
    return one == other or (one is not None and other is not None and search_key(one) == search_key(other))


def _goes_by(kind: str, record: Any) -> list[tuple[str, str]]:
    """(field, value) of all that a record can be found by."""
    ways = [("number", record.number)] if record.number else []
    if kind in PHONED:
        ways += [("phone", phone) for phone in numbers_of(record.phone, record.extra)]
    if record.name:
        ways.append(("name", search_key(record.name)))
        if kind == "customers" and (key := company_key(record.name)):
            ways.append(("company", key))
    return ways
