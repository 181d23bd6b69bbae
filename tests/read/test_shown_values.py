"""A number is read as its cell shows it: in its currency, in 万 once and not twice, as a percentage."""

from __future__ import annotations

import struct
from decimal import Decimal
from pathlib import Path

import pytest

from tests.desk import Desk, desk, found
from tests.gallery.drawn import drawn
from tests.read import test_xlsb_style as xlsb
from tests.read.built import STRICT_LINKS, STRICT_MAIN, ods, parts, zipped
from tests.read.built_xls import label, number, record, xls

HEAD = "# 产品目录\n| 类别 | 产品名称 | {header} |\n| 配件 | XC60 | {cell} |\n"
EURO = "[$€-407]#,##0"


def price_of(shop: Desk) -> Decimal:
    with shop.workspace.store.reading() as queries:
        (row,) = queries.every("catalog")
    return Decimal(row.record.unit_price)


def taken(folder: Path, header: str, cell: str, settings: str = "") -> tuple[Decimal, list[str]]:
    """The price that the cell gives, and what was found at cells of its column."""
    with desk(folder, settings) as shop:
        receipt = shop.take(drawn(HEAD.format(header=header, cell=cell)))
        return price_of(shop), [line for line in found(receipt) if "!C" in line]


@pytest.mark.parametrize(
    ("header", "cell", "price", "codes"),
    [
        ("单价(万元)", "125000 {0!.0,}", "125000", []),
        ("单价(万元)", "125300 {0!.0,}", "125300", []),
        ("单价(万元)", "125000 {0\\.0,}", "125000", []),
        ("单价(万元)", '125000 {0"."0,}', "125000", []),
        ("单价(万元)", '125000 {0!.0,"万"}', "125000", []),
        ("单价(万元)", '12.5 {0.0"万"}', "125000", ["C2 ten-thousands-read"]),
        ("单价(万元)", "12.5", "125000", ["C1 header-unit"]),
        ("单价(万元)", "12.5 {#,##0.0}", "125000", ["C1 header-unit"]),
        ("单价(万元)", "12.5 {[>9999]0!.0,;0.0}", "125000", []),
        ("单价(万元)", "125000 {[>9999]0!.0,;0.0}", "125000", []),
        ("单价(千元)", "125000 {#,##0,}", "125000", []),
        ("单价（单位：千元）", "125 {#,##0}", "125000", ["C1 header-unit"]),
        ("单价(万元)", "125000 {#,##0,}", "1250000", ["C2 shown-in-another-unit"]),
        ("单价", "125000 {0.0,}", "125000", []),
        ("单价", "125000 {0!.0,}", "125000", []),
        ("单价", '12.5 {0.0"万"}', "125000", ["C2 ten-thousands-read"]),
        ("单价", '125000 {0!.0,"万元"}', "125000", []),
        ("单价", '125000 {"￥"#,##0.00}', "125000", []),
        ("单价", "125000 {[$¥-804]#,##0.00}", "125000", []),
        ("单价", "50000 {[$$-409]#,##0.00}", "50000", ["C2 other-currency"]),
        ("单价", "50000 {#,##0.00 [$€-407]}", "50000", ["C2 other-currency"]),
        ("单价", '50000 {"US$"#,##0}', "50000", ["C2 other-currency"]),
        ("单价", '50000 {#,##0 "USD"}', "50000", ["C2 other-currency"]),
        ("单价", "50000 {[$¥-411]#,##0}", "50000", ["C2 other-currency"]),
        (
            "单价",
            "50000 {_ [$HK$-C04]* #,##0.00_ ;_ [$HK$-C04]* -#,##0.00_ }",
            "50000",
            ["C2 other-currency"],
        ),
        ("单价(万元)", "5 {[$$-409]0.0}", "50000", ["C2 other-currency", "C1 header-unit"]),
    ],
)
def test_a_price_is_what_the_cell_and_its_header_show(
    header: str, cell: str, price: str, codes: list[str], tmp_path: Path
) -> None:
    read, lines = taken(tmp_path, header, cell)
    assert read == Decimal(price)
    assert sorted(line.rpartition("!")[2] for line in lines) == sorted(codes)


