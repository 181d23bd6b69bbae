"""Numbers of binary workbooks are taken from their records to the last digit, however they are packed."""

from __future__ import annotations

import struct

import pytest

from tests.read import test_xlsb_style as xlsb
from tests.read.built_xls import record
from workbook_crm.read.biff_numbers import biff_numbers, unpacked
from workbook_crm.read.xlsb_numbers import xlsb_numbers


def head_of(number: float) -> int:
    """The first thirty bits of a double."""
    return int(struct.unpack("<Q", struct.pack("<d", number))[0] >> 32) & ~3


@pytest.mark.parametrize(
    ("packed", "number"),
    [
        (125_000 << 2 | 2, 125_000.0),
        (12_550 << 2 | 3, 125.5),
        ((-5 & 0x3FFFFFFF) << 2 | 2, -5.0),
        ((-250 & 0x3FFFFFFF) << 2 | 3, -2.5),
        (head_of(1.5), 1.5),
        (head_of(150.0) | 1, 1.5),
        (2, 0.0),
    ],
)
def test_a_packed_number_is_whole_or_the_head_of_a_double(packed: int, number: float) -> None:
    assert unpacked(packed) == number


def test_every_record_that_holds_a_number_is_walked() -> None:
    text = b"\0" * 6 + b"\xff\xff"
    stream = (
        record(0x0809, struct.pack("<HH", 0x0600, 16) + bytes(12))
        + record(0x0203, struct.pack("<HHHd", 0, 0, 7, 39.87))
        + record(0x027E, struct.pack("<HHHI", 1, 2, 8, 5 << 2 | 2))
        + record(0x00BD, struct.pack("<HHHIHIH", 2, 1, 3, 1 << 2 | 2, 4, 2 << 2 | 2, 2))
        + record(0x0006, struct.pack("<HHHd", 3, 0, 9, 2.5) + bytes(8))
        + record(0x0006, struct.pack("<HHH", 4, 0, 9) + text + bytes(8))
        + record(0x000A)
    )
    assert list(biff_numbers(memoryview(stream), 0)) == [
        (0, 0, 7, 39.87), (1, 2, 8, 5.0), (2, 1, 3, 1.0), (2, 2, 4, 2.0), (3, 0, 9, 2.5),
    ]  # fmt: skip


def test_an_xlsb_too() -> None:
    part = (
        xlsb.row(4)
        + xlsb.cell(1, 39.87, 7)
        + xlsb.record(2, struct.pack("<III", 2, 8, 5 << 2 | 2))
        + xlsb.record(9, struct.pack("<IId", 3, 9, 2.5))
    )
    found = [(4, 1, 7, 39.87), (4, 2, 8, 5.0), (4, 3, 9, 2.5)]
    assert list(xlsb_numbers(part)) == found
    assert list(xlsb_numbers(part + b"\x80")) == found, "a part that is cut off"
