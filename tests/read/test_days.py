"""A day is a day: no time of day, no seconds of a program, counted in the workbook's own calendar."""

from __future__ import annotations

import io
import struct
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.desk import Desk, desk, found
from tests.read import test_xlsb_style as xlsb
from tests.read.built import ods, zipped
from tests.read.built_xls import label, number, record, xls

HEAD = ("商机名称", "客户", "意向产品", "预计成交时间", "下次跟进时间")
CUSTOMERS = "# 客户\n| 客户名称 | 电话 | 来源 |\n| 宏达物流有限公司 | 13911112222 | 转介绍 |\n"


def deal(shop: Desk, close: object, following: object = None) -> dict[str, Any]:
    """What is stored of a deal with these two cells."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "商机"
    sheet.append(HEAD)
    sheet.append(("宏达叉车采购", "宏达物流有限公司", "整车", close, following))
    out = io.BytesIO()
    book.save(out)
    shop.take(CUSTOMERS, name="客户.xlsx")
    shop.take(out.getvalue())
    return dict(shop.show("O-000001")["values"])


CLOSES = [
    datetime(2026, 12, 31, 10, 0),
    datetime(2026, 12, 31, 0, 0, 43),
    datetime(2026, 12, 31, 23, 59, 59),
    "2026-12-31 10:00",
    "2026年12月31日 下午3时",
    "2026-12-31T08:00:00Z",
    "12月31日 10:00",
    "2026-12-31 24:00",
    "2026年12月31日 24点",
    46387.4,
    "46387.4",
]


@pytest.mark.parametrize("close", CLOSES, ids=str)
def test_a_column_of_days_keeps_no_time(close: object, tmp_path: Path) -> None:
    with desk(tmp_path) as shop:
        read = deal(shop, close)["expected_close"]
        assert (read, type(read)) == (date(2026, 12, 31), date)


@pytest.mark.parametrize(
    ("cell", "moment"),
    [
        (datetime(2026, 12, 31, 0, 0, 43), date(2026, 12, 31)),
        (datetime(2026, 12, 31, 0, 0, 59), date(2026, 12, 31)),
        (datetime(2026, 12, 31, 0, 1, 0), datetime(2026, 12, 31, 0, 1)),
        (datetime(2026, 12, 31, 23, 59, 43), datetime(2026, 12, 31, 23, 59, 43)),
        (datetime(2026, 12, 31, 14, 30), datetime(2026, 12, 31, 14, 30)),
        ("2026-12-31 00:00:43", date(2026, 12, 31)),
        ("2026-12-31 14:30", datetime(2026, 12, 31, 14, 30)),
        (datetime(2026, 12, 31), date(2026, 12, 31)),
    ],
    ids=str,
)
def test_a_moment_keeps_its_time_and_a_midnight_with_seconds_is_a_day(
    cell: object, moment: date, tmp_path: Path
) -> None:
    """SheetJS 0.18.5 writes local midnights 43 s late in Shanghai."""
    with desk(tmp_path) as shop:
        read = deal(shop, None, cell)["next_follow_up"]
        assert (read, type(read)) == (moment, type(moment))


def test_a_catalog_valid_from_a_time_of_day_prices_lines(tmp_path: Path) -> None:
    catalog = (
        "# 产品目录\n| 类别 | 产品名称 | 单价 | 生效日期 |\n| 整车 | 叉车P1 | 100000 | 2026-01-01 08:30 |\n"
    )
    lines = "# 商机产品\n| 商机 | 产品 | 数量 |\n| 宏达叉车采购 | 叉车P1 | 2 |\n"
    with desk(tmp_path) as shop:
        shop.take(catalog)
        deal(shop, None)
        receipt = shop.take(lines, name="明细.xlsx")
        assert not [line for line in found(receipt) if line.startswith("error")]
        assert shop.show("O-000001")["values"]["amount"] == 200000


def xlsx_1904() -> bytes:
    book = openpyxl.Workbook()
    book.epoch = datetime(1904, 1, 1)
    sheet = book.worksheets[0]
    sheet.title = "商机"
    sheet.append(HEAD)
    sheet.append(("宏达叉车采购", "宏达物流有限公司", "整车", 44895, datetime(2026, 12, 2)))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def xls_1904() -> bytes:
    texts = b"".join(label(0, i, text) for i, text in enumerate(HEAD))
    texts += b"".join(
        label(1, i, text) for i, text in enumerate(("宏达叉车采购", "宏达物流有限公司", "整车"))
    )
    styles = record(0x0022, b"\1\0") + b"".join(
        record(0x00E0, struct.pack("<HHHBBBBIIH", 0, each, *[0] * 8)) for each in (0, 14)
    )
    return xls(texts + number(1, 3, 44895.0) + number(1, 4, 44896.0, 1), styles)


def xlsb_1904() -> bytes:
    def text(column: int, value: str) -> bytes:
        return xlsb.record(6, struct.pack("<II", column, 0) + xlsb.text(value))

    first = ("宏达叉车采购", "宏达物流有限公司", "整车")
    rows = xlsb.row(0) + b"".join(text(i, value) for i, value in enumerate(HEAD))
    rows += xlsb.row(1) + b"".join(text(i, value) for i, value in enumerate(first))
    rows += xlsb.cell(3, 44895.0, 0)
    area = xlsb.record(148, struct.pack("<IIII", 0, 1, 0, 4))
    sheet = xlsb.record(129) + area + xlsb.record(145) + rows + xlsb.record(146) + xlsb.record(130)
    with zipfile.ZipFile(io.BytesIO(xlsb.xlsb(sheet=sheet))) as package:
        made = {name: package.read(name) for name in package.namelist()}
    begin = xlsb.record(131)
    properties = xlsb.record(153, struct.pack("<II", 1, 0) + xlsb.text(""))
    made["xl/workbook.bin"] = begin + properties + made["xl/workbook.bin"].removeprefix(begin)
    return zipped(made)


def ods_1904(day: str = "1904-01-01") -> bytes:
    def text(value: str) -> str:
        return f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'

    first = ("宏达叉车采购", "宏达物流有限公司", "整车")
    rows = f"<table:table-row>{''.join(map(text, HEAD))}</table:table-row>"
    serial = '<table:table-cell office:value-type="float" office:value="44895"><text:p>44895</text:p></table:table-cell>'
    rows += f"<table:table-row>{''.join(map(text, first))}{serial}</table:table-row>"
    null = f'<table:null-date table:date-value="{day}" table:value-type="date"/>'
    settings = f"<table:calculation-settings>{null}</table:calculation-settings>"
    with zipfile.ZipFile(io.BytesIO(ods(rows))) as package:
        made = {name: package.read(name) for name in package.namelist()}
    made["content.xml"] = made["content.xml"].replace(
        b"<office:spreadsheet>", b"<office:spreadsheet>" + settings.encode()
    )
    return zipped(made)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.xlsx", xlsx_1904()),
        ("a.xls", xls_1904()),
        ("a.xlsb", xlsb_1904()),
        ("a.ods", ods_1904()),
        ("a.ods", ods_1904("1904-1-1")),
    ],
    ids=["xlsx", "xls", "xlsb", "ods", "ods by a program that leaves out zeros"],
)
def test_a_number_for_a_date_is_counted_in_the_workbooks_own_calendar(
    name: str, content: bytes, tmp_path: Path
) -> None:
    with desk(tmp_path) as shop:
        shop.take(CUSTOMERS, name="客户.xlsx")
        shop.take(content, name=name)
        values = shop.show("O-000001")["values"]
        assert values["expected_close"] == date(2026, 12, 1)
        assert values["next_follow_up"] in (None, date(2026, 12, 2))


@pytest.mark.parametrize(
    ("number", "day"),
    [(18264, date(1950, 1, 1)), (18263, None), (73415, date(2100, 12, 31)), (73416, None)],
)
def test_a_number_is_a_date_within_a_century_and_a_half(
    number: float, day: date | None, tmp_path: Path
) -> None:
    with desk(tmp_path) as shop:
        shop.take(CUSTOMERS, name="客户.xlsx")
        text = f"# 商机\n| 商机名称 | 客户 | 意向产品 | 预计成交时间 |\n| 采购 | 宏达物流有限公司 | 整车 | {number} |"
        receipt = shop.take(text)
        if day is None:
            assert "error 商机!D2 not-a-date" in found(receipt)
        else:
            assert shop.show("O-000001")["values"]["expected_close"] == day
