"""A dealership that gets and sends mail, for tests: mails come in as a door brings them, answers go to the end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path

from tests.arrive.mail.made import attached, mail
from tests.desk import NOW, Desk, desk
from tests.way_out.end import End
from tests.workbooks import xlsx
from workbook_crm import intake
from workbook_crm.doors.spool import Spool
from workbook_crm.model.run import Receipt
from workbook_crm.posting import send_waiting

STAFF = (
    "# 员工\n| 姓名 | 邮箱 | 角色 | 状态 |\n| 张三 | zhang@dealer.example | 销售 | 启用 |\n"
    "| 李四 | li@dealer.example | 销售 | 启用 |\n| 机器 | no-reply@dealer.example | 销售 | 启用 |\n"
    "| 本店 | crm@dealer.example | 内勤 | 启用 |"
) + "".join(f"\n| 休假{nth} | away{nth}@dealer.example | 销售 | 启用 |" for nth in range(4))
SETTINGS = """
[mail]
trust = "known"
{mail}
[mail.accounts.office]
server = "127.0.0.1"
security = "none"
user = "crm@dealer.example"
"""
HEAD = "| 客户名称 | 电话 | 来源 |"
MESSAGE_ID = "Message-ID: <a{}@phone.example>"


@dataclass
class Shop:
    """One dealership, and the server that its mails go to."""

    desk: Desk
    end: End

    def get(self, *mails: bytes, when: datetime = NOW) -> list[Receipt]:
        """Mails come in by the door, and everything is taken in; nothing is sent yet."""
        workspace = self.desk.workspace
        for each in mails:
            Spool(workspace.folder / "work", "office").take(when, [each])
        done = intake.take_in(workspace, workspace.patience(is_watching=False))
        assert not done.bug_reports, done.bug_reports[0].read_text(encoding="utf-8")
        return done.receipts

    def post(self) -> list[EmailMessage]:
        """What is sent now."""
        before = len(self.end.taken)
        send_waiting(self.desk.workspace)
        return self.end.taken[before:]

    def answers(self, *mails: bytes) -> list[EmailMessage]:
        """What is mailed in answer to mails."""
        self.get(*mails)
        return self.post()


@contextmanager
def shop(folder: Path, end: End, *out: str, settings: str = "", now: datetime = NOW) -> Iterator[Shop]:
    """A fresh dealership with its Staff sheet; `out`: further lines of [mail.out]."""
    text = settings if "[mail]" in settings else settings + SETTINGS.format(mail="")
    with desk(folder, text + end.settings(*out), now) as at:
        at.take(STAFF, name="员工.xlsx")
        yield Shop(at, end)


def book(*rows: str) -> bytes:
    """A workbook of customers."""
    return xlsx("\n".join(("# 客户", HEAD, *rows)))


def sent(*parts: bytes, header: str = "", sender: str = "zhang@dealer.example", nth: int = 1) -> bytes:
    """A mail of a person's with a Message-ID."""
    return mail(*parts, header=f"{MESSAGE_ID.format(nth)}\n{header}".strip(), sender=sender)


def file(content: bytes, name: str = "客户.xlsx") -> bytes:
    """A workbook as a part of a mail."""
    return attached(content, f'attachment; filename="{name}"')


def text_of(mail: EmailMessage) -> str:
    """The plain text of a mail."""
    body = mail.get_body(("plain",))
    assert isinstance(body, EmailMessage)
    return str(body.get_content()).replace("\r\n", "\n")


def page_of(mail: EmailMessage) -> str:
    """The HTML of a mail."""
    body = mail.get_body(("html",))
    assert isinstance(body, EmailMessage)
    return str(body.get_content())


def files_of(mail: EmailMessage) -> dict[str, bytes]:
    """What is attached, by name."""
    return {str(each.get_filename()): each.get_payload(decode=True) for each in mail.iter_attachments()}  # type: ignore[misc]
