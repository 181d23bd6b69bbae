"""The XML of a new worksheet, row by row: 100,000 rows never stand in memory as text.

Source: ECMA-376 part 1, 18.3.1 (worksheets).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from workbook_crm.model.grid import MAX_COLUMNS, MAX_ROWS
from workbook_crm.model.place import cell_name, column_letters
from workbook_crm.model.raw import Cell, RawSheet
from workbook_crm.model.style import Paper, RowStyle, SheetStyle
from workbook_crm.write_back.cell_markup import cell_markup
from workbook_crm.write_back.column_markup import MAX_WIDTH, columns_markup
from workbook_crm.write_back.style_markup import Look, Looks

_MAX_HEIGHT = 409.5
"""Excel's own bound, in points."""
_LAST_PAPER, _SCALES, _MOST_PAGES = 118, (10, 400), 32_767
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
)


def sheet_markup(sheet: RawSheet, looks: Looks, *, is_open: bool) -> Iterator[str]:
    """The worksheet part of `sheet`, in pieces; `is_open` is the one that is seen first."""
    style = sheet.style or SheetStyle()
    yield f"{_HEAD}{_fitted(style.paper)}{_view(style, is_open)}{_defaults(style)}"
    yield f"{columns_markup(sheet, style, looks)}<sheetData>"
    yield from _rows(sheet, style, looks)
    yield f"</sheetData>{_merges(sheet)}{_paper(style.paper)}</worksheet>"


def _rows(sheet: RawSheet, style: SheetStyle, looks: Looks) -> Iterator[str]:
    errors = _by_row(sheet.errors)
    first = 1 if style.cells else sheet.first_column
    letters = [column_letters(column) for column in range(first, _last_column(sheet, style) + 1)]
    laid_out: dict[bytes, list[Look]] = {}
    for number in _row_numbers(sheet, style):
        packed = style.cells.get(number, b"")
        dressed = laid_out.get(packed)
        if dressed is None:
            dressed = laid_out[packed] = _dressed(packed, len(letters), looks)
        cells = _cells(sheet, number, errors.get(number), first, len(letters))
        markup = "".join(
            [
                cell_markup(f"{letter}{number}", value, look)
                for letter, value, look in zip(letters, cells, dressed, strict=False)
                if value != "" or look.plain
            ]
        )
        about = _about(sheet, style, number, looks)
        if markup or about:
            yield f'<row r="{number}"{about}>{markup}</row>'


def _row_numbers(sheet: RawSheet, style: SheetStyle) -> Iterable[int]:
    filled = range(sheet.first_row, min(sheet.first_row + len(sheet.cells), MAX_ROWS + 1))
    if not style.cells and not style.rows:
        return filled
    return sorted(number for number in {*filled, *style.cells, *style.rows} if 1 <= number <= MAX_ROWS)


def _last_column(sheet: RawSheet, style: SheetStyle) -> int:
    filled = max((len(cells) for cells in sheet.cells), default=0)
    dressed = max((len(packed) // 2 for packed in style.cells.values()), default=0)
    return min(max(sheet.first_column + filled - 1, dressed), MAX_COLUMNS)


def _dressed(packed: bytes, width: int, looks: Looks) -> list[Look]:
    """The looks of a row's cells, as many as the row is wide."""
    known = [looks[style] for style in memoryview(packed).cast("H")]
    return known + [looks[0]] * (width - len(known))


def _cells(
    sheet: RawSheet, number: int, errors: Mapping[int, str] | None, first: int, width: int
) -> Sequence[Cell]:
    """The values of a row from column `first` on, errors as the text they showed."""
    at = number - sheet.first_row
    cells = sheet.cells[at] if 0 <= at < len(sheet.cells) else ()
    if len(cells) == width and not errors:
        return cells
    shown = [*[""] * (sheet.first_column - first), *cells]
    shown += [""] * (width - len(shown))
    for column, text in (errors or {}).items():
        shown[column - first] = text
    return shown


def _by_row(errors: Mapping[tuple[int, int], str]) -> dict[int, dict[int, str]]:
    rows: dict[int, dict[int, str]] = {}
    for (row, column), text in errors.items():
        rows.setdefault(row, {})[column] = text
    return rows


def _about(sheet: RawSheet, style: SheetStyle, number: int, looks: Looks) -> str:
    """The attributes of a row."""
    row = style.rows.get(number, RowStyle())
    hidden = ' hidden="1"' if row.hidden or number in sheet.hidden_rows else ""
    height = f' ht="{min(row.height, _MAX_HEIGHT):g}"' if row.height else ""
    fixed = ' customHeight="1"' if row.height and row.is_fixed else ""
    look = looks[row.style].plain
    custom = ' customFormat="1"' if look else ""
    return f"{look}{custom}{height}{fixed}{hidden}"


def _view(style: SheetStyle, is_open: bool) -> str:
    chosen = ' tabSelected="1"' if is_open else ""
    gridlines = "" if style.gridlines else ' showGridLines="0"'
    attributes = f'{gridlines}{chosen} workbookViewId="0"'
    return f"<sheetViews><sheetView{attributes}>{_pane(style)}</sheetView></sheetViews>"


def _pane(style: SheetStyle) -> str:
    rows, columns = style.frozen
    if (rows, columns) == (0, 0) or rows >= MAX_ROWS or columns >= MAX_COLUMNS:
        return ""
    pane = "bottomRight" if rows and columns else "bottomLeft" if rows else "topRight"
    splits = (f' xSplit="{columns}"' if columns else "") + (f' ySplit="{rows}"' if rows else "")
    corner = cell_name(rows + 1, columns + 1)
    return (
        f'<pane{splits} topLeftCell="{corner}" activePane="{pane}" state="frozen"/><selection pane="{pane}"/>'
    )


def _fitted(paper: Paper) -> str:
    return '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>' if paper.fit else ""


def _paper(paper: Paper) -> str:
    """The page set-up; whatever Excel would not take is left to it."""
    pages = [min(count, _MOST_PAGES) for count in paper.fit or ()]
    said = [
        f' paperSize="{paper.size}"' if 0 < paper.size <= _LAST_PAPER else "",
        f' scale="{paper.scale}"' if _SCALES[0] <= paper.scale <= _SCALES[1] else "",
        f' fitToWidth="{pages[0]}" fitToHeight="{pages[1]}"' if pages else "",
        ' orientation="landscape"' if paper.is_landscape else "",
    ]
    return f"<pageSetup{''.join(said)}/>" if any(said) else ""


def _defaults(style: SheetStyle) -> str:
    if not style.default_height and not style.default_width:
        return ""
    width = f' defaultColWidth="{min(style.default_width, MAX_WIDTH):g}"' if style.default_width else ""
    height = min(style.default_height or 15, _MAX_HEIGHT)
    return f'<sheetFormatPr{width} defaultRowHeight="{height:g}"/>'


def _merges(sheet: RawSheet) -> str:
    areas = [
        f'<mergeCell ref="{cell_name(area.top, area.left)}:{cell_name(area.bottom, area.right)}"/>'
        for area in sheet.merges
        if (area.top, area.left) != (area.bottom, area.right)
    ]
    return f'<mergeCells count="{len(areas)}">{"".join(areas)}</mergeCells>' if areas else ""
