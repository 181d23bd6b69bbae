"""The columns of a converted sheet: as wide as the sender had them, else as what stands in them.

A column also carries the look that its cells have most often, without fill and borders, so that nothing shows
of it but what is written into a blank cell later: by us, or by whoever goes on with the workbook.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta

from workbook_crm.model.grid import MAX_COLUMNS
from workbook_crm.model.raw import Cell, RawSheet
from workbook_crm.model.style import ColumnStyle, SheetStyle
from workbook_crm.write_back.shown import shown_width
from workbook_crm.write_back.style_markup import Looks

_MEASURED = 200
"""So many rows tell how wide a column should be, and what its cells look like."""
_NARROWEST, _WIDEST = 8.43, 48.0
_USUAL_WIDTH = 9.14
"""Of a column nobody has touched, the room around its text included."""
MAX_WIDTH = 255.0
"""Excel's own bound, in characters."""


def columns_markup(sheet: RawSheet, style: SheetStyle, looks: Looks) -> str:
    """The columns of a sheet, one by one as far as it has values."""
    usual = _usual_styles(sheet, style)
    width = style.default_width or _USUAL_WIDTH
    columns = "".join(
        _column(each if each.width else each._replace(width=width), usual, looks)
        for each in _one_by_one(style.columns or tuple(_fitted(sheet)), usual)
    )
    return f"<cols>{columns}</cols>" if columns else ""


def _one_by_one(columns: Iterable[ColumnStyle], usual: Mapping[int, int]) -> Iterator[ColumnStyle]:
    """In order, cut where one overlaps those before it, and apart where their cells may look different."""
    listed = {column: ColumnStyle(column, column, 0.0) for column in usual}
    rest: list[ColumnStyle] = []
    last, right = 0, max(usual, default=0)
    for each in sorted(columns):
        first, end = max(each.first, last + 1), min(each.last, MAX_COLUMNS)
        for column in range(first, min(end, right) + 1):
            listed[column] = each._replace(first=column, last=column)
        if max(first, right + 1) <= end:
            rest.append(each._replace(first=max(first, right + 1), last=end))
        last = max(last, end)
    yield from (listed[column] for column in sorted(listed))
    yield from rest


def _column(column: ColumnStyle, usual: Mapping[int, int], looks: Looks) -> str:
    look = looks[column.style].plain or looks.bare(usual.get(column.first, 0))
    hidden = ' hidden="1"' if column.hidden else ""
    width = (
        f'width="{min(column.width, MAX_WIDTH):g}"{look.replace(" s=", " style=")}{hidden} customWidth="1"'
    )
    return f'<col min="{column.first}" max="{column.last}" {width}/>'


def _usual_styles(sheet: RawSheet, style: SheetStyle) -> Mapping[int, int]:
    """The commonest style of the cells with a value, by column."""
    seen: dict[int, Counter[int]] = {}
    for row, cells in enumerate(sheet.cells[:_MEASURED], sheet.first_row):
        styles = memoryview(style.cells.get(row, b"")).cast("H")[sheet.first_column - 1 :]
        for column, (value, number) in enumerate(zip(cells, styles, strict=False), sheet.first_column):
            if value != "":
                seen.setdefault(column, Counter())[number] += 1
    return {column: counts.most_common(1)[0][0] for column, counts in seen.items()}


def _fitted(sheet: RawSheet) -> Iterator[ColumnStyle]:
    columns = zip(*sheet.cells[:_MEASURED], strict=False)
    for column, cells in enumerate(columns, sheet.first_column):
        if column <= MAX_COLUMNS:
            width = max(_width(cell) for cell in cells) + 1.5
            yield ColumnStyle(column, column, min(max(width, _NARROWEST), _WIDEST))


def _width(cell: Cell) -> float:
    """How wide a value is shown; of a text its longest line."""
    if isinstance(cell, str):
        return max((shown_width(line) for line in cell.splitlines()), default=0.0)
    if isinstance(cell, (date, time, timedelta)):
        return 19 if isinstance(cell, datetime) and cell.time() != time() else 10
    return len(f"{cell:.10g}")
