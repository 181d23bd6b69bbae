"""Where cells show their numbers in a currency, in 万, or as percentages: runs down each column."""

from __future__ import annotations

import re
import struct
import zlib
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from xml.etree import ElementTree

from workbook_crm.model.place import column_number
from workbook_crm.model.raw import FormatRun
from workbook_crm.model.style import CellStyle, SheetStyle
from workbook_crm.read.number_formats import number_format
from workbook_crm.read.package import Package
from workbook_crm.read.sheet_xml import SheetXml

Runs = Mapping[int, tuple[FormatRun, ...]]
_BUILT_IN = {9: "0%", 10: "0.00%"}
"""Of Excel's own formats those that say something; the currency of some is that of whoever looks."""
_MOST_RUNS = 200_000


def telling_codes(styles: Sequence[CellStyle]) -> Mapping[int, str]:
    """The codes that say more than the number, by the style that has them."""
    codes = ((number, _code(each.number_format)) for number, each in enumerate(styles))
    return {number: code for number, code in codes if _tells(code)}


def codes_of_package(package: Package) -> Mapping[int, str]:
    """The same of the styles part of an .xlsx; nothing where it cannot be read."""
    try:
        part = package.part(package.common_parts.get("styles", ""))
        root = ElementTree.fromstring(part) if b"numFmtId" in part else None
    except (ElementTree.ParseError, LookupError, ValueError, zlib.error, struct.error):
        return {}
    if root is None:
        return {}
    own = {each.get("numFmtId", ""): each.get("formatCode", "") for each in _each(root, "numFmts")}
    used = [each.get("numFmtId", "") for each in _each(root, "cellXfs")]
    codes = {
        i: own.get(each, _BUILT_IN.get(int(each), "") if each.isdecimal() else "")
        for i, each in enumerate(used)
    }
    return {number: code for number, code in codes.items() if _tells(code)}


def _each(root: ElementTree.Element, name: str) -> Iterator[ElementTree.Element]:
    return (child for group in root if group.tag.rpartition("}")[2] == name for child in group)


def _code(said: int | str) -> str:
    return said if isinstance(said, str) else _BUILT_IN.get(said, "")


def _tells(code: str) -> bool:
    return bool(code) and not number_format(code).is_plain


def runs_of_style(style: SheetStyle | None, codes: Mapping[int, str]) -> Runs:
    """The runs of a sheet whose look is known."""
    if style is None or not codes:
        return {}
    telling: dict[bytes, list[tuple[int, str]]] = {}
    return _runs(
        (row, column, code)
        for row in sorted(style.cells)
        for column, code in _of_row(style.cells[row], codes, telling)
    )


def _of_row(
    packed: bytes, codes: Mapping[int, str], known: dict[bytes, list[tuple[int, str]]]
) -> list[tuple[int, str]]:
    """The telling cells of a row; rows of one look share their bytes, and are looked through once."""
    found = known.get(packed)
    if found is None:
        styles = enumerate(array("H", packed), 1)
        found = known[packed] = [(column, codes[style]) for column, style in styles if style in codes]
    return found


def runs_of_xml(sheet: SheetXml, codes: Mapping[int, str]) -> Runs:
    """The runs of a worksheet part."""
    present = {number: code for number, code in codes.items() if b's="%d"' % number in sheet.data}
    if not present:
        return {}
    return _runs(_styled_cells(sheet, present))


def runs_of_cells(codes: Mapping[tuple[int, int], str]) -> Runs:
    """The runs of cells that were collected one by one."""
    return _runs((row, column, code) for (row, column), code in sorted(codes.items()) if _tells(code))


def _styled_cells(sheet: SheetXml, codes: Mapping[int, str]) -> Iterator[tuple[int, int, str]]:
    numbers = b"|".join(b"%d" % number for number in codes)
    data, start_of_cell = sheet.data, sheet.tags.cell + b" "
    usual = re.findall(re.escape(start_of_cell) + rb'r="([A-Z]{1,3})(\d{1,7})" s="(' + numbers + rb')"', data)
    if len(usual) == sum(data.count(b' s="%d"' % number) for number in codes):
        columns = {letters: column_number(letters.decode()) for letters in {each[0] for each in usual}}
        yield from ((int(row), columns[letters], codes[int(number)]) for letters, row, number in usual)
        return
    for found in re.finditer(rb'\ss="(' + numbers + rb')"', data):
        start = data.rfind(b"<", 0, found.start())
        if data.startswith(start_of_cell, start) and (position := sheet.position(start)):
            yield *position, codes[int(found[1])]


def _runs(cells: Iterable[tuple[int, int, str]]) -> Runs:
    """Cells in the order of their rows as runs."""
    runs: dict[int, list[FormatRun]] = {}
    count = 0
    for row, column, code in cells:
        of_column = runs.setdefault(column, [])
        last = of_column[-1] if of_column else None
        if last is not None and last.code == code and last.last + 1 == row:
            of_column[-1] = FormatRun(last.first, row, code)
        elif (count := count + 1) <= _MOST_RUNS:
            of_column.append(FormatRun(row, row, code))
    return {column: tuple(each) for column, each in runs.items()}
