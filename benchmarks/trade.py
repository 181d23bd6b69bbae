"""Random workbooks of the trade through a real workspace, against a model of its rules: `python -m benchmarks.trade`.

Each house grows by rows that are inserted, edited, renamed, blanked, misspelt, broken, mended, deleted, copied and
sorted, and sends its list ten times: whole, again, or split in two. `--count 600` workbooks, the same ones for the
same `--seed`. Ends with 1 where anything is not as the model says.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import table
from tests.desk import desk
from tests.house import CATALOG, House, Row, send

LETTERS = 10
"""Workbooks that one house sends."""
CHECKS = ("rows", "identity", "number", "amount", "due")


def main() -> int:
    """Sends them all, prints what was found."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.trade", description=__doc__)
    parser.add_argument("--count", type=int, default=600)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    violations: list[str] = []
    rows: Counter[str] = Counter()
    for nth in range(max(1, asked.count // LETTERS)):
        told = story(random.Random(f"{asked.seed}-{nth}"), LETTERS, rows)
        violations += [f"house {nth}, {each}" for each in told]
    print(
        table(
            ("checked", "violations"),
            [
                (name, sum(f", {name}" in each or f": {name}" in each for each in violations))
                for name in CHECKS
            ],
        )
    )
    print(f"\n{rows['workbooks']} workbooks, {rows['rows']} rows, seed {asked.seed}", *violations, sep="\n")
    return 1 if violations else 0


def story(chance: random.Random, letters: int, rows: Counter[str]) -> Iterator[str]:
    """One house, from its price list on; yields what is not as the model says, and stops there."""
    house = House(chance)
    with tempfile.TemporaryDirectory() as folder, desk(Path(folder)) as shop:
        shop.take(CATALOG, name="目录.xlsx")
        for letter in range(letters):
            for _ in range(chance.randint(4, 16)):
                house.change()
            house.settle()
            for part in parts(house):
                rows["workbooks"] += 1
                rows["rows"] += len(part)
                found = list(send(shop, house, part))
                yield from (f"letter {letter}: {each}" for each in found)
                if found:
                    return


def parts(house: House) -> Iterator[list[Row]]:
    """The list as it is sent: mostly whole, sometimes twice, sometimes in two workbooks."""
    how = house.random.random()
    if how < 0.7 or len(house.rows) < 2:
        yield list(house.rows)
    elif how < 0.85:
        yield list(house.rows)
        yield list(house.rows)
    else:
        house.mend()  # who stands in a row that was held is waited for, in the other workbook too
        people = [row for row in house.rows if row.kind in ("leads", "customers", "opportunities")]
        yield people
        yield [row for row in house.rows if row not in people]


if __name__ == "__main__":
    sys.exit(main())
