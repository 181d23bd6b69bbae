"""Where the result column goes, how wide it is, and what style it takes from the column beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from workbook_crm.model.grid import MAX_COLUMNS, Area, cell_name, column_letters, column_number
from workbook_crm.model.marks import ResultColumn
from workbook_crm.model.named_tuple import NamedTuple
from workbook_crm.model.own_column import Trail, own_column
from workbook_crm.model.seals import own_headers
from workbook_crm.model.stamp_cells import CUSTOM_PART, PROPERTY, cell_stamp_in

from .areas import area
from .markup import get_attribute, text_width
from .parts import Package
from .strings import shared_indexes, whole_text
from .tables import TablePart, tables_of
from .texts import Texts
from .worksheet import Worksheet

MIN_WIDTH, MAX_WIDTH = 10, 60
"""In characters of the default font."""


_SLASH = ord("/")


class Spot(NamedTuple):
    """Where a result column goes; `made` is False where it is there already. No other has its header."""

    column: int
    made: bool
    header: str
    table: TablePart | None = None


def find_spot(
    package: Package,
    part: str,
    sheet: Worksheet,
    result: ResultColumn,
    filled: Iterable[int],
    *,
    is_answer: bool = False,
) -> Spot | None:
    """The place for a result column, behind columns that we fill too; None where the grid ends.

    `is_answer`: something of ours was in the workbook, though no name leads to the column any more.
    """
    headed = dict(_headed(package, sheet, result))
    known = _known(package, sheet, result, headed, is_answer=is_answer) if headed else None
    if known is not None:
        return Spot(known, made=False, header=headed[known])
    header = next(each for each in own_headers(result.header) if each not in headed.values())
    result = result._replace(header=header)
    tables = list(tables_of(package, part))
    stamps = _stamps(package, sheet, result.header_row)
    last = max([_last_used(sheet, tables, result.header_row, stamps), *filled])
    if last >= MAX_COLUMNS:
        return None
    table = next((table for table in tables if _may_grow(table, result, last)), None)
    return Spot(last + 1, made=True, header=header, table=table)


def good_width(result: ResultColumn) -> float:
    """As wide as the header and most of the texts, within reason; longer ones reach beyond it."""
    texts = {result.header, *(cell.text for cell in result.cells.values())}
    widest = max(text_width(line) for text in texts for line in text.split("\n"))
    return float(min(max(widest + 3, MIN_WIDTH), MAX_WIDTH))


def style_left_of(sheet: Worksheet, row: int, column: int) -> int:
    """The style of the nearest cell with content to the left in that row; 0 where there is none."""
    found = 0
    for name, attributes, empty in _cells_of_row(sheet, row):
        if column_number(name) >= column:
            break
        if not empty:
            found = int(get_attribute(attributes, "s") or 0)
    return found


def cell_style(sheet: Worksheet, row: int, column: int) -> int | None:
    """The style of a cell; None where there is no such cell."""
    for name, attributes, _ in _cells_of_row(sheet, row):
        if column_number(name) == column:
            return int(get_attribute(attributes, "s") or 0)
    return None


def _cells_of_row(sheet: Worksheet, row: int) -> list[tuple[str, bytes, bool]]:
    """Column letters, attributes and whether it is empty, of each cell of a row."""
    pattern = rb'<%sc r="([A-Z]+)%d"([^>]*?)(/>|></|>)' % (sheet.prefix, row)
    found = re.findall(pattern, sheet.row(row))
    return [(letters.decode(), attributes, end != b">") for letters, attributes, end in found]


def _headed(package: Package, sheet: Worksheet, result: ResultColumn) -> Iterator[tuple[int, str]]:
    """The columns that carry a header as ours may be already."""
    for header in own_headers(result.header):
        rows = [result.header_row, *(row for row, cell in result.cells.items() if cell.text == result.header)]
        found = {column for row in rows if (column := _column_headed(package, sheet, row, header))}
        if not found:
            return
        yield from ((column, header) for column in found)


def _known(
    package: Package, sheet: Worksheet, result: ResultColumn, headed: Mapping[int, str], *, is_answer: bool
) -> int | None:
    """The column of an earlier answer whose name was lost, by what it says."""
    texts = Texts(package)

    def below(column: int) -> list[str]:
        rows = texts.column(sheet, column)
        return [text for row, text in rows if row > result.header_row and text != headed[column]]

    return own_column(headed, below, Trail(is_answer=is_answer))


def _column_headed(package: Package, sheet: Worksheet, row: int, header: str) -> int | None:
    """The column with this header in a row."""
    xml = sheet.row(row)
    if not xml:
        return None
    shared, text = shared_indexes(package, header), whole_text(header)
    if not shared and not text.search(xml):
        return None
    pattern = rb'<%sc r="([A-Z]+)\d+"([^>]*?)(?:/>|>(.*?)</%sc>)' % (sheet.prefix, sheet.prefix)
    for name, attributes, content in re.findall(pattern, xml, re.DOTALL):
        value = re.search(rb"<(?:\w+:)?v>\s*(\d+)\s*</", content)
        is_shared = get_attribute(attributes, "t") == "s" and value is not None
        if text.search(content) or (is_shared and value and int(value[1]) in shared):
            return column_number(name.decode())
    return None


def _stamps(package: Package, sheet: Worksheet, header_row: int) -> frozenset[int]:
    """The columns in which our own stamp stands beside the headers, in a workbook that we handed out."""
    custom = package.find(CUSTOM_PART)
    if custom is None or PROPERTY.encode() not in package.read(custom):
        return frozenset()
    texts = Texts(package).row(sheet, header_row)
    return frozenset(column for column, text in texts.items() if cell_stamp_in(text))


def _last_used(sheet: Worksheet, tables: Iterable[TablePart], header_row: int, stamps: frozenset[int]) -> int:
    """The last column with content from the header row on; cells that are only styled do not count."""
    areas = [table.range for table in tables]
    areas += [
        place for element in sheet.all(b"mergeCells", b"mergeCell") if (place := area(element.get("ref")))
    ]
    edges = [place.right for place in areas if place.bottom >= header_row and place.right < MAX_COLUMNS]
    return max([_last_valued(sheet, header_row, stamps), *edges])


def _last_valued(sheet: Worksheet, header_row: int, stamps: frozenset[int]) -> int:
    heads = (column_number(name) for name, _, empty in _cells_of_row(sheet, header_row) if not empty)
    best = max((each for each in heads if each not in stamps), default=0)
    cell_key = b"<" + sheet.prefix + b'c r="'
    edge = _letters(best)
    for chunk in sheet.chunks:
        for number, row in zip(chunk.numbers, chunk.rows, strict=True):
            last = row.rfind(cell_key) + len(cell_key)
            behind = last + len(edge)
            ends_there = row.startswith(edge, last) and row[behind : behind + 1].isdigit()
            if not ends_there and number > header_row:
                best = _valued_in_row(row, cell_key, best)
                edge = _letters(best)
    return best


def _letters(column: int) -> bytes:
    """The letters of a column; what no cell has where it is 0."""
    return column_letters(column).encode() if column else b"?"


def _valued_in_row(row: bytes, cell_key: bytes, best: int) -> int:
    """The last column of a row with content, looking from the right until `best` is reached."""
    end = len(row)
    while (last := row.rfind(cell_key, 0, end)) >= 0:
        at = last + len(cell_key)
        column = column_number(row[at : row.index(b'"', at)].rstrip(b"0123456789").decode())
        if column <= best:
            return best
        opened = row.index(b">", at)
        if row[opened - 1] != _SLASH and row[opened + 1 : opened + 3] != b"</":
            return column
        end = last
    return best


def _may_grow(table: TablePart, result: ResultColumn, last: int) -> bool:
    """A table grows if its header row is ours, and nothing stands to its right."""
    place = table.range
    return (
        table.grows
        and place.top == result.header_row
        and place.right == last
        and result.header.casefold() not in {name.casefold() for name in table.names}
    )


def header_area(result: ResultColumn, column: int) -> Area:
    found = area(cell_name(result.header_row, column))
    assert found is not None
    return found
