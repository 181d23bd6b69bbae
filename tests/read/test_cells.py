"""Cells as people and programs leave them: what is recovered, what is flagged, what is left alone."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest

from tests.read.grids import TODAY
from workbook_crm.model.columns import Column
from workbook_crm.model.settings import Settings, Trade
from workbook_crm.model.sheets import SHEET_OF
from workbook_crm.read.cells import read_column
from workbook_crm.read.noticed import Context, ErrorValue, Fault, Noticed

RECOVERED, FLAGGED, UNTOUCHED = "recovered", "flagged", "untouched"


def column(kind: str, field: str) -> Column:
    return SHEET_OF[kind].by_field[field]


def read(kind: str, field: str, cell: Any, header: str = "", **facts: Any) -> tuple[Any, str | None]:
    """(value, code of the rule that applies)"""
    declared = column(kind, field)
    settings = facts.pop("settings", Settings())
    context = Context(declared, header or declared.name.zh, settings, TODAY, SHEET_OF[kind].prefix, **facts)
    (got,) = read_column([cell], context)
    if isinstance(got, Noticed):
        return got.value, got.rule.code if got.rule else (
            "erased" if got.erased else "typed" if got.typed else None
        )
    return got, None


DAMAGED = [
    # kind, field, cell, value, rule, verdict
    ("customers", "phone", 13812345678.0, "13812345678", None, RECOVERED),
    ("customers", "phone", "13812345678", "13812345678", None, UNTOUCHED),
    ("customers", "phone", "138 1234 5678", "13812345678", None, RECOVERED),
    ("customers", "phone", "138-1234-5678", "13812345678", None, RECOVERED),
    ("customers", "phone", "１３８１２３４５６７８", "13812345678", None, RECOVERED),
    ("customers", "phone", "+86 138 1234 5678", "13812345678", None, RECOVERED),
    ("customers", "phone", "8613812345678", "13812345678", None, RECOVERED),
    ("customers", "phone", "\u200b13812345678\xa0", "13812345678", None, RECOVERED),
    ("customers", "phone", "'13812345678", "13812345678", None, RECOVERED),
    ("customers", "phone", "13812345678.0", "13812345678", None, RECOVERED),
    ("customers", "phone", "1.38E+10", None, "phone-lost-digits", FLAGGED),
    ("customers", "phone", "1.38123E+10", None, "phone-lost-digits", FLAGGED),
    ("customers", "phone", 13800000000.0, None, "phone-lost-digits", FLAGGED),
    ("customers", "phone", 2162345678.0, "021-62345678", "phone-zero-restored", RECOVERED),
    ("customers", "phone", 75586013388.0, "0755-86013388", "phone-zero-restored", RECOVERED),
    ("customers", "phone", "021-62345678", "021-62345678", None, UNTOUCHED),
    ("customers", "phone", "(021)62345678", "021-62345678", None, RECOVERED),
    ("customers", "phone", "021-62345678转801", "021-62345678-801", None, RECOVERED),
    ("customers", "phone", "6234567", "6234567", None, UNTOUCHED),
    ("customers", "phone", "400-820-8820", "400-820-8820", None, UNTOUCHED),
    ("customers", "phone", "13812345678/13912345678", "13812345678", "several-phones", RECOVERED),
    ("customers", "phone", "13812345678、13912345678", "13812345678", "several-phones", RECOVERED),
    ("customers", "phone", "13812345678（微信同号）", "13812345678", None, RECOVERED),
    ("customers", "phone", "张三13812345678", "13812345678", None, RECOVERED),
    ("customers", "phone", "1381234567", "1381234567", "unlikely-phone", FLAGGED),
    ("customers", "phone", "没留", "没留", "unlikely-phone", FLAGGED),
    ("customers", "phone", "无", None, None, RECOVERED),
    ("customers", "phone", "+1 415 555 2671", "+14155552671", None, RECOVERED),
    ("customers", "mail", "Zhang@Example.com ", "Zhang@Example.com", None, RECOVERED),
    ("customers", "mail", "a＠b.com", "a@b.com", None, RECOVERED),
    ("customers", "mail", "mailto:a@b.com", "a@b.com", None, RECOVERED),
    ("customers", "mail", "zhang.example.com", "zhang.example.com", "unlikely-mail", FLAGGED),
    ("opportunity_lines", "unit_price", "￥12,000.00", Decimal(12000), None, RECOVERED),
    ("opportunity_lines", "unit_price", "１２０００", Decimal(12000), None, RECOVERED),
    ("opportunity_lines", "unit_price", "12000元", Decimal(12000), None, RECOVERED),
    ("opportunity_lines", "unit_price", "RMB 12,000", Decimal(12000), None, RECOVERED),
    ("opportunity_lines", "unit_price", "12.5万", Decimal(125000), "ten-thousands-read", RECOVERED),
    ("opportunity_lines", "unit_price", "12.5万元", Decimal(125000), "ten-thousands-read", RECOVERED),
    ("opportunity_lines", "unit_price", "三千五百", Decimal(3500), None, RECOVERED),
    ("opportunity_lines", "unit_price", "(500)", Decimal(-500), None, RECOVERED),
    ("opportunity_lines", "unit_price", "1 200", Decimal(1200), None, RECOVERED),
    ("opportunity_lines", "unit_price", 0.1 + 0.2, Decimal("0.3"), None, RECOVERED),
    ("opportunity_lines", "unit_price", 12000.1, Decimal("12000.1"), None, UNTOUCHED),
    ("opportunity_lines", "unit_price", "$12,000", Decimal(12000), "other-currency", FLAGGED),
    ("opportunity_lines", "unit_price", "1,2000", None, "not-a-number", FLAGGED),
    ("opportunity_lines", "unit_price", "12000-13000", None, "not-a-number", FLAGGED),
    ("opportunity_lines", "unit_price", "abc", None, "not-a-number", FLAGGED),
    ("opportunity_lines", "unit_price", "面议", None, "kept-as-text", FLAGGED),
    ("opportunity_lines", "unit_price", ErrorValue("#N/A"), None, "error-value", FLAGGED),
    ("opportunity_lines", "unit_price", Fault.UNCALCULATED, None, "uncalculated-formula", FLAGGED),
    ("opportunity_lines", "amount", Fault.UNCALCULATED, None, None, RECOVERED),
    ("leads", "budget", "10-15万", None, "kept-as-text", FLAGGED),
    ("leads", "budget", "1000万以上", None, "kept-as-text", FLAGGED),
    ("leads", "budget", "二十万", Decimal(200000), None, RECOVERED),
    ("opportunity_lines", "quantity", "2台", Decimal(2), None, RECOVERED),
    ("opportunity_lines", "quantity", "两", Decimal(2), None, RECOVERED),
    ("opportunity_lines", "quantity", "２", Decimal(2), None, RECOVERED),
    ("opportunity_lines", "quantity", "1o", None, "not-a-number", FLAGGED),
    ("opportunity_lines", "quantity", date(2024, 1, 2), None, "not-a-number", FLAGGED),
    ("opportunity_lines", "periods", "12个月", Decimal(12), "unit-dropped", RECOVERED),
    ("catalog", "mileage", "6.7万公里", Decimal(67000), None, RECOVERED),
    ("catalog", "year", "2021款", 2021, None, RECOVERED),
    ("catalog", "year", 2021.0, 2021, None, UNTOUCHED),
    ("catalog", "vin", "lsvau218xn2183294", "LSVAU218XN2183294", None, RECOVERED),
    ("catalog", "vin", "LSVAU2181N2183294", "LSVAU2181N2183294", "vin-check-digit", FLAGGED),
    ("catalog", "vin", "FD30-2021-0077", "FD30-2021-0077", None, UNTOUCHED),
    ("catalog", "code", "00123", "00123", None, UNTOUCHED),
    ("catalog", "code", 123.0, "123", None, RECOVERED),
    ("catalog", "code", 123456789012345680000.0, None, "lost-digits", FLAGGED),
    ("catalog", "code", "1.23E+15", None, "lost-digits", FLAGGED),
    ("catalog", "code", date(2024, 3, 5), None, "became-a-date", FLAGGED),
    ("catalog", "spec", date(2024, 3, 5), None, "became-a-date", FLAGGED),
    ("customers", "name", "  上海　某某\u200b公司 ", "上海 某某公司", None, RECOVERED),
    ("customers", "name", "ＡＢＣ公司", "ABC公司", None, RECOVERED),
    ("customers", "name", "张三_x000D_", "张三", None, RECOVERED),
    ("customers", "name", "å¼\xa0ä¸‰", "张三", "garbled-text-repaired", RECOVERED),
    ("customers", "name", "寮犱笁鍏徃", "寮犱笁鍏徃", None, UNTOUCHED),
    ("customers", "name", "锟斤拷锟斤拷", "锟斤拷锟斤拷", "garbled-text", FLAGGED),
    ("customers", "name", "张\ufffd\ufffd", "张\ufffd\ufffd", "garbled-text", FLAGGED),
    ("customers", "name", "-", "-", None, UNTOUCHED),
    ("customers", "level", "-", None, "erased", RECOVERED),
    ("customers", "remark", "清空", None, "erased", RECOVERED),
    ("customers", "owner", "--None--", None, None, RECOVERED),
    ("leads", "number", "l-1", "L-000001", None, RECOVERED),
    ("leads", "number", "Ｌ－000001", "L-000001", None, RECOVERED),
    ("leads", "number", "L000001", "L-000001", None, RECOVERED),
    ("leads", "number", "L0033", "L0033", None, UNTOUCHED),
    ("leads", "convert", "是", True, None, UNTOUCHED),
    ("leads", "convert", True, True, None, UNTOUCHED),
    ("leads", "convert", 1.0, True, None, RECOVERED),
    ("leads", "convert", "也许", None, "not-yes-or-no", FLAGGED),
    ("opportunities", "probability", "30%", Decimal("0.3"), None, RECOVERED),
    ("opportunities", "probability", 0.3, Decimal("0.3"), None, UNTOUCHED),
    ("opportunities", "probability", 30.0, Decimal("0.3"), None, RECOVERED),
    ("opportunities", "probability", "很大", None, "not-a-number", FLAGGED),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "field", "cell", "value", "rule", "verdict"), DAMAGED)
def test_damaged_cells(kind: str, field: str, cell: Any, value: Any, rule: str | None, verdict: str) -> None:
    assert read(kind, field, cell) == (value, rule)
    assert verdict in (RECOVERED, FLAGGED, UNTOUCHED)


def test_there_are_enough_of_them() -> None:
    assert len(DAMAGED) >= 60


DATES = [
    (date(2024, 3, 5), date(2024, 3, 5), None),
    (datetime(2024, 3, 5), date(2024, 3, 5), None),
    (datetime(2024, 3, 5, 14, 30), datetime(2024, 3, 5, 14, 30), None),
    (datetime(2024, 3, 5, 14, 29, 59, 999_999), datetime(2024, 3, 5, 14, 30), None),
    (45356.0, date(2024, 3, 5), None),
    (45356.5, datetime(2024, 3, 5, 12), None),
    (20240305.0, date(2024, 3, 5), None),
    ("2024-03-05", date(2024, 3, 5), None),
    ("2024/3/5", date(2024, 3, 5), None),
    ("2024.3.5", date(2024, 3, 5), None),
    ("2024年3月5日", date(2024, 3, 5), None),
    ("2024年3月5号", date(2024, 3, 5), None),
    ("２０２４年３月５日", date(2024, 3, 5), None),
    ("二〇二四年三月五日", date(2024, 3, 5), None),
    ("二〇二四年十二月三十一日", date(2024, 12, 31), None),
    ("20240305", date(2024, 3, 5), None),
    ("2024-03-05 14:30", datetime(2024, 3, 5, 14, 30), None),
    ("2024-03-05T23:30:00Z", datetime(2024, 3, 5, 23, 30), None),
    ("2024-03-05T00:30:00+08:00", datetime(2024, 3, 5, 0, 30), None),
    ("2024-03-05 00:00:00", date(2024, 3, 5), None),
    ("2024年3月5日 下午2点30分", datetime(2024, 3, 5, 14, 30), None),
    ("2024/3/5 下午 2:30", datetime(2024, 3, 5, 14, 30), None),
    ("2024-03-05 2:30 PM", datetime(2024, 3, 5, 14, 30), None),
    ("2024年3月5日（星期二）", date(2024, 3, 5), None),
    ("5 Mar 2024", date(2024, 3, 5), None),
    ("Mar 5, 2024", date(2024, 3, 5), None),
    ("March 5th, 2024", date(2024, 3, 5), None),
    ("05-Mar-24", date(2024, 3, 5), None),
    ("Tuesday, March 5, 2024", date(2024, 3, 5), None),
    ("25/03/2024", date(2024, 3, 25), None),
    ("03/25/2024", date(2024, 3, 25), None),
    ("5.3.2024", date(2024, 3, 5), None),
    ("24年3月5日", date(2024, 3, 5), None),
    ("12月5日", date(2026, 12, 5), "year-inferred"),
    ("12/5", date(2026, 12, 5), "year-inferred"),
    ("6月5日", None, "year-missing"),
    ("03/04/2024", None, "ambiguous-date"),
    ("04-03-24", None, "ambiguous-date"),
    ("2024-13-45", None, "no-such-date"),
    ("2024-02-30", None, "no-such-date"),
    ("2月30日", None, "no-such-date"),
    ("下周三", None, "not-a-date"),
    ("2024年3月", None, "not-a-date"),
    ("待定", None, None),
    (2024.0, None, "not-a-date"),
    (time(14, 30), None, "not-a-date"),
    (timedelta(days=3), None, "not-a-date"),
    (True, None, "not-a-date"),
    (date(1899, 12, 31), None, "zero-date"),
    ("1900-01-00", None, "zero-date"),
    (date(2204, 3, 5), None, "date-out-of-range"),
    ("0204-03-05", None, "date-out-of-range"),
]


@pytest.mark.parametrize(("cell", "value", "rule"), DATES)
def test_dates(cell: Any, value: Any, rule: str | None) -> None:
    assert read("leads", "next_follow_up", cell) == (value, rule)


@pytest.mark.parametrize(("day_first", "value"), [(True, date(2024, 4, 3)), (False, date(2024, 3, 4))])
def test_day_and_month_by_setting(day_first: bool, value: date) -> None:
    assert read("leads", "next_follow_up", "03/04/2024", day_first=day_first) == (value, None)


def test_a_past_date_without_year_is_not_taken_for_a_coming_one() -> None:
    assert read("follow_ups", "time", "11月20日", is_past=True) == (date(2026, 11, 20), "year-inferred")
    assert read("follow_ups", "time", "12月20日", is_past=True) == (None, "year-missing")


OFF, PAID = "优惠率", "折扣"
DISCOUNTS = [
    (OFF, "5%", Decimal("0.05"), None),
    (OFF, 0.05, Decimal("0.05"), None),
    (OFF, 15.0, Decimal("0.15"), None),
    (OFF, "95折", Decimal("0.05"), None),
    (OFF, "9.5折", Decimal("0.05"), None),
    (OFF, "九五折", Decimal("0.05"), None),
    (OFF, "八五折", Decimal("0.15"), None),
    (OFF, "八折", Decimal("0.2"), None),
    (OFF, "5% off", Decimal("0.05"), None),
    (OFF, "减5%", Decimal("0.05"), None),
    (OFF, "-5%", Decimal("0.05"), None),
    (OFF, "原价", Decimal(0), None),
    (OFF, 0.0, Decimal(0), None),
    (OFF, 0.9, None, "typed"),
    (OFF, 90.0, None, "typed"),
    (OFF, 95.0, None, "typed"),
    (OFF, "95%", None, "typed"),
    (OFF, 8.5, None, "typed"),
    (OFF, 5.0, None, "typed"),
    ("Discount (%)", 5.0, Decimal("0.05"), None),
    ("Discount", 0.1, Decimal("0.1"), None),
    ("Discount", "10%", Decimal("0.1"), None),
    ("Discount", 0.9, None, "typed"),
    (PAID, 0.95, Decimal("0.05"), None),
    (PAID, 9.5, Decimal("0.05"), None),
    (PAID, 95.0, Decimal("0.05"), None),
    (PAID, "95%", Decimal("0.05"), None),
    (PAID, "95折", Decimal("0.05"), None),
    (PAID, 1.0, Decimal(0), None),
    (PAID, 0.05, None, "typed"),
    (PAID, "5%", None, "typed"),
    (PAID, 3.0, None, "typed"),
    ("折扣率", 0.85, Decimal("0.15"), None),
    (OFF, 500.0, None, "not-a-discount"),
    (OFF, "很多", None, "not-a-discount"),
]


@pytest.mark.parametrize(("header", "cell", "value", "rule"), DISCOUNTS)
def test_discounts(header: str, cell: Any, value: Decimal | None, rule: str | None) -> None:
    assert read("opportunity_lines", "discount", cell, header) == (value, rule)


def test_amounts_under_a_header_with_a_unit() -> None:
    assert read("opportunities", "amount", 12.5, "金额（万元）", times=10_000) == (Decimal(125000), None)
    assert read("opportunities", "amount", "12.5万", "金额（万元）", times=10_000)[0] == Decimal(125000)


def test_probability_in_a_column_of_percentages() -> None:
    assert read("opportunities", "probability", 1.0, "Probability (%)", percent=True) == (
        Decimal("0.01"),
        None,
    )
    assert read("opportunities", "probability", 1.0) == (Decimal(1), None)


def test_phones_of_another_country() -> None:
    american = Settings(trade=Trade(phone_region="US"))
    assert read("customers", "phone", "(415) 555-2671", settings=american) == ("+14155552671", None)
    assert read("customers", "phone", 4155552671.0, settings=american) == ("+14155552671", None)
    assert read("customers", "phone", "555-0100", settings=american)[1] is None


def test_true_is_not_one() -> None:
    context = Context(column("customers", "remark"), "备注", Settings(), TODAY)
    assert read_column([1.0, True, 0.0, False], context) == ["1", "TRUE", "0", "FALSE"]
