"""Who goes by a number, a phone or a name: the snapshot's records and the batch's own, in one index."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from workbook_crm.model.columns import Record
from workbook_crm.model.companies import company_key
from workbook_crm.model.keys import identifies, search_key
from workbook_crm.model.linked import Target
from workbook_crm.model.masked import masked_name, masked_phone
from workbook_crm.model.sheets import SHEET_OF
from workbook_crm.model.snapshot import Snapshot, Stored

_OVERSEERS = frozenset({"manager", "office"})


def _identity(phone: str | None) -> str | None:
    return phone if phone and identifies(phone) else None


class Known:
    """An index that grows while a batch is walked through. Ids below zero are the batch's new records."""

    def __init__(self, snapshot: Snapshot, sender: str | None = None) -> None:
        self._sees_all = any(
            stored.record.name == sender and stored.record.role in _OVERSEERS
            for stored in snapshot.of("staff")
        )
        self._sender = sender
        self._called = snapshot.called
        self._by: defaultdict[tuple[str, str, str], list[int]] = defaultdict(list)
        self._met: dict[Target, Any] = {}
        self._stored: dict[str, dict[int, Stored[Any]]] = {
            kind: {stored.id: stored for stored in records} for kind, records in snapshot.records.items()
        }
        self._new: defaultdict[str, int] = defaultdict(int)
        self._parents: dict[int, Target | None] = {}
        for kind, records in self._stored.items():
            if SHEET_OF[kind].prefix:
                for stored in records.values():
                    self.add(kind, stored.id, stored.record)
        self._add_parents()  # only now: in whatever order the kinds came, the customers are known

    def _add_parents(self) -> None:
        for record_id, stored in self._stored.get("opportunities", {}).items():
            ids = self.by("customers", "number", stored.record.customer or "")
            self._parents[record_id] = Target("customers", ids[0]) if ids else None

    def add(self, kind: str, record_id: int, record: Record) -> None:
        """Lets a record be found by its number, phone and name."""
        name = getattr(record, "name", None)
        for field, value in (
            ("number", getattr(record, "number", None)),
            ("phone", _identity(getattr(record, "phone", None))),
            ("company", company_key(name) if kind == "customers" and name and record_id > 0 else None),
            ("name", search_key(name) if name else None),
        ):
            if value and record_id not in (ids := self._by[kind, field, value]):
                ids.append(record_id)
        self._met.setdefault(Target(kind, record_id), record)

    def set_parent(self, opportunity_id: int, customer: Target | None) -> None:
        """Remembers whose opportunity it is."""
        self._parents.setdefault(opportunity_id, customer)

    def parent(self, opportunity_id: int) -> Target | None:
        """The customer of an opportunity."""
        return self._parents.get(opportunity_id)

    def by(self, kind: str, field: str, value: str) -> list[int]:
        """The ids of the records of a kind with this number, phone or (search key of a) name."""
        return self._by.get((kind, field, value), [])

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

    def phone(self, kind: str, record_id: int) -> str | None:
        """The phone by which it is known."""
        record = self._met.get(Target(kind, record_id))
        return record.phone if record else None

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

    def is_anothers(self, target: Target, mine: str | None) -> bool:
        """Whether a record of the store belongs to somebody else than the row's owner, else its sender."""
        return self._is_hidden(self.owner(target), mine)

    def _is_hidden(self, owner: str | None, mine: str | None) -> bool:
        return bool(owner) and not self._sees_all and owner != (mine or self._sender)

    def described(self, target: Target, mine: str | None) -> str:
        """`C-000012 王伟 13912345678`, name and phone masked where it is another's."""
        record = self.record(*target)
        phone = record.phone or ""
        if self.is_anothers(target, mine):
            phone = masked_phone(phone) if phone else ""
        return " ".join(filter(None, (self.label(target, mine), phone)))

    def names(self, kind: str, mine: str | None = None) -> list[str]:
        """What to suggest from: names and phones of this batch, and of the store where nobody else's."""
        met = [
            word
            for target, record in self._met.items()
            if target.kind == kind and not self.is_anothers(target, mine)
            for word in (record.name, getattr(record, "phone", None))
            if word
        ]
        stored = self._called.get(kind, ())
        return [*met, *(name for name, owner in stored if not self._is_hidden(owner, mine))]
