"""The written lists of dealers: what each says of itself holds together, and its file says what was written."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from benchmarks.lists.book import Written, cell_of, content_of, merges
from benchmarks.lists.score import Score, score
from benchmarks.lists.taken import decided, fresh_workspace
from benchmarks.lists.weeks import Held, compare_count
from benchmarks.lists.written import FOLDER, Table, WrittenList, houses, read_house
from workbook_crm.arrive.inspect import inspect
from workbook_crm.model.records import FollowUp
from workbook_crm.read.workbook import read_workbook

LISTS = [each for lists in houses().values() for each in lists]

HOUSE = """House: 一家店

== 客户.xlsx | 张三
# 一月 | leads/customers
. 客户表 | <
@ 序号 | 姓名 | 手机 | 第一次 | < | 备注
@ ^ | ^ | ^ | 日期 | 内容 | ^
& n | name | phone | f1.time | f1.content | remark?
+ =1 | 王芳 | 13900000001 | #2026-11-03 | 到店 {red} |
= phone 13900000001
f 2026-11-03 | 到店 |
? =2 | | 1.39E+10
+ =3 | 李雷 | 13900000002 | | |
. 合计
x2 7 | | <name> | <mobile>
"""


def written(folder: Path, text: str) -> list[WrittenList]:
    """The lists of a house of this text."""
    path = folder / "house.txt"
    path.write_text(text, encoding="utf-8")
    return read_house(path)


def test_a_house_is_read(tmp_path: Path) -> None:
    (one,) = written(tmp_path, HOUSE)
    (table,) = one.tables
    assert (one.file, one.sender, table.kinds) == ("客户.xlsx", "张三", ("leads", "customers"))
    assert [each.row for each in table.records] == [4, 6, 8, 9]
    assert table.put_aside == [5]
    assert table.contacts == 1
    assert [each.header for each in table.columns] == ["序号", "姓名", "手机", "日期", "内容", "备注"]
    assert table.columns[5].fields == ("remark",)
    assert table.columns[5].may_be_kept
    assert table.records[0].values == (("phone", "13900000001"),)
    assert merges(one.sheets[0])[0] == (0, 0, 0, 1)
    assert (1, 0, 2, 0) in merges(one.sheets[0])


def test_made_rows_are_the_same_each_time(tmp_path: Path) -> None:
    (one,), (other,) = written(tmp_path, HOUSE), written(tmp_path, HOUSE)
    assert one.sheets[0].rows == other.sheets[0].rows
    assert len({row[2] for row in one.sheets[0].rows[-2:]}) == 2


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=12.5", Written(12.5)),
        ("=2,410", Written(2410.0)),
        ("#2026-11-08", Written(datetime(2026, 11, 8))),
        ("=SUM(A1:A2) -> 3", Written(3.0, "=SUM(A1:A2)")),
        ("王芳 {red}", Written("王芳", colour="red")),
        ("王芳 {#欠租}", Written("王芳", comment="欠租")),
        ("11.8", Written("11.8")),
    ],
)
def test_a_cell_is_read(text: str, cell: Written) -> None:
    assert cell_of(text) == cell


@pytest.mark.parametrize("line", ["+ a | b | c | d | e | f | g", "$ a"])
def test_a_line_that_is_not_of_the_form_is_named(line: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"house\.txt:16"):
        written(tmp_path, HOUSE + line)


def test_there_are_enough_lists_and_many_have_contacts_beside() -> None:
    beside = [each for each in LISTS if sum(table.contacts for table in each.tables)]
    assert len(LISTS) >= 163
    assert len(beside) >= 34


@pytest.mark.parametrize("one", [*LISTS, *read_house(FOLDER / "weeks.txt")], ids=lambda each: each.file)
def test_a_file_says_what_was_written(one: WrittenList) -> None:
    content = content_of(one)
    format, _ = inspect(content, name=one.file)
    assert format is not None
    book, found = read_workbook(content, name=one.file, format=format)
    assert book is not None, found
    assert len(book.sheets) == len(one.sheets)
    named = sum(len(row.contacts) for table in one.tables for row in table.records)
    assert named <= sum(table.contacts for table in one.tables) or _may_be_several(one)
    for sheet in one.sheets:
        assert all(table.columns or table.kinds == ("none",) or _is_down(table) for table in sheet.tables)


def _is_down(table: Table) -> bool:
    """Whether its records are written down the sheet, a label beside a value."""
    return bool(table.records) and not any(row.cells for row in table.records)


def _may_be_several(one: WrittenList) -> bool:
    """Whether a cell may hold several contacts, a line each."""
    return any(column.part and column.part[1] == "text" for table in one.tables for column in table.columns)


OWN = """House: 一家店

