"""The index of a day: with nobody, with many; every link leads to a file that is there."""

from __future__ import annotations

import re
from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from tests.desk import NOW, Desk, desk
from tests.report.facts import TODAY
from tests.workbooks import SHOP, joined
from workbook_crm import rounds
from workbook_crm.model.language import Language
from workbook_crm.model.report import DailyFacts, RecordPages
from workbook_crm.record_pages import write_record_pages
from workbook_crm.report.daily import daily_files

ODD = "报价 100% #1? & (新).xlsx"


class _Links(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.links: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.links |= {value or "" for key, value in attrs if key in ("href", "action")}


def dead_links(page: Path) -> list[str]:
    """The links of a page that lead to no file, or to no such place in it."""
    dead = []
    for link in _Links(page.read_text(encoding="utf-8")).links:
        parts = urlsplit(link)
        if parts.scheme in ("tel", "mailto"):
            continue
        target = page if not parts.path else page.parent / unquote(parts.path)
        assert not parts.scheme
        assert not parts.netloc
        is_place = not parts.fragment or (
            target.suffix == ".html" and f'id="{parts.fragment}"' in target.read_text(encoding="utf-8")
        )
        if not target.exists() or not is_place:
            dead.append(f"{page.name}: {link}")
    return dead


@pytest.mark.parametrize("language", Language)
def test_every_link_of_every_page_leads_somewhere(tmp_path: Path, language: Language) -> None:
    with desk(tmp_path, f'language = "{language}"\n') as shop:
        shop.take(joined(*SHOP.values()), sender="张 三#1", name=ODD)
        shop.take(b"no workbook", name="坏 #2.xlsx")
        shop.take("# 线索\n| 姓名 | 电话 | 来源 | 负责人 |\n| 韩梅 | 1 | 展厅 | a/b?c#d%20 |", name="三.xlsx")
        write_record_pages(shop.workspace)
        rounds.write_daily(shop.workspace)
    pages = sorted((tmp_path / "reports").rglob("*.html"))
    assert len(pages) > 10
    assert [dead for page in pages for dead in dead_links(page)] == []
    index = (tmp_path / "reports" / "2026-11-23" / "index.html").read_text(encoding="utf-8")
    assert "../../outbox/%E5%BC%A0%20%E4%B8%89%231/" in index
    assert 'href="../../held/"' in index


def index_of(facts: DailyFacts, language: Language) -> str:
    made = {Path(each.path).name: each.content for each in daily_files(facts, language=language, today=TODAY)}
    return made["index.html"].decode()


def test_what_falls_on_days_off_is_counted_where_there_is_any(tmp_path: Path) -> None:
    with desk(tmp_path, '[workdays]\ncountry = "CN"\n', datetime(2026, 11, 27, 8, tzinfo=NOW.tzinfo)) as shop:
        shop.take(joined(*SHOP.values()))
        shop.take("# 客户\n| 客户编号 | 下次跟进时间 |\n| C-000002 | 2026-11-28 |")
        rounds.write_daily(shop.workspace)
    day = tmp_path / "reports" / "2026-11-27"
    index = (day / "index.html").read_text(encoding="utf-8")
    assert '<th scope="col" class="number">休息日到期</th>' in index
    rows = (day / "rows-due.html").read_text(encoding="utf-8")
    assert re.search(r"休息日到期.{0,40}1 条.*?C-000002", rows, re.DOTALL)


def test_pages_that_are_no_part_of_the_day_any_more_are_taken_away_and_nothing_else(shop: Desk) -> None:
    shop.take("# 线索\n| 姓名 | 电话 | 来源 | 负责人 |\n| 韩梅 | 13712345678 | 展厅 | 王五 |")
    rounds.write_daily(shop.workspace)
    day = shop.workspace.folder / "reports" / "2026-11-23"
    made = {path.name for path in day.iterdir()}
    page = (day / "rows-due.html").read_bytes()
    (day / "rows-old.html").write_bytes(page)
    (day / "digest-走了.html").write_bytes(page)
    (day / "digest-走了.pdf").write_bytes(b"%PDF-")
    kept = {"rows-mine.html": b"<p>notes</p>", "due-走了.xlsx": b"filled in", "笔记.pdf": b"%PDF-"}
    for name, content in kept.items():
        (day / name).write_bytes(content)
    rounds.write_daily(shop.workspace)
    assert {path.name for path in day.iterdir()} == made | set(kept)


def test_on_the_first_day_it_says_what_to_do() -> None:
    assert "把 Excel 文件放进 inbox 文件夹" in index_of(DailyFacts(), Language.ZH)


@pytest.mark.parametrize(
    ("language", "said"), [(Language.ZH, "共有 20,001 条客户"), (Language.EN, "There are 20,001 customers")]
)
def test_too_many_records_for_pages_are_told_of(language: Language, said: str) -> None:
    page = index_of(DailyFacts(records=RecordPages(20_001, 20_000)), language)
    assert said in page
    assert "<form" not in page
