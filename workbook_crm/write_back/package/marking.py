"""Marks on one sheet: its rows are planned and rewritten, then what stands around them follows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from workbook_crm.model.grid import MAX_COLUMNS, MAX_ROWS, Area
from workbook_crm.model.marks import Mark, ResultColumn, SheetMarks, Tone, Written
from workbook_crm.model.seals import is_own_result, seal

from .areas import holds
from .columns import set_width
from .error import PackageError
from .filters import widen_filter
from .ink import Ink
from .markup import as_read
from .note_parts import add_notes
from .notes import MAX_TEXT, Cell
from .plan import ColumnPlan, ResultPlan, RowPlan
from .result import Spot, cell_style, find_spot, good_width, header_area, style_left_of
from .rows import RowWriter
from .styles import Styles
from .tables import grow, tables_of
from .tones import worst
from .traces import box_names, result_names
from .workbook import Book, BookSheet, DefinedName
from .worksheet import Worksheet


def mark_sheet(
    book: Book, styles: Styles, marks: SheetMarks, author: str, *, is_answer: bool = False
) -> Iterator[DefinedName]:
    """Write everything that is wanted into one sheet; yields the names to remember it by."""
    listed = _listed(book, marks.sheet)
    assert listed.part is not None
    sheet = Worksheet(book.package.read(listed.part))
    sheet.make_plain()
    filled = [fill.column for fill in marks.fills if fill.values]
    spot = None
    if marks.result:
        spot = find_spot(book.package, listed.part, sheet, marks.result, filled, is_answer=is_answer)
    if marks.result and spot:
        marks = marks._replace(result=_headed(marks.result, spot.header))
    blocked = sheet.blocked()
    plan = _plan(sheet, styles, marks, spot, blocked)
    if marks.result and spot:
        yield from _room(book, listed, sheet, marks.result, spot)
    _write_rows(book, styles, sheet, plan)
    notes = _notes(marks.marks, blocked)
    book.seals |= _seals(notes, marks.result)
    boxes = add_notes(book, listed.part, sheet, notes, author)
    yield from box_names(listed.place, boxes)
    if sheet.has_formulas:
        book.has_formulas = True
    book.looked_through.add(listed.part)
    book.package.write(listed.part, sheet.content())


def _headed(result: ResultColumn, header: str) -> ResultColumn:
    """The result column under another header, wherever it stands."""
    if header == result.header:
        return result
    cells = {
        row: cell._replace(text=header) if cell.text == result.header else cell
        for row, cell in result.cells.items()
    }
    return result._replace(header=header, cells=cells)


def _seals(notes: Mapping[Cell, str], result: ResultColumn | None) -> set[str]:
    """The seals of texts by which our notes are known again, and result cells that have no form of ours."""
    texts = {text[:MAX_TEXT] for text in notes.values()}
    if result:
        texts |= {cell.text for cell in result.cells.values() if not is_own_result(cell.text)}
    return {seal(as_read(text)) for text in texts}


def _listed(book: Book, name: str) -> BookSheet:
    for sheet in book.sheets:
        if sheet.name == name and sheet.kind == "worksheet" and sheet.part:
            return sheet
    raise PackageError("the workbook has no worksheet of a name that is to be marked")


def _plan(
    sheet: Worksheet, styles: Styles, marks: SheetMarks, spot: Spot | None, blocked: list[Area]
) -> RowPlan:
    fills = tuple(_fills(marks, blocked))
    tones = _tones(marks.marks, blocked)
    columns = {fill.column for fill in fills}.union(*tones.values())
    result = _result_plan(sheet, styles, marks.result, spot, blocked) if marks.result and spot else None
    return RowPlan(fills, tones, result, sheet.column_styles(columns))


def _fills(marks: SheetMarks, blocked: list[Area]) -> Iterator[ColumnPlan]:
    """The values of each column, without cells that may not be written."""
    columns: dict[int, dict[int, Written]] = {}
    for fill in marks.fills:
        columns.setdefault(fill.column, {}).update(fill.values)
    for column, values in sorted(columns.items()):
        _inside(column, values)
        near = [place for place in blocked if place.left <= column <= place.right]
        free = (
            {row: value for row, value in values.items() if _is_free(near, row, column)} if near else values
        )
        yield ColumnPlan(column, free)


def _tones(marks: tuple[Mark, ...], blocked: list[Area]) -> dict[int, dict[int, Tone]]:
    """The fill of each cell, by row and column."""
    asked: dict[Cell, list[Tone]] = {}
    for mark in marks:
        _inside(mark.column, (mark.row,))
        asked.setdefault(_shown(mark, blocked), []).append(mark.tone)
    tones: dict[int, dict[int, Tone]] = {}
    for (row, column), wanted in asked.items():
        tones.setdefault(row, {})[column] = worst(wanted)
    return tones


def _notes(marks: tuple[Mark, ...], blocked: list[Area]) -> dict[Cell, str]:
    """The note of each cell; several on one cell follow each other, row by row."""
    texts: dict[Cell, list[str]] = {}
    for mark in marks:
        if mark.note:
            texts.setdefault(_shown(mark, blocked), []).append(mark.note)
    return {cell: "\n\n".join(texts[cell]) for cell in sorted(texts)}


def _shown(mark: Mark, blocked: list[Area]) -> Cell:
    """The cell that shows a mark: in a merged area, its first one."""
    for place in blocked:
        if holds(place, mark.row, mark.column):
            return place.top, place.left
    return mark.row, mark.column


def _is_free(areas: list[Area], row: int, column: int) -> bool:
    """Whether a cell is in none of the areas, or is the first of one."""
    return not any(holds(place, row, column) and (row, column) != (place.top, place.left) for place in areas)


def _inside(column: int, rows: Mapping[int, Written] | tuple[int, ...]) -> None:
    if not 1 <= column <= MAX_COLUMNS or (rows and not 1 <= min(rows) <= max(rows) <= MAX_ROWS):
        raise PackageError("a mark stands outside of the grid")


def _result_plan(
    sheet: Worksheet, styles: Styles, result: ResultColumn, spot: Spot, blocked: list[Area]
) -> ResultPlan:
    near = [place for place in blocked if place.left <= spot.column <= place.right]
    cells = {
        row: (cell.text, cell.tone)
        for row, cell in result.cells.items()
        if row != result.header_row and (not near or _is_free(near, row, spot.column))
    }
    style = styles.first(style_left_of(sheet, result.header_row, spot.column))
    if not spot.made:
        own = cell_style(sheet, result.header_row, spot.column)
        style = own if own is not None else style
    return ResultPlan(spot.column, result.header_row, result.header, style, cells)


def _room(
    book: Book, listed: BookSheet, sheet: Worksheet, result: ResultColumn, spot: Spot
) -> Iterator[DefinedName]:
    """Let table, filter and width make room for a new column; yields what is needed for the way back."""
    undo: dict[str, str] = {}
    if not spot.made:
        undo["made"] = "1"  # a program has lost its name: it goes with the next answer
        if any(each.range.right == spot.column for each in tables_of(book.package, listed.part or "")):
            undo["table"] = "1"
    if spot.made:
        undo["made"] = "1"
        if spot.table:
            grow(book.package, spot.table, result.header)
            undo["table"] = "1"
        if widen_filter(book, listed.place, sheet, result.header_row, spot.column):
            undo["filter"] = "1"
        own = cell_style(sheet, result.header_row, spot.column)
        if own is not None:
            undo["header"] = str(own)
        undo["col"] = set_width(sheet, spot.column, good_width(result))
    yield from result_names(listed.name, listed.place, header_area(result, spot.column), undo)


def _write_rows(book: Book, styles: Styles, sheet: Worksheet, plan: RowPlan) -> None:
    rows = plan.rows()
    if not rows:
        return
    ink = Ink(styles, sheet.prefix, date1904=book.date1904)
    writer = RowWriter(plan, ink, sheet.prefix, has_formulas=sheet.has_formulas)
    sheet.rewrite(list(writer.rewritten(sheet.chunks)))
    columns = {fill.column for fill in plan.fills if fill.values}.union(*plan.tones.values())
    if plan.result:
        columns.add(plan.result.column)
    sheet.reach([rows[0], rows[-1]], sorted(columns))
