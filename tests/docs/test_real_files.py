"""The figures of docs/real-files.md are those of today."""

from __future__ import annotations

import re

import pytest

from tests.docs.pages import text_of
from tests.docs.real import PAGE, tables
from tests.read.test_real_files import CASES

pytestmark = pytest.mark.skipif(not CASES.exists(), reason="the shared cases are not here")
TABLES = tables()


def region(name: str) -> re.Pattern[str]:
    """Where a table stands in the page."""
    return re.compile(rf"(<!-- made: {re.escape(name)} -->\n)(.*?)(<!-- end -->)", re.DOTALL)


@pytest.mark.parametrize("name", TABLES)
def test_the_figures_are_those_of_today(name: str, accept: bool) -> None:
    made = f"\n{TABLES[name]()}\n"
    text = text_of(PAGE)
    (found,) = region(name).finditer(text)
    if accept:
        PAGE.write_text(text[: found.start(2)] + made + text[found.end(2) :], encoding="utf-8")
    else:
        assert found[2] == made, "if this is meant: pytest tests/docs --accept"
