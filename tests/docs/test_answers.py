"""Every trap that docs/answers.md tells of names a test that there is."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_every_named_test_is_there() -> None:
    named = re.findall(r"`(test_\w+)`", (ROOT / "docs/answers.md").read_text(encoding="utf-8"))
    files = (ROOT / "tests").rglob("test_*.py")
    there = {
        name for file in files for name in re.findall(r"def (test_\w+)", file.read_text(encoding="utf-8"))
    }
    assert len(named) > 30
    assert set(named) <= there
