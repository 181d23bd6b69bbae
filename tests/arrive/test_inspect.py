"""What arrives is named for what it is, whatever it calls itself, before anything parses it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.arrive.built import BOF, END_OF_FILE, FILEPASS, compound
from tests.lowered import lowered
from tests.read.built import ods, parts, workbook, zipped
from workbook_crm.arrive.inspect import inspect, is_whole
from workbook_crm.arrive.zipped import swells_too_much
from workbook_crm.model import words
from workbook_crm.model.language import Language
from workbook_crm.model.raw import Format
from workbook_crm.model.rules import files as rules

ROW = '<row r="1"><c r="A1"><v>1</v></c></row>'
XLS = compound({"Workbook": BOF + END_OF_FILE, "\x05SummaryInformation": bytes(8000)})


def codes(content: bytes) -> tuple[Format | None, tuple[str, ...]]:
    format, findings = inspect(content, name="a.xlsx")
    return format, tuple(each.rule.code for each in findings)


def refused(content: bytes) -> str:
    """The one rule that refuses these bytes."""
    format, findings = inspect(content, name="a.xlsx")
    assert format is None
    (only,) = findings
    assert only.is_error
    return only.rule.code


def with_parts(**more: bytes) -> bytes:
    return zipped(parts(ROW) | {name.replace("__", "/"): data for name, data in more.items()})


def with_content_type(kind: bytes) -> bytes:
    made = parts(ROW)
    name = "[Content_Types].xml"
    made[name] = made[name].replace(
        b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", kind
    )
    return zipped(made)


@pytest.mark.parametrize(
    ("content", "format"),
    [
        (workbook(ROW), Format.XLSX),
        (with_content_type(b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"), Format.XLSM),
        (with_content_type(b"application/vnd.ms-excel.sheet.binary.macroEnabled.main"), Format.XLSB),
        (
            with_content_type(
                b"application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml"
            ),
            Format.XLSX,
        ),
        (ods(""), Format.ODS),
        (XLS, Format.XLS),
        (compound({"Book": BOF}), Format.XLS),
        (compound({"WORKBOOK": BOF}), Format.XLS),
        (b"name,phone\n", Format.CSV),
        (b"[name],[phone]\n", Format.CSV),
        (b"From: whom,To: whom\nx,y\n", Format.CSV),
        ("姓名,电话\n".encode("gb18030"), Format.CSV),
        ("姓名,电话\n".encode("utf-16"), Format.CSV),
        ("姓名,电话\n".encode("utf-16-le"), Format.CSV),
        ("姓名,电话\n".encode("utf-32"), Format.CSV),
    ],
)
def test_the_format_is_decided_by_the_bytes(content: bytes, format: Format) -> None:
    assert codes(content) == (format, ())


OTHERS = {
    b"%PDF-1.7\n%": ("document", "a PDF file"),
    b"{\\rtf1 x}": ("document", "an RTF document"),
    b"\x89PNG\r\n\x1a\n\0\0": ("picture", "a PNG picture"),
    b"\xff\xd8\xff\xe0": ("picture", "a JPEG picture"),
    b"RIFF\x10\0\0\0WEBPVP8 ": ("picture", "a WebP picture"),
    b"\0\0\0\x18ftypheic\0\0\0\0": ("picture", "a HEIC picture, as phones take them"),
    b"Rar!\x1a\x07\0": ("packed", "a RAR archive"),
    b"\0\1\0\0Standard Jet DB\0": ("data-of-a-program", "an Access database"),
    b'<?xml version="1.0"?><note/>': ("data-of-a-program", "an XML file"),
    b'{"customers": [{"name": "x"}]}': ("data-of-a-program", "a JSON file"),
    b' [ {"name": "x"}]': ("data-of-a-program", "a JSON file"),
    b"Received: from a\r\n\tby b\r\nSubject: x\r\n\r\nhello\r\n": ("mail", "a mail"),
    b"Date: Mon, 30 Nov 2026 11:31:41 +0000\nTo: a@b\n\nhello\n": ("mail", "a mail"),
    b"From a@b Mon Nov 30 11:00:00 2026\nX-A: 1\nFrom: a@b\nSubject: x\n\nhello\n": ("mail", "a mail"),
    bytes(range(256)) * 4: ("not-a-workbook", "a file of an unknown kind"),
    zipped({"[Content_Types].xml": b"<x>application/vnd.wordprocessingml.document.main+xml</x>"}): (
        "document",
        "a Word document",
    ),
    zipped({"mimetype": b"application/vnd.oasis.opendocument.text"}): ("document", "a text document (ODT)"),
    zipped({"Index/Tables/DataList.iwa": b"x"}): ("numbers-document", "an Apple Numbers or Pages document"),
    compound({"WordDocument": b"x"}): ("document", "a Word document"),
    compound({"PowerPoint Document": b"x"}): ("document", "a PowerPoint presentation"),
    compound({"__properties_version1.0": b"x"}): ("outlook-mail", "an Outlook message"),
    compound({"odd": b"x"}): ("not-a-workbook", "another kind of Office file"),
}


@pytest.mark.parametrize("content", OTHERS)
def test_what_is_no_workbook_is_named(content: bytes) -> None:
    _, (found,) = inspect(content, name="a.xlsx")
    code, kind = OTHERS[content]
    assert found.rule.code == code
    assert kind in words.message(found, Language.EN)


@pytest.mark.parametrize(
    "text",
    [
        "Subject: x\nhello\n",  # one field of a mail is none
        "From,To,Subject\na,b,c\n",
        "Date: 2026-11-30\n\nTo: a\n",  # the header ends at the blank line
        "客户名称:王伟\nDate: 1\nTo: 2\n",
    ],
)
def test_text_that_only_looks_a_little_like_a_mail_is_none(text: str) -> None:
    assert inspect(text.encode(), name="a.csv")[0] is Format.CSV


@pytest.mark.parametrize(("name", "code"), [("a.et", "unsupported-workbook"), ("a.xls", "not-a-workbook")])
def test_an_old_spreadsheet_of_wps_is_told_by_its_name(name: str, code: str) -> None:
    _, (found,) = inspect(compound({"odd": b"x"}), name=name)
    assert found.rule.code == code


OLD = {
    b"\x09\x00\x04\x00\x02\x00\x10\x00": "a worksheet of Excel 2 (1987)",
    b"\x09\x04\x06\x00\x00\x00\x10\x00": "a worksheet of Excel 4 (1992)",
    b"\x09\x08\x08\x00\x00\x05\x05\x00": "a workbook of Excel 5 (1993)",
    b"ID;PWXL;N;E\r\n": "a SYLK file",
}


@pytest.mark.parametrize("content", OLD)
def test_workbooks_that_only_other_programs_read_are_named(content: bytes) -> None:
    _, (found,) = inspect(content, name="a.xls")
    assert found.rule == rules.OTHER_WORKBOOK
    assert OLD[content] in words.message(found, Language.EN)


@pytest.mark.parametrize(
    "content",
    [
        compound({"EncryptedPackage": b"x", "EncryptionInfo": b"x"}),
        compound({"Workbook": BOF + FILEPASS}),
        ods("", manifest="<manifest:encryption-data/>"),
    ],
)
def test_a_password_is_told_from_damage(content: bytes) -> None:
    assert refused(content) == "password-protected"


def test_an_encrypted_zip_is_behind_a_password() -> None:
    content = bytearray(workbook(ROW))
    at = content.find(b"PK\x01\x02")
    while at >= 0:
        content[at + 8] |= 1
        at = content.find(b"PK\x01\x02", at + 1)
    assert refused(bytes(content)) == "password-protected"


@pytest.mark.parametrize("content", [workbook(ROW), ods(""), XLS])
@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
def test_a_file_that_was_copied_half_is_incomplete(content: bytes, share: float) -> None:
    half = content[: int(len(content) * share)]
    assert refused(half) == "incomplete-file"
    assert not is_whole(half)
    assert is_whole(content)


def test_space_that_was_laid_out_for_a_copy_is_incomplete() -> None:
    content = workbook(ROW)
    assert refused(bytes(10_000)) == "incomplete-file"
    assert refused(content[:1000] + bytes(len(content) - 1000)) == "incomplete-file"


def test_an_empty_file_is_called_empty() -> None:
    assert refused(b"") == "empty-file"
    assert not is_whole(b"")


def test_a_file_above_the_limit_is_not_looked_at() -> None:
    _, (found,) = inspect(bytes(2000), name="a.xlsx", max_bytes=1000)
    assert found.rule == rules.FILE_TOO_LARGE


PLAIN = with_parts(xl__notes=b"plain text\n" * 20_000)
"""220 KB, packed to a hundredth."""


@pytest.mark.parametrize(
    ("limits", "is_refused"),
    [
        ({"unpacked_bytes": 100_000}, True),
        ({"unpacked_bytes": 300_000}, False),
        ({"ratio": 5, "ratio_from_bytes": 100_000}, True),
        ({"ratio": 5, "ratio_from_bytes": 300_000}, False),
        ({"ratio": 199, "ratio_from_bytes": 100_000}, False),
    ],
)
def test_what_would_unpack_to_too_much_is_not_unpacked(limits: dict[str, int], is_refused: bool) -> None:
    with lowered(**limits):
        format, findings = inspect(PLAIN, name="a.xlsx")
    assert (format is None) == is_refused
    assert [each.rule for each in findings] == [rules.SWELLS_TOO_MUCH] * is_refused
    assert all(words.message(each, Language.ZH).startswith("文件只有 ") for each in findings)


@pytest.mark.parametrize(("packed", "is_refused"), [(3_024, False), (3_025, True)])
def test_parts_that_hold_more_than_the_file_does_are_not_unpacked(packed: int, is_refused: bool) -> None:
    told: Any = SimpleNamespace(size_bytes=1_000, packed_bytes=packed, unpacked_bytes=5_000)
    assert swells_too_much(told) == is_refused


@pytest.mark.parametrize(("count", "code"), [(20, "archive-without-workbooks"), (21, "too-many-parts")])
def test_too_many_parts_are_refused(count: int, code: str) -> None:
    with lowered(parts=20):
        assert refused(zipped({f"{n}": b"" for n in range(count)})) == code


DECLARED = b'<?xml version="1.0"?><!DOCTYPE sst><sst/>'


@pytest.mark.parametrize(
    "part",
    [
        DECLARED,
        DECLARED.decode().encode("utf-16"),
        b"<!-- " + b"x" * 5000 + b" -->" + DECLARED.removeprefix(b'<?xml version="1.0"?>'),
        b'<?xml version="1.0"?><!ENTITY author "Ann"><sst/>',
    ],
)
def test_a_part_that_declares_a_document_type_is_not_parsed(part: bytes) -> None:
    assert refused(with_parts(**{"xl__sharedStrings.xml": part})) == "document-type-declared"


def test_a_zip_whose_directory_is_damaged_is_called_damaged() -> None:
    assert refused(workbook(ROW).replace(b"PK\x01\x02", b"PK\x01\x07")) == "damaged-file"


@pytest.mark.parametrize(
    ("part", "code"),
    [
        ("xl__vbaProject.bin", "macros-not-run"),
        ("xl__macrosheets__sheet1.xml", "macros-not-run"),
        ("_xmlsignatures__origin.sigs", "signed"),
        ("xl__externalLinks__externalLink1.xml", "external-links-not-fetched"),
    ],
)
def test_what_is_not_done_with_a_workbook_is_said(part: str, code: str) -> None:
    format, found = codes(with_parts(**{part: b"<x/>"}))
    assert format is not None
    assert found == (code,)


def test_macros_and_signatures_of_an_xls_are_said() -> None:
    content = compound({"Workbook": BOF}, storages=("_VBA_PROJECT_CUR", "_xmlsignatures"))
    assert codes(content) == (Format.XLS, ("macros-not-run", "signed"))


@pytest.mark.parametrize("language", Language)
def test_every_rule_says_what_is_the_matter_and_errors_say_what_to_do(language: Language) -> None:
    for rule in vars(rules).values():
        if isinstance(rule, type(rules.EMPTY_FILE)):
            assert rule[language].message
            assert rule[language].hint or rule.severity.value == "note"


@given(st.binary(max_size=3000))
def test_any_bytes_are_judged_without_an_exception(content: bytes) -> None:
    format, findings = inspect(content, name="a")
    assert format is not None or any(each.is_error for each in findings)


@given(
    st.sampled_from([b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]),
    st.binary(max_size=3000),
)
def test_any_bytes_behind_a_magic_are_judged_without_an_exception(magic: bytes, content: bytes) -> None:
    format, findings = inspect(magic + content, name="a")
    assert format is not None or any(each.is_error for each in findings)


@settings(max_examples=300)
@given(
    st.sampled_from([workbook(ROW), ods(""), XLS]),
    st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=6),
)
def test_a_real_file_with_any_bytes_changed_is_judged(
    content: bytes, changes: list[tuple[float, int]]
) -> None:
    changed = bytearray(content)
    for at, byte in changes:
        changed[int(at * len(changed))] = byte
    format, findings = inspect(bytes(changed), name="a")
    assert format is not None or any(each.is_error for each in findings)
