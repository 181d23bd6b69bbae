"""Every page of a day in a real browser: no script of a sender runs, nothing is fetched, axe-core has nothing to say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.browser import chromium, needs_browser
from tests.desk import Desk, desk
from tests.report.nasty import ATTACKS, RAN, hostile_shop
from workbook_crm import rounds
from workbook_crm.model.language import Language
from workbook_crm.model.report import RecordPages
from workbook_crm.record_pages import write_record_pages
from workbook_crm.report.pages import Pages

pytestmark = needs_browser

_OURS = ("file:", "tel:", "mailto:")
_SEEN = """(ran) => ({
  ran: window[ran] === undefined ? null : window[ran],
  links: [...document.querySelectorAll('a[href], area[href]')].map(each => each.protocol),
  handlers: [...document.querySelectorAll('*')].filter(
    each => [...each.attributes].some(one => one.name.startsWith('on'))).length,
  strange: document.querySelectorAll('img:not([src^="data:"]), iframe, object, embed, base').length,
  text: document.body.innerText,
})"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with chromium() as running:
        yield running


@pytest.fixture(scope="module", params=["zh", "en"])
def pages(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Every page of a day of a dealership whose senders mean harm, in one language."""
    folder = tmp_path_factory.mktemp(request.param)
    with desk(folder, f'language = "{request.param}"\n') as shop:
        _fill(shop)
        write_record_pages(shop.workspace)
        rounds.write_daily(shop.workspace)
    found = sorted((folder / "reports").rglob("*.html"))
    assert found
    return found


def _fill(shop: Desk) -> None:
    for text in hostile_shop():
        shop.take(text)


def test_no_text_of_a_sender_becomes_anything_but_text(browser: Any, pages: list[Path]) -> None:
    shown, noise, tab = "", [], browser.new_page()
    tab.on("dialog", lambda each: noise.append(f"dialog {each.message}"))
    tab.on("pageerror", lambda each: noise.append(f"error {each}"))
    tab.on("request", lambda each: noise.append(each.url))
    for path in pages:
        tab.goto(path.as_uri())
        seen = tab.evaluate(_SEEN, RAN)
        assert [each for each in noise if not each.startswith("file:")] == [], path.name
        assert (seen["ran"], seen["handlers"], seen["strange"]) == (None, 0, 0), path.name
        assert set(seen["links"]) <= set(_OURS), path.name
        shown += seen["text"]
    tab.close()
    for attack in ATTACKS:
        assert attack[:30] in shown, "it stands there, as text"


def test_axe_finds_no_fault(browser: Any, pages: list[Path]) -> None:
    from axe_playwright_python.sync_playwright import Axe

    faults, tab, axe = [], browser.new_page(), Axe()
    for path in one_of_each_kind(pages):
        tab.goto(path.as_uri())
        faults += [
            f"{path.name}: {each['id']}: {each['help']}: {each['nodes'][0]['html'][:200]}"
            for each in axe.run(tab).response["violations"]
        ]
    tab.close()
    assert faults == []


def one_of_each_kind(pages: list[Path]) -> list[Path]:
    """Of all pages in one folder whose names begin alike: the one with most in it, for they have one template."""
    largest = sorted(pages, key=lambda path: path.stat().st_size)
    return list({(path.parent, path.stem.partition("-")[0]): path for path in largest}.values())


@pytest.mark.parametrize("width", [1366, 390])
def test_no_page_is_wider_than_its_screen(browser: Any, pages: list[Path], width: int) -> None:
    wide, tab = [], browser.new_page()
    tab.set_viewport_size({"width": width, "height": 768})
    for path in one_of_each_kind(pages):
        tab.goto(path.as_uri())
        across = tab.evaluate("document.documentElement.scrollWidth")
        wide += [f"{path.name}: {across}"] if across > width else []
    tab.close()
    assert wide == []


_PARTED = """() => {
  const parted = [], range = document.createRange();
  for (const cell of document.querySelectorAll('td, th')) {
    const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode())
      for (const word of node.data.matchAll(/[!-~]+/g)) {
        range.setStart(node, word.index);
        range.setEnd(node, word.index + word[0].length);
        if (range.getClientRects().length > 1) parted.push(word[0]);
      }
  }
  return parted;
}"""
"""The words of tables that stand on two lines."""


@pytest.mark.parametrize("width", [1366, 390])
def test_words_and_places_stay_whole(browser: Any, tmp_path: Path, width: int) -> None:
    with desk(tmp_path, 'language = "en"\n') as shop:
        shop.take("# Staff\n| Name | Role |\n| Alexandra Featherstone | Salesperson |\n")
        shop.take(
            "# Opportunity lines\n| Opportunity | Product | Quantity |\n"
            "| Lakeside Building: three forklifts | 3 t diesel forklift, lithium, reconditioned | 2 |\n",
            sender="Alexandra Featherstone",
            name="Opportunities of November.xlsx",
        )
        rounds.write_daily(shop.workspace)
    (page,) = tmp_path.glob("reports/*/index.html")
    tab = browser.new_page()
    tab.set_viewport_size({"width": width, "height": 768})
    tab.goto(page.as_uri())
    parted, shown = tab.evaluate(_PARTED), tab.inner_text("#held-back-not-mended-yet")
    tab.close()
    assert "lines!A2" in shown
    assert parted == []


def test_quotation_marks_of_an_english_page_are_narrow(browser: Any, tmp_path: Path) -> None:
    page = Pages(Language.EN).report(date(2026, 11, 23), (), RecordPages())
    (tmp_path / "page.html").write_text(
        page.replace("</main>", "<span id=marks>“”</span></main>"), encoding="utf-8"
    )
    tab = browser.new_page()
    tab.goto((tmp_path / "page.html").as_uri())
    box = tab.locator("#marks").bounding_box()
    tab.close()
    assert box["width"] < 14 * 1.5, "two marks are narrower than two Chinese letters of 14 px"
