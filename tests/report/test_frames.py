"""Tables that pandas shapes, where its own ways would show: missing values, days far away, texts that look like neither."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.report.facts import TODAY, ZH, deal, prospect, rows
from workbook_crm.model.insight import Contact, Insight, Period, SoldLine
from workbook_crm.report.contacts import efficiency
from workbook_crm.report.customers import customers
from workbook_crm.report.frames import Frames
from workbook_crm.report.outcomes import outcomes
from workbook_crm.report.people import performance, team_performance, trend
from workbook_crm.report.products import below_floor, products
from workbook_crm.report.sources import sources

ALL = Period(TODAY)


@pytest.mark.parametrize("who", ["nan", "None", "NaT", "1", "\ud83d", "a\x00b", "<NA>", "True"])
def test_whoever_is_called_like_a_missing_value_is_a_person(who: str) -> None:
    """The library that shapes tables has values of its own for what is missing."""
    insight = Insight(
        (
            deal("O-1", "won", owner=who, since_state=TODAY, source=who),
            deal("O-2", "lost", owner=who, since_state=TODAY, loss_reason=who, competitor=who),
            deal("O-3", owner=who),
        ),
        (Contact("O-3", TODAY, who, None),),
        (SoldLine("O-1", who, who, who, Decimal(1), Decimal(80), Decimal(100), Decimal(90)),),
        (prospect("C-1", "customers", owner=who, state="valid"),),
        teams={who: who},
    )
    frames = Frames(insight)
    assert rows(performance(frames, ZH, ALL), 0, 1, 2) == [(1, who, who)]
    assert rows(team_performance(frames, ZH, ALL), 0, 1) == [(1, who)]
    assert rows(trend(frames, ZH, ALL), 0, 1) == [(who, who)]
    assert rows(efficiency(frames, ZH, ALL), 0, 1, 6) == [(who, 1, 1)]
    assert rows(sources(frames, ZH, ALL), 0, 1) == [(who, 0), ("（未填）", 0)]
    assert rows(products(frames, ZH, ALL), 1, 2, 3, 8) == [(who, who, 1, 1)]
    assert rows(below_floor(frames, ZH, ALL), 2, 4, 5) == [(who, who, who)]
    assert rows(outcomes(frames, ZH, ALL), 0, 1, 2) == [("赢单", "", ""), ("输单", who, who)]
    assert rows(customers(frames, ZH, ALL), 0, 1) == [(who, 1)]


def test_days_far_away_are_days() -> None:
    """A workbook may hold any; what counts nanoseconds ends in 2262."""
    first, last = date(1900, 1, 1), date(9999, 12, 31)
    insight = Insight(
        (deal("O-1", "won", since_state=first), deal("O-2", opened=last)),
        (Contact("O-2", first, "张三", None, agreed=last), Contact("O-2", last, "张三", None)),
        prospects=(prospect("C-1", "customers", since=first, state="valid", owner="张三"),),
    )
    frames, always = Frames(insight), Period(last, first)
    assert rows(performance(frames, ZH, always), 1, 5) == [("张三", 1)]
    assert rows(efficiency(frames, ZH, always), 0, 1, 2) == [("张三", 2, 1)]
    assert rows(customers(frames, ZH, always), 0, 1, 4) == [("张三", 1, 1)]


PROGRAM = """
import sys
from pathlib import Path
from workbook_crm.cli import main
from workbook_crm import intake, rounds, watch

folder = sys.argv[1]
main(["init", folder])
workbook = sorted(Path(folder, "sample").rglob("*.xlsx"))[0]
for words in (["check", str(workbook)], ["status"], ["digest"]):
    main(["--workspace", folder, *words])
    print(words[0], "pandas" in sys.modules, file=sys.stderr)
"""


def test_only_reports_wait_for_pandas(tmp_path: Path) -> None:
    """An answer is there before anything imports it."""
    told = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(tmp_path)], capture_output=True, check=True, text=True
    )
    assert told.stderr.split() == ["check", "False", "status", "False", "digest", "True"]
