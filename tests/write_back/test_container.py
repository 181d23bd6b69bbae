"""The ZIP container: what is not touched is copied byte for byte, whatever it looks like."""

from __future__ import annotations

import io
import warnings
import zipfile

import pytest

from tests.write_back.raw_package import (
    TABLE_OF_TWO,
    book,
    cell,
    names,
    packed,
    part,
    parts,
    raw_record,
    with_descriptors,
)
from workbook_crm.model.marks import ColumnFill, Mark, SheetMarks, Tone, WorkbookMarks
from workbook_crm.write_back.package import PackageError, annotate, is_signed
from workbook_crm.write_back.package.container import Fresh, read_members, unpack, write_members

MARKS = WorkbookMarks((SheetMarks("S1", (ColumnFill(2, {2: "filled"}),), (Mark(3, 1, Tone.ERROR, "note"),)),))


def test_nothing_to_do_gives_the_very_same_bytes() -> None:
    given = book(TABLE_OF_TWO)
    assert annotate(given, WorkbookMarks()) == given


def test_untouched_parts_are_copied_as_they_were_packed_in_their_order() -> None:
    made = parts(TABLE_OF_TWO, TABLE_OF_TWO)
    made["xl/media/image1.png"] = bytes(range(256)) * 40
    made["xl/vbaProject.bin"] = b"macro" * 100
    given = packed(made)
    answer = annotate(given, MARKS)
    for name in ("xl/media/image1.png", "xl/vbaProject.bin", "xl/worksheets/sheet2.xml", "_rels/.rels"):
        assert raw_record(answer, name) == raw_record(given, name)
    assert names(answer)[: len(made)] == list(made)


def test_extra_fields_comments_and_dates_stay() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, xml in parts(TABLE_OF_TWO).items():
            info = zipfile.ZipInfo(name, (2020, 2, 3, 4, 5, 6))
            info.extra, info.comment = b"\x99\x99\x02\x00ab", b"about this part"
            archive.writestr(info, xml)
        archive.comment = b"about the archive"
    answer = annotate(stream.getvalue(), MARKS)
    with zipfile.ZipFile(io.BytesIO(answer)) as archive:
        assert archive.comment == b"about the archive"
        info = archive.getinfo("_rels/.rels")
        assert (info.extra, info.comment) == (b"\x99\x99\x02\x00ab", b"about this part")
        assert archive.getinfo("xl/worksheets/sheet1.xml").date_time == (2020, 2, 3, 4, 5, 6)
        assert archive.testzip() is None


def test_sizes_behind_the_data() -> None:
    given = with_descriptors(book(TABLE_OF_TWO))
    assert b"PK\x07\x08" in given
    answer = annotate(given, MARKS)
    assert "filled" in cell(answer, "B2")
    assert b"PK\x07\x08" in answer
    with zipfile.ZipFile(io.BytesIO(answer)) as archive:
        assert archive.testzip() is None


def test_of_duplicate_members_the_last_one_counts_and_untouched_ones_stay() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        archive.writestr("xl/worksheets/sheet1.xml", "<old/>")
        archive.writestr("docProps/app.xml", "<one/>")
        archive.writestr("docProps/app.xml", "<two/>")
        for name, xml in parts(TABLE_OF_TWO).items():
            archive.writestr(name, xml)
    answer = annotate(stream.getvalue(), MARKS)
    assert names(answer).count("docProps/app.xml") == 2
    assert names(answer).count("xl/worksheets/sheet1.xml") == 1
    assert "filled" in cell(answer, "B2")


def test_zip64_sizes_offsets_and_directory() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, xml in parts(TABLE_OF_TWO).items():
            with archive.open(name, "w", force_zip64=True) as member:
                member.write(xml)
    assert "filled" in cell(annotate(stream.getvalue(), MARKS), "B2")


def test_more_members_than_a_plain_directory_can_count() -> None:
    entries = [Fresh(b"%d" % number, b"") for number in range(70_000)]
    members, _ = read_members(write_members(entries))
    assert len(members) == 70_000
    again, _ = read_members(write_members(members))
    assert unpack(again[-1]) == b""
    assert again[-1].name == b"69999"


