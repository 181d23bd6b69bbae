"""What is left of a record when receipts are undone: its fields' last writes by those that hold. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from workbook_crm.merge.follow import Contact, Standing, next_contact, with_contacts_of_deals
from workbook_crm.model.columns import Of, Value
from workbook_crm.model.history import LogEntry
from workbook_crm.model.sheets import SHEET_OF
from workbook_crm.model.undone import Undos

Log = Sequence[LogEntry]
_STATEMENTS = frozenset({"opportunity_lines", "follow_ups"})
"""Kinds of which a record is one statement: it is there as it was made, or not at all."""
_CAUSED: Mapping[str, frozenset[str]] = {
    "opportunities": frozenset({"amount", "last_contact", "next_follow_up"})
}
_CAUSED_OTHERWISE = frozenset({"last_contact", "next_follow_up"})


@dataclass(frozen=True)
class Survivor:
    """One record as the receipts that hold left it."""

    kind: str
    values: Mapping[str, Value]
    kept: Mapping[str, str]
    """Of columns that we do not know, by header."""
    writers: Mapping[str, LogEntry] = field(default_factory=dict)
    """By field, or `extra.` and a header: what wrote it last."""
    is_made: bool = False
    """Whether the receipt that made it holds."""
    is_touched: bool = False
    """Whether somebody has told more of it since, in a receipt that holds."""

    @property
    def is_there(self) -> bool:
        """Whether anything is known of it: a record that was taken back has nothing but blanks."""
        return any(value is not None for value in self.values.values())

    def record(self, **more: Any) -> Any:
        """The record itself, with other values in some fields."""
        return SHEET_OF[self.kind].record(**{**self.values, **more}, extra=tuple(self.kept.items()))


def survivor(kind: str, log: Log, undos: Undos) -> Survivor:
    """A record by its log; one whose maker was undone keeps what it is called by."""
    holding = [each for each in log if undos.holds(each.revision, each.source)]
    is_made = any(each.is_new for each in holding)
    making = next((each for each in log if each.is_new), None)
    values: dict[str, Value] = {} if is_made or making is None else dict(_called(kind, making))
    kept: dict[str, str] = {}
    writers: dict[str, LogEntry] = {}
    for each in holding:
        values.update(each.after)
        writers.update(dict.fromkeys(each.after, each))
        for header, text in each.kept_after.items():
            writers[f"extra.{header}"] = each
            if text is None:
                kept.pop(header, None)
            else:
                kept[header] = text
    caused = _CAUSED.get(kind, _CAUSED_OTHERWISE)
    is_touched = any(not each.is_new and (each.after.keys() - caused or each.kept_after) for each in holding)
    return Survivor(kind, values, kept, writers, is_made, is_touched)


def _called(kind: str, making: LogEntry) -> Iterable[tuple[str, Value]]:
    """What a record whose maker was undone is known by, as long as others lean on it."""
    if kind in _STATEMENTS:
        return making.after.items()
    sheet = SHEET_OF[kind]
    fields = {"number", "state", sheet.label, *(name for key in (*sheet.keys, *sheet.needed) for name in key)}
    fields |= {column.field for column in sheet.visible if column.of is Of.PERSON}
    mark = {"provisional": True} if "provisional" in sheet.by_field else {}
    told = {name: value for name, value in making.after.items() if name in fields}
    return (told | mark).items()


class Events(NamedTuple):
    """What bears on when a record is to be contacted next."""

    number: str
    own: Log
    contacts: Sequence[Log]
    """The logs of the follow-ups that are, or were, about it."""
    deals: Mapping[str, Sequence[Log]]
    """By number of a customer's deal: the same of its follow-ups."""


def standing(events: Events, undos: Undos, early_days: int) -> Standing:
    """When a record was contacted last and is to be next, told anew from the receipts that hold."""
    news = _news(events.contacts, {events.number}, undos)
    of_deals = _news([log for some in events.deals.values() for log in some], set(events.deals), undos)
    own: dict[int, list[LogEntry]] = {}
    for each in events.own:
        if undos.holds(each.revision, each.source):
            own.setdefault(each.revision, []).append(each)
    now = Standing()
    for revision in sorted({*own, *news, *of_deals}):
        written, is_erased = _written(
            own.get(revision, ()), has_news=revision in news or revision in of_deals
        )
        before = now
        now = next_contact(now, written, news.get(revision, ()), is_erased=is_erased, early_days=early_days)
        if revision in of_deals:
            now = with_contacts_of_deals(before, now, of_deals[revision], early_days=early_days)
    return now


def _written(entries: Sequence[LogEntry], *, has_news: bool) -> tuple[date | None, bool]:
    """What the rows of one receipt say themselves of the next contact, and whether they empty it."""
    written: Any = None
    is_erased = False
    for each in entries:
        if "next_written" in each.after:
            written, is_erased = each.after["next_written"], each.after["next_written"] is None
        elif (
            not has_news
            and each.after.get("next_follow_up", written) is None
            and "next_follow_up" in each.after
        ):
            is_erased = True
    return written, is_erased


def _news(logs: Iterable[Log], numbers: set[str], undos: Undos) -> dict[int, list[Contact]]:
    """By revision: the contacts about these records that it brought, moved here, or mended."""
    found: dict[int, list[Contact]] = {}
    for log in logs:
        values: dict[str, Any] = {}
        latest: dict[int, dict[str, Any]] = {}
        for each in log:
            if undos.holds(each.revision, each.source):
                values |= each.after
                latest[each.revision] = dict(values)
        for revision, then in latest.items():
            if then.get("subject") in numbers and then.get("time") is not None:
                found.setdefault(revision, []).append(Contact(then["time"], then.get("next_follow_up")))
    return found
