"""Which rows of an arrival are rejected, and by what each of them is known again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from workbook_crm.model.awaited import list_name
from workbook_crm.model.batch import Batch, Table
from workbook_crm.model.finding import Finding, Findings
from workbook_crm.model.keys import fingerprint, search_key
from workbook_crm.model.numbers_of import numbers_of
from workbook_crm.model.rejected import WHOLE_SHEET, Likeness, RejectedRow
from workbook_crm.model.run import Arrival
from workbook_crm.model.sheets import PHONED

Place = tuple[str, int]
"""(sheet, 1-based row)"""

_NAMES = ("name", "company", "customer", "opportunity", "subject", "product", "phone", "value", "content")
"""What a row may be called by, the best first."""
_TELLING = frozenset({*_NAMES, "number", "code", "vin", "plate"}) - {"value"}
"""Without any of these a row is like too many others to be known again."""
_IDENTITIES: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "catalog": (("code",), ("vin",), ("product", "spec")),
    "staff": (("name",),),
    "choices": (("list", "value"),),
    "opportunities": (("name",),),
}
"""By kind: fields that name a record together, the surest first."""


def rejected_rows(batch: Batch, findings: Findings, arrival: Arrival) -> tuple[RejectedRow, ...]:
    """The rows of an arrival that errors hold back, in the order of the workbook."""
    errors = _errors(findings)
    found = dict[Place, RejectedRow]()
    for table in batch.tables if errors else ():
        here = errors.keys() & {(table.sheet, each) for each in table.held}
        records = {each.row: each.record for each in table.rows if (table.sheet, each.row) in errors}
        said = len(table.rows) + len(table.held)
        for _, row in (*here, *((table.sheet, each) for each in records)):
            place = table.sheet, row
            if place not in found:
                record = records.get(row)
                found[place] = _rejected(table, row, record, errors[place], arrival)._replace(list_rows=said)
    return tuple(found[each] for each in sorted(found)) + tuple(_whole_sheets(findings, arrival))


def _rejected(
    table: Table[Any], row: int, record: Any, errors: Sequence[Finding], arrival: Arrival
) -> RejectedRow:
    name = _name(record) if record is not None else ""
    keys = tuple(_keys(table.kind, record)) if record is not None else ()
    likeness = _likeness(table, record, errors) if record is not None else Likeness()
    person = arrival.sender or getattr(record, "owner", None)
    return RejectedRow(table.sheet, row, table.kind, list_name(arrival.file), person, name, keys, likeness, 0)


def _whole_sheets(findings: Findings, arrival: Arrival) -> Iterator[RejectedRow]:
    sheets = {
        each.place.sheet: None
        for each in findings
        if each.is_error and each.place.sheet is not None and each.place.row is None and not each.rows
    }
    for sheet in sheets:
        yield RejectedRow(
            sheet, WHOLE_SHEET, None, list_name(arrival.file), arrival.sender, "", (), Likeness(), 0
        )


def _errors(findings: Findings) -> Mapping[Place, list[Finding]]:
    errors: defaultdict[Place, list[Finding]] = defaultdict(list)
    for each in findings:
        if each.is_error and each.place.sheet is not None:
            for row in (each.place.row, *each.rows):
                if row is not None:
                    errors[each.place.sheet, row].append(each)
    return errors


def _name(record: Any) -> str:
    return next((str(said) for each in _NAMES if (said := getattr(record, each, None))), "")


def _keys(kind: str, record: Any) -> Iterator[str]:
    """What a record goes by: its phones, else its name; nothing for kinds that nothing names."""
    if kind in PHONED:
        phones = numbers_of(record.phone, record.extra)
        yield from (f"phone {each}" for each in phones)
        if not phones and record.name:
            yield f"name {search_key(record.name)}"
        return
    for fields in _IDENTITIES.get(kind, ()):
        said = [getattr(record, each, None) for each in fields]
        if said[0]:
            yield f"{kind} {' '.join(search_key(str(each)) for each in said if each)}"
            return


def all_keys(kind: str, record: Any) -> Iterator[str]:
    """All that a row which was taken may be known by."""
    yield from _keys(kind, record)
    if kind in PHONED and record.name:
        yield f"name {search_key(record.name)}"


def _likeness(table: Table[Any], record: Any, errors: Iterable[Finding]) -> Likeness:
    wrong = {each.place.column for each in errors}
    fields = tuple(
        each.field
        for each in table.of.visible
        if not each.computed
        and table.column_of(each.field) not in wrong
        and getattr(record, each.field) is not None
    )
    said = [getattr(record, each) for each in fields]
    return Likeness(fields, fingerprint(said)) if _TELLING & {*fields} else Likeness()
