"""导入回执: the sheet of a manager's workbook from which imports are taken back, and who has it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.desk import NOW, Desk, counts, desk, found
from tests.merge.test_own_workbooks import handed_out
from tests.merge.test_undo import customer, state, undo
from workbook_crm.model.run import Receipt

STAFF = (
    "# 员工\n| 姓名 | 角色 | 团队 |\n| 王总 | 主管 | 一组 |\n| 张三 | 销售 | 一组 |\n| 李四 | 销售 | 二组 |\n"
    "| 小孙 | 内勤 | |"
)
HEAD = "# 客户\n| 客户名称 | 电话 | 级别 | 负责人 |\n"
CONTACT = "# 跟进记录\n| 对象 | 跟进时间 | 跟进方式 | 跟进内容 | 下次跟进时间 |\n"
SETTINGS = "[lists]\nworkbooks = true\n"
FIRST, LAST = 5, 8
"""The row of the newest import, and the column of the cell to fill in."""


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Desk]:
    """R-1 staff, R-2 远航 of 张三, R-3 近港 of 李四, R-4 远航 once more."""
    with desk(tmp_path, SETTINGS) as found:
        found.take(STAFF, name="员工.xlsx")
        found.take(HEAD + "| 远航 | 13800010001 | A | 张三 |", sender="张三", name="一.xlsx")
        found.take(HEAD + "| 近港 | 13800010002 | B | 李四 |", sender="李四", name="二.xlsx")
        found.take(HEAD + "| 远航 | 13800010001 | H | 张三 |", sender="张三", name="一.xlsx")
        yield found


def sheet_of(content: Path | bytes) -> Any:
    book = openpyxl.load_workbook(io.BytesIO(content) if isinstance(content, bytes) else content)
    return next((book[name] for name in ("导入回执", "Import receipts") if name in book.sheetnames), None)


def listed(content: Path | bytes) -> list[tuple[Any, ...]]:
    rows = sheet_of(content).iter_rows(min_row=FIRST, max_col=LAST, values_only=True)
    return [(row[0], row[2], row[3], row[4], row[6]) for row in rows if row[0]]


def filled(content: Path | bytes, **words: str) -> bytes:
    """The workbook with words in the cells of receipts: `R2="是"`."""
    sheet = sheet_of(content)
    for row in range(FIRST, sheet.max_row + 1):
        receipt = str(sheet.cell(row, 1).value)
        for key, word in words.items():
            if receipt == f"R-{int(key[1:]):06d}":
                sheet.cell(row, LAST).value = word
    out = io.BytesIO()
    sheet.parent.save(out)
    return out.getvalue()


def sent(house: Desk, content: bytes, sender: str = "王总") -> Receipt:
    return house.take(content, sender=sender, name="我的工作簿.xlsx")


def told(receipt: Receipt) -> list[tuple[str, Any]]:
    return [
        (each.rule.code, dict(each.facts)["receipt"])
        for each in receipt.findings
        if "undo" in each.rule.code or "undone" in each.rule.code
    ]


def test_managers_and_the_office_have_it_with_what_they_may_take_back(house: Desk) -> None:
    files = handed_out(house)
    assert {person: sheet_of(path) is not None for person, path in files.items()} == {
        "张三": False, "李四": False, "王总": True, "小孙": True,
    }  # fmt: skip
    assert listed(files["王总"]) == [
        ("R-000004", "张三", "一.xlsx", 1, "有效"),
        ("R-000002", "张三", "一.xlsx", 1, "有效"),
    ]
    assert [row[0] for row in listed(files["小孙"])] == ["R-000004", "R-000003", "R-000002", "R-000001"]


def test_yes_takes_that_import_back_and_the_rows_are_read_all_the_same(house: Desk) -> None:
    book = openpyxl.load_workbook(io.BytesIO(filled(handed_out(house)["王总"], R4="是")))
    customers = book["客户"]
    heads = {str(each.value).rstrip(" *"): each.column for each in customers[1]}
    customers.cell(2, heads["备注"]).value = "主管看过"
    out = io.BytesIO()
    book.save(out)
    receipt = sent(house, out.getvalue())
    assert (receipt.id, receipt.outcome) == ("R-000006", "taken")
    assert told(receipt) == [("import-undone", "R-000004")]
    assert (customer(house)["level"], customer(house)["remark"]) == ("A", "主管看过")
    report = house.workspace.folder / "outbox" / "王总" / "撤销 R-000004.xlsx"
    assert openpyxl.load_workbook(report).sheetnames == ["已撤销", "保留-后来又改", "保留-被引用", "不能撤"]
    answer = openpyxl.load_workbook(io.BytesIO(house.answer(receipt)))
    assert "R-000004 已撤销：撤回 1 处" in str(answer["导入回执"].cell(FIRST, LAST).comment.text)


def test_the_next_workbook_says_so_and_offers_the_undo_of_the_undo(house: Desk) -> None:
    before = state(house)
    sent(house, filled(handed_out(house)["王总"], R4="是"))
    fresh = handed_out(house)["王总"]
    assert listed(fresh)[:2] == [
        ("R-000005", "王总", "撤销 R-000004", None, "有效"),
        ("R-000004", "张三", "一.xlsx", 1, "已撤销（R-000005）"),
    ]
    receipt = sent(house, filled(fresh, R5="是"))
    assert (told(receipt), state(house)) == ([("import-undone", "R-000005")], before)
    assert [row[4] for row in listed(handed_out(house)["王总"])[:2]] == ["有效", "已撤销（R-000007）"]


def test_two_at_once_are_two_undos_the_newest_first(house: Desk) -> None:
    receipt = sent(house, filled(handed_out(house)["小孙"], R2="是", R4="是", R3="否"), "小孙")
    assert told(receipt) == [("import-undone", "R-000004"), ("import-undone", "R-000002")]
    with house.workspace.store.reading() as queries:
        assert [each.record.name for each in queries.every("customers")] == ["近港"]
        undos = [(each.id, each.undoes) for each in queries.receipts() if each.undoes]
    assert undos == [("R-000006", "R-000002"), ("R-000005", "R-000004")]


def test_rows_of_records_that_are_taken_back_are_told_of_once(house: Desk) -> None:
    house.take(
        CONTACT + "| C-000001 | 2026-11-22 | 电话 | 要报价 | 2026-12-01 |", sender="张三", name="三.xlsx"
    )
    receipt = sent(house, filled(handed_out(house)["王总"], R2="是", R4="是", R5="是"))
    assert house.count("customers") == 1
    assert [each for each in found(receipt) if "导入回执" not in each] == [
        "note 客户!A2 rows-taken-back", "note 跟进记录!D2 rows-taken-back",
    ]  # fmt: skip
    assert (counts(receipt, "客户"), counts(receipt, "跟进记录")) == ({"empty": 1}, {"empty": 1})


def test_a_workbook_of_ours_that_comes_back_is_no_second_word(house: Desk) -> None:
    for person in ("王总", "张三"):
        house.take(handed_out(house)[person].read_bytes(), sender=person, name="我的工作簿.xlsx")
    for receipt in ("R-000004", "R-000002"):
        assert undo(house, receipt).is_whole
    with house.workspace.store.reading() as queries:
        assert [each.record.name for each in queries.every("customers")] == ["近港"]


def test_what_its_sender_wrote_into_a_workbook_of_ours_stays(house: Desk) -> None:
    book = openpyxl.load_workbook(handed_out(house)["王总"])
    heads = {str(each.value).rstrip(" *"): each.column for each in book["客户"][1]}
    book["客户"].cell(2, heads["备注"]).value = "主管看过"
    out = io.BytesIO()
    book.save(out)
    sent(house, out.getvalue())
    undo(house, "R-000004")
    undo(house, "R-000002")
    assert (customer(house)["name"], customer(house)["remark"]) == ("远航", "主管看过")


def test_what_is_undone_already_is_a_note(house: Desk) -> None:
    content = filled(handed_out(house)["王总"], R4="是")
    undo(house, "R-000004")
    receipt = sent(house, content)
    assert told(receipt) == [("undone-before", "R-000004")]
    assert "note 导入回执!H5 undone-before" in found(receipt)
    again = sent(house, filled(handed_out(house)["王总"], R4="是"))
    assert told(again) == [("undone-before", "R-000004")]


def test_an_old_copy_takes_nothing_back_that_was_brought_back_since(house: Desk) -> None:
    content = filled(handed_out(house)["王总"], R4="是")
    sent(house, content)
    undo(house, "R-000005")
    before = state(house)
    for name in ("旧.xlsx", "旧2.xlsx"):
        book = openpyxl.load_workbook(io.BytesIO(content))
        book.properties.title = name  # other bytes, the same cells
        out = io.BytesIO()
        book.save(out)
        receipt = house.take(out.getvalue(), sender="王总", name=name)
        assert told(receipt) == [("import-not-undone", "R-000004")]
        assert state(house) == before
    assert told(house.take(content, sender="王总", name="旧.xlsx")) == [("import-not-undone", "R-000004")]
    assert state(house) == before


@pytest.mark.parametrize(
    ("sender", "is_done"), [("张三", True), ("李四", False), ("王总", True), ("小孙", True)]
)
def test_who_may_is_asked_as_in_an_answer(house: Desk, sender: str, is_done: bool) -> None:
    receipt = sent(house, filled(handed_out(house)["王总"], R4="是"), sender)
    assert told(receipt) == [("import-undone" if is_done else "import-not-undone", "R-000004")]
    assert customer(house)["level"] == ("A" if is_done else "H")


def test_a_manager_may_bring_back_what_the_office_took_from_the_team(house: Desk) -> None:
    undo(house, "R-000004")
    receipt = sent(house, filled(handed_out(house)["王总"], R5="是"))
    assert (told(receipt), customer(house)["level"]) == ([("import-undone", "R-000005")], "H")


@pytest.mark.parametrize("word", ["等等", "撤"])
def test_a_word_that_is_not_yes_is_asked_about(house: Desk, word: str) -> None:
    receipt = sent(house, filled(handed_out(house)["王总"], R4=word))
    assert (told(receipt), customer(house)["level"]) == ([("import-not-undone", "R-000004")], "H")


def test_rows_of_which_only_some_columns_were_sorted_take_nothing_back(house: Desk) -> None:
    sheet = sheet_of(filled(handed_out(house)["王总"], R4="是"))
    for column in range(1, LAST):
        upper, lower = sheet.cell(FIRST, column), sheet.cell(FIRST + 1, column)
        upper.value, lower.value = lower.value, upper.value
    out = io.BytesIO()
    sheet.parent.save(out)
    receipt = sent(house, out.getvalue())
    assert (told(receipt), customer(house)["level"]) == ([("import-not-undone", "R-000004")], "H")


def test_the_sheet_alone_in_a_workbook_of_its_own_does_the_same(house: Desk) -> None:
    sheet = sheet_of(filled(handed_out(house)["王总"], R4="是"))
    for name in sheet.parent.sheetnames:
        if name != "导入回执":
            del sheet.parent[name]
    out = io.BytesIO()
    sheet.parent.save(out)
    receipt = sent(house, out.getvalue())
    assert (receipt.outcome, told(receipt)) == ("taken", [("import-undone", "R-000004")])


def test_a_sheet_without_a_word_says_nothing_at_all(house: Desk) -> None:
    receipt = sent(house, handed_out(house)["王总"].read_bytes())
    assert (found(receipt), receipt.outcome) == ([], "taken")


def test_in_english_too(tmp_path: Path) -> None:
    with desk(tmp_path, 'language = "en"\n' + SETTINGS) as house:
        house.take(STAFF, name="staff.xlsx")
        house.take(HEAD + "| 远航 | 13800010001 | A | 张三 |", sender="张三", name="one.xlsx")
        handed_out(house)
        (path,) = (house.workspace.folder / "outbox" / "小孙").glob("My workbook*.xlsx")
        book = openpyxl.load_workbook(path)
        sheet = book["Import receipts"]
        assert [each.value for each in sheet[4]][:LAST] == [
            "Receipt", "Time", "Sender", "File", "Rows taken", "Rows held", "State", "Undo",
        ]  # fmt: skip
        sheet.cell(FIRST, LAST).value = "Yes"
        out = io.BytesIO()
        book.save(out)
        receipt = house.take(out.getvalue(), sender="小孙")
        assert (told(receipt), house.count("customers")) == ([("import-undone", "R-000002")], 0)


def test_times_are_those_of_the_imports(house: Desk) -> None:
    assert sheet_of(handed_out(house)["王总"]).cell(FIRST, 2).value == NOW.replace(tzinfo=None)
