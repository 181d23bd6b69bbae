"""The written lists of dealers: what each says of itself holds together, and its file says what was written."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from benchmarks.lists.book import Written, cell_of, content_of, merges
from benchmarks.lists.written import FOLDER, WrittenList, houses, read_house
from workbook_crm.model.raw import Format
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


@pytest.mark.parametrize("line", ["+ a | b | c | d | e | f | g", "! a"])
def test_a_line_that_is_not_of_the_form_is_named(line: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"house\.txt:16"):
        written(tmp_path, HOUSE + line)


def test_there_are_enough_lists_and_a_third_has_contacts_beside() -> None:
    beside = [each for each in LISTS if sum(table.contacts for table in each.tables)]
    assert len(LISTS) >= 66
    assert len(beside) >= len(LISTS) / 3


@pytest.mark.parametrize("one", [*LISTS, *read_house(FOLDER / "weeks.txt")], ids=lambda each: each.file)
def test_a_file_says_what_was_written(one: WrittenList) -> None:
    format = Format.CSV if one.encoding else Format.XLSX
    book, found = read_workbook(content_of(one), name=one.file, format=format)
    assert book is not None, found
    assert len(book.sheets) == len(one.sheets)
    named = sum(len(row.contacts) for table in one.tables for row in table.records)
    assert named <= sum(table.contacts for table in one.tables)
    for sheet in one.sheets:
        assert all(table.columns or table.kinds == ("none",) for table in sheet.tables)
