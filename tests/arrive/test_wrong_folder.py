"""A typo in a path opens no second shop, and a doctor tells only what was looked at."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.desk import desk
from tests.workbooks import xlsx
from workbook_crm.cli import main
from workbook_crm.exits import Exit

LEADS = xlsx("# 线索\n| 姓名 | 电话 | 来源 |\n| 李雷 | 13712345678 | 展会 |")


def with_file(name: str) -> Callable[[Path], None]:
    def make(folder: Path) -> None:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"x")

    return make


def with_folder(name: str) -> Callable[[Path], None]:
    return lambda folder: (folder / name).mkdir()


def with_lost_inbox(folder: Path) -> None:
    """The share is not mounted: the link to it leads nowhere."""
    with_file("notes.txt")(folder)
    (folder / "inbox").symlink_to(folder / "share")


@pytest.mark.parametrize(
    ("make", "is_one"),
    [
        (lambda folder: folder.rmdir(), False),  # no such folder
        (with_file("报价.xlsx"), False),
        (with_file("workbook_crm.py"), False),
        (with_folder("reports"), False),
        (lambda folder: None, True),  # empty
        (with_file("desktop.ini"), True),  # empty but for what Windows puts there
        (with_file(".DS_Store"), True),
        (with_folder("inbox"), True),
        (with_file("inbox/表.xlsx"), True),
        (with_file("workbook_crm.toml.txt"), False),
        (with_file("archive/ab/abcdef.xlsx"), True),  # its store is gone, which has words of its own
        (with_lost_inbox, True),
    ],
)
def test_which_folder_is_a_workspace(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], make: Callable[[Path], None], is_one: bool
) -> None:
    folder = tmp_path / "店"
    folder.mkdir()
    make(folder)
    before = sorted(tmp_path.rglob("*"))
    code = main(["--workspace", str(folder), "receipts"])
    told = capsys.readouterr().err
    assert (code == Exit.USAGE) is not is_one, told
    assert ("workbook-crm init" in told) is not is_one
    assert sorted(each for each in tmp_path.rglob("*") if "work" not in each.parts) == before


@pytest.mark.parametrize(
    "words",
    ["run", "watch", "digest", "report", "receipts", "receipt R-000001", "show L-000001", "find 李雷", "status",
     "doctor", "backup a.db", "restore a.db", "template a.xlsx --person 张三"],
)  # fmt: skip
@pytest.mark.parametrize("is_there", [True, False])
def test_every_command_but_a_few_says_so_and_makes_nothing(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: str,
    is_there: bool,
) -> None:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "shp"
    if is_there:
        with_file("notes.txt")(folder)
    before = sorted(tmp_path.rglob("*"))
    assert main(["--workspace", str(folder), "--language", "en", *words.split()]) == Exit.USAGE
    said = capsys.readouterr().err
    assert ("is no workspace" if is_there else "There is no folder") in said
    assert str(folder) in said
    assert sorted(tmp_path.rglob("*")) == before


def test_a_look_at_a_file_and_an_empty_template_need_no_workspace(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "表.xlsx").write_bytes(LEADS)
    assert main(["check", "表.xlsx"]) == Exit.WELL
    assert main(["template", "空.xlsx"]) == Exit.WELL
    assert sorted(each.name for each in tmp_path.iterdir()) == ["空.xlsx", "表.xlsx"]
    assert main(["init", "."]) == Exit.WELL
    assert main(["run"]) == Exit.WELL


def checks(capsys: pytest.CaptureFixture[str], folder: Path) -> dict[str, str]:
    capsys.readouterr()
    main(["--workspace", str(folder), "--json", "doctor"])
    return {each["check"]: each["level"] for each in json.loads(capsys.readouterr().out)["checks"]}


def test_a_doctor_vouches_for_nothing_that_is_not_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "inbox").mkdir()
    told = checks(capsys, tmp_path)
    assert (told["no-store"], told["folder"]) == ("note", "note")
    assert not {"store", "records", "undelivered", "strays", "clock"} & set(told)
    with desk(tmp_path) as shop:
        shop.take(LEADS)
    told = checks(capsys, tmp_path)
    assert (told["store"], told["records"], told["strays"]) == ("well", "well", "well")
    assert not {"no-store", "folder"} & set(told)
