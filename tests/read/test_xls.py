"""Binary workbooks: error cells and hidden rows are told by their records."""

from __future__ import annotations

import struct
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.read.built import only_sheet
from tests.read.built_xls import number, record, xls
from workbook_crm.model.raw import Format
from workbook_crm.read.biff import biff_facts
from workbook_crm.read.biff_records import workbook_stream
from workbook_crm.read.workbook import read_workbook


def error(row: int, column: int, code: int) -> bytes:
    return record(0x0205, struct.pack("<HHHBB", row, column, 0, code, 1))


def failed_formula(row: int, column: int, code: int) -> bytes:
    result = bytes([2, 0, code, 0, 0, 0, 0xFF, 0xFF])
    token = struct.pack("<HBB", 2, 0x1C, code)
    return record(0x0006, struct.pack("<HHH", row, column, 0) + result + bytes(6) + token)


def hidden_row(row: int) -> bytes:
    return record(0x0208, struct.pack("<HHHHHHI", row, 0, 3, 255, 0, 0, 0x20))


CELLS = number(0, 0, 1.0) + error(0, 1, 0x2A) + failed_formula(1, 0, 0x07) + hidden_row(2) + number(2, 2, 3.0)


def test_error_cells_and_hidden_rows_are_told() -> None:
    sheet = only_sheet(xls(CELLS), Format.XLS)
    assert sheet.errors == {(1, 2): "#N/A", (2, 1): "#DIV/0!"}
    assert sheet.hidden_rows == {3}
    assert sheet.cells == [[1.0, "", ""], ["", "", ""], ["", "", 3.0]]


def test_true_and_false_are_no_errors() -> None:
    boolean = record(0x0205, struct.pack("<HHHBB", 0, 1, 0, 1, 0))
    sheet = only_sheet(xls(number(0, 0, 1.0) + boolean + error(0, 2, 0x0F)), Format.XLS)
    assert sheet.errors == {(1, 3): "#VALUE!"}
    assert sheet.cells == [[1.0, True, ""]]


def test_a_panic_of_the_library_is_damage_and_no_crash(monkeypatch: pytest.MonkeyPatch) -> None:
    class PanicException(BaseException):  # its name is what tells it
        pass

    def panic(stream: object) -> None:
        raise PanicException("index out of bounds")

    monkeypatch.setattr("python_calamine.CalamineWorkbook", SimpleNamespace(from_filelike=panic))
    book, (found,) = read_workbook(xls(CELLS), name="a.xls", format=Format.XLS)
    assert (book, found.rule.code, found.value) == (None, "damaged-file", "index out of bounds")


@given(st.lists(st.tuples(st.integers(0, 5000), st.integers(0, 255)), max_size=8))
def test_no_change_of_bytes_raises(changes: list[tuple[int, int]]) -> None:
    changed = bytearray(xls(CELLS))
    for at, byte in changes:
        changed[at % len(changed)] = byte
    stream = workbook_stream(bytes(changed))
    biff_facts(stream)
