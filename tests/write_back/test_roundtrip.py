"""Real workbooks through the writer: nothing is lost, nothing is refused that should not be."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.roundtrip import outcome, workbooks

CASES = Path(__file__).parents[2].parent / "shared" / "cases" / "roundtrip"


@pytest.mark.skipif(not CASES.exists(), reason="the real workbooks are not here")
def test_no_real_workbook_loses_anything() -> None:
    found = [outcome(path) for path in workbooks(CASES)]
    assert [(lost.name, lost.losses) for lost in found if lost.losses] == []
    assert [(lost.name, lost.refused) for lost in found if lost.refused] == []
