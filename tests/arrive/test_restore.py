"""A backup brought back: what came later is listed, or taken in again under its own numbers."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.desk import NOW, Desk, StoppedClock, desk
from tests.merge.test_import_receipts import filled
from tests.workbooks import SHOP, joined, xlsx
from workbook_crm import cli
from workbook_crm.model.run import Receipt
from workbook_crm.start import write_template

Sending = tuple[str | None, str, int | bytes]
"""From whom, called what, its bytes or their place in the pool."""

SHOP_FILE = xlsx(joined(*SHOP.values()))
CUSTOMER = "# 客户\n| 客户名称 | 电话 | 来源 | 备注 |\n"
LEADS = "# 线索\n| 姓名 | 电话 | 来源 | 级别 |\n"
LINES = "# 商机产品\n| 商机 | 产品 | 规格 | 数量 |\n"
CALLS = "# 跟进记录\n| 对象 | 跟进时间 | 跟进方式 | 跟进内容 | 下次跟进时间 |\n"
POOL = (
    SHOP_FILE,
    xlsx(CUSTOMER + "| 海田机械 | 13711112222 | 展厅 | |"),
    xlsx(CUSTOMER + "| 海田机械 | 13711112222 | 展厅 | 想要红色 |\n| 缺来源 | 13711113333 | | |"),
    xlsx(LEADS + "| 韩梅 | 13611112222 | 展厅 | A |\n| 李雷 | 13611113333 | 转介绍 | B |"),
    xlsx(LINES + "| 远航三台叉车 | 内燃叉车 | 3吨 | 2 |\n| 没有这个商机 | 内燃叉车 | 3吨 | 1 |"),
    xlsx(CALLS + "| 王伟 | 2026-11-20 | 电话 | 谈了价格 | 2026-12-01 |"),
    xlsx("# 字典\n| 列表 | 值 |\n| 来源 | 抖音 |"),
    xlsx(LEADS + "| 抖友 | 13611114444 | 抖音 | A |"),
    b"%PDF-1.7\n",
    xlsx("# 商机\n| 商机名称 | 客户 | 意向产品 |\n| 没有这个商机 | 王伟 | 整车 |"),
)
SENDERS = (None, "张三", "李四", "王五")


def send(to: Desk, nth: int, sending: Sending) -> None:
    sender, name, content = sending
    to.workspace.__dict__["clock"] = StoppedClock(NOW + timedelta(minutes=nth))
    to.workspace.__dict__.pop("inbox", None)
    to.take(POOL[content] if isinstance(content, int) else content, sender=sender, name=name)


def contents(database: Path) -> dict[str, list[str]]:
    """Everything that a store holds, table by table."""
    with closing(sqlite3.connect(database)) as connection:
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {each: sorted(connection.execute(f"SELECT * FROM {each}"), key=repr) for each in tables}


def command(folder: Path, *words: str) -> int:
    return cli.main(["--workspace", str(folder), "--language", "en", *words])


def told(folder: Path, capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> dict[str, Any]:
    capsys.readouterr()
    assert command(folder, "--json", *words) == code
    return dict(json.loads(capsys.readouterr().out))


@contextmanager
def workspace() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder)


sendings = st.lists(
    st.tuples(
        st.sampled_from(SENDERS), st.sampled_from(("表.xlsx", "客户.xlsx")), st.sampled_from(range(len(POOL)))
    ),
    min_size=1,
    max_size=7,
)


@settings(max_examples=15)
@given(before=sendings, after=sendings)
def test_a_replay_makes_the_store_what_it_was(before: list[Sending], after: list[Sending]) -> None:
    with workspace() as folder:
        with desk(folder) as office:
            for nth, each in enumerate(before):
                send(office, nth, each)
            assert command(folder, "backup", str(folder / "monday.db")) == 0
            for nth, each in enumerate(after, len(before)):
                send(office, nth, each)
        expected = contents(folder / "workbook_crm.db")
        assert command(folder, "restore", str(folder / "monday.db"), "--replay") == 0
        assert contents(folder / "workbook_crm.db") == expected


def test_what_was_undone_is_undone_again_by_a_replay(tmp_path: Path) -> None:
    """By a workbook of the manager's, by command, and an undo that was undone itself."""
    with desk(tmp_path) as office:
        send(office, 0, ("张三", "客户.xlsx", POOL[1]))
        send(office, 1, ("李四", "线索.xlsx", POOL[3]))
        write_template(office.workspace, tmp_path / "主管.xlsx", "主管")
        assert command(tmp_path, "backup", str(tmp_path / "monday.db")) == 0
        send(office, 2, ("主管", "主管.xlsx", filled(tmp_path / "主管.xlsx", R1="是", R2="等等")))
        assert command(tmp_path, "undo", "R-000003") == 0
        assert command(tmp_path, "undo", "R-000002") == 0
        assert [each.outcome for each in receipts(office)] == [
            "undo",
            "undo",
            "taken",
            "undo",
            "taken",
            "taken",
        ]
    expected = contents(tmp_path / "workbook_crm.db")
    assert command(tmp_path, "restore", str(tmp_path / "monday.db"), "--replay") == 0
    assert contents(tmp_path / "workbook_crm.db") == expected


