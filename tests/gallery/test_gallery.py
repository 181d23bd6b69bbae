"""Every rule has a page, and every page says exactly what is said today."""

from __future__ import annotations

import pytest

from tests.gallery.pages import FOLDER, Page, pages
from workbook_crm.model.rules import all_rules

PAGES = pages()


def test_every_rule_has_a_page_and_every_page_a_rule() -> None:
    assert sorted(PAGES) == sorted(all_rules())


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_page(page: Page, accept: bool) -> None:
    findings = page.findings()
    assert page.code in [each.rule.code for each in findings]
    if accept:
        (FOLDER / f"{page.code}.md").write_text(page.accepted(findings), encoding="utf-8")
    else:
        assert page.accepted(findings) == page.text, "if this is meant: pytest tests/gallery --accept"
