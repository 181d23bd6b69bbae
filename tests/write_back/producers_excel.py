"""A workbook of Excel 365 that has nearly everything which a sheet can have."""

from __future__ import annotations

from tests.write_back.producers import (
    BOOK,
    DRAWN,
    MC,
    OFFICE,
    SHEET,
    X14,
    XM,
    Parts,
    boxes,
    comments,
    shared,
    table,
    with_part,
    with_strings,
)
from tests.write_back.raw_package import HEAD, MAIN, TYPE, parts, sheet

VML = "application/vnd.openxmlformats-officedocument.vmlDrawing"
THREADED = f"{OFFICE}/spreadsheetml/2018/threadedcomments"
GUID = "{6CE9B6A5-1C4D-4C3C-8E59-0000000000%02d}"

_LISTS = (
    f'<ext uri="{{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}}" xmlns:x14="{X14}"><x14:dataValidations count="1" {XM}>'
    '<x14:dataValidation type="list" allowBlank="1"><x14:formula1><xm:f>S1!$A$2:$A$3</xm:f></x14:formula1><xm:sqref>C2:C3</xm:sqref></x14:dataValidation></x14:dataValidations></ext>'
    f'<ext uri="{{78C0D931-6437-407d-A8EE-F0AAD7539E65}}" xmlns:x14="{X14}"><x14:conditionalFormattings><x14:conditionalFormatting {XM}>'
    '<x14:cfRule type="dataBar" id="{00000000-0000-4000-8000-000000000001}"><x14:dataBar><x14:cfvo type="autoMin"/><x14:cfvo type="autoMax"/></x14:dataBar></x14:cfRule><xm:sqref>C2:C3</xm:sqref></x14:conditionalFormatting></x14:conditionalFormattings></ext>'
    f'<ext uri="{{05C60535-1F16-4fd2-B633-F4F36F0B64E0}}" xmlns:x14="{X14}"><x14:sparklineGroups {XM}><x14:sparklineGroup><x14:sparklines><x14:sparkline><xm:f>S1!C2:C3</xm:f><xm:sqref>E2</xm:sqref></x14:sparkline></x14:sparklines></x14:sparklineGroup></x14:sparklineGroups></ext>'
    f'<ext uri="{{A8765BA9-456A-4dab-B4F3-ACF838C121DE}}" xmlns:x14="{X14}"><x14:slicerList><x14:slicer r:id="rId7"/></x14:slicerList></ext>'
)
_CONTROL = (
    f'<mc:AlternateContent {MC}><mc:Choice Requires="x14"><controls><mc:AlternateContent><mc:Choice Requires="x14">'
    '<control shapeId="2049" r:id="rId6" name="Button 1"/></mc:Choice></mc:AlternateContent></controls></mc:Choice></mc:AlternateContent>'
)


def full_of_features() -> Parts:
    """Every part is as small as it can be, and tied as Excel ties it."""
    xml = sheet(
        table(shared) + '<row r="4"><c r="C4" s="2" vm="1"><f>SUM(C2:C3)</f><v>194800</v></c></row>',
        before='<sheetPr codeName="Sheet1"/><dimension ref="A1:C4"/>',
        after=(
            '<sheetProtection sheet="1" objects="1" scenarios="1"/><conditionalFormatting sqref="C2:C3"><cfRule type="dataBar" priority="1"><dataBar><cfvo type="min"/><cfvo type="max"/><color rgb="FF638EC6"/></dataBar></cfRule></conditionalFormatting>'
            '<dataValidations count="1"><dataValidation type="list" sqref="B2"><formula1>"a,b"</formula1></dataValidation></dataValidations>'
            '<pageMargins left="0.7" right="0.7" top="0.7" bottom="0.7" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" r:id="rId1"/>'
            '<headerFooter><oddHeader>&amp;L&amp;G&amp;R第 &amp;P 页</oddHeader></headerFooter><drawing r:id="rId2"/><legacyDrawing r:id="rId3"/><legacyDrawingHF r:id="rId4"/>'
            f"{_CONTROL}<extLst>{_LISTS}</extLst>"
        ),
    )
    names = '<definedNames><definedName name="Slicer_客户" hidden="1">#N/A</definedName><definedName name="_xlnm.Print_Area" localSheetId="0">S1!$A$1:$C$4</definedName></definedNames><calcPr calcId="191029"/>'
    made = with_strings(parts(xml, names=names))
    for part in _SHEET_PARTS:
        made = with_part(made, part[0], part[1], part[2], SHEET, *part[3:])
    for part in _BOOK_PARTS:
        made = with_part(made, part[0], part[1], part[2], BOOK, *part[3:])
    made = with_part(
        made,
        "customXml/item1.xml",
        f"{HEAD}<a/>",
        "application/xml",
        BOOK,
        "customXml",
        "rId60",
        "../customXml/item1.xml",
    )
    panes = f'{HEAD}<wetp:taskpanes xmlns:wetp="{OFFICE}/webextensions/taskpanes/2010/11"/>'
    return with_part(
        made,
        "xl/webextensions/taskpanes.xml",
        panes,
        "application/vnd.ms-office.webextensiontaskpanes+xml",
        "",
        f"{OFFICE}/2011/relationships/webextensiontaskpanes",
        "rId70",
        "xl/webextensions/taskpanes.xml",
    )


