"""The same small table as many programs write it, part by part; each producer is a function.

What is particular to a program was taken from files that it wrote; the names say where the habit is from.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from tests.write_back.raw_package import HEAD, MAIN, RELS, TYPE, parts, relations, sheet

Parts = dict[str, bytes]
GRID: tuple[tuple[str | int, ...], ...] = (
    ("客户名称", "电话", "金额"),
    ("恒丰 & 仓储", "13700001111", 68800),
    ("王伟 <个人>", "021-55667788", 126000),
)
SHEET, BOOK = "xl/worksheets/sheet1.xml", "xl/workbook.xml"
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
X14AC = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/ac"
XM = 'xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"'
OFFICE = "http://schemas.microsoft.com/office"
DRAWN = "application/vnd.openxmlformats-officedocument.drawing+xml"
_SEEN = "http://purl.oclc.org/ooxml"

Cell = Callable[[str, str | int], str]
"""Address and value to a cell's XML."""


def escaped(value: str | int) -> str:
    return str(value).replace("&", "&amp;").replace("<", "&lt;")


def inline(address: str, value: str | int) -> str:
    """Text in the cell itself: streaming writers."""
    if isinstance(value, int):
        return f'<c r="{address}" s="2"><v>{value}</v></c>'
    return f'<c r="{address}" t="inlineStr"><is><t>{escaped(value)}</t></is></c>'


def string(address: str, value: str | int) -> str:
    """Text as a formula's result is stored: SheetJS without a table of strings."""
    if isinstance(value, int):
        return f'<c r="{address}" t="n"><v>{value}</v></c>'
    return f'<c r="{address}" t="str"><v>{escaped(value)}</v></c>'


def shared(address: str, value: str | int) -> str:
    """Text in the table of strings."""
    if isinstance(value, int):
        return f'<c r="{address}" s="2"><v>{value}</v></c>'
    return f'<c r="{address}" s="1" t="s"><v>{texts().index(value)}</v></c>'


def texts() -> list[str]:
    return [value for row in GRID for value in row if isinstance(value, str)]


def table(cell: Cell = inline, row: str = '<row r="{row}">') -> str:
    """The rows of the grid; `row` is the opening tag."""
    return "".join(
        row.format(row=number)
        + "".join(cell(f"{letter}{number}", value) for letter, value in zip("ABC", values, strict=True))
        + "</row>"
        for number, values in enumerate(GRID, 1)
    )


def with_part(
    made: Parts,
    name: str,
    content: str | bytes,
    content_type: str,
    owner: str,
    kind: str,
    key: str,
    target: str,
) -> Parts:
    """The package with one part more, that `owner` leads to; `kind` is a whole type where it has a colon."""
    folder, _, base = owner.rpartition("/")
    rels = f"{folder}/_rels/{base}.rels".lstrip("/")
    kind = kind if ":" in kind else f"{RELS}/{kind}"
    thread = f'<Relationship Id="{key}" Type="{kind}" Target="{target}"/>'
    known = made.get(rels, relations().encode()).decode()
    types = made["[Content_Types].xml"].decode()
    told = f'<Override PartName="/{name}" ContentType="{content_type}"/>'
    return made | {
        rels: known.replace("</Relationships>", thread + "</Relationships>").encode(),
        "[Content_Types].xml": types.replace("</Types>", told + "</Types>").encode(),
        name: content if isinstance(content, bytes) else content.encode(),
    }


def with_strings(made: Parts, items: Sequence[str] | None = None, counts: str = "") -> Parts:
    """The package with a table of strings."""
    inside = "".join(items if items is not None else [f"<si><t>{escaped(text)}</t></si>" for text in texts()])
    xml = f'{HEAD}<sst xmlns="{MAIN}"{counts}>{inside}</sst>'
    return with_part(
        made,
        "xl/sharedStrings.xml",
        xml,
        f"{TYPE}.sharedStrings+xml",
        BOOK,
        "sharedStrings",
        "rId98",
        "sharedStrings.xml",
    )


def minimal() -> Parts:
    """A script: no styles, no addresses, no dimension, nothing else."""
    rows = "".join(
        "<row>" + "".join(re.sub(r' r="\w+"| s="\d+"', "", inline("A1", value)) for value in row) + "</row>"
        for row in GRID
    )
    return parts(sheet(rows), styles=None)


