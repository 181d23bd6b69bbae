"""The JSON documents of the command line: shapes that scripts rely on, and that only grow."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from workbook_crm.fetching import Fetched
from workbook_crm.intake import TakenIn
from workbook_crm.model.agreed import Remembered
from workbook_crm.model.columns import Record, Value
from workbook_crm.model.deeds import Deeds, ToldContact
from workbook_crm.model.finding import Finding
from workbook_crm.model.found import Found
from workbook_crm.model.health import Check, Level, Status
from workbook_crm.model.history import Dossier, LogEntry
from workbook_crm.model.language import Language
from workbook_crm.model.left_out import LeftOut
from workbook_crm.model.left_out import in_words as in_words_left_out
from workbook_crm.model.movement import Between, Moved
from workbook_crm.model.outgoing import QueuedMail, advice_on
from workbook_crm.model.rejected import Unmended, days_since
from workbook_crm.model.restored import Restored
from workbook_crm.model.run import Receipt, SheetReceipt
from workbook_crm.model.sheets import SHEET_OF
from workbook_crm.model.trace import Origin, Traced
from workbook_crm.model.undoing import Subject, UndoPlan
from workbook_crm.model.versions import StoreVersion
from workbook_crm.model.waiting import Waiting, in_words
from workbook_crm.model.words import hint, message
from workbook_crm.posting import Posted


def document(content: Any) -> str:
    """One JSON document: text as it is, money as decimal strings, dates as ISO 8601."""
    return json.dumps(content, ensure_ascii=False, indent=1, default=_plain)


def _plain(value: object) -> str:
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"no JSON for {type(value).__name__}")


def round_of(
    done: TakenIn, reports: Sequence[str], language: Language, left_out: Sequence[LeftOut] = ()
) -> dict[str, Any]:
    """What one round did; `left_out`: what the reports had to be made without."""
    undelivered = [{"path": each.path, "message": each.reason[language]} for each in done.undelivered]
    return {
        "reachable": not done.is_offline,
        "receipts": [receipt(each, language) for each in done.receipts],
        "waiting": [each.file for each in done.waiting],
        "waiting_for": [_waiting(each, language) for each in done.waiting],
        "undelivered": undelivered,
        "reports": reports,
        "left_out": left_out_of(left_out, language),
    }


def fetched(each: Fetched, language: Language) -> dict[str, Any]:
    """What one look into a mail account came to."""
    why = {"message": each.why_not[language]} if each.why_not else {}
    return {"account": each.account, "mails": each.mails, "reachable": each.why_not is None, **why}


def left_out_of(listed: Sequence[LeftOut], language: Language) -> list[dict[str, Any]]:
    """What lists and reports had to be made without."""
    return [_left_out(each, language) for each in listed]


def _left_out(each: LeftOut, language: Language) -> dict[str, Any]:
    return {
        "what": each.what[language],
        "number": each.number or None,
        "column": each.column[language] if each.column else None,
        "report": each.report or None,
        "message": in_words_left_out(each, language),
    }


def posted(each: Posted | None, language: Language) -> dict[str, Any]:
    """What one round mailed; nothing where no mail goes out."""
    if each is None:
        return {}
    why = {"reason": each.why_not[language]} if each.why_not else {}
    return {"mails": {"sent": each.sent, "failed": each.failed, "waiting": each.waiting, **why}}


def _mail(each: QueuedMail, language: Language) -> dict[str, Any]:
    """One mail of ours about which there is something to tell."""
    return {
        "kind": each.kind.value,
        "person": each.person,
        "address": each.address,
        "receipt": each.receipt,
        "state": each.state.value,
        "tries": each.tries,
        "made": each.made,
        "next_try": each.next_try,
        "said": each.said,
        "advice": advice_on(each.state)[language],
    }


def status(each: Status, language: Language) -> dict[str, Any]:
    """What is going on, for a monitor."""
    return {
        "running": asdict(each.running) if each.running else None,
        "inbox": {"reachable": each.is_reachable, "files": each.in_inbox},
        "waiting": [_waiting(one, language) for one in each.waiting],
        "claimed": each.claimed,
        "undelivered": each.undelivered,
        "held": [asdict(one) for one in each.held],
        "last_receipt": each.last_receipt,
        "last_received": each.last_received,
        "store_problem": each.store_problem and each.store_problem[language],
        "left_out": left_out_of(each.left_out, language),
        "open": [_open(each.unmended.of(person), person, each.today) for person in each.unmended.people],
        "remembered": [_answer(one) for one in each.remembered],
        "mails": each.mails
        and {
            "waiting": each.mails.waiting,
            "sent_today": each.mails.sent_today,
            "troubles": [_mail(one, language) for one in each.mails.troubles],
        },
    }


def _answer(each: Remembered) -> dict[str, Any]:
    """One answer that counts: for which list, about what, by whom and since when."""
    given = each.given
    return {
        "sender": each.sender or None,
        "file": each.file,
        "sheet": each.sheet,
        "about": given.topic.value,
        "subject": list(given.subject),
        "choice": given.choice,
        "by": given.by or None,
        "since": given.since,
    }


def _open(mine: Unmended, person: str, today: date) -> dict[str, Any]:
    """What one person has to mend, in figures."""
    days = days_since(mine.since or today, today)
    return {"person": person, "rows": len(mine.rows), "files": len(mine.files), "oldest_days": days}


def restored(each: Restored) -> dict[str, Any]:
    """What came of bringing a backup back; `later` are the originals that the store does not know."""
    replayed = each.replayed
    return {
        "kept": each.kept and str(each.kept),
        "later": list(each.unknown),
        "files": [{**_arrived(one), "original": original} for one, original in each.later],
        "command": each.command if each.later else None,
        "back": each.back or None,
        "replayed": [_arrived(one) for one in replayed.taken],
        "missing": [_arrived(one) for one in replayed.missing],
        "differing": [_arrived(one) for one in replayed.differing],
    }


def _arrived(each: Receipt) -> dict[str, Any]:
    arrival = each.arrival
    received = arrival.received.isoformat(timespec="seconds")
    return {"receipt": each.id, "file": arrival.file, "sender": arrival.sender, "received": received}


def checks(all_checks: Sequence[Check], language: Language) -> dict[str, Any]:
    """What was looked at, how it turned out, and what to do."""
    return {
        "well": all(each.level is not Level.ILL for each in all_checks),
        "checks": [
            {
                "check": each.code,
                "level": each.level.value,
                "message": each.message(language),
                "advice": each.advice(language),
            }
            for each in all_checks
        ],
    }


def _waiting(each: Waiting, language: Language) -> dict[str, Any]:
    return {"file": each.file, "reason": each.why.value, "message": in_words(each, language)}


def receipt(each: Receipt, language: Language) -> dict[str, Any]:
    """A receipt; findings in the words of the language."""
    arrival = each.arrival
    return {
        "id": each.id or None,
        "file": arrival.file,
        "sha256": arrival.sha256,
        "sender": arrival.sender,
        "received": arrival.received.isoformat(timespec="seconds"),
        "outcome": each.outcome.value,
        "answer": each.answer,
        **({"of": each.of} if each.of else {}),
        **({"container": each.container} if each.container else {}),
        "conflicts": each.conflicts,
        "sheets": [_sheet(sheet) for sheet in each.sheets],
        "findings": [finding(one, language) for one in each.findings],
        **({"settled": [one._asdict() for one in each.settled]} if each.settled else {}),
        **({"undoes": each.undoes} if each.undoes else {}),
        **({"undone_by": each.undone_by} if each.undone_by else {}),
    }


def _sheet(each: SheetReceipt) -> dict[str, Any]:
    """One sheet of a receipt; of contacts beside records, and of records made, only where there are any."""
    columns = [
        {name: value for name, value in asdict(one).items() if name != "group" or value is not None}
        for one in each.columns
    ]
    shown = {**asdict(each), "columns": columns}
    return {name: value for name, value in shown.items() if value or name not in ("beside", "made")}


def finding(each: Finding, language: Language) -> dict[str, Any]:
    """A finding: its code for programs, its words for people."""
    return {
        "code": each.rule.code,
        "severity": each.rule.severity.value,
        "sheet": each.place.sheet,
        "cell": each.place.cell,
        "row": each.place.row,
        "value": each.value,
        "message": message(each, language),
        "hint": hint(each, language),
    }


def dossier(each: Dossier) -> dict[str, Any]:
    """One record with its lines, follow-ups and history."""
    record = each.stored.record
    return {
        "number": record.number,
        "kind": each.kind,
        "values": values(each.kind, record),
        "lines": [values("opportunity_lines", line.record) for line in each.lines],
        "follow_ups": [values("follow_ups", follow_up.record) for follow_up in each.follow_ups],
        "opportunities": [values("opportunities", one.record) for one in each.opportunities],
        "history": [_entry(entry) for entry in each.history],
    }


def traces(found: Sequence[tuple[str, str, Sequence[Traced]]]) -> dict[str, Any]:
    """Where each value of a record came from; other records of the same number under `others`."""
    first, *others = (
        {"number": number, "kind": kind, "fields": [_traced(each) for each in fields]}
        for number, kind, fields in found
    )
    return {**first, "others": others} if others else first


def _traced(each: Traced) -> dict[str, Any]:
    return {"field": each.field, **_origin(each.now), "before": [_origin(one) for one in each.before]}


def _origin(each: Origin) -> dict[str, Any]:
    return {
        "value": each.value,
        "receipt": each.receipt,
        "file": each.file or None,
        "sheet": each.sheet or None,
        "cell": each.cell,
        "row": each.row,
        "sender": each.sender,
        "time": each.time and each.time.isoformat(timespec="seconds"),
        **({"undone_by": each.undone_by} if each.undone_by else {}),
    }


def as_of(version: StoreVersion | None) -> dict[str, Any]:
    """The version that is told of, where one was asked for."""
    return {} if version is None else {"as_of": _version(version)}


def _version(version: StoreVersion) -> dict[str, Any]:
    time = version.received.isoformat(timespec="seconds")
    return {"revision": version.revision, "receipt": version.receipt, "time": time}


def why(moved: Moved, between: Between, person: str | None, last: date | None) -> dict[str, Any]:
    """Why the forecast moved: what all movements come to is the difference of the two figures."""
    before, after = (
        sum((amount for parts in places.values() for _number, amount in parts), Decimal(0))
        for places in (moved.before, moved.after)
    )
    versions = (each.version and _version(each.version) for each in (between.before, between.after))
    return {
        "from": between.since,
        "to": between.until,
        "before": before,
        "after": after,
        "difference": after - before,
        "person": person,
        "until": last,
        "versions": dict(zip(("from", "to"), versions, strict=True)),
        "movements": [{**asdict(each), "month": each.month or None} for each in moved.movements],
    }


def did(person: str, done: Deeds) -> dict[str, Any]:
    """What one person did: contacts by the day they happened, those entered late, and rows."""
    return {
        "person": person,
        "from": done.first,
        "to": done.last,
        "contacts": [_contact(each) for each in done.contacts],
        "late": [_contact(each) for each in done.late],
        "rows": [{"number": each.number, "kind": each.kind, **_entry(each.entry)} for each in done.rows],
    }


def _contact(each: ToldContact) -> dict[str, Any]:
    return {**asdict(each), "recorded": each.recorded.isoformat(timespec="seconds")}


def undo(done: Receipt | None, of: Receipt, plan: UndoPlan, language: Language) -> dict[str, Any]:
    """What an undo took back, or would; `done`: its receipt, where it was no dry run."""
    return {
        "undoes": of.id,
        "receipt": done and done.id,
        "report": done and done.answer,
        "undone": [
            _of(each.of, field=each.field, before=each.before, after=each.after) for each in plan.reverted
        ],
        "kept_changed": [
            _of(
                each.of,
                field=each.field,
                value=each.value,
                who=each.who,
                when=each.when.isoformat(timespec="seconds"),
                receipt=each.receipt,
            )
            for each in plan.kept
        ],
        "kept_referred": [_of(each.of, by=list(each.by)) for each in plan.leant],
        "cannot": [{"what": each.what, "why": each.why[language]} for each in plan.refused],
    }


def _of(subject: Subject, **facts: Any) -> dict[str, Any]:
    return {"number": subject.number, "kind": subject.kind, **facts}


def found(records: Iterable[Found]) -> list[dict[str, Any]]:
    """What was looked for, one record each."""
    return [
        {name: value for name, value in asdict(each).items() if name not in ("is_whole", "company")}
        | {"customer": each.company if each.kind == "opportunities" else None}
        for each in records
    ]


def dossiers(found: Sequence[Dossier]) -> dict[str, Any]:
    """The one record of a number; where kinds share another system's number, the others under `others`."""
    first, *others = map(dossier, found)
    return {**first, "others": others} if others else first


def values(kind: str, record: Record) -> dict[str, Any]:
    """A record's fields that people see, and its unknown columns under `extra`."""
    shown = {column.field: getattr(record, column.field) for column in SHEET_OF[kind].visible}
    return {**shown, "extra": dict(record.extra)} if record.extra else shown


def _entry(entry: LogEntry) -> dict[str, Any]:
    return {
        "revision": entry.revision,
        "receipt": entry.receipt,
        "received": entry.received.isoformat(timespec="seconds"),
        "sender": entry.sender,
        "file": entry.file,
        "sheet": entry.sheet,
        "row": entry.row,
        **({"cell": entry.cell} if entry.cell else {}),
        "before": _logged(entry.before, entry.kept_before),
        "after": _logged(entry.after, entry.kept_after),
    }


def _logged(fields: Mapping[str, Value], kept: Mapping[str, str | None]) -> dict[str, Any]:
    """The fields of one side of a change, and its unknown columns under `extra`."""
    return {**fields, "extra": dict(kept)} if kept else dict(fields)
