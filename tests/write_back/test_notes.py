"""Notes: ours beside the sender's, each in a box that fits, and gone again without a trace."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from benchmarks.roundtrip import outcome_of
from tests.write_back.producers import PRODUCERS
from tests.write_back.producers_excel import GUID, full_of_features
from tests.write_back.raw_package import (
    HEAD,
    MAIN,
    TABLE_OF_TWO,
    book,
    fill_of,
    names,
    packed,
    part,
    parts,
    relations,
    sheet,
)
from workbook_crm.model.marks import Mark, SheetMarks, Tone, WorkbookMarks
from workbook_crm.write_back.package import annotate, strip_marks

COMMENTS, DRAWING, RELS = (
    "xl/comments1.xml",
    "xl/drawings/vmlDrawing1.vml",
    "xl/worksheets/_rels/sheet1.xml.rels",
)
TIED = (COMMENTS, DRAWING, RELS, "xl/persons/person.xml", "xl/threadedComments/threadedComment1.xml")


def noted(*notes: tuple[int, int, str]) -> WorkbookMarks:
    marks = tuple(Mark(row, column, Tone.ERROR, text) for row, column, text in notes)
    return WorkbookMarks((SheetMarks("S1", (), marks),))


def with_notes_of_the_senders(
    inside: str, *, name: str = "xl/odd name.xml", drawing: str | None = None
) -> bytes:
    """A sheet with one note of the sender's on A2, in a part of any name."""
    drawing = drawing or (
        '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
        'xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="7"/>'
        '</o:shapelayout><v:shapetype id="_x0000_t202"/><v:rect id="_x0000_s7169"/><v:shape id="_x0000_s7170" type="#_x0000_t202">'
        '<v:textbox><div>not <br> closed</div></v:textbox><x:ClientData ObjectType="Note"><x:Row>1</x:Row>'
        "<x:Column>0</x:Column></x:ClientData></v:shape></xml>"
    )
    made = parts(TABLE_OF_TWO.replace("</sheetData>", '</sheetData><legacyDrawing r:id="rId8"/>'))
    made[name] = (
        f'{HEAD}<comments xmlns="{MAIN}"><authors><author>王五</author></authors><commentList>'
        f'<comment ref="A2" authorId="0"><text>{inside}</text></comment></commentList></comments>'
    ).encode()
    made["xl/drawings/d.vml"] = drawing.encode()
    made[RELS] = relations(
        ("rId7", "comments", "../" + name.removeprefix("xl/").replace(" ", "%20")),
        ("rId8", "vmlDrawing", "../drawings/d.vml"),
    ).encode()
    return packed(made)


def changed(content: bytes, name: str, before: bytes, after: str) -> bytes:
    """A package in which a part says something else."""
    made = {each: part(content, each).encode() for each in names(content)}
    assert before in made[name]
    made[name] = made[name].replace(before, f">{after.strip('<>')}<".encode() if before[:1] == b">" else b"")
    return packed(made)


def words(comments: str, cell: str) -> str:
    """The text of a cell's note."""
    for comment in ElementTree.fromstring(comments).iter(f"{{{MAIN}}}comment"):
        if comment.get("ref") == cell:
            return "".join(comment.itertext())
    return ""


def test_a_sheet_without_notes_is_given_all_that_a_note_needs() -> None:
    answer = annotate(book(TABLE_OF_TWO), noted((2, 1, "电话少一位")))
    assert words(part(answer, COMMENTS), "A2") == "电话少一位"
    assert "<x:Row>1</x:Row><x:Column>0</x:Column>" in part(answer, DRAWING)
    assert part(answer, "xl/worksheets/sheet1.xml").count("<legacyDrawing ") == 1
    assert 'Extension="vml"' in part(answer, "[Content_Types].xml")
    assert '/xl/comments1.xml"' in part(answer, "[Content_Types].xml")
    assert "vmlDrawing1.vml" in part(answer, RELS)
    ElementTree.fromstring(part(answer, DRAWING))


