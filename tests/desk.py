"""A dealership's desk for tests: workbooks written as text go through the whole corridor, into a real store."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from tests.workbooks import xlsx
from workbook_crm import as_json, intake, rounds
from workbook_crm.model.run import Receipt
from workbook_crm.wire import Workspace, open_workspace

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=ZoneInfo("Asia/Shanghai"))


@dataclass(frozen=True)
class StoppedClock:
    """A clock that always shows the same time."""

    time: datetime = NOW

    def now(self) -> datetime:
        return self.time


@dataclass(frozen=True)
class Desk:
    """One workspace, and what a test asks of it."""

    workspace: Workspace

    def take(self, text: str | bytes, *, sender: str | None = None, name: str = "表.xlsx") -> Receipt:
        """Drops one workbook and takes it in."""
        folder = self.workspace.folder / "inbox" / (sender or "")
        folder.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text if isinstance(text, bytes) else xlsx(text))
        (found,) = self.workspace.inbox.files()
        receipt = intake.take(self.workspace, found)
        assert receipt is not None
        return receipt

    def check(self, text: str | bytes, *, sender: str | None = None, name: str = "看看.xlsx") -> Receipt:
        """A dry run of one workbook; of an archive, what is said of itself."""
        path = self.workspace.folder / name
        path.write_bytes(text if isinstance(text, bytes) else xlsx(text))
        return next(rounds.dry_runs(self.workspace, path, sender))

    def show(self, number: str) -> dict[str, Any]:
        """One record as JSON, its values still typed."""
        with self.workspace.store.reading() as queries:
            found = queries.dossier(number)
        assert found is not None, number
        return as_json.dossier(found)

    def count(self, kind: str) -> int:
        """How many records of a kind the store has."""
        with self.workspace.store.reading() as queries:
            return len(queries.every(kind))

    def answer(self, receipt: Receipt) -> bytes:
        """The answer's bytes."""
        assert receipt.answer is not None
        return (self.workspace.folder / receipt.answer).read_bytes()


@contextmanager
def desk(folder: Path, settings: str = "", now: datetime = NOW) -> Iterator[Desk]:
    """A fresh desk in a folder, at eight o'clock on 23 November 2026 in Shanghai unless said otherwise."""
    if settings:
        (folder / "workbook_crm.toml").write_text(settings, encoding="utf-8")
    with open_workspace(folder) as workspace:
        workspace.__dict__["clock"] = StoppedClock(now)
        workspace.make_folders()
        yield Desk(workspace)


def found(receipt: Receipt) -> list[str]:
    """What was found, a line each: `error 商机产品!B4 unknown-product`."""
    return [f"{each.rule.severity} {each.place} {each.rule.code}" for each in receipt.findings]


def counts(receipt: Receipt, sheet: str) -> dict[str, int]:
    """What became of one sheet's rows, nothing said of what did not happen."""
    (one,) = [each for each in receipt.sheets if each.sheet == sheet]
    fates = ("new", "changed", "unchanged", "held", "empty", "subtotal")
    assert one.rows == sum(getattr(one, fate) for fate in fates)
    return {fate: getattr(one, fate) for fate in fates if getattr(one, fate)}
