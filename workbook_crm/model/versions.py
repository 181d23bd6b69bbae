"""A version of the store: how things were right after a receipt, named by it, a moment or a day's end."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from workbook_crm.model.language import Language, Name
from workbook_crm.model.run import revision_of
from workbook_crm.model.words import fill

SAID = Name("第 {revision} 版（{receipt}，{when}）", "version {revision} ({receipt}, {when})")
_RECEIPT = re.compile(r"R-(\d{1,12})", re.IGNORECASE)
Asked = int | datetime
"""A revision, or the moment up to which everything counts."""


@dataclass(frozen=True, slots=True)
class StoreVersion:
    """The version that was asked for."""

    revision: int
    receipt: str
    """The last one that counts."""
    received: datetime

    @property
    def day(self) -> date:
        return self.received.date()

    def said(self, language: Language) -> str:
        """What every page that stands at it prints."""
        facts = {"revision": self.revision, "receipt": self.receipt, "when": self.received}
        return fill(SAID[language], language, **facts)


def asked_version(text: str, zone: tzinfo | None) -> Asked | None:
    """What `--as-of` names: a receipt, a day (its end) or a moment; None where it is none of these."""
    written = text.strip()
    if found := _RECEIPT.fullmatch(written):
        return int(found[1])
    try:
        if len(written) == len("2026-11-23"):
            return datetime.combine(date.fromisoformat(written), time.max, zone)
        moment = datetime.fromisoformat(written)
    except (ValueError, OverflowError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def asked_since(text: str, zone: tzinfo | None) -> Asked | None:
    """What changes are counted from: a day from its beginning, a moment, or what came after a receipt."""
    day = day_named(text)
    return asked_version(text, zone) if day is None else before_day(day, zone)


def before_day(day: date, zone: tzinfo | None) -> datetime:
    """The end of the day before."""
    if day == date.min:
        return datetime.combine(day, time.min, zone)
    return datetime.combine(day - timedelta(days=1), time.max, zone)


def monday_before(day: date) -> date:
    """The latest Monday before a day: on a Monday that of the week before, of which people then talk."""
    return max(day - timedelta(days=day.weekday() or 7), date.min) if day > date.min else day


def day_named(text: str) -> date | None:
    """The day where it is a day that is named, and no receipt or moment."""
    try:
        return date.fromisoformat(text.strip()) if len(text.strip()) == len("2026-11-23") else None
    except ValueError:
        return None


def version_of(asked: Asked, times: Iterable[tuple[str, datetime]]) -> StoreVersion | None:
    """The version, of all receipts with their times; None where there is no such receipt, or none yet."""
    if isinstance(asked, int):
        told = next((each for each in times if revision_of(each[0]) == asked), None)
    else:
        told = max((each for each in times if each[1] <= asked), default=None)
    return StoreVersion(revision_of(told[0]), *told) if told else None
