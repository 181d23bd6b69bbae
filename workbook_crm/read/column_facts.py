"""What a whole column tells about each of its cells: order of day and month, units, percentages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from workbook_crm.model.columns import DATED, Column, Of, Sheet
from workbook_crm.model.finding import Fact, Finding, finding
from workbook_crm.model.place import Place
from workbook_crm.model.rules.headers import HEADER_UNIT
from workbook_crm.model.rules.values import (
    DATES_CONTRADICT,
    DATES_OUT_OF_ORDER,
    DAY_ORDER_OF_OTHERS,
    SWAPPED_DATES,
    ZEROS_MAY_BE_LOST,
)
from workbook_crm.model.settings import Settings
from workbook_crm.model.simplified import simplified
from workbook_crm.read.amounts import from_float, plain, read_amount, writes_decimal_commas
from workbook_crm.read.dates import Order, order_of
from workbook_crm.read.day_order import open_day
from workbook_crm.read.discounts import is_money_off
from workbook_crm.read.noticed import Context
from workbook_crm.read.phones import writes_american_phones
from workbook_crm.read.swapped import none_after_the_12th, out_of_order
from workbook_crm.read.text import shown

_UNIT = re.compile(
    r"[(（\[【/,，:：]\s*(?:单位\s*[:：]?\s*)?(?:人民币|rmb|cny|usd|eur|inr|rs\.?|￥|¥|\$|€|£|₹)?\s*(?:in\s+)?"
    r"(百万元?|千万元?|万元?|千元|亿元?|k|thousands?|000s?|ten thousands?|millions?|mn|"
    r"lakhs?|lacs?|crores?)\s*(?:元|rmb|"
    r"cny|usd|eur|inr)?\s*[)）\]】]?\s*$",
    re.IGNORECASE,
)
_EUROPEAN_PRICE = re.compile(
    r"\b(?:iva|mwst|netto|brutto|pvp|p\.v\.p|[ev]k|vb|vhb)\b|preis|precio|preço|preco|prezzo|prix|importe?|betrag|valor|summe|montant",
    re.IGNORECASE,
)
"""A price in a language that parts thousands with points."""
_BEHIND = re.compile(r"(?<=[预算价额款费金钱])(w|万元?)\s*$", re.IGNORECASE)
"""The same without a bracket: 预算W, 总价万."""
_COUNTED = re.compile(
    r"[(（\[【/]\s*(百万|万|千|k|000s?)\s*"
    r"(?:公里|千米|km|英里|miles|mi|"
    r"小时|h|件|台|辆|个)\s*[)）\]】]?\s*$",
    re.IGNORECASE,
)
"""The unit of a quantity in a header: 里程(万公里)."""
_TIMES = {
    "百万": 1_000_000, "千万": 10_000_000, "万": 10_000, "千": 1_000, "亿": 100_000_000, "k": 1_000,
    "thousand": 1_000, "000": 1_000, "ten thousand": 10_000, "million": 1_000_000, "mn": 1_000_000,
    "w": 10_000, "lakh": 100_000, "lac": 100_000, "crore": 10_000_000,
}  # fmt: skip
_PAST = frozenset({"time", "last_contact"})
_SOME_CODES = 3
_KEPT_UP = timedelta(days=7)
"""A book whose last day is no longer ago was written up to the day on which it was sent."""
_DIGIT = re.compile(r"\d")
_ISO_DAY = re.compile(r"\s*(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})")


def _is_kept_up(cells: Sequence[object], texts: Iterable[str], today: date, *, is_ours: bool) -> bool:
    """Whether 今天 in a column tells a day: we handed it out, or its last other day is a few days ago."""
    words = {each for each in texts if not _DIGIT.search(each)}  # nearly always none
    if not words:
        return False
    from workbook_crm.read.relative_days import past_day

    if not any(past_day(each, today) for each in words):
        return False
    days = [
        each.date() if isinstance(each, datetime) else each for each in set(cells) if isinstance(each, date)
    ]
    days += [day for each in set(texts) if (day := _day_of(each)) is not None]
    return is_ours if not days else timedelta(0) <= today - max(days) <= _KEPT_UP


def _day_of(text: str) -> date | None:
    match = _ISO_DAY.match(text)
    if match is None:
        return None
    try:
        return date(*map(int, match.groups()))
    except ValueError:
        return None


def context_of(
    column: Column,
    header: str,
    cells: Sequence[object],
    *,
    settings: Settings,
    today: date,
    of: Sheet[Any],
    times: int,
    epoch: date,
    day_first: bool | None = None,
    is_ours: bool = False,
) -> tuple[Context, Order | None]:
    """All that the cells of one column are read by, and what its dates tell.

    `day_first`: what the other date columns of the table prove. `is_ours`: we handed the workbook out.
    """
    is_past = column.field in _PAST
    context = Context(column, header, settings, today, of.prefix, is_past=is_past, kind=of.kind, epoch=epoch)
    if column.of in (Of.MONEY, Of.PRICE, Of.QUANTITY):
        is_mileage = column.field == "mileage"
        is_of_euros = bool(_EUROPEAN_PRICE.search(header))
        commas = writes_decimal_commas(_texts(cells), has_no_thousandths=is_mileage, is_of_euros=is_of_euros)
        context = replace(context, comma_decimal=commas)
        others = times if column.of is not Of.QUANTITY else 1
        return replace(context, times=header_times(header) or others), None
    if column.of is Of.PHONE:
        is_american = writes_american_phones(_texts(cells))
        return (replace(context, is_american=True) if is_american else context), None
    if column.of is Of.RATE:
        return replace(context, percent=_are_percentages(header, cells)), None
    if column.of is Of.DISCOUNT:
        return replace(context, is_money=is_money_off(header, cells), times=header_times(header) or 1), None
    if column.of not in DATED:
        return context, None
    texts = _texts(cells)
    order = order_of(texts, today) if texts else Order(None)
    asked = settings.trade.day_first
    if asked is None:
        asked = day_first if order.day_first is None else order.day_first
    day_first = asked
    if is_past and texts:
        context = replace(context, is_new=_is_kept_up(cells, texts, today, is_ours=is_ours))
    return replace(context, day_first=day_first, year_first=order.year_first), order


def _texts(cells: Sequence[object]) -> set[str]:
    return {cell for cell in cells if isinstance(cell, str) and cell}


def header_times(header: str) -> int:
    """What the unit in a header multiplies by: 10,000 for 金额（万元）, 里程（万公里）; 0 for none."""
    header = simplified(header)
    found = _UNIT.search(header) or _COUNTED.search(header) or _BEHIND.search(simplified(header))
    if not found:
        return 0
    unit = found[1].casefold().removesuffix("元").removesuffix("s") or "000"
    return _TIMES.get(unit, 0)


def _are_percentages(header: str, cells: Sequence[object]) -> bool:
    if any(each in header for each in ("%", "％", "百分")):
        return True
    return any(isinstance(cell, (int, float)) and cell > 1 for cell in cells)


def column_findings(
    context: Context, order: Order | None, cells: Sequence[object], place: Place
) -> list[Finding]:
    """Findings at the header: units multiplied, dates that contradict one another or look swapped."""
    if context.column.of in (Of.MONEY, Of.PRICE, Of.QUANTITY):
        return _unit_finding(context, cells, place)
    if context.column.of is Of.CODE:
        return _short_codes(context, cells, place)
    if order is None:
        return []
    findings = []
    if order.contradicts and context.settings.trade.day_first is None:
        facts: dict[str, Fact] = {"column": context.column.name, "other": order.month_first_text}
        findings.append(finding(DATES_CONTRADICT, place, order.day_first_text, **facts))
    findings += _order_of_others(context, order, cells, place)
    beside = bool(order.day_first_text or order.month_first_text)
    swapped = none_after_the_12th(cells, has_text_beside=beside)
    if swapped:
        findings.append(
            finding(SWAPPED_DATES, place, shown(swapped[0]), column=context.column.name, rows=len(swapped))
        )
    elif swapped := out_of_order(cells):
        findings.append(_out_of_order(swapped, context, place))
    return findings


def _order_of_others(context: Context, order: Order, cells: Sequence[object], place: Place) -> list[Finding]:
    """A note where only the other columns of the table tell which figure is the day."""
    if context.day_first is None or order.day_first is not None:
        return []
    if context.settings.trade.day_first is not None:
        return []
    found = open_day(_texts(cells), day_first=context.day_first)
    if found is None:
        return []
    return [finding(DAY_ORDER_OF_OTHERS, place, found[0], column=context.column.name, read=found[1])]


def _unscaled(cell: object) -> Decimal | None:
    """The number in a cell, be it text, that names no unit of its own."""
    if isinstance(cell, str):
        amount = read_amount(cell)
        return None if amount is None or amount.is_full else amount.number
    return from_float(float(cell)) if isinstance(cell, (int, float)) and not isinstance(cell, bool) else None


def _unit_finding(context: Context, cells: Sequence[object], place: Place) -> list[Finding]:
    if context.times == 1:
        return []
    number = next((number for cell in cells if (number := _unscaled(cell)) is not None), None)
    if number is None:
        return []
    example = f"{shown(float(number))} → {plain(number * context.times):,f}"
    return [finding(HEADER_UNIT, place, context.header, times=Decimal(context.times), example=example)]


def _out_of_order(swapped: Sequence[date], context: Context, place: Place) -> Finding:
    seen = swapped[0]
    meant = seen.replace(month=seen.day, day=seen.month)
    return finding(
        DATES_OUT_OF_ORDER, place, shown(seen), column=context.column.name, rows=len(swapped), read=meant
    )


def _short_codes(context: Context, cells: Sequence[object], place: Place) -> list[Finding]:
    """A warning where numbers stand among codes of one length that begin with 0, and are shorter."""
    codes = {cell for cell in cells if isinstance(cell, str) and cell.isdigit()}
    lengths = {len(code) for code in codes}
    if len(codes) < _SOME_CODES or len(lengths) > 1 or not any(code[0] == "0" for code in codes):
        return []
    (length,) = lengths
    short = [
        int(cell)
        for cell in cells
        if isinstance(cell, float) and cell.is_integer() and 0 < cell < 10 ** (length - 1)
    ]
    if not short:
        return []
    facts: dict[str, Fact] = {
        "column": context.column.name,
        "rows": len(short),
        "read": str(short[0]).zfill(length),
    }
    return [finding(ZEROS_MAY_BE_LOST, place, short[0], **facts)]
