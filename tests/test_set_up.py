"""What sets it up and keeps it running: batch files, a unit, a task, the wheel; each read as its system would."""

from __future__ import annotations

import configparser
import os
import re
import shlex
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any
from xml.etree import ElementTree

import pytest

from tests.docs.pages import ROOT
from workbook_crm.cli import _COMMANDS, main
from workbook_crm.service import For, Service, content_of, file_of, systemd_unit, windows_task

TASK = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"
PROGRAM = ("/opt/crm/bin/python", "-m", "workbook_crm")
ODD = ["/srv/crm/shop", "/srv/远航 叉车", '/srv/100%"x"$HOME', "/srv/a\\b"]


class Unit(configparser.ConfigParser):
    """A unit file: keys as they are written."""

    def optionxform(self, optionstr: str) -> str:
        return optionstr


def unit(text: str) -> Unit:
    read = Unit(interpolation=None, strict=False, comment_prefixes=("#",))
    read.read_string(text)
    return read


def words_of(line: str) -> list[str]:
    """What systemd makes of a command line: quotes, then %% and $$."""
    return [each.replace("%%", "%").replace("$$", "$") for each in shlex.split(line)]


@pytest.mark.parametrize("folder", ODD)
def test_the_unit_starts_watch_in_the_workspace(folder: str) -> None:
    text = systemd_unit(Service(PROGRAM, PurePosixPath(folder), "crm"))
    read = unit(text)
    assert "%" not in text.replace("%%", "").partition("[Unit]")[2], "a specifier of systemd's"
    assert "$" not in read["Service"]["ExecStart"].replace("$$", ""), "a variable of systemd's"
    assert words_of(read["Service"]["ExecStart"]) == [*PROGRAM, "--workspace", folder, "watch"]
    assert words_of(read["Unit"]["RequiresMountsFor"]) == [folder]
    assert read["Service"]["User"] == "crm"
    assert read["Service"]["RestartPreventExitStatus"] == "2"
    assert read["Install"]["WantedBy"] == "multi-user.target"


def test_the_unit_agrees_with_the_one_that_is_installed_by_hand() -> None:
    ours = unit(systemd_unit(Service(PROGRAM, PurePosixPath("/srv/shop"), "crm")))["Service"]
    by_hand = unit((ROOT / "packaging" / "systemd" / "workbook-crm@.service").read_text(encoding="utf-8"))[
        "Service"
    ]
    for key in (
        "Type",
        "UMask",
        "KillMode",
        "TimeoutStopSec",
        "Restart",
        "RestartSec",
        "RestartPreventExitStatus",
    ):
        assert ours[key] == by_hand[key], key


def windows_words(line: str) -> list[str]:
    """What a program of Windows makes of its command line."""
    words: list[str] = []
    for found in re.finditer(r'"((?:\\.|[^"\\])*)"|(\S+)', line):
        quoted = found[1]
        words.append(
            found[2] if quoted is None else re.sub(r'\\(\\*)(?=")', r"\1", quoted).replace("\\\\", "\\")
        )
    return words


@pytest.mark.parametrize("folder", ["D:\\crm", "D:\\远航 叉车", "D:\\A&B <x>"])
@pytest.mark.parametrize("user", ["", "DOMAIN\\crm"])
def test_the_task_starts_with_the_machine_and_has_no_end(folder: str, user: str) -> None:
    program = ("C:\\crm\\python.exe", "-m", "workbook_crm")
    made = content_of(Service(program, PureWindowsPath(folder), user), For.WINDOWS)
    assert made[:2] in (b"\xff\xfe", b"\xfe\xff"), "the task scheduler reads UTF-16"
    root = ElementTree.fromstring(made)

    def text(path: str) -> str | None:
        return root.findtext("/".join(f"{TASK}{each}" for each in path.split("/")))

    assert root.find(f"{TASK}Triggers/{TASK}BootTrigger") is not None
    assert text("Actions/Exec/Command") == program[0]
    assert windows_words(text("Actions/Exec/Arguments") or "") == [
        "-m",
        "workbook_crm",
        "--workspace",
        folder,
        "watch",
    ]
    assert text("Actions/Exec/WorkingDirectory") == folder
    assert text("Principals/Principal/UserId") == (user or "S-1-5-18")
    assert text("Principals/Principal/LogonType") == ("Password" if user else None)
    assert (text("Settings/ExecutionTimeLimit"), text("Settings/MultipleInstancesPolicy")) == (
        "PT0S",
        "IgnoreNew",
    )


