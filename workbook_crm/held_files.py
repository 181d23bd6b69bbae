"""Files that could not be taken: open until one of their name is, or until the office has removed them."""

from __future__ import annotations

import os
from collections.abc import Collection
from contextlib import suppress
from dataclasses import replace

from workbook_crm.model.rejected import Unmended, UnmendedFile
from workbook_crm.send.addresses import is_sent_back_note, portable
from workbook_crm.wire import Workspace


def still_held(workspace: Workspace, unmended: Unmended) -> Unmended:
    """What waits to be mended, without the files that the office has taken out of the folder held."""
    if not unmended.files or not workspace.shares.is_there("held"):
        return unmended
    on_the_way = {each.path for each in workspace.store.parcels()}
    files = (each for each in unmended.files if _is_there(workspace, each, on_the_way))
    return replace(unmended, files=tuple(files))


def _is_there(workspace: Workspace, each: UnmendedFile, on_the_way: Collection[str]) -> bool:
    path = each.held or f"held/{portable(each.file)}"  # which an older program did not note
    return path in on_the_way or os.path.lexists(workspace.folder / path)


def withdraw_notes(workspace: Workspace) -> int:
    """Takes back what tells a sender why a file was not taken, once that is over; returns how many notes.

    What somebody else put there, or wrote into the note, stays.
    """
    from workbook_crm.merge.unmended import sent_back, unmended_files

    with workspace.store.reading() as queries:
        notes = [each for each in sent_back(queries) if os.path.lexists(workspace.folder / each)]
        files = unmended_files(queries) if notes else ()
    still = {each.note for each in still_held(workspace, Unmended(files=tuple(files))).files}
    return sum(_withdraw(workspace, each) for each in notes if each not in still)


def _withdraw(workspace: Workspace, note: str) -> bool:
    path = workspace.folder / note
    with suppress(OSError):  # open in another program: it goes the next time
        if is_sent_back_note(path.read_bytes()):
            path.unlink()
            return True
    return False