def test_the_drawing_is_tied_in_where_the_schema_has_it() -> None:
    after = '<pageMargins left="1"/><drawing r:id="rId1"/><legacyDrawingHF r:id="rId2"/><tableParts count="0"/><extLst/>'
    answer = annotate(book(sheet('<row r="2"/>', after=after)), noted((2, 1, "x")))
    order = re.findall(
        r"<(drawing|legacyDrawing|legacyDrawingHF|tableParts) ", part(answer, "xl/worksheets/sheet1.xml")
    )
    assert order == ["drawing", "legacyDrawing", "legacyDrawingHF", "tableParts"]


def test_boxes_fit_their_text_and_are_hidden() -> None:
    answer = annotate(book(TABLE_OF_TWO), noted((2, 1, "短"), (3, 1, "很长的一句话，要写满好几行才够。" * 6)))
    drawing = part(answer, DRAWING)
    sizes = [
        (int(width), int(height)) for width, height in re.findall(r"width:(\d+)pt;height:(\d+)pt", drawing)
    ]
    assert sizes[0][0] < sizes[1][0] <= 300
    assert sizes[1][1] > 3 * sizes[0][1]
    assert drawing.count("visibility:hidden") == 2


def test_a_box_of_a_very_long_text_is_wider_instead_of_cutting_it() -> None:
    drawing = part(annotate(book(TABLE_OF_TWO), noted((2, 1, "请从列表里选一个产品，" * 100))), DRAWING)
    width, height = map(int, re.findall(r"width:(\d+)pt;height:(\d+)pt", drawing)[0])
    assert width == 640 * 3 // 4
    assert height < 480 * 3 // 4


def test_a_box_beside_the_last_column_stays_in_the_grid() -> None:
    drawing = part(annotate(book(TABLE_OF_TWO), noted((1_048_576, 16_384, "x" * 300))), DRAWING)
    anchor = [int(number) for number in re.search(r"<x:Anchor>(.*?)</x:Anchor>", drawing)[1].split(",")]  # type: ignore[index]
    assert anchor[0] < anchor[4] <= 16_383
    assert anchor[2] < anchor[6] <= 1_048_575


def test_the_senders_note_stays_and_ours_follows_it() -> None:
    given = with_notes_of_the_senders("<r><rPr><b/></rPr><t>问过客户</t></r>")
    answer = annotate(given, noted((2, 1, "电话少一位"), (3, 1, "另一处")))
    comments = part(answer, "xl/odd name.xml")
    assert words(comments, "A2").startswith("问过客户")
    assert words(comments, "A2").endswith("\n电话少一位")
    assert words(comments, "A3") == "另一处"
    assert "<r><rPr><b/></rPr><t>问过客户</t></r>" in comments
    assert COMMENTS not in names(answer)
    assert part(strip_marks(answer), "xl/odd name.xml") == part(given, "xl/odd name.xml")
    assert part(strip_marks(answer), "xl/drawings/d.vml") == part(given, "xl/drawings/d.vml")


def test_plain_text_of_the_senders_becomes_a_run_before_ours() -> None:
    answer = annotate(with_notes_of_the_senders("<t>原文</t>"), noted((2, 1, "ours")))
    assert "<r><t>原文</t></r><r>" in part(answer, "xl/odd name.xml")
    assert words(part(strip_marks(answer), "xl/odd name.xml"), "A2") == "原文"


def test_ours_stands_before_phonetic_text() -> None:
    inside = '<r><t>東京</t></r><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/>'
    comments = part(annotate(with_notes_of_the_senders(inside), noted((2, 1, "ours"))), "xl/odd name.xml")
    assert comments.index("ours") < comments.index("<rPh")


def test_new_shapes_take_numbers_that_are_free_and_the_rest_is_not_touched() -> None:
    given = with_notes_of_the_senders("<t>x</t>")
    drawing = part(annotate(given, noted((3, 1, "a"), (3, 2, "b"))), "xl/drawings/d.vml")
    assert re.findall(r'<v:shape id="_x0000_s(\d+)"', drawing) == ["7170", "7171", "7172"]
    assert drawing.startswith(part(given, "xl/drawings/d.vml").removesuffix("</xml>"))


