"""Hundreds of gently broken workbooks through `run`: each an answer, or held with a reason; none hangs or is lost.

python -m benchmarks.fuzz                  # 1,000 mutations of the sample that `init` writes
python -m benchmarks.fuzz --files 10000 --seed 7
"""

from __future__ import annotations

import argparse
import itertools
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random

from benchmarks.hostile import LOG, SETTINGS
from benchmarks.measure import measure, python, table
from benchmarks.mutations import MUTATIONS
from workbook_crm.model.language import Language
from workbook_crm.start import make_workspace
from workbook_crm.wire import open_workspace

BATCH = 250
SLOWEST = 10
ENDINGS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv")


@dataclass(frozen=True, slots=True)
class Made:
    """One file that is to be dropped."""

    kind: str
    ending: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Told:
    """What came of one file; the outcome is `lost` where nothing did."""

    made: Made
    outcome: str
    reason: str
    took_s: float


@dataclass(frozen=True, slots=True)
class Batch:
    """What came of the files of one `run`."""

    told: tuple[Told, ...]
    peak_mb: float
    took_s: float


def main() -> None:
    """Prints the tables; ends with 1 where a file was lost, or brought our own process down."""
    options = _arguments()
    done = [_one_batch(group) for group in _groups(options)]
    told = [one for batch in done for one in batch.told]
    print(report(told, done))
    sys.exit(any(each.outcome == "lost" for each in told))


def _groups(options: argparse.Namespace) -> Iterator[list[Made]]:
    """The files of one `run` each."""
    made = mutated(Random(options.seed), bases(), options.files)
    while group := list(itertools.islice(made, BATCH)):
        yield group


def bases() -> list[tuple[str, bytes]]:
    """The sample: (ending, content)."""
    with tempfile.TemporaryDirectory() as folder, open_workspace(Path(folder)) as workspace:
        make_workspace(workspace.folder, Language.ZH, date(2026, 11, 23))
        files = [path for path in sorted(Path(folder, "sample").rglob("*")) if path.suffix in ENDINGS]
        return [(path.suffix, path.read_bytes()) for path in files]


def mutated(chance: Random, originals: list[tuple[str, bytes]], files: int) -> Iterator[Made]:
    """So many broken files, every way of breaking in turn."""
    for kind in itertools.islice(itertools.cycle(MUTATIONS), files):
        ending, content = chance.choice(originals)
        yield Made(kind, ending, MUTATIONS[kind](chance, content))


def _one_batch(made: Iterable[Made]) -> Batch:
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder)
        (workspace / "inbox").mkdir()
        (workspace / "workbook_crm.toml").write_text(SETTINGS, encoding="utf-8")
        named = {f"{nth:05d}{each.ending}": each for nth, each in enumerate(made)}
        for name, each in named.items():
            (workspace / "inbox" / name).write_bytes(each.content)
        command = python("-m", "workbook_crm", "--workspace", folder, "--json", "run")
        measured = measure(command, 1, accept=(0, 1, 4, 70))
        told = tuple(_told(workspace, named))
    print(
        f"{len(told)} files, {measured.wall_s:.0f} s, {measured.peak_mb:.0f} MB: {told[0].made.kind} ...",
        file=sys.stderr,
    )
    return Batch(told, measured.peak_mb, measured.wall_s)


def _told(workspace: Path, named: dict[str, Made]) -> Iterator[Told]:
    events = [json.loads(line) for line in (workspace / LOG).read_text(encoding="utf-8").splitlines()]
    took_s = {each["receipt"]: each["took_s"] for each in events if each["event"] == "receipt"}
    with open_workspace(workspace) as opened, opened.store.reading() as queries:
        receipts = {each.arrival.file: each for each in queries.receipts(limit=len(named) + 1)}
    for name, made in named.items():
        receipt = receipts.get(name)
        if receipt is None:
            yield Told(made, "lost", "", 0.0)
            continue
        reason = next((one.rule.code for one in receipt.findings if one.is_error), "")
        is_held = receipt.outcome.value == "held"
        yield Told(made, receipt.outcome.value, reason if is_held else "", took_s.get(receipt.id, 0.0))


def report(told: list[Told], batches: list[Batch]) -> str:
    """What came of all files, by reason, by what they are; and the worst of them."""
    outcomes, reasons = (
        Counter(each.outcome for each in told),
        Counter(each.reason for each in told if each.reason),
    )
    total = (
        len(told), outcomes["taken"] + outcomes["duplicate"], outcomes["held"], reasons["reader-out-of-time"],
        reasons["program-error"] + reasons["brought-us-down"], outcomes["lost"],
        f"{max(each.peak_mb for each in batches):.0f} MB", f"{sum(each.took_s for each in batches):.0f} s",
    )  # fmt: skip
    headers = ("files", "answered", "held", "hung", "crashed us", "lost", "peak", "took")
    slowest = sorted(told, key=lambda each: -each.took_s)[:SLOWEST]
    return "\n\n".join(
        (
            table(headers, [total]),
            table(("held because", "files"), reasons.most_common()),
            table(("what", "files", "answered", "held", "slowest"), list(_by_kind(told))),
            table(
                ("slowest", "s", "outcome"),
                [(each.made.kind, f"{each.took_s:.1f}", each.reason or each.outcome) for each in slowest],
            ),
        )
    )


def _by_kind(told: list[Told]) -> Iterator[tuple[object, ...]]:
    for kind in dict.fromkeys(each.made.kind for each in told):
        of_kind = [each for each in told if each.made.kind == kind]
        held = [each for each in of_kind if each.outcome == "held"]
        why = ", ".join(sorted({each.reason for each in held})) if len(of_kind) == 1 else len(held)
        yield (
            kind,
            len(of_kind),
            len(of_kind) - len(held),
            why or 0,
            f"{max(each.took_s for each in of_kind):.1f} s",
        )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


if __name__ == "__main__":
    main()
