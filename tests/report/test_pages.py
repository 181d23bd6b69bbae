"""Pages and workbooks of a day: safe with any text, in the reader's language, a page a person in print."""

from __future__ import annotations

import io
import shutil
import subprocess
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.desk import Desk
from tests.report.test_due import record
from workbook_crm import rounds
from workbook_crm.model.language import Language
from workbook_crm.model.report import DailyFacts
from workbook_crm.report.daily import daily_files, safe_name

TODAY = date(2026, 11, 23)
NASTY = '<script>alert(1)</script>=HYPERLINK("x")😀' + "长" * 200


def files(*people: str, name: str = "李雷", language: Language = Language.ZH) -> dict[str, bytes]:
    rows = [
        record(
            f"L-{nth}",
            owner=person,
            name=name,
            customer=name,
            phone="+86 138",
            next_follow_up=TODAY,
            plan=name,
        )
        for nth, person in enumerate(people)
    ]
    made = daily_files(DailyFacts(tuple(rows)), language=language, today=TODAY)
    return {Path(each.path).name: each.content for each in made}


class Elements(HTMLParser):
    """The names of a page's elements, and its links."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.names: list[str] = []
        self.links: list[str] = []
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        self.links += [value or "" for key, value in attrs if key == "href"]


def test_text_of_senders_is_only_ever_text() -> None:
    made = files(NASTY, name=NASTY)
    for name, content in made.items():
        if name.endswith(".html"):
            elements = Elements(content)
            assert "script" not in elements.names
            assert all(
                link.startswith(("tel:+86138", "digest", "due-", "report.", "index.html", "calendar-", "#t"))
                for link in elements.links
            )
        elif name.endswith(".xlsx"):
            book = openpyxl.load_workbook(io.BytesIO(content))
            formulas = [
                cell.value
                for sheet in book
                for row in sheet.iter_rows()
                for cell in row
                if cell.data_type == "f"
            ]
            assert all(str(each).startswith("=SUBTOTAL(109,") for each in formulas)


@pytest.mark.parametrize(
    ("person", "safe"),
    [("CON", "_CON"), ("a/b:c", "a_b_c"), ("张三.", "张三"), ("", "_"), ("长" * 200, "长" * 40)],
)
def test_a_persons_name_makes_a_file_name_anywhere(person: str, safe: str) -> None:
    assert safe_name(person) == safe


def test_an_english_page_has_no_chinese_word_and_right_plurals() -> None:
    page = files("Ann", name="Bob", language=Language.EN)["digest.html"].decode()
    assert not any("\u4e00" <= each <= "\u9fff" for each in page)
    assert "1 due, 0 overdue" in page


def due_workbook_of(desk: Desk, person: str) -> Path:
    rounds.write_daily(desk.workspace)
    return desk.workspace.folder / "reports" / "2026-11-23" / f"due-{person}.xlsx"


OVERDUE = """
# 客户
| 客户编号 | 负责人 | 下次跟进时间 |
| C-000001 | 张三 | 2026-11-20 |
| C-000002 | 张三 | 2026-11-20 |
"""


def test_what_is_filled_in_beside_a_row_comes_back(shop: Desk) -> None:
    shop.take(OVERDUE)
    path = due_workbook_of(shop, "张三")
    book = openpyxl.load_workbook(path)
    fill_in(
        book["跟进记录"],
        "C-000002",
        跟进时间="2026-11-23",
        跟进方式="电话",
        跟进内容="约了周五",
        下次跟进时间="2026-11-27",
    )
    fill_in(book["商机"], "O-000002", 阶段="商务谈判")
    book.save(path)
    receipt = shop.take(path.read_bytes(), sender="张三", name="填好.xlsx")
    (shown, deal) = (shop.show("C-000002"), shop.show("O-000002"))
    assert [each["content"] for each in shown["follow_ups"]] == ["约了周五"]
    assert shown["values"]["next_follow_up"] == date(2026, 11, 27)
    assert deal["values"]["stage"] == "商务谈判"
    assert {column.header for sheet in receipt.sheets for column in sheet.columns} == {
        "对象", "跟进时间", "跟进方式", "跟进内容", "下次跟进时间", "下次跟进计划", "商机编号", "阶段", "预计成交时间",
    }  # fmt: skip


def test_rows_that_were_not_filled_in_are_empty(shop: Desk) -> None:
    shop.take(OVERDUE)
    assert shop.take(due_workbook_of(shop, "张三").read_bytes(), sender="张三").findings == ()


def fill_in(sheet: Worksheet, number: str, **values: str) -> None:
    """Writes into the row of a number, under the headings of these names."""
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    (line,) = {cell.row for cell in cells if cell.value == number}
    headers = {str(cell.value): cell.column for cell in cells if cell.row == 4}
    for name, value in values.items():
        sheet.cell(line, headers[name], value)


def test_totals_in_the_report_are_formulas_with_their_values() -> None:
    content = files("张三", "李四")["report.xlsx"]
    formulas = openpyxl.load_workbook(io.BytesIO(content))["待跟进"]
    values = openpyxl.load_workbook(io.BytesIO(content), data_only=True)["待跟进"]
    assert (formulas["B7"].value, values["B7"].value) == ("=SUBTOTAL(109,B5:B6)", 2)


@pytest.mark.skipif(
    not (shutil.which("chromium") and shutil.which("pdftotext")), reason="needs a browser to print"
)
def test_in_print_everybody_starts_on_a_page_of_their_own(tmp_path: Path) -> None:
    page = tmp_path / "digest.html"
    page.write_bytes(files("张三", "李四", "王五")["digest.html"])
    pdf = tmp_path / "digest.pdf"
    subprocess.run(
        ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
         f"--user-data-dir={tmp_path / 'profile'}", "--no-pdf-header-footer", f"--print-to-pdf={pdf}", page.as_uri()],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    text = subprocess.run(["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True).stdout.decode()
    pages = text.rstrip("\f").split("\f")
    assert [[name for name in ("张三", "李四", "王五") if name in each] for each in pages] == [
        ["张三"],
        ["李四"],
        ["王五"],
    ]
    assert all(f"{nth}/3" in each.replace(" ", "") for nth, each in enumerate(pages, 1))


def test_a_report_tells_what_came_in_since_a_day(shop: Desk) -> None:
    today = rounds.write_daily(shop.workspace, TODAY)
    assert today == rounds.write_daily(shop.workspace, TODAY, date(2026, 11, 1))
    page = (shop.workspace.folder / today[0]).read_text(encoding="utf-8")
    assert "店.xlsx" in page
    later = rounds.write_daily(shop.workspace, date(2026, 11, 25))
    assert "店.xlsx" not in (shop.workspace.folder / later[0]).read_text(encoding="utf-8")
    since = rounds.write_daily(shop.workspace, date(2026, 11, 25), TODAY)
    assert "店.xlsx" in (shop.workspace.folder / since[0]).read_text(encoding="utf-8")
