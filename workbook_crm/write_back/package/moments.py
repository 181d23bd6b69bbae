"""Dates as Excel's calendar has them.

A module of its own, imported with the first date that there is to write: `datetime` takes 2 ms to import.
"""

from __future__ import annotations

from datetime import date, datetime, time


def has_time(value: date) -> bool:
    return isinstance(value, datetime)


def spelled(value: date) -> str:
    """A day that Excel's calendar does not have, as text."""
    return value.isoformat(" ") if isinstance(value, datetime) else value.isoformat()


def serial(value: date, *, date1904: bool) -> bytes | None:
    """Excel's day number; None for days that its calendar does not have."""
    moment = value if isinstance(value, datetime) else datetime.combine(value, time())
    start = datetime(1904, 1, 1) if date1904 else datetime(1899, 12, 30)
    since = moment.replace(tzinfo=None) - start
    days = since.days
    if not date1904 and days < 61:
        days -= 1  # Excel counts a 29 February 1900
    if days < (0 if date1904 else 1):
        return None
    fraction = round((since.seconds + since.microseconds / 1e6) / 86400, 10)
    return b"%d" % days if not fraction else repr(days + fraction).encode()
