"""Brings the rows of any sheet into the one form that the row walk trusts; the slow, careful way.

A sheet is plain already if every row and cell begins with its address in double quotes, in order, without
comments, CDATA or instructions between them. Most are. In any other, addresses are added where they were
left out (they count on from the one before: ECMA-376 part 1, 18.3.1.4 and 18.3.1.73), rows and cells are
put in order, and CDATA becomes escaped text. Attributes, content and extensions stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import ge

from workbook_crm.model.grid import MAX_COLUMNS, MAX_ROWS, cell_name, column_number
from workbook_crm.model.named_tuple import NamedTuple

from .error import PackageError
from .markup import get_attribute, tokens
from .patterns import lazily

_CDATA = lazily(rb"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_ADDRESS = lazily(r"([A-Za-z]{1,3})([0-9]{1,7})")
_R = lazily(rb"""\sr\s*=\s*(?:"[^"]*"|'[^']*')""")

_CHUNK_BYTES = 1 << 18
"""So much of a sheet is rewritten at a time."""


class Chunk(NamedTuple):
    """Rows that follow each other, in plain form."""

    before: bytes
    """What stands before the first of them."""
    numbers: list[int]
    rows: list[bytes]
    """Each from its number on, behind `<row r="`."""
    has_extensions: bool
    """Whether there is an extension list in them."""


class _Piece(NamedTuple):
    """A row or a cell: its number, what stands inside of its opening tag, and its content."""

    number: int
    attributes: bytes
    start: int
    end: int
    """Of the content."""


def plain_rows(data: bytes, prefix: bytes) -> tuple[bytes, list[Chunk]]:
    """The rows of a sheet in plain form, the same bytes where they are in it; whole, and cut.

    Raises PackageError where there is something else than rows and cells, or a row twice.
    """
    chunks = cut_rows(data, prefix)
    if not _is_plain(data, prefix, chunks):
        data = ordered_rows(data, prefix)
        chunks = cut_rows(data, prefix)
    return data, chunks


def ordered_rows(data: bytes, prefix: bytes) -> bytes:
    """The rows in plain form, whatever they look like."""
    rows = sorted(_children(data, 0, len(data), prefix + b"row", 0), key=_number)
    if any(before.number == after.number for before, after in pairwise(rows)):
        raise PackageError("a sheet has the same row twice")
    return b"".join(_plain_row(data, row, prefix) for row in rows)


def cut_rows(data: bytes, prefix: bytes) -> list[Chunk]:
    """The rows, cut where one begins; the number of a row that is not in plain form may be 0."""
    row_key, extension = b"<" + prefix + b'row r="', b"<" + prefix + b"extLst"
    chunks, at = [], 0
    while at < len(data):
        end = data.find(row_key, at + _CHUNK_BYTES)
        end = end if end >= 0 else len(data)
        piece = data[at:end]
        before, *rows = piece.split(row_key)
        chunks.append(Chunk(before, _numbers(rows), rows, extension in piece))
        at = end
    return chunks


def _numbers(rows: Sequence[bytes]) -> list[int]:
    """The numbers of rows; mostly they count on from the first one."""
    first = _row_number(rows[0]) if rows else 0
    counted = range(first, first + len(rows))
    ends = [b'%d"' % number for number in counted]
    return list(counted if all(map(bytes.startswith, rows, ends)) else map(_row_number, rows))


def _row_number(row: bytes) -> int:
    digits = row.partition(b'"')[0]
    return int(digits) if digits.isdigit() and not digits.startswith(b"0") else 0


def _is_plain(data: bytes, prefix: bytes, chunks: Sequence[Chunk]) -> bool:
    if b"AlternateContent" in data or follows(data, b"<", b"!") or follows(data, b"<", b"?"):
        return False
    numbers = [number for chunk in chunks for number in chunk.numbers]
    if data.count(b"<" + prefix + b"row") != len(numbers):
        return False
    if 0 in numbers[:1] or any(map(ge, numbers, numbers[1:])):
        return False
    cell = b"<" + prefix + b"c"
    if re.search(re.escape(cell) + rb'(?! r=")', data):
        return False
    return not prefix or data.count(b"<row ") == 0


def follows(data: bytes, before: bytes, sign: bytes) -> bool:
    """Whether a rare sign follows something somewhere: a search for one byte is the fastest that there is."""
    at = data.find(sign)
    while at >= 0:
        if data.endswith(before, 0, at):
            return True
        at = data.find(sign, at + 1)
    return False


def _plain_row(data: bytes, row: _Piece, prefix: bytes) -> bytes:
    cells = list(_children(data, row.start, row.end, prefix + b"c", row.number))
    extensions = b"".join(_extensions(data, row, prefix))
    cells.sort(key=_number)
    inside = b"".join(_plain_cell(data, row.number, cell, prefix) for cell in cells)
    head = b'<%srow r="%d"%s>' % (prefix, row.number, _R().sub(b"", row.attributes))
    return head + inside + extensions + b"</%srow>" % prefix


def _plain_cell(data: bytes, row: int, cell: _Piece, prefix: bytes) -> bytes:
    head = b'<%sc r="%s"%s' % (prefix, cell_name(row, cell.number).encode(), _R().sub(b"", cell.attributes))
    content = _CDATA().sub(_escaped, data[cell.start : cell.end])
    return head + b">" + content + b"</%sc>" % prefix if content else head + b"/>"


def _escaped(match: re.Match[bytes]) -> bytes:
    return match[1].replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b">", b"&gt;")


def _children(data: bytes, start: int, end: int, name: bytes, row: int) -> Iterator[_Piece]:
    """The rows (row is 0) or the cells of a row, in the order in which they stand."""
    depth, number, inner = 0, 0, 0
    attributes: bytes | None = None
    for match in tokens(data, start, end):
        if match["name"] is None:
            continue
        if match["close"]:
            depth -= 1
            if depth == 0 and attributes is not None:
                yield _Piece(number, attributes, inner, match.start())
            continue
        if depth == 0:
            attributes = _own_attributes(match, name)
            if attributes is not None:
                number, inner = _number_of(attributes, number, row), match.end()
                if match["empty"]:
                    yield _Piece(number, attributes, inner, inner)
        depth += not match["empty"]


def _own_attributes(match: re.Match[bytes], name: bytes) -> bytes | None:
    """The attributes of a row or cell; None for an extension list, which is not one."""
    if (match["prefix"] or b"") + match["name"] == name:
        return match["attributes"] or b""
    if match["name"] == b"extLst":
        return None
    raise PackageError("a sheet holds something else than rows and cells")


def _number_of(attributes: bytes, before: int, row: int) -> int:
    """The row or column of an element by its address, else the one after the last."""
    address = get_attribute(attributes, "r")
    if address is None:
        number = before + 1
    elif row == 0:
        number = int(address) if address.strip().isdigit() else 0
    else:
        match = _ADDRESS().fullmatch(address.strip())
        number = column_number(match[1]) if match and int(match[2]) == row else 0
    if not 1 <= number <= (MAX_COLUMNS if row else MAX_ROWS):
        raise PackageError("a sheet has a row or cell at an address that there is not")
    return number


def _extensions(data: bytes, row: _Piece, prefix: bytes) -> Iterator[bytes]:
    """Extension lists that stand in the row itself."""
    key, end = b"<" + prefix + b"extLst", b"</" + prefix + b"extLst>"
    last = data.rfind(b"</" + prefix + b"c>", row.start, row.end)
    start = data.find(key, max(last, row.start), row.end)
    if start >= 0:
        yield data[start : data.index(end, start) + len(end)]


def _number(piece: _Piece) -> int:
    return piece.number