def receipts(office: Desk) -> tuple[Receipt, ...]:
    with office.workspace.store.reading() as queries:
        return queries.receipts()


@pytest.fixture
def history(tmp_path: Path) -> Path:
    """A workspace with a backup after the first of four files."""
    with desk(tmp_path) as office:
        send(office, 0, (None, "店.xlsx", POOL[0]))
        assert command(tmp_path, "backup", str(tmp_path / "monday.db")) == 0
        send(office, 1, ("张三", "客户.xlsx", POOL[1]))
        send(office, 2, ("李四", "线索.xlsx", POOL[3]))
        send(office, 3, (None, "商机产品.xlsx", POOL[4]))
    return tmp_path


def test_what_came_later_is_listed_by_name_sender_and_time(
    history: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert command(history, "restore", str(history / "monday.db")) == 0
    said = capsys.readouterr().out
    assert "R-000002  2026-11-23 08:01  张三  客户.xlsx" in said
    assert "R-000004  2026-11-23 08:03  (no sender)  商机产品.xlsx" in said
    assert f"restore {history / 'monday.db'} --replay" in said


def test_doctor_sends_nobody_to_copy_what_a_replay_takes_in(
    history: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command(history, "restore", str(history / "monday.db")) == 0
    capsys.readouterr()
    assert command(history, "doctor") == 4
    assert "restore BACKUP --replay" in capsys.readouterr().out.replace("\n", " ")
    assert command(history, "restore", str(history / "monday.db"), "--replay") == 0
    capsys.readouterr()
    assert command(history, "doctor") == 0
    assert "--replay" not in capsys.readouterr().out


def test_the_listed_command_takes_them_in_again(history: Path, capsys: pytest.CaptureFixture[str]) -> None:
    expected = contents(history / "workbook_crm.db")
    first = told(history, capsys, "restore", str(history / "monday.db"))
    assert [(each["receipt"], each["sender"]) for each in first["files"]] == [
        ("R-000002", "张三"),
        ("R-000003", "李四"),
        ("R-000004", None),
    ]
    assert len(first["later"]) == 3
    again = told(history, capsys, *first["command"].split()[3:])
    assert [each["receipt"] for each in again["replayed"]] == ["R-000002", "R-000003", "R-000004"]
    assert (again["later"], again["missing"], again["differing"]) == ([], [], [])
    assert contents(history / "workbook_crm.db") == expected


def test_the_way_back_leads_to_the_store_before(history: Path, capsys: pytest.CaptureFixture[str]) -> None:
    expected = contents(history / "workbook_crm.db")
    first = told(history, capsys, "restore", str(history / "monday.db"))
    assert contents(Path(first["kept"])) == expected
    told(history, capsys, *first["back"].split()[3:])
    assert contents(history / "workbook_crm.db") == expected


def test_numbers_are_not_given_twice_after_a_restore(history: Path) -> None:
    """What came in between keeps its numbers too, and a later replay puts each in its place."""
    command(history, "restore", str(history / "monday.db"))
    with desk(history) as office:
        send(office, 9, ("王五", "新.xlsx", xlsx(CUSTOMER + "| 新来的 | 13711115555 | 展厅 | |")))
        (new,) = [each for each in customers(history) if each[1] == "新来的"]
        assert new[0] == "C-000004"
    assert command(history, "restore", str(history / "monday.db"), "--replay") == 0
    assert customers(history)[2:] == [("C-000003", "海田机械", "张三"), ("C-000004", "新来的", "王五")]


def customers(folder: Path) -> list[tuple[str, str, str | None]]:
    with closing(sqlite3.connect(folder / "workbook_crm.db")) as connection:
        return list(connection.execute("SELECT number, name, owner FROM customers ORDER BY id"))


def test_a_file_that_is_no_longer_in_the_archive_is_named_and_keeps_its_number(
    history: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(sqlite3.connect(history / "workbook_crm.db")) as connection:
        (sha256,) = connection.execute("SELECT sha256 FROM receipts WHERE id = 2").fetchone()
    next((history / "archive").glob(f"??/{sha256}*")).unlink()
    again = told(history, capsys, "restore", str(history / "monday.db"), "--replay", code=1)
    assert [(each["receipt"], each["sender"]) for each in again["missing"]] == [("R-000002", "张三")]
    assert [each["receipt"] for each in again["replayed"]] == ["R-000003", "R-000004"]
    receipt = told(history, capsys, "receipt", "R-000002")
    assert (receipt["outcome"], [each["code"] for each in receipt["findings"]]) == (
        "held",
        ["not-in-archive"],
    )
    with desk(history) as office:
        send(office, 9, ("张三", "客户.xlsx", POOL[1]))
    assert [each[0] for each in customers(history)] == ["C-000001", "C-000002", "C-000004"]


def test_a_file_that_was_changed_in_the_archive_is_not_taken_for_the_original(
    history: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for each in (history / "archive").glob("??/*"):
        each.write_bytes(each.read_bytes() + b"\0")
    again = told(history, capsys, "restore", str(history / "monday.db"), "--replay", code=1)
    assert len(again["missing"]) == 3


def test_what_comes_out_otherwise_is_named(history: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (history / "workbook_crm.toml").write_text(
        '[optional]\nopportunity_lines = ["quantity"]\n[headers.leads]\nowner = ["级别"]\n'
    )
    again = told(history, capsys, "restore", str(history / "monday.db"), "--replay", code=1)
    assert [each["receipt"] for each in again["differing"]] == ["R-000003"]


def test_a_backup_of_another_history_is_not_replayed(
    history: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = tmp_path_factory.mktemp("other")
    with desk(other) as office:
        send(office, 0, (None, "别的.xlsx", POOL[1]))
        command(other, "backup", str(other / "other.db"))
    before = contents(history / "workbook_crm.db")
    assert command(history, "restore", str(other / "other.db"), "--replay") == 2
    assert contents(history / "workbook_crm.db") == before
    assert not list(history.glob("*.before-restore"))


_DIES = """
import os, signal, sys
from workbook_crm import cli, replay
real, count = replay._once_more, [0]
def dying(*given):
    count[0] += 1
    if count[0] == 2:
        os.kill(os.getpid(), signal.SIGKILL)
    return real(*given)
replay._once_more = dying
sys.exit(cli.main(sys.argv[1:]))
"""


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL")
def test_killed_in_the_middle_of_a_replay_nothing_has_changed_and_it_can_be_repeated(history: Path) -> None:
    expected = contents(history / "workbook_crm.db")
    words = ["--workspace", str(history), "restore", str(history / "monday.db"), "--replay"]
    done = subprocess.run([sys.executable, "-c", _DIES, *words], capture_output=True, check=False, timeout=60)
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()
    assert contents(history / "workbook_crm.db") == expected
    assert cli.main(words) == 0
    assert contents(history / "workbook_crm.db") == expected
    assert not (history / "work" / "restore").exists()


def test_a_damaged_store_gives_way_to_the_backup_and_its_receipts_are_used_as_far_as_they_can_be_read(
    history: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copy(history / "workbook_crm.db", history / "workbook_crm.db.20261122-000000.before-restore")
    expected = contents(history / "workbook_crm.db")
    (history / "workbook_crm.db").write_bytes(b"no store at all" * 1000)
    again = told(history, capsys, "restore", str(history / "monday.db"), "--replay")
    assert contents(history / "workbook_crm.db") == expected
    assert Path(again["kept"]).read_bytes().startswith(b"no store at all")


def test_an_answer_that_was_not_handed_out_yet_is_so_after_a_replay(history: Path) -> None:
    (history / "outbox" / "赵六").write_bytes(b"")  # a file where a folder has to be
    with desk(history) as office:
        send(office, 5, ("赵六", "新.xlsx", xlsx(CUSTOMER + "| 新来的 | 13711115555 | 展厅 | |")))
    assert command(history, "restore", str(history / "monday.db"), "--replay") == 0
    (history / "outbox" / "赵六").unlink()
    command(history, "run")
    assert (history / "outbox" / "赵六" / "新.xlsx").exists()


@pytest.mark.parametrize(
    "content", [None, b"", b"something else", b"SQLite format 3\0" + bytes(4080), "other"]
)
def test_what_is_no_backup_is_refused_before_anything_is_touched(
    history: Path, content: bytes | str | None, capsys: pytest.CaptureFixture[str]
) -> None:
    backup = history / "backup.db"
    if isinstance(content, bytes):
        backup.write_bytes(content)
    elif content:
        with closing(sqlite3.connect(backup)) as connection:
            connection.execute("CREATE TABLE alembic_version (version_num TEXT)")
            connection.commit()
    before = contents(history / "workbook_crm.db")
    assert command(history, "restore", str(backup)) == 2
    assert "This backup cannot be used" in capsys.readouterr().err
    assert contents(history / "workbook_crm.db") == before
    assert not list(history.glob("*.before-restore"))


def test_the_store_is_no_backup_of_itself(history: Path) -> None:
    assert command(history, "restore", str(history / "workbook_crm.db")) == 2
