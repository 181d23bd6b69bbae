"""Mail that goes round: two dealerships of ours, and responders of every kind, end after one mail at most."""

from __future__ import annotations

from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.arrive.mail.made import mail, text
from tests.desk import NOW
from tests.way_out.end import End
from tests.way_out.shop import SETTINGS, book, file, sent, shop
from workbook_crm.model.outgoing import MailState

ROW = "| 王伟 | 13912345678 | 展厅 |"


def test_two_dealerships_that_mail_each_other_stop_after_one_answer(tmp_path: Path, end: End) -> None:
    first, other = tmp_path / "a", tmp_path / "b"
    for each in (first, other):
        each.mkdir()
    with shop(first, end) as ours, shop(other, end) as theirs:
        # In each, 张三 is whoever writes from the other one's address.
        (answer,) = theirs.answers(sent(file(book(ROW)), sender="zhang@dealer.example"))
        answer.replace_header("From", "zhang@dealer.example")
        receipts = ours.get(answer.as_bytes())
        assert [each.outcome for each in receipts] == [
            "taken",
            "taken",
        ]  # the workbook counts, and is not answered
        assert ours.post() == []
        assert len(end.taken) == 1


RESPONDERS = {
    "one that keeps to RFC 3834": "Auto-Submitted: auto-replied\nIn-Reply-To: {id}",
    "one that refers to what it answers": "In-Reply-To: {id}",
    "one with a field of its own": "X-Autoreply: yes",
    "one that says nothing at all": "",
}


@pytest.mark.parametrize("kind", RESPONDERS)
def test_a_responder_gets_one_answer_at_most(tmp_path: Path, end: End, kind: str) -> None:
    with shop(tmp_path, end) as at:
        (answer,) = at.answers(sent(file(book(ROW))))
        got = 0
        for nth in range(3):
            header = f"Message-ID: <r{nth}@phone.example>\n" + RESPONDERS[kind].format(
                id=answer["Message-ID"]
            )
            mails = at.answers(
                mail(text(f"我在休假 {nth}"), header=header.strip(), sender="zhang@dealer.example")
            )
            got += len(mails)
        assert got <= (0 if RESPONDERS[kind] else 1)
        with at.desk.workspace.store.reading() as queries:
            states = [each.state for each in queries.mails.queue(NOW + timedelta(minutes=1)).troubles]
        assert states == ([] if RESPONDERS[kind] else [MailState.WITHHELD] * 2)


def test_who_is_not_confirmed_is_never_answered(tmp_path: Path, end: End) -> None:
    strict = SETTINGS.format(mail='receivers = ["mx.dealer.example"]').replace('"known"', '"require"')
    with shop(tmp_path, end, settings=strict) as at:
        forged = "Authentication-Results: mx.evil.example; dmarc=pass header.from=dealer.example"
        confirmed = "Authentication-Results: mx.dealer.example; dmarc=pass header.from=dealer.example"
        assert at.answers(sent(file(book(ROW)), nth=1), sent(file(book(ROW)), header=forged, nth=2)) == []
        assert _to(at.answers(sent(file(book(ROW)), header=confirmed, nth=3))) == ["zhang@dealer.example"]


def _to(mails: list[EmailMessage]) -> list[str]:
    return [each["To"] for each in mails]
