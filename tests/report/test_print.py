"""How the lists print, in a browser and as our own PDF: a page a person, no row cut, whose page it is on each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.browser import chromium, needs_browser, page_sizes, page_texts, printed
from tests.report.test_due import record
from workbook_crm.model.due import OpenRecord
from workbook_crm.model.language import Language
from workbook_crm.model.report import DailyFacts
from workbook_crm.report.digest import day_in_words, digest_of_all, sheets_of
from workbook_crm.report.due import due_list
from workbook_crm.report.pages import Pages
from workbook_crm.report.pdf import printed_pdf

TODAY = date(2026, 11, 23)
A4 = (210, 297)
Print = Callable[[bytes], list[str]]

pytestmark = needs_browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as running:
        yield running


@pytest.fixture
def in_browser(browser: Any, tmp_path: Path) -> Print:
    """Prints a page and gives the text of each sheet of paper, without blanks."""

    def print_it(page: bytes) -> list[str]:
        (tmp_path / "page.html").write_bytes(page)
        return sheets(printed(browser, tmp_path / "page.html"))

    return print_it


@pytest.fixture(params=["browser", "pdf"])
def pages_of(request: pytest.FixtureRequest, in_browser: Print) -> Print:
    """The same, and once more by our own PDF."""
    return in_browser if request.param == "browser" else lambda page: sheets(printed_pdf(page))


def sheets(pdf: bytes) -> list[str]:
    assert {(round(width), round(height)) for width, height in page_sizes(pdf)} == {A4}
    return ["".join(each.split()) for each in page_texts(pdf)]


def digest(*records: OpenRecord, language: Language = Language.ZH) -> bytes:
    facts = DailyFacts(records)
    due = due_list(facts, TODAY)
    day = day_in_words(facts, due, language)
    return Pages(language).digest(digest_of_all(sheets_of(due.people, language, TODAY), day)).encode()


def deal(nth: int, owner: str = "张三", **more: Any) -> OpenRecord:
    values: dict[str, Any] = {
        "kind": "opportunities", "name": f"商机{nth:04d}号", "customer": f"客户{nth:04d}号", "phone": f"1380000{nth:04d}",
        "stage": "商务谈判", "amount": Decimal(1000 + nth), "next_follow_up": TODAY, "party": f"C-{nth:06d}", **more,
    }  # fmt: skip
    return record(f"O-9{nth:05d}", owner=owner, **values)


@pytest.mark.parametrize("count", [1, 2, 9])
def test_everybody_starts_on_a_page_of_their_own(pages_of: Print, count: int) -> None:
    starts_of(pages_of, count)


def test_so_do_fifty(in_browser: Print) -> None:
    starts_of(in_browser, 50)


def starts_of(pages_of: Print, count: int) -> None:
    people = [f"销售{nth:02d}号" for nth in range(count)]
    pages = pages_of(digest(*(deal(nth, owner) for nth, owner in enumerate(people))))
    summary, lists = (pages[:-count], pages[-count:]) if count > 1 else ([], pages)
    assert [[name for name in people if name in each] for each in lists] == [[name] for name in people]
    assert all(name in "".join(summary) for name in people if summary)
    assert [each.endswith(f"{nth}/{len(pages)}") for nth, each in enumerate(pages, 1)] == [True] * len(pages)


def test_no_call_is_cut_and_every_page_says_whose_it_is(pages_of: Print) -> None:
    plan = "先看现场再报价然后谈付款方式最后签合同" * 3
    rows = [
        deal(nth, name=f"甲{nth:02d} " * (1 + nth % 30), stage=f"阶段{nth}尾", plan=plan) for nth in range(40)
    ]
    pages = pages_of(digest(*rows))
    assert len(pages) > 3
    assert all("张三2026-11-23" in each for each in pages)
    for nth in range(40):
        marks = (f"O-9{nth:05d}", f"1380000{nth:04d}", f"阶段{nth}尾", f"甲{nth:02d}")
        places = [[i for i, each in enumerate(pages) if mark in each] for mark in marks]
        assert len(places[0]) == 1
        assert all(each == places[0] for each in places)


def test_all_of_a_customer_stays_together(pages_of: Print) -> None:
    rows = [deal(nth, party=f"C-{nth // 4}", customer=f"客户{nth // 4:03d}号") for nth in range(40)]
    pages = pages_of(digest(*rows))
    for first in range(0, 40, 4):
        places = {
            i for i, each in enumerate(pages) for nth in range(first, first + 4) if f"O-9{nth:05d}" in each
        }
        assert len(places) == 1


def test_five_hundred_calls_with_long_names(in_browser: Print) -> None:
    rows = [
        deal(nth, name=f"N{nth:04d}" + "长" * 200, customer=f"K{nth:04d}" + "W" * 200) for nth in range(500)
    ]
    pages = in_browser(digest(*rows))
    found = [number for each in pages for number in re.findall(r"O-9(\d{5})", each)]
    assert sorted(found) == [f"{nth:05d}" for nth in range(500)]
    assert all(len(re.findall(r"O-9\d{5}", each)) >= 4 for each in pages[:-1]), "no page is half empty"


@pytest.mark.parametrize("language", list(Language))
def test_a_customer_with_more_than_a_page_is_told_in_several_calls(
    pages_of: Print, language: Language
) -> None:
    rows = [deal(nth, party="C-1", customer="大客户", plan="长" * 100) for nth in range(40)]
    pages = pages_of(digest(*rows, language=language))
    assert sum(each.count("大客户") for each in pages) == 7


LONG = ("name", "customer", "phone", "stage", "level", "plan", "method", "content", "model", "remark")


@pytest.mark.parametrize("kind", ["opportunities", "leads"])
def test_no_row_grows_beyond_a_page(pages_of: Print, kind: str) -> None:
    """WeasyPrint 70.0 leaves out the table's head where one does: a text is cut short, the record has it whole."""
    texts = dict.fromkeys(LONG, "长 " * 3_000)
    pages = pages_of(digest(*(deal(nth, kind=kind, last_contact=TODAY, **texts) for nth in range(8))))
    assert all("张三2026-11-23" in each for each in pages)
    assert len(pages) <= 3
