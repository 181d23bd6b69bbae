"""The walk over the rows against a model of it: whatever cells a row has, each step finds or makes its own."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.write_back.raw_package import STYLES
from workbook_crm.model.grid import cell_name, column_letters
from workbook_crm.model.marks import Tone, Written
from workbook_crm.write_back.package import rows as row_writer
from workbook_crm.write_back.package.ink import Ink
from workbook_crm.write_back.package.markup import Markup
from workbook_crm.write_back.package.plain import cut_rows
from workbook_crm.write_back.package.plan import ColumnPlan, ResultPlan, RowPlan
from workbook_crm.write_back.package.rows import RowWriter
from workbook_crm.write_back.package.styles import Styles

COLUMNS = some.sets(some.integers(1, 7))
UNLIKE = some.dictionaries(some.integers(1, 6), COLUMNS, max_size=6)
ALIKE = some.builds(lambda columns, others: dict.fromkeys(range(1, 7), columns) | others, COLUMNS, UNLIKE)
"""Rows with the same columns, which are taken together, and others between them."""
ROWS = some.one_of(UNLIKE, ALIKE)
FILLS = some.dictionaries(
    some.integers(1, 7),
    some.dictionaries(some.integers(1, 7), some.one_of(some.just("是"), some.just(Decimal("1.5")))),
    max_size=4,
)
TONES = some.dictionaries(
    some.integers(1, 7), some.dictionaries(some.integers(1, 8), some.sampled_from(Tone), min_size=1)
)


def rows_xml(rows: dict[int, set[int]], shape: int) -> bytes:
    """Rows with these columns; in the second shape they are padded, empty cells close themselves."""
    gap = "\n  " if shape else ""
    return "".join(
        f'<row r="{row}" spans="1:4">'
        + "".join(
            _cell(cell_name(row, column), shape and column % 2 == 0) + gap for column in sorted(columns)
        )
        + f"</row>{gap}"
        for row, columns in sorted(rows.items())
    ).encode()


def _cell(name: str, is_empty: object) -> str:
    return f'<c r="{name}" s="1"/>' if is_empty else f'<c r="{name}" s="2"><v>7</v></c>'


def seen(xml: bytes) -> dict[tuple[int, str], str]:
    """The cells of rows, in order, with what they hold."""
    found = {}
    for number, inside in re.findall(r'<row r="(\d+)"[^>]*>(.*?)</row>', xml.decode(), re.DOTALL):
        cells = re.findall(r'<c r="([A-Z]+)(\d+)"[^>]*?(?:/>|>(.*?)</c>)', inside, re.DOTALL)
        columns = [letters for letters, _, _ in cells]
        assert columns == sorted(set(columns)), f"row {number}: {columns}"
        assert all(row == number for _, row, _ in cells)
        for letters, _, content in cells:
            found[int(number), letters] = re.sub(r"<[^>]*>", "", content)
    return found


def written(plan: RowPlan, before: bytes) -> bytes:
    ink = Ink(Styles(Markup(STYLES.encode()), {}), b"", date1904=False)
    return b"".join(RowWriter(plan, ink, b"", has_formulas=False).rewritten(cut_rows(before, b"")))


@given(ROWS, some.sets(some.integers(1, 7)), some.integers(0, 1))
def test_other_rows_stay_as_they_are(rows: dict[int, set[int]], wanted: set[int], shape: int) -> None:
    before = rows_xml(rows, shape).replace(b' spans="1:4"></row>', b"/>")
    after = written(RowPlan((ColumnPlan(2, dict.fromkeys(wanted, "是")),)), before)
    assert [row for row in cut(after) if row[0] not in wanted] == [
        row for row in cut(before) if row[0] not in wanted
    ]


def cut(xml: bytes) -> list[tuple[int, bytes]]:
    """The rows with their numbers, to the byte before the next."""
    return [(int(row[: row.index(b'"')]), row) for row in xml.split(b'<row r="')[1:]]


@given(ROWS, FILLS, TONES, some.booleans(), some.integers(0, 1))
def test_every_row_gets_what_is_planned_and_keeps_the_rest(
    rows: dict[int, set[int]],
    fills: dict[int, dict[int, Written]],
    tones: dict[int, dict[int, Tone]],
    has_result: bool,
    shape: int,
) -> None:
    plans = tuple(ColumnPlan(column, values) for column, values in sorted(fills.items()))
    result = ResultPlan(9, 1, "结果", 1, dict.fromkeys(range(2, 6), ("新增", None))) if has_result else None
    plan = RowPlan(plans, tones, result, {3: 4})
    before = rows_xml(rows, shape)
    after = seen(written(plan, before))

    expected = dict(seen(before))
    for row, columns in tones.items():
        for column in columns:
            expected.setdefault((row, column_letters(column)), "")
    if result:
        expected[1, "I"] = "结果"
        expected |= dict.fromkeys(((row, "I") for row in result.cells), "新增")
    for column, values in fills.items():
        for row, value in values.items():
            expected[row, column_letters(column)] = str(value)
    assert after == expected
    numbers = [row for row, _ in after]
    assert numbers == sorted(numbers)


@given(ROWS, FILLS, TONES, some.integers(0, 1))
def test_one_by_one_or_together_rows_look_the_same(
    rows: dict[int, set[int]],
    fills: dict[int, dict[int, Written]],
    tones: dict[int, dict[int, Tone]],
    shape: int,
) -> None:
    plans = tuple(ColumnPlan(column, values) for column, values in sorted(fills.items()))
    result = ResultPlan(9, 1, "结果", 1, dict.fromkeys(range(2, 6), ("新增", Tone.DONE)))
    made = []
    for few in (0, 100):
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(row_writer, "_FEW", few)
            made.append(
                styles_by_order(written(RowPlan(plans, tones, result, {3: 4}), rows_xml(rows, shape)))
            )
    assert made[0] == made[1]


def styles_by_order(xml: bytes) -> bytes:
    """New styles are numbered as they are first asked for, which is another order: here, as they first appear."""
    order: dict[bytes, int] = {}
    return re.sub(rb'(?<= s=")\d+', lambda style: b"%d" % order.setdefault(style[0], len(order)), xml)