def google_sheets() -> Parts:
    """Many namespaces at the root, heights on every row, an empty drawing on every sheet."""
    root = f'<worksheet xmlns="{MAIN}" {MC} xmlns:mx="http://schemas.microsoft.com/office/mac/excel/2008/main" xmlns:r="{RELS}" xmlns:x14="{X14}" xmlns:x14ac="{X14AC}" {XM}>'
    row = '<row r="{row}" ht="15.75" customHeight="1">'
    xml = (
        f'{HEAD}{root}<sheetPr><outlinePr summaryBelow="0" summaryRight="0"/></sheetPr><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1.0" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        '<sheetFormatPr customHeight="1" defaultColWidth="12.63" defaultRowHeight="15.75"/>'
        f'<cols><col customWidth="1" min="1" max="1" width="22.5"/></cols><sheetData>{table(shared, row)}</sheetData>'
        '<drawing r:id="rId1"/></worksheet>'
    )
    made = with_strings(parts(xml), counts=' uniqueCount="7"')
    drawing = (
        f'{HEAD}<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"/>'
    )
    return with_part(
        made, "xl/drawings/drawing1.xml", drawing, DRAWN, SHEET, "drawing", "rId1", "../drawings/drawing1.xml"
    )


def wps() -> Parts:
    """WPS: pictures in cells by DISPIMG, their own part, an extension of their own, phonetics in strings."""
    picture = '<row r="4" spans="1:3"><c r="A4" t="str"><f>_xlfn.DISPIMG("ID_0A",1)</f><v>=DISPIMG("ID_0A",1)</v></c></row>'
    xml = sheet(
        table(shared, '<row r="{row}" spans="1:3">') + picture,
        before='<sheetPr/><dimension ref="A1:C4"/><sheetViews><sheetView tabSelected="1" workbookViewId="0"/></sheetViews>'
        '<sheetFormatPr defaultColWidth="9" defaultRowHeight="13.5" outlineLevelCol="2"/>',
        after='<phoneticPr fontId="1" type="noConversion"/><pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>'
        "<headerFooter/>",
    )
    spoken = '<si><r><rPr><b/><sz val="11"/></rPr><t xml:space="preserve">{}</t></r><rPh sb="0" eb="1"><t>ke</t></rPh><phoneticPr fontId="1"/></si>'
    made = with_strings(parts(xml), [spoken.format(escaped(text)) for text in texts()])
    images = f'{HEAD}<etc:cellImages xmlns:etc="http://www.wps.cn/officeDocument/2017/etCustomData"/>'
    return with_part(
        made,
        "xl/cellimages.xml",
        images,
        "application/vnd.wps-officedocument.cellimage+xml",
        BOOK,
        "http://www.wps.cn/officeDocument/2020/cellImage",
        "rId50",
        "cellimages.xml",
    )


def libreoffice() -> Parts:
    """Every default written out, and truth values as words."""
    row = '<row r="{row}" customFormat="false" ht="12.8" hidden="false" customHeight="false" outlineLevel="0" collapsed="false">'
    xml = sheet(
        table(shared, row),
        before='<sheetPr filterMode="false"><pageSetUpPr fitToPage="false"/></sheetPr><dimension ref="A1:C3"/>'
        '<sheetViews><sheetView showFormulas="false" showGridLines="true" tabSelected="true" view="normal" workbookViewId="0"/></sheetViews>'
        '<sheetFormatPr defaultColWidth="11.53515625" defaultRowHeight="12.8" zeroHeight="false" outlineLevelRow="0"/>'
        '<cols><col collapsed="false" customWidth="false" hidden="false" outlineLevel="0" max="16384" min="1" style="0" width="11.53"/></cols>',
        after='<printOptions headings="false" gridLines="false"/><pageMargins left="0.7" right="0.7" top="0.7" bottom="0.7" header="0.5" footer="0.5"/>',
    )
    views = '<bookViews><workbookView showHorizontalScroll="true" firstSheet="0" activeTab="0"/></bookViews>'
    return with_strings(
        parts(
            xml,
            views=views,
            properties='<fileVersion appName="Calc"/><workbookPr backupFile="false" date1904="false"/>',
        )
    )


def poi_streaming() -> Parts:
    """Apache POI's SXSSF: text in the cells, a dimension that was written before there were rows."""
    return parts(
        sheet(
            table(),
            before='<dimension ref="A1"/>',
            after='<pageMargins bottom="0.75" footer="0.3" header="0.3" left="0.7" right="0.7" top="0.75"/>',
        )
    )


