"""How much of the lists that dealers have goes in as it is: `python -m benchmarks.lists`.

Each list is dropped into a fresh workspace without any setting, and again all of a house together; then one list
that grows for three weeks; then the workbooks of `../shared/cases`, where they lie beside the repository.

    python -m benchmarks.lists [HOUSE ...] [--faults] [--all-faults] [--cases FOLDER]
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.lists.book import content_of
from benchmarks.lists.score import Score, by_kind, score, taken_that_may_be_left
from benchmarks.lists.shared import CASES, shared_cases
from benchmarks.lists.shared import HEADERS as SHARED_HEADERS
from benchmarks.lists.taken import decided, fresh_workspace, take, taken_rows
from benchmarks.lists.weeks import three_weeks
from benchmarks.lists.written import WrittenList, houses
from benchmarks.measure import table
from workbook_crm.wire import Workspace

HEADERS = (
    "list", "tables understood", "rows taken", "taken, none", "columns", "misfit", "other wrong", "values", "changed silently",
    "named values", "contacts", "named contacts",
)  # fmt: skip


def main() -> int:
    arguments = _arguments()
    chosen = {name: lists for name, lists in houses().items() if name in (arguments.houses or houses())}
    total = Score("in all")
    lines = []
    for each in _each_alone(chosen):
        total.add(each)
        lines.append(_line(each))
    print(table(HEADERS, [*lines, _line(total)]))
    print("\nAll lists of a house together\n")
    print(table(("house", "rows taken"), list(_together(chosen))))
    _print_weeks()
    if arguments.cases.is_dir() and not arguments.houses:
        print("\nThe shared cases\n")
        print(table(SHARED_HEADERS, list(shared_cases(arguments.cases))))
    if arguments.faults or arguments.all_faults:
        _print_faults(total, is_all=arguments.all_faults)
    return 0


def _each_alone(chosen: dict[str, list[WrittenList]]) -> Iterator[Score]:
    for lists in chosen.values():
        for each in lists:
            with fresh_workspace() as (workspace, _clock):
                yield score(each, decided(workspace, each.file, content_of(each)))


def _line(each: Score) -> Sequence[str]:
    return (
        each.name, f"{each.tables_understood} / {each.tables}", _of(each.rows_taken, each.rows), f"{each.rows_invented}", f"{each.columns}",
        f"{each.columns_misfit}", f"{each.columns_other}", f"{each.values}", f"{each.values_changed}",
        _of(each.values_right, each.values_named), _of(each.contacts_found, each.contacts),
        _of(each.contacts_right, each.contacts_named),
    )  # fmt: skip


def _of(part: int, whole: int) -> str:
    """`12 / 40 (30 %)`; nothing where there is none."""
    return f"{part:,} / {whole:,} ({part / whole:.1%})" if whole else ""


def _together(chosen: dict[str, list[WrittenList]]) -> Iterator[tuple[str, str]]:
    taken_in_all = rows_in_all = 0
    for house, lists in chosen.items():
        with fresh_workspace() as (workspace, _clock):
            taken = sum(_taken_in_turn(workspace, each) for each in lists)
        tables = [each for one in lists for each in one.tables if "none" not in each.kinds]
        rows = sum(len(each.records) for each in tables)
        taken_in_all, rows_in_all = taken_in_all + taken, rows_in_all + rows
        yield house, _of(taken, rows)
    yield "in all", _of(taken_in_all, rows_in_all)


def _taken_in_turn(workspace: Workspace, each: WrittenList) -> int:
    """Rows of a list that go in after the lists before it, without those that a person may leave."""
    content = content_of(each)
    left = taken_that_may_be_left(each, decided(workspace, each.file, content))
    return taken_rows(take(workspace, each.file, content, each.sender)) - left


def _print_weeks() -> None:
    print("\nOne list for three weeks\n")
    steps = list(three_weeks())
    rows = [(each.step, each.doubled, each.lost, each.edits_lost, "; ".join(each.words)) for each in steps]
    print(table(("step", "records doubled", "records lost", "edits lost", "what is otherwise"), rows))


def _print_faults(total: Score, *, is_all: bool) -> None:
    print("\nKinds of faults, most frequent first\n")
    for kind, count, example in by_kind(total.faults):
        print(f"{count:5d}  {kind}\n       {example.place}: {example.seen}")
    if is_all:
        print()
        print("\n".join(sorted(map(str, total.faults))))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.lists",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("houses", nargs="*", help="only these houses, by the names of their files")
    parser.add_argument("--faults", action="store_true", help="also the kinds of faults with an example each")
    parser.add_argument("--all-faults", action="store_true", help="also every fault")
    parser.add_argument("--cases", metavar="FOLDER", type=Path, default=CASES, help="the shared cases")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
