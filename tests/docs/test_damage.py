"""The pages on damaged cells say what the program does with each."""

from __future__ import annotations

import pytest

from tests.docs.damage import PAGES, Verdict, page, verdict_of
from tests.read.damaged import ALL_CASES
from workbook_crm.model.language import Language


@pytest.mark.parametrize("language", Language)
def test_the_page_shows_every_case(language: Language, accept: bool) -> None:
    made = page(language)
    if accept:
        PAGES[language].write_text(made, encoding="utf-8")
    else:
        assert PAGES[language].read_text(encoding="utf-8") == made, (
            "if this is meant: pytest tests/docs --accept"
        )


def test_every_verdict_occurs() -> None:
    assert {verdict_of(case) for case in ALL_CASES} == set(Verdict)
