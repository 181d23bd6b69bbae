"""An OpenDocument spreadsheet as the reading library has to be given it, so that text is what stands there.

The library drops line breaks and tabs, and takes blanks between elements for text or gives up at them.
Source: OpenDocument 1.3 part 3, 6.1.2 (white space), 6.1.4 (tab), 6.1.5 (line break), 9.4.32 (null date),
14.1 (annotation).
"""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date

from workbook_crm.model.raw import EPOCH_1900
from workbook_crm.read.ods_xml import CONTENT
from workbook_crm.read.package import Package

_NEEDED = frozenset({"mimetype", "meta-inf/manifest.xml", CONTENT})
_NULL_DATE = re.compile(rb'<table:null-date[^>]*?table:date-value="(\d{4})-(\d\d?)-(\d\d?)')
"""Some programs leave out the zeros: 1904-1-1."""
_BLOCK = rb"</?(?:table:|office:|draw:|text:(?:p|h|list|list-item)[\s>/])"
_WORTH_MENDING = re.compile(
    rb"<text:(?:line-break|tab)[\s/>]|>\s+<(?:text:p|office:annotation|/table:table-cell)[\s/>]"
    rb"|<text:p(?:\s[^>]*)?>[^<]*[\r\n\t]"
)
_NOTE = re.compile(
    rb"<office:annotation(?=[\s/>])[^>]*/>|<office:annotation(?=[\s>]).*?</office:annotation>", re.DOTALL
)
_BLANK_BETWEEN = re.compile(rb">\s+(?=" + _BLOCK + rb")")
_BLANKS = re.compile(rb"[ \t]*[\t\r\n]\s*")
_LINE_BREAK = re.compile(rb"<text:line-break(?:\s[^>]*)?(?:/>|>\s*</text:line-break>)")
_TAB = re.compile(rb"<text:tab(?:\s[^>]*)?(?:/>|>\s*</text:tab>)")


def needs_mending(content: bytes) -> bool:
    """Whether the library would read the text of a content part otherwise than it stands there."""
    return _WORTH_MENDING.search(content) is not None


def mended_ods(package: Package) -> bytes:
    """The same spreadsheet without notes and blanks between elements, its breaks and tabs as characters.

    Raises PartTooLargeError, zlib.error, struct.error.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as copy:
        for name, part in package.parts.items():
            if name in _NEEDED:
                data = package.part(name)
                copy.writestr(part.filename, _mended(data) if name == CONTENT else data)
    return out.getvalue()


def _mended(content: bytes) -> bytes:
    bare = _BLANK_BETWEEN.sub(b">", _NOTE.sub(b"", content))
    return _TAB.sub(b"\t", _LINE_BREAK.sub(b"\n", _BLANKS.sub(b" ", bare)))


def ods_epoch(content: bytes) -> date:
    """Day 0 of the spreadsheet's calendar."""
    found = _NULL_DATE.search(content)
    try:
        return date(*map(int, found.groups())) if found else EPOCH_1900
    except ValueError:
        return EPOCH_1900
