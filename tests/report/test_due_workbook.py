"""The list to fill in: what a salesperson writes beside a row comes back, in whatever way they go about it."""

from __future__ import annotations

import io
import random
import shutil
import subprocess
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.desk import Desk, counts, desk, found
from tests.report.nasty import ATTACKS, hostile_shop
from tests.report.test_due import ago, record
from tests.workbooks import SHOP, joined
from workbook_crm import rounds
from workbook_crm.model.default_lists import default_choices
from workbook_crm.model.language import Language
from workbook_crm.model.report import DailyFacts
from workbook_crm.model.run import Outcome, Receipt
from workbook_crm.report.due import due_list
from workbook_crm.report.due_workbook import MOST_ROWS, due_workbook

FIRST = 7
"""The first row of records; our header stands above it."""
PLANNED = """
# 客户
| 客户编号 | 负责人 | 下次跟进时间 |
| C-000001 | 张三 | 2026-11-20 |
| C-000002 | 张三 | 2026-11-20 |

# 线索
| 姓名 | 电话 | 来源 | 级别 | 负责人 | 下次跟进时间 |
| 韩梅 | 13712345678 | 展厅 | A | 张三 | 2026-11-23 |
"""
TODAY = date(2026, 11, 23)


@pytest.fixture
def due(shop: Desk) -> Desk:
    """A dealership in which 张三 has two customers, two opportunities and a lead to see to."""
    shop.take(PLANNED)
    return shop


def due_workbook_of(shop: Desk, person: str = "张三") -> Workbook:
    rounds.write_daily(shop.workspace)
    return openpyxl.load_workbook(shop.workspace.folder / "reports" / "2026-11-23" / f"due-{person}.xlsx")


def fill_in(sheet: Worksheet, number: str, **values: object) -> None:
    """Writes into the row of a number, under the headings of these names."""
    (line,) = [cell.row for row in sheet.iter_rows(min_row=FIRST) for cell in row if cell.value == number]
    headers = {str(cell.value): cell.column for cell in sheet[FIRST - 1] if cell.value is not None}
    for name, value in values.items():
        sheet.cell(line, headers[name], value)


def send(shop: Desk, book: Workbook, name: str = "填好.xlsx") -> Receipt:
    buffer = io.BytesIO()
    book.save(buffer)
    return shop.take(buffer.getvalue(), sender="张三", name=name)


@pytest.mark.parametrize("level", ["A", "B", None])
def test_the_title_of_a_sheet_is_no_header(empty_desk: Desk, level: str | None) -> None:
    """客户 stands over the sheet of customers, and is what a column of names may be called."""
    rows = "".join(f"| {name}公司 | 1391111333{nth} | 展会 | C |\n" for nth, name in enumerate("宏远顺"))
    empty_desk.take("# 客户\n| 客户名称 | 电话 | 来源 | 级别 |\n" + rows, sender="张三")
    book = due_workbook_of(empty_desk)
    fill_in(book["客户"], "C-000002", **({"级别": level} if level else {}))
    receipt = send(empty_desk, book)
    assert counts(receipt, "客户").get("new", 0) == 0
    assert empty_desk.count("customers") == len("宏远顺")
    assert empty_desk.show("C-000002")["values"]["level"] == (level or "C")


def test_what_is_filled_in_beside_a_row_comes_back(due: Desk) -> None:
    book = due_workbook_of(due)
    fill_in(
        book["跟进记录"],
        "C-000002",
        跟进时间="2026-11-23",
        跟进方式="电话",
        跟进内容="约了周五",
        下次跟进时间="2026-11-27",
    )
    fill_in(book["商机"], "O-000002", 阶段="商务谈判")
    receipt = send(due, book)
    (shown, deal) = (due.show("C-000002"), due.show("O-000002"))
    assert [each["content"] for each in shown["follow_ups"]] == ["约了周五"]
    assert shown["values"]["next_follow_up"] == date(2026, 11, 27)
    assert deal["values"]["stage"] == "商务谈判"
    assert {column.header for sheet in receipt.sheets for column in sheet.columns} == {
        "对象", "跟进时间", "跟进方式", "跟进内容", "下次跟进时间", "下次跟进计划", "商机编号", "阶段", "预计成交时间",
        "客户编号", "线索编号", "级别",
    }  # fmt: skip


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_was_not_filled_in_is_no_news(tmp_path: Path, language: str) -> None:
    with desk(tmp_path, f'language = "{language}"\n') as shop:
        shop.take(joined(*SHOP.values()))
        shop.take(PLANNED)
        receipt = send(shop, due_workbook_of(shop))
    assert found(receipt) == []
    assert len(receipt.sheets) == 4
    assert sum(each.new + each.changed + each.held for each in receipt.sheets) == 0