@pytest.mark.parametrize(
    ("currency", "cell", "is_other"),
    [
        ("USD", "5 {[$$-409]0}", False),
        ("USD", "5 {[$¥-804]0}", True),
        ("CAD", "5 {[$$-409]0}", False),
        ("CAD", "5 {[$$-1009]0}", False),
        ("JPY", "5 {[$¥-411]0}", False),
        ("EUR", "5 {[$€-407]0}", False),
        ("EUR", "5 {[$£-809]0}", True),
    ],
)
def test_the_currency_of_the_house_is_no_finding(
    currency: str, cell: str, is_other: bool, tmp_path: Path
) -> None:
    _, lines = taken(tmp_path, "单价", cell, f'currency = "{currency}"\n')
    assert bool(lines) == is_other


def test_one_column_of_two_currencies_is_told_cell_by_cell(tmp_path: Path) -> None:
    text = "# 产品目录\n| 类别 | 产品名称 | 单价 |\n" + "".join(
        f"| 整车 | P{n} | {cell} |\n"
        for n, cell in enumerate(
            ['1 {"￥"0}', "2 {[$$-409]0}", "3", "$4", '5 {"￥"0}', "'6 {[$€-407]0}", "7 {[$€-407]0}"]
        )
    )
    with desk(tmp_path) as shop:
        receipt = shop.take(drawn(text))
    assert [line for line in found(receipt) if "other-currency" in line] == [
        f"warning 产品目录!C{row} other-currency" for row in (3, 5, 8)
    ]
    said = [each.value for each in receipt.findings if each.rule.code == "other-currency"]
    assert said == ["USD 2", "$4", "EUR 7"]


@pytest.mark.parametrize(
    ("cell", "rate"),
    [("0.3 {0%}", "0.3"), ("30", "0.3"), ("1 {0%}", "1"), ('30 {0"%"}', "0.3"), ("0.3", "0.3")],
)
def test_a_percentage_is_the_one_that_is_shown(cell: str, rate: str, tmp_path: Path) -> None:
    text = f"# 字典\n| 列表 | 值 | 成交概率 |\n| 阶段 | 甲 | {cell} |\n| 阶段 | 乙 | 60 |\n"
    with desk(tmp_path) as shop:
        shop.take(drawn(text))
        with shop.workspace.store.reading() as queries:
            rates = {row.record.value: row.record.probability for row in queries.every("choices")}
    assert rates["甲"] == Decimal(rate)


def xls_file(code: str, value: float, format_number: int = 170) -> bytes:
    packed = code.encode("utf-16-le")
    styles = record(0x041E, struct.pack("<HHB", format_number, len(code), 1) + packed)
    styles += b"".join(
        record(0x00E0, struct.pack("<HHHBBBBIIH", 0, each, *[0] * 8)) for each in (0, format_number)
    )
    texts = ((0, 0, "类别"), (0, 1, "产品名称"), (0, 2, "单价(万元)"), (1, 0, "整车"), (1, 1, "XC60"))
    return xls(b"".join(label(*each) for each in texts) + number(1, 2, value, 1), styles)


