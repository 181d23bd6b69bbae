"""What a rejected row is known by, and which of them an arrival mends, deletes or rejects again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from tests.check.tables import record_of, table_of
from tests.desk import NOW
from workbook_crm.check.mended import closing
from workbook_crm.check.rejected import all_keys, rejected_rows
from workbook_crm.model.batch import Batch, Table
from workbook_crm.model.changes import Fate, MergePlan, RowOutcome, TableOutcome
from workbook_crm.model.finding import Finding, finding
from workbook_crm.model.place import Place
from workbook_crm.model.rejected import WHOLE_SHEET, OpenRejection, RejectedRow
from workbook_crm.model.rules import trade
from workbook_crm.model.run import Arrival

PEOPLE = "name | phone | source | remark"
DAY, LATER = date(2026, 11, 1), date(2026, 11, 9)


def arrival(file: str = "客户.xlsx", sender: str | None = "张三", sha256: str = "new") -> Arrival:
    return Arrival("t", file, sender, NOW, sha256)


def error(
    row: int | None, column: int | None = None, sheet: str = "表", *, rows: Sequence[int] = ()
) -> Finding:
    from dataclasses import replace

    return replace(finding(trade.MISSING_VALUE, Place("a.xlsx", sheet, row, column)), rows=tuple(rows))


def rejected(table: Table[Any], *errors: Finding, of: Arrival | None = None) -> tuple[RejectedRow, ...]:
    return rejected_rows(Batch("a.xlsx", (table,)), errors, of or arrival())


def test_the_rows_that_errors_hold_back() -> None:
    table = table_of(
        "customers", PEOPLE, "王伟 | 139 | 展会 | ", "李雷 | 138 | 展会 | ", "韩梅 | 137 | 展会 | "
    )
    assert [each.row for each in rejected(table, error(4), error(2))] == [2, 4]
    assert [each.row for each in rejected(table, error(1, rows=(3, 4)))] == [3, 4]
    assert rejected(table) == ()
    assert rejected(table, error(2, sheet="别")) == ()
    (one,) = rejected(table, error(2), error(2, 3))
    assert (one.name, one.kind, one.list, one.person, one.list_rows) == (
        "王伟",
        "customers",
        "客户",
        "张三",
        3,
    )


def test_a_row_that_could_not_even_be_read_is_rejected_without_a_name() -> None:
    from dataclasses import replace

    table = replace(table_of("customers", PEOPLE, "王伟 | 139 | 展会 | "), held=(5,))
    (one,) = rejected(table, error(5))
    assert (one.row, one.name, one.keys, one.likeness.digest, one.list_rows) == (5, "", (), "", 2)


@pytest.mark.parametrize(
    ("sender", "owner", "person"), [("张三", "李四", "张三"), (None, "李四", "李四"), (None, "", None)]
)
def test_whose_it_is_to_mend(sender: str | None, owner: str, person: str | None) -> None:
    table = table_of("customers", "name | owner", f"王伟 | {owner}")
    (one,) = rejected(table, error(2), of=arrival(sender=sender))
    assert one.person == person


def test_a_sheet_that_was_rejected_as_a_whole() -> None:
    (one,) = rejected_rows(Batch("a.xlsx"), (error(None), error(None), error(None, rows=(3,))), arrival())
    assert (one.sheet, one.row, one.kind, one.person) == ("表", WHOLE_SHEET, None, "张三")


KEYS: list[tuple[str, str, str, list[str], list[str]]] = [
    # what it goes by when it waits, and when it was taken
    ("customers", "name | phone", "王伟 | 13911112222", ["phone 13911112222"], ["name 王伟"]),
    ("customers", "name | phone", "王 伟 | ", ["name 王伟"], []),
    ("customers", "name | phone", " | ", [], []),
    ("customers", "name | phone | 备用电话", "王伟 | 13911112222 | 13633334444", ["phone 13911112222", "phone 13633334444"], ["name 王伟"]),
    ("catalog", "code | vin | product | spec", "A1 | V1 | 车 | 大", ["catalog a1"], []),
    ("catalog", "code | vin | product | spec", " | V1 | 车 | 大", ["catalog v1"], []),
    ("catalog", "code | vin | product | spec", " |  | 车 | 大", ["catalog 车 大"], []),
    ("catalog", "code | vin | product | spec", " |  | 车 | ", ["catalog 车"], []),
    ("catalog", "code | vin | product | spec", " |  |  | 大", [], []),
    ("staff", "name", "张三", ["staff 张三"], []),
    ("choices", "list | value", "stage | 谈着", ["choices stage 谈着"], []),
    ("opportunities", "name | customer", "三台 | 宏达", ["opportunities 三台"], []),
    ("follow_ups", "subject | content", "宏达 | 看", [], []),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "header", "row", "keys", "more"), KEYS)
def test_what_a_row_goes_by(kind: str, header: str, row: str, keys: list[str], more: list[str]) -> None:
    (one,) = rejected(table_of(kind, header, row), error(2))
    assert list(one.keys) == keys
    found = list(all_keys(kind, record_of(kind, header, row)))
    assert sorted(dict.fromkeys(found)) == sorted(dict.fromkeys([*keys, *more]))


@pytest.mark.parametrize(
    ("kind", "header", "row", "name"),
    [
        ("leads", "name | company | phone", "王伟 | 宏达 | 139", "王伟"),
        ("leads", "name | company | phone", " | 宏达 | 139", "宏达"),
        ("leads", "name | company | phone", " |  | 139", "139"),
        ("opportunity_lines", "opportunity | product", "甲 | 车", "甲"),
        ("choices", "list | value", "stage | 谈着", "谈着"),
        ("follow_ups", "subject | content", " | 看", "看"),
        ("follow_ups", "subject | expense", " | 5", ""),
    ],
)
def test_what_a_row_is_about(kind: str, header: str, row: str, name: str) -> None:
    (one,) = rejected(table_of(kind, header, row), error(2))
    assert one.name == name


@pytest.mark.parametrize(
    ("columns", "fields"),
    [
        ((3,), ("name", "phone", "remark")),
        ((2, 3), ("name", "remark")),
        ((1, 2), ()),  # nothing that tells is left
        ((None,), ("name", "phone", "source", "remark")),
    ],
)
def test_what_a_row_says_beside_the_cells_that_were_wrong(
    columns: tuple[int | None, ...], fields: tuple[str, ...]
) -> None:
    table = table_of("customers", PEOPLE, "王伟 | 139 | 展会 | 红")
    (one,) = rejected(table, *(error(2, column) for column in columns))
    assert one.likeness.fields == fields
    assert bool(one.likeness.digest) is bool(fields)


def waits(
    table: Table[Any], row: int = 2, *columns: int, id: int = 1, file: str = "客户.xlsx", sender: str | None = "张三",
    sha256: str = "old", since: date = DAY,
) -> OpenRejection:  # fmt: skip
    """A row that was rejected for what stands in these columns, and waits."""
    errors = [error(row, column) for column in columns or (3,)]
    (one,) = rejected(table, *errors, of=arrival(file, sender))
    return OpenRejection(id, 1, sender, sha256, since, one)


def closed(
    table: Table[Any], fates: str, waiting: Sequence[OpenRejection], again: Sequence[RejectedRow] = (),
    of: Arrival | None = None,
) -> tuple[list[int], dict[tuple[str, int], date]]:  # fmt: skip
    """Which rows wait no longer when a table comes in, each row of which was new, changed, unchanged or held."""
    named = {"n": Fate.NEW, "c": Fate.CHANGED, "u": Fate.UNCHANGED, "h": Fate.HELD}
    rows = tuple(RowOutcome(row.row, named[fate]) for row, fate in zip(table.rows, fates, strict=True))
    found = closing(
        Batch("a.xlsx", (table,)),
        MergePlan(outcomes=(TableOutcome(0, rows),)),
        again,
        of or arrival(),
        waiting,
    )
    return [each.id for each in found.closed], dict(found.since)


WRONG = "王伟 | 13911112222 | 坏 | 红"
MENDED = "王伟 | 13911112222 | 展会 | 红"
OTHERS = [f"别人{nth} | 1380000{nth:04d} | 展会 | " for nth in range(4)]


def people(*rows: str, sheet: str = "表") -> Table[Any]:
    return table_of("customers", PEOPLE, *rows, sheet=sheet)


FOUND: list[tuple[list[str], str, str, bool]] = [
    # rows of the same list, what became of them, what it is called; whether the row waits no longer
    ([MENDED], "n", "客户.xlsx", True),
    ([MENDED], "u", "客户.xlsx", True),
    ([MENDED], "n", "客户 (2).xlsx", True),
    (["王伟 | 13633334444 | 展会 | 红"], "n", "客户.xlsx", False),  # neither what it goes by nor what it says
    (["王伟 | 13911112222 | 别的 | 蓝"], "c", "客户.xlsx", True),  # by its phone
    ([MENDED, *OTHERS], "nuuuu", "客户.xlsx", True),
    # in another list only what brings news mends it
    ([MENDED], "n", "别的.xlsx", True),
    ([MENDED], "c", "别的.xlsx", True),
    ([MENDED], "u", "别的.xlsx", False),
]


@pytest.mark.parametrize(("rows", "fates", "file", "is_closed"), FOUND)
def test_whether_a_row_is_mended(rows: list[str], fates: str, file: str, is_closed: bool) -> None:
    waiting = [waits(people(WRONG, *OTHERS))]
    assert closed(people(*rows), fates, waiting, of=arrival(file))[0] == [1] * is_closed


@pytest.mark.parametrize(("known", "is_gone"), [(0, False), (2, False), (3, True), (4, True)])
def test_a_row_that_is_in_its_list_no_more_was_deleted_where_half_of_the_list_was_known(
    known: int, is_gone: bool
) -> None:
    waiting = [waits(people(WRONG, *OTHERS))]
    assert closed(people(*OTHERS), "c" * known + "n" * (4 - known), waiting)[0] == [1] * is_gone
    assert closed(people(*OTHERS), "u" * known + "n" * (4 - known), waiting)[0] == [1] * is_gone
    assert closed(people(*OTHERS), "uuuu", waiting, of=arrival("别的.xlsx"))[0] == []
    assert closed(people(*OTHERS), "uuuu", waiting, of=arrival(sender="李四"))[0] == []
    assert closed(people(*OTHERS, sheet="新名"), "u" * known + "n" * (4 - known), waiting)[0] == [1] * is_gone


def test_rows_that_are_found_again_count_as_known() -> None:
    table = people(WRONG, "李雷 | 13700000000 | 坏 | ", *OTHERS[:2])
    waiting = [waits(table), waits(table, 3, id=2)]
    assert closed(people("李雷 | 13700000000 | 展会 | ", *OTHERS[:1]), "nu", waiting)[0] == [1, 2]
    assert closed(people("李雷 | 13700000000 | 展会 | ", *OTHERS[:1]), "nn", waiting)[0] == [2]


def test_a_sheet_that_was_rejected_as_a_whole_is_done_when_its_list_comes() -> None:
    (one,) = rejected_rows(Batch("a.xlsx"), (error(None),), arrival())
    waiting = [OpenRejection(1, 1, "张三", "old", DAY, one)]
    assert closed(people(*OTHERS), "nnnn", waiting)[0] == [1]
    assert closed(people(*OTHERS), "nnnn", waiting, of=arrival("别的.xlsx"))[0] == []


def test_who_is_rejected_again_waits_since_the_first_time() -> None:
    table = people(WRONG)
    again = rejected(table, error(2, 3))
    assert closed(table, "h", [waits(table)], again) == ([1], {("表", 2): DAY})
    moved = people(OTHERS[0], WRONG)
    assert closed(moved, "nh", [waits(table)], rejected(moved, error(3, 3))) == ([1], {("表", 3): DAY})
    both = [waits(table, since=LATER), waits(table, id=2, since=DAY, sha256="older")]
    assert closed(table, "h", both, again)[1] == {("表", 2): LATER}  # each row is found once


def test_the_same_bytes_are_done_with_whatever_they_hold() -> None:
    table = people(WRONG)
    waiting = [waits(table, sha256="new")]
    assert closed(people(*OTHERS[:1]), "n", waiting) == ([1], {})
    assert closed(table, "h", waiting, rejected(table, error(2, 3))) == ([1], {("表", 2): DAY})


@pytest.mark.parametrize(
    ("file", "sender", "is_closed"),
    [("商机.xlsx", "张三", True), ("别的.xlsx", "张三", False), ("商机.xlsx", "李四", False)],
)
def test_a_contact_in_another_list_is_known_by_whom_it_is_about(
    file: str, sender: str, is_closed: bool
) -> None:
    """What it says beside the subject, others may be told in the same words."""
    header = "subject | time | content"
    table = table_of("follow_ups", header, "坏名 | 2026-11-20 | 谈价格")
    waiting = [waits(table, 2, 1, file="商机.xlsx")]
    mended = table_of("follow_ups", header, "宏达 | 2026-11-20 | 谈价格")
    assert closed(mended, "n", waiting, of=arrival(file, sender))[0] == [1] * is_closed
    told = [waits(table, 2, 2, file="商机.xlsx")]
    other = table_of("follow_ups", header, "坏名 | 2026-11-21 | 谈价格")
    assert closed(other, "n", told, of=arrival("别的.xlsx"))[0] == [1]
    assert closed(other, "n", told, of=arrival("别的.xlsx", "李四"))[0] == []


def test_nothing_waits() -> None:
    assert closed(people(MENDED), "n", ()) == ([], {})
