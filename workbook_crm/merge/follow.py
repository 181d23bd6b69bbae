"""When somebody is to be contacted next: what was said last counts.

Both the record's own row and its latest follow-up can name the next day. Whichever is news replaces what
was planned before; where both are, the sooner counts, so that nothing is forgotten. A contact on the planned
day or later has done it, and so has one that came a little early; one that came earlier only where it brings
a next date of its own. Where no day is left, the level's interval counts, which the due list adds.
Rows that say what they said before are no news, so that the same rows sent again change nothing.

A contact with a deal is one with its customer: it answers what was planned with them, and is their latest
contact. What was agreed then is the deal's, and only the deal's: its next day stands on the deal.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any, NamedTuple

from workbook_crm.model.settings import EARLY_DAYS


class Contact(NamedTuple):
    """When a follow-up took place, and the next one that was agreed then."""

    time: date
    agreed: date | None


class Standing(NamedTuple):
    """What a record remembers of it."""

    last_contact: date | None = None
    next_follow_up: date | None = None
    next_written: date | None = None
    """What its own row said last, be it replaced by a follow-up since."""


def moment_key(moment: date) -> datetime:
    """Dates and datetimes in one order: a date without a time of day is its beginning."""
    return moment if isinstance(moment, datetime) else datetime.combine(moment, time())


def day_of(moment: date) -> date:
    """The day of a moment."""
    return moment.date() if isinstance(moment, datetime) else moment


def next_contact(
    before: Standing,
    written: date | None,
    news: Iterable[Contact],
    *,
    is_erased: bool = False,
    early_days: int = EARLY_DAYS,
) -> Standing:
    """How a record stands after its row said `written` and `news` came of it, the follow-ups not known yet.

    `is_erased`: the row says that there is no next one. `early_days`: how long before the planned day a
    contact does for it; of a day that the row says now, none before it does: it was written knowing of them.
    """
    if is_erased:
        before = before._replace(next_follow_up=None, next_written=None)
    latest = _latest(news, before.last_contact)
    last = latest.time if latest else before.last_contact
    is_new = written is not None and written not in (before.next_written, before.next_follow_up)
    said = [written] if is_new and written and not _is_done(written, last) else []
    said += [latest.agreed] if latest and latest.agreed else []
    planned = min(said, key=moment_key, default=None) or _what_is_left(
        before.next_follow_up, latest, early_days
    )
    return Standing(last, planned, written if is_new else before.next_written)


def with_contacts_of_deals(
    before: Standing, after: Standing, news: Iterable[Contact], *, early_days: int = EARLY_DAYS
) -> Standing:
    """How a customer stands `after` its own rows, once `news` came of its deals; `before`: as it was known.

    A plan that these rows brought was made knowing of earlier contacts: none before its day does for it.
    """
    latest = _latest((Contact(each.time, None) for each in news), after.last_contact)
    if latest is None:
        return after
    early = early_days if after.next_follow_up == before.next_follow_up else 0
    return after._replace(
        last_contact=latest.time, next_follow_up=_what_is_left(after.next_follow_up, latest, early)
    )


def _latest(news: Iterable[Contact], last: date | None) -> Contact | None:
    """The latest contact; None where a later one was known."""
    latest = max(news, key=lambda each: moment_key(each.time), default=None)
    is_late = latest and last and moment_key(last) > moment_key(latest.time)
    return None if is_late else latest


def _what_is_left(planned: date | None, latest: Contact | None, early_days: int) -> date | None:
    """What was planned before, unless the latest contact has done it."""
    return None if planned and latest and _is_done(planned, latest.time, early_days) else planned


def _is_done(planned: date, last: date | None, early_days: int = 0) -> bool:
    return last is not None and (day_of(planned) - day_of(last)).days <= early_days


def contacts_of(follow_ups: Iterable[Any]) -> list[Contact]:
    """The contacts that follow-up records tell of; those without a time do not count."""
    return [Contact(each.time, each.next_follow_up) for each in follow_ups if each.time is not None]
