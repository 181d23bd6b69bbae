"""The workbook manual says what the program reads by: its tables are made from the declarations."""

from __future__ import annotations

import pytest

from tests.docs.manual import KINDS, MANUALS, made, regions, wanted_regions
from workbook_crm.model.columns import Of
from workbook_crm.model.language import Language


@pytest.mark.parametrize("language", Language)
def test_the_tables_are_those_of_the_declarations(language: Language, accept: bool) -> None:
    page = MANUALS[language]
    text = page.read_text(encoding="utf-8")
    if accept:
        page.write_text(made(text, language), encoding="utf-8")
    else:
        assert made(text, language) == text, "if this is meant: pytest tests/docs --accept"


@pytest.mark.parametrize("language", Language)
def test_nothing_is_left_out(language: Language) -> None:
    assert regions(MANUALS[language].read_text(encoding="utf-8")) == wanted_regions()


def test_every_kind_of_value_is_explained() -> None:
    assert set(KINDS) == set(Of)