def test_backslashes_and_case_in_part_names() -> None:
    made = {
        name.replace("/", "\\").replace("sheet1", "Sheet1"): xml for name, xml in parts(TABLE_OF_TWO).items()
    }
    made["[Content_Types].xml"] = made.pop("[Content_Types].xml")
    answer = annotate(packed(made), MARKS)
    with zipfile.ZipFile(io.BytesIO(answer)) as archive:
        written = next(
            name
            for name in archive.namelist()
            if name.lower().replace("\\", "/").endswith("sheets/sheet1.xml")
        )
        assert b"filled" in archive.read(written)


def test_a_package_that_names_the_type_of_each_part_is_told_of_new_relationships_too() -> None:
    made = parts(TABLE_OF_TWO)
    types = made["[Content_Types].xml"].decode()
    kind = "application/vnd.openxmlformats-package.relationships+xml"
    named = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for name in made if name.endswith(".rels")
    )
    bare = types.replace(f'<Default Extension="rels" ContentType="{kind}"/>', named)
    made["[Content_Types].xml"] = bare.encode()
    answer = annotate(packed(made), MARKS)
    assert f'<Default Extension="rels" ContentType="{kind}"/>' in part(answer, "[Content_Types].xml")
    assert bare != types


@pytest.mark.parametrize(
    "target",
    ["/xl/worksheets/sheet1.xml", "./worksheets/../worksheets/sheet1.xml", "worksheets/sheet%31.xml"],
)
def test_targets_written_in_other_ways(target: str) -> None:
    made = parts(TABLE_OF_TWO)
    rels = made["xl/_rels/workbook.xml.rels"].decode().replace("worksheets/sheet1.xml", target)
    made["xl/_rels/workbook.xml.rels"] = rels.encode()
    assert "filled" in cell(annotate(packed(made), MARKS), "B2")


def test_an_external_relationship_is_left_alone() -> None:
    made = parts(TABLE_OF_TWO)
    link = '<Relationship Id="rId50" Type="x/hyperlink" Target="http://example.org/a.xml" TargetMode="External"/>'
    made["xl/_rels/workbook.xml.rels"] = made["xl/_rels/workbook.xml.rels"].replace(
        b"</Rel", link.encode() + b"</Rel"
    )
    assert link in part(annotate(packed(made), MARKS), "xl/_rels/workbook.xml.rels")


def test_a_signature_is_told_of_and_kept() -> None:
    made = parts(TABLE_OF_TWO)
    assert not is_signed(packed(made))
    made["_xmlsignatures/sig1.xml"] = b"<Signature/>"
    given = packed(made)
    assert is_signed(given)
    assert raw_record(annotate(given, MARKS), "_xmlsignatures/sig1.xml") == raw_record(
        given, "_xmlsignatures/sig1.xml"
    )


@pytest.mark.parametrize("cut", [1, 30, 200, 700])
def test_a_package_that_is_cut_off_is_refused(cut: int) -> None:
    with pytest.raises(PackageError):
        annotate(book(TABLE_OF_TWO)[:-cut], MARKS)


@pytest.mark.parametrize("content", [b"", b"PK", b"\xd0\xcf\x11\xe0" + b"\0" * 600, b"a,b\n1,2\n"])
def test_what_is_not_a_package_is_refused(content: bytes) -> None:
    with pytest.raises(PackageError):
        annotate(content, MARKS)


def test_damaged_data_is_refused() -> None:
    given = bytearray(book(TABLE_OF_TWO))
    at = given.index(b"xl/worksheets/sheet1.xml") + 40
    given[at : at + 8] = b"\xff" * 8
    with pytest.raises(PackageError):
        annotate(bytes(given), MARKS)


def test_a_package_of_another_kind_is_refused() -> None:
    made = parts(TABLE_OF_TWO)
    made["xl/workbook.xml"] = b"<document/>"
    with pytest.raises(PackageError):
        annotate(packed(made), MARKS)


@pytest.mark.parametrize(
    "gone", ["[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/worksheets/sheet1.xml"]
)
def test_a_package_that_lacks_a_part_is_refused(gone: str) -> None:
    made = parts(TABLE_OF_TWO)
    del made[gone]
    with pytest.raises(PackageError):
        annotate(packed(made), MARKS)
