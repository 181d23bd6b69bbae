"""A store that is gone, empty or damaged is noticed before anything is written; nothing is overwritten unasked."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.desk import desk
from tests.workbooks import SHOP, joined, xlsx
from workbook_crm import cli
from workbook_crm.merge import soundness

CUSTOMER = "# 客户\n| 客户名称 | 电话 | 来源 |\n| 海田机械 | 13711112222 | 展厅 |"


def gone(store: Path) -> None:
    store.unlink()


def empty(store: Path) -> None:
    store.write_bytes(b"")


def without_tables(store: Path) -> None:
    store.unlink()
    with closing(sqlite3.connect(store)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")


def no_database(store: Path) -> None:
    store.write_bytes(b"no database at all " * 500)


def broken_pages(store: Path) -> None:
    content = bytearray(store.read_bytes())
    content[8192:40960] = b"\x5a" * 32768
    store.write_bytes(content)


def broken_head(store: Path) -> None:
    content = bytearray(store.read_bytes())
    content[16:100] = b"\xff" * 84
    store.write_bytes(content)


def cut_off(store: Path) -> None:
    store.write_bytes(store.read_bytes()[:20000])


def another_programs(store: Path) -> None:
    store.unlink()
    with closing(sqlite3.connect(store)) as connection, connection:
        connection.execute("CREATE TABLE accounts (name TEXT)")
        connection.execute("CREATE TABLE customers (name TEXT)")


def without_a_table(store: Path) -> None:
    with closing(sqlite3.connect(store)) as connection, connection:
        connection.execute("DROP TABLE customers")


_OF_LOCKS = ("lock", "workbook_crm.db-shm")
FAULTS = (
    gone,
    empty,
    without_tables,
    no_database,
    broken_pages,
    broken_head,
    cut_off,
    another_programs,
    without_a_table,
)


@pytest.fixture
def used(tmp_path: Path) -> Path:
    """A workspace that has taken a file in, and in which another one waits."""
    drop(tmp_path, "店.xlsx", xlsx(joined(*SHOP.values())))
    assert command(tmp_path, "run") == 0
    drop(tmp_path, "新.xlsx", xlsx(CUSTOMER))
    return tmp_path


def drop(folder: Path, name: str, content: bytes) -> None:
    (folder / "inbox").mkdir(exist_ok=True)
    (folder / "inbox" / name).write_bytes(content)


def command(folder: Path, *words: str, language: str = "en") -> int:
    return int(cli.main(["--workspace", str(folder), "--language", language, *words]))


def everything(folder: Path) -> dict[Path, bytes]:
    return {
        each: each.read_bytes() for each in folder.rglob("*") if each.is_file() and each.name not in _OF_LOCKS
    }


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize(
    "words", ["run", "watch", "status", "doctor", "check 新.xlsx", "backup copy.db", "receipts"]
)
def test_it_is_noticed_before_anything_is_written(
    used: Path, fault: Callable[[Path], None], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    fault(used / "workbook_crm.db")
    before = everything(used)
    capsys.readouterr()
    name, *more = words.split()
    assert (
        command(
            used, name, *(str(used / "inbox" / each) if "xlsx" in each else str(used / each) for each in more)
        )
        == 4
    )
    said = "".join(capsys.readouterr())
    assert "The store" in said
    assert "restore" in said or name == "status"
    after = everything(used)
    assert {each for each in after if after[each] != before.get(each)} == set()


def test_the_newest_whole_backup_near_it_is_named(used: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("old.db", "new.db"):
        command(used, "backup", str(used / name))
    (used / "newer.db").write_bytes(b"no backup")
    gone(used / "workbook_crm.db")
    capsys.readouterr()
    assert command(used, "run", language="zh") == 4
    assert f"workbook-crm restore {used / 'new.db'}" in capsys.readouterr().err
    assert command(used, "restore", str(used / "new.db")) == 0
    assert command(used, "run") == 0


@pytest.mark.parametrize("fault", FAULTS)
def test_a_house_may_begin_anew_if_it_says_so(
    used: Path, fault: Callable[[Path], None], capsys: pytest.CaptureFixture[str]
) -> None:
    fault(used / "workbook_crm.db")
    left = (used / "workbook_crm.db").read_bytes() if (used / "workbook_crm.db").exists() else None
    capsys.readouterr()
    assert command(used, "--json", "run", "--new-store") == 0
    assert [each["id"] for each in json.loads(capsys.readouterr().out)["receipts"]] == ["R-000001"]
    kept = list(used.glob("workbook_crm.db.*.unusable"))
    assert [each.read_bytes() for each in kept] == ([left] if left is not None else [])
    assert command(used, "run") == 0


def test_a_sound_store_is_not_begun_anew(used: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert command(used, "--json", "run", "--new-store") == 0
    assert [each["id"] for each in json.loads(capsys.readouterr().out)["receipts"]] == ["R-000002"]


def test_another_programs_database_is_no_store_where_nothing_was_ever_taken_in_either(tmp_path: Path) -> None:
    (tmp_path / "workbook_crm.db").touch()
    another_programs(tmp_path / "workbook_crm.db")
    drop(tmp_path, "新.xlsx", xlsx(CUSTOMER))
    assert command(tmp_path, "run") == 4
    assert (tmp_path / "inbox" / "新.xlsx").exists()


@pytest.mark.parametrize("content", [None, b""])
def test_where_nothing_was_ever_taken_in_a_store_is_made(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "workbook_crm.db").write_bytes(content)
    drop(tmp_path, "新.xlsx", xlsx(CUSTOMER))
    assert command(tmp_path, "run") == 0


def test_pages_are_read_again_only_where_somebody_else_wrote(
    used: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    checks: list[Path] = []
    real = soundness.damage

    def counted(store: Path) -> str:
        checks.append(store)
        return real(store)

    monkeypatch.setattr(soundness, "damage", counted)
    command(used, "run")
    command(used, "run")
    assert checks == []
    with closing(sqlite3.connect(used / "workbook_crm.db")) as somebody:
        somebody.execute("UPDATE counters SET next = next + 1")
        somebody.commit()
    command(used, "run")
    command(used, "run")
    assert len(checks) == 1
    monkeypatch.setattr("workbook_crm.merge.soundness.time.time", lambda: 4e9)  # more than a day later
    command(used, "run")
    assert len(checks) == 2


def test_status_tells_a_monitor_that_the_store_is_gone(
    used: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gone(used / "workbook_crm.db")
    capsys.readouterr()
    assert command(used, "--json", "status") == 4
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    assert "is gone" in told["store_problem"]
    assert told["inbox"]["files"] == 1


@pytest.mark.parametrize(
    "target", ["workbook_crm.toml", "workbook_crm.db", "workbook_crm.db-wal", "link.db", "."]
)
@pytest.mark.parametrize("forced", [(), ("--force",)])
@pytest.mark.parametrize("name", ["backup", "template"])
def test_store_and_settings_are_never_written_over(
    used: Path, name: str, target: str, forced: tuple[str, ...]
) -> None:
    (used / "workbook_crm.toml").write_text('language = "en"\n')
    (used / "link.db").symlink_to("workbook_crm.db")
    with desk(used):  # as while a watch has it open
        before = everything(used)
        assert command(used, name, str(used / target), *forced) == 2
        assert everything(used) == before


def test_an_original_is_never_written_over(used: Path) -> None:
    (original,) = (used / "archive").glob("??/*")
    assert command(used, "template", str(original), "--force") == 2


@pytest.mark.parametrize("name", ["backup", "template"])
def test_what_exists_is_written_over_only_by_force(
    used: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (used / "mine.xlsx").write_bytes(b"mine")
    assert command(used, name, str(used / "mine.xlsx"), language="zh") == 2
    assert "已经存在，没有覆盖" in capsys.readouterr().err
    assert (used / "mine.xlsx").read_bytes() == b"mine"
    assert command(used, name, str(used / "mine.xlsx"), "--force") == 0
    assert (used / "mine.xlsx").read_bytes() != b"mine"
    assert not list(used.glob(".*.tmp"))
