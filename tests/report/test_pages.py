"""Pages and workbooks of a day: safe with any text, in the reader's language, a page a person in print."""

from __future__ import annotations

import io
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import pytest

from tests.desk import Desk
from tests.report.test_due import record
from workbook_crm import rounds
from workbook_crm.model.file_names import file_name_of_person
from workbook_crm.model.language import Language
from workbook_crm.model.report import DailyFacts
from workbook_crm.report.daily import daily_files

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
                link.startswith(
                    ("tel:+86138", "digest", "due-", "report.", "index.html", "calendar-", "#", "rows-")
                )
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
    [
        ("CON", "_CON"),
        ("a/b:c", "a_b_c"),
        ("张三.", "张三"),
        ("", "_"),
        ("长" * 200, "长" * 40),
        ("\u202e张三", "张三"),
    ],
)
def test_a_persons_name_makes_a_file_name_anywhere(person: str, safe: str) -> None:
    assert file_name_of_person(person).rpartition("~")[0] == safe


def test_a_name_that_a_file_can_have_is_its_name() -> None:
    assert [file_name_of_person(each) for each in ("张三", "Ann Lee", "O'Neil")] == [
        "张三",
        "Ann Lee",
        "O'Neil",
    ]


def test_people_whose_names_become_one_keep_files_apart_whoever_else_has_a_list() -> None:
    together = [name for name in files("a?b", "a*b", "a_b", "A_B") if name.startswith("due-")]
    alone = [name for each in ("a?b", "a*b", "A_B") for name in files(each) if name.startswith("due-")]
    assert len({name.casefold() for name in together}) == 4
    assert set(alone) <= set(together)
    assert "due-A_B.xlsx" in together


def test_who_has_done_everything_gets_an_empty_list_in_the_place_of_the_old_one(shop: Desk) -> None:
    shop.take("# 员工\n| 姓名 | 角色 |\n| 张三 | 销售 |\n| 李主管 | 主管 |")
    shop.take(
        "# 线索\n| 姓名 | 电话 | 来源 | 负责人 | 下次跟进时间 |\n| 韩梅 | 13712345678 | 展厅 | 李四 | 2026-11-23 |"
    )
    rounds.write_daily(shop.workspace)
    shop.take(
        "# 跟进记录\n| 对象 | 跟进时间 | 跟进方式 | 跟进内容 | 下次跟进时间 |\n| 韩梅 | 2026-11-23 | 电话 | 好 | 2026-12-30 |"
    )
    shop.take("# 商机\n| 商机编号 | 下次跟进时间 |\n| O-000001 | 2026-12-30 |\n| O-000002 | 2026-12-30 |")
    shop.take("# 客户\n| 客户编号 | 下次跟进时间 |\n| C-000001 | 2026-12-30 |\n| C-000002 | 2026-12-30 |")
    written = {Path(path).name for path in rounds.write_daily(shop.workspace)}
    assert {"due-张三.xlsx", "digest-张三.html"} <= written
    assert "due-李主管.xlsx" not in written
    page = shop.workspace.folder / "reports" / "2026-11-23" / "digest-张三.html"
    assert "今天没有要跟进的" in page.read_text(encoding="utf-8")


def test_an_english_page_has_no_chinese_word_and_right_plurals() -> None:
    page = files("Ann", name="Bob", language=Language.EN)["digest.html"].decode()
    assert not any("\u4e00" <= each <= "\u9fff" for each in page)
    assert "1 call to make: 1 due, 0 overdue" in page
    assert "Monday" in page


def test_totals_in_the_report_are_formulas_with_their_values() -> None:
    content = files("张三", "李四")["report.xlsx"]
    formulas = openpyxl.load_workbook(io.BytesIO(content))["待跟进"]
    values = openpyxl.load_workbook(io.BytesIO(content), data_only=True)["待跟进"]
    assert (formulas["B7"].value, values["B7"].value) == ("=SUBTOTAL(109,B5:B6)", 2)


def test_a_persons_list_is_the_same_on_their_page_and_in_that_of_all_and_not_a_namesakes() -> None:
    """Nobody's list and that of somebody who is called so are two."""
    facts = DailyFacts(
        tuple(
            record(number, owner=owner, next_follow_up=TODAY, customer=f"客户{number}")
            for number, owner in (("L-1", None), ("L-2", "未分配"), ("L-3", "张三"))
        )
    )
    made = daily_files(facts, language=Language.ZH, today=TODAY)
    pages = {Path(each.path).name: each.content.decode() for each in made if "/digest" in each.path}
    everybody = pages.pop("digest.html").split("<section>")
    own = {name: page.split("<section>")[1].split("</section>")[0] for name, page in pages.items()}
    assert sorted(number for page in own.values() for number in ("L-1", "L-2", "L-3") if number in page) == [
        "L-1",
        "L-2",
        "L-3",
    ]
    for section in own.values():
        assert sum(each.split("</section>")[0] == section for each in everybody) == 1
