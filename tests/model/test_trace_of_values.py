"""Which write a value comes from, and which cell of its row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from tests.desk import NOW
from workbook_crm.model.columns import Value
from workbook_crm.model.history import LogEntry
from workbook_crm.model.run import ColumnReceipt, SheetReceipt
from workbook_crm.model.trace import Origin, Traced, cell_in, of_field, table_of, trace
from workbook_crm.model.undone import NO_UNDOS, Undos


def entry(revision: int, after: Mapping[str, Value], **facts: Any) -> LogEntry:
    known: dict[str, Any] = {
        "receipt": f"R-{revision:06d}", "file": f"{revision}.xlsx", "sender": "张三", "received": NOW, "sheet": "客户", "row": 5,
        "before": {}, "is_new": revision == 1,
    }  # fmt: skip
    return LogEntry(revision=revision, after=after, **{**known, **facts})


def sheet(kind: str, header_row: int, *columns: tuple[str, str | None], name: str = "客户", **groups: int) -> SheetReceipt:  # fmt: skip
    told = tuple(ColumnReceipt(cell, f"头{cell}", field, groups.get(cell)) for cell, field in columns)
    return SheetReceipt(name, kind, header_row, 1, 1, 0, 0, 0, 0, 0, columns=told)


PEOPLE = sheet("customers", 1, ("A1", "name"), ("B1", "level"), ("C1", None))
SHEETS = {f"R-{nth:06d}": (PEOPLE,) for nth in range(1, 6)}


def told(value: Value, log: list[LogEntry], undos: Undos = NO_UNDOS) -> tuple[Origin, tuple[Origin, ...]] | None:  # fmt: skip
    now = {} if value is None else {"level": value}
    found = [each for each in trace("customers", now, {}, log, SHEETS, undos) if each.field == "level"]
    return (found[0].now, found[0].before) if found else None


def short(
    value: Value, log: list[LogEntry], undos: Undos = NO_UNDOS
) -> tuple[object, list[tuple[object, ...]]] | None:
    found = told(value, log, undos)
    if found is None:
        return None
    return found[0].receipt, [(each.value, each.receipt, each.undone_by) for each in found[1]]


A, B, A_AGAIN = entry(1, {"level": "A"}), entry(2, {"level": "B"}), entry(3, {"level": "A"})


@pytest.mark.parametrize(
    ("value", "log", "undoes", "origin"),
    [
        (None, [], {}, None), ("A", [], {}, (None, [])), ("A", [A], {}, ("R-000001", [])), ("B", [A, B], {}, ("R-000002", [("A", "R-000001", None)])),
        (None, [A], {}, (None, [("A", "R-000001", None)])),
        ("A", [A, B, A_AGAIN], {}, ("R-000003", [("B", "R-000002", None), ("A", "R-000001", None)])),
        ("C", [A, B], {}, (None, [("B", "R-000002", None), ("A", "R-000001", None)])),
        # an undo of B: what holds is what A wrote, and the undo is no write of its own
        ("A", [A, B, A_AGAIN], {3: 2}, ("R-000001", [("B", "R-000002", "R-000003")])),
        ("A", [A, A_AGAIN], {3: 2}, ("R-000001", [])),
        # nothing that holds wrote it: the newest that did
        ("B", [A, entry(2, {"level": "B"}), entry(3, {"level": "B"})], {3: 2}, ("R-000003", [("B", "R-000002", "R-000003"), ("A", "R-000001", None)])),
        # taken later, out of a workbook that was undone
        ("A", [A, entry(4, {"level": "B"}, source=2), entry(5, {"level": "A"})], {5: 2}, ("R-000001", [("B", "R-000004", "R-000005")])),
    ],
)  # fmt: skip
def test_which_write_a_value_comes_from(
    value: Value, log: list[LogEntry], undoes: dict[int, int], origin: tuple[object, ...] | None
) -> None:
    assert short(value, log, Undos(undoes)) == origin


def test_a_write_is_told_with_its_place() -> None:
    found = told("A", [A])
    assert found is not None
    assert found[0] == Origin("A", "R-000001", "1.xlsx", "客户", "B5", 5, "张三", NOW)
    undone = told("A", [entry(3, {"level": "A"}, row=0)], Undos({3: 2}))
    assert undone is not None
    assert (undone[0].cell, undone[0].row, undone[0].undone_by) == (None, None, None)
    elsewhere = told("A", [entry(9, {"level": "A"}, source=2), entry(8, {"level": "C"}, column=3)])
    assert elsewhere is not None
    assert elsewhere[0].cell == "B5"  # as the workbook was understood in which the row stands
    assert elsewhere[1][0].cell == "C5"  # of a sheet of which nothing is known: its own cell


def test_unknown_columns_are_traced_behind_those_we_know() -> None:
    log = [
        entry(1, {"name": "远航"}, kept_after={"头C1": "白"}),
        entry(2, {}, kept_after={"头C1": None, "旧": "x"}),
    ]
    found = trace("customers", {"name": "远航"}, {"新": "y"}, log, SHEETS, NO_UNDOS)
    assert [(each.field, each.name.en, each.now.value, each.now.cell) for each in found] == [
        ("name", "Customer name", "远航", "A5"), ("extra.头C1", "头C1", None, "C5"), ("extra.旧", "旧", None, None), ("extra.新", "新", "y", None),
    ]  # fmt: skip
    assert [each.value for each in found[1].before] == ["白"]


@pytest.mark.parametrize(
    ("row", "name", "kind", "found"),
    [
        (1, "客户", "customers", None), (2, "客户", "customers", (1, "customers")), (4, "客户", "leads", (1, "customers")), (5, "客户", "leads", (4, "leads")),
        (5, "客户", "customers", (4, "customers")), (5, "别的", "customers", None),
    ],
)  # fmt: skip
def test_the_table_in_which_a_row_stands(
    row: int, name: str, kind: str, found: tuple[int, str] | None
) -> None:
    sheets = [sheet("customers", 1), sheet("leads", 4), sheet("customers", 4)]
    for each in (sheets, sheets[::-1]):
        table = table_of(each, kind, entry(1, {}, row=row, sheet=name))
        assert (table and (table.header_row, table.kind)) == found


DEALS = sheet(
    "opportunities", 2, ("A2", "customer"), ("B2", "name"), ("C2", None), ("D2", "follow_ups.content"), ("E2", "follow_ups.content"),
    ("F2", "follow_ups.time"), D2=1, E2=2, F2=1,
)  # fmt: skip
CALLS = sheet("follow_ups", 1, ("A1", "subject"), ("B1", "next_follow_up"), ("C1", "next_follow_up"))


@pytest.mark.parametrize(
    ("table", "kind", "field", "column", "cell"),
    [
        (DEALS, "opportunities", "name", None, "B9"), (DEALS, "opportunities", "level", None, None), (DEALS, "opportunities", "time", None, "F9"),
        (DEALS, "opportunities", "content", None, None),  # two contacts have one
        (DEALS, "customers", "name", None, "A9"), (DEALS, "customers", "number", None, "A9"), (DEALS, "customers", "level", None, None),
        (DEALS, "opportunities", "extra.头C2", None, "C9"), (DEALS, "opportunities", "extra.头A2", None, None), (DEALS, "opportunities", "extra.别", None, None),
        (DEALS, "follow_ups", "content", 4, "D9"), (DEALS, "follow_ups", "content", 5, "E9"), (DEALS, "follow_ups", "time", 4, "F9"),
        (DEALS, "follow_ups", "time", 5, None), (CALLS, "customers", "next_follow_up", None, "B9"), (CALLS, "customers", "level", None, None),
        (DEALS, "customers", "next_follow_up", None, None), (CALLS, "customers", "name", None, "A9"), (CALLS, "catalog", "name", None, None),
    ],
)  # fmt: skip
def test_the_cell_that_tells_a_field(
    table: SheetReceipt, kind: str, field: str, column: int | None, cell: str | None
) -> None:
    assert cell_in(table, kind, field, entry(1, {}, row=9, column=column)) == cell


@pytest.mark.parametrize(
    ("wanted", "fields"),
    [("level", ["level"]), ("客户级别", []), ("级别", ["level"]), ("LEVEL", ["level"]), ("颜色", ["extra.颜色"]), ("extra.颜色", ["extra.颜色"]), ("颜", [])],
)  # fmt: skip
def test_a_field_is_named_as_people_name_it(wanted: str, fields: list[str]) -> None:
    found: tuple[Traced, ...] = trace(
        "customers", {"level": "A", "name": "甲"}, {"颜色": "白"}, [], {}, NO_UNDOS
    )
    assert [each.field for each in of_field(found, wanted)] == fields