def threads() -> str:
    """A question and its answer on B2, and a remark on A3."""
    said = (
        ("B2", 1, "", "电话对吗？"),
        ("B2", 2, f' parentId="{GUID % 1}"', "对的"),
        ("A3", 3, "", "老客户"),
    )
    inside = "".join(
        f'<threadedComment ref="{cell}" dT="2026-11-20T08:00:00.00" personId="{GUID % 90}" id="{GUID % number}"{parent}><text>{text}</text></threadedComment>'
        for cell, number, parent, text in said
    )
    return f'{HEAD}<ThreadedComments xmlns="{THREADED}" xmlns:x="{MAIN}">{inside}</ThreadedComments>'


def twins() -> str:
    """What older programs show in place of the threads."""
    text = "[线程批注]\n\n你的Excel版本可读取此线程批注。\n\n注释:\n    {}"
    return comments(
        ("B2", f"tc={GUID % 1}", text.format("电话对吗？\n答复:\n    对的")),
        ("A3", f"tc={GUID % 3}", text.format("老客户")),
    )


PEOPLE = f'{HEAD}<personList xmlns="{THREADED}"><person displayName="陈静" id="{GUID % 90}" userId="c" providerId="None"/></personList>'
_CONTROLS = boxes((2, 2), (3, 1)).replace(
    "</xml>",
    '<v:shape id="_x0000_s2049" type="#_x0000_t201"><x:ClientData ObjectType="Button"><x:Anchor>6, 0, 6, 0, 8, 0, 8, 0</x:Anchor></x:ClientData></v:shape></xml>',
)
_PICTURE = '<xml xmlns:v="urn:schemas-microsoft-com:vml"><v:shape id="LH" type="#_x0000_t75" style="width:90pt"><v:imagedata/></v:shape></xml>'
_SHEET_PARTS = (
    ("xl/printerSettings/printerSettings1.bin", b"\x00\x01\x02", f"{TYPE}.printerSettings", "printerSettings", "rId1", "../printerSettings/printerSettings1.bin"),
    ("xl/drawings/drawing1.xml", f'{HEAD}<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"/>', DRAWN, "drawing", "rId2", "../drawings/drawing1.xml"),
    ("xl/drawings/vmlDrawing1.vml", _CONTROLS, VML, "vmlDrawing", "rId3", "../drawings/vmlDrawing1.vml"),
    ("xl/drawings/vmlDrawing2.vml", _PICTURE, VML, "vmlDrawing", "rId4", "../drawings/vmlDrawing2.vml"),
    ("xl/comments1.xml", twins(), f"{TYPE}.comments+xml", "comments", "rId5", "../comments1.xml"),
    ("xl/ctrlProps/ctrlProp1.xml", f'{HEAD}<formControlPr xmlns="{X14}" objectType="Button"/>', "application/vnd.ms-excel.controlproperties+xml", "ctrlProp", "rId6", "../ctrlProps/ctrlProp1.xml"),
    ("xl/slicers/slicer1.xml", f'{HEAD}<slicers xmlns="{X14}"><slicer name="客户" cache="Slicer_客户" rowHeight="241300"/></slicers>', "application/vnd.ms-excel.slicer+xml", f"{OFFICE}/2007/relationships/slicer", "rId7", "../slicers/slicer1.xml"),
    ("xl/threadedComments/threadedComment1.xml", threads(), "application/vnd.ms-excel.threadedcomments+xml", f"{OFFICE}/2017/10/relationships/threadedComment", "rId8", "../threadedComments/threadedComment1.xml"),
)  # fmt: skip
_BOOK_PARTS = (
    ("xl/persons/person.xml", PEOPLE, "application/vnd.ms-excel.person+xml", f"{OFFICE}/2017/10/relationships/person", "rId51", "persons/person.xml"),
    ("xl/slicerCaches/slicerCache1.xml", f'{HEAD}<slicerCacheDefinition xmlns="{X14}" name="Slicer_客户" sourceName="客户"/>', "application/vnd.ms-excel.slicerCache+xml", f"{OFFICE}/2007/relationships/slicerCache", "rId52", "slicerCaches/slicerCache1.xml"),
    ("xl/model/item.data", b"\x50\x4b\x00model", "application/vnd.openxmlformats-officedocument.model+data", "powerPivotData", "rId53", "model/item.data"),
    ("xl/metadata.xml", f'{HEAD}<metadata xmlns="{MAIN}"><valueMetadata count="1"><bk><rc t="1" v="0"/></bk></valueMetadata></metadata>', f"{TYPE}.sheetMetadata+xml", "sheetMetadata", "rId54", "metadata.xml"),
    ("xl/calcChain.xml", f'{HEAD}<calcChain xmlns="{MAIN}"><c r="C4" i="1"/></calcChain>', f"{TYPE}.calcChain+xml", "calcChain", "rId55", "calcChain.xml"),
    ("xl/connections.xml", f'{HEAD}<connections xmlns="{MAIN}"><connection id="1" name="ThisWorkbookDataModel" type="5" refreshedVersion="8"/></connections>', f"{TYPE}.connections+xml", "connections", "rId56", "connections.xml"),
)  # fmt: skip
