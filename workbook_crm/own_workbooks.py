"""The workbooks that people keep: what each holds, and how a fresh one is handed out after a round.

A salesperson's has all that is theirs, a manager's all that is open in the team. Both are stamped: they are
written in, sent, and made anew, for ever.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

from workbook_crm.check.choices import lists_of
from workbook_crm.merge.listed_imports import listed_imports
from workbook_crm.model.contents import Contents
from workbook_crm.model.language import Name
from workbook_crm.model.options import OFFICE
from workbook_crm.model.stamps import export_of, imprint_of
from workbook_crm.model.teams import leads, people_of
from workbook_crm.send.addresses import folder_of
from workbook_crm.send.outbox import write_whole
from workbook_crm.wire import Workspace

Handed = Mapping[str, str]
"""What a person was handed out last: what it was made `of`, its `path`, and the `sha256` of its bytes."""
Reported = Callable[[Exception], object]
OWN = Name("我的工作簿", "My workbook")
"""Begins the name of a person's workbook; the day follows."""


def contents_of(workspace: Workspace, person: str | None) -> Contents:
    """What the workbook offers and holds: lists, catalog and staff, and the records of a person."""
    contents, ids, revision = _plain_contents(workspace, person)
    return _stamped(workspace, contents, ids, revision) if workspace.has_store else contents


def stamped_blank(workspace: Workspace, contents: Contents) -> Contents:
    """The empty template's contents with a stamp; without one where the store is elsewhere, or not sound."""
    if workspace.settings.store.url or workspace.misplaced_on or workspace.store_fault:
        return contents
    with workspace.store.reading() as queries:
        revision = queries.latest_receipt()[0]
    return _stamped(workspace, contents, {}, revision)


def hand_out_workbooks(workspace: Workspace, reported: Reported) -> tuple[str, ...]:
    """Puts a fresh workbook into the folder of each person for whom something has changed; returns the paths.

    One into which its person has written stays: the fresh one lies beside it. `reported` is told of an error
    of ours, which keeps nobody else from theirs.
    """
    note = workspace.folder / "work" / "workbooks.json"
    known, paths = _read(note), []
    for person in _people(workspace):
        try:
            made = _made(workspace, person, known.get(person))
        except PermissionError:  # open in Excel: the next round makes it
            continue
        except Exception as error:  # of ours: it is told, and the others get theirs
            reported(error)
            continue
        if made is not None:
            known[person] = made
            paths.append(made["path"])
    if paths:
        write_whole(note, json.dumps(known, ensure_ascii=False).encode())
    return tuple(paths)


def _people(workspace: Workspace) -> list[str]:
    """All who have a record, all who lead them, and the office; not those who have left."""
    with workspace.store.reading() as queries:
        staff = [each.record for each in queries.every("staff")]
        people = queries.owners()
    left = {each.name for each in staff if each.state == "inactive"}
    overseers = {each.name for each in staff if each.role == OFFICE or leads(staff, each.name or "")}
    return sorted({each for each in people | overseers if each} - left)


def _made(workspace: Workspace, person: str, before: Handed | None) -> Handed | None:
    """A person's workbook, handed out; None where it would say what the one before says."""
    from workbook_crm.write_back.blank import blank_workbook

    contents, ids, revision = _plain_contents(workspace, person)
    of = hashlib.sha256(repr(contents).encode()).hexdigest()
    if before and before["of"] == of and (workspace.folder / before["path"]).exists():
        return None
    content = blank_workbook(_stamped(workspace, contents, ids, revision))
    path = _put(workspace, person, content, before)
    return {"of": of, "path": path, "sha256": hashlib.sha256(content).hexdigest()}


def _put(workspace: Workspace, person: str, content: bytes, before: Handed | None) -> str:
    """Hands a workbook out in the place of the one before, where that is as it was handed out."""
    today = workspace.clock.now().date()
    path = f"outbox/{folder_of(person)}/{OWN[workspace.settings.language]} {today}.xlsx"
    earlier = workspace.folder / before["path"] if before else None
    is_untouched = before is not None and earlier is not None and _hash_of(earlier) == before["sha256"]
    if not (is_untouched and earlier == workspace.folder / path):
        path = workspace.outbox.free_path(path)
    workspace.outbox.put(path, content)
    if earlier is not None and is_untouched and earlier != workspace.folder / path:
        with suppress(OSError):  # open in another program: it stays, and harms nobody
            earlier.unlink()
    return path


def _hash_of(file: Path) -> str:
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError:
        return ""


def _read(note: Path) -> dict[str, Handed]:
    """By person, what was handed out last; nothing where there is no such note, or it cannot be read."""
    with suppress(OSError, ValueError):
        read = json.loads(note.read_text(encoding="utf-8"))
        if isinstance(read, dict) and all({"of", "path", "sha256"} <= set(each) for each in read.values()):
            return read
    return {}


def _plain_contents(
    workspace: Workspace, person: str | None
) -> tuple[Contents, Mapping[str, tuple[int, ...]], int]:
    """What a workbook holds, without a stamp; by kind the ids of its records; the revision they are of."""
    settings, today = workspace.settings, workspace.clock.now().date()
    if not workspace.has_store:
        return Contents(settings.language, today, person=person, look=workspace.look), {}, 0
    with workspace.store.reading() as queries:
        items = (each.record for each in queries.every("choices"))
        staff = tuple(each.record for each in queries.every("staff"))
        own: Mapping[str, tuple[Any, ...]] = {}
        if person:
            own = queries.records_of(people_of(staff, person), is_open=leads(staff, person))
        revision = queries.latest_receipt()[0]
        contents = Contents(
            settings.language,
            today,
            choices=lists_of(items, settings),
            catalog=tuple(each.record for each in queries.every("catalog")),
            staff=staff,
            person=person,
            imports=listed_imports(queries, person) if person else None,
            records={kind: tuple(each.record for each in records) for kind, records in own.items()},
            currency_digits=settings.currency_digits,
            look=workspace.look,
        )
    return contents, {kind: tuple(each.id for each in records) for kind, records in own.items()}, revision


def _stamped(
    workspace: Workspace, contents: Contents, ids: Mapping[str, tuple[int, ...]], revision: int
) -> Contents:
    """The same contents with a stamp, which the store knows from now on."""
    from workbook_crm.write_back.blank_plan import exported

    now = workspace.clock.now()
    with workspace.store.writing() as transaction:
        key = transaction.made_stamp_key()
        export = export_of(key, revision, contents.person or "", exported(contents, ids))
        transaction.keep_exports((export,), key, now)
    return replace(contents, imprint=imprint_of(export, key, now, contents.language))
