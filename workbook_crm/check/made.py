"""Records that rows name and nobody knows, made of what the rows tell: a customer, a deal, a lead.

A row that could as well mean a record that is known is left to ask. What is made stands in tables of its own
behind the sender's, on the rows that name it: where such a row is held, it brings nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from workbook_crm.check.contacts import names_accounts
from workbook_crm.check.in_rejected import InRejected, mend_first
from workbook_crm.check.known import Known
from workbook_crm.check.named import Names, is_it, is_name, is_phone, without_new
from workbook_crm.check.references import Unknown, ambiguous, kinds_meant, missing, salesperson, targets_of
from workbook_crm.check.told import Teller, teller_of
from workbook_crm.model.batch import Heading, Sourced, Table
from workbook_crm.model.columns import Column
from workbook_crm.model.companies import is_company
from workbook_crm.model.finding import Finding, finding
from workbook_crm.model.ids import id_of
from workbook_crm.model.keys import search_key
from workbook_crm.model.linked import Target
from workbook_crm.model.rules import trade
from workbook_crm.model.settings import Settings
from workbook_crm.model.sheets import PHONED, SHEET_OF

MADE_FOR = {
    ("opportunities", "customer"): "customers",
    ("opportunity_lines", "opportunity"): "opportunities",
    ("follow_ups", "subject"): "leads",
}
"""By kind and reference: what is made of a row that names it. Nothing else ever is."""
MAKING = frozenset(kind for kind, _field in MADE_FOR)
"""The kinds of such rows."""


class _Telling(NamedTuple):
    """What one row tells of a record."""

    row: int
    target: Target
    told: Mapping[str, Any]


class Making:
    """What is made in one walk through a batch; it is known to all rows that come after."""

    def __init__(self, known: Known, settings: Settings, rejected: InRejected) -> None:
        self._known, self._settings, self.rejected = known, settings, rejected
        self._told: defaultdict[tuple[int, str], list[_Telling]] = defaultdict(list)
        self._headings: dict[tuple[int, str], tuple[Heading, ...]] = {}
        self._names: dict[tuple[tuple[str, ...], str | None], Names] = {}

    def settle(
        self,
        position: int,
        table: Table[Any],
        means: dict[str, list[Target | None]],
        unknown: Sequence[Unknown],
        found: list[Finding],
    ) -> None:
        """Fills in whom cells mean that nobody is known by, and says of which nothing is made."""
        for field, targets in means.items():
            column, kind = table.of.by_field[field], MADE_FOR[table.kind, field]
            of = _Of(self, position, table, column, kind, teller_of(table, kind, self._settings))
            found += of.settle(targets, [each for each in unknown if each.column.field == field])

    def near(self, column: Column, text: str, row: Sourced[Any]) -> tuple[str, ...]:
        """The names of known records that may be meant."""
        who = salesperson(row)
        if (column.refers, who) not in self._names:
            names = [name for kind in column.refers for name in self._known.names(kind, who)]
            self._names[column.refers, who] = Names(names)
        return self._names[column.refers, who].near(text)

    def add(self, at: tuple[int, str], row: int, target: Target, told: dict[str, Any]) -> None:
        """Has a row tell of a record."""
        self._told[at].append(_Telling(row, target, told))
        self._known.add(target.kind, target.id, SHEET_OF[target.kind].record(**told, provisional=True))

    def heads(self, at: tuple[int, str], headings: Iterable[Heading]) -> None:
        """Remembers the columns that tell of what a table makes."""
        self._headings.setdefault(at, tuple(headings))

    def tables(self, tables: Sequence[Table[Any]]) -> Iterator[tuple[Table[Any], tuple[int, ...]]]:
        """The tables of what was made, each with the ids of its rows; `tables` are those of the batch."""
        said: defaultdict[Target, dict[str, Any]] = defaultdict(dict)
        for (position, kind), tellings in self._told.items():
            in_order = sorted(tellings, key=lambda each: each.row)
            made = [(row, each.target.id) for each in in_order if (row := self._row(each, said[each.target]))]
            by, rows = tables[position], tuple(row for row, _id in made)
            table: Table[Any] = Table(
                by.file, by.sheet, SHEET_OF[kind], by.header_row, self._headings[position, kind],
                rows, len(rows), is_implied=True, made_by=position,
            )  # fmt: skip
            yield table, tuple(record_id for _row, record_id in made)

    def _row(self, each: _Telling, said: dict[str, Any]) -> Sourced[Any] | None:
        """What a row tells of a record that no earlier one tells otherwise; None where all of it is known."""
        known = self._known.record(*each.target)
        news = {
            field: value
            for field, value in each.told.items()
            if said.setdefault(field, value) == value and (known is None or getattr(known, field) is None)
        }
        if known is not None and not news:
            return None
        return Sourced(SHEET_OF[each.target.kind].record(**news, provisional=True), each.row)

    def targets(self, table: Table[Any], ids: Sequence[int]) -> dict[str, tuple[Target | None, ...]]:
        """The records that rows of such a table mean: the customer of every deal."""
        if table.kind != "opportunities":
            return {}
        return {"customer": tuple(map(self._known.parent, ids))}


class _Of:
    """What one column of references makes."""

    def __init__(
        self, making: Making, position: int, table: Table[Any], column: Column, kind: str, teller: Teller
    ) -> None:
        self._making, self._known = making, making._known
        self._position, self._table, self._column, self._kind = position, table, column, kind
        self._teller = teller
        self._whom: dict[str, list[Target]] = {}

    def settle(self, targets: list[Target | None], unknown: Sequence[Unknown]) -> Iterator[Finding]:
        """Makes what is unknown; rows that tell a phone come first, so that the others mean them."""
        unknown = list(unknown)
        if self._kind in PHONED and "phone" in self._teller.headings:
            yield from self._contradicted(targets, unknown)
        if self._kind == "opportunities" and "customer" in self._teller.headings:
            self._leave_deals_of_others(targets, unknown)
        if self._known.has_provisional:
            self._tell_of_provisional(targets)
        heading = [each.text for each in self._table.headings if each.field == self._column.field]
        is_of_ids = any(id_of(each) for each in heading) or names_accounts(self._table, self._column)
        rows = [(each, self._teller.of(self._table.rows[each.nth])) for each in unknown]
        for each, told in sorted(rows, key=lambda one: "phone" not in one[1]):
            answer = self._answer(each, told, may_make=not is_of_ids)
            if isinstance(answer, Target):
                targets[each.nth] = answer
            else:
                yield answer

    def _tell_of_provisional(self, targets: Sequence[Target | None]) -> None:
        """Has rows tell of records that were made earlier, as they would have when these were made."""
        for row, target in zip(self._table.rows, targets, strict=True):
            if target is not None and getattr(self._known.met_first(target), "provisional", None):
                self._tell_all(row, target, self._teller.of(row))

    def _leave_deals_of_others(self, targets: list[Target | None], unknown: list[Unknown]) -> None:
        """A deal of the name that a line tells, and another customer beside it: it is another deal."""
        for nth, target in enumerate(targets):
            if target is None:
                continue
            row = self._table.rows[nth]
            if not self._of_customer([target], self._teller.of(row)):
                targets[nth] = None
                unknown.append(Unknown(nth, self._column, getattr(row.record, self._column.field)))

    def _of_customer(self, deals: Sequence[Target], told: Mapping[str, Any]) -> list[Target]:
        """Those of several deals that may be of the customer whom a row tells."""
        text = told.get("customer")
        if text is None or self._kind != "opportunities":
            return list(deals)
        whose = self._customers(text)
        own = [each for each in deals if self._known.parent(each.id) in whose]
        return own or [each for each in deals if self._may_be_of(each, text, whose)]

    def _customers(self, text: str) -> list[Target]:
        """The customers that a text means."""
        if text not in self._whom:
            kinds = SHEET_OF["opportunities"].by_field["customer"].refers
            self._whom[text] = targets_of(text, kinds, self._known)
        return self._whom[text]

    def _may_be_of(self, deal: Target, text: str, whose: Sequence[Target]) -> bool:
        """Whether a deal may be of a customer; one that nobody knows may be called otherwise here."""
        parent = self._known.parent(deal.id)
        if parent is None:
            return True
        if not whose:
            name = getattr(self._known.met_first(parent), "name", None)
            return deal.id > 0 or name is None or Names([name]).is_spelling(text)
        return any(self._belongs(each, parent) for each in whose)

    def _belongs(self, person: Target, firm: Target) -> bool:
        """Whether somebody is a contact of a customer: whoever buys for it is named beside its deals."""
        record, account = self._known.met_first(person), self._known.met_first(firm)
        texts = {search_key(text) for _header, text in record.extra} if record else set()
        return bool(account and account.name and search_key(account.name) in texts)

    def _contradicted(self, targets: list[Target | None], unknown: list[Unknown]) -> Iterator[Finding]:
        """A name that is known, and another phone beside it: it may be somebody else of that name.

        Of a name that was only made it is: two in one list are two.
        """
        for nth, target in enumerate(targets):
            if target is None or target.kind not in PHONED:
                continue
            row = self._table.rows[nth]
            phone = self._teller.of(row).get("phone")
            text = getattr(row.record, self._column.field)
            if phone and self._is_by_name(text, target) and self._is_other(target, phone):
                targets[nth] = None
                if self._is_made(target):
                    unknown.append(Unknown(nth, self._column, text))
                else:
                    yield self._other_phone(row, text, phone, target)

    def _is_made(self, target: Target) -> bool:
        return target.id < 0 and bool(getattr(self._known.met_first(target), "provisional", None))

    def _is_by_name(self, text: str, target: Target) -> bool:
        name = getattr(self._known.met_first(target), "name", None)
        return name is not None and search_key(name) == search_key(text) and not is_company(name)

    def _is_other(self, target: Target, phone: str) -> bool:
        phones = self._known.phones(*target)
        return bool(phones) and phone not in phones and is_phone(phone)

    def _other_phone(self, row: Sourced[Any], text: str, phone: str, target: Target) -> Finding:
        place = self._table.place(row.row, self._column.field)
        known = (
            self._known.described(target, salesperson(row)) if target.id > 0 else self._known.place_of(target)
        )
        kind = SHEET_OF[target.kind].name
        return finding(trade.OTHER_PHONE, place, text, kind=kind, known=known, phone=phone)

    def _answer(self, each: Unknown, told: dict[str, Any], *, may_make: bool) -> Target | Finding:
        row, text = self._table.rows[each.nth], each.text
        new = without_new(text)
        name = new or text
        matches = each.matches
        if may_make and not (matches and new is None and "phone" not in told):
            matches = self._matches(name, told.get("phone"), row, is_new=new is not None)
        matches = self._of_customer(matches, told)
        if len(matches) > 1:
            return ambiguous(self._table, row, self._column, text, matches, self._known)
        if matches:
            self._tell_all(row, matches[0], told)
            return matches[0]
        rejected = self._making.rejected.row_of(self._column.refers, name) if new is None else None
        if rejected:
            return missing(self._table, row, self._column, text, mend_first(rejected))
        near = () if new else self._near(name, row)
        can_be = may_make and self._can_be(name, told)
        made = self._make(each, name, told) if can_be and not near else None
        return made or missing(self._table, row, self._column, text, is_it(near, name, can_be_new=can_be))

    def _near(self, name: str, row: Sourced[Any]) -> tuple[str, ...]:
        """The names that may be meant; another customer's deal of the very name is not."""
        near = self._making.near(self._column, name, row)
        is_of_others = self._kind == "opportunities"
        return tuple(each for each in near if not is_of_others or search_key(each) != search_key(name))

    def _can_be(self, name: str, told: dict[str, Any]) -> bool:
        """Whether a record can be made of a name and what its row tells."""
        if self._kind in PHONED:
            return is_phone(name) or is_name(name)
        return is_name(name) and "customer" in told

    def _matches(self, name: str, phone: str | None, row: Sourced[Any], *, is_new: bool) -> list[Target]:
        """The records of this name, made or known; two people of one name in one list are two.

        `is_new`: the sender says that it is somebody else than who has another phone.
        """
        kinds = kinds_meant(self._table, self._column)
        found = targets_of(name, kinds, self._known, salesperson(row))
        if phone is None or not is_phone(phone):
            return found
        same = [each for each in found if each.kind in PHONED and phone in self._known.phones(*each)]
        others = [
            each
            for each in found
            if (is_new or self._is_made(each))
            and self._is_by_name(name, each)
            and self._is_other(each, phone)
        ]
        return same or [each for each in found if each not in others]

    def _make(self, each: Unknown, name: str, told: dict[str, Any]) -> Target | None:
        row = self._table.rows[each.nth]
        customer = self._customer(row, told) if self._kind == "opportunities" else None
        if self._kind == "opportunities" and customer is None:
            return None
        target = Target(self._kind, self._known.new_id(self._kind))
        self._tell(row, target, told, name)
        if customer is not None:
            self._known.set_parent(target.id, customer)
        return target

    def _tell_all(self, row: Sourced[Any], target: Target, told: dict[str, Any]) -> None:
        """Adds what a row tells of a record and its customer: where the first row is held, it brings both."""
        self._tell(row, target, told)
        if target.kind == self._kind == "opportunities" and "customer" in told:
            of = SHEET_OF["opportunities"].by_field["customer"].refers
            if targets_of(told["customer"], of, self._known) == [self._known.parent(target.id)]:
                self._customer(row, told)

    def _tell(self, row: Sourced[Any], target: Target, told: dict[str, Any], name: str | None = None) -> None:
        """Adds what a row tells of a record that was made, now or earlier."""
        met = self._known.met_first(target)
        if not self._brings(target) or (name is None and not getattr(met, "provisional", None)):
            return
        called = {"phone": name} if name and is_phone(name) and self._kind in PHONED else {"name": name}
        if name is None:
            called = {field: getattr(met, field) for field in ("name", "phone") if getattr(met, field, None)}
        at, fields = (self._position, target.kind), SHEET_OF[target.kind].by_field
        self._making.heads(at, self._heads())
        said = {field: value for field, value in {**told, **called}.items() if field in fields}
        self._making.add(at, row.row, target, said)

    def _brings(self, target: Target) -> bool:
        """Whether a row can bring a record: one that its column makes, or a customer made just now."""
        is_made_now = target.kind == "customers" and target.id < 0
        return target.kind == self._kind or (is_made_now and self._kind in PHONED)

    def _heads(self) -> Iterator[Heading]:
        for each in self._table.headings:
            if each.field == self._column.field:
                yield _as(each, "name")
        for field, heading in self._teller.headings.items():
            yield _as(heading, field)

    def _customer(self, row: Sourced[Any], told: dict[str, Any]) -> Target | None:
        """Whose deal a line opens: a customer that is known, or is made of the row as well."""
        text = told.get("customer")
        heading = self._teller.headings.get("customer")
        if text is None or heading is None or id_of(heading.text):
            return None
        lines: Table[Any] = Table(
            self._table.file, self._table.sheet, SHEET_OF["opportunities"], self._table.header_row,
            (_as(heading, "customer"), *(each for each in self._table.headings if each is not heading)),
            (Sourced(SHEET_OF["opportunities"].record(customer=text, extra=row.record.extra), row.row),), 1,
        )  # fmt: skip
        return self._whose(lines, text)

    def _whose(self, table: Table[Any], text: str) -> Target | None:
        column = table.of.by_field["customer"]
        teller = teller_of(table, "customers", self._making._settings)
        of = _Of(self._making, self._position, table, column, "customers", teller)
        found = targets_of(text, column.refers, self._known)
        if found:
            of._tell(table.rows[0], found[0], teller.of(table.rows[0]))
            return found[0] if len(found) == 1 else None
        answer = of._answer(Unknown(0, column, text), teller.of(table.rows[0]), may_make=True)
        return answer if isinstance(answer, Target) else None


def _as(heading: Heading, field: str) -> Heading:
    return replace(heading, field=field, is_further=False)
