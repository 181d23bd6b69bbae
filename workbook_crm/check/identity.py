"""Who a row is: a record that is known already, or a new one.

By number; without one, by what identifies the kind (domain: natural keys): a lead or customer by phone,
then by name; an opportunity by customer and name. Kinds without numbers: `check.keyed`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from workbook_crm.check.known import Known
from workbook_crm.check.nameless import known_by_mail
from workbook_crm.check.probable import (
    another_spelling,
    is_anothers_number,
    namesakes,
    say_companies,
    say_customers,
    say_whose_number,
    whose_record,
)
from workbook_crm.model.batch import Sourced, Table
from workbook_crm.model.companies import is_company
from workbook_crm.model.finding import Finding, finding
from workbook_crm.model.keys import are_one_number, are_two_extensions, search_key
from workbook_crm.model.linked import Target
from workbook_crm.model.numbers_of import numbers_of
from workbook_crm.model.rules import trade
from workbook_crm.model.sheets import OUR_NUMBER, PHONED

Targets = Mapping[str, Sequence[Target | None]]
NOTHING_SENT: Mapping[int, int] = {}

_SLIP_DIGITS = 2
"""Two phones that differ in no more digits than this, under one name, are one phone mistyped."""


def numbered_ids(
    table: Table[Any],
    targets: Targets,
    known: Known,
    found: list[Finding],
    before: Mapping[int, int] = NOTHING_SENT,
) -> Iterator[int]:
    """The id of each row of a kind that has numbers; new records become known as they are met.

    A row that would change somebody else's record by a likeness is held, under an id of its own.
    `before`: by row, the record that it was when its list was last sent; a number in the row goes before.
    """
    listed = frozenset(each.record.phone for each in table.rows) if table.kind in PHONED else frozenset()
    for position, row in enumerate(table.rows):
        customer = targets["customer"][position] if table.kind == "opportunities" else None
        record_id = _by_number(table, row, known, found) or before.get(position)
        said = None
        if record_id is None and row.record.number is None:
            record_id = _by_nature(table, row, customer, listed, known, found)
            said = record_id and whose_record(table, row, Target(table.kind, record_id), known)
        if said:
            found.append(said)
        yield _met(table, row, record_id, customer, known, is_held=bool(said and said.is_error))


def _met(
    table: Table[Any],
    row: Sourced[Any],
    record_id: int | None,
    customer: Target | None,
    known: Known,
    *,
    is_held: bool,
) -> int:
    """Lets a row be known under its id, given now to a new one; one that is held only to its own person."""
    if record_id is None or is_held:
        record_id = known.new_id(table.kind)
        known.stands_at(Target(table.kind, record_id), table, row.row)
    if is_held:
        known.claim(table.kind, record_id, row.record)
    else:
        known.add(table.kind, record_id, row.record)
    if table.kind == "opportunities":
        known.set_parent(record_id, customer)
    return record_id


def _by_number(table: Table[Any], row: Sourced[Any], known: Known, found: list[Finding]) -> int | None:
    number = row.record.number
    if number is None:
        return None
    ids = known.by(table.kind, "number", number) or _in_other_capitals(table.kind, row.record, known)
    if ids:
        if not number.startswith(f"{table.of.prefix}-"):
            say_whose_number(table, row, Target(table.kind, ids[0]), known, found)
        return ids[0]
    if OUR_NUMBER.fullmatch(number.upper()):
        place = table.place(row.row, "number")
        found.append(finding(trade.UNKNOWN_NUMBER, place, number, kind=table.of.name))
    return None


def _in_other_capitals(kind: str, record: Any, known: Known) -> list[int]:
    """The record of a number that differs in capitals only, unless the name does too: aB1 may not be Ab1."""
    ids = known.by_any_case(kind, record.number)
    others = (known.met_first(Target(kind, each)) for each in ids)
    return [] if any(is_anothers_number(record, each, is_sure=True) for each in others) else ids


def _by_nature(
    table: Table[Any],
    row: Sourced[Any],
    customer: Target | None,
    listed: frozenset[str | None],
    known: Known,
    found: list[Finding],
) -> int | None:
    if table.kind == "opportunities":
        return _opportunity(row.record, customer, known)
    return _person(table, row, listed, known, found)


def _opportunity(record: Any, customer: Target | None, known: Known) -> int | None:
    if record.name is None or customer is None:
        return None
    same_name = known.by("opportunities", "name", search_key(record.name))
    return next((each for each in same_name if known.parent(each) == customer), None)


def _person(
    table: Table[Any], row: Sourced[Any], listed: frozenset[str | None], known: Known, found: list[Finding]
) -> int | None:
    record = row.record
    numbers = numbers_of(record.phone, record.extra)
    by_phone = next((ids for each in numbers if (ids := known.by(table.kind, "phone", each))), None)
    if by_phone:
        return _only_one(table, row, "phone", by_phone, known, found)
    if by_mail := known_by_mail(table.kind, record, known):
        return _only_one(table, row, "mail", by_mail, known, found)
    by_name = known.by(table.kind, "name", search_key(record.name)) if record.name else []
    same = [each for each in by_name if _is_same(record, numbers, Target(table.kind, each), listed, known)]
    own = [each for each in same if known.may_change(Target(table.kind, each), record.owner)]
    if same:
        return _only_one(table, row, "name", own or same, known, found)
    if by_name:
        found.append(namesakes(table, row, by_name, known))
    elif spelt := another_spelling(table, row, known):
        return _only_one(table, row, "name", spelt, known, found)
    else:
        say_companies(table, row, known, found)
    if table.kind == "leads" and record.phone:
        say_customers(table, row, known, found)
    return None


def _only_one(
    table: Table[Any], row: Sourced[Any], field: str, ids: list[int], known: Known, found: list[Finding]
) -> int:
    if len(ids) > 1:
        place, seen = table.place(row.row, field), getattr(row.record, field)
        matches = tuple(known.label(Target(table.kind, each), known.acting(row.record.owner)) for each in ids)
        found.append(finding(trade.AMBIGUOUS_RECORD, place, seen, matches=matches))
    return ids[0]


def _is_same(
    record: Any, numbers: tuple[str, ...], other: Target, listed: frozenset[str | None], known: Known
) -> bool:
    """Whether a record of the same name is the same one although its phone is not equal.

    A person's is only where a slip of one's own was mended: two in one list are two, and so are two people's.
    """
    theirs = known.phones(*other)
    if not numbers or not theirs or is_company(record.name):
        return True
    if any(are_one_number(mine, known_as) for mine in numbers for known_as in theirs):
        return True
    if other.id < 0 or theirs[0] in listed or not known.may_change(other, record.owner):
        return False
    if are_two_extensions(numbers[0], theirs[0]):
        return False
    pairs = zip(numbers[0], theirs[0], strict=False)
    return len(numbers[0]) == len(theirs[0]) and sum(a != b for a, b in pairs) <= _SLIP_DIGITS