@pytest.mark.parametrize(
    ("sheet", "number", "values", "field", "value"),
    [
        ("商机", "O-000002", {"阶段": "商务谈判"}, "stage", "商务谈判"),
        ("商机", "O-000001", {"预计成交时间": "2026/12/31"}, "expected_close", date(2026, 12, 31)),
        ("商机", "O-000001", {"下次跟进时间": datetime(2026, 12, 1)}, "next_follow_up", date(2026, 12, 1)),
        ("客户", "C-000001", {"下次跟进时间": "2026年12月1日"}, "next_follow_up", date(2026, 12, 1)),
        ("线索", "L-000001", {"级别": "H"}, "level", "H"),
    ],
)
def test_one_piece_of_news_is_enough(
    due: Desk, sheet: str, number: str, values: dict[str, object], field: str, value: object
) -> None:
    book = due_workbook_of(due)
    fill_in(book[sheet], number, **values)
    receipt = send(due, book)
    assert found(receipt) == []
    assert due.show(number)["values"][field] == value
    assert sum(each.changed for each in receipt.sheets) == 1


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        (datetime(2026, 11, 23, 9, 30), datetime(2026, 11, 23, 9, 30)),
        ("2026-11-23 9:30", datetime(2026, 11, 23, 9, 30)),
        ("2026/11/23", TODAY),
        ("2026年11月23日", TODAY),
        ("20261123", TODAY),
        ("11月23日", TODAY),
        (TODAY, TODAY),
    ],
)
def test_a_time_may_be_typed_as_people_type_it(due: Desk, typed: object, day: date) -> None:
    book = due_workbook_of(due)
    fill_in(book["跟进记录"], "C-000001", 跟进时间=typed, 跟进方式="电话", 跟进内容="好")
    receipt = send(due, book)
    assert counts(receipt, "跟进记录")["new"] == 1
    (told,) = due.show("C-000001")["follow_ups"]
    assert told["time"] == day


def test_a_comment_alone_is_held_as_in_a_form_and_answers_nothing(due: Desk) -> None:
    book = due_workbook_of(due)
    fill_in(book["跟进记录"], "C-000001", 跟进内容="打过了")
    fill_in(book["跟进记录"], "L-000001", 跟进时间="2026-11-23", 跟进方式="微信", 跟进内容="好")
    receipt = send(due, book)
    assert counts(receipt, "跟进记录") == {"new": 1, "held": 1, "empty": 3}
    assert {each.rule.code for each in receipt.findings} == {"missing-value"}
    assert due.show("C-000001")["follow_ups"] == []
    today = due_workbook_of(due)["跟进记录"]
    waiting = {cell.value for row in today.iter_rows(min_row=FIRST) for cell in row}
    assert "C-000001" in waiting
    assert "L-000001" not in waiting


def test_sent_twice_changes_nothing_and_sent_again_with_more_adds_that(due: Desk) -> None:
    book = due_workbook_of(due)
    contact = {"跟进时间": "2026-11-23", "跟进方式": "电话", "跟进内容": "好", "下次跟进时间": "2026-12-01"}
    fill_in(book["跟进记录"], "C-000001", **contact)
    assert counts(send(due, book), "跟进记录") == {"new": 1, "empty": 4}
    first = due.show("C-000001")
    book["跟进记录"]["A1"] = "saved once more"
    assert counts(send(due, book, "again.xlsx"), "跟进记录") == {"unchanged": 1, "empty": 4}
    fill_in(book["跟进记录"], "C-000002", **contact)
    fill_in(book["商机"], "O-000001", 阶段="商务谈判")
    more = send(due, book, "more.xlsx")
    assert counts(more, "跟进记录") == {"new": 1, "unchanged": 1, "empty": 3}
    assert counts(more, "商机") == {"changed": 1, "unchanged": 1}
    now = due.show("C-000001")
    assert (now["values"], now["follow_ups"]) == (first["values"], first["follow_ups"])


def test_the_very_file_sent_twice_is_known(due: Desk) -> None:
    content = (
        rounds.write_daily(due.workspace),
        due.workspace.folder / "reports" / "2026-11-23" / "due-张三.xlsx",
    )[1]
    first, second = (due.take(content.read_bytes(), sender="张三", name=f"{nth}.xlsx") for nth in (1, 2))
    assert (first.outcome, second.outcome) == (Outcome.TAKEN, Outcome.DUPLICATE)


