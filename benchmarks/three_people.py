"""Three people, a list each, 14 sendings with one edit each: `python -m benchmarks.three_people --histories N`.

The simulation from which the rule of the merge came, with real workbooks through the whole corridor. Counted are
cells of others that a sending overwrote, conflicts with one's own earlier sending, and conflicts in all; beside
them what the oracle of `benchmarks/people/oracle.py` expects.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from dataclasses import dataclass

from benchmarks.people.files import PEOPLE, written
from benchmarks.people.house import House, house
from benchmarks.people.oracle import Cell, Line, Oracle, Sending

THREE = ("张三", "李四", "王五")
FIELDS = ("company", "wechat")
CELLS: tuple[Cell, ...] = tuple((phone, name) for phone in tuple(PEOPLE)[:3] for name in FIELDS)
ORDER = tuple(PEOPLE)[:3]
SENDINGS = 14


@dataclass
class Counts:
    """What came of all histories."""

    sendings: int = 0
    overwritten: int = 0
    own: int = 0
    conflicts: int = 0
    otherwise: int = 0
    """Sendings after which store or conflicts were not as the oracle has them."""


def main() -> int:
    """Prints the counts; 1 where one is not 0 that should be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--histories", type=int, default=100)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    counts, began = Counts(), time.perf_counter()
    for seed in range(asked.seed, asked.seed + asked.histories):
        with house() as fresh:
            history(fresh, random.Random(seed), counts)
    print(
        f"histories {asked.histories}, {time.perf_counter() - began:.0f} s, of CPU {time.process_time():.0f} s"
    )
    for name, value in vars(counts).items():
        print(f"| {name} | {value:,} |")
    return 1 if counts.overwritten or counts.own or counts.otherwise else 0


def history(fresh: House, chance: random.Random, counts: Counts) -> None:
    """One history: everybody sends the same list, and then somebody sends an edit, fourteen times."""
    oracle = Oracle()
    lines = {who: Line(who) for who in THREE}
    copies: dict[str, dict[Cell, str | None]] = {who: dict.fromkeys(CELLS, "w-0") for who in THREE}
    for who in THREE:
        _send(fresh, oracle, lines[who], copies[who], None, counts)
    for nth in range(1, SENDINGS + 1):
        who, cell = chance.choice(THREE), chance.choice(CELLS)
        copies[who][cell] = f"w-{nth}"
        _send(fresh, oracle, lines[who], copies[who], cell, counts)


def _send(
    fresh: House,
    oracle: Oracle,
    line: Line,
    copy: dict[Cell, str | None],
    edited: Cell | None,
    counts: Counts,
) -> None:
    before, writers = fresh.known(), {cell: word.by for cell, word in oracle.known.items()}
    receipt = fresh.take(written(copy, FIELDS, ORDER), line.person, "客户.xlsx")
    expected = oracle.send(Sending(line, dict(copy), dict(line.base), digest=f"{oracle.sendings}"))
    after, reported = fresh.known(), [cell for cell, _shown in fresh.conflicts(receipt)]
    counts.sendings += 1
    counts.conflicts += len(reported)
    counts.own += sum(writers.get(cell) == line.person for cell in reported)
    changed = {cell for cell, value in after.items() if before.get(cell, value) != value}
    counts.overwritten += len(changed - {edited})
    is_so = all(after.get(cell, "") == oracle.now(cell) for cell in CELLS)
    counts.otherwise += not (
        is_so and set(reported) == expected.conflicts and len(reported) == len(set(reported))
    )


if __name__ == "__main__":
    sys.exit(main())
