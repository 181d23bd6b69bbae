"""`python -m benchmarks.carriers [--program NAME] [--details]`: the table of programs and workbooks."""

from __future__ import annotations

import argparse
import sys
import tempfile
import warnings
from pathlib import Path

from benchmarks.carriers.programs import programs
from benchmarks.carriers.rounds import ROUNDS, Outcome, Rounds


def main() -> int:
    """Prints a row for every program and workbook: what went wrong in all rounds, in four counts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", action="append", help="only programs whose name contains this")
    parser.add_argument("--details", action="store_true", help="each fault in words")
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    wanted = options.program or [""]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        known = programs(folder / "office")
        chosen = tuple(each for each in known if any(word in each.name for word in wanted))
        faults = 0
        print("| program | workbook | rounds | wrong changes | notes left, doubled, gone | lost | untrue |")
        print("| --- | --- | --- | --- | --- | --- | --- |")
        with Rounds.begun(folder) as begun:
            for program in (each for each in chosen if not each.missing):
                for outcome in begun.through(program):
                    faults += _told(outcome, details=options.details)
        for each in (each for each in chosen if each.missing):
            print(f"| {each.name} | not tried: {each.missing} |")
    return 1 if faults else 0


def _told(outcome: Outcome, *, details: bool) -> int:
    counts = [len(each) for each in (outcome.wrong, outcome.notes, outcome.lost, outcome.untrue)]
    cells = [outcome.program, outcome.case, outcome.refused or str(ROUNDS), *map(str, counts)]
    print(f"| {' | '.join(cells)} |", flush=True)
    if details:
        for kind in ("wrong", "notes", "lost", "untrue"):
            for each in getattr(outcome, kind):
                print(f"    {kind}: {each}", flush=True)
    return sum(counts) + bool(outcome.refused)


if __name__ == "__main__":
    sys.exit(main())