def open_xml_sdk() -> Parts:
    """ClosedXML and others on the SDK: a prefix on every element, targets from the root, ids that count nothing."""
    made = with_strings(parts(sheet(table(shared))))
    for name in (SHEET, BOOK, "xl/styles.xml", "xl/sharedStrings.xml"):
        xml = re.sub(r"<(/?)(?=[a-z])", r"<\1x:", made[name].decode()).replace('xmlns="', 'xmlns:x="')
        made[name] = xml.encode()
    rels = "xl/_rels/workbook.xml.rels"
    made[rels] = re.sub(rb'Target="', b'Target="/xl/', made[rels]).replace(b"rId1", b"R0f5c1a")
    made[BOOK] = made[BOOK].replace(b"rId1", b"R0f5c1a")
    return made


def epplus() -> Parts:
    """EPPlus: targets from the root, a table and a filter, no views."""
    columns = "".join(f'<tableColumn id="{n}" name="{name}"/>' for n, name in enumerate(GRID[0], 1))
    made = with_strings(
        parts(
            sheet(
                table(shared),
                before='<dimension ref="A1:C3"/>',
                after='<tableParts count="1"><tablePart r:id="rId1"/></tableParts>',
            )
        )
    )
    xml = f'{HEAD}<table xmlns="{MAIN}" id="1" name="T" displayName="T" ref="A1:C3" totalsRowShown="0"><autoFilter ref="A1:C3"/><tableColumns count="3">{columns}</tableColumns></table>'
    return with_part(
        made,
        "xl/tables/table1.xml",
        xml,
        f"{TYPE}.table+xml",
        SHEET,
        "table",
        "rId1",
        "/xl/tables/table1.xml",
    )


def aspose() -> Parts:
    """A byte order mark before each part, defaults spelled out, empty cells with a style to the right."""
    row = '<row r="{row}" spans="1:16" ht="14.25" customHeight="0">'
    rows = table(shared, row).replace("</row>", '<c r="F1" s="3"/></row>', 1)
    made = with_strings(parts(sheet(rows, before='<dimension ref="A1:F3"/>')))
    return {name: b"\xef\xbb\xbf" + part if name.startswith("xl/") else part for name, part in made.items()}


def sheetjs() -> Parts:
    """SheetJS: texts as results, errors ignored, a cell that holds nothing."""
    rows = table(string).replace("</row>", '<c r="D1"/></row>', 1)
    return parts(
        sheet(
            rows,
            before='<dimension ref="A1:C3"/>',
            after='<ignoredErrors><ignoredError numberStoredAsText="1" sqref="A1:C3"/></ignoredErrors>',
        )
    )


def exceljs() -> Parts:
    """exceljs: heights of another namespace on each row, a rich header, a table of strings without counts."""
    root = f'<worksheet xmlns="{MAIN}" xmlns:r="{RELS}" {MC} mc:Ignorable="x14ac" xmlns:x14ac="{X14AC}">'
    rows = table(shared, '<row r="{row}" spans="1:3" x14ac:dyDescent="0.25">')
    xml = f'{HEAD}{root}<sheetPr/><dimension ref="A1:C3"/><sheetFormatPr defaultRowHeight="15" outlineLevelRow="0" outlineLevelCol="0" x14ac:dyDescent="55"/><sheetData>{rows}</sheetData></worksheet>'
    rich = "<si><r><t>{}</t></r><r><rPr><i/></rPr><t>{}</t></r></si>"
    return with_strings(parts(xml), [rich.format(escaped(text[:1]), escaped(text[1:])) for text in texts()])


def phpspreadsheet() -> Parts:
    """PhpSpreadsheet: a part of notes for each sheet and its drawing, of which only one note is there."""
    xml = sheet(
        table(shared, '<row r="{row}" spans="1:3">'),
        before='<sheetPr><outlinePr summaryBelow="1" summaryRight="1"/></sheetPr><dimension ref="A1:C3"/>',
        after='<sheetProtection sheet="false" objects="false"/><printOptions gridLines="false"/><legacyDrawing r:id="rId_comments_vml1"/>',
    )
    made = with_strings(parts(xml))
    made = with_part(
        made,
        "xl/comments1.xml",
        comments(("B2", "Author", "核对过")),
        f"{TYPE}.comments+xml",
        SHEET,
        "comments",
        "rId_comments1",
        "../comments1.xml",
    )
    return with_part(
        made,
        "xl/drawings/vmlDrawing1.vml",
        boxes((2, 2)),
        "application/vnd.openxmlformats-officedocument.vmlDrawing",
        SHEET,
        "vmlDrawing",
        "rId_comments_vml1",
        "../drawings/vmlDrawing1.vml",
    )


