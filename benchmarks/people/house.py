"""A workspace that takes workbooks in as fast as it can: all in one process, on a disk of memory where there is one."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

from benchmarks.lists.taken import MONDAY, FixedClock, take
from benchmarks.people.files import HEADERS, OURS, PEOPLE
from benchmarks.people.oracle import Cell, Shown
from workbook_crm.model.finding import Findings
from workbook_crm.model.options import Choice
from workbook_crm.model.raw import RawWorkbook
from workbook_crm.model.rules.trade import CONFLICT
from workbook_crm.model.run import Receipt
from workbook_crm.model.settings import Settings
from workbook_crm.model.vocabulary import Vocabulary, vocabulary
from workbook_crm.own_workbooks import contents_of
from workbook_crm.untrusted import read_untrusted
from workbook_crm.wire import Workspace, open_workspace
from workbook_crm.write_back.blank import blank_workbook

_MEMORY = Path("/dev/shm")
_BYTES = 1 << 26


@dataclass(frozen=True)
class _Read:
    """A file that was read at once: these are files of our own making."""

    outcome: tuple[RawWorkbook | None, Findings]

    def result(self) -> tuple[RawWorkbook | None, Findings]:
        return self.outcome


class _Reader:
    """Reads without a process of its own."""

    read = staticmethod(partial(read_untrusted, max_bytes=_BYTES))

    def submit(self, content: bytes, name: str) -> _Read:
        return _Read(self.read(content, name))


@dataclass(frozen=True)
class House:
    """One workspace, and what is asked of it."""

    workspace: Workspace

    def take(self, content: bytes, sender: str, name: str) -> Receipt:
        receipt = take(self.workspace, name, content, sender)
        assert receipt is not None
        return receipt

    def answer(self, receipt: Receipt) -> bytes | None:
        """The answer's bytes; None where there is none, or it made room for a newer one."""
        path = self.workspace.folder / receipt.answer if receipt.answer else None
        return path.read_bytes() if path and path.exists() else None

    def workbook(self, person: str) -> bytes:
        """A person's workbook, as it is made now."""
        return blank_workbook(contents_of(self.workspace, person))

    def known(self) -> dict[Cell, str]:
        """All that is known of these people; blanks are left out."""
        told = {}
        for record in self._records():
            values = {name: getattr(record, name) for name in OURS}
            values["colour"] = dict(record.extra).get(HEADERS["colour"])
            told.update(
                {(record.phone, name): _text(value) for name, value in values.items() if value is not None}
            )
        return told

    def count(self) -> int:
        return len(self._records())

    def phones(self) -> Mapping[str, str]:
        """By the id of a record, whose it is."""
        with self.workspace.store.reading() as queries:
            return {str(each.id): each.record.phone for each in queries.every("leads")}

    def written(self) -> int:
        """How many values were ever written into these records."""
        with self.workspace.store.reading() as queries:
            records = [each.id for each in queries.every("leads")]
            entries = [entry for _record, entry in queries.log("leads", records)]
        fields = [name for each in entries for name in each.after if name in OURS]
        return len(fields) + sum(HEADERS["colour"] in each.kept_after for each in entries)

    def conflicts(self, receipt: Receipt) -> list[tuple[Cell, Shown]]:
        """The cells that a receipt says are in conflict, with what each said and what is known."""
        phones, found = self.phones(), []
        for each in receipt.findings:
            if each.rule == CONFLICT:
                key = dict(each.facts)["key"]
                assert isinstance(key, tuple)
                name, copy, now = map(str, key[2:5])
                field = next((field for field, header in HEADERS.items() if name.endswith(header)), name)
                found.append(((phones[str(key[1])], field), Shown(_plain(copy), _plain(now))))
        return found

    def _records(self) -> list[Any]:
        if not self.workspace.has_store:
            return []
        with self.workspace.store.reading() as queries:
            return [each.record for each in queries.every("leads") if each.record.phone in PEOPLE]


def _text(value: Any) -> str:
    return f"{value:f}".rstrip("0").rstrip(".") if hasattr(value, "as_tuple") else str(value)


def _plain(text: str) -> str:
    """`3000.00` is 3000."""
    return text.rstrip("0").rstrip(".") if "." in text else text


@cache
def _vocabulary_of(words: tuple[Choice, ...]) -> Vocabulary:
    """The words of a house as it comes, made once for all histories."""
    return vocabulary(Settings(), words)


@contextmanager
def house() -> Iterator[House]:
    """A fresh workspace on the Monday on which all of this begins."""
    where = str(_MEMORY) if _MEMORY.is_dir() else None
    with (
        tempfile.TemporaryDirectory(dir=where) as folder,
        open_workspace(Path(folder)) as workspace,
    ):
        workspace.__dict__["clock"] = FixedClock(MONDAY)
        workspace.__dict__["reader"] = _Reader()
        workspace.__dict__["_vocabulary_of"] = _vocabulary_of
        workspace.make_folders()
        yield House(workspace)
