"""Sheets that are correct and yet not written as Excel writes them."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from contextlib import nullcontext

import openpyxl
import pytest

from tests.lowered import lowered
from tests.write_back.raw_package import (
    HEAD,
    MAIN,
    RELS,
    TYPE,
    book,
    cell,
    names,
    packed,
    part,
    parts,
    sheet,
    text,
)
from workbook_crm.model.marks import (
    ColumnFill,
    Mark,
    ResultCell,
    ResultColumn,
    SheetMarks,
    SummaryCell,
    SummarySheet,
    Tone,
    WorkbookMarks,
)
from workbook_crm.write_back.package import PackageError, add_senders_notes, annotate, strip_marks

EVERYTHING = WorkbookMarks(
    (
        SheetMarks(
            "S1",
            (ColumnFill(2, {2: "filled", 3: 7}),),
            (Mark(2, 1, Tone.ERROR, "看这里"), Mark(3, 3, Tone.NOTE, "note")),
            ResultColumn(1, "处理结果", {2: ResultCell("新增"), 3: ResultCell("退回", Tone.ERROR)}),
        ),
    ),
    SummarySheet("处理结果", ((SummaryCell("A"),),), (20,)),
)


def check_whole(given: bytes) -> bytes:
    """Every mark lands, twice is once, and taking the marks away brings the sheet back."""
    answer = annotate(given, EVERYTHING)
    assert ">filled<" in cell(answer, "B2")
    assert annotate(answer, EVERYTHING) == answer
    bare = strip_marks(answer)
    assert "处理结果" not in part(bare, "xl/worksheets/sheet1.xml")
    assert annotate(bare, EVERYTHING) == answer
    return answer


ROWS = (
    f'<row r="1">{text("A1", "h")}{text("B1", "h")}{text("C1", "h")}</row>'
    f'<row r="2">{text("A2", "a")}{text("B2", "b")}{text("C2", "c")}</row>'
    f'<row r="3">{text("A3", "d")}{text("B3", "e")}{text("C3", "f")}</row>'
)


def test_rows_and_cells_without_addresses_are_counted_on() -> None:
    row = "<row>" + "<c><v>1</v></c>" * 3 + "</row>"
    answer = check_whole(book(sheet(row * 3)))
    assert cell(answer, "C3").endswith("<v>1</v></c>")


def test_an_address_in_the_middle_counts_on_from_there() -> None:
    rows = '<row r="2"><c><v>1</v></c><c r="C2"><v>3</v></c><c><v>4</v></c></row><row><c r="C3"/></row>'
    answer = check_whole(book(sheet(rows)))
    assert "<v>4</v>" in cell(answer, "D2")


def test_rows_out_of_order() -> None:
    rows = f'<row r="3">{text("A3", "three")}{text("C3", "x")}</row><row r="2">{text("A2", "two")}</row>'
    answer = check_whole(book(sheet(rows)))
    written = part(answer, "xl/worksheets/sheet1.xml")
    assert written.index("two") < written.index("three")


def test_a_row_whose_number_begins_with_a_zero() -> None:
    answer = check_whole(book(sheet(f'<row r="02" ht="20">{text("A2", "two")}</row>')))
    assert '<row r="2" ht="20">' in part(answer, "xl/worksheets/sheet1.xml")


def test_cells_out_of_order() -> None:
    header = f'<row r="1">{text("B1", "h")}{text("C1", "h")}{text("A1", "h")}</row>'
    rows = header + f'<row r="2">{text("C2", "c")}{text("A2", "a")}{text("B2", "b")}</row>'
    answer = check_whole(book(sheet(rows)))
    assert part(answer, "xl/worksheets/sheet1.xml").count('r="B2"') == 1


def test_a_cell_that_stands_too_early_is_found_and_not_made_twice() -> None:
    rows = f'<row r="2">{text("C2", "c")}{text("A2", "a")}{text("B2", "b")}</row>'
    marks = WorkbookMarks((SheetMarks("S1", (ColumnFill(2, {2: "new b"}), ColumnFill(3, {2: "new c"}))),))
    answer = annotate(book(sheet(rows)), marks)
    written = part(answer, "xl/worksheets/sheet1.xml")
    assert written.index(">a<") < written.index("new b") < written.index("new c")
    assert written.count('r="C2"') == 1


def test_the_same_row_twice_is_refused() -> None:
    with pytest.raises(PackageError):
        annotate(book(sheet('<row r="2"><c r="A2"/></row><row r="2"><c r="B2"/></row>')), EVERYTHING)


def test_single_quotes_and_attributes_in_another_order() -> None:
    check_whole(
        book(sheet("<row spans='1:3' r='2'><c s='1' r='A2'><v>1</v></c><c t='n' r='B2'><v>2</v></c></row>"))
    )


def test_spaces_around_the_sign_between_name_and_value() -> None:
    answer = check_whole(book(sheet(ROWS.replace(' s="0"', ' s = "3"'))))
    assert strip_marks(answer) != answer
    assert cell(strip_marks(answer), "A2") == cell(book(sheet(ROWS.replace(' s="0"', ' s = "3"'))), "A2")


def test_empty_cells_in_the_result_column_keep_their_bytes() -> None:
    far = "<c r='D2' s='2'></c>"
    answer = check_whole(
        book(sheet(ROWS.replace('<row r="3">', f'{far}<row r="3">').replace(f"</row>{far}", f"{far}</row>")))
    )
    assert "新增" in cell(answer, "D2")


def test_comments_and_instructions_between_rows() -> None:
    check_whole(book(sheet(f'<!-- <row r="2"> --><?x y?>{ROWS}')))


def test_cdata_inside_of_a_cell() -> None:
    odd = '<row r="2"><c r="A2" t="inlineStr"><is><t><![CDATA[a <c r="B2"> & b]]></t></is></c></row>'
    answer = check_whole(book(sheet(odd)))
    assert 'a &lt;c r="B2"&gt; &amp; b' in cell(answer, "A2")


def test_a_namespace_prefix_is_used_again() -> None:
    rows = '<x:row r="2"><x:c r="A2"><x:v>1</x:v></x:c></x:row>'
    given = f'{HEAD}<x:worksheet xmlns:x="{MAIN}"><x:sheetData>{rows}</x:sheetData></x:worksheet>'
    answer = check_whole(book(given))
    assert "<x:t>filled</x:t>" in cell(answer, "B2")
    assert "<x:legacyDrawing xmlns:r=" in part(answer, "xl/worksheets/sheet1.xml")


def strict(made: Mapping[str, bytes]) -> bytes:
    """The package in the namespaces of the strict form."""
    pairs = ((RELS, "officeDocument/relationships"), (MAIN, "spreadsheetml/main"))
    for old, new in pairs:
        made = {
            name: xml.replace(old.encode(), b"http://purl.oclc.org/ooxml/" + new.encode())
            for name, xml in made.items()
        }
    return packed(made)


MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def test_a_strict_workbook_names_the_drawing_of_notes_as_excel_does() -> None:
    answer = check_whole(strict(parts(sheet(ROWS))))
    xml = part(answer, "xl/worksheets/sheet1.xml")
    assert re.search(r'<mc:Choice xmlns:v="[^"]*" Requires="v"><legacyDrawing [^>]*/></mc:Choice>', xml)
    assert "AlternateContent" not in part(strip_marks(answer), "xl/worksheets/sheet1.xml")


def test_notes_of_a_strict_workbook_stay_in_their_drawing() -> None:
    """Strict files of Excel have what names it among alternatives; a second one beside it would be too many."""
    own = parts(sheet(ROWS))
    theirs = add_senders_notes(packed(own), {"S1": {(1, 1): "早"}}, "王")
    made = {name: part(theirs, name).encode() for name in names(theirs)}
    xml = made["xl/worksheets/sheet1.xml"].decode()
    made["xl/worksheets/sheet1.xml"] = re.sub(
        r"<legacyDrawing [^>]*/>",
        lambda found: (
            f'<mc:AlternateContent {MC}><mc:Choice Requires="v">{found[0]}</mc:Choice></mc:AlternateContent>'
        ),
        xml,
    ).encode()
    answer = check_whole(strict(made))
    assert part(answer, "xl/worksheets/sheet1.xml").count("<legacyDrawing ") == 1
    assert [name for name in names(answer) if name.endswith(".vml")] == ["xl/drawings/vmlDrawing1.vml"]
    assert "早" in part(answer, "xl/comments1.xml")
    assert "看这里" in part(answer, "xl/comments1.xml")
    assert "<legacyDrawing " in part(strip_marks(answer), "xl/worksheets/sheet1.xml")


def test_content_types_in_any_order_are_the_same_twice() -> None:
    """A package may name every part and no ending."""
    made = parts(sheet(ROWS))
    types = "[Content_Types].xml"
    made[types] = re.sub(rb"<Default [^>]*/>", b"", made[types])
    check_whole(packed(made))


def test_a_style_table_that_is_told_of_and_not_there_is_made() -> None:
    made = parts(sheet(ROWS), styles=None)
    types = "[Content_Types].xml"
    told = b'<Override PartName="/xl/styles.xml" ContentType="%s.styles+xml"/>' % TYPE.encode()
    made[types] = made[types].replace(b"</Types>", told + b"</Types>")
    answer = check_whole(packed(made))
    assert "xl/styles.xml" in names(answer)
    assert part(answer, types).count("/xl/styles") == 1
    openpyxl.load_workbook(io.BytesIO(answer))


def test_strict_namespaces_stay_strict() -> None:
    answer = check_whole(strict(parts(sheet(ROWS))))
    assert 'xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main"' in part(answer, "xl/worksheets/sheet2.xml")
    assert "purl.oclc.org/ooxml/officeDocument/relationships/comments" in part(
        answer, "xl/worksheets/_rels/sheet1.xml.rels"
    )


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "gb18030"])
def test_parts_in_other_encodings(encoding: str) -> None:
    declared = {"utf-8-sig": "UTF-8"}.get(encoding, encoding.upper().replace("-LE", "").replace("-BE", ""))
    made = parts(sheet(ROWS))
    for name in ("xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/workbook.xml"):
        xml = made[name].decode().replace("UTF-8", declared, 1)
        made[name] = xml.encode(encoding)
    check_whole(packed(made))


def test_empty_sheet_data() -> None:
    given = f'{HEAD}<worksheet xmlns="{MAIN}"><sheetData/><pageMargins left="1" right="1" top="1" bottom="1" header="0" footer="0"/></worksheet>'
    answer = check_whole(book(given))
    assert "<sheetData><row " in part(answer, "xl/worksheets/sheet1.xml")


def test_empty_rows_and_self_closing_rows() -> None:
    check_whole(book(sheet('<row r="1"/><row r="2" ht="20"/><row r="3"></row>')))


def test_alternate_content_around_controls_and_in_the_workbook() -> None:
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    after = (
        f'<mc:AlternateContent {mc}><mc:Choice Requires="x14"><controls><control shapeId="1"/></controls></mc:Choice>'
        '<mc:Fallback/></mc:AlternateContent><tableParts count="0"/>'
    )
    properties = f'<mc:AlternateContent {mc}><mc:Choice Requires="x15"><a/></mc:Choice></mc:AlternateContent>'
    answer = check_whole(book(sheet(ROWS, after=after), properties=properties))
    written = part(answer, "xl/worksheets/sheet1.xml")
    assert after in written
    assert written.index("<legacyDrawing") < written.index("<mc:AlternateContent")


COMPATIBILITY = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
CHOICE, FALLBACK = '<mc:Choice xmlns:x14="urn:x" Requires="x14">', "<mc:Fallback>"


def alternative(choice: str, fallback: str) -> str:
    told = f"{CHOICE}{choice}</mc:Choice>{FALLBACK}{fallback}</mc:Fallback>"
    return f"<mc:AlternateContent {COMPATIBILITY}>{told}</mc:AlternateContent>"


def tellings(answer: bytes) -> list[str]:
    """What stands before, in and behind the two tellings of an alternative."""
    written = part(answer, "xl/worksheets/sheet1.xml")
    return re.split(f"{CHOICE}|</mc:Choice>{FALLBACK}|</mc:Fallback>", written)


def test_rows_inside_of_alternate_content_are_written_in_each_telling() -> None:
    old, new = (f'<row r="2" ht="20">{text("A2", word)}{text("D2", word)}</row>' for word in ("old", "new"))
    header, last = f'<row r="1">{text("A1", "h")}</row>', f'<row r="3">{text("A3", "last")}</row>'
    answer = check_whole(book(sheet(header + alternative(new, old) + last)))
    before, choice, fallback, behind = tellings(answer)
    assert 'r="E1"' in before
    assert 'r="E3"' in behind
    for word, telling in (("new", choice), ("old", fallback)):
        assert f">{word}<" in telling
        assert ">filled<" in telling
        assert telling.count("<row ") == telling.count('r="E2"') == 1


def test_a_row_that_the_sheet_lacks_is_made_beside_an_alternative_or_in_each_telling() -> None:
    around = alternative('<row r="2"/><row r="6"/>', '<row r="2"/><row r="3"/>')
    rows = sheet(around + '<row r="9"/>')
    marks = WorkbookMarks((SheetMarks("S1", (ColumnFill(2, dict.fromkeys((1, 4, 8, 10), "made")),)),))
    answer = annotate(book(rows), marks)
    made = [re.findall(r'<c r="B(\d+)"', piece) for piece in tellings(answer)]
    assert made == [["1"], ["4"], ["4"], ["8", "10"]]
    assert annotate(answer, marks) == answer


def test_a_telling_without_rows_gets_none() -> None:
    row = f'<row r="2">{text("A2", "two")}</row>'
    for empty in ("<mc:Fallback/>", "<mc:Fallback></mc:Fallback>"):
        content = alternative(row, "").replace("<mc:Fallback></mc:Fallback>", empty)
        answer = check_whole(book(sheet(content)))
        assert empty in part(answer, "xl/worksheets/sheet1.xml")


def test_what_belongs_to_another_namespace_stays_between_the_rows() -> None:
    kept = '<x:kept xmlns:x="urn:kept"><x:c r="B2"/></x:kept>'
    rows = f'<row><c r="A1" t="n"><v>1</v></c></row>{kept}<row r="3"/><extLst><ext uri="a"/></extLst>'
    written = part(check_whole(book(sheet(rows))), "xl/worksheets/sheet1.xml")
    assert written.index('r="A1"') < written.index(">filled<") < written.index(kept) < written.index('r="B3"')
    assert '</row><extLst><ext uri="a"/></extLst></sheetData>' in written


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="5"/>' + alternative('<row r="2"/>', ""),
        alternative('<row r="6"/>', "") + '<row r="5"/>',
        f'<row r="2">{alternative(text("A2", "new"), text("A2", "old"))}</row>',
        '<c r="A2"/><row/>',
    ],
    ids=["before", "behind", "around cells", "cells without a row"],
)
def test_rows_that_an_alternative_leaves_without_order_are_refused(rows: str) -> None:
    with pytest.raises(PackageError):
        annotate(book(sheet(rows)), EVERYTHING)


def test_extension_lists_of_rows_and_cells_stay() -> None:
    rows = '<row r="2"><c r="A2"/><c r="B2"><v>1</v><extLst><ext uri="a"/></extLst></c><extLst><ext uri="b"/></extLst></row>'
    answer = check_whole(book(sheet(rows)))
    assert '<extLst><ext uri="a"/></extLst></c>' in cell(answer, "B2")
    assert '<extLst><ext uri="b"/></extLst></row>' in part(answer, "xl/worksheets/sheet1.xml")


def test_an_emptied_cell_keeps_its_extension_list() -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="B2"><v>1</v><extLst><ext uri="a"/></extLst></c></row>'
    emptied = WorkbookMarks((SheetMarks("S1", (ColumnFill(2, {2: ""}),)),))
    assert cell(annotate(book(sheet(rows)), emptied), "B2") == '<c r="B2"><extLst><ext uri="a"/></extLst></c>'


def test_a_cell_that_is_there_twice_is_refused() -> None:
    rows = '<row r="2"><c r="B2"><v>1</v></c><c r="B2"><v>2</v></c></row>'
    with pytest.raises(PackageError):
        annotate(book(sheet(rows)), EVERYTHING)


@pytest.mark.parametrize(
    "broken",
    [
        "<worksheet><sheetData><row>",
        "<!DOCTYPE worksheet><worksheet><sheetData/></worksheet>",
        "<worksheet></worksheet>",
        '<worksheet><sheetData><row r="0"><c r="A0"/></row></sheetData></worksheet>',
        '<worksheet><sheetData><row r="1"><c r="ZZZZ1"/><c/></row></sheetData></worksheet>',
        "<worksheet><sheetData/></worksheet><worksheet/>",
        "nothing",
        "",
    ],
)
def test_sheets_that_are_not_well_formed_are_refused(broken: str) -> None:
    with pytest.raises(PackageError):
        annotate(book(broken), EVERYTHING)


@pytest.mark.parametrize(("levels", "is_refused"), [(18, False), (19, True)])
def test_what_is_nested_too_deeply_is_refused(levels: int, is_refused: bool) -> None:
    """The elements stand within the sheet: one level more."""
    given = book(sheet(ROWS, after="<extLst>" + "<a>" * (levels - 1) + "</a>" * (levels - 1) + "</extLst>"))
    with lowered(depth=19), pytest.raises(PackageError) if is_refused else nullcontext():
        annotate(given, EVERYTHING)


def test_frozen_panes_protection_and_everything_around_the_rows_stay() -> None:
    before = (
        '<sheetPr><tabColor rgb="FF00FF00"/></sheetPr><sheetViews><sheetView tabSelected="1" workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" state="frozen"/></sheetView></sheetViews>'
    )
    after = (
        '<sheetProtection sheet="1" objects="1"/><conditionalFormatting sqref="A1"/><dataValidations count="0"/>'
        '<pageSetup orientation="landscape"/>'
    )
    answer = part(check_whole(book(sheet(ROWS, before=before, after=after))), "xl/worksheets/sheet1.xml")
    assert before.replace('tabSelected="1"', 'tabSelected="0"') in answer
    assert after + "<legacyDrawing" in answer


def test_a_table_of_defined_names_keeps_its_sheets() -> None:
    names = (
        '<definedNames><definedName name="_xlnm.Print_Area" localSheetId="1">\'S2\'!$A$1:$B$2</definedName>'
        '<definedName name="mine">S1!$A$1</definedName></definedNames>'
    )
    answer = check_whole(book(sheet(ROWS), sheet(ROWS), names=names))
    assert names.removesuffix("</definedNames>") in part(answer, "xl/workbook.xml")


def test_chart_and_dialog_sheets_between_worksheets() -> None:
    made = parts(sheet(ROWS), "<chartsheet/>", sheet(ROWS))
    rels = made["xl/_rels/workbook.xml.rels"].decode()
    made["xl/_rels/workbook.xml.rels"] = rels.replace(
        'relationships/worksheet" Target="worksheets/sheet2',
        'relationships/chartsheet" Target="worksheets/sheet2',
    ).encode()
    answer = check_whole(packed(made))
    assert part(answer, "xl/worksheets/sheet2.xml") == "<chartsheet/>"
    with pytest.raises(PackageError):
        annotate(packed(made), WorkbookMarks((SheetMarks("S2"),)))
