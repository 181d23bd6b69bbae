"""Every hostile and Chinese file of the shared cases through one `run`: answered, held by reason, none lost."""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from collections import Counter
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks.measure import measure, python, table
from workbook_crm.arrive.inspect import MAX_FILE_BYTES
from workbook_crm.arrive.sandbox import Sandbox
from workbook_crm.model.run import Outcome
from workbook_crm.untrusted import read_untrusted
from workbook_crm.wire import open_workspace

CASES = Path(__file__).resolve().parents[1].parent / "shared" / "cases"
FOLDERS = ("hostile", "zh")
LOG = "work/log.jsonl"
SETTINGS = f'[inbox]\nincomplete_s = 0\n[limits]\ntime_s = 60\n[log]\nformat = "json"\nfile = "{LOG}"\n'
"""Files that will never be whole are held at once instead of being waited for."""


@dataclass(frozen=True)
class Told:
    """What came of one file."""

    name: str
    outcome: Outcome
    reason: str
    took_s: float


def main() -> None:
    """Prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=Path, default=CASES)
    options = parser.parse_args()
    files = [path for name in FOLDERS for path in sorted((options.cases / name).rglob("*")) if path.is_file()]
    with tempfile.TemporaryDirectory() as folder:
        print(report(Path(folder), files))


def report(workspace: Path, files: list[Path]) -> str:
    """Runs once over copies of the files, and says what came of them."""
    names = _fill_inbox(workspace, files)
    command = python("-m", "workbook_crm", "--workspace", str(workspace), "--json", "run")
    measured = measure(command, 1, accept=(0, 1, 4, 70))
    told = _told(workspace, names)
    lost = len(files) - len(told)
    held = [each for each in told if each.outcome is Outcome.HELD]
    crashed = sum(each.reason in ("reader-crashed", "program-error", "brought-us-down") for each in told)
    hung = sum(each.reason == "reader-out-of-time" for each in told)
    counts = (len(files), len(told) - len(held), len(held), hung, crashed, lost)
    headers = ("files", "answered", "held", "hung", "crashed", "lost", "took", "peak")
    figures = (*counts, f"{measured.wall_s:.0f} s", f"{measured.peak_mb:.0f} MB")
    reasons = Counter(each.reason for each in held)
    slowest = sorted(told, key=lambda each: -each.took_s)[:5]
    return "\n\n".join(
        (
            table(headers, [figures]),
            table(("held because", "files"), reasons.most_common()),
            table(
                ("slowest", "s", "outcome"),
                [(each.name, f"{each.took_s:.1f}", each.outcome) for each in slowest],
            ),
            table(("hungriest to read", "MB", "outcome"), _hungriest(files)),
        )
    )


def _fill_inbox(workspace: Path, files: list[Path]) -> dict[str, Path]:
    """Copies under numbered names: many projects have a `test.xlsx`, and some names are those of sync leftovers."""
    (workspace / "inbox").mkdir(parents=True)
    (workspace / "workbook_crm.toml").write_text(SETTINGS, encoding="utf-8")
    names = {f"{nth:05d}{path.suffix}": path for nth, path in enumerate(files)}
    for name, path in names.items():
        shutil.copyfile(path, workspace / "inbox" / name)
    return names


def _told(workspace: Path, names: dict[str, Path]) -> list[Told]:
    """What the receipts say of each file, and the log of the time that it took; of an archive, as a whole."""
    events = [json.loads(line) for line in (workspace / LOG).read_text(encoding="utf-8").splitlines()]
    took_s = {each["receipt"]: each["took_s"] for each in events if each["event"] == "receipt"}
    with open_workspace(workspace) as opened, opened.store.reading() as queries:
        receipts = [each for each in queries.receipts(limit=100 * len(names)) if each.container is None]
    return [
        Told(
            _shown(names[each.arrival.file]),
            each.outcome,
            next((one.rule.code for one in each.findings if one.is_error), ""),
            took_s[each.id],
        )
        for each in receipts
    ]


def _hungriest(files: list[Path]) -> list[tuple[str, str, str]]:
    """The files whose reading took the most memory, each in a reader of its own."""
    told = []
    with Sandbox(partial(read_untrusted, max_bytes=MAX_FILE_BYTES), time_s=60, files_per_child=1) as sandbox:
        for path in files:
            book, findings = sandbox.read(path.read_bytes(), path.name)
            reason = "read" if book is not None else findings[-1].rule.code
            told.append((sandbox.peak_memory_bytes / 2**20, _shown(path), reason))
    return [(name, f"{peak_mb:.0f}", reason) for peak_mb, name, reason in sorted(told, reverse=True)[:5]]


def _shown(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


if __name__ == "__main__":
    main()
