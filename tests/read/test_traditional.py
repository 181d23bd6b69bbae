"""Amounts, dates and words for sums as they are written in Taiwan and Hong Kong."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from tests.desk import counts, desk
from workbook_crm.read.amounts import read_amount
from workbook_crm.read.date_text import bare, find_parts
from workbook_crm.read.row_kinds import may_be_total

AMOUNTS = {
    "壹萬貳仟": "12000", "壹拾貳萬叁仟": "123000", "壹拾貳萬參仟": "123000", "貳佰": "200", "貳佰圓": "200",
    "壹億貳仟萬": "120000000", "壹萬貳仟參佰肆拾伍圓陸角柒分": "12345.67", "壹點伍萬": "15000", "12萬5": "125000",
    "12.5萬元": "125000", "兩萬": "20000", "三千五百圓整": "3500", "叁拾萬圓正": "300000", "一点五百万": "1500000",
    "壹點貳伍億": "125000000", "三点五": "3.5",
}  # fmt: skip
CURRENCIES = {
    "新臺幣壹萬元": "TWD", "港幣500": "HKD", "500日圓": "JPY", "人民幣5萬": "CNY", "₩5,000": "KRW", "5000₽": "RUB",
    "RM5000": "MYR", "NT$5,000": "TWD", "CHF5000": "CHF", "500美金": "USD", "R$500": "BRL", "泰銖500": "THB",
}  # fmt: skip
DATES = {
    "二〇二六年十二月五號": (2026, 12, 5), "2026年12月5號": (2026, 12, 5), "12月5號": (None, 12, 5),
    "二零二六年元月廿三日": (2026, 1, 23), "貳零貳陸年壹拾貳月零伍日": (2026, 12, 5),
    "2026年12月5日（週六）": (2026, 12, 5), "民國115年12月5日": (2026, 12, 5), "十二月卅一日": (None, 12, 31),
    "2026年12月5日 禮拜六": (2026, 12, 5),
}  # fmt: skip


@pytest.mark.parametrize(("text", "number"), AMOUNTS.items())
def test_amounts(text: str, number: str) -> None:
    amount = read_amount(text)
    assert amount is not None
    assert (amount.number, amount.unit) == (Decimal(number), "")


@pytest.mark.parametrize("text", ["兩三萬", "點五", "三點", "萬", "貳零貳陸號"])
def test_what_is_no_certain_number_is_none(text: str) -> None:
    amount = read_amount(text)
    assert amount is None or amount.unit


@pytest.mark.parametrize(("text", "currency"), CURRENCIES.items())
def test_currencies(text: str, currency: str) -> None:
    amount = read_amount(text)
    assert amount is not None
    assert amount.currency == currency


@pytest.mark.parametrize(("text", "day"), DATES.items())
def test_dates(text: str, day: tuple[int | None, int, int]) -> None:
    parts = find_parts(bare(text))
    assert parts is not None
    assert (parts.year, parts.one, parts.two) == day


@pytest.mark.parametrize(
    ("text", "clock"), [("2026年12月5日 下午3時", (15, 0, 0)), ("2026年12月5日 上午9點半", (9, 30, 0))]
)
def test_times_of_day(text: str, clock: tuple[int, int, int]) -> None:
    parts = find_parts(bare(text))
    assert parts is not None
    assert parts.clock == clock


@pytest.mark.parametrize(
    ("text", "is_total"),
    [("合計", True), ("總計：", True), ("本頁小計", True), ("張三 小計", True), ("數量合計", True), ("累計", True),
     ("合計機械", False), ("會計", False), ("總統府", False)],
)  # fmt: skip
def test_words_for_sums(text: str, is_total: bool) -> None:
    assert may_be_total(text) == is_total


def test_a_sheet_in_traditional_characters(tmp_path: Path) -> None:
    text = """
# 產品目錄
| 類別 | 產品名稱 | 單價(萬元) | 生效日期 |
| 整车 | 堆高機甲 | 壹拾貳萬叁仟 | 2026年1月5號 |
| 整车 | 堆高機乙 | 壹佰 | 2026年1月5號 下午3時 |
| 合計 | | 壹佰壹拾貳萬叁仟 | |
"""
    with desk(tmp_path) as shop:
        receipt = shop.take(text)
        assert counts(receipt, "產品目錄") == {"new": 2, "subtotal": 1}
        with shop.workspace.store.reading() as queries:
            rows = [row.record for row in queries.every("catalog")]
    assert [row.unit_price for row in rows] == [123000, 1_000_000]
    assert {row.valid_from for row in rows} == {date(2026, 1, 5)}
    assert not any(isinstance(row.valid_from, datetime) for row in rows)
