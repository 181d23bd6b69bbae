"""Cells that hold a number: money, prices, quantities, rates, years."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from workbook_crm.model.columns import Of, Value
from workbook_crm.model.rules.values import (
    KEPT_AS_TEXT,
    NOT_A_NUMBER,
    NOT_WHOLE,
    OTHER_CURRENCY,
    SHORTENED,
    SHOWN_IN_OTHER_UNIT,
    TEN_THOUSANDS,
    UNIT_DROPPED,
    WITHOUT_TAX,
)
from workbook_crm.read.amounts import Amount, from_float, other_currency, plain, read_amount
from workbook_crm.read.damage import SCIENTIFIC
from workbook_crm.read.noticed import Context, Noticed, noticed
from workbook_crm.read.number_formats import Seen
from workbook_crm.read.text import clean_line, shown

EXAMPLES: Mapping[Of, str] = {
    Of.MONEY: "12000", Of.PRICE: "12000", Of.QUANTITY: "2", Of.INTEGER: "2", Of.RATE: "30%", Of.YEAR: "2024"
}  # fmt: skip
SOFT = frozenset(
    {"budget", "age", "year", "mileage", "stock", "order", "usual_days", "interval_days", "deposit"}
)
"""Fields of small weight: what is no number there is kept as text and does not hold the row."""
NO_PRICE = frozenset(
    [
        "面议",
        "电议",
        "时价",
        "市场价",
        "询价",
        "电询",
        "待定",
        "待议",
        "价格面议",
        "poa",
        "tbd",
        "tba",
        "onrequest",
        "n/a",
        "callforprice",
    ]
)
_MONEY_UNITS = frozenset(
    {
        "",
        "元/台",
        "/台",
        "元/辆",
        "元/月",
        "/月",
        "/day",
        "/month",
        "元/天",
        "/天",
        "/日",
        "元/日",
        "元/件",
        "/年",
        "元/年",
        "/件",
        "每台",
    }
)
_VAGUE = re.compile(
    r"\d.*(?:左右|以上|以下|以内|上下|起$|多$|\+$|[~～至到-]\s*\d)|(?:约|大概|不超过|[<>≤≥]).*\d"
)
"""An amount that is none in particular: 1000万以上, 10-15万."""
_TAX = re.compile(
    r"^含税价?|[(（]?含税价?[)）]?$|\s*[(（]?\binc(?:l(?:\.|uding|usive)?)?\.?\s*(?:of\s+)?(?:vat|gst|tax)[)）]?$",
    re.IGNORECASE,
)
_WITHOUT_TAX = re.compile(
    r"^(?:不含税|未税|税前)价?|\s*[(（]?(?:不含税|未税|税前)价?[)）]?$|"
    r"\s*[(（]?(?:\+|\bplus|"
    r"\bex(?:cl(?:\.|uding|usive)?)?\.?|\bnet of|\bbefore)\s*(?:of\s+)?(?:vat|gst|hst|tax)[)）]?$",
    re.IGNORECASE,
)
_FREE = frozenset({"免费", "赠送", "赠品", "free", "free of charge"})
_DURATIONS = (
    frozenset(["天日周月年", "day", "days", "week", "weeks", "month", "months", "year", "years"])
    | frozenset("天日周月年")
    | {"个月", "个周", "小时"}
)
_UNITS = frozenset(
    [
        "台",
        "辆",
        "件",
        "个",
        "套",
        "只",
        "部",
        "把",
        "根",
        "条",
        "支",
        "箱",
        "桶",
        "瓶",
        "片",
        "块",
        "组",
        "双",
        "张",
        "副",
        "批",
        "次",
        "升",
        "米",
        "吨",
        "公斤",
        "千克",
        "pcs",
        "pc",
        "ea",
        "each",
        "unit",
        "units",
        "set",
        "sets",
        "piece",
        "pieces",
        "x",
        "岁",
        "人",
        "公里",
        "km",
        "千米",
        "小时",
        "h",
        "hours",
        "hrs",
        "hr",
        "小时数",
        "英里",
        "miles",
        "mi",
        "年",
        "款",
        "年款",
        "期",
        "号",
        "位",
        "名",
    ]
) | {"個", "臺", "輛"}
_WHOLE_UNITS = frozenset({"台", "辆", "部", "臺", "輛", "unit", "units"})
"""A vehicle comes whole."""
_TIMES = re.compile(r"^[x×*]\s*(?=\d)", re.IGNORECASE)
_BRACKETED_UNIT = re.compile(r"(?<=\d)\s*[(（]([^\d()（）]+)[)）]$")
_MODEL_YEAR = re.compile(
    r"^((?:19|20)\d\d)\s*[-/.年]\s*\d{1,2}(?:\s*[-/.月]\s*\d{1,2})?\s*[月日]?$|^(\d\d)[年款](?:款)?$"
)
_TENTHS = {each: Decimal(nth) / 10 for nth, each in enumerate("一二三四五六七八九", 1)}
ZERO, HUNDRED = Decimal(0), Decimal(100)


def read_money(cell: object, context: Context) -> Value | Noticed:
    """An amount or a price; 12.5万 is 125000."""
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        number = from_float(float(cell))
        return _unreadable(cell, context) if number is None else _of_cell(number, context)
    if not isinstance(cell, str):
        return _unreadable(cell, context)
    if clean_line(cell).casefold() in _FREE:
        return noticed(TEN_THOUSANDS, ZERO, column=context.column.name, read=ZERO)
    amount = read_amount(cell, comma_decimal=context.comma_decimal)
    if amount is not None and amount.unit in _MONEY_UNITS:
        return _said(amount, context)
    inclusive = read_amount(_TAX.sub("", clean_line(cell)))
    if inclusive is not None and inclusive.unit in _MONEY_UNITS and not inclusive.currency:
        return replace(_as_noticed(_said(inclusive, context)), extra=clean_line(cell))
    net = read_amount(_WITHOUT_TAX.sub("", clean_line(cell)), comma_decimal=context.comma_decimal)
    if context.kind == "catalog" and net is not None and net.unit in _MONEY_UNITS:
        number = net.number if net.is_full else _times(net.number, context)
        said = noticed(WITHOUT_TAX, number, column=context.column.name, read=number)
        return replace(said, extra=clean_line(cell))
    return _unreadable(cell, context)


def _said(amount: Amount, context: Context) -> Value | Noticed:
    """The amount with a word about another currency, 万, or neither."""
    number, column = amount.number, context.column.name
    if not amount.is_full:
        number = _times(number, context)
    own = context.settings.currency
    if own and other_currency(amount.currency, own):
        return noticed(OTHER_CURRENCY, number, column=column, currency=own)
    if amount.scaled:
        return noticed(TEN_THOUSANDS, number, column=column, read=number)
    return number


def _as_noticed(read: Value | Noticed) -> Noticed:
    return read if isinstance(read, Noticed) else Noticed(read)


def _times(number: Decimal, context: Context) -> Decimal:
    """The number in whole units, where the header says 万元 or the like."""
    return number if context.times == 1 else plain(number * context.times)


def _of_cell(number: Decimal, context: Context) -> Value | Noticed:
    """The number of a cell, as its format and the header together show it.

    What a format divides (`0!.0,` shows 125000 as 12.5) was meant as shown: 12.5 under 单价(万元) is 125000.
    Where the header names no unit, the number is what the cell holds.
    """
    if context.format is None:
        return _times(number, context)
    seen, column, own = context.format.seen(number), context.column.name, context.settings.currency
    read = _as_shown(number, seen, context)
    if own and other_currency(seen.currency, own):
        said = noticed(OTHER_CURRENCY, read, column=column, currency=own)
        return replace(said, shown=f"{seen.currency} {plain(number):f}")
    drawn = f"{plain(number / seen.divisor):f}{seen.word}"
    if seen.unit != 1 and read != number:
        return replace(noticed(TEN_THOUSANDS, read, column=column, read=read), shown=drawn)
    if seen.divisor != 1 and read != number:
        return noticed(
            SHOWN_IN_OTHER_UNIT, read, column=column, header=context.header, drawn=drawn, read=read
        )
    return read


def _as_shown(number: Decimal, seen: Seen, context: Context) -> Decimal:
    if seen.percent or (seen.divisor != 1 and context.times in (1, seen.divisor)):
        return number if seen.unit == 1 else plain(number / seen.divisor * seen.unit)
    if not seen.is_scaled:
        return _times(number, context)
    return plain(number / seen.divisor * (context.times if seen.unit == 1 else seen.unit))


def read_quantity(cell: object, context: Context) -> Value | Noticed:
    """A quantity; its unit (2台) may stand behind it."""
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        number = from_float(float(cell))
        return _unreadable(cell, context) if number is None else _of_cell(number, context)
    amount = _counted(cell, context) if isinstance(cell, str) else None
    if amount is None or amount.currency:
        return _unreadable(cell, context)
    if context.column.field == "periods":
        return _periods(amount, cell, context)
    if amount.unit and amount.unit.removesuffix(".") not in _UNITS:
        return _unreadable(cell, context)
    if amount.unit in _WHOLE_UNITS and amount.number != amount.number.to_integral_value():
        return noticed(NOT_WHOLE, typed=True, column=context.column.name)
    return amount.number if amount.is_full else _times(amount.number, context)


def _counted(cell: str, context: Context) -> Amount | None:
    """The amount of ×2, 2（台） and the like."""
    plain = _BRACKETED_UNIT.sub(r"\1", _TIMES.sub("", clean_line(cell)))
    return read_amount(plain, comma_decimal=context.comma_decimal)


def _periods(amount: Amount, cell: object, context: Context) -> Value | Noticed:
    """Periods of a rental: 12个月 loses its unit, and 3M is no three million."""
    if amount.unit in _DURATIONS:
        return noticed(UNIT_DROPPED, amount.number, column=context.column.name, read=amount.number)
    return _unreadable(cell, context) if amount.scaled or amount.unit not in ("", "期") else amount.number


def read_integer(cell: object, context: Context) -> Value | Noticed:
    """A whole number; its unit (30天) may stand behind it."""
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        number = from_float(float(cell))
    else:
        amount = read_amount(cell) if isinstance(cell, str) else None
        fits = amount is not None and amount.unit in {""} | _UNITS | _DURATIONS
        number = amount.number if amount is not None and fits else None
    if number is None or number != number.to_integral_value() or abs(number) >= 10**15:
        return _unreadable(cell, context)
    return int(number)


def read_year(cell: object, context: Context) -> Value | Noticed:
    """A year: 2021, 2021年, 2021款, or a date in it."""
    if isinstance(cell, date):
        return cell.year
    if isinstance(cell, str) and (found := _MODEL_YEAR.match(clean_line(cell))):
        return int(found[1] or f"20{found[2]}")
    year = read_integer(cell, context)
    if isinstance(year, int) and not 1900 <= year <= 2100:
        return _unreadable(cell, context)
    return year


def read_rate(cell: object, context: Context) -> Value | Noticed:
    """A share of one: 30%, 0.3, and 30 where it cannot be a share."""
    if isinstance(cell, str):
        plain = clean_line(cell)
        if plain[1:] == "成" and plain[0] in _TENTHS:
            return _TENTHS[plain[0]]
        is_hundredths = plain.startswith("百分之")
        amount = read_amount(plain.removeprefix("百分之") + "%" * is_hundredths)
        if amount is None or amount.unit not in ("", "%") or amount.currency:
            return _unreadable(cell, context)
        number, percent = amount.number, amount.unit == "%"
    elif isinstance(cell, (int, float)) and not isinstance(cell, bool):
        read = from_float(float(cell))
        if read is None:
            return _unreadable(cell, context)
        hundredths = context.hundredths(read)
        number, percent = read * (hundredths or 1), bool(hundredths)
    else:
        return _unreadable(cell, context)
    share = number / HUNDRED if percent or number > 1 or (context.percent and number == 1) else number
    return share if 0 <= share <= 1 else _unreadable(cell, context)


def _unreadable(cell: object, context: Context) -> Noticed:
    """An error; in a field of small weight, a warning, and the text kept."""
    column, example = context.column.name, _example(context)
    text = clean_line(shown(cell))
    if context.column.computed or context.column.field in SOFT or _is_no_price(text, context):
        return noticed(KEPT_AS_TEXT, extra=text, column=column, example=example)
    if SCIENTIFIC.match(text):
        return noticed(SHORTENED, typed=True, column=column)
    return noticed(NOT_A_NUMBER, typed=True, column=column, example=example)


def _example(context: Context) -> str:
    """A number as it would be written here: 12 where the header says 万元."""
    return EXAMPLES.get(context.column.of, "1") if context.times == 1 else "12"


def _is_no_price(text: str, context: Context) -> bool:
    """面议 for any price; about so much for one of the catalog, which no line is sold at yet."""
    if context.column.of is not Of.PRICE:
        return False
    is_listed = context.column.field != "unit_price" or context.kind == "catalog"
    return text.replace(" ", "").casefold() in NO_PRICE or (is_listed and bool(_VAGUE.search(text)))