def test_a_drawing_with_form_controls_alone_is_extended_and_stays() -> None:
    drawing = (
        '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
        'xmlns:x="urn:schemas-microsoft-com:office:excel"><v:rect id="_x0000_s1025"/></xml>'
    )
    made = parts(TABLE_OF_TWO.replace("</sheetData>", '</sheetData><legacyDrawing r:id="rId8"/>'))
    made["xl/drawings/d.vml"] = drawing.encode()
    made[RELS] = relations(("rId8", "vmlDrawing", "../drawings/d.vml")).encode()
    answer = annotate(packed(made), noted((2, 1, "x")))
    assert '<v:shape id="_x0000_s1026"' in part(answer, "xl/drawings/d.vml")
    assert part(strip_marks(answer), "xl/drawings/d.vml") == drawing


def test_threads_stay_and_their_legacy_twin_carries_ours() -> None:
    made = full_of_features()
    given = packed(made)
    answer = annotate(given, noted((2, 2, "ours"), (3, 1, "too"), (2, 1, "new")))
    for name in ("xl/threadedComments/threadedComment1.xml", "xl/persons/person.xml"):
        assert part(answer, name).encode() == made[name]
    assert words(part(answer, COMMENTS), "B2").startswith("[线程批注]")
    assert words(part(answer, COMMENTS), "B2").endswith("\nours")
    authors = re.findall(r"<author>(.*?)</author>", part(answer, COMMENTS))
    owners = dict(re.findall(r'<comment ref="(\w+)" authorId="(\d)"', part(answer, COMMENTS)))
    assert {cell: authors[int(owner)] for cell, owner in owners.items()} == {
        "B2": f"tc={GUID % 1}", "A3": f"tc={GUID % 3}", "A2": "workbook_crm",
    }  # fmt: skip
    assert {name: part(strip_marks(answer), name) for name in TIED} == {
        name: made[name].decode() for name in TIED
    }


def test_a_thread_without_a_twin_is_not_given_a_note_in_its_place() -> None:
    made = full_of_features()
    made[COMMENTS] = re.sub(rb'<comment ref="B2".*?</comment>', b"", made[COMMENTS], count=1, flags=re.DOTALL)
    answer = annotate(packed(made), noted((2, 2, "ours"), (3, 1, "too")))
    assert words(part(answer, COMMENTS), "B2") == ""
    assert words(part(answer, COMMENTS), "A3").endswith("\ntoo")
    assert fill_of(answer, "B2") == "FFF8C0BB"


def test_the_senders_box_has_room_for_ours_and_gets_its_size_back() -> None:
    made = PRODUCERS["phpspreadsheet"]()
    given = packed(made)
    marks = noted((2, 2, "电话少一位，请核对后再发。" * 4))
    answer = annotate(given, marks)
    before, after = (_anchor(part(each, DRAWING)) for each in (given, answer))
    assert before[:4] == after[:4]
    assert after[4:6] > before[4:6]
    assert after[6:] > before[6:]
    assert annotate(answer, marks) == answer
    assert part(strip_marks(answer), DRAWING) == part(given, DRAWING)


def test_a_box_whose_size_stands_in_its_style_is_anchored_and_let_go_again() -> None:
    """As openpyxl writes notes."""
    made = PRODUCERS["phpspreadsheet"]()
    style = b'style="position:absolute;margin-left:59.25pt;width:144px;height:79px;visibility:hidden"'
    made[DRAWING] = re.sub(rb"<x:Anchor>.*?</x:Anchor>", b"", made[DRAWING])
    made[DRAWING] = made[DRAWING].replace(b'style="position:absolute;visibility:hidden"', style)
    marks = noted((2, 2, "电话少一位，请核对后再发。" * 4))
    answer = annotate(packed(made), marks)
    left, _, _, _, right, *_ = _anchor(part(answer, DRAWING))
    assert (left, right - left > 2) == (2, True)
    assert annotate(answer, marks) == answer
    assert part(strip_marks(answer), DRAWING).encode() == made[DRAWING]
    assert part(annotate(packed(made), noted((2, 2, "x"))), DRAWING).encode() == made[DRAWING]
    assert outcome_of(packed(made), "sized by style").losses == ()


