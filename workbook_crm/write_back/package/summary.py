"""The summing-up sheet as a sheet part, and how it is known again.

In a hidden column behind the last one, its first row carries `SUMMARY_MARK`. The mark is a plain cell
value, so whoever reads the workbook by values alone knows the sheet too, whatever it has been renamed to
and whichever program saved it since. Below the last row it has our traces (see traces). A second hidden
column has the seal of each row: a row that is not as its seal says was written into, and is the sender's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from workbook_crm.model.grid import cell_name, column_letters
from workbook_crm.model.marks import CHOICES, REPLY_MARK, SUMMARY_MARK, Look, SummaryCell, SummarySheet
from workbook_crm.model.seals import row_seal

from .ink import Ink
from .markup import as_read, quoted, text_width
from .styles import Styles
from .workbook import quoted_sheet

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_MAX_LINKS = 65_000
"""Excel allows 65,530 hyperlinks on a sheet."""
_MOST_CELLS = 1_000
"""Of one rule for input: a list of places has its limits."""
_MAX_NAME = 31
_ONE_LINE = (Look.TITLE, Look.HEADING, Look.COUNT)
_SENTENCES = (Look.TEXT, Look.CALL)
_RULE = b'<dataValidation type="list" allowBlank="1" sqref="%s"><formula1>%s</formula1></dataValidation>'
_GAP = 3
"""The row of our traces, counted from the last row of the sheet."""
_BOLD = 0.85
"""Of a width, what as much text may take that is bold and a point larger."""
_NOT_IN_NAME = str.maketrans(dict.fromkeys("[]:*?/\\", "_"))


def is_our_sheet(rows: Iterable[Sequence[object]]) -> bool:
    """Whether the values of a sheet are those of a summing-up sheet of ours: its first rows are enough."""
    return any(SUMMARY_MARK in row for _, row in zip(range(2), rows, strict=False))


def summary_xml(
    summary: SummarySheet, styles: Styles, namespace: bytes, traces: Sequence[str] = (), *, date1904: bool
) -> bytes:
    """The sheet part of the summing-up sheet; `traces` go into hidden cells of hidden rows below it."""
    ink = Ink(styles, b"", date1904=date1904)
    rows = b"".join(
        _row(number, cells, summary, styles, ink) for number, cells in enumerate(_rows(summary), 1)
    )
    first = len(_rows(summary)) + _GAP
    hidden = [*traces, *(text for options in _lists(summary) for text in options)]
    rows += b"".join(
        _trace_row(at, text, _mark_column(summary), ink) for at, text in enumerate(hidden, first)
    )
    rules = _choices(summary, first + len(traces)) + _links(summary)
    return _PAGE % (namespace, _cols(summary), rows, _merges(summary), rules)


def free_sheet_name(wanted: str, taken: Iterable[str]) -> str:
    """The name as Excel allows it, with a number where another sheet has it."""
    name = wanted.translate(_NOT_IN_NAME).strip("'")[:_MAX_NAME] or "Result"
    known = {other.casefold() for other in taken}
    candidate, number = name, 1
    while candidate.casefold() in known:
        number += 1
        suffix = f" ({number})"
        candidate = name[: _MAX_NAME - len(suffix)] + suffix
    return candidate


def _rows(summary: SummarySheet) -> Sequence[Sequence[SummaryCell]]:
    return summary.rows or ((),)


def _mark_column(summary: SummarySheet) -> int:
    return max(len(summary.widths), *(len(cells) for cells in _rows(summary))) + 1


def _row(number: int, cells: Sequence[SummaryCell], summary: SummarySheet, styles: Styles, ink: Ink) -> bytes:
    inside = b"".join(_cell(number, column, cell, styles, ink) for column, cell in enumerate(cells, start=1))
    hidden = SUMMARY_MARK if number == 1 else _question(cells, summary)
    mark = _mark_column(summary)
    if hidden:
        inside += b'<c r="%s"' % cell_name(number, mark).encode() + ink.content(hidden)[1]
    if cells or hidden:
        sealed = ink.content(_seal(cells))[1]
        inside += b'<c r="%s"' % cell_name(number, mark + 1).encode() + sealed
    height = _height(cells, summary)
    return b'<row r="%d"%s>%s</row>' % (number, height, inside)


def _trace_row(number: int, text: str, mark: int, ink: Ink) -> bytes:
    """A hidden row that says something to nobody but us, and is sealed as all our rows are."""
    cells = ((mark, text), (mark + 1, row_seal({})))
    inside = b"".join(
        b'<c r="%s"' % cell_name(number, column).encode() + ink.content(each)[1] for column, each in cells
    )
    return b'<row r="%d" hidden="1">%s</row>' % (number, inside)


def _seal(cells: Sequence[SummaryCell]) -> str:
    """By which a row is known to be as we wrote it."""
    values: dict[int, object] = {
        column: as_read(cell.value) if isinstance(cell.value, str) else cell.value
        for column, cell in enumerate(cells, start=1)
    }
    asked = [column for column, cell in enumerate(cells, start=1) if cell.question is not None]
    return row_seal(values, asked[0] if asked else None)


def _question(cells: Sequence[SummaryCell], summary: SummarySheet) -> str:
    """What the hidden column says of a row with a question; empty for other rows."""
    return next(
        (
            f"{REPLY_MARK}{_mark_column(summary) - column} {cell.question}"
            for column, cell in enumerate(cells, start=1)
            if cell.question is not None
        ),
        "",
    )


def _cell(row: int, column: int, cell: SummaryCell, styles: Styles, ink: Ink) -> bytes:
    style = styles.look(cell.look, link=cell.target is not None)
    attributes = b' s="%d"' % style
    head = b'<c r="%s"' % cell_name(row, column).encode()
    if cell.value is None:
        return head + attributes + b"/>"
    kind, content = ink.content(cell.value)
    return head + ink.head(attributes, kind, None) + content


def _is_paragraph(cells: Sequence[SummaryCell]) -> bool:
    """A text that stands alone in its row goes across the page."""
    return len(cells) == 1 and cells[0].look in _SENTENCES and isinstance(cells[0].value, str)


def _height(cells: Sequence[SummaryCell], summary: SummarySheet) -> bytes:
    """A row is as high as its longest text needs; not every program works that out when it opens one."""
    if _is_paragraph(cells):
        across = sum(summary.widths) * (_BOLD if cells[0].look is Look.CALL else 1)
        rows = _lines(cells[0], across)
    else:
        wide = zip(cells, summary.widths, strict=False)
        rows = max((_lines(cell, width) for cell, width in wide if cell.look not in _ONE_LINE), default=1)
    return b' ht="%d" customHeight="1"' % min(rows * 15 + 2, 400) if rows > 1 else b""


def _lines(cell: SummaryCell, width: float) -> int:
    """How many lines a text takes in a column of this width."""
    if not isinstance(cell.value, str):
        return 1
    across = max(width - 1, 4)
    return sum(1 + int(max(text_width(line) - 1, 0) / across) for line in cell.value.split("\n"))


def _merges(summary: SummarySheet) -> bytes:
    last = len(summary.widths)
    places = [
        b'<mergeCell ref="A%d:%s"/>' % (number, cell_name(number, last).encode())
        for number, cells in enumerate(_rows(summary), start=1)
        if _is_paragraph(cells) and last > 1
    ]
    return b'<mergeCells count="%d">%s</mergeCells>' % (len(places), b"".join(places)) if places else b""


def _cols(summary: SummarySheet) -> bytes:
    shown = b"".join(
        b'<col min="%d" max="%d" width="%g" customWidth="1"/>' % (column, column, width)
        for column, width in enumerate(summary.widths, start=1)
    )
    mark = _mark_column(summary)
    return shown + b'<col min="%d" max="%d" width="9" hidden="1" customWidth="1"/>' % (mark, mark + 1)


def _lists(summary: SummarySheet) -> Sequence[tuple[str, ...]]:
    """The different lists that replies are chosen from; they stand in hidden rows below our traces."""
    cells = (cell for cells in summary.rows for cell in cells if cell.question is not None)
    return tuple(dict.fromkeys(cell.choices for cell in cells if cell.choices))


def _choices(summary: SummarySheet, first: int) -> bytes:
    """What to choose from in the cells that the sender fills in; the lists begin at row `first`."""
    column, sources = column_letters(_mark_column(summary)), dict[tuple[str, ...] | None, bytes]()
    sources[None] = f'"{",".join(CHOICES)}"'.encode()
    for options in _lists(summary):
        last = first + len(options) - 1
        sources[options] = f"${column}${first}:${column}${last}".encode()
        first = last + 1
    rules = [
        _RULE % (" ".join(piece).encode(), source)
        for options, source in sources.items()
        for piece in _pieces(_replies(summary, options))
    ]
    return (
        b'<dataValidations count="%d">%s</dataValidations>' % (len(rules), b"".join(rules)) if rules else b""
    )


def _replies(summary: SummarySheet, options: tuple[str, ...] | None) -> list[str]:
    """The cells whose reply is chosen from a list."""
    return [
        cell_name(row, column)
        for row, cells in enumerate(summary.rows, start=1)
        for column, cell in enumerate(cells, start=1)
        if cell.question is not None and cell.choices == options
    ]


def _pieces(cells: Sequence[str]) -> Iterator[Sequence[str]]:
    return (cells[at : at + _MOST_CELLS] for at in range(0, len(cells), _MOST_CELLS))


def _links(summary: SummarySheet) -> bytes:
    links = [
        b'<hyperlink ref="%s" location="%s"/>' % (cell_name(row, column).encode(), _location(*cell.target))
        for row, cells in enumerate(summary.rows, start=1)
        for column, cell in enumerate(cells, start=1)
        if cell.target is not None
    ]
    return b"<hyperlinks>%s</hyperlinks>" % b"".join(links[:_MAX_LINKS]) if links else b""


def _location(sheet: str, cell: str) -> bytes:
    return quoted(f"{quoted_sheet(sheet)}!{cell}")


_PAGE = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="%s">'
    b'<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
    b'<sheetViews><sheetView showGridLines="0" tabSelected="1" workbookViewId="0"/></sheetViews>'
    b'<sheetFormatPr defaultRowHeight="15"/><cols>%s</cols><sheetData>%s</sheetData>%s%s'
    b'<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
    b'<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>'
    b"<headerFooter><oddFooter>&amp;L&amp;A&amp;R&amp;P / &amp;N</oddFooter></headerFooter></worksheet>"
)
