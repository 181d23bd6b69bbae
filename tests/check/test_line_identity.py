"""Lines resent, put in another order, inserted, deleted, split into two sheets, or one of them edited: a model."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.check.test_lines import HEAD, SECOND, Lines, known, rows
from tests.desk import desk
from tests.workbooks import SHOP, joined

LINE = st.tuples(st.integers(1, 3), st.sampled_from(["一期", "二期"]))
LINES = st.lists(LINE, min_size=1, max_size=4)
STEP = st.sampled_from(["resend", "reverse", "rotate", "insert", "delete", "split", "edit"])
STEPS = st.lists(st.tuples(STEP, st.integers(0, 9), LINE), min_size=1, max_size=3)


def merged(before: Lines, sent: Lines) -> Lines:
    """What is known after lines are sent: equal ones are what they are, the others follow in order."""
    after, unpaired = list(before), list(range(len(before)))
    others = []
    for line in sent:
        nth = next((nth for nth in unpaired if before[nth] == line), None)
        others += [line] if nth is None else []
        unpaired = [each for each in unpaired if each != nth]
    for line in others:
        if unpaired:
            after[unpaired.pop(0)] = line
        else:
            after.append(line)
    return after


def changed(sheet: Lines, step: str, nth: int, line: tuple[int, str]) -> Lines:
    """The sender's list after one thing was done to it."""
    at = nth % len(sheet)
    match step:
        case "reverse":
            return sheet[::-1]
        case "rotate":
            return sheet[at:] + sheet[:at]
        case "insert":
            return [*sheet[:at], line, *sheet[at:]]
        case "delete":
            return sheet[:at] + sheet[at + 1 :] or sheet
        case "edit":
            return [*sheet[:at], line, *sheet[at + 1 :]]
    return sheet


@settings(max_examples=30)
@given(LINES, STEPS)
def test_lines_stay_what_they_are(lines: Lines, steps: list[tuple[str, int, tuple[int, str]]]) -> None:
    with tempfile.TemporaryDirectory() as folder, desk(Path(folder)) as shop:
        shop.take(joined(*SHOP.values()), name="店.xlsx")
        shop.take(HEAD + rows(lines))
        expected = sheet = lines
        for nth, (step, at, line) in enumerate(steps):
            sheet = changed(sheet, step, at, line)
            half = at % len(sheet) if step == "split" else len(sheet)
            second = SECOND + rows(sheet[half:]) if half < len(sheet) else ""
            receipt = shop.take(HEAD + rows(sheet[:half]) + second + f"# 备忘\n| 第{nth}次 |")
            before, expected = expected, merged(expected, sheet)
            assert known(shop) == expected
            if step in ("resend", "reverse", "rotate", "split", "delete") and before == expected:
                assert all(not each.new and not each.changed for each in receipt.sheets)
        total = sum(quantity for quantity, _remark in expected) * 88000
        assert shop.show("O-000001")["values"]["amount"] == total
