"""The XML of a cell: its value, and the style that shows it.

Source: ECMA-376 part 1, 18.3.1.4 (c), 18.17.4.1 (dates as numbers), 22.4.2.4 (escaped characters).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from workbook_crm.model.cell_text import escaped
from workbook_crm.model.grid import MAX_TEXT
from workbook_crm.model.raw import Cell
from workbook_crm.write_back.style_markup import Look

_EPOCH, _ONE_DAY = datetime(1899, 12, 30), timedelta(days=1)
_FIRST_DAY = date(1900, 3, 1)
"""Before it Excel's calendar and the world's differ (it counts a 29 February 1900)."""
_MOST_DIGITS = 10**15
"""A whole number from here on loses digits in Excel, and is written as text."""


def cell_markup(at: str, value: Cell, look: Look) -> str:
    """One cell at its address; a blank one carries its look alone."""
    return _WRITERS[type(value)](at, value, look)


def _text(at: str, text: str, look: Look) -> str:
    """Digits keep the text format, so that Excel leaves them alone when somebody edits the cell."""
    if not text:
        return f'<c r="{at}"{look.plain}/>'
    style = look.text if text.isdigit() else look.plain
    text = escaped(text[:MAX_TEXT].replace("\r\n", "\n"))
    return f'<c r="{at}"{style} t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def _number(at: str, value: float, look: Look) -> str:
    is_exact = abs(value) < _MOST_DIGITS if isinstance(value, int) else math.isfinite(value)
    return f'<c r="{at}"{look.plain}><v>{value!r}</v></c>' if is_exact else _text(at, str(value), look)


def _yes(at: str, value: bool, look: Look) -> str:
    return f'<c r="{at}"{look.plain} t="b"><v>{value:d}</v></c>'


def _day(at: str, value: date, look: Look) -> str:
    if value < _FIRST_DAY:
        return _text(at, value.isoformat(), look)
    return _dated(at, look.date, (value - _EPOCH.date()).days)


def _moment(at: str, value: datetime, look: Look) -> str:
    if value.date() < _FIRST_DAY:
        return _text(at, str(value), look)
    style = look.date if value.time() == time() else look.moment
    return _dated(at, style, (value.replace(tzinfo=None) - _EPOCH) / _ONE_DAY)


def _clock(at: str, value: time, look: Look) -> str:
    since_midnight = datetime.combine(_EPOCH, value.replace(tzinfo=None)) - _EPOCH
    return _dated(at, look.time, since_midnight / _ONE_DAY)


def _span(at: str, value: timedelta, look: Look) -> str:
    return _dated(at, look.span, value / _ONE_DAY) if value >= timedelta() else _text(at, str(value), look)


def _dated(at: str, style: str, value: float) -> str:
    return f'<c r="{at}"{style}><v>{value:.15g}</v></c>'


_WRITERS: Mapping[type, Callable[[str, Any, Look], str]] = {
    str: _text,
    int: _number,
    float: _number,
    bool: _yes,
    date: _day,
    datetime: _moment,
    time: _clock,
    timedelta: _span,
}
