"""The queue of mails: each is sent once, whatever the server says and wherever the line or we are cut."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.desk import NOW, Desk, desk
from tests.way_out.end import PASSWORD, USER, End, certified, running
from workbook_crm import as_json
from workbook_crm.condition import show_status
from workbook_crm.health import checks_of, status_of
from workbook_crm.model.language import Language
from workbook_crm.model.outgoing import MailKind, MailState, NewMail, QueuedMail
from workbook_crm.posting import Posted, send_waiting
from workbook_crm.terminal import Screen

MANY_DOTS = b"Subject: x\r\n\r\n" + b".\r\n..\r\n.x\r\n" * 3
FIVE_DAYS = timedelta(days=5, minutes=1)


@pytest.fixture
def at(tmp_path: Path, end: End) -> Iterator[Desk]:
    """A desk from which mails go to the server at the other end."""
    with desk(tmp_path, end.settings()) as found:
        yield found


def put(at: Desk, *addresses: str, content: bytes = b"Subject: x\r\n\r\nhello\r\n") -> None:
    """Decides on a mail to each."""
    post = at.workspace.post
    assert post is not None
    with at.workspace.store.writing() as transaction:
        for nth, address in enumerate(addresses):
            mail_id = f"<wbcrm.answer.{nth}@dealer.example>"
            staged = post.stage(b"Message-ID: " + mail_id.encode() + b"\r\n" + content)
            transaction.mails.add(NewMail(mail_id, MailKind.ANSWER, "张三", address, NOW, staged))


def later(at: Desk, by: timedelta) -> None:
    """Has the clock show a later time."""
    at.workspace.clock.__dict__["time"] = at.workspace.clock.now() + by


def every(at: Desk) -> list[QueuedMail]:
    """All mails, as they are."""
    with at.workspace.store.reading() as queries:
        return list(queries.mails._found(queries.mails._select))


def states(at: Desk) -> list[str]:
    return [each.state.value for each in every(at)]


def test_a_mail_is_sent_once(at: Desk, end: End) -> None:
    put(at, "zhang@dealer.example", content=MANY_DOTS)
    assert send_waiting(at.workspace) == Posted(sent=1)
    assert send_waiting(at.workspace) == Posted()
    assert (end.ids, end.recipients) == (["<wbcrm.answer.0@dealer.example>"], ["zhang@dealer.example"])
    assert end.taken[0].get_content().splitlines() == [".", "..", ".x"] * 3
    assert states(at) == ["sent"]


def test_the_same_mail_is_not_decided_on_twice(at: Desk, end: End) -> None:
    for _ in range(2):
        put(at, "zhang@dealer.example")
    assert send_waiting(at.workspace).sent == 1
    put(at, "zhang@dealer.example")
    assert send_waiting(at.workspace) == Posted()


@pytest.mark.parametrize("is_offered", [True, False])
def test_an_address_in_chinese_goes_where_the_server_can(tmp_path: Path, is_offered: bool) -> None:
    with running(enable_SMTPUTF8=is_offered) as other, desk(tmp_path, other.settings()) as at:
        put(at, "张三@dealer.example")
        assert send_waiting(at.workspace) == (Posted(sent=1) if is_offered else Posted(failed=1))
        assert other.recipients == (["张三@dealer.example"] if is_offered else [])


def test_what_one_address_is_refused_for_stops_no_other(at: Desk, end: End) -> None:
    end.says["gone@dealer.example"] = "550 5.1.1 no such user"
    put(at, "gone@dealer.example", "zhang@dealer.example")
    assert send_waiting(at.workspace) == Posted(sent=1, failed=1)
    failed, _ = every(at)
    assert (failed.state, failed.said) == (MailState.FAILED, "550 5.1.1 no such user")
    later(at, timedelta(days=1))
    assert send_waiting(at.workspace) == Posted()


@pytest.mark.parametrize("where", ["zhang@dealer.example", "DATA"])
def test_not_now_is_tried_again_after_longer_and_longer_pauses(at: Desk, end: End, where: str) -> None:
    end.says[where] = "451 4.7.1 greylisted"
    put(at, "zhang@dealer.example")
    for minutes in (1, 5, 15, 60, 240, 240):
        assert send_waiting(at.workspace) == Posted(waiting=1)
        (mail,) = every(at)
        assert (mail.state, mail.said) == (MailState.WAITING, "451 4.7.1 greylisted")
        assert mail.next_try is not None
        assert mail.next_try - at.workspace.clock.now() == timedelta(minutes=minutes)
        later(at, timedelta(minutes=minutes) - timedelta(seconds=1))
        tries = mail.tries
        send_waiting(at.workspace)
        assert every(at)[0].tries == tries
        later(at, timedelta(seconds=1))
    end.says.clear()
    assert send_waiting(at.workspace).sent == 1
    assert len(end.taken) == 1


def test_what_could_not_be_sent_for_days_is_given_up_and_told(at: Desk, end: End) -> None:
    end.says["DATA"] = "451 later"
    put(at, "zhang@dealer.example")
    later(at, FIVE_DAYS)
    assert send_waiting(at.workspace) == Posted(failed=1)
    assert states(at) == ["failed"]


def test_a_server_that_is_away_holds_mails_up_and_loses_none(tmp_path: Path, end: End) -> None:
    away = replace(end, port=1)
    with desk(tmp_path, away.settings()) as at:
        put(at, "zhang@dealer.example", "li@dealer.example")
        done = send_waiting(at.workspace)
        assert (done.sent, done.waiting) == (0, 2)
        assert done.why_not is not None
        (told,) = [each for each in checks_of(at.workspace) if each.code == "mail-out"]
        assert "127.0.0.1" in told.message(Language.ZH)
    (tmp_path / "workbook_crm.toml").write_text(end.settings(), encoding="utf-8")
    with desk(tmp_path, now=NOW + timedelta(minutes=2)) as at:
        assert send_waiting(at.workspace) == Posted(sent=2)


def test_a_line_cut_at_the_very_end_is_repeated_once_under_the_same_id(at: Desk, end: End) -> None:
    end.cuts = 2
    put(at, "zhang@dealer.example", "li@dealer.example")
    assert send_waiting(at.workspace) == Posted(waiting=2)
    assert states(at) == ["unknown", "waiting"]
    later(at, timedelta(minutes=1))
    send_waiting(at.workspace)
    assert every(at)[0].state is MailState.FAILED
    later(at, timedelta(days=1))
    assert send_waiting(at.workspace).sent == 1
    assert end.ids == ["<wbcrm.answer.0@dealer.example>"] * 2 + ["<wbcrm.answer.1@dealer.example>"]


@pytest.mark.parametrize("doubts", [0, 1])
def test_what_a_killed_process_left_in_the_middle_is_sent_once_more_at_most(
    at: Desk, end: End, doubts: int
) -> None:
    put(at, "zhang@dealer.example")
    (mail,) = every(at)
    with at.workspace.store.writing() as transaction:
        transaction.mails.change(mail, MailState.SENDING, is_doubtful=doubts > 0)
    assert send_waiting(at.workspace) == (Posted(failed=1) if doubts else Posted(sent=1))
    assert len(end.taken) == 1 - doubts


def test_a_mail_whose_text_is_gone_is_told_and_never_sent(at: Desk, end: End) -> None:
    put(at, "zhang@dealer.example")
    (mail,) = every(at)
    assert at.workspace.post is not None
    (at.workspace.post.folder / mail.staged).unlink()
    assert send_waiting(at.workspace) == Posted(failed=1)
    assert end.taken == []


def test_status_tells_what_failed_with_what_to_do(
    at: Desk, end: End, capsys: pytest.CaptureFixture[str]
) -> None:
    end.says["gone@dealer.example"] = "550 no such user"
    put(at, "gone@dealer.example", "zhang@dealer.example")
    send_waiting(at.workspace)
    queue = status_of(at.workspace).mails
    assert queue is not None
    assert (queue.waiting, queue.sent_today) == (0, 1)
    assert [(each.address, each.said) for each in queue.troubles] == [
        ("gone@dealer.example", "550 no such user")
    ]
    (trouble,) = as_json.status(status_of(at.workspace), Language.EN)["mails"]["troubles"]
    assert (trouble["state"], trouble["address"], trouble["said"]) == (
        "failed", "gone@dealer.example", "550 no such user",
    )  # fmt: skip
    assert "Staff sheet" in trouble["advice"]
    show_status(Screen(Language.ZH), status_of(at.workspace))
    shown = " ".join(capsys.readouterr().out.split())
    for words in (
        "发信：等待 0 封，今天发出 1 封",
        "发不出去：答复 → gone@dealer.example",
        "550 no such user",
        "员工表",
    ):
        assert words in shown
    (told_by_doctor,) = [each for each in checks_of(at.workspace) if each.code == "mail-queue"]
    assert "1 封" in told_by_doctor.message(Language.ZH)
    later(at, timedelta(days=15))
    told = status_of(at.workspace).mails
    assert told is not None
    assert told.troubles == ()


def test_sweeping_keeps_what_has_to_go_out_and_nothing_else(at: Desk, end: End) -> None:
    put(at, "zhang@dealer.example")
    post = at.workspace.post
    assert post is not None
    (mail,) = every(at)
    orphan = post.stage(b"never committed")
    post.sweep(post.staged(), at.workspace.store.staged_mails())
    assert post.staged() == {mail.staged}
    assert orphan != mail.staged
    send_waiting(at.workspace)
    post.sweep(post.staged(), at.workspace.store.staged_mails())
    assert post.staged() == frozenset()


@pytest.fixture(scope="module")
def cert(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a certificate that only those accept who are told of it."""
    folder = tmp_path_factory.mktemp("cert")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
         "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1",
         "-keyout", folder / "key", "-out", folder / "cert"],
        check=True, capture_output=True,
    )  # fmt: skip
    return folder


