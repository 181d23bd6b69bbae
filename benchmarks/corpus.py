"""Reads every file of a folder through the sandbox; prints what became of each kind, and the worst by name.

    python benchmarks/corpus.py [FOLDER] [--list RULE]

Without a folder it is `../shared/cases`, beside the repository. Exit code 1 where a file was neither read nor
refused with a reason.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from workbook_crm.arrive.crossing import Outcome
from workbook_crm.arrive.inspect import inspect
from workbook_crm.arrive.reader_process import peak_memory_bytes
from workbook_crm.arrive.sandbox import Sandbox
from workbook_crm.model import words
from workbook_crm.model.language import Language
from workbook_crm.model.raw import RawWorkbook
from workbook_crm.read.workbook import read_workbook

CASES = Path(__file__).resolve().parents[2] / "shared" / "cases"
NOT_CASES = frozenset({"SOURCE.txt", "LICENSE", "README.md", "NOTICE"})
WORST = 5


@dataclass(frozen=True, slots=True)
class Case:
    """One file and what became of it."""

    name: str
    outcome: Outcome
    time_s: float
    memory_bytes: int

    @property
    def errors(self) -> tuple[str, ...]:
        return tuple(sorted({each.rule.code for each in self.outcome[1] if each.is_error}))


def read(content: bytes, name: str) -> Outcome:
    """Inspects, then reads."""
    format, noticed = inspect(content, name=name)
    if format is None:
        return None, noticed
    book, found = read_workbook(content, name=name, format=format)
    return book, noticed + found


def main() -> int:
    arguments = _arguments()
    cases = list(run(arguments.folder))
    for line in table(cases):
        print(line)
    for case in cases:
        if arguments.list and arguments.list in case.errors:
            print(f"  {case.name}: {_said(case)}")
    return int(any(case.outcome[0] is None and not case.errors for case in cases))


def run(folder: Path) -> Iterator[Case]:
    """Every file below the folder, each in a child of its own size."""
    with Sandbox(read, files_per_child=1) as sandbox:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.name not in NOT_CASES:
                yield _one(sandbox, path, str(path.relative_to(folder)))


def _one(sandbox: Sandbox, path: Path, name: str) -> Case:
    content = path.read_bytes()
    start = time.perf_counter()
    outcome = sandbox.read(content, path.name)
    return Case(name, outcome, time.perf_counter() - start, sandbox.peak_memory_bytes)


def table(cases: Sequence[Case]) -> Iterator[str]:
    """The summing-up, line by line."""
    read_count = sum(1 for case in cases if case.outcome[0] is not None)
    yield f"{len(cases)} files: {read_count} read, {len(cases) - read_count} refused"
    yield f"parent process: alive, peak memory {peak_memory_bytes() >> 20} MB"
    yield from _counted("read as", (_format(case.outcome[0]) for case in cases if case.outcome[0]))
    yield from _counted(
        "refused for", (code for case in cases if not case.outcome[0] for code in case.errors)
    )
    yield from _counted(
        "read, with an error on a sheet", (c for case in cases if case.outcome[0] for c in case.errors)
    )
    yield from _counted("warnings and notes", _remarks(cases))
    yield "slowest:"
    for case in sorted(cases, key=lambda each: -each.time_s)[:WORST]:
        yield f"  {case.time_s * 1000:8.0f} ms  {case.name}"
    yield f"  {sorted(case.time_s for case in cases)[len(cases) // 2] * 1000:8.1f} ms  the median"
    yield "hungriest (peak memory of the child):"
    for case in sorted(cases, key=lambda each: -each.memory_bytes)[:WORST]:
        yield f"  {case.memory_bytes >> 20:8d} MB  {case.name}"


def _remarks(cases: Sequence[Case]) -> Iterator[str]:
    for case in cases:
        yield from {each.rule.code for each in case.outcome[1] if not each.is_error}


def _counted(title: str, values: Iterator[str]) -> Iterator[str]:
    counts = Counter(values)
    if counts:
        yield f"{title}:"
    for value, count in counts.most_common():
        yield f"  {count:6d}  {value}"


def _format(book: RawWorkbook) -> str:
    return book.format.value


def _said(case: Case) -> str:
    return "; ".join(
        f"{words.message(each, Language.EN)} [{each.value}]" for each in case.outcome[1] if each.is_error
    )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", nargs="?", type=Path, default=CASES)
    parser.add_argument("--list", metavar="RULE", help="also name the files that this rule refuses")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
