"""A code of more than fifteen digits in a number cell keeps the file's own digits, with a warning.

How many digits a file has depends on who wrote it: Excel and LibreOffice 7.4.7 15, XlsxWriter 3.3.1 16, openpyxl
3.1.5 17 or all, Excel::Writer::XLSX 1.10 all.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desk import desk, found
from tests.read.built import only_sheet, parts, sheet_xml, zipped

HEAD = ("类别", "产品名称", "产品编码", "单价", "备注")


def book(code: str, price: str = "<v>5</v>") -> bytes:
    def text(at: str, value: str) -> str:
        return f'<c r="{at}" t="inlineStr"><is><t>{value}</t></is></c>'

    head = "".join(text(f"{letter}1", value) for letter, value in zip("ABCDE", HEAD, strict=True))
    row = text("A2", "配件") + text("B2", "XC60") + code + f'<c r="D2">{price}</c>'
    return zipped(parts(sheets={"产品目录": sheet_xml(f'<row r="1">{head}</row><row r="2">{row}</row>')}))


@pytest.mark.parametrize(
    ("cell", "code", "rule"),
    [
        ('<c r="C2"><v>1234567890123456789</v></c>', "1234567890123456789", "warning long-number"),
        ('<c r="C2" t="n"><v>1234567890123456</v></c>', "1234567890123456", "warning long-number"),
        ('<c r="C2"><v>123456789012345000</v></c>', "123456789012345000", "warning long-number"),
        ('<c r="C2"><v>123456789012345</v></c>', "123456789012345", ""),
        ('<c r="C2" t="str"><f>A1</f><v>1234567890123456789</v></c>', "1234567890123456789", ""),
        ('<c r="C2" t="inlineStr"><is><t>1234567890123456789</t></is></c>', "1234567890123456789", ""),
    ],
)
def test_every_digit_of_the_file_is_kept(cell: str, code: str, rule: str, tmp_path: Path) -> None:
    with desk(tmp_path) as shop:
        receipt = shop.take(book(cell))
        with shop.workspace.store.reading() as queries:
            (row,) = queries.every("catalog")
    assert row.record.code == code
    assert [line.replace("产品目录!C2 ", "") for line in found(receipt) if "!C2" in line] == (
        [rule] if rule else []
    )


def test_digits_that_the_file_itself_has_lost_hold_the_row(tmp_path: Path) -> None:
    with desk(tmp_path) as shop:
        receipt = shop.take(book('<c r="C2"><v>1.23456789012346E+18</v></c>'))
        assert "error 产品目录!C2 lost-digits" in found(receipt)
        assert shop.count("catalog") == 0


def test_an_amount_is_a_number_however_long(tmp_path: Path) -> None:
    sheet = only_sheet(book("", "<v>1234567890123456</v>"))
    assert sheet.long_numbers == {(2, 4): "1234567890123456"}
    with desk(tmp_path) as shop:
        receipt = shop.take(book("", "<v>1234567890123456</v>"))
        assert not [line for line in found(receipt) if "long-number" in line]
