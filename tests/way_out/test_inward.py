"""What is read of mails that come in for the sake of those that go out; and what the settings of these must be."""

from __future__ import annotations

import base64
from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default
from typing import Any

import pytest
from pydantic import ValidationError

from tests.arrive.mail.made import mail, text
from workbook_crm.arrive.mail.letter import read_letter
from workbook_crm.arrive.mail.robots import says_away
from workbook_crm.model.mail_settings import Mail
from workbook_crm.model.outgoing import MailKind, ReplyTo, answers_nobody, is_ours
from workbook_crm.send.message import Envelope, File, message_bytes, reply_subject

OURS = "<wbcrm.answer.0123@dealer.example>"
STATUS = "Final-Recipient: rfc822; z@x.example\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1\n no such user"


def report(status: str, returned: str, encoding: str = "7bit") -> bytes:
    """A report of a mail server."""
    body = base64.encodebytes(status.encode()).decode() if encoding == "base64" else status
    first = f"Content-Type: message/delivery-status\nContent-Transfer-Encoding: {encoding}\n\n{body}".encode()
    whole = mail(text("x"), first, text(returned, "rfc822-headers"), sender="mailer-daemon@mx.example")
    return whole.replace(b"multipart/mixed", b"multipart/report; report-type=delivery-status")


@pytest.mark.parametrize("encoding", ["7bit", "base64"])
def test_a_report_names_the_mail_of_ours_that_was_not_delivered(encoding: str) -> None:
    (bounce,) = read_letter(report(STATUS, f"Message-ID: {OURS}", encoding)).bounces
    assert (bounce.message_id, bounce.said) == (OURS, "5.1.1 550 5.1.1 no such user")


@pytest.mark.parametrize(
    "raw",
    [
        report(STATUS.replace("failed", "delayed"), f"Message-ID: {OURS}"),
        report(STATUS, "Message-ID: <other@dealer.example>"),
        mail(text(f"{STATUS}\nMessage-ID: {OURS}")),  # somebody writes about one
    ],
)
def test_nothing_else_is_a_mail_that_came_back(raw: bytes) -> None:
    assert read_letter(raw).bounces == ()


def test_a_conversation_is_kept_by_its_first_and_its_latest_mails() -> None:
    ids = [f"<{n}@x>" for n in range(40)]
    header = "Message-ID:\n <me@x>\nReferences: " + "\n ".join(ids) + "\nIn-Reply-To: <39@x> (of Monday)"
    letter = read_letter(mail(text("x"), header=header))
    assert letter.message_id == "<me@x>"
    assert letter.references == ("<0@x>", *ids[-19:])


@pytest.mark.parametrize(
    ("subject", "is_away"),
    [("自动回复：客户", True), ("Re: Out of Office: list", True), ("Automatic reply: x", True), ("回复：客户", False),
     ("客户自动回复清单", False), ("Office list", False)],
)  # fmt: skip
def test_a_responder_is_known_by_how_its_subject_begins(subject: str, is_away: bool) -> None:
    assert says_away(subject) is is_away


@pytest.mark.parametrize(
    ("subject", "answer"),
    [("客户", "Re: 客户"), ("RE: 客户", "RE: 客户"), ("回复：客户", "回复：客户"), ("", "Re:")],
)
def test_a_subject_is_marked_as_an_answer_once(subject: str, answer: str) -> None:
    assert reply_subject(subject) == answer


def test_addresses_and_ids_that_are_never_answered() -> None:
    assert all(
        map(
            answers_nobody, ("noreply@x", "no-reply@x", "do-not-reply@x", "mailer-daemon@x", "list-bounces@x")
        )
    )
    assert not any(map(answers_nobody, ("zhang@x", "reply@x", "bouncer@x")))
    assert is_ours(("<a@x>", OURS))
    assert not is_ours(("<wbcrm@x>", "<a@x>"))


def test_a_mail_of_ours_is_one_that_can_be_read_back() -> None:
    reply = ReplyTo(
        "张三@dealer.example", "<a@x>", tuple(f"<{'r' * 150}{n}@x>" for n in range(3)), "客户" * 100
    )
    envelope = Envelope(
        OURS, MailKind.ANSWER, "crm@dealer.example", "远航\n商用车", reply.address, reply_subject(reply.subject),
        datetime(2026, 11, 23, 8, tzinfo=UTC), reply,
    )  # fmt: skip
    raw = message_bytes(envelope, "你好 \ud83d", "<p>你好</p>", [File("本周 跟进.xlsx", b"PK\x03\x04")])
    found = message_from_bytes(raw, policy=default)
    assert found["References"].split() == [*reply.references, "<a@x>"]
    assert (found["From"], found["To"]) == ("远航 商用车 <crm@dealer.example>", reply.address)
    assert found["Subject"] == reply_subject(reply.subject)
    assert max(map(len, raw.split(b"\r\n"))) <= 998
    letter = read_letter(raw)
    assert (letter.message_id, letter.robot) == (OURS, "Auto-Submitted")
    assert [each.name for each in letter.attachments] == ["本周 跟进.xlsx"]


OUT = {"server": "smtp.dealer.example", "sender": "crm@dealer.example"}


@pytest.mark.parametrize(
    "wrong",
    [
        {"out": OUT | {"sender": "crm"}},
        {"out": OUT | {"security": "none"}},
        {"out": OUT | {"user": "crm"}},
        {"out": OUT | {"password_file": "x"}},
        {"morning": True},
        {"weekly": "mon"},
        {"out": OUT, "morning_attach": ["page"]},
    ],
)
def test_settings_that_cannot_be_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Mail.model_validate(wrong)


@pytest.mark.parametrize(("security", "port"), [("tls", 465), ("starttls", 587)])
def test_the_usual_port_goes_with_the_encryption(security: str, port: int) -> None:
    mail = Mail.model_validate({"out": OUT | {"security": security}, "morning": True, "weekly": "fri"})
    assert mail.out is not None
    assert mail.out.port_number == port
