"""What the tests of arriving files share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.arrive.office import Office


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """A workspace in which nothing has happened."""
    (tmp_path / "workbook_crm.toml").write_text(
        'language = "en"\ntime_zone = "Asia/Shanghai"\n[inbox]\nquiet_s = 0.3\ntext_quiet_s = 0.5\nscan_s = 0.5\n',
        encoding="utf-8",
    )
    (tmp_path / "inbox").mkdir()
    return Office(tmp_path)
