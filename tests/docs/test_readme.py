"""What the README says to type works, and what it points to is there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.pages import README, ROOT, all_pages, anchors, blocks, codes, links, text_of

COMMANDS = [
    line.removeprefix("$ ")
    for block in blocks(text_of(README), "console")
    for line in block.splitlines()
    if line.startswith("$ ")
]
WELL, SOMETHING_HELD = 0, 1
_MAKE = re.compile(r"(?:^|\s)make ([a-z]+)")
_TARGET = re.compile(r"^([a-z]+):", re.MULTILINE)


@pytest.fixture
def shell(tmp_path: Path) -> dict[str, str]:
    """An environment in which `workbook-crm` is this very source."""
    script = tmp_path / "bin" / "workbook-crm"
    script.parent.mkdir()
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m workbook_crm "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    path = os.pathsep.join((str(script.parent), os.environ["PATH"]))
    return {**os.environ, "PATH": path, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}


@pytest.mark.skipif(shutil.which("bash") is None, reason="the commands of the README are for a Unix shell")
def test_every_command_runs_in_order(tmp_path: Path, shell: dict[str, str]) -> None:
    folder = tmp_path
    assert COMMANDS
    for command in COMMANDS:
        if command.startswith("cd "):
            folder /= command.removeprefix("cd ")
            continue
        done = subprocess.run(
            ["bash", "-c", command], check=False, cwd=folder, env=shell, capture_output=True, text=True
        )
        assert done.returncode in (WELL, SOMETHING_HELD), f"{command}\n{done.stdout}\n{done.stderr}"


@pytest.mark.parametrize("page", all_pages(), ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_leads_somewhere(page: Path) -> None:
    text = text_of(page)
    for link in links(text):
        path, _, anchor = link.partition("#")
        target = (page.parent / path) if path else page
        assert target.exists(), link
        assert not anchor or anchor in anchors(text_of(target)), link


@pytest.mark.parametrize("page", all_pages(), ids=lambda page: str(page.relative_to(ROOT)))
def test_every_make_target_that_is_named_exists(page: Path) -> None:
    targets = set(_TARGET.findall((ROOT / "Makefile").read_text(encoding="utf-8")))
    text = text_of(page)
    said = "\n".join((*blocks(text, "sh"), *blocks(text, "console"), *codes(text)))
    assert set(_MAKE.findall(said)) <= targets


def test_every_command_of_the_program_is_in_the_table() -> None:
    helped = subprocess.run(
        [sys.executable, "-m", "workbook_crm", "--help"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    commands = set(re.findall(r"^    ([a-z]+) {2,}", helped, re.MULTILINE))
    named = {each.split()[0] for each in codes(text_of(README)) if each}
    assert commands
    assert commands <= named