@pytest.fixture(scope="module")
def closed(cert: Path) -> Iterator[End]:
    """A server that wants STARTTLS and a password."""
    with running(tls_context=certified(cert), require_starttls=True, auth_required=True) as end:
        yield end


def ask(folder: Path, end: End, *lines: str, now: datetime = NOW) -> Posted:
    """One mail, and what came of it."""
    folder.mkdir()
    with desk(folder, end.settings(*lines), now) as at:
        put(at, "zhang@dealer.example")
        return send_waiting(at.workspace)


SIGNS_IN = (f'user = "{USER}"', 'password_variable = "CRM_OUT"')


def test_only_a_certificate_that_verifies_gets_a_mail_and_only_the_right_password(
    tmp_path: Path, closed: End, cert: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CRM_OUT", PASSWORD)
    trusts = f'certificate_file = "{cert / "cert"}"'
    starttls = 'security = "starttls"'
    unverified = ask(tmp_path / "a", closed, starttls, *SIGNS_IN)
    assert (unverified.sent, unverified.waiting) == (0, 1)
    assert unverified.why_not is not None
    assert "certificate" in unverified.why_not.en
    assert closed.taken == []
    assert ask(tmp_path / "b", closed, starttls, trusts, *SIGNS_IN).sent == 1
    monkeypatch.setenv("CRM_OUT", "wrong password")
    refused = ask(tmp_path / "c", closed, starttls, trusts, *SIGNS_IN)
    assert refused.why_not is not None
    assert "535" in refused.why_not.en
    assert "wrong password" not in refused.why_not.en + refused.why_not.zh


def test_a_server_without_encryption_gets_no_password(
    tmp_path: Path, end: End, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CRM_OUT", PASSWORD)
    done = ask(tmp_path / "a", end, 'security = "starttls"', *SIGNS_IN)
    assert done.why_not is not None
    assert "STARTTLS" in done.why_not.zh
    assert end.taken == []
