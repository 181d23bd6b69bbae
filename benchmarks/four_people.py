"""Four people, a file each, for weeks: `python -m benchmarks.four_people --histories N --seed S`.

One keeps the workbook that is made for him, one a list of his own, one our answers, and one the manager's
workbook. They write, sort, rename, go back to copies and save with other programs. What the store knows, and
which conflicts are told, is compared after each sending with a model of one rule (`benchmarks/people/oracle.py`).
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.carriers.programs import programs, saved
from benchmarks.people.house import house
from benchmarks.people.people import PROGRAMS, Four, Tally, history

_STEPS = 40
_SHOWN = 20


def main() -> int:
    """Prints the table; 1 where anything is not 0 that should be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--histories", type=int, default=20)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--steps", type=int, default=_STEPS)
    parser.add_argument(
        "--office", action="store_true", help="save with LibreOffice, too: some seconds each time"
    )
    asked = parser.parse_args()
    known = {**PROGRAMS, "LibreOffice": _office} if asked.office else PROGRAMS
    tally, began, said = Tally(), time.perf_counter(), list[str]()
    for seed in range(asked.seed, asked.seed + asked.histories):
        with house() as fresh:
            chance = random.Random(seed)
            four = Four(fresh, chance, known)
            history(four, chance, asked.steps)
            tally.add(four.tally)
            said += (f"seed {seed}: {each}" for each in four.said)
    print(f"histories {asked.histories}, {time.perf_counter() - began:.0f} s")
    for name, value in vars(tally).items():
        print(f"| {name} | {value:,} |")
    for line in said[:_SHOWN]:
        print(line)
    return 1 if tally.faults else 0


def _office(content: bytes) -> bytes:
    """What LibreOffice makes of a workbook that it opens and saves."""
    with tempfile.TemporaryDirectory() as folder:
        program = programs(Path(folder) / "profile")[0]
        made = saved(program, {"book": content}, Path(folder) / "files")["book"]
    assert made is not None, program.missing
    return made


if __name__ == "__main__":
    sys.exit(main())
