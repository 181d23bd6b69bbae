"""The lists as PDF beside their pages: where the settings ask for it, and only what changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk import Desk, desk
from tests.workbooks import SHOP, joined
from workbook_crm import health, rounds
from workbook_crm.report import pdf

pytestmark = pytest.mark.skipif(not pdf.can_print(), reason="needs WeasyPrint and Pango")


@pytest.fixture
def printing(tmp_path: Path) -> Iterator[Desk]:
    """A small dealership that prints its lists."""
    with desk(tmp_path, "[lists]\npdf = true\n") as shop:
        shop.take(joined(*SHOP.values()))
        shop.take("# 客户\n| 客户编号 | 负责人 | 下次跟进时间 |\n| C-000002 | 李四 | 2026-11-20 |")
        yield shop


def pdfs(shop: Desk) -> dict[str, bytes]:
    folder = shop.workspace.folder / "reports" / "2026-11-23"
    return {path.name: path.read_bytes() for path in folder.glob("*.pdf")}


def test_each_list_lies_beside_its_page(printing: Desk) -> None:
    rounds.write_daily(printing.workspace)
    made = pdfs(printing)
    assert set(made) == {"digest.pdf", "digest-张三.pdf", "digest-李四.pdf", "digest-未分配.pdf"}
    assert all(each.startswith(b"%PDF-") for each in made.values())
    index = printing.workspace.folder / "reports" / "2026-11-23" / "index.html"
    text = index.read_text(encoding="utf-8")
    assert text.count(".pdf") == len(made)
    assert '<a href="digest.pdf">PDF</a>' in text


def test_what_did_not_change_is_not_printed_again(printing: Desk) -> None:
    rounds.write_daily(printing.workspace)
    printing.take(
        "# 跟进记录\n| 对象 | 跟进时间 | 跟进方式 | 跟进内容 | 下次跟进时间 |\n| C-000002 | 2026-11-23 | 电话 | 好 | 2026-12-30 |"
    )
    again = [Path(each).name for each in rounds.write_daily(printing.workspace) if each.endswith(".pdf")]
    assert sorted(again) == ["digest-李四.pdf", "digest.pdf"]
    (printing.workspace.folder / "reports" / "2026-11-23" / "digest-张三.pdf").unlink()
    again = [Path(each).name for each in rounds.write_daily(printing.workspace) if each.endswith(".pdf")]
    assert again == ["digest-张三.pdf"]


def test_where_nobody_asked_there_is_none(shop: Desk) -> None:
    rounds.write_daily(shop.workspace)
    assert pdfs(shop) == {}


def test_a_machine_that_cannot_print_makes_the_rest_and_doctor_says_so(
    printing: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "can_print", lambda: False)
    monkeypatch.setattr(health, "can_print", lambda: False)
    assert any(each.endswith("digest.html") for each in rounds.write_daily(printing.workspace))
    assert pdfs(printing) == {}
    (found,) = [each for each in health.checks_of(printing.workspace) if each.code == "pdf"]
    assert found.level == "ill"
    assert "workbook-crm[pdf]" in found.advice(printing.workspace.settings.language)