def xlsb_file(code: str, value: float, format_number: int = 170) -> bytes:
    own = xlsb.record(615, struct.pack("<I", 1)) + xlsb.record(
        44, struct.pack("<H", format_number) + xlsb.text(code)
    )
    looks = xlsb.font("宋体", 220, xlsb.AUTOMATIC) + xlsb.fill(0, xlsb.AUTOMATIC)
    looks += xlsb.border(0, 0, xlsb.AUTOMATIC)
    cells = xlsb.record(617, struct.pack("<I", 2)) + xlsb.xf(0, 0, 0, 0) + xlsb.xf(format_number, 0, 0, 0)

    def text(column: int, value: str) -> bytes:
        return xlsb.record(6, struct.pack("<II", column, 0) + xlsb.text(value))

    rows = xlsb.row(0) + text(0, "类别") + text(1, "产品名称") + text(2, "单价(万元)")
    rows += xlsb.row(1) + text(0, "整车") + text(1, "XC60") + xlsb.cell(2, value, 1)
    area = xlsb.record(148, struct.pack("<IIII", 0, 1, 0, 2))
    sheet = xlsb.record(129) + area + xlsb.record(145) + rows + xlsb.record(146) + xlsb.record(130)
    return xlsb.xlsb(own + looks + cells + xlsb.record(618), sheet)


def strict_file(code: str, value: float) -> bytes:
    texts = {"A1": "类别", "B1": "产品名称", "C1": "单价(万元)", "A2": "整车", "B2": "XC60"}
    cells = {at: f'<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>' for at, text in texts.items()}
    rows = f'<row r="1">{cells["A1"]}{cells["B1"]}{cells["C1"]}</row>'
    rows += f'<row r="2">{cells["A2"]}{cells["B2"]}<c s="1" r="C2"><v>{value}</v></c></row>'
    return zipped(parts(rows, formats=(code,), main=STRICT_MAIN, links=STRICT_LINKS))


FILES = {"strict.xlsx": strict_file, "a.xls": xls_file, "a.xlsb": xlsb_file}


@pytest.mark.parametrize("name", FILES)
def test_every_container_tells_its_formats(name: str, tmp_path: Path) -> None:
    with desk(tmp_path) as shop:
        scaled = shop.take(FILES[name]("0!.0,", 125000.0), name=name)
        assert price_of(shop) == 125000
        assert not [line for line in found(scaled) if "!C" in line]
        shop.take(FILES[name](EURO, 5.0), name=f"2{name}")
        euro = shop.check(FILES[name](EURO, 6.0), name=name)
        assert "warning S!C2 other-currency" in found(euro)


def test_an_ods_names_its_currency_by_country(tmp_path: Path) -> None:
    schema = "urn:oasis:names:tc:opendocument:xmlns"
    style = (
        f'<office:automatic-styles xmlns:number="{schema}:datastyle:1.0" xmlns:style="{schema}:style:1.0">'
        '<number:currency-style style:name="N1"><number:currency-symbol number:language="ja" '
        'number:country="JP">¥</number:currency-symbol><number:number number:decimal-places="0" '
        'number:min-integer-digits="1" number:grouping="true"/></number:currency-style>'
        '<style:style style:name="ce1" style:family="table-cell" style:data-style-name="N1"/>'
        "</office:automatic-styles><office:body>"
    )

    def text(value: str) -> str:
        return f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'

    price = (
        '<table:table-cell table:style-name="ce1" office:value-type="currency" office:value="500">'
        "<text:p>¥500</text:p></table:table-cell>"
    )
    rows = f"<table:table-row>{text('类别')}{text('产品名称')}{text('单价')}</table:table-row>"
    rows += f"<table:table-row>{text('整车')}{text('XC60')}{price}</table:table-row>"
    content = ods(rows, body=style)
    with desk(tmp_path) as shop:
        assert "warning S!C2 other-currency" in found(shop.take(content, name="a.ods"))


@pytest.mark.parametrize("name", ["a.xls", "a.xlsb"])
@pytest.mark.parametrize("format_number", [14, 22, 50, 58, 170])
def test_the_workbooks_own_code_decides_what_is_a_date(name: str, format_number: int, tmp_path: Path) -> None:
    """python-calamine 0.9.1 takes these numbers of formats for dates, whatever the workbook defines."""
    with desk(tmp_path) as shop:
        made = xls_file if name == "a.xls" else xlsb_file
        shop.take(made("0!.0,", 125000.57, format_number), name=name)
        assert price_of(shop) == Decimal("125000.57")
