"""A workbook package put together anew from the parts that hold cells, in the shape that the library knows.

For what Excel opens and the reading library does not: a workbook part under another name, macro sheets,
entries without a sheet, parts in UTF-16; and for sheets that were mended or trimmed before they are read.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from html import escape

from workbook_crm.read.package import Package, SheetPart

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"

_KNOWN_ERROR = rb"#(?:N/A|DIV/0!|REF!|NAME\?|VALUE!|NUM!|NULL!)"
_UNKNOWN_ERROR = re.compile(
    rb'(<(?:\w+:)?c\b[^>]*\bt="e"[^>]*>(?:(?!</(?:\w+:)?c>).)*?<(?:\w+:)?v>)(?!' + _KNOWN_ERROR + rb"<)[^<]*",
    re.DOTALL,
)
_BARE_AMPERSAND = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9A-Fa-f]{1,6});)")


def mended(data: bytes) -> bytes:
    """A sheet's XML without what makes the library give up: newer error values (#SPILL!), bare ampersands."""
    return _BARE_AMPERSAND.sub(b"&amp;", _UNKNOWN_ERROR.sub(rb"\1#VALUE!", data))


def rebuilt(package: Package, replaced: Mapping[str, bytes]) -> bytes:
    """The workbook with the sheets, texts and styles that its links name, some parts replaced; uncompressed.

    Raises PartTooLargeError, zlib.error, struct.error.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as copy:
        for name, data in _parts(package, replaced):
            copy.writestr(name, data)
    return out.getvalue()


def _parts(package: Package, replaced: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    sheets = [sheet for sheet in package.sheets if sheet.part in package.parts]
    yield "[Content_Types].xml", _content_types()
    yield "_rels/.rels", _links([("officeDocument", "xl/workbook.xml")])
    yield "xl/workbook.xml", _workbook(sheets, is_1904=package.is_1904)
    links = [("worksheet", f"sheet{number}.xml") for number, _ in enumerate(sheets, 1)]
    for kind, part in package.common_parts.items():
        links.append((kind, f"{kind}.xml"))
        yield f"xl/{kind}.xml", in_utf8(package.part(part))
    for number, sheet in enumerate(sheets, 1):
        yield f"xl/sheet{number}.xml", replaced.get(sheet.part) or in_utf8(package.part(sheet.part))
    yield "xl/_rels/workbook.xml.rels", _links(links)


def in_utf8(data: bytes) -> bytes:
    """An XML part that is UTF-16 with a mark as UTF-8; any other as it is."""
    if not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data
    text = data.decode("utf-16", "replace")
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", text).encode()


def _content_types() -> bytes:
    main = f'<Override PartName="/xl/workbook.xml" ContentType="{_MAIN_TYPE}"/>'
    default = '<Default Extension="xml" ContentType="application/xml"/>'
    return f'<Types xmlns="{_TYPES}">{default}{main}</Types>'.encode()


def _links(targets: list[tuple[str, str]]) -> bytes:
    links = "".join(
        f'<Relationship Id="r{number}" Type="{_LINKS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE_LINKS}">{links}</Relationships>'.encode()


def _workbook(sheets: list[SheetPart], *, is_1904: bool) -> bytes:
    listed = "".join(
        f'<sheet name="{escape(sheet.name)}" state="{escape(sheet.state)}" '
        f'sheetId="{number}" r:id="r{number}"/>'
        for number, sheet in enumerate(sheets, 1)
    )
    calendar = f'<workbookPr date1904="{int(is_1904)}"/>'
    return (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_LINKS}">{calendar}<sheets>{listed}</sheets></workbook>'
    ).encode()