def test_rows_may_be_sorted_and_deleted(due: Desk) -> None:
    book = due_workbook_of(due)
    sheet = book["跟进记录"]
    for number in ("C-000001", "L-000001"):
        fill_in(sheet, number, 跟进时间="2026-11-23", 跟进方式="电话", 跟进内容=f"谈了 {number}")
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=FIRST, max_row=FIRST + 4)]
    random.Random(7).shuffle(rows)
    for line, row in enumerate(rows, FIRST):
        for column, value in enumerate(row, 1):
            sheet.cell(line, column).value = value
    (unfilled,) = [
        cell.row for row in sheet.iter_rows(min_row=FIRST) for cell in row if cell.value == "O-000001"
    ]
    sheet.delete_rows(unfilled)
    receipt = send(due, book)
    assert counts(receipt, "跟进记录") == {"new": 2, "empty": 2}
    for number in ("C-000001", "L-000001"):
        assert [each["content"] for each in due.show(number)["follow_ups"]] == [f"谈了 {number}"]


def test_a_contact_that_nobody_had_planned_goes_into_a_blank_row(due: Desk) -> None:
    book = due_workbook_of(due)
    sheet = book["跟进记录"]
    for column, value in enumerate(("王伟", "2026-11-23", "到店", "自己来的"), 9):
        sheet.cell(FIRST + 8, column, value)
    assert counts(send(due, book), "跟进记录")["new"] == 1
    assert [each["content"] for each in due.show("C-000002")["follow_ups"]] == ["自己来的"]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_saved_by_another_office_program_it_comes_back_all_the_same(due: Desk, tmp_path: Path) -> None:
    book = due_workbook_of(due)
    fill_in(
        book["跟进记录"],
        "C-000002",
        跟进时间="2026-11-23",
        跟进方式="电话",
        跟进内容="约了",
        下次跟进时间=date(2026, 11, 27),
    )
    book.save(tmp_path / "in.xlsx")
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/office", "--convert-to", "ods",
         "--outdir", str(tmp_path), str(tmp_path / "in.xlsx")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    receipt = due.take((tmp_path / "in.ods").read_bytes(), sender="张三", name="in.ods")
    assert counts(receipt, "跟进记录")["new"] == 1
    assert due.show("C-000002")["values"]["next_follow_up"] == date(2026, 11, 27)


def test_drop_downs_offer_the_lists_of_the_dealership(due: Desk) -> None:
    book = due_workbook_of(due)
    offered = {
        sheet.title: {each.formula1 for each in sheet.data_validations.dataValidation}
        for sheet in book
        if sheet.sheet_state == "visible"
    }
    assert offered == {
        "跟进记录": {"'_method'!$A$1:$A$9"},
        "商机": {"'_stage'!$A$1:$A$5"},
        "客户": {"'_level'!$A$1:$A$10"},
        "线索": {"'_level'!$A$1:$A$10"},
    }
    assert [cell.value for cell in book["_method"]["A"]][:2] == ["电话", "到店"]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with desk(tmp_path_factory.mktemp("hostile")) as shop:
        for text in hostile_shop():
            shop.take(text)
        yield shop


def test_text_of_senders_is_typed_as_text(hostile: Desk) -> None:
    rounds.write_daily(hostile.workspace)
    paths = sorted((hostile.workspace.folder / "reports").rglob("due-*.xlsx"))
    assert len(paths) == len(ATTACKS) + 1  # and what nobody has to mend
    for path in paths:
        for sheet in openpyxl.load_workbook(path):
            kinds = {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None}
            assert kinds <= {"s", "n"}, path.name
            assert not sheet._hyperlinks  # there is no public way to ask


def made(count: int, language: Language = Language.ZH) -> Workbook:
    rows = tuple(record(f"L-{nth:06d}", owner="张三", next_follow_up=ago(nth)) for nth in range(count))
    facts = DailyFacts(rows, choices=default_choices(language))
    (mine,) = due_list(facts, TODAY).people
    content = due_workbook(mine, facts.choices, language, datetime(2026, 11, 23))
    return openpyxl.load_workbook(io.BytesIO(content))


def test_the_most_urgent_are_there_when_there_are_too_many() -> None:
    sheet = made(MOST_ROWS + 100)["跟进记录"]
    numbers: list[Any] = [sheet.cell(line, 9).value for line in range(FIRST, FIRST + MOST_ROWS + 1)]
    assert numbers[0] == f"L-{MOST_ROWS + 99:06d}"
    assert numbers[-2:] == ["L-000100", None]


def test_an_english_list_has_no_chinese_word() -> None:
    texts = [
        str(cell.value)
        for sheet in made(1, Language.EN)
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None and "张三" not in str(cell.value) and cell.value != "李雷"
    ]
    assert not any("\u4e00" <= each <= "\u9fff" for text in texts for each in text)


def test_what_a_contact_has_to_say_is_starred(due: Desk) -> None:
    book = due_workbook_of(due)
    starred = {
        sheet: {cell.value for cell in book[sheet][FIRST - 1] if "*" in cell.number_format}
        for sheet in ("跟进记录", "客户")
    }
    assert starred == {"跟进记录": {"对象", "跟进时间", "跟进方式", "跟进内容"}, "客户": set()}
