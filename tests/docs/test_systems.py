"""The figures of docs/other-systems.md are those of today."""

from __future__ import annotations

import re

import pytest

from tests.docs.pages import text_of
from tests.docs.systems import PAGE, tables

TABLES = tables()


@pytest.mark.parametrize("name", TABLES)
def test_the_figures_are_those_of_today(name: str, accept: bool) -> None:
    made = f"\n{TABLES[name]}\n"
    text = text_of(PAGE)
    (found,) = re.finditer(rf"(<!-- made: {name} -->\n)(.*?)(<!-- end -->)", text, re.DOTALL)
    if accept:
        PAGE.write_text(text[: found.start(2)] + made + text[found.end(2) :], encoding="utf-8")
    else:
        assert found[2] == made, "if this is meant: pytest tests/docs --accept"
