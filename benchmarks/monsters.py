"""Workbooks that are right in form and monstrous in size, and files that are something else than their name says."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Mapping
from functools import partial

_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_ROW = (
    '<row r="1"><c r="A1" t="inlineStr"><is><t>客户名称</t></is></c><c r="B1" t="inlineStr"><is><t>电话</t></is></c></row>'
    '<row r="2"><c r="A2" t="inlineStr"><is><t>王伟</t></is></c><c r="B2" t="inlineStr"><is><t>13912345678</t></is></c></row>'
)


def _sheet(inside: str = "", rows: str = _ROW, before: str = "") -> str:
    return f'{_HEAD}<worksheet {_MAIN} xmlns:r="{_RELS}">{before}<sheetData>{rows}</sheetData>{inside}</worksheet>'


def _book(
    sheets: Mapping[str, str] | None = None, more: Mapping[str, str | bytes] | None = None, inside: str = "",
    rels: str = "", strings: str = "",
) -> bytes:  # fmt: skip
    sheets = sheets or {"客户": _sheet()}
    listed = "".join(
        f'<sheet name="{name}" sheetId="{n}" r:id="rId{n}"/>' for n, name in enumerate(sheets, 1)
    )
    related = "".join(
        f'<Relationship Id="rId{n}" Type="{_RELS}/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(sheets) + 1)
    )
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_TYPES}.worksheet+xml"/>'
        for n in range(1, len(sheets) + 1)
    )
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPES}.sheet.main+xml"/>{overrides}</Types>',
        "_rels/.rels": f'{_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{_RELS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'{_HEAD}<workbook {_MAIN} xmlns:r="{_RELS}"><sheets>{listed}</sheets>{inside}</workbook>',
        "xl/_rels/workbook.xml.rels": f"{_HEAD}<Relationships "
        f'xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{related}{rels}</Relationships>',
        **{f"xl/worksheets/sheet{n}.xml": sheet for n, sheet in enumerate(sheets.values(), 1)},
        **({"xl/sharedStrings.xml": f"{_HEAD}<sst {_MAIN}>{strings}</sst>"} if strings else {}),
        **(more or {}),
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


_STRINGS = f'<Relationship Id="rIdS" Type="{_RELS}/sharedStrings" Target="sharedStrings.xml"/>'
_STYLES = f'<Relationship Id="rIdT" Type="{_RELS}/styles" Target="styles.xml"/>'


def _cells(count: int, cell: Callable[[int, int], str], columns: int = 20) -> str:
    rows = (
        f'<row r="{row}">' + "".join(cell(row, column) for column in range(columns)) + "</row>"
        for row in range(1, count // columns + 1)
    )
    return "".join(rows)


def _letters(column: int) -> str:
    return chr(ord("A") + column)


def _giant_string() -> bytes:
    rows = _cells(200_000, lambda row, column: f'<c r="{_letters(column)}{row}" t="s"><v>0</v></c>')
    return _book({"客户": _sheet(rows=rows)}, rels=_STRINGS, strings=f"<si><t>{'长' * 32_000}</t></si>")


def _one_giant_string() -> bytes:
    rows = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
    return _book({"客户": _sheet(rows=rows)}, rels=_STRINGS, strings=f"<si><t>{'长' * 60_000_000}</t></si>")


def _many_strings() -> bytes:
    strings = "".join(f"<si><t>{n}</t></si>" for n in range(3_000_000))
    return _book(rels=_STRINGS, strings=strings)


def _merged() -> bytes:
    merges = "".join(f'<mergeCell ref="C{row}:D{row}"/>' for row in range(3, 1_000_003))
    return _book({"客户": _sheet(f'<mergeCells count="1000000">{merges}</mergeCells>')})


def _merged_wide() -> bytes:
    merges = "".join(f'<mergeCell ref="A{row}:XFD1048576"/>' for row in range(1, 2_000))
    return _book({"客户": _sheet(f"<mergeCells>{merges}</mergeCells>")})


def _names() -> bytes:
    names = "".join(
        f'<definedName name="n{n}">客户!$A${n % 1000 + 1}</definedName>' for n in range(1_000_000)
    )
    return _book(inside=f"<definedNames>{names}</definedNames>")


def _styles() -> bytes:
    formats = "".join('<xf numFmtId="14" fontId="0" fillId="0" borderId="0"/>' for _ in range(100_000))
    customs = "".join(f'<numFmt numFmtId="{n + 200}" formatCode="yyyy{n}"/>' for n in range(100_000))
    styles = (
        f"{_HEAD}<styleSheet {_MAIN}><numFmts>{customs}</numFmts><cellXfs>{formats}</cellXfs></styleSheet>"
    )
    return _book(more={"xl/styles.xml": styles}, rels=_STYLES)


def _comments() -> bytes:
    texts = "".join(
        f'<comment ref="A{row}" authorId="0"><text><t>批注 {row}</t></text></comment>'
        for row in range(1, 100_001)
    )
    comments = f"{_HEAD}<comments {_MAIN}><authors><author>甲</author></authors><commentList>{texts}</commentList></comments>"
    rels = (
        f'{_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{_RELS}/comments" Target="../comments1.xml"/></Relationships>'
    )
    return _book(more={"xl/comments1.xml": comments, "xl/worksheets/_rels/sheet1.xml.rels": rels})


def _formats() -> bytes:
    rules = "".join(
        f'<conditionalFormatting sqref="A{row}"><cfRule type="expression" priority="{row}"><formula>1</formula></cfRule>'
        "</conditionalFormatting>"
        for row in range(1, 100_001)
    )
    return _book({"客户": _sheet(rules)})


def _validations() -> bytes:
    areas = " ".join(f"C{row}" for row in range(2, 300_000))
    rules = "".join(
        f'<dataValidation type="list" sqref="{areas if n == 0 else f"D{n}"}"><formula1>"{"甲,乙," * 50}"</formula1></dataValidation>'
        for n in range(65_000)
    )
    return _book({"客户": _sheet(f"<dataValidations>{rules}</dataValidations>")})


def _sheets() -> bytes:
    return _book({f"表{n}": _sheet() for n in range(5_000)})


def _sheets_alike() -> bytes:
    return _book(
        {"客户": _sheet(), "客户 ": _sheet(), "客户&#10;": _sheet(), "": _sheet(), "x" * 5000: _sheet()}
    )


def _itself() -> bytes:
    rels = "".join(
        f'<Relationship Id="rId{n}" Type="{_RELS}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(
            (("worksheet", "workbook.xml"), ("worksheet", "_rels/workbook.xml.rels"), ("sharedStrings", "workbook.xml"),
             ("styles", "worksheets/sheet1.xml"), ("worksheet", "../xl/worksheets/../worksheets/sheet1.xml")),
            50,
        )
    )  # fmt: skip
    return _book(rels=rels)


def _outside() -> bytes:
    rels = (
        f'<Relationship Id="rIdS" Type="{_RELS}/sharedStrings" Target="file:///etc/passwd" TargetMode="External"/>'
        f'<Relationship Id="rIdT" Type="{_RELS}/styles" Target="http://127.0.0.1:9/x" TargetMode="External"/>'
    )
    rows = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
    return _book({"客户": _sheet(rows=rows)}, rels=rels)


def _circle() -> bytes:
    rows = _cells(
        200_000,
        lambda row, column: (
            f'<c r="{_letters(column)}{row}"><f t="shared" si="{(row + 1) % 7}" ref="A1:Z99">'
            f"{_letters(column)}{row}</f><v>1</v></c>"
        ),
    )
    return _book({"客户": _sheet(rows=rows)})


def _far() -> bytes:
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    return _book({f"表{n}": _sheet(rows=_ROW + far) for n in range(50)})


def _lying_size() -> bytes:
    return _book({"客户": _sheet(before='<dimension ref="A1:XFD1048576"/>')})


def _columns_wide() -> bytes:
    cell = '<c t="inlineStr"><is><t>甲</t></is></c>'
    return _book({"客户": _sheet(rows=f"<row>{cell * 16_384}</row>" * 60)})


def _deep() -> bytes:
    return _book({"客户": _sheet("<extLst>" + "<x>" * 2_000_000 + "</x>" * 2_000_000 + "</extLst>")})


def _rich() -> bytes:
    text = "<r><rPr><b/></rPr><t>字</t></r>" * 500_000
    return _book({"客户": _sheet(rows=_ROW)}, rels=_STRINGS, strings=f"<si>{text}</si>")


def _nested() -> bytes:
    inner = _book()
    for _ in range(20):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            archive.writestr("x.xlsx", inner)
        inner = out.getvalue()
    return inner


def _bomb() -> bytes:
    return _book({"客户": _sheet("<!--" + " " * (900 << 20) + "-->")})


def _many_parts() -> bytes:
    return _book(more={f"xl/media/{n}.png": b"" for n in range(30_000)})


def _csv_large() -> bytes:
    line = "客户名称,电话,来源\n".encode() + "王伟,13912345678,展厅\n".encode() * 8_000_000
    return line[: 199 << 20]


_OTHERS: Mapping[str, bytes] = {
    "empty": b"", "a byte": b"P", "NUL bytes": bytes(1 << 20), "newlines only": b"\n" * (10 << 20),
    "blanks only": b" \t\r\n" * 10_000, "HTML": b"<html><body><table><tr><td>\xe5\xae\xa2</table>",
    "HTML without a table": b"<!DOCTYPE html><p>404", "PDF": b"%PDF-1.7\n" + bytes(9999),
    "PNG": b"\x89PNG\r\n\x1a\n" + bytes(99), "RAR": b"Rar!\x1a\x07\x01\0" + bytes(99), "7z": b"7z\xbc\xaf\x27\x1c" + bytes(99),
    "gzip": b"\x1f\x8b\x08" + bytes(99), "JSON": b'{"customers": [{"name": "x"}]}', "XML": b"<?xml version='1.0'?><x/>",
    "program": b"MZ" + bytes(9999), "mail": b"From: a@example.com\r\nTo: b@example.com\r\nSubject: x\r\n\r\nhello\r\n",
    "quotes that never close": b'"' + b"x,\n" * 200_000, "commas only": b"," * (5 << 20), "a byte order mark": b"\xef\xbb\xbf",
    "BIFF2": struct.pack("<HHHH", 9, 4, 2, 16), "BIFF3": struct.pack("<HHHHH", 0x209, 6, 0, 16, 0),
    "BIFF4": struct.pack("<HHHHH", 0x409, 6, 0, 16, 0), "BIFF5": struct.pack("<HHHHHH", 0x809, 8, 0x500, 5, 0, 0),
    "an OLE header": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(5000), "UTF-16": "客户名称\t电话\r\n王伟\t139\r\n".encode("utf-16"),
}  # fmt: skip


def _zip_of(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), data)
    return out.getvalue()


MONSTERS: Mapping[str, tuple[str, Callable[[], bytes]]] = {
    "a string of 32,000 in 200,000 cells": (".xlsx", _giant_string),
    "a string of 60,000,000": (".xlsx", _one_giant_string),
    "3,000,000 shared strings": (".xlsx", _many_strings),
    "a string of 500,000 pieces": (".xlsx", _rich),
    "1,000,000 merged areas": (".xlsx", _merged),
    "2,000 merged areas over all": (".xlsx", _merged_wide),
    "1,000,000 defined names": (".xlsx", _names),
    "100,000 styles": (".xlsx", _styles),
    "100,000 comments": (".xlsx", _comments),
    "100,000 conditional formats": (".xlsx", _formats),
    "65,000 validations": (".xlsx", _validations),
    "5,000 sheets": (".xlsx", _sheets),
    "sheets of the same name": (".xlsx", _sheets_alike),
    "parts that are their own": (".xlsx", _itself),
    "parts outside of the file": (".xlsx", _outside),
    "formulas in a circle": (".xlsx", _circle),
    "cells in the far corner of 50 sheets": (".xlsx", _far),
    "a size that lies": (".xlsx", _lying_size),
    "16,384 columns": (".xlsx", _columns_wide),
    "elements 2,000,000 deep": (".xlsx", _deep),
    "zips 20 deep": (".xlsx", _nested),
    "900 MB in one part": (".xlsx", _bomb),
    "30,000 parts": (".xlsx", _many_parts),
    "199 MB of text": (".csv", _csv_large),
    "a line of 100 MB": (".csv", lambda: b"x" * (100 << 20)),
    "a cell of 50 MB": (".csv", lambda: b"a,b\n" + b"x" * (50 << 20) + b",1\n"),
    "500,000 columns": (".csv", lambda: b"x," * 500_000 + b"\n" + b"1," * 500_000),
    "a Word document": (".xlsx", lambda: _zip_of(word__document_dot_xml=b"<x/>")),
    "an Apple document": (".xlsx", lambda: _zip_of(Index__Document_dot_iwa=b"x")),
    "a zip of workbooks": (".xlsx", lambda: _zip_of(a_dot_xlsx=_book(), b_dot_xlsx=_book())),
    "an empty zip": (".xlsx", lambda: b"PK\x05\x06" + bytes(18)),
    **{f"{name}, called a workbook": (".xlsx", partial(bytes, data)) for name, data in _OTHERS.items()},
    **{f"{name}, called .xls": (".xls", partial(bytes, data)) for name, data in _OTHERS.items()},
}
"""By what it is: the ending of its name, and how it is made."""
