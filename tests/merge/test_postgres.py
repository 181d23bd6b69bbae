"""The same code on PostgreSQL: a server of our own for the length of these tests, where one is installed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from tests.desk import Desk, desk
from tests.workbooks import SHOP, joined
from workbook_crm import cli, rounds
from workbook_crm.merge.database import open_engine
from workbook_crm.merge.migrate import upgrade
from workbook_crm.merge.schema import Schema
from workbook_crm.merge.store import Store
from workbook_crm.model.sheets import SHEETS

PROGRAMS = next(iter(sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)), Path("/nowhere"))
USER = "postgres" if os.name == "posix" and os.geteuid() == 0 else None  # the server refuses to run as root
pytestmark = pytest.mark.skipif(not (PROGRAMS / "initdb").exists(), reason="no PostgreSQL is installed here")


@pytest.fixture(scope="module")
def server() -> Iterator[Path]:
    """A server that listens on a socket in a folder of its own."""
    folder = Path(tempfile.mkdtemp())
    if USER:
        shutil.chown(folder, USER)

    def ask(program: str, *arguments: str) -> None:
        done = subprocess.run(
            [PROGRAMS / program, "-D", folder / "data", *arguments],
            user=USER,
            cwd=folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            check=False,
        )
        assert done.returncode == 0, done.stderr.decode()

    ask("initdb", "--no-sync", "--auth=trust", "--username=crm", "--encoding=UTF8", "--locale=C")
    only_here = f"-k {folder} -c listen_addresses='' -c fsync=off"
    ask("pg_ctl", "start", "--wait", f"--log={folder / 'log'}", f"--options={only_here}")
    yield folder
    ask("pg_ctl", "stop", "--mode=immediate")
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def url(server: Path, request: pytest.FixtureRequest) -> str:
    """The address of an empty database."""
    name = request.node.name
    engine = open_engine(f"postgresql+psycopg://crm@/postgres?host={server}")
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.connection.driver_connection.execute(f'CREATE DATABASE "{name}"')  # type: ignore[union-attr]
    engine.dispose()
    return f"postgresql+psycopg://crm@/{name}?host={server}"


LATER = """
# 商机
| 商机编号 | 商机名称 | 阶段 | 状态 | 总结 | 备注 |
| O-000001 | | | 赢单 | 价格合适 | 😀 <b> |
| O-000002 | | 没有这个阶段 | | | |
# 商机产品
| 商机 | 产品 | 规格 | 数量 | 优惠率 |
| 远航三台叉车 | 内燃叉车 | 3吨 | 3 | 5% |
| 远航三台叉车 | 没有的产品 | | 1 | |
# 跟进记录
| 对象 | 跟进时间 | 跟进方式 | 跟进内容 | 下次跟进时间 | 跟进人 |
| 王伟租车 | 2026-11-20 09:30 | 电话 | 约了试车 | 2026-11-22 | 张三 |
"""


def _told(at: Desk) -> dict[str, object]:
    """Everything that a store can be asked for after a day's work, and everything that is made of it."""
    receipts = [
        at.take(joined(*SHOP.values()), name="店.xlsx"),
        at.take(LATER, sender="张三", name="今天.xlsx"),
        at.take(LATER, sender="张三", name="又一次.xlsx"),
    ]
    with at.workspace.store.reading() as queries:
        records = {sheet.kind: queries.every(sheet.kind) for sheet in SHEETS}
        known, dossier = queries.receipts(), queries.dossier("O-000001")
    files = {path: (at.workspace.folder / path).read_bytes() for path in rounds.write_daily(at.workspace)}
    return {
        "receipts": receipts,
        "answers": [at.answer(each) for each in receipts],
        "records": records,
        "known": known,
        "dossier": dossier,
        "files": {path: content for path, content in files.items() if not path.endswith(".xlsx")},
    }


def test_a_day_on_postgresql_is_the_same_as_on_sqlite(
    url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("secrets.token_bytes", bytes)  # both houses have the same key of stamps
    on_sqlite, on_postgres = tmp_path / "here", tmp_path / "there"
    on_sqlite.mkdir()
    on_postgres.mkdir()
    with desk(on_sqlite) as here, desk(on_postgres, f'[store]\nurl = "{url}"\n') as there:
        expected, told = _told(here), _told(there)
    assert told.keys() == expected.keys()
    for part, value in expected.items():
        assert _less_token(told[part]) == _less_token(value), part
    assert not (on_postgres / "workbook_crm.db").exists()


def _less_token(value: object) -> str:
    """Without what names one arrival at one desk, or the desk itself in a calendar."""
    lines = (line for line in repr(value).split(", ") if "token=" not in line)
    return re.sub(r"[0-9a-f]{12}@workbook-crm", "@workbook-crm", ", ".join(lines))


def test_migrations_make_what_the_declarations_say(url: str) -> None:
    engine = open_engine(url)
    upgrade(engine)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Schema(2).metadata) == []
    engine.dispose()


def test_who_writes_waits_for_who_writes_and_who_reads_waits_for_nobody(url: str) -> None:
    first, second = Store(url, 2), Store(url, 2)
    is_second_in = threading.Event()

    def write() -> None:
        with second.writing():
            is_second_in.set()

    waiting = threading.Thread(target=write)
    with first.writing():
        waiting.start()
        assert not is_second_in.wait(0.5)
        with second.reading() as queries:
            assert queries.receipts() == ()
    waiting.join(10)
    assert is_second_in.is_set()
    first.close()
    second.close()


def test_a_view_stays_as_it_was_when_it_was_opened(url: str) -> None:
    store, engine = Store(url, 2), open_engine(url)
    with store.reading() as queries:
        assert queries.every("customers") == ()
        with engine.begin() as connection:
            connection.execute(
                text("insert into customers (id, number, name) values (1, 'C-000001', '王伟')")
            )
        assert queries.every("customers") == ()
    with store.reading() as queries:
        assert len(queries.every("customers")) == 1
    store.close()
    engine.dispose()


def test_a_server_that_is_not_there_is_said_in_words(
    server: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    url = f"postgresql://crm:geheim@/crm?host={server / 'elsewhere'}"
    (tmp_path / "workbook_crm.toml").write_text(
        f'language = "zh"\n[store]\nurl = "{url}"\n', encoding="utf-8"
    )
    assert cli.main(["--workspace", str(tmp_path), "receipts"]) == 4
    told = capsys.readouterr()
    assert "数据库服务器连不上" in told.out + told.err
    cli.main(["--workspace", str(tmp_path), "doctor"])
    told = capsys.readouterr()
    assert "数据库服务器连不上" in told.out
    assert "geheim" not in told.out + told.err


def test_a_password_is_told_to_nobody(
    url: str, server: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    named = url.replace("crm@", "crm:geheim@")
    (tmp_path / "workbook_crm.toml").write_text(f'[store]\nurl = "{named}"\n', encoding="utf-8")
    cli.main(["--workspace", str(tmp_path), "doctor"])
    told = capsys.readouterr().out
    assert "PostgreSQL" in told or "postgresql" in told
    assert "geheim" not in told
