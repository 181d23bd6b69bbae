"""Minimal packages written as raw XML, so that a test shows the very bytes that it is about."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Mapping

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"

STYLES = (
    f'{HEAD}<styleSheet xmlns="{MAIN}"><numFmts count="1">'
    '<numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="11"/></font></fonts>'
    '<fills count="3"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FFFFFF00"/></patternFill></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="5">'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>'
    '<xf numFmtId="4" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="0" fillId="2" borderId="0" xfId="0" applyFill="1"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs></styleSheet>'
)
"""Styles: 0 plain, 1 bold, 2 money, 3 yellow, 4 a Chinese date."""


def text(address: str, value: str, style: int = 0) -> str:
    return f'<c r="{address}" s="{style}" t="inlineStr"><is><t>{value}</t></is></c>'


def sheet(rows: str, *, before: str = "", after: str = "") -> str:
    """A worksheet part: what stands before the rows, the rows, what stands after them."""
    root = f'<worksheet xmlns="{MAIN}" xmlns:r="{RELS}">'
    return f"{HEAD}{root}{before}<sheetData>{rows}</sheetData>{after}</worksheet>"


TABLE_OF_TWO = sheet(
    f'<row r="1">{text("A1", "编号", 1)}{text("B1", "客户", 1)}</row>'
    f'<row r="2">{text("A2", "1")}{text("B2", "张三", 3)}</row>'
    f'<row r="3">{text("A3", "2")}{text("B3", "李四")}</row>'
)
"""Headers in bold, two rows; B2 is yellow."""


def relations(*entries: tuple[str, str, str]) -> str:
    """A rels part of (id, last word of the type, target)."""
    inside = "".join(
        f'<Relationship Id="{key}" Type="{RELS}/{kind}" Target="{target}"/>' for key, kind, target in entries
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{inside}</Relationships>'


def parts(
    *sheets: str, names: str = "", properties: str = "", views: str = "", styles: str | None = STYLES
) -> dict[str, bytes]:
    """The parts of a workbook with these sheets, called S1, S2 ..."""
    numbers = range(1, len(sheets) + 1)
    listed = "".join(f'<sheet name="S{number}" sheetId="{number}" r:id="rId{number}"/>' for number in numbers)
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="{TYPE}.worksheet+xml"/>'
        for number in numbers
    )
    threads = [(f"rId{number}", "worksheet", f"worksheets/sheet{number}.xml") for number in numbers]
    if styles:
        threads.append(("rId99", "styles", "styles.xml"))
        overrides += f'<Override PartName="/xl/styles.xml" ContentType="{TYPE}.styles+xml"/>'
    made = {
        "[Content_Types].xml": f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{TYPE}.sheet.main+xml"/>{overrides}</Types>',
        "_rels/.rels": relations(("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{RELS}">{properties}{views}'
        f"<sheets>{listed}</sheets>{names}</workbook>",
        "xl/_rels/workbook.xml.rels": relations(*threads),
    }
    made |= {f"xl/worksheets/sheet{number}.xml": sheets[number - 1] for number in numbers}
    if styles:
        made["xl/styles.xml"] = styles
    return {name: part.encode() for name, part in made.items()}


def packed(made: Mapping[str, bytes]) -> bytes:
    """Parts as a package."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in made.items():
            archive.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def book(*sheets: str, **given: str) -> bytes:
    """A whole workbook with these sheets."""
    return packed(parts(*sheets, **given))


def part(content: bytes, name: str) -> str:
    """A part as text."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name).decode()


def names(content: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.namelist()


def cell(content: bytes, address: str, sheet_part: str = "xl/worksheets/sheet1.xml") -> str:
    """One cell as it is written, or an empty text."""
    match = re.search(
        rf'<(\w+:)?c r="{address}"[^>]*?(/>|>.*?</(\w+:)?c>)', part(content, sheet_part), re.DOTALL
    )
    return match[0] if match else ""


def _styles_of(content: bytes) -> str:
    return next(name for name in reversed(names(content)) if name.startswith("xl/styles"))


def xf(content: bytes, address: str) -> str:
    """The cell format that a cell has."""
    match = re.search(r' s="(\d+)"', cell(content, address))
    xfs = re.findall(r"<xf [^>]*?(?:/>|>.*?</xf>)", part(content, _styles_of(content)).split("<cellXfs")[1])
    return str(xfs[int(match[1]) if match else 0])


def fill_of(content: bytes, address: str) -> str:
    """The ARGB colour that a cell is filled with, or an empty text."""
    number = int(re.search(r'fillId="(\d+)"', xf(content, address))[1])  # type: ignore[index]  # always written
    fills = re.findall(r"<fill>.*?</fill>", part(content, _styles_of(content)), re.DOTALL)
    match = re.search(r'rgb="(\w+)"', fills[number])
    return match[1] if match else ""


def with_descriptors(content: bytes) -> bytes:
    """The same package written as a stream: sizes stand behind the data, not before it."""

    class Stream(io.RawIOBase):
        def __init__(self) -> None:
            self.kept = bytearray()

        def writable(self) -> bool:
            return True

        def write(self, data: object) -> int:
            self.kept += bytes(data)  # type: ignore[call-overload]  # any buffer
            return len(bytes(data))  # type: ignore[call-overload]  # as above

    stream = Stream()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name), zipfile.ZIP_DEFLATED)
    return bytes(stream.kept)


def raw_record(content: bytes, name: str) -> bytes:
    """Local header and packed data of a member, byte for byte."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        info = archive.getinfo(name)
    fields = struct.unpack_from("<4s5H3L2H", content, info.header_offset)
    size = 30 + fields[9] + fields[10] + info.compress_size
    return content[info.header_offset : info.header_offset + size]
