"""What the parts of an .xlsb know and the reading library does not tell: its calendar, its own date formats.

Source: [MS-XLSB] 2.4.820 (BrtWbProp).
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from workbook_crm.model.raw import EPOCH_1900, EPOCH_1904
from workbook_crm.read.library import Listed
from workbook_crm.read.misread import Numbers, misread_styles
from workbook_crm.read.package import Package, open_package
from workbook_crm.read.xlsb_looks import BOOK, STYLES, sheet_parts
from workbook_crm.read.xlsb_numbers import xlsb_numbers
from workbook_crm.read.xlsb_records import records
from workbook_crm.read.xlsb_styles import format_codes

_PROPERTIES = 153
_BROKEN = (ValueError, LookupError, OSError, zlib.error, struct.error)


@dataclass(frozen=True, slots=True)
class XlsbFacts:
    """The calendar, and the styles of which the library is wrong about dates."""

    epoch: date = EPOCH_1900
    misread: Mapping[int, bool] = field(default_factory=dict)
    package: Package | None = None

    def numbers(self, sheet: Listed) -> Numbers:
        """The numbers of a sheet; none where it cannot be found."""
        if self.package is None:
            return ()
        parts = dict(sheet_parts(self.package))
        return xlsb_numbers(self.package.part(parts.get(sheet.name, "")))


def xlsb_facts(content: bytes) -> XlsbFacts:
    """What is to be said of a workbook; nothing where its parts are broken."""
    try:
        package = open_package(content)
        book = package.part(BOOK)
        flags = next((book[at] for kind, at, size in records(book) if kind == _PROPERTIES and size), 0)
        epoch = EPOCH_1904 if flags & 1 else EPOCH_1900
        return XlsbFacts(epoch, misread_styles(*format_codes(package.part(STYLES))), package)
    except _BROKEN:
        return XlsbFacts()