def test_a_box_with_room_for_both_stays_as_it_is() -> None:
    made = PRODUCERS["phpspreadsheet"]()
    made[DRAWING] = made[DRAWING].replace(b"3, 15, 0, 2, 5, 31, 3, 5", b"\r\n    3, 15, 0, 2, 9, 31, 30, 5")
    answer = annotate(packed(made), noted((2, 2, "short")))
    assert part(answer, DRAWING).encode() == made[DRAWING]


def _anchor(drawing: str) -> list[int]:
    found = re.search(r"<x:Anchor>([^<]*)<", drawing)
    return [int(number) for number in found[1].split(",")] if found else []


def test_several_notes_on_one_cell_become_one() -> None:
    answer = annotate(book(TABLE_OF_TWO), noted((2, 1, "first"), (2, 1, "second")))
    assert words(part(answer, COMMENTS), "A2") == "first\n\nsecond"
    assert part(answer, DRAWING).count("<v:shape ") == 1


def test_two_sheets_draw_from_different_numbers() -> None:
    marks = tuple(SheetMarks(name, (), (Mark(1, 1, Tone.NOTE, "x"),)) for name in ("S1", "S2"))
    answer = annotate(book(TABLE_OF_TWO, TABLE_OF_TWO), WorkbookMarks(marks))
    blocks = [
        re.search(r'idmap v:ext="edit" data="(\d+)"', part(answer, f"xl/drawings/vmlDrawing{n}.vml"))
        for n in (1, 2)
    ]
    assert blocks[0]
    assert blocks[1]
    assert blocks[0][1] != blocks[1][1]


@pytest.mark.parametrize("author", ["", " ", "Author", "张三"])
def test_our_notes_are_known_by_what_they_say_whoever_is_their_author_by_now(author: str) -> None:
    """LibreOffice forgets the authors of notes, exceljs calls each of them “Author”."""
    answer = changed(annotate(book(TABLE_OF_TWO), noted((2, 1, "x"))), COMMENTS, b">workbook_crm<", author)
    assert COMMENTS not in names(strip_marks(answer))
    assert RELS not in names(strip_marks(answer))


def test_a_note_in_which_another_says_something_else_stays() -> None:
    answer = changed(annotate(book(TABLE_OF_TWO), noted((2, 1, "x"))), COMMENTS, b">workbook_crm<", "张三")
    answer = changed(answer, COMMENTS, b">x<", ">y<")
    assert words(part(strip_marks(answer), COMMENTS), "A2") == "y"
    assert words(part(strip_marks(changed(answer, COMMENTS, b">y<", ">x y<")), COMMENTS), "A2") == "y"


def test_parts_for_notes_that_hold_none_do_not_stand_in_the_way() -> None:
    drawing = '<xml xmlns:v="urn:schemas-microsoft-com:vml"></xml>'
    made = parts(TABLE_OF_TWO.replace("</sheetData>", '</sheetData><legacyDrawing r:id="rId8"/>'))
    made["xl/drawings/d.vml"] = drawing.encode()
    made["xl/c.xml"] = f'<comments xmlns="{MAIN}"><authors/><commentList/></comments>'.encode()
    made[RELS] = relations(
        ("rId8", "vmlDrawing", "../drawings/d.vml"), ("rId7", "comments", "../c.xml")
    ).encode()
    marks = noted((2, 1, "x"))
    answer = annotate(packed(made), marks)
    assert words(part(answer, COMMENTS), "A2") == "x"
    assert part(answer, "xl/worksheets/sheet1.xml").count("<legacyDrawing ") == 1
    assert annotate(answer, marks) == answer


def test_an_empty_list_of_relationships_does_not_stand_in_the_way() -> None:
    made = parts(TABLE_OF_TWO)
    made[RELS] = relations().encode()
    marks = noted((2, 1, "x"))
    answer = annotate(packed(made), marks)
    assert annotate(answer, marks) == answer