def test_a_task_names_no_folder_that_ends_its_own_quotes() -> None:
    task = windows_task(Service(("p",), PureWindowsPath("D:\\a b\\"), ""))
    assert '--workspace "D:\\a b" watch' in task


@pytest.mark.parametrize("system", ["systemd", "windows"])
def test_the_command_writes_it_and_says_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], system: str
) -> None:
    folder = tmp_path / "远航 叉车"
    (folder / "inbox").mkdir(parents=True)
    command = ["--workspace", str(folder), "service", "install", "--for", system]
    assert main(command) == 0
    said = capsys.readouterr().out
    kept = Service((sys.executable, "-m", "workbook_crm"), folder, "x")
    file = folder / file_of(kept, For(system))
    assert str(file) in said
    assert ("systemctl enable" if system == "systemd" else "schtasks /create") in said
    content = file.read_bytes()
    assert main(command) == 2, "what is there stays"
    assert main([*command, "--force", "--user", "crm"]) == 0
    assert file.read_bytes() != content


@pytest.mark.parametrize(("folder", "name"), [("shop", "shop"), ("远航 叉车", "远航-叉车"), ("a@b%c", None)])
def test_a_service_has_a_plain_name(folder: str, name: str | None) -> None:
    made = Service(PROGRAM, PurePosixPath("/srv") / folder, "").name
    assert not re.search(r"[\s@%/\\:]", made)
    assert name is None or made == f"workbook-crm-{name}"


@pytest.mark.parametrize("name", ["run.bat", "watch.bat"])
def test_a_batch_file_is_one_that_windows_reads(name: str) -> None:
    content = (ROOT / name).read_bytes()
    assert content.count(b"\n") == content.count(b"\r\n"), "labels are lost where lines end otherwise"
    assert not content.startswith(b"\xef\xbb\xbf")
    text = content.decode("utf-8")
    labels = set(re.findall(r"^:(\w+)\r$", text, re.MULTILINE))
    assert set(re.findall(r"goto (\w+)", text)) == labels
    for line in text.splitlines():
        assert line.count('"') % 2 == 0, line
    for file in re.findall(r'-r "([^"]+)"|call "%~dp0([^"]+)"', text):
        assert (ROOT / "".join(file)).is_file()
    for command in re.findall(r"-m workbook_crm (\w+)|run\.bat\" (\w+)", text):
        assert "".join(command) in _COMMANDS
    if name == "run.bat":
        before = text.index("chcp 65001")
        assert text[:before].count("echo") == 1, "no Chinese is said before the console can show it"
        assert 'cd /d "%~dp0"' in text


def locked(name: str) -> set[str]:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    return {line.partition("==")[0] for line in lines if re.match(r"[a-z0-9]", line)}


def test_a_user_gets_nothing_that_only_developers_need() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    tools = {re.split(r"[>=\[<]", each)[0].lower() for each in project["dependency-groups"]["dev"]}
    assert not locked("requirements.lock") & tools
    assert locked("requirements.lock") < locked("requirements-dev.lock")
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(r"^run: \$\(VENV\)/user$", makefile, re.MULTILINE)
    assert re.search(r"^\$\(VENV\)/user: requirements\.lock$", makefile, re.MULTILINE)


def test_the_wheel_works_without_the_repository(tmp_path: Path) -> None:
    """What `pipx install .` and `uv tool install .` unpack: templates and migrations are in it."""
    hatchling: Any = pytest.importorskip("hatchling.build")
    here = Path.cwd()
    try:
        os.chdir(ROOT)
        wheel = tmp_path / hatchling.build_wheel(str(tmp_path))
    finally:
        os.chdir(here)
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(tmp_path / "site")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "site"), "PYTHONIOENCODING": "utf-8"}
    shop = tmp_path / "shop"
    for words in (["init", "shop"], ["--workspace", "shop", "run"]):
        done = subprocess.run(
            [sys.executable, "-c", "import sys; from workbook_crm.cli import main; sys.exit(main())", *words],
            check=False, cwd=tmp_path, env=environment, capture_output=True, text=True,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
    assert (shop / "reports" / "index.html").is_file()
    assert "class" in (shop / "reports" / "index.html").read_text(encoding="utf-8")
