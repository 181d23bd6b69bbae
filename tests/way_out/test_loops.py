"""Mail that goes round: two dealerships of ours, and responders of every kind, end after one mail at most."""

from __future__ import annotations

from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path

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


RESPONDERS = (
    ("away0@dealer.example", "Auto-Submitted: auto-replied\nIn-Reply-To: {id}"),  # RFC 3834
    ("away1@dealer.example", "In-Reply-To: {id}"),
    ("away2@dealer.example", "X-Autoreply: yes"),
    ("away3@dealer.example", ""),  # says nothing of itself at all
)


def test_a_responder_gets_one_answer_at_most(tmp_path: Path, end: End) -> None:
    with shop(tmp_path, end) as at:
        for of, (address, header) in enumerate(RESPONDERS):
            (answer,) = at.answers(sent(file(book(f"| 客{of} | 1391234567{of} | 展厅 |")), sender=address))
            mails = [_away(address, header.format(id=answer["Message-ID"]), nth) for nth in range(3)]
            got = [each for one in mails for each in at.answers(one)]
            assert len(got) == (0 if header else 1), header
        with at.desk.workspace.store.reading() as queries:
            troubles = queries.mails.queue(NOW + timedelta(minutes=1)).troubles
        assert [(each.state, each.address) for each in troubles] == [
            (MailState.WITHHELD, "away3@dealer.example")
        ] * 2


def _away(address: str, header: str, nth: int) -> bytes:
    return mail(
        text(f"我在休假 {nth}"), header=f"Message-ID: <r{nth}@x.example>\n{header}".strip(), sender=address
    )


def test_who_is_not_confirmed_is_never_answered(tmp_path: Path, end: End) -> None:
    strict = SETTINGS.format(mail='receivers = ["mx.dealer.example"]').replace('"known"', '"require"')
    with shop(tmp_path, end, settings=strict) as at:
        forged = "Authentication-Results: mx.evil.example; dmarc=pass header.from=dealer.example"
        confirmed = "Authentication-Results: mx.dealer.example; dmarc=pass header.from=dealer.example"
        assert at.answers(sent(file(book(ROW)), nth=1), sent(file(book(ROW)), header=forged, nth=2)) == []
        assert _to(at.answers(sent(file(book(ROW)), header=confirmed, nth=3))) == ["zhang@dealer.example"]


def _to(mails: list[EmailMessage]) -> list[str]:
    return [each["To"] for each in mails]
