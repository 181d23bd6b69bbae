"""What the records of an .xls know and the reading library does not tell: error cells and hidden rows.

Only looked for where a pattern says that there is one.
Source: [MS-XLS] 2.4.24 (BoolErr), 2.4.127 (Formula), 2.4.221 (Row).
"""

from __future__ import annotations

import re
import struct
from collections.abc import Mapping

from workbook_crm.read.biff_records import BIFF8, biff_version, is_start, records, sheet_starts
from workbook_crm.read.told import OWN_NAME, SheetFacts

_BOOL_ERROR, _FORMULA, _ROW = 0x0205, 0x0006, 0x0208
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
_CODE = rb"[\x00\x07\x0f\x17\x1d\x24\x2a]"
_HIDDEN_BIT = 0x20
_OWN_NAME = re.compile(OWN_NAME + b"|" + re.escape(OWN_NAME.decode().encode("utf-16-le")))
_WORTH_A_WALK = re.compile(
    rb"\x05\x02\x08\x00.{6}" + _CODE + rb"\x01"  # an error constant
    rb"|\x06\x00..(?:.{6})\x02." + _CODE + rb"...\xff\xff"  # a formula that yields an error
    rb"|\x08\x02\x10\x00.{12}[\x20-\x3f\x60-\x7f\xa0-\xbf\xe0-\xff]",  # a hidden row
    re.DOTALL,
)


def biff_facts(stream: memoryview) -> Mapping[int, SheetFacts]:
    """What is to be said of each sheet by its place among all sheets; empty where there is nothing to say."""
    if biff_version(stream) != BIFF8:
        return {}
    is_ours = _OWN_NAME.search(stream) is not None
    if not (is_ours or _WORTH_A_WALK.search(stream)):
        return {}
    return {
        index: _facts(stream, at, is_ours=is_ours)
        for index, at in enumerate(sheet_starts(stream))
        if is_start(stream, at)
    }


def _facts(stream: memoryview, start: int, *, is_ours: bool) -> SheetFacts:
    errors: dict[tuple[int, int], str] = {}
    own: set[tuple[int, int]] = set()
    hidden_rows: set[int] = set()
    for kind, at, size_bytes in records(stream, start):
        if kind == _BOOL_ERROR and size_bytes >= 8 and stream[at + 7] == 1:
            errors[_position(stream, at)] = _ERRORS.get(stream[at + 6], "#ERROR!")
            if is_ours:  # which gnumeric leaves of a formula that it cannot read
                own.add(_position(stream, at))
        elif kind == _FORMULA and size_bytes >= 14:
            if _yields_error(stream, at):
                errors[_position(stream, at)] = _ERRORS.get(stream[at + 8], "#ERROR!")
            if is_ours:
                own.add(_position(stream, at))
        elif kind == _ROW and size_bytes >= 16 and stream[at + 12] & _HIDDEN_BIT:
            hidden_rows.add(struct.unpack_from("<H", stream, at)[0] + 1)
    return SheetFacts(errors, hidden_rows=frozenset(hidden_rows), own_formulas=frozenset(own))


def _yields_error(stream: memoryview, at: int) -> bool:
    return stream[at + 6] == 2 and stream[at + 12] == 0xFF and stream[at + 13] == 0xFF


def _position(stream: memoryview, at: int) -> tuple[int, int]:
    row, column = struct.unpack_from("<HH", stream, at)
    return row + 1, column + 1
