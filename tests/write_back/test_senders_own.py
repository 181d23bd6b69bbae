"""What is the sender's stays his: a column called as ours, words in our column, notes and sheets of ours."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from openpyxl.comments import Comment

from tests.desk import Desk, counts
from tests.merge.test_sent_again import edited
from tests.workbooks import xlsx

LIST = "# 客户\n| 客户名称 | 电话 | 来源 |\n| 甲公司 | 13800000001 | 展会 |\n| 乙公司 | 138 | 展会 |"
OWN = (
    "# 客户\n| 客户名称 | 电话 | 来源 | 处理结果 |\n"
    "| 甲公司 | 13800000001 | 展会 | 已打电话 |\n| 乙公司 | 13800000002 | 展会 | 退回 |"
)


def grid(content: bytes, sheet: str = "客户") -> list[list[Any]]:
    rows = openpyxl.load_workbook(io.BytesIO(content))[sheet].iter_rows(values_only=True)
    return [list(row) for row in rows]


def notes(content: bytes, sheet: str = "客户") -> dict[str, str]:
    cells = [cell for row in openpyxl.load_workbook(io.BytesIO(content))[sheet] for cell in row]
    return {cell.coordinate: cell.comment.text for cell in cells if cell.comment}


def sheets(content: bytes) -> list[str]:
    return list(openpyxl.load_workbook(io.BytesIO(content)).sheetnames)


@pytest.mark.parametrize(("header", "other"), [("处理结果", "处理结果(系统)"), ("Result", "处理结果")])
def test_a_column_called_as_ours_is_kept_and_ours_stands_beside_it(
    empty_desk: Desk, header: str, other: str
) -> None:
    answer = empty_desk.answer(empty_desk.take(OWN.replace("处理结果", header)))
    assert [row[3:] for row in grid(answer)] == [
        [header, other],
        ["已打电话", "新增：C-000001"],
        ["退回", "新增：C-000002"],
    ]
    assert empty_desk.show("C-000001")["values"]["extra"] == {header: "已打电话"}
    assert empty_desk.show("C-000002")["values"]["extra"] == {header: "退回"}
    again = empty_desk.answer(empty_desk.take(answer))
    assert [row[3:] for row in grid(again)] == [
        [header, other],
        ["已打电话", "未变：C-000001"],
        ["退回", "未变：C-000002"],
    ]
    assert empty_desk.show("C-000001")["values"]["extra"] == {header: "已打电话"}


def test_a_column_of_bare_words_of_ours_is_his_where_nothing_of_ours_is(empty_desk: Desk) -> None:
    text = OWN.replace("已打电话", "新增")
    assert grid(empty_desk.answer(empty_desk.take(text)))[1][3:] == ["新增", "新增：C-000001"]


def without_names(book: Any) -> None:
    book.defined_names.clear()
    for sheet in book.worksheets:
        sheet.defined_names.clear()


def test_where_a_program_lost_the_names_our_column_is_known_by_what_it_says(empty_desk: Desk) -> None:
    answer = empty_desk.answer(empty_desk.take(LIST))
    back = empty_desk.take(edited(answer, without_names))
    again = empty_desk.answer(back)
    assert grid(again)[0] == ["客户名称", "电话", "来源", "处理结果"]
    assert "extra" not in empty_desk.show("C-000001")["values"]
    assert grid(empty_desk.answer(empty_desk.take(again)))[0] == ["客户名称", "电话", "来源", "处理结果"]


def test_a_renamed_column_is_his_with_the_words_that_he_wrote(empty_desk: Desk) -> None:
    answer = empty_desk.answer(empty_desk.take(LIST))

    def rename(book: Any) -> None:
        book["客户"]["D1"], book["客户"]["D2"] = "老板批注", "尽快回访"

    again = empty_desk.answer(empty_desk.take(edited(answer, rename)))
    assert [row[3:4] for row in grid(again)] == [["老板批注"], ["尽快回访"], [None]]
    assert grid(again)[0][4] == "处理结果"
    assert empty_desk.show("C-000001")["values"]["extra"] == {"老板批注": "尽快回访"}
    third = empty_desk.answer(empty_desk.take(again))
    assert [row[3:4] for row in grid(third)] == [["老板批注"], ["尽快回访"], [None]]


def test_words_of_his_below_our_header_stay(empty_desk: Desk) -> None:
    answer = empty_desk.answer(empty_desk.take(LIST))

    def write(book: Any) -> None:
        book["客户"]["D2"] = "请老板看"

    again = empty_desk.answer(empty_desk.take(edited(answer, write)))
    assert [row[3] for row in grid(again)] == ["处理结果", "请老板看", None]
    assert grid(again)[0][4] == "处理结果(系统)"
    assert empty_desk.show("C-000001")["values"]["extra"] == {"处理结果": "请老板看"}


def test_a_column_that_a_script_inserted_left_of_ours_stays(empty_desk: Desk) -> None:
    answer = empty_desk.answer(empty_desk.take(LIST))

    def insert(book: Any) -> None:
        sheet = book["客户"]
        sheet.insert_cols(3)
        for row, value in enumerate(("备注", "老客户", "新客户"), 1):
            sheet.cell(row, 3, value)

    again = empty_desk.answer(empty_desk.take(edited(answer, insert)))
    assert grid(again)[0] == ["客户名称", "电话", "备注", "来源", "处理结果"]
    assert [row[2:4] for row in grid(again)[1:]] == [["老客户", "展会"], ["新客户", "展会"]]


NOTED = "# 线索\n| 姓名 | 电话 | 来源 | 预算 |\n| 李雷 | 13800000001 | 展会 | -5 |"


def reply_to(change: Callable[[str], str]) -> Callable[[Any], None]:
    def write(book: Any) -> None:
        (cell,) = [each for row in book["线索"] for each in row if each.comment]
        cell.comment = Comment(change(cell.comment.text), cell.comment.author)

    return write


@pytest.mark.parametrize(
    "change",
    [lambda text: text + "\n我问过了", lambda text: text + " 我问过了", lambda text: "我问过了\n" + text],
)
def test_a_reply_in_a_note_of_ours_stays_as_a_note_of_his(
    empty_desk: Desk, change: Callable[[str], str]
) -> None:
    answer = empty_desk.answer(empty_desk.take(NOTED))
    replied = edited(answer, reply_to(change))
    (both,) = notes(empty_desk.answer(empty_desk.take(replied)), "线索").values()
    assert both.startswith("我问过了")
    assert both.count("【") == 1
    third = edited(empty_desk.answer(empty_desk.take(replied, name="再.xlsx")), lambda book: None)
    (still,) = notes(empty_desk.answer(empty_desk.take(third)), "线索").values()
    assert still == both


def test_an_untouched_note_goes_whole(empty_desk: Desk) -> None:
    answer = empty_desk.answer(empty_desk.take(NOTED))

    def mend(book: Any) -> None:
        book["线索"]["D2"] = 5000

    assert notes(empty_desk.answer(empty_desk.take(edited(answer, mend))), "线索") == {}


def test_a_reply_behind_ours_in_a_note_of_his_stays(empty_desk: Desk) -> None:
    def note(book: Any) -> None:
        book["线索"]["D2"].comment = Comment("原来的批注", "李四")

    answer = empty_desk.answer(empty_desk.take(edited(xlsx(NOTED), note)))
    replied = edited(answer, reply_to(lambda text: text + "\n后来的回复"))
    (both,) = notes(empty_desk.answer(empty_desk.take(replied)), "线索").values()
    assert both.startswith("原来的批注\n后来的回复\n")
    assert both.count("【") == 1


def test_a_summing_up_sheet_that_he_wrote_into_is_kept_as_his(empty_desk: Desk) -> None:
    answer = empty_desk.answer(empty_desk.take(LIST))

    def write(book: Any) -> None:
        book["处理结果"]["A30"] = "这几行我下周再补"

    again = empty_desk.answer(empty_desk.take(edited(answer, write)))
    assert sheets(again) == ["客户", "处理结果 (旧)", "处理结果"]
    assert any("这几行我下周再补" in row for row in grid(again, "处理结果 (旧)"))
    third = empty_desk.take(again)
    assert sheets(empty_desk.answer(third)) == ["客户", "处理结果 (旧)", "处理结果"]
    assert counts(third, "客户") == counts(empty_desk.check(LIST), "客户")


def test_an_untouched_summing_up_sheet_is_replaced(empty_desk: Desk) -> None:
    answer = empty_desk.answer(empty_desk.take(LIST))
    saved = edited(answer, without_names)
    assert sheets(empty_desk.answer(empty_desk.take(saved))) == ["客户", "处理结果"]


def test_a_sheet_of_his_with_a_copy_of_ours_is_kept_and_read(empty_desk: Desk) -> None:
    answer = empty_desk.answer(empty_desk.take(LIST))

    def copy(book: Any) -> None:
        sheet = book.copy_worksheet(book["处理结果"])
        sheet.title = "线索"
        for row, values in enumerate((("姓名", "电话", "来源"), ("李雷", "13700000001", "展会")), 40):
            for column, value in enumerate(values, 1):
                sheet.cell(row, column, value)

    back = empty_desk.take(edited(answer, copy))
    assert counts(back, "线索")["new"] == 1
    assert sheets(empty_desk.answer(back)) == ["客户", "线索", "处理结果"]


def test_a_sheet_of_his_called_as_ours_is_read(empty_desk: Desk) -> None:
    back = empty_desk.take(LIST.replace("# 客户", "# 处理结果"))
    assert back.sheets[0].kind == "customers"
    assert sheets(empty_desk.answer(back)) == ["处理结果", "处理结果 (2)"]


def test_addresses_in_lower_case_are_the_same_cells(empty_desk: Desk) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(xlsx(LIST))) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name.endswith("sheet1.xml"):
                content = re.sub(
                    rb'r="([A-Z]+)(\d+)"', lambda at: b'r="%s%s"' % (at[1].lower(), at[2]), content
                )
            target.writestr(name, content)
    answer = empty_desk.answer(empty_desk.take(out.getvalue()))
    with zipfile.ZipFile(io.BytesIO(answer)) as package:
        xml = package.read("xl/worksheets/sheet1.xml").decode()
    addresses = re.findall(r'<c r="([^"]+)"', xml)
    assert addresses == [address.upper() for address in addresses]
    assert len(addresses) == len(set(addresses))
    assert grid(answer)[0] == ["客户名称", "电话", "来源", "处理结果"]
