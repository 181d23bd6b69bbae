"""A dealership's own name, logo, colour and templates."""

from __future__ import annotations

import base64
import io
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.desk import desk
from tests.workbooks import SHOP, joined, xlsx
from workbook_crm import rounds
from workbook_crm.cli import main
from workbook_crm.exits import Exit
from workbook_crm.health import checks_of
from workbook_crm.model.brand import Look, contrast
from workbook_crm.model.language import Language
from workbook_crm.record_pages import write_record_pages
from workbook_crm.start import write_template

DOT = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
"""A PNG of one pixel."""
SETTINGS = '[brand]\nname = "远航 <叉车>"\nlogo = "店标.png"\ncolour = "#FFE100"\n'

colours = st.integers(0, 0xFFFFFF).map(lambda each: f"#{each:06X}")


@given(colours)
def test_every_colour_can_be_read(colour: str) -> None:
    look = Look(colour=colour)
    assert contrast(look.on_colour, look.colour) >= 4.5
    assert contrast(look.ink, "#FFFFFF") >= 4.5
    assert contrast(look.ink, look.pale) >= 4.3
    assert contrast("#1B1F24", look.pale) >= 7
    assert contrast(look.bar, "#FFFFFF") >= 2.5


def test_our_own_colour_is_as_it_always_was() -> None:
    assert (Look().ink, Look().on_colour, Look().logo_link) == ("#1F3A5F", "#FFFFFF", None)


def test_pages_lists_and_workbooks_carry_name_logo_and_colour(tmp_path: Path) -> None:
    (tmp_path / "店标.png").write_bytes(DOT)
    with desk(tmp_path, SETTINGS) as shop:
        shop.take(joined(*SHOP.values()))
        write_record_pages(shop.workspace)
        rounds.write_daily(shop.workspace)
        assert [each.level for each in checks_of(shop.workspace) if each.code == "logo"] == ["well"]
    ink = Look(colour="#FFE100").ink
    pages = sorted((tmp_path / "reports").rglob("*.html"))
    assert len(pages) > 8
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert f"--ink: {ink}" in text, page.name
        assert "远航 &lt;叉车&gt;" in text, page.name
        has_logo = base64.b64encode(DOT).decode() in text
        assert has_logo is not (page.parent.name == "records" and page.name != "index.html"), page.name
    report = (tmp_path / "reports" / "2026-11-23" / "report.xlsx").read_bytes()
    book = openpyxl.load_workbook(io.BytesIO(report))
    header = book["商机漏斗"]["A4"]
    assert (header.fill.fgColor.rgb, header.font.color.rgb) == ("FFFFE100", "FF000000")
    assert book.worksheets[0]["A1"].value == "远航 <叉车> 报表"
    due = openpyxl.load_workbook(next((tmp_path / "reports").rglob("due-*.xlsx"))).worksheets[0]
    assert str(due["A1"].value).startswith("远航 <叉车> ")
    assert due["A1"].font.color.rgb == f"FF{ink.removeprefix('#')}"
    assert any(name.startswith("xl/media/") for name in zipfile.ZipFile(io.BytesIO(report)).namelist())


def test_the_template_carries_the_colour(tmp_path: Path) -> None:
    with desk(tmp_path, SETTINGS) as shop:
        write_template(shop.workspace, tmp_path / "模板.xlsx", None)
    header = openpyxl.load_workbook(tmp_path / "模板.xlsx")["客户"]["B1"]
    assert (header.fill.fgColor.rgb, header.font.color.rgb) == ("FFFFE100", "FF000000")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (None, "文件或文件夹不在了"),
        (b"", "不是 PNG 或 JPEG"),
        (b"<svg onload=alert(1)>", "不是 PNG 或 JPEG"),
        (DOT[:8], "或者已经损坏"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF" + b"\0" * 40, "或者已经损坏"),
        (DOT + b"\0" * 300_000, "它有 300,070 字节，最多 200,000 字节"),
    ],
)
def test_a_logo_that_cannot_be_used_is_left_out_and_doctor_says_why(
    tmp_path: Path, content: bytes | None, why: str
) -> None:
    if content is not None:
        (tmp_path / "店标.png").write_bytes(content)
    with desk(tmp_path, SETTINGS) as shop:
        shop.take(joined(*SHOP.values()))
        rounds.write_daily(shop.workspace)
        (found,) = [each for each in checks_of(shop.workspace) if each.code == "logo"]
    assert found.level == "note"
    assert why in found.message(Language.ZH)
    assert "店标.png" in found.message(Language.EN)
    assert b"<img" not in (tmp_path / "reports" / "2026-11-23" / "index.html").read_bytes()


