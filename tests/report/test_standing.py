"""Today's first page at the address that stays, and the reports of several days in a folder of their own."""

from __future__ import annotations

import io
import json
import re
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import unquote, urlsplit

import openpyxl
import pytest

from tests.desk import NOW, Desk, StoppedClock
from workbook_crm import rounds
from workbook_crm.cli import main
from workbook_crm.model.language import Language
from workbook_crm.record_pages import write_record_pages
from workbook_crm.report.standing import moved_up
from workbook_crm.report.words import days_in_words

TODAY = NOW.date()


@pytest.mark.parametrize(
    ("link", "above"),
    [
        ("digest.html", "2026-11-23/digest.html"),
        ("report.html#pipeline", "2026-11-23/report.html#pipeline"),
        ("digest-%E5%BC%A0.html", "2026-11-23/digest-%E5%BC%A0.html"),
        ("../records/index.html?q=1", "records/index.html?q=1"),
        ("../../held/", "../held/"),
        ("#held-rows", "#held-rows"),
        ("https://example.com/a", "https://example.com/a"),
        ("tel:+8613812345678", "tel:+8613812345678"),
        ("data:image/png;base64,AA/BB==", "data:image/png;base64,AA/BB=="),
        ("/held/", "/held/"),
    ],
)
def test_a_page_a_folder_above_leads_to_the_same_places(link: str, above: str) -> None:
    page = f'<a href="{link}">href=&#34;{link}&#34;</a>'
    assert moved_up(page, "2026-11-23") == f'<a href="{above}">href=&#34;{link}&#34;</a>'


def links_of(page: Path) -> list[Path]:
    """The files to which a page leads."""
    found = re.findall(r'(?:href|action)="([^"#][^"]*)"', page.read_text(encoding="utf-8"))
    paths = [unquote(urlsplit(each).path) for each in found if not urlsplit(each).scheme]
    return [page.parent / each for each in paths]


def test_the_first_page_is_always_todays_and_every_link_leads_somewhere(shop: Desk) -> None:
    (shop.workspace.folder / "inbox" / "坏.xlsx").write_bytes(b"PK\x03\x04")
    rounds.one_round(shop.workspace, lambda *_: None)
    for day in (TODAY, TODAY + timedelta(days=1)):
        shop.workspace.__dict__["clock"] = StoppedClock(NOW.replace(day=day.day))
        write_record_pages(shop.workspace)
        rounds.write_daily(shop.workspace)
        page = shop.workspace.folder / "reports" / "index.html"
        assert day.isoformat() in page.read_text(encoding="utf-8")
        targets = links_of(page)
        assert len(targets) > 10
        assert [each for each in targets if not each.exists()] == []
        assert {each.parent.name for each in targets} >= {day.isoformat(), "records"}
        calendars = list((page.parent / day.isoformat()).glob("*.ics"))
        assert calendars
        assert all((page.parent / each.name).read_bytes() == each.read_bytes() for each in calendars)
    before = page.read_bytes()
    rounds.write_daily(shop.workspace, TODAY)  # of another day
    rounds.write_daily(shop.workspace, day, TODAY)  # of several
    assert page.read_bytes() == before


def test_a_report_of_several_days_lies_apart_under_its_own_title(
    shop: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    rounds.write_daily(shop.workspace)
    folder = shop.workspace.folder
    before = {each: each.read_bytes() for each in (folder / "reports").rglob("*") if each.is_file()}
    rounds.write_daily(shop.workspace, TODAY, date(2026, 11, 1))
    assert {each: each.read_bytes() for each in before} == before, "the day's own files stay as they were"
    made = folder / "reports" / "2026-11-01..2026-11-23"
    names = {each.name for each in made.iterdir()}
    assert {"index.html", "report.html", "report.xlsx"} <= names
    assert not [each for each in names if each.startswith(("digest", "due", "calendar"))]
    for name in ("index.html", "report.html"):
        page = (made / name).read_text(encoding="utf-8")
        assert re.search(r"<title>\S+ 2026-11-01 至 2026-11-23</title>", page), name
        assert [each for each in links_of(made / name) if not each.exists()] == []
    assert "今日" not in (made / "index.html").read_text(encoding="utf-8")
    book = openpyxl.load_workbook(io.BytesIO((made / "report.xlsx").read_bytes()))
    assert book.worksheets[0]["A1"].value == "报表 2026-11-01 至 2026-11-23"
    assert "2026-11-01 至 2026-11-23" in str(book.worksheets[1]["A1"].value)
    main(["--workspace", str(folder), "--json", "report", "--from", "2026-10-01", "--to", "2026-10-31"])
    told = json.loads(capsys.readouterr().out)
    assert {each.rpartition("/")[0] for each in told["reports"]} == {"reports/2026-10-01..2026-10-31"}


def test_days_in_words() -> None:
    first, last = date(2026, 11, 1), date(2026, 11, 23)
    assert days_in_words(None, last, Language.ZH) == "2026-11-23"
    assert days_in_words(first, last, Language.EN) == "2026-11-01 to 2026-11-23"
