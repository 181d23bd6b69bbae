"""A person's follow-ups as an iCalendar file: what is due today and in the days to come, a day each.

Source of the format: RFC 5545. A later file replaces the events of an earlier one, because their ids stay.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from workbook_crm.model.due import OpenRecord
from workbook_crm.model.language import Language, Name
from workbook_crm.model.report import DailyFacts
from workbook_crm.model.words import fill, say
from workbook_crm.report.due import last_follow_up, planned
from workbook_crm.report.words import words

DAYS_AHEAD = 30
_PRODUCT = Name("PRODID:-//workbook-crm//due list//ZH", "PRODID:-//workbook-crm//due list//EN")
_FOLD_BYTES = 73
_EPOCH = date(2020, 1, 1)
_CONTROLS = {chr(each): None for each in (*range(0x20), 0x7F) if chr(each) not in "\n\t"}
_ESCAPES = str.maketrans(_CONTROLS | {"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


Planned = tuple[OpenRecord, date]
"""A record, and the day on which it is to be contacted."""


def planned_by_person(facts: DailyFacts, today: date) -> Mapping[str, Sequence[Planned]]:
    """What each owner has to do in the days to come; what is overdue stands on today."""
    found: defaultdict[str, list[Planned]] = defaultdict(list)
    for record, day in planned(facts, today):
        if day <= today + timedelta(days=DAYS_AHEAD):
            found[record.owner or ""].append((record, max(day, today)))
    return found


def calendar(events: Iterable[Planned], language: Language, today: date) -> bytes:
    """The file of one person, in the order of days."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", _PRODUCT[language], "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    for record, day in sorted(events, key=lambda each: (each[1], each[0].number)):
        lines += _event(record, day, language, today)
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines).encode()


def _event(record: OpenRecord, day: date, language: Language, today: date) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{record.number}@workbook-crm"
    yield f"DTSTAMP:{today:%Y%m%d}T000000Z"
    yield f"SEQUENCE:{(today - _EPOCH).days}"
    yield f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_text(fill(words(language)['follow_up_of'], language, customer=record.customer))}"
    yield f"DESCRIPTION:{_text(_about(record, language))}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


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
