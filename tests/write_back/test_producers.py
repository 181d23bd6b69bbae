"""Workbooks as many programs write them: read alike, answered without a loss, answered twice alike."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable, Mapping

import pytest

from benchmarks.roundtrip import outcome_of
from tests.write_back.producers import GRID, HABITS, PRODUCERS, SHEET, Parts
from tests.write_back.raw_package import packed, with_descriptors
from tests.write_back.spellings import SPELLINGS
from workbook_crm.arrive.inspect import inspect
from workbook_crm.model.raw import Format
from workbook_crm.read.workbook import read_workbook

EVERY = pytest.mark.parametrize("producer", PRODUCERS)


def check(content: bytes, name: str) -> None:
    """The table is read as it is meant; an answer loses nothing, and is made anew the same."""
    assert inspect(content, name="a.xlsx") == (Format.XLSX, ())
    raw, found = read_workbook(content, name="a.xlsx", format=Format.XLSX)
    assert raw is not None
    assert found == ()
    assert [list(row[:3]) for row in raw.sheets[0].cells[:3]] == [list(row) for row in GRID]
    became = outcome_of(content, name)
    assert (became.refused, became.losses) == (None, ())


@EVERY
def test_each_programs_workbook_is_read_and_answered(producer: str) -> None:
    check(packed(PRODUCERS[producer]()), producer)


@EVERY
@pytest.mark.parametrize("habit", HABITS)
def test_whatever_packed_it(producer: str, habit: str) -> None:
    check(packed(HABITS[habit](PRODUCERS[producer]())), f"{producer} {habit}")


def zip64(content: bytes) -> bytes:
    """The same parts, each written as if it might be larger than 4 GB."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            with new.open(name, "w", force_zip64=True) as part:
                part.write(old.read(name))
    return stream.getvalue()


CONTAINERS: Mapping[str, Callable[[bytes], bytes]] = {"descriptors": with_descriptors, "zip64": zip64}


@EVERY
@pytest.mark.parametrize("container", CONTAINERS)
def test_whatever_wrote_the_archive(producer: str, container: str) -> None:
    check(CONTAINERS[container](packed(PRODUCERS[producer]())), f"{producer} {container}")


@pytest.mark.parametrize("spelling", SPELLINGS)
@EVERY
def test_however_the_sheet_is_spelt(producer: str, spelling: str) -> None:
    check(packed(_spelt(PRODUCERS[producer](), SPELLINGS[spelling])), f"{producer} {spelling}")


@pytest.mark.parametrize("seed", range(100))
def test_any_mixture(seed: int) -> None:
    chance = random.Random(seed)
    producer = chance.choice(list(PRODUCERS))
    spelt = [name for name in SPELLINGS if chance.random() < 0.3]
    habits = [name for name in HABITS if chance.random() < 0.3]
    if {"with_styled_blanks", "with_rows_turned"} & set(spelt) and "without_addresses" in spelt:
        spelt.remove("without_addresses")  # now they are needed
    made = PRODUCERS[producer]()
    for name in spelt:
        made = _spelt(made, SPELLINGS[name])
    for name in habits:
        made = HABITS[name](made)
    content = CONTAINERS[chance.choice(list(CONTAINERS))](packed(made))
    check(content, " ".join((producer, *spelt, *habits)))


def _spelt(made: Parts, spelling: Callable[[str], str]) -> Parts:
    return made | {SHEET: spelling(made[SHEET].decode("utf-8-sig")).encode()}
