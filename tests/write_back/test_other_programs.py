"""Answers and workbooks of ours, opened and saved by the programs that people have, mended and sent back.

What each of them does to a workbook is its own affair. Held against the same workbook that no other program has
touched: no row but the mended one changes, our notes go with what they are about, nothing of the sender's is lost,
nothing is said that is not so.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.carriers.programs import Program, programs
from benchmarks.carriers.rounds import ROUNDS, Outcome, Rounds
from benchmarks.carriers.workbooks import CASES

LISTS = frozenset({"客户登记", "Customers", "待跟进"})
"""The template and a person's own workbook take minutes in some programs: `python -m benchmarks.carriers`."""
QUICK = ("exceljs", "LibreOffice .xls", "gnumeric .ods")
PROGRAMS = [each.name for each in programs(Path())]

pytestmark = pytest.mark.filterwarnings("ignore")  # of openpyxl and pandas, about what they lose


@pytest.fixture(scope="module")
def rounds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rounds]:
    """The workbooks beside their controls."""
    folder = tmp_path_factory.mktemp("carriers")
    with Rounds.begun(folder, tuple(case for case in CASES if case.name in LISTS)) as begun:
        yield begun


@pytest.mark.parametrize("name", PROGRAMS)
def test_a_workbook_saved_by_another_program_is_taken_as_if_it_had_not_been(
    rounds: Rounds, name: str, tmp_path: Path
) -> None:
    program = _tried(name, tmp_path)
    outcomes = rounds.through(program)
    assert [each for outcome in outcomes for each in _faults(outcome)] == []
    assert len(outcomes) == len(LISTS)


@pytest.mark.parametrize("name", QUICK)
def test_so_is_the_template_and_a_persons_own_workbook(name: str, tmp_path: Path) -> None:
    cases = tuple(case for case in CASES if case.name not in LISTS)
    with Rounds.begun(tmp_path / "controls", cases) as begun:
        outcomes = begun.through(_tried(name, tmp_path))
    assert [each for outcome in outcomes for each in _faults(outcome)] == []
    assert len(outcomes) == 2


def test_the_controls_change_what_was_mended_and_nothing_else(rounds: Rounds) -> None:
    assert len(rounds.states) == ROUNDS
    for states in rounds.states:
        for state in states:
            assert sum(each.new + each.changed for each in state.receipt.sheets) in (1, 2)


def _tried(name: str, folder: Path) -> Program:
    (program,) = (each for each in programs(folder / "office") if each.name == name)
    if program.missing:
        pytest.skip(program.missing)
    return program


def _faults(outcome: Outcome) -> list[str]:
    found = [*outcome.wrong, *outcome.notes, *outcome.lost, *outcome.untrue]
    return [f"{outcome.case}: {each}" for each in (*found, *filter(None, [outcome.refused]))]
