"""Workbooks built part by part, so that a test can say exactly what stands in the bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

from workbook_crm.model.raw import Format, RawSheet, RawWorkbook
from workbook_crm.model.style import SheetStyle
from workbook_crm.read.workbook import read_workbook

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_LINKS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def sheet_xml(rows: str, *, before: str = "", after: str = "", main: str = MAIN) -> str:
    """A worksheet part with these rows."""
    data = f"{before}<sheetData>{rows}</sheetData>{after}"
    return f'<?xml version="1.0"?><worksheet xmlns="{main}">{data}</worksheet>'


def parts(
    rows: str = "",
    *,
    before: str = "",
    after: str = "",
    sheets: Mapping[str, str] | None = None,
    states: Mapping[str, str] | None = None,
    formats: tuple[str, ...] = (),
    calendar: str = "",
    main: str = MAIN,
    links: str = LINKS,
) -> dict[str, bytes]:
    """The parts of a workbook; without `sheets` it has one, named S, with `rows`."""
    named = sheets or {"S": sheet_xml(rows, before=before, after=after, main=main)}
    states = states or {}
    listed = "".join(
        f'<sheet name="{name}" sheetId="{number}" state="{states.get(name, "visible")}" r:id="r{number}"/>'
        for number, name in enumerate(named, 1)
    )
    targets = "".join(
        f'<Relationship Id="r{number}" Type="{links}/worksheet" Target="worksheets/sheet{number}.xml"/>'
        for number, _ in enumerate(named, 1)
    )
    book = f'<workbook xmlns="{main}" xmlns:r="{links}">{calendar}<sheets>{listed}</sheets></workbook>'
    styles = f'<Relationship Id="styles" Type="{links}/styles" Target="styles.xml"/>'
    all_links = f'<Relationships xmlns="{PACKAGE}/relationships">{targets}{styles}</Relationships>'
    made = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{TYPE}.sheet.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{links}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": book,
        "xl/_rels/workbook.xml.rels": all_links,
        "xl/styles.xml": _styles(formats, main),
    }
    made |= {f"xl/worksheets/sheet{number}.xml": xml for number, xml in enumerate(named.values(), 1)}
    return {name: text.encode() for name, text in made.items()}


def _styles(formats: tuple[str, ...], main: str) -> str:
    declared = "".join(
        f'<numFmt numFmtId="{200 + n}" formatCode="{code}"/>' for n, code in enumerate(formats)
    )
    used = "".join(f'<xf numFmtId="{200 + n}" applyNumberFormat="1"/>' for n, _ in enumerate(formats))
    return (
        f'<styleSheet xmlns="{main}"><numFmts count="{len(formats)}">{declared}</numFmts>'
        f'<cellXfs count="{len(formats) + 1}"><xf numFmtId="0"/>{used}</cellXfs></styleSheet>'
    )


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """Parts as a zip file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def workbook(rows: str = "", **more: object) -> bytes:
    """A workbook as bytes; see `parts`."""
    return zipped(parts(rows, **more))  # type: ignore[arg-type]


def ods(rows: str, *, manifest: str = "", name: str = "S", body: str = "<office:body>") -> bytes:
    """An OpenDocument spreadsheet of one sheet; `body` is what begins it, styles before."""
    schema = "urn:oasis:names:tc:opendocument:xmlns"
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    content = (
        f'<?xml version="1.0"?><office:document-content xmlns:office="{schema}:office:1.0" '
        f'xmlns:table="{schema}:table:1.0" xmlns:text="{schema}:text:1.0" '
        'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">'
        f'{body}<office:spreadsheet><table:table table:name="{name}">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    about = f'manifest:full-path="/" manifest:media-type="{kind}"'
    entry = f"<manifest:file-entry {about}>{manifest}</manifest:file-entry>"
    listed = f'<manifest:manifest xmlns:manifest="{schema}:manifest:1.0">{entry}</manifest:manifest>'
    return zipped(
        {"mimetype": kind.encode(), "META-INF/manifest.xml": listed.encode(), "content.xml": content.encode()}
    )


def number(value: float) -> str:
    """A cell of an OpenDocument spreadsheet."""
    attributes = f'office:value-type="float" office:value="{value}"'
    return f"<table:table-cell {attributes}><text:p>x</text:p></table:table-cell>"


def read(content: bytes, format: Format = Format.XLSX, name: str = "店.xlsx") -> RawWorkbook:
    """What must be readable, without an error."""
    book, findings = read_workbook(content, name=name, format=format)
    assert book is not None, findings
    assert not [each for each in findings if each.is_error], findings
    return book


def only_sheet(content: bytes, format: Format = Format.XLSX) -> RawSheet:
    """The one sheet of what must be readable."""
    (sheet,) = read(content, format).sheets
    return sheet


def codes(content: bytes, format: Format = Format.XLSX) -> tuple[str, ...]:
    """The rules that reading finds."""
    return tuple(each.rule.code for each in read_workbook(content, name="店.xlsx", format=format)[1])


def look(book: RawWorkbook) -> SheetStyle:
    """How the first sheet looks."""
    style = book.sheets[0].style
    assert style is not None
    return style


def styles_of_row(book: RawWorkbook, row: int) -> Sequence[int]:
    """The styles of a row's cells on the first sheet, from the first column on."""
    return memoryview(look(book).cells[row]).cast("H")
