"""Real hostile workbooks of other projects: each is read or refused with a reason, none brings us down."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.arrive.test_sandbox import read
from workbook_crm.arrive.sandbox import Sandbox

CASES = Path(__file__).resolve().parents[2].parent / "shared" / "cases"
NOT_CASES = frozenset({"SOURCE.txt", "LICENSE", "README.md"})
POI = "hostile/apache-poi/test-data/spreadsheet"

pytestmark = pytest.mark.skipif(not CASES.exists(), reason="the shared cases are not here")


def cases(*folders: str) -> list[Path]:
    found = [path for folder in folders for path in sorted((CASES / folder).rglob("*")) if path.is_file()]
    return [path for path in found if path.name not in NOT_CASES]


@pytest.mark.parametrize("part", range(4))
def test_every_file_is_read_or_refused_with_a_reason(part: int) -> None:
    with Sandbox(read, time_s=30) as sandbox:
        for path in cases("hostile", "zh", "crm")[part::4]:
            book, findings = sandbox.read(path.read_bytes(), path.name)
            errors = [each.rule.code for each in findings if each.is_error]
            assert book is not None or errors, path.name
            assert "reader-crashed" not in errors, path.name
            assert "reader-out-of-time" not in errors, path.name


REASONS = {
    "hostile/calamine/tests/pass_protected.xlsx": "password-protected",
    "hostile/calamine/tests/pass_protected.xlsb": "password-protected",
    "hostile/calamine/tests/pass_protected.ods": "password-protected",
    "hostile/python-calamine/tests/data/password.xls": "password-protected",
    f"{POI}/testEXCEL_3.xls": "unsupported-workbook",
    f"{POI}/testEXCEL_4.xls": "unsupported-workbook",
    f"{POI}/bug_42794.mdb": "data-of-a-program",
    f"{POI}/45829.png": "picture",
    f"{POI}/blankworkbook.xls": "empty-workbook",
}


@pytest.mark.parametrize("name", REASONS)
def test_the_reason_is_the_right_one(name: str) -> None:
    path = CASES / name
    if not path.exists():
        pytest.skip(f"{name} is not among the shared cases")
    with Sandbox(read) as sandbox:
        book, findings = sandbox.read(path.read_bytes(), name)
    assert book is None
    assert [each.rule.code for each in findings if each.is_error] == [REASONS[name]]


READABLE = (
    f"{POI}/64420.xlsm",  # a macro sheet
    f"{POI}/CVLKRA-KYC_Download_File_Structure_V3.1.xlsx",  # thirty sheets
    "hostile/dhatim-fastexcel/fastexcel-reader/src/test/resources/xlsx/rels.xlsx",  # parts under other names
    "hostile/openspout/tests/resources/ods/one_sheet_with_strings.ods",  # blanks between elements
)


@pytest.mark.parametrize("name", READABLE)
def test_what_office_programs_open_is_read(name: str) -> None:
    with Sandbox(read) as sandbox:
        book, findings = sandbox.read((CASES / name).read_bytes(), name)
    assert book is not None, findings
    assert any(sheet.cells for sheet in book.sheets)


def test_an_export_whose_dimension_lies_is_read_whole() -> None:
    widest = 0
    for path in cases("zh"):
        book, _ = read(path.read_bytes(), path.name)
        if book is not None:
            widest = max(widest, *(sum(map(len, sheet.cells)) for sheet in book.sheets))
    assert widest >= 250_006
