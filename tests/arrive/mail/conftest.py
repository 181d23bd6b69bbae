"""What the tests of mail share: a house that knows its people, and a real IMAP server."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.arrive.mail.dovecot import PASSWORD, Server, dovecot
from tests.arrive.office import Office
from tests.workbooks import xlsx

STAFF = xlsx(
    "# 员工\n| 姓名 | 邮箱 | 角色 | 状态 |\n| 张三 | zhang@dealer.example, z3@home.example | 销售 | 启用 |\n"
    "| 李四 | office@dealer.example | 销售 | 启用 |\n| 王五 | office@dealer.example | 销售 | 启用 |\n"
    "| 赵六 | zhao@dealer.example | 销售 | 停用 |"
)
IS_THERE = shutil.which("dovecot") or Path("/usr/sbin/dovecot").exists()


@pytest.fixture
def house(office: Office) -> Office:
    """A workspace that knows who works there."""
    office.drop("员工.xlsx", STAFF)
    assert [each["outcome"] for each in office.run()["receipts"]] == ["taken"]
    return office


@pytest.fixture(scope="session")
def running() -> Iterator[Server]:
    """One server for all tests of a session."""
    if not IS_THERE:
        pytest.skip("Dovecot is not installed (.ci/packages does that)")
    with dovecot() as server:
        yield server


@pytest.fixture
def server(running: Server, monkeypatch: pytest.MonkeyPatch) -> Server:
    """The server with an empty mailbox; its password in the environment."""
    running.empty()
    monkeypatch.setenv("CRM_MAIL_PASSWORD", PASSWORD)
    return running
