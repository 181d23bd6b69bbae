"""Takes the marks of an earlier answer out of a workbook: fills, notes, result columns, the summing-up sheet.

Values that were filled in stay. Styles of cells become what they were; formats that only our marks used are
left in the style table, unused. A workbook without our marks comes out as it went in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator

from workbook_crm.model.grid import Area, column_letters
from workbook_crm.model.marks import SUMMARY_MARK
from workbook_crm.model.own_column import Trail, own_column
from workbook_crm.model.seals import is_own_header, is_own_result, seal

from .columns import restore_column
from .filters import narrow_filter
from .kept_sheets import is_as_written, leave_to_sender, told_by
from .markup import get_attribute
from .note_parts import clear_notes
from .parts import Package
from .relations import drop_part, relations
from .strings import shared_indexes
from .style_part import keep_styles, open_styles
from .styles import Styles
from .tables import shrink, tables_of
from .texts import Texts
from .traces import PREFIX, read_trace, with_cells
from .views import open_again
from .workbook import Book, BookSheet
from .worksheet import Worksheet

_OWNED = ("comments", "vmlDrawing", "printerSettings", "threadedComment", "drawing")
_SMALL_BYTES = 1 << 23
_MOVED = 20
"""Rows by which a header may have been moved without its name."""


def clear_marks(book: Book, author: str) -> bool:
    """Take all our marks out of the workbook; returns whether there was anything of ours."""
    marked = list(_marked_sheets(book))
    told = [text for place in marked for text in told_by(book, book.sheets[place])]
    trace = read_trace(with_cells(book.names, told, [sheet.name for sheet in book.sheets]))
    styles = open_styles(book, trace.fills)
    for sheet in _worksheets(book):
        if sheet.place in marked:
            continue
        if sheet.place in trace.results:
            _clear_result(book, sheet, *trace.results[sheet.place], styles, trace.seals)
        _clear_fills(book.package, sheet, styles)
        clear_notes(book, sheet, author, trace.boxes.get(sheet.place, {}), trace.seals)
    keep_styles(book, styles)
    for place in reversed(marked):
        if len(book.sheets) > 1 and is_as_written(book, book.sheets[place]):
            _drop_sheet(book, place)
        else:
            leave_to_sender(book, book.sheets[place])
    if trace.view is not None:
        open_again(book, trace.view)
    book.drop_names(PREFIX)
    return trace.is_there or bool(marked)


def _worksheets(book: Book) -> list[BookSheet]:
    return [sheet for sheet in book.sheets if sheet.kind == "worksheet" and sheet.part]


def _clear_fills(package: Package, sheet: BookSheet, styles: Styles) -> None:
    """Give every cell that carries a fill of ours the style that it had."""
    ours = styles.marked_styles()
    if not ours or sheet.part is None:
        return
    numbers = b"|".join(b"%d" % style for style in sorted(ours))
    pattern = re.compile(rb"""(<(?:\w+:)?c\s(?:[^>]*?\s)?s\s*=\s*["'])(%s)(?=["'])""" % numbers)
    xml = package.read(sheet.part)
    cleared = pattern.sub(lambda match: match[1] + b"%d" % styles.restored(int(match[2])), xml)
    if cleared != xml:
        package.write(sheet.part, cleared)


def _clear_result(
    book: Book, listed: BookSheet, traced: Area, undo: dict[str, str], styles: Styles, seals: Collection[str]
) -> None:
    """Take a result column out, and let table, filter and width be as they were.

    Only what is ours goes. A column that was renamed, or into which the sender wrote, is his from now on: he
    keeps its header, its place in the table and his words.
    """
    assert listed.part is not None
    sheet = Worksheet(book.package.read(listed.part))
    sheet.make_plain()
    texts = Texts(book.package)
    header = _header_of(sheet, texts, traced)
    if header is None:
        return
    column = header.left
    cells = dict(texts.column(sheet, column))
    is_headed = is_own_header(cells.get(header.top, "")) or seal(cells.get(header.top, "")) in seals
    ours = {row for row, text in cells.items() if row > header.top and _is_ours(text, seals)}
    is_his = not is_headed or any(row > header.top and row not in ours for row in cells)
    sheet.data = _without_cells(sheet, header, {} if is_his else undo, styles, ours)
    if "made" in undo and not is_his:
        restore_column(sheet, column, undo.get("col", ""))
    if "filter" in undo and not is_his:
        narrow_filter(book, listed.place, sheet, column)
    if "table" in undo and not is_his:
        for table in tables_of(book.package, listed.part):
            if table.range.right == column and table.range.top == header.top:
                shrink(book.package, table)
    book.package.write(listed.part, sheet.content())


def _header_of(sheet: Worksheet, texts: Texts, traced: Area) -> Area | None:
    """The header of our column: where its name leads to, or near it, if cells were moved without names."""
    for top in (traced.top, *range(1, traced.top + _MOVED)):
        headers = texts.row(sheet, top)
        if top != traced.top and not any(map(is_own_header, headers.values())):
            continue
        column = own_column(headers, _below(sheet, texts, top), Trail(traced.left, is_answer=True))
        if column is not None and is_own_header(headers.get(column, "")):
            return Area(top, column, top, column)
    return traced


def _below(sheet: Worksheet, texts: Texts, top: int) -> Callable[[int], list[str]]:
    """What stands below a row, by column."""
    return lambda column: [text for row, text in texts.column(sheet, column) if row > top]


def _is_ours(text: str, seals: Collection[str]) -> bool:
    """Whether a text of a result column is one that we wrote; headers of further tables are, too."""
    return is_own_result(text) or is_own_header(text) or seal(text) in seals


def _without_cells(
    sheet: Worksheet, header: Area, undo: dict[str, str], styles: Styles, ours: Collection[int]
) -> bytes:
    prefix, letters = sheet.prefix, column_letters(header.left).encode()
    pattern = re.compile(
        rb'<%sc r="%s(\d+)"([^>]*?)(?:/>|>(.*?)</%sc>)' % (prefix, letters, prefix), re.DOTALL
    )

    formula = re.compile(rb"<%sf[\s>/]" % prefix)

    def cleared(match: re.Match[bytes]) -> bytes:
        row, style = int(match[1]), get_attribute(match[2], "s")
        head = b'<%sc r="%s%d"' % (prefix, letters, row)
        if row < header.top or formula.search(match[0]) or (row == header.top and "made" not in undo):
            return match[0]
        if row > header.top and row not in ours:
            return match[0]  # an empty cell is the sender's, and so is what we have not written
        if row == header.top:
            return head + b' s="%s"/>' % undo["header"].encode() if "header" in undo else b""
        if style and styles.is_result(int(style)):
            return b""
        return head + (b' s="%s"/>' % style.encode() if style else b"/>")

    return pattern.sub(cleared, sheet.data)


def _marked_sheets(book: Book) -> Iterator[int]:
    """The summing-up sheets by their mark: ours, and copies that the sender made of it."""
    shared = shared_indexes(book.package, SUMMARY_MARK)
    cell = (
        re.compile(rb"<(?:\w+:)?v>(?:%s)</" % b"|".join(b"%d" % index for index in shared))
        if shared
        else None
    )
    for sheet in _worksheets(book):
        assert sheet.part is not None
        if book.package.size(sheet.part) > _SMALL_BYTES:
            continue
        xml = book.package.read(sheet.part)
        if SUMMARY_MARK.encode() in xml or (cell and _has_shared(xml, cell)):
            yield sheet.place


def _has_shared(xml: bytes, cell: re.Pattern[bytes]) -> bool:
    """Whether one of the first two rows holds the shared string."""
    end = xml.find(b"</row>", xml.find(b"</row>") + 1)
    return any(
        b't="s"' in xml[max(match.start() - 60, 0) : match.start()] for match in cell.finditer(xml[:end])
    )


def _drop_sheet(book: Book, index: int) -> None:
    """Take a sheet off the workbook, with the parts that are its own."""
    part = book.sheets[index].part
    owned = [relation.part for relation in relations(book.package, part or "") if relation.kind in _OWNED]
    book.drop_sheet(index)
    for name in (part, *owned):
        if name:
            drop_part(book.package, name)