def test_a_template_of_the_dealerships_own_comes_before_ours_and_can_add_to_it(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    own = '{% include "ours/base.css" %}\nbody { font-family: "Source Han Serif SC", serif; }\n'
    (tmp_path / "templates" / "base.css").write_text(own, encoding="utf-8")
    (tmp_path / "templates" / "index.html").write_text(
        "<title>{{ look.name }} {{ day|said }}</title>{{ records.count }}", encoding="utf-8"
    )
    with desk(tmp_path, SETTINGS) as shop:
        shop.take(joined(*SHOP.values()))
        rounds.write_daily(shop.workspace)
    day = tmp_path / "reports" / "2026-11-23"
    assert (day / "index.html").read_text() == "<title>远航 &lt;叉车&gt; 2026-11-23</title>4"
    report = (day / "report.html").read_text(encoding="utf-8")
    assert re.search(r"--ink: #\w{6}.*Source Han Serif SC", report, re.DOTALL)


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("index.html", "{% for each in %}", "index.html, line 1: "),
        ("_tables.html", "\n\n{{ nothing.there }}", "_tables.html, line 3: 'nothing' is undefined"),
        ("base.css", "{{ nothing_there }}", "base.css, line 1: 'nothing_there' is undefined"),
        ("index.html", "{{ day.__class__.__mro__ }}", "index.html, line 1: access to attribute '__class__'"),
        ("index.html", "{{ word.clear() }}", "index.html, line 1: "),
        ("index.html", "{{ fill.__globals__ }}", "index.html, line 1: access to attribute '__globals__'"),
        ("index.html", "\n{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
         "index.html, line 2: a loop that does not end"),
        ("index.html", "{{ 'x' * 999999999 }}", "index.html, line 1: "),
        ("index.html", "{{ 9 ** 99999999 }}", "index.html, line 1: "),
        ("index.html", "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "index.html, line 1: "),
        ("index.html", "{{ 1 / 0 }}", "index.html, line 1: division by zero"),
        ("records.html", "{{ nothing_there }}", "records.html, line 1: 'nothing_there' is undefined"),
        ("record.html", "{{ nothing_there }}", "record.html, line 1: 'nothing_there' is undefined"),
    ],
)  # fmt: skip
def test_a_template_that_fails_is_named_and_ours_is_used_instead(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, text: str, said: str
) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / name).write_text(text, encoding="utf-8")
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "店.xlsx").write_bytes(xlsx(joined(*SHOP.values())))
    command = ["--workspace", str(tmp_path), "--language", "en"]
    assert main([*command, "run"]) == Exit.WELL
    assert said in capsys.readouterr().err
    (index,) = tmp_path.glob("reports/2*/index.html")
    assert b"</html>" in index.read_bytes()
    assert (tmp_path / "reports" / "records" / "C-000001.html").exists()
    main([*command, "doctor"])
    assert said in capsys.readouterr().out
    (tmp_path / "templates" / name).unlink()
    assert main([*command, "report"]) == Exit.WELL
    main([*command, "doctor"])
    assert said not in "".join(capsys.readouterr())


def test_a_template_of_the_dealerships_own_escapes_what_senders_write(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    own = (
        "{% for each in tables %}{{ loop.index }}/{{ loop.length }} {{ each.title }} {{ '<b>' }}{% endfor %}"
    )
    (tmp_path / "templates" / "index.html").write_text(own, encoding="utf-8")
    with desk(tmp_path, SETTINGS) as shop:
        shop.take(joined(*SHOP.values()))
        rounds.write_daily(shop.workspace)
    page = (tmp_path / "reports" / "2026-11-23" / "index.html").read_text(encoding="utf-8")
    assert "&lt;b&gt;" in page
    assert page.startswith("1/")
