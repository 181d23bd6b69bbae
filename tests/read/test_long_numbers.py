"""A code of more than fifteen digits in a number cell keeps the file's own digits, with a warning.

How many digits a file has depends on who wrote it: Excel and LibreOffice 7.4.7 15, XlsxWriter 3.3.1 16, openpyxl
3.1.5 17 or all, Excel::Writer::XLSX 1.10 all.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desk import desk, found
from tests.read.built import ods, only_sheet, parts, sheet_xml, zipped
from tests.read.built_xls import label, number, xls

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


def _xls(code: float | str) -> bytes:
    heads = b"".join(label(0, nth, text) for nth, text in enumerate(HEAD))
    cell = label(1, 2, code) if isinstance(code, str) else number(1, 2, code)
    return xls(heads + label(1, 0, "配件") + label(1, 1, "XC60") + cell + number(1, 3, 5.0))


def _ods(code: float | str) -> bytes:
    def text(value: str) -> str:
        return f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'

    def value(shown: str) -> str:
        return (
            f'<table:table-cell office:value-type="float" office:value="{shown}"><text:p>{shown}</text:p>'
            "</table:table-cell>"
        )

    cell = text(code) if isinstance(code, str) else value(repr(code) if code > 1e16 else str(int(code)))
    head = "".join(map(text, HEAD))
    row = text("配件") + text("XC60") + cell + value("5")
    return ods(
        f"<table:table-row>{head}</table:table-row><table:table-row>{row}</table:table-row>", name="产品目录"
    )


def _csv(code: float | str) -> bytes:
    return f"{','.join(HEAD)}\n配件,XC60,{code},5,\n".encode("utf-8-sig")


@pytest.mark.parametrize(
    ("ending", "code", "kept", "left"),
    [
        # what Excel keeps of a number: fifteen digits; of what it shows of one: as many as it shows
        ("xls", 1234567890123450000.0, None, ("123456789012345", 15, 4)),
        ("xls", 1e15, None, ("100000000000000", 15, 1)),
        ("xls", 123456789012345.0, "123456789012345", None),
        ("xls", 1234567890123456.0, "1234567890123456", None),
        ("xls", 9007199254740991.0, "9007199254740991", None),
        ("xls", 9007199254740994.0, None, ("900719925474099", 15, 1)),
        ("xls", "1234567890123456789", "1234567890123456789", None),
        ("ods", 1.23456789012345e18, None, ("123456789012345", 15, 4)),
        ("ods", 1234567890123456.0, "1234567890123456", None),
        ("ods", "1234567890123456789", "1234567890123456789", None),
        ("csv", "1.23E+18", None, ("123", 3, 16)),
        ("csv", "1.23457E+18", None, ("123457", 6, 13)),
        ("csv", "1.23456789012345E+18", None, ("123456789012345", 15, 4)),
        ("csv", "1234567890123456789", "1234567890123456789", None),
        ("csv", "5E10", "5E10", None),
        ("csv", "1.2E1", "1.2E1", None),
    ],
)
def test_a_long_code_in_any_format_is_whole_or_says_which_digits_are_lost(
    ending: str, code: float | str, kept: str | None, left: tuple[str, int, int] | None, tmp_path: Path
) -> None:
    made = {"xls": _xls, "ods": _ods, "csv": _csv}[ending](code)
    with desk(tmp_path) as shop:
        receipt = shop.take(made, name=f"产品目录.{ending}")
        with shop.workspace.store.reading() as queries:
            codes = [each.record.code for each in queries.every("catalog")]
    lost = [dict(each.facts) for each in receipt.findings if each.rule.code == "lost-digits"]
    assert [(each["head"], each["kept"], each["lost"]) for each in lost] == ([left] if left else [])
    assert codes == ([kept] if kept else [])


@pytest.mark.parametrize(
    ("head", "cell", "codes"),
    [
        ("客户编号", "1.23E+18", ["lost-digits"]),
        ("客户编号", "123456789012345000", ["digits-may-be-lost"]),
        ("客户编号", "1234567890123456789", []),
        ("身份证号", "1.23E+17", ["column-lost-digits"]),
        ("身份证号", "310101199001011234", []),
    ],
)
def test_own_numbers_and_columns_of_the_sender_tell_too(
    head: str, cell: str, codes: list[str], tmp_path: Path
) -> None:
    text = f"客户名称,电话,来源,{head}\n王乾,13911112222,展厅,{cell}\n王坤,13911113333,展厅,A1\n"
    with desk(tmp_path) as shop:
        receipt = shop.take(text.encode("utf-8-sig"), name="客户.csv")
        said = [each.rule.code for each in receipt.findings if "digits" in each.rule.code]
        assert said == codes
        assert shop.count("customers") == (1 if codes == ["lost-digits"] else 2)