== 客户.xlsx
# 客户 | customers
@ 客户名称 | 电话 | 来源 | 级别 | 备注
& name | phone | source | level | remark
+ 王芳 | 13900000001 | 展厅 | A | 要黑色
= phone 13900000001
+ 李雷 | 139 0000 0002 | 展厅 | B |
"""


def figures(folder: Path, text: str) -> Score:
    """The figures of a house's one list in a fresh workspace."""
    (one,) = written(folder, text)
    with fresh_workspace() as (workspace, _clock):
        return score(one, decided(workspace, one.file, content_of(one)))


def test_a_list_that_is_ours_is_all_right(tmp_path: Path) -> None:
    found = figures(tmp_path, OWN)
    assert (found.tables_understood, found.tables) == (1, 1)
    assert (found.rows_taken, found.rows, found.rows_invented) == (2, 2, 0)
    assert (found.columns, found.columns_misfit, found.columns_other) == (5, 0, 0)
    assert (found.values, found.values_changed) == (5, 0)
    assert (found.values_right, found.values_named) == (1, 1)
    assert found.faults == []


@pytest.mark.parametrize(
    ("ours", "truth", "kind"),
    [
        ("& name | phone | source", "& name | - | source", "column given to a field it does not fit"),
        ("| level | remark", "| level | name", "column given to a field it does not fit"),
        ("@ 客户名称 | 电话 | 来源 | 级别 | 备注", "@ 客户名称 | 电话 | 来源 | 级别 | 甲乙丙", "column kept"),
        ("= phone 13900000001", "= phone 13900000009", "named value otherwise"),
        ("+ 李雷", ". 李雷", "row that is none taken"),
        ("+ 李雷", "? 李雷", None),
        ("| customers", "| leads", "table not understood"),
        ("| 139 0000 0002", "| 1.39E+10", "row held: phone-lost-digits 电话"),
        ("| source | level | remark", "| source | level | f1.text", "contacts not found"),
    ],
)
def test_what_differs_from_a_person_is_a_fault(
    ours: str, truth: str, kind: str | None, tmp_path: Path
) -> None:
    assert ours in OWN
    found = figures(tmp_path, OWN.replace(ours, truth))
    assert kind in {each.kind for each in found.faults} or (kind is None and not found.faults)


@pytest.mark.parametrize(
    ("expected", "count", "doubled", "lost"),
    [("2", 2, 0, 0), ("2", 3, 1, 0), ("2", 1, 0, 1), ("1..2", 3, 1, 0)],
)
def test_what_the_store_holds_is_counted(expected: str, count: int, doubled: int, lost: int) -> None:
    held = Held("step")
    compare_count(held, "people", expected, count)
    assert (held.doubled, held.lost, bool(held.words)) == (doubled, lost, bool(doubled or lost))


BESIDE = """House: 一家店

== 客户.xlsx
# 客户 | customers
@ 客户名称 | 电话 | 来源 | 回访
& name | phone | source | f1.text
+ 王芳 | 13900000001 | 展厅 | 11.3 电话，再等等
f 2026-11-03 | 电话 | 再等等
"""


@pytest.mark.parametrize(
    ("contact", "right"),
    [
        (FollowUp(time=datetime(2026, 11, 3), method="电话", content="再等等"), 1),
        (FollowUp(time=datetime(2026, 11, 3), method="Phone call", content="11.3 电话，再等等"), 1),
        (FollowUp(time=datetime(2026, 11, 3), method="微信", content="再等等"), 0),
        (FollowUp(time=datetime(2025, 11, 3), method="电话", content="再等等"), 0),
        (FollowUp(time=datetime(2026, 11, 3), method="电话", content="再等"), 0),
    ],
)
def test_a_contact_is_found_by_its_row_and_right_by_what_it_says(
    contact: FollowUp, right: int, tmp_path: Path
) -> None:
    (one,) = written(tmp_path, BESIDE)
    with fresh_workspace() as (workspace, _clock):
        made = decided(workspace, one.file, content_of(one))
    found = score(one, replace(made, contacts=(("客户", 2, contact),)))
    assert (found.contacts_found, found.contacts, found.contacts_right) == (1, 1, right)
    elsewhere = score(one, replace(made, contacts=(("客户", 3, contact),)))
    assert (elsewhere.contacts_found, elsewhere.contacts_right) == (0, 0)


def test_a_value_that_is_changed_without_a_word_is_a_fault(tmp_path: Path) -> None:
    (one,) = written(tmp_path, OWN)
    with fresh_workspace() as (workspace, _clock):
        made = decided(workspace, one.file, content_of(one))
    (table,) = made.tables
    records = {row: replace(each, name=f"{each.name}芳") for row, each in table.records.items()}
    found = score(one, replace(made, tables=(replace(table, records=records),)))
    assert (found.values, found.values_changed) == (5, 2)