def comments(*notes: tuple[str, str, str]) -> str:
    """A comments part of (cell, author, text)."""
    authors = list(dict.fromkeys(author for _, author, _ in notes))
    inside = "".join(
        f'<comment ref="{cell}" authorId="{authors.index(author)}"><text><r><t xml:space="preserve">{text}</t></r></text></comment>'
        for cell, author, text in notes
    )
    names = "".join(f"<author>{author}</author>" for author in authors)
    return f'{HEAD}<comments xmlns="{MAIN}"><authors>{names}</authors><commentList>{inside}</commentList></comments>'


def boxes(*cells: tuple[int, int]) -> str:
    """A drawing with a small box for the note of each cell (row and column, 1-based)."""
    shapes = "".join(
        f'<v:shape id="_x0000_s{1025 + n}" type="#_x0000_t202" style="position:absolute;visibility:hidden" fillcolor="#FFFFE1">'
        f'<x:ClientData ObjectType="Note"><x:Anchor>3, 15, 0, 2, 5, 31, 3, 5</x:Anchor><x:Row>{row - 1}</x:Row><x:Column>{column - 1}</x:Column></x:ClientData></v:shape>'
        for n, (row, column) in enumerate(cells)
    )
    return (
        '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel">'
        '<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout>'
        f'<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"/>{shapes}</xml>'
    )


def numbers() -> Parts:
    """Numbers: a sheet that only names the others stands first, and sheets are called “Sheet - Table”."""
    told = sheet(
        '<row r="1" ht="50"><c r="A1" t="inlineStr"><is><t>This document was exported from Numbers.</t></is></c></row>'
    )
    made = parts(sheet(table(shared)), told)
    made[BOOK] = (
        made[BOOK]
        .replace(b'name="S2"', 'name="导出摘要"'.encode())
        .replace(b'name="S1"', 'name="工作表 1 - 表格 1"'.encode())
    )
    return with_strings(made)


def strict() -> Parts:
    """Excel's “Strict Open XML Spreadsheet”."""
    made = with_strings(parts(sheet(table(shared), before='<dimension ref="A1:C3"/>')))
    pairs = ((RELS, f"{_SEEN}/officeDocument/relationships"), (MAIN, f"{_SEEN}/spreadsheetml/main"))
    for old, new in pairs:
        made = {name: part.replace(old.encode(), new.encode()) for name, part in made.items()}
    made[BOOK] = made[BOOK].replace(b"<workbook ", b'<workbook conformance="strict" ')
    return made


def excel() -> Parts:
    """Excel 365 with what it has: extensions, slicer, controls, pictures in the header, a data model, threads."""
    from tests.write_back.producers_excel import full_of_features

    return full_of_features()


PRODUCERS: Mapping[str, Callable[[], Parts]] = {
    made.__name__: made
    for made in (
        minimal, google_sheets, wps, libreoffice, poi_streaming, open_xml_sdk, epplus, aspose, sheetjs, exceljs,
        phpspreadsheet, numbers, strict, excel,
    )
}  # fmt: skip


def backslashed(made: Parts) -> Parts:
    """Names as an archiver on Windows wrote them."""
    return {name.replace("/", "\\") if name.startswith("xl/") else name: part for name, part in made.items()}


def in_odd_case(made: Parts) -> Parts:
    """Names in other capitals than the relationships have."""
    return {
        name.replace("sheet1", "Sheet1").replace("Strings", "strings"): part for name, part in made.items()
    }


def with_dotted_targets(made: Parts) -> Parts:
    """Targets that take a way round."""
    rels = "xl/_rels/workbook.xml.rels"
    return made | {rels: re.sub(rb'Target="(?!/)', b'Target="./../xl/', made[rels])}


def unordered(made: Parts) -> Parts:
    """The parts in another order: the sheet first, the list of types last."""
    return dict(sorted(made.items(), key=lambda each: (each[0] != SHEET, each[0] == "[Content_Types].xml")))


HABITS: Mapping[str, Callable[[Parts], Parts]] = {
    made.__name__: made for made in (with_dotted_targets, unordered, in_odd_case, backslashed)
}
"""In the order in which they can follow each other."""
