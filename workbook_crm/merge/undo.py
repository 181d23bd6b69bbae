"""Undoing a receipt: every record that it wrote is told anew from the receipts that hold.

A record is there as long as the receipt that made it holds, or another list has it, or others refer to it, or
somebody has told more of it since. What follows from others (a deal's amount, the next contact) is worked out
again. Nothing is written here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from typing import Any

from sqlalchemy import or_, select

from workbook_crm.merge.follow import Standing
from workbook_crm.merge.lookup import records_in
from workbook_crm.merge.portions import portions
from workbook_crm.merge.queries import Queries
from workbook_crm.merge.said_again import asserted, listed_by
from workbook_crm.merge.survivors import Events, Log, Survivor, standing, survivor
from workbook_crm.merge.undo_told import Key, Retold, called
from workbook_crm.model.columns import Record, with_values
from workbook_crm.model.records import SUBJECTS
from workbook_crm.model.run import receipt_number
from workbook_crm.model.sheets import SHEET_OF, SHEETS
from workbook_crm.model.undoing import UndoPlan
from workbook_crm.model.undone import Undos

AmountOf = Callable[[Any], Any]
"""The amount of a line by its price, quantity and discount; None where these do not tell."""
_PRICED = ("unit_price", "quantity", "discount", "periods")
_REFERRING: Mapping[str, tuple[tuple[str, str], ...]] = {
    parent.kind: tuple(
        (sheet.kind, column.field)
        for sheet in SHEETS
        for column in sheet.columns
        if parent.kind in column.refers
    )
    for parent in SHEETS
}
"""By kind: the kinds and fields that refer to a record of it by its number."""


def plan_undo(
    queries: Queries, receipt: int, revision: int, *, amount_of: AmountOf, early_days: int
) -> UndoPlan:
    """What undoing a receipt would do, under the receipt that the undo would have."""
    return _Undoing(queries, receipt, revision, amount_of, early_days).plan()


class _Undoing:
    """One walk from what refers to others up to what is referred to."""

    def __init__(
        self, queries: Queries, receipt: int, revision: int, amount_of: AmountOf, early_days: int
    ) -> None:
        self._queries, self._receipt = queries, receipt
        self._amount_of, self._early_days = amount_of, early_days
        self._now = queries.undos
        self._then = Undos({**self._now.undoes, revision: receipt})
        self._imports = tuple(self._now.chain(receipt))
        """The receipt that is undone, and what it had undone itself."""
        self._affected: defaultdict[str, set[int]] = defaultdict(set)
        self._stored: dict[Key, Record] = {}
        self._logs: dict[Key, Log] = {}
        self._left: dict[Key, Survivor] = {}
        self._finals: dict[Key, Any] = {}
        """Each affected record as it will be; None where it is not there."""
        self._children: defaultdict[tuple[str, str, Any], list[Any]] = defaultdict(list)
        """By kind, field and value: the records that refer so to something affected."""
        self._asked: defaultdict[tuple[str, str], set[Any]] = defaultdict(set)
        self._contacts: dict[int, Log] = {}
        self._referred: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        """By kind and number: what refers to it, of what is affected itself."""

    def plan(self) -> UndoPlan:
        for kind, ids in self._written(self._imports).items():
            self._affected[kind] |= ids
        others = {*self._now.holding, *self._then.holding} - set(self._imports)
        for kind, ids in self._written(others).items() if others else ():
            self._affected[kind] |= ids & listed_by(self._queries, kind, self._imports)
        for sheet in reversed(SHEETS):  # what refers stands behind what is referred to
            self._settle(sheet.kind)
        told, first = Retold(self._stored, self._finals, self._left, self._logs), self._imports[-1]
        return UndoPlan(
            self._receipt,
            first,
            tuple(told.changed()),
            tuple(told.withdrawn()),
            tuple(told.restored()),
            tuple(told.reverted()),
            tuple(told.kept(self._imports)) if self._then.is_undone(first) else (),
            tuple(told.leant(self._leaning)),
            (),
            tuple(told.clashes(self._queries)),
        )

    def _written(self, receipts: Iterable[int]) -> Mapping[str, set[int]]:
        """By kind: the records that receipts wrote, in their own rows or in rows of theirs that waited."""
        table, found = self._queries.schema.changes, defaultdict[str, set[int]](set)
        for some in portions(receipts):
            is_its = or_(table.c.revision.in_(some), table.c.source.in_(some))
            query = select(table.c.kind, table.c.record_id).where(is_its).distinct()
            for kind, record_id in self._queries.connection.execute(query):
                found[kind].add(record_id)
        return found

    def _settle(self, kind: str) -> None:
        ids = sorted(self._affected[kind])
        if not ids:
            return
        queries = self._queries
        for each in records_in(queries.connection, queries.schema, kind, "id", ids):
            self._stored[kind, each.id] = each.record
        self._read_logs(kind, ids)
        for record_id in ids:
            key = (kind, record_id)
            left = self._left[key] = survivor(kind, self._logs[key], self._then)
            self._finals[key] = left.record() if left.is_there else None
        self._read_children(kind, ids)
        for key in ((kind, record_id) for record_id in ids):
            if self._finals[key] is not None:
                self._finals[key] = (
                    self._worked_out(key, self._finals[key]) if self._is_to_stay(key) else None
                )
        self._name_parents(kind, ids)

    def _read_logs(self, kind: str, ids: Iterable[int]) -> None:
        logs: defaultdict[int, list[Any]] = defaultdict(list)
        for record_id, entry in self._queries.log(kind, ids):
            logs[record_id].append(entry)
        more = asserted(self._queries, kind, frozenset(ids), logs, min(self._imports), self._sender)
        for record_id in ids:
            entries = [*logs[record_id], *more.get(record_id, ())]
            self._logs[kind, record_id] = tuple(sorted(entries, key=lambda each: each.revision))

    @cached_property
    def _sender(self) -> str | None:
        receipt = self._queries.receipt(receipt_number(self._imports[-1]))
        return receipt.arrival.sender if receipt else None

    def _is_to_stay(self, key: Key) -> bool:
        left = self._left[key]
        return left.is_made or left.is_touched or bool(self._leaning(key))

    def _leaning(self, key: Key) -> list[str]:
        """Who refers to a record, as it will be."""
        kind, record_id = key
        number = getattr(self._finals[key] or self._stored.get(key), "number", None)
        found = list(self._referred.get((kind, number or f"#{record_id}"), ()))
        for child, field in _referring(kind):
            value = record_id if field == "item" else number
            found += (called(child, each.record) for each in self._unaffected(child, field, value))
        return found

    def _read_children(self, kind: str, ids: Sequence[int]) -> None:
        """Reads what refers to some records of a kind, and is not affected itself, in few queries."""
        known = (self._finals[kind, record_id] or self._stored.get((kind, record_id)) for record_id in ids)
        numbers = {str(number) for each in known if (number := getattr(each, "number", None))}
        for child, field in _referring(kind):
            self._read(child, field, ids if field == "item" else numbers)
        if kind == "customers":
            deals = {number for each in numbers for number in self._deals_of(each)}
            self._read("follow_ups", "subject", deals)
        if kind in SUBJECTS:
            self._read_contacts()

    def _read(self, kind: str, field: str, values: Iterable[Any]) -> None:
        asked = set(values) - self._asked[kind, field]
        self._asked[kind, field] |= asked
        for each in records_in(self._queries.connection, self._queries.schema, kind, field, asked):
            self._children[kind, field, getattr(each.record, field)].append(each)

    def _read_contacts(self) -> None:
        ids = {
            each.id
            for (kind, _field, _number), stored in self._children.items()
            if kind == "follow_ups"
            for each in stored
        } - self._contacts.keys()
        logs: defaultdict[int, list[Any]] = defaultdict(list)
        for record_id, entry in self._queries.log("follow_ups", ids):
            logs[record_id].append(entry)
        self._contacts |= {record_id: tuple(log) for record_id, log in logs.items()}

    def _unaffected(self, kind: str, field: str, value: Any) -> Iterator[Any]:
        stored = self._children.get((kind, field, value), ())
        return (each for each in stored if each.id not in self._affected[kind])

    def _name_parents(self, kind: str, ids: Sequence[int]) -> None:
        """Has what records refer to, or did, be told anew as well."""
        named: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
        for key in ((kind, record_id) for record_id in ids):
            final = self._finals[key]
            for record in (self._stored.get(key), final):
                for parents, number in _parents(kind, record):
                    named[parents].add(number)
            for parents, number in _parents(kind, final):
                for parent in parents:
                    self._referred[parent, number].add(called(kind, final))
            item = getattr(final, "item", None)
            if kind == "opportunity_lines" and item is not None:
                self._referred["catalog", f"#{item}"].add(called(kind, final))
                self._affected["catalog"].add(item)
        for parents, numbers in named.items():
            self._affect(parents, numbers)

    def _affect(self, kinds: tuple[str, ...], numbers: set[str]) -> None:
        """Has the records of these numbers be told anew, be they withdrawn by now."""
        queries, missing = self._queries, set(numbers)
        for kind in kinds:
            for each in records_in(queries.connection, queries.schema, kind, "number", numbers):
                self._affected[kind].add(each.id)
                missing.discard(each.record.number)
        table = queries.schema.changes
        number = table.c.after["number"].as_string()
        for some in portions(missing):
            made = table.c.before.is_(None) & table.c.kind.in_(kinds) & number.in_(some)
            for kind, record_id in queries.connection.execute(
                select(table.c.kind, table.c.record_id).where(made)
            ):
                self._affected[kind].add(record_id)

    def _worked_out(self, key: Key, final: Any) -> Any:
        """A record with what follows from its own figures and from those that belong to it."""
        kind = key[0]
        if kind == "opportunity_lines":
            return self._priced(key, final)
        if kind == "opportunities":
            lines = list(self._lines_of(final.number))
            amount = sum((line.amount for line in lines if line.amount is not None), Decimal(0))
            final = with_values(final, {"amount": amount}) if lines else final
        return self._with_standing(key, final) if kind in SUBJECTS else final

    def _priced(self, key: Key, final: Any) -> Any:
        """A line whose figures are of several receipts has the amount that these make together."""
        writers = self._left[key].writers
        amount = writers.get("amount")
        parts = [writers[name].revision for name in _PRICED if name in writers]
        if amount is None or not parts or (max(parts) <= amount.revision and len(set(parts)) <= 1):
            return final
        now = self._stored.get(key)
        if now is not None and all(getattr(now, name) == getattr(final, name) for name in _PRICED):
            return with_values(final, {"amount": now.amount})  # type: ignore[attr-defined]  # a line's
        worked_out = self._amount_of(final)
        return final if worked_out is None else with_values(final, {"amount": worked_out})

    def _lines_of(self, number: str) -> Iterator[Any]:
        yield from (each.record for each in self._unaffected("opportunity_lines", "opportunity", number))
        yield from self._own_lines.get(number, ())

    def _with_standing(self, key: Key, final: Any) -> Any:
        """A record whose contacts are told anew, where that says today what stands there today."""
        number = final.number
        deals = self._deals_of(number) if key[0] == "customers" else ()
        contacts = {each: self._contact_logs(each) for each in (number, *deals)}
        if not any(contacts.values()) and not self._logs[key]:
            return final
        events = Events(number, self._logs[key], contacts.pop(number), contacts)
        now = self._stored.get(key)
        told = standing(events, self._now, self._early_days)
        is_sound = now is None or told == Standing(*(getattr(now, field) for field in Standing._fields))
        if not is_sound:
            return final
        return with_values(final, standing(events, self._then, self._early_days)._asdict())

    def _deals_of(self, number: str) -> list[str]:
        known = [each.record.number for each in self._unaffected("opportunities", "customer", number)]
        return list(dict.fromkeys((*known, *self._own_deals.get(number, ()))))

    def _contact_logs(self, number: str) -> list[Log]:
        """The logs of the follow-ups about a record, with those that were about it until now."""
        others = self._unaffected("follow_ups", "subject", number)
        return [*(self._contacts.get(each.id, ()) for each in others), *self._own_contacts.get(number, ())]

    @cached_property
    def _own_contacts(self) -> Mapping[str, Sequence[Log]]:
        """By number: the logs of affected follow-ups that are, or were, about it."""
        found: defaultdict[str, list[Log]] = defaultdict(list)
        for (kind, _), log in self._logs.items():
            if kind == "follow_ups":
                for number in {str(each.after["subject"]) for each in log if each.after.get("subject")}:
                    found[number].append(log)
        return found

    @cached_property
    def _own_deals(self) -> Mapping[str, Sequence[str]]:
        """By number of a customer: those of affected deals as they will be; these are told first."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for (kind, _), final in self._finals.items():
            if kind == "opportunities" and final is not None and final.customer is not None:
                found[final.customer].append(final.number)
        return found

    @cached_property
    def _own_lines(self) -> Mapping[str, Sequence[Any]]:
        found: defaultdict[str, list[Any]] = defaultdict(list)
        for (kind, _), final in self._finals.items():
            if kind == "opportunity_lines" and final is not None:
                found[final.opportunity].append(final)
        return found


def _parents(kind: str, record: Any) -> Iterator[tuple[tuple[str, ...], str]]:
    """(kinds, number) of what a record may refer to."""
    for column in SHEET_OF[kind].columns if record is not None else ():
        number = getattr(record, column.field)
        if column.refers and number:
            yield column.refers, number


def _referring(kind: str) -> tuple[tuple[str, str], ...]:
    """The kinds and fields that refer to records of a kind."""
    return (*_REFERRING[kind], *((("opportunity_lines", "item"),) if kind == "catalog" else ()))
