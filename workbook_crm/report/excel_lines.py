"""Rows of a long list as XML, put into a sheet of a workbook that is finished but for them.

XlsxWriter keeps an object for each cell and writes one after the other: 45 microseconds for a row of twelve.
Here a cell is text from the start, so that whoever lists a record many times makes its cells once.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from workbook_crm.model.cell_text import escaped
from workbook_crm.model.grid import MAX_TEXT
from workbook_crm.model.report import Cell

_ROW = "\0"
"""In a cell's XML, its row's number, which is filled in last: no text of a cell may hold this character."""
_AT_ONCE = 2_000
_FIRST_DAY = date(1899, 12, 30)
"""Day 0 of a workbook (ISO/IEC 29500-1:2016, 18.17.4.1), for days from March 1900 on."""


def cell_xml(column: str, cell: Cell, look: Any) -> str:
    """A cell in the column of these letters: text, figure, day or blank; the workbook must use its look."""
    style = look._get_xf_index()  # of two equal looks that of the first; the library tells it nowhere else
    place = f'<c r="{column}{_ROW}" s="{style}"'
    if cell is None or cell == "":
        return f"{place}/>"
    if isinstance(cell, date):
        return f"{place}><v>{(cell - _FIRST_DAY).days}</v></c>"
    if isinstance(cell, int | Decimal):
        return f"{place}><v>{cell:.16G}</v></c>"
    kept = ' xml:space="preserve"' if cell != cell.strip() else ""
    return f'{place} t="inlineStr"><is><t{kept}>{escaped(cell[:MAX_TEXT])}</t></is></c>'


def with_rows(package: bytes, part: str, first: int, rows: Iterable[str]) -> bytes:
    """The workbook with these rows, each the XML of its cells, in place of all from row `first` (from 1) on.

    `part`: the path of the sheet, which has something in that row.
    """
    made = io.BytesIO()
    with ZipFile(io.BytesIO(package)) as given, ZipFile(made, "w", ZIP_DEFLATED) as filled:
        for each in given.infolist():
            content = given.read(each)
            if each.filename != part:
                filled.writestr(each, content)
                continue
            head, _, rest = content.partition(b'<row r="%d"' % first)
            numbered = enumerate(rows, first)
            with filled.open(each, "w") as stream:
                stream.write(head)
                while some := "".join(_row(*row) for row in islice(numbered, _AT_ONCE)):
                    stream.write(some.encode())
                stream.write(rest[rest.index(b"</sheetData>") :])
    return made.getvalue()


def _row(number: int, cells: str) -> str:
    return f'<row r="{number}">{cells.replace(_ROW, str(number))}</row>'
