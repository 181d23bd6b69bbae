"""Breaks lines of domain logic, one at a time, and counts what the tests notice: `python -m benchmarks.mutants`.

`--rooms check,due` takes some rooms only, `--files merge/find.py` some files, which `--tests tests/merge/test_find.py`
may have to notice alone; `--sample 300` takes as many mutants of all, the same ones for the same `--seed`; `--floor 80` ends with 1 where fewer per cent are noticed; `--list` shows the mutants and runs nothing.
A mutant that hangs, or takes too much memory, is noticed. Needs `os.fork`.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Sequence

import pytest

from benchmarks.measure import table
from benchmarks.mutants.mutants import Mutation, mutations_of
from benchmarks.mutants.rooms import LEFT_OUT, PACKAGE, ROOMS, ROOT, asked_of
from benchmarks.mutants.session import KILLED, NEVER_RUN, SURVIVED, TIMED_OUT, Session

_NOTICED = (KILLED, TIMED_OUT)


def main() -> int:
    """Runs what was asked for; 0 where enough was noticed."""
    asked = _arguments()
    rooms = asked.rooms.split(",") if asked.rooms else list(ROOMS)
    all_of_them = [each for room in rooms for each in mutations_of(room) if asked_for(each, asked.files)]
    chosen = sample(all_of_them, asked.sample, asked.seed)
    if asked.list:
        print(*chosen, sep="\n")
        return 0
    session = Session(lambda: chosen, asked.jobs, asked.seconds, lambda line: print(line, file=sys.stderr))
    options = ["-q", "-n", "0", "-p", "no:cacheprovider", "-p", "no:terminalreporter", "--rootdir", str(ROOT)]
    tests = asked.tests.split(",") if asked.tests else asked_of(rooms)
    code = pytest.main([*options, *(each for each in tests if (ROOT / each).exists())], plugins=[session])
    if code != pytest.ExitCode.OK or len(session.fates) != len(chosen):
        print(f"the tests could not be run: {code!r}", file=sys.stderr)
        return 2
    for test in session.failed:
        print(f"left out, since it fails anyway: {test}", file=sys.stderr)
    return report(chosen, session.fates, asked.floor)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.mutants", description=__doc__)
    parser.add_argument("--rooms", help=f"of {','.join(ROOMS)}")
    parser.add_argument("--files", default="", help="in the package, such as merge/find.py,check/made.py")
    parser.add_argument("--tests", default="", help="that have to notice (default: those of the rooms)")
    parser.add_argument("--sample", type=int, default=0, help="how many mutants (default: all)")
    parser.add_argument("--seed", default="1")
    parser.add_argument("--floor", type=float, default=0.0, metavar="PERCENT")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=20.0, help="of tests that one mutant may cost")
    parser.add_argument("--list", action="store_true")
    return parser.parse_args()


def asked_for(mutation: Mutation, files: str) -> bool:
    """Whether a mutant is of one of the files that were asked for, where any were."""
    return not files or mutation.unit.path.relative_to(PACKAGE).as_posix() in files.split(",")


def sample(mutations: Sequence[Mutation], size: int, seed: str) -> list[Mutation]:
    """As many of them, by lot; the lot falls on what a mutant is, so that other code may change beside it."""
    met: Counter[tuple[str, ...]] = Counter()
    ranked: list[tuple[str, int, Mutation]] = []
    for each in mutations:
        same = (each.unit.path.name, each.unit.qualname, each.old, each.new)
        ranked.append((each.rank(seed, met[same]), len(ranked), each))
        met[same] += 1
    ranked.sort(key=lambda one: one[:2])
    taken = ranked[:size] if size else ranked
    return [each for _rank, _nth, each in sorted(taken, key=lambda one: one[1])]


def report(mutations: Sequence[Mutation], fates: dict[int, str], floor: float) -> int:
    """Prints the table and every survivor; 1 where less was noticed than the floor."""
    rows = []
    for room in [*ROOMS, "all"]:
        own = [fates[nth] for nth, each in enumerate(mutations) if room in ("all", each.room)]
        if own:
            noticed = sum(each in _NOTICED for each in own)
            rows.append((room, len(own), noticed, own.count(TIMED_OUT), f"{100 * noticed / len(own):.1f} %"))
    print(table(("room", "mutants", "noticed", "by hanging", "share"), rows), end="\n\n")
    for fate in (SURVIVED, NEVER_RUN):
        for nth, each in enumerate(mutations):
            if fates[nth] == fate:
                print(f"{fate}: {each}")
    print(f"\nleft out: {', '.join(LEFT_OUT)}; docstrings, annotations, decorators, texts, tables of words")
    share = 100 * sum(each in _NOTICED for each in fates.values()) / max(1, len(fates))
    return 1 if share < floor else 0


if __name__ == "__main__":
    sys.exit(main())
