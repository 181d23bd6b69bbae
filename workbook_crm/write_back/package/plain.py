"""Brings the rows of any sheet into the one form that the row walk trusts; the slow, careful way.

A sheet is plain already if every row and cell begins with its address in double quotes, in order, without
comments, CDATA or instructions between them. Most are. In any other, addresses are added where they were
left out (they count on from the one before: ECMA-376 part 1, 18.3.1.4 and 18.3.1.73), rows and cells are
put in order, and CDATA becomes escaped text. Attributes, content and extensions stay.

Rows may be told several times for programs of different ages (`mc:AlternateContent`, ECMA-376 part 3, 7.5):
each of these tellings stays where it is and is written into, for which of them is read is not ours to know.
What belongs to another namespace stays between the rows where it stood.
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
    first: int
    last: int
    """A row that the sheet does not have belongs here if its number is one of these or between them."""
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


class _Child(NamedTuple):
    """An element: its opening tag, where its content ends and where it ends itself."""

    tag: re.Match[bytes]
    inner_end: int
    end: int

    @property
    def name(self) -> bytes:
        """With its prefix."""
        return (self.tag["prefix"] or b"") + self.tag["name"]


class _Region(NamedTuple):
    """Rows with nothing else between them; one chunk, or one for each telling of an alternative."""

    chunks: list[Chunk]
    is_alternative: bool

    @property
    def numbers(self) -> list[int]:
        return [number for chunk in self.chunks for number in chunk.numbers]


def plain_rows(data: bytes, prefix: bytes) -> tuple[bytes, list[Chunk]]:
    """The rows of a sheet in plain form, the same bytes where they are in it; whole, and cut.

    Raises PackageError where there is something else than rows and cells, where a row stands twice, or where
    rows are out of order around what stands between them.
    """
    chunks = cut_rows(data, prefix)
    if _is_plain(data, prefix, chunks):
        return data, chunks
    chunks = list(_careful_chunks(data, prefix))
    row_key = b"<" + prefix + b'row r="'
    return b"".join(chunk.before + row_key.join((b"", *chunk.rows)) for chunk in chunks), chunks


def ordered_rows(data: bytes, prefix: bytes) -> bytes:
    """The rows in plain form, whatever they look like; raises PackageError where one stands twice."""
    rows = sorted(_children(data, 0, len(data), prefix + b"row", 0), key=_number)
    if any(before.number == after.number for before, after in pairwise(rows)):
        raise PackageError("a sheet has the same row twice")
    return b"".join(_plain_row(data, row, prefix) for row in rows)


def cut_rows(data: bytes, prefix: bytes) -> list[Chunk]:
    """The rows, cut where one begins; the number of a row that is not in plain form may be 0."""
    row_key, extension = b"<" + prefix + b'row r="', b"<" + prefix + b"extLst"
    chunks, at, first = [], 0, 1
    while at < len(data):
        end = data.find(row_key, at + _CHUNK_BYTES)
        end = end if end >= 0 else len(data)
        piece = data[at:end]
        before, *rows = piece.split(row_key)
        numbers = _numbers(rows)
        last = numbers[-1] if numbers else first - 1
        chunks.append(Chunk(before, first, last, numbers, rows, extension in piece))
        at, first = end, last + 1
    return chunks


def _careful_chunks(data: bytes, prefix: bytes) -> Iterator[Chunk]:
    """The rows, brought into plain form whatever they look like."""
    regions = list(_regions(data, prefix))
    done = 0
    for region, following in zip(regions, [*regions[1:], _Region([], is_alternative=False)], strict=True):
        numbers = region.numbers
        if min(numbers, default=done + 1) <= done:
            raise PackageError("rows are out of order around something else")
        first, last = done + 1, max(numbers, default=done)
        if not region.is_alternative:
            last = max(last, min(following.numbers, default=0) - 1)
        for chunk in region.chunks:
            is_empty = region.is_alternative and not chunk.numbers
            yield chunk if is_empty else chunk._replace(first=first, last=last)
        done = last


def _regions(data: bytes, prefix: bytes) -> Iterator[_Region]:
    """The rows, parted where something else stands between them."""
    at, before = 0, b""
    for child in _elements(data, 0, len(data)):
        if child.name == prefix + b"row":
            continue
        if (child.tag["prefix"] or b"") == prefix and child.tag["name"] != b"extLst":
            raise PackageError("a sheet holds something else than rows")
        start = child.tag.start()
        yield _Region([_careful_chunk(before, data[at:start], prefix)], is_alternative=False)
        if child.tag["name"] == b"AlternateContent":
            tellings = []
            for branch in _elements(data, child.tag.end(), child.inner_end):
                opened, end = branch.tag.end(), branch.inner_end
                tellings.append(_careful_chunk(data[start:opened], data[opened:end], prefix))
                start = end
            yield _Region(tellings, is_alternative=True)
        at, before = child.end, data[start : child.end]
    yield _Region([_careful_chunk(before, data[at:], prefix)], is_alternative=False)


def _careful_chunk(before: bytes, data: bytes, prefix: bytes) -> Chunk:
    """Rows in plain form and in order, which take no new ones yet."""
    ordered = ordered_rows(data, prefix)
    _, *rows = ordered.split(b"<" + prefix + b'row r="')
    return Chunk(before, 1, 0, _numbers(rows), rows, b"<" + prefix + b"extLst" in ordered)


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
    if re.search(re.escape(cell) + rb'(?! r="[A-Z]+[0-9])', data):
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
    number = 0
    for child in _elements(data, start, end):
        attributes = _own_attributes(child, name)
        if attributes is not None:
            number = _number_of(attributes, number, row)
            yield _Piece(number, attributes, child.tag.end(), child.inner_end)


def _elements(data: bytes, start: int, end: int) -> Iterator[_Child]:
    """The elements that stand there, without those inside of them."""
    depth, opened = 0, None
    for tag in tokens(data, start, end):
        if tag["name"] is None:
            continue
        if tag["close"]:
            depth -= 1
            if depth == 0 and opened is not None:
                yield _Child(opened, tag.start(), tag.end())
            continue
        if depth == 0:
            opened = tag
            if tag["empty"]:
                yield _Child(tag, tag.end(), tag.end())
        depth += not tag["empty"]


def _own_attributes(child: _Child, name: bytes) -> bytes | None:
    """The attributes of a row or cell; None for an extension list, which is not one."""
    if child.name == name:
        return child.tag["attributes"] or b""
    if child.tag["name"] == b"extLst":
        return None
    raise PackageError("a row holds something else than cells")


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
