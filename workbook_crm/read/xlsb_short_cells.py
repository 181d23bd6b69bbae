"""Cells of an .xlsb that do not say their column: each stands to the right of the one before.

SheetJS 0.18.5 writes them; python-calamine 0.9.1 leaves them out without a word, LibreOffice 7.4 reads them.
Source: records 12 to 18 as SheetJS writes them; each is the record eleven below ([MS-XLSB] 2.4, BrtCellBlank
to BrtCellIsst) without its column.
"""

from __future__ import annotations

import io
import struct
import zipfile

from workbook_crm.read.xlsb_records import records

_ROW, _FIRST_CELL, _LAST_CELL, _RICH_TEXT = 0, 1, 11, 62
_FIRST_SHORT, _LAST_SHORT, _SHORTER_BY = 12, 18, 11
_COLUMN = struct.Struct("<I")


def with_whole_cells(content: bytes) -> bytes:
    """Return the workbook with a column in every cell: the same bytes where each has one already.

    Raises what zipfile raises; IndexError and struct.error for a sheet that is cut off.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        sheets = [each for each in package.namelist() if _is_sheet(each)]
        changed = {name: whole for name in sheets if (whole := _whole(package.read(name))) is not None}
        return _with_parts(package, changed) if changed else content


def _is_sheet(name: str) -> bool:
    return "/worksheets/" in name.replace("\\", "/").lower() and name.lower().endswith(".bin")


def _with_parts(package: zipfile.ZipFile, changed: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as copy:
        for name in package.namelist():
            copy.writestr(name, changed.get(name) or package.read(name))
    return out.getvalue()


def _whole(part: bytes) -> bytes | None:
    """Return a sheet's records with short cells made whole; None where there is none."""
    column, done = 0, 0
    pieces: list[bytes] = []
    for kind, at, size_bytes in records(part):
        if kind == _ROW:
            column = 0
        elif _FIRST_CELL <= kind <= _LAST_CELL or kind == _RICH_TEXT:
            column = _COLUMN.unpack_from(part, at)[0] + 1
        elif _FIRST_SHORT <= kind <= _LAST_SHORT:
            size = _size(size_bytes + _COLUMN.size)
            start = at - 1 - len(_size(size_bytes))
            pieces += (part[done:start], bytes([kind - _SHORTER_BY]), size, _COLUMN.pack(column))
            column, done = column + 1, at
    return b"".join((*pieces, part[done:])) if pieces else None


def _size(size_bytes: int) -> bytes:
    """Return a length in groups of seven bits, the lowest first."""
    groups = bytearray()
    while size_bytes > 0x7F:
        groups.append(size_bytes & 0x7F | 0x80)
        size_bytes >>= 7
    groups.append(size_bytes)
    return bytes(groups)
