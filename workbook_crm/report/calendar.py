"""A person's follow-ups as an iCalendar file: what is due today and in the days to come, a day each.

Source of the format: RFC 5545. A later file replaces the events of an earlier one, because their ids stay;
but it removes none (khal 0.14 and others only look at the ids that it has). So what an earlier file had and
this one has not is in it as cancelled, until a week after its day.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from workbook_crm.model.due import OpenRecord
from workbook_crm.model.language import Language, Name
from workbook_crm.model.report import DailyFacts
from workbook_crm.model.words import fill, say
from workbook_crm.report.due import last_follow_up, planned
from workbook_crm.report.words import words

DAYS_AHEAD = 30
_KEPT_DAYS = 7
"""For so long after the day of an event its cancelling is told, to who imports once a week."""
_PRODUCT = Name("PRODID:-//workbook-crm//due list//ZH", "PRODID:-//workbook-crm//due list//EN")
_FOLD_BYTES = 73
_EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
_ID_DIGITS = 12
_CONTROLS = {chr(each): None for each in (*range(0x20), 0x7F) if chr(each) not in "\n\t"}
_ESCAPES = str.maketrans(_CONTROLS | {"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


Planned = tuple[OpenRecord, date]
"""A record, and the day on which it is to be contacted."""
Plans = Mapping[str, Sequence[Planned]]
"""By owner."""


@dataclass(frozen=True, slots=True)
class Told:
    """An event of an earlier file: the day and the customer that it named."""

    day: date
    customer: str


AllTold = Mapping[str, Mapping[str, Told]]
"""By person and number: the events that somebody may have imported, those that were cancelled since too."""


@dataclass(frozen=True, slots=True)
class Calendars:
    """What all files of one making share."""

    workspace: str = ""
    """Parts the events of two workspaces that have the same numbers."""
    made_at: datetime | None = None
    """None for the beginning of the day."""
    told: AllTold = field(default_factory=dict)

    def moment(self, today: date) -> datetime:
        """When the files are made, in UTC."""
        return (self.made_at or datetime(today.year, today.month, today.day, tzinfo=UTC)).astimezone(UTC)


def planned_by_person(facts: DailyFacts, today: date) -> Plans:
    """What each owner has to do in the days to come; what is overdue stands on today."""
    found: defaultdict[str, list[Planned]] = defaultdict(list)
    for record, day in planned(facts, today):
        if day <= today + timedelta(days=DAYS_AHEAD):
            found[record.owner or ""].append((record, max(day, today)))
    return found


def told_after(plans: Plans, told: AllTold, today: date) -> AllTold:
    """What the next making has to know: the events of these files, live or cancelled."""
    found: dict[str, Mapping[str, Told]] = {}
    for person in (*plans, *(each for each in told if each not in plans)):
        events = _gone(plans.get(person, ()), told.get(person, {}), today)
        events |= {record.number: Told(day, record.customer) for record, day in plans.get(person, ())}
        if events:
            found[person] = events
    return found


def _gone(events: Iterable[Planned], told: Mapping[str, Told], today: date) -> dict[str, Told]:
    """What was told and is planned with this person no more."""
    live, oldest = {record.number for record, _day in events}, today - timedelta(days=_KEPT_DAYS)
    return {number: each for number, each in told.items() if number not in live and each.day >= oldest}


def calendar(
    person: str, events: Iterable[Planned], language: Language, today: date, of: Calendars | None = None
) -> bytes:
    """The file of one person, in the order of days; what is cancelled comes last."""
    of, events = of or Calendars(), sorted(events, key=lambda each: (each[1], each[0].number))
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", _PRODUCT[language], "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    for record, day in events:
        summary = fill(words(language)["follow_up_of"], language, customer=record.customer)
        lines += _event(_uid(record.number, person, of.workspace), day, summary, of.moment(today))
        lines += [f"DESCRIPTION:{_text(_about(record, language))}", "STATUS:CONFIRMED", *_END]
    gone = _gone(events, of.told.get(person, {}), today)
    for number, each in sorted(gone.items()):
        summary = fill(words(language)["cancelled_of"], language, customer=each.customer)
        lines += _event(_uid(number, person, of.workspace), each.day, summary, of.moment(today))
        lines += ["STATUS:CANCELLED", *_END]
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines).encode()


_END = ("TRANSP:TRANSPARENT", "END:VEVENT")


def _event(uid: str, day: date, summary: str, made_at: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{_text(uid)}"
    yield f"DTSTAMP:{made_at:%Y%m%dT%H%M%SZ}"
    yield f"SEQUENCE:{int((made_at - _EPOCH).total_seconds())}"
    yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_text(summary)}"


def _uid(number: str, person: str, workspace: str) -> str:
    """The same for a record in every file of a person of a workspace, and in no other.

    It tells the person too: who has the files of two people keeps the event of whoever a record was handed
    over to, whichever file comes last.
    """
    whose = hashlib.sha256(f"{workspace}\n{person}".encode(errors="surrogatepass")).hexdigest()
    return f"{number}.{whose[:_ID_DIGITS]}@workbook-crm"


def _about(record: OpenRecord, language: Language) -> str:
    """What the salesperson wants to know at a glance, a line each."""
    word = words(language)
    amount = say(record.amount, language) if record.amount is not None else ""
    facts = (
        f"{word[f'kind_{record.kind}']} {record.number}",
        record.name if record.kind == "opportunities" else "",
        " ".join(filter(None, (record.stage, amount))),
        record.phone,
        fill(word["plan_of"], language, plan=record.plan) if record.plan else "",
        last_follow_up(record),
    )
    return "\n".join(filter(None, facts))


def _text(text: str) -> str:
    return text.translate(_ESCAPES)


def _folded(line: str) -> str:
    """The line in pieces of at most 75 bytes, none of which cuts a character."""
    if len(line.encode()) <= _FOLD_BYTES:
        return line
    pieces, piece, size = [], "", 0
    for each in line:
        wide = len(each.encode())
        if size + wide > _FOLD_BYTES:
            pieces.append(piece)
            piece, size = "", 0
        piece, size = piece + each, size + wide
    return "\r\n ".join([*pieces, piece])
