"""What a number format shows of a number, code by code."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.read.built import only_sheet, parts, zipped
from workbook_crm.model.raw import FormatRun
from workbook_crm.read.number_formats import Seen, number_format

CURRENCIES = {
    "[$$-409]#,##0.00": "USD", "#,##0.00 [$€-407]": "EUR", '"US$"#,##0': "USD", '#,##0 "USD"': "USD",
    "[$$-1009]0": "CAD", "[$$-C04]0": "HKD", "[$HK$-C04]#,##0": "HKD", "[$NT$-404]0": "TWD", "[$$-404]0": "TWD",
    "[$¥-411]0": "JPY", "[$¥-804]0": "CNY", "[$￥-804]0": "CNY", "[$¥-ja-JP]0": "JPY", "[$$-en-US]0": "USD",
    "[$£-809]0": "GBP", "[$₩-412]0": "KRW", "#,##0\\ [$₽-419]": "RUB", "[$kr-41D] 0": "SEK", "[$USD] 0": "USD",
    "_ [$EUR]* #,##0.00_ ": "EUR", "_(￥* #,##0.00_)": "CNY", "\\$#,##0": "USD", "$#,##0": "USD", "!$0": "USD",
    "[Red][$US$-409]#,##0": "USD", '0.00 "美元"': "USD", '#,##0"港元/台"': "HKD", '#,##0"元"': "CNY",
    "[$€-2]\\ #,##0.00": "EUR", "#,##0.00;[Red][$£-809]0": "", '0"USDA"': "", "[$-804]0": "", "[$-409]m/d/yy": "",
    "General": "", '0"台"': "", "[$台]0": "", '"kr"0': "",
}  # fmt: skip
DIVISORS = {
    "0!.0,": 10_000, "0\\.0,": 10_000, '0"."0,': 10_000, "0!.0000": 10_000, "#!.0,": 10_000, "0!.00,,": 10**8,
    "0.0,": 1_000, "#,##0,": 1_000, "#,##0.0,": 1_000, "0,.0": 1_000, "0,,": 10**6, "0.00,,\n%": 10_000,
    "#,##0": 1, "0,0": 1, "#,##0.00": 1, "0.0": 1, '0","': 1, "#,##0_);(#,##0)": 1, "General": 1, "@": 1, "": 1,
    "!.0": 1,
}  # fmt: skip
UNITS = {
    '0!.0,"万"': "万", '0.0"万元"': "万", "0.0万": "万", '0.0,"K"': "K", '0.0,,"M"': "M", '0"百万"': "百万",
    '0.0"公里"': "", '0"千米"': "", '0.0"m"': "", '0"MB"': "", '0"Kg"': "",
}  # fmt: skip
DATES = {
    "yyyy/m/d": True, "[h]:mm": True, "h:mm AM/PM": True, 'm"月"d"日"': True,
    "yyyy\\-mm\\-dd;@": True, "上午/下午h": True, "mm:ss.0": True, "General": False, "G/通用格式": False,
    "0.0E+00": False, '0"days"': False, "#,##0 USD": False, "[Red]0": False, "0!d": False, "0_d": False,
    "[DBNum1]0": False, "": False,
}  # fmt: skip


def seen(code: str, number: str = "1") -> Seen:
    return number_format(code).seen(Decimal(number))


@pytest.mark.parametrize(("code", "currency"), CURRENCIES.items())
def test_a_currency_is_that_of_the_sign_and_of_its_country(code: str, currency: str) -> None:
    assert seen(code).currency == currency


@pytest.mark.parametrize(("code", "divisor"), DIVISORS.items())
def test_commas_behind_the_digits_and_a_drawn_point_divide(code: str, divisor: int) -> None:
    assert seen(code).divisor == divisor


@pytest.mark.parametrize(("code", "word"), UNITS.items())
def test_a_word_for_thousands_or_more_is_a_unit(code: str, word: str) -> None:
    assert seen(code).word == word
    assert (seen(code).unit > 1) == bool(word)


@pytest.mark.parametrize(("code", "is_date"), DATES.items())
def test_a_code_of_years_or_hours_shows_a_date(code: str, is_date: bool) -> None:
    assert number_format(code).is_date == is_date


@pytest.mark.parametrize(
    ("code", "hundredths"), [("0%", 100), ("0.00%", 100), ('0"%"', 1), ("0", 0), ("0\\%", 1)]
)
def test_a_percent_sign_multiplies_unless_it_is_only_drawn(code: str, hundredths: int) -> None:
    assert seen(code).percent == hundredths


@pytest.mark.parametrize(
    ("code", "number", "divisor"),
    [
        ('[>9999]0!.0,"万";0', "10000", 10_000),
        ('[>9999]0!.0,"万";0', "9999", 1),
        ("[>=10000]0!.0,;[<10000]0", "10000", 10_000),
        ("[<=-10000]0!.0,;0", "-10000", 10_000),
        ("[<=-10000]0!.0,;0", "-9999", 1),
        ("0;0,", "-1", 1_000),
        ("0;0,", "0", 1),
        ("0;0;0,", "0", 1_000),
        ("0;0;0,", "1", 1),
        ('0";"0,', "-1", 1_000),
    ],
)
def test_the_section_of_a_number_counts(code: str, number: str, divisor: int) -> None:
    assert seen(code, number).divisor == divisor


@given(
    st.text(alphabet='0#?.,;"\\!_*[]$€-4091aymdhs%万E+@ ', max_size=30),
    st.decimals(-(10**9), 10**9, places=2),
)
def test_no_code_fails(code: str, number: Decimal) -> None:
    shown = number_format(code).seen(number)
    assert shown.divisor >= 1
    assert shown.unit >= 1


@pytest.mark.parametrize(
    "cells",
    [
        '<row r="1"><c r="A1" s="1"><v>1</v></c></row><row r="2"><c r="A2" s="1"/></row>',
        '<row r="1"><c s="1" r="A1"><v>1</v></c></row><row r="2"><c t="n" s="1" r="A2"/></row>',
        '<row r="1" s="1"><c r="A1" s="1"><v>1</v></c></row><row r="2"><c r="A2" s="1"><v>2</v></c></row>',
        '<row><c s="1"><v>1</v></c></row><row><c s="1"><v>2</v></c></row>',
    ],
)
def test_styled_cells_are_found_however_they_are_written(cells: str) -> None:
    sheet = only_sheet(zipped(parts(cells, formats=("0!.0,",))))
    assert sheet.formats == {1: (FormatRun(1, 2, "0!.0,"),)}


def test_what_says_nothing_makes_no_run_and_gaps_part_runs() -> None:
    rows = "".join(
        f'<row r="{row}"><c r="A{row}" s="{style}"><v>1</v></c></row>'
        for row, style in enumerate((1, 2, 0, 2, 2, 3), 1)
    )
    sheet = only_sheet(zipped(parts(rows, formats=("0.00", "[$€-407]0", "yyyy/m/d"))))
    assert sheet.formats == {1: (FormatRun(2, 2, "[$€-407]0"), FormatRun(4, 5, "[$€-407]0"))}
