"""Every rule has a page, and every page says exactly what is said today."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

import pytest

from tests.gallery.index import INDEX, index, unnamed_stages
from tests.gallery.pages import FOLDER, Page, pages
from workbook_crm.model.finding import Finding, Findings
from workbook_crm.model.language import Language
from workbook_crm.model.rules import all_rules
from workbook_crm.model.words import hint, message

PAGES = pages()
WRONG_NUMBER = re.compile(r"\b1 (?!is\b)[a-z]+s\b|\b1 [a-z]+ (?:are|were|have)\b|\b2 [a-z]+ (?:is|was|has)\b")


@cache
def findings_of(page: Page) -> Findings:
    """What is found on a page; it takes a while, and is asked for twice."""
    return page.findings()


def test_every_rule_has_a_page_and_every_page_a_rule() -> None:
    assert sorted(PAGES) == sorted(all_rules())


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_page(page: Page, accept: bool) -> None:
    findings = findings_of(page)
    assert page.code in [each.rule.code for each in findings]
    if accept:
        (FOLDER / f"{page.code}.md").write_text(page.accepted(findings), encoding="utf-8")
    else:
        assert page.accepted(findings) == page.text, "if this is meant: pytest tests/gallery --accept"


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
@pytest.mark.parametrize("count", [1, 2])
def test_one_row_and_two_rows_are_said_rightly(page: Page, count: int) -> None:
    for each in findings_of(page):
        said = english(each, count)
        assert WRONG_NUMBER.search(said) is None, said


def english(each: Finding, count: int) -> str:
    """The words of a finding, had it counted so many."""
    facts = tuple((name, count if isinstance(fact, int) else fact) for name, fact in each.facts)
    counted = replace(each, facts=facts)
    return f"{message(counted, Language.EN)} {hint(counted, Language.EN)}"


@pytest.mark.parametrize("page", PAGES.values(), ids=PAGES)
def test_a_page_is_headed_by_a_title_in_two_languages_its_code_and_a_sentence(page: Page) -> None:
    title, blank, byline, other_blank, sentence = page.text.split("\n")[:5]
    assert title.startswith("# ")
    assert title.count(" · ") == 1
    assert (blank, byline, other_blank) == ("", page.byline, "")
    assert sentence.endswith((".", "?"))


def test_the_index_lists_every_page(accept: bool) -> None:
    assert unnamed_stages() == set()
    text = INDEX.read_text(encoding="utf-8")
    if accept:
        INDEX.write_text(index(PAGES, text), encoding="utf-8")
    else:
        assert index(PAGES, text) == text, "if this is meant: pytest tests/gallery --accept"
