"""What a person at a terminal reads of a workbook that was only tried, and of a name that nobody has."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desk import desk
from tests.workbooks import xlsx
from workbook_crm.cli import main
from workbook_crm.exits import Exit
from workbook_crm.report.heights import display_width


def said_by(capsys: pytest.CaptureFixture[str], workspace: Path, *arguments: str) -> str:
    """What a command prints in English."""
    ended = main(["--workspace", str(workspace), "--language", "en", *arguments])
    assert ended in {Exit.WELL, Exit.HELD, Exit.UNREADABLE}
    return capsys.readouterr().out


def test_a_dry_run_says_that_nothing_was_stored(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.xlsx").write_bytes(xlsx("# Customers\n| Name | Phone | Source |\n| Kim | 1 | |\n"))
    said = said_by(capsys, tmp_path, "check", str(tmp_path / "a.xlsx"))
    assert said.startswith("a.xlsx  would be taken in (a dry run: nothing was stored)\n")


def test_a_dry_run_with_much_to_say_names_where_all_of_it_stands(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workbook_crm.terminal.MOST_FINDINGS", 1)
    (tmp_path / "a.xlsx").write_bytes(xlsx("# Customers\n| Name | Phone | Source |\n| Kim | 1 | |\n"))
    said = said_by(capsys, tmp_path, "check", str(tmp_path / "a.xlsx"))
    assert "… and 1 more; --json lists them all." in said
    assert "see the answer" not in said


def test_a_dry_run_of_no_workbook(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert said_by(capsys, tmp_path, "check", str(tmp_path / "b.xlsx")).startswith("b.xlsx  would be held\n")


def test_a_workbook_of_a_name_that_nobody_has(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = said_by(capsys, tmp_path, "template", str(tmp_path / "own.xlsx"), "--person", "Nobdy")
    assert "“Nobdy” has no records, so it is empty; check the name." in said
    assert "no records" not in said_by(capsys, tmp_path, "template", str(tmp_path / "blank.xlsx"))


LONG = "客户说" + "价格要再谈，" * 60 + "最后一句"


@pytest.mark.parametrize("columns", [None, "80", "200"])
def test_a_record_is_shown_with_every_text_in_full(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, columns: str | None
) -> None:
    with desk(tmp_path) as shop:
        shop.take(
            f"# 线索\n| 姓名 | 电话 | 来源 | 备注 |\n| 李雷 | 13712345678 | 展会 | {LONG} |\n"
            f"# 跟进记录\n| 对象 | 跟进时间 | 跟进方式 | 跟进内容 |\n| 李雷 | 2026-11-20 | 电话 | {LONG}呢 |"
        )
    monkeypatch.delenv("COLUMNS", raising=False)
    if columns:
        monkeypatch.setenv("COLUMNS", columns)
    said = said_by(capsys, tmp_path, "show", "L-000001")
    if columns is None:
        assert LONG in said
        assert f"{LONG}呢" in said
        return
    letters = "".join(said.split())
    assert letters.count("最后一句") >= 2
    assert "…" not in said
    assert letters.count("价格要再谈，") == 120
    tables = [line for line in said.splitlines() if "价格" in line and "→" not in line]
    assert max(map(display_width, tables)) <= int(columns)
