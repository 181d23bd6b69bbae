"""When somebody is to be contacted next.

What the salesperson wrote on the record counts until a follow-up is known on or after that day. The latest
follow-up's own next date counts beside it: the sooner of the two, so that nothing is forgotten. Where
neither is left, the level's interval counts, which the due list adds. All of it is a function of what is
written, never of the order in which it came in, so that the same rows sent again change nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

Contact = tuple[date, date | None]
"""When a follow-up took place, and the next one that was agreed then."""


def moment_key(moment: date) -> datetime:
    """Dates and datetimes in one order: a date without a time of day is its beginning."""
    return moment if isinstance(moment, datetime) else datetime.combine(moment, time())


def day_of(moment: date) -> date:
    """The day of a moment."""
    return moment.date() if isinstance(moment, datetime) else moment


def next_contact(
    written: date | None, sent: Iterable[Contact], known: Contact | None
) -> tuple[date | None, date | None]:
    """(last contact, next follow-up): from what the row says, the follow-ups sent, and what was known."""
    latest = max(sent, key=lambda each: moment_key(each[0]), default=None)
    if latest is None or (known and moment_key(known[0]) > moment_key(latest[0])):
        return _without_news(written, known)
    last, agreed = latest
    dates = [each for each in (written, agreed) if each is not None and not _is_done(each, last, agreed)]
    return last, min(dates, key=moment_key, default=None)


def _without_news(written: date | None, known: Contact | None) -> tuple[date | None, date | None]:
    if known is None:
        return None, written
    last, planned = known
    is_stale = written is None or _is_done(written, last, None)
    return last, planned if is_stale else written


def _is_done(planned: date, last: date, agreed: date | None) -> bool:
    """A plan is done by a contact on its day or later; what was agreed at that contact is not."""
    return planned is not agreed and day_of(planned) <= day_of(last)


def contacts_of(follow_ups: Iterable[Any]) -> list[Contact]:
    """The contacts that follow-up records tell of; those without a time do not count."""
    return [(each.time, each.next_follow_up) for each in follow_ups if each.time is not None]
