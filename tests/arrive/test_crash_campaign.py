"""The crash campaign in small: `python -m benchmarks.crashes` kills five hundred times."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks.crashes import campaign


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is asked for")
def test_killed_again_and_again_over_a_busy_inbox(tmp_path: Path) -> None:
    done = campaign(tmp_path, kills=12, seed=7)
    assert done.problems == []
    assert done.files > 10
