"""The mail doors against a real server and a real maildir: nothing lost, nothing twice, one door stops no other."""

from __future__ import annotations

import errno
import subprocess
import time
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from threading import Timer
from typing import Any

import pytest

from tests.arrive.mail.conftest import IS_THERE
from tests.arrive.mail.dovecot import PASSWORD, USER, Server, dovecot
from tests.arrive.mail.made import attached, mail, text
from tests.arrive.office import PATIENT_S, Office, customer
from workbook_crm.doors.imap import PIECE_BYTES, Mailbox, _quoted
from workbook_crm.doors.maildir import TAKEN, fetch_maildir
from workbook_crm.doors.secrets import NoSecretError, secret_of
from workbook_crm.doors.spool import Spool, door_of
from workbook_crm.model.mail_settings import MailAccount

BOOK = customer()
BY_ZHANG = mail(attached(BOOK, 'attachment; filename="王.xlsx"'), sender="zhang@dealer.example")
MOST = 1 << 30


def never() -> bool:
    return False


def account(server: Server) -> MailAccount:
    return MailAccount(
        server="127.0.0.1", port=server.port, security="none", user=USER, password_variable="X"
    )


def spooled(work: Path) -> list[bytes]:
    return sorted(each.read_bytes() for each in (work / "claims").glob("*@office/*.eml"))


def fetched(server: Server, work: Path, spool: Spool | None = None) -> int:
    with Mailbox(account(server), PASSWORD) as mailbox:
        return mailbox.fetch(spool or Spool(work, "office"), MOST, never)


def set_up(house: Office, *settings: str) -> None:
    file = house.folder / "workbook_crm.toml"
    file.write_text(file.read_text(encoding="utf-8") + "".join(settings), encoding="utf-8")


def codes(receipt: dict[str, Any]) -> list[str]:
    return [each["code"] for each in receipt["findings"]]


def test_a_mail_is_fetched_its_workbook_answered_and_the_mail_moved(house: Office, server: Server) -> None:
    set_up(house, server.settings())
    server.deliver(BY_ZHANG)
    done = house.ask("mail")
    assert done["accounts"] == [{"account": "office", "mails": 1, "reachable": True}]
    told = [(each["sender"], each["outcome"]) for each in done["receipts"]]
    assert told == [("张三", "taken"), ("张三", "taken")]
    assert codes(done["receipts"][0]) == ["mail-opened"]
    assert "张三/王.xlsx" in house.answers()
    assert (server.count(), server.count("workbook-crm")) == (0, 1)
    assert house.ask("mail")["receipts"] == []


FORGED = "Authentication-Results: mx.evil.example; dmarc=pass header.from=dealer.example"
OURS = "Authentication-Results: MX.dealer.example; dmarc={} header.from=dealer.example"


@pytest.mark.parametrize(
    ("header", "is_believed"),
    [
        (OURS.format("pass"), True),
        ("", False),
        (FORGED, False),
        (OURS.format("fail"), False),
        (
            OURS.format("fail") + "\n" + OURS.format("pass"),
            False,
        ),  # the topmost is ours, the other came with it
        (
            OURS.format("pass").replace("dealer.example", "else.example").replace("MX.else", "MX.dealer"),
            False,
        ),
    ],
)
def test_who_has_to_be_proven_is_proven_by_our_own_receiver(
    house: Office, server: Server, header: str, is_believed: bool
) -> None:
    known = server.settings().replace('trust = "known"', 'receivers = ["mx.dealer.example"]')
    set_up(house, known)
    before = house.answers()
    server.deliver(mail(attached(BOOK), sender="zhang@dealer.example", header=header))
    first, *others = house.ask("mail")["receipts"]
    if is_believed:
        assert [each["outcome"] for each in (first, *others)] == ["taken", "taken"]
    else:
        assert (first["outcome"], first["sender"], codes(first)) == ("held", None, ["mail-not-authenticated"])
        assert house.answers() == before  # whoever it was: nobody is answered


def test_a_mail_of_many_pieces_is_whole_and_its_flags_are_left(server: Server, tmp_path: Path) -> None:
    sizes = (PIECE_BYTES - 1, PIECE_BYTES, PIECE_BYTES + 1, 3 * PIECE_BYTES)
    mails = [mail(text("x")).replace(b"\n", b"\r\n") for _ in sizes]
    mails = [each + b"x" * (size - len(each)) for each, size in zip(mails, sizes, strict=True)]
    server.deliver(*mails)
    assert fetched(server, tmp_path) == len(mails)
    assert [len(each) for each in spooled(tmp_path)] == [len(each) for each in sorted(mails)]
    with server.client("workbook-crm") as client:
        _, flags = client.fetch("1", "(FLAGS)")
    assert b"\\Seen" not in str(flags).encode()


class Full(Spool):
    """A disk without room."""

    def take(self, received: datetime, pieces: Iterable[bytes]) -> bool:
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_leaves_the_mail_where_it_is(server: Server, tmp_path: Path) -> None:
    server.deliver(BY_ZHANG)
    with pytest.raises(OSError, match="No space"):
        fetched(server, tmp_path, Full(tmp_path, "office"))
    with server.client() as client:
        assert b"FLAGS ()" in str(client.fetch("1", "(FLAGS)")[1]).encode().replace(b"\\Recent", b"")
    assert fetched(server, tmp_path) == 1


class Meddled(Spool):
    """Somebody else removes every mail just before it is fetched."""

    server: Server

    def take(self, received: datetime, pieces: Iterable[bytes]) -> bool:
        with self.server.client() as client:
            client.store("1:*", "+FLAGS", "\\Deleted")
            client.expunge()
        return super().take(received, pieces)


def test_a_mail_that_somebody_else_removed_is_no_empty_mail(server: Server, tmp_path: Path) -> None:
    server.deliver(BY_ZHANG, mail(text("2")))
    spool = Meddled(tmp_path, "office")
    spool.server = server
    taken = fetched(server, tmp_path, spool)
    assert taken == len(spooled(tmp_path))  # the server may still have the bytes, whole
    assert all(
        each in (BY_ZHANG.replace(b"\n", b"\r\n"), mail(text("2")).replace(b"\n", b"\r\n"))
        for each in spooled(tmp_path)
    )


def test_a_changed_uidvalidity_takes_none_twice(server: Server, tmp_path: Path) -> None:
    server.deliver(BY_ZHANG)
    assert fetched(server, tmp_path) == 1
    server.empty()  # the mailbox is made anew, and the mails are put back
    server.deliver(BY_ZHANG, mail(text("new")))
    assert fetched(server, tmp_path) == 1
    assert len(spooled(tmp_path)) == 2
    assert server.count() == 0


class Unable(Mailbox):
    """A server that cannot move."""

    @property
    def can_move(self) -> bool:
        return False


def test_where_a_server_cannot_move_a_mail_is_marked_and_nothing_is_expunged(
    server: Server, tmp_path: Path
) -> None:
    server.deliver(BY_ZHANG, mail(text("2")))
    with server.client() as client:
        client.store("2", "+FLAGS", "\\Deleted")  # by a person, who may still want it back
    for expected in (1, 0):
        with Unable(account(server), PASSWORD) as mailbox:
            assert mailbox.can_set_aside
            fresh = Spool(tmp_path / str(expected), "office")  # which knows of nothing: the server has to
            assert mailbox.fetch(fresh, MOST, never) == expected
    assert server.count() == 2


def test_a_wait_ends_when_a_mail_comes(server: Server, tmp_path: Path) -> None:
    with Mailbox(account(server), PASSWORD) as mailbox:
        Timer(0.5, server.deliver, (BY_ZHANG,)).start()
        began_s = time.monotonic()
        mailbox.wait(20, never)
        assert time.monotonic() - began_s < 10
        assert mailbox.fetch(Spool(tmp_path, "office"), MOST, never) == 1


def test_a_killed_round_loses_nothing_and_doubles_nothing(house: Office, server: Server) -> None:
    set_up(house, server.settings())
    server.deliver(BY_ZHANG)
    killed = house.command("mail")
    from tests.arrive.office import _DYING

    point = "workbook_crm.doors.imap:Mailbox._set_aside"
    done = subprocess.run(
        [killed[0], "-c", _DYING, point, "before", *house.options("mail")],
        capture_output=True,
        check=False,
        timeout=PATIENT_S,
    )
    assert done.returncode < 0
    assert server.count() == 1
    assert [each["outcome"] for each in house.ask("mail")["receipts"]] == ["taken", "taken"]
    assert server.count() == 0
    assert house.count("customers") == 1


def test_an_account_that_is_away_stops_no_other_and_its_secret_is_never_said(
    house: Office, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    away = server.settings(port=1).replace("office", "away")
    post = house.folder / "post"
    for each in ("new", "cur", "tmp"):
        (post / each).mkdir(parents=True)
    (post / "new" / "1.M1.host").write_bytes(BY_ZHANG)
    set_up(house, away, '[mail.accounts.post]\nmaildir = "post"\n')
    done = house.ask("mail", codes=(4,))
    assert [(each["account"], each["reachable"], each["mails"]) for each in done["accounts"]] == [
        ("away", False, 0),
        ("post", True, 1),
    ]
    assert [each["outcome"] for each in done["receipts"]] == ["taken", "taken"]
    checks = {
        each["check"] for each in house.ask("doctor", codes=(0, 1, 2, 4))["checks"] if each["level"] != "well"
    }
    assert "mail" in checks
    monkeypatch.setenv("CRM_MAIL_PASSWORD", "wrong-" + PASSWORD)
    file = house.folder / "workbook_crm.toml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("port = 1\n", f"port = {server.port}\n"), encoding="utf-8"
    )
    for command in ("mail", "doctor"):
        asked = subprocess.run(house.command(command), capture_output=True, check=False, timeout=PATIENT_S)
        said = asked.stdout + asked.stderr
        assert b"away" in said
        assert PASSWORD.encode() not in said


@pytest.mark.skipif(not IS_THERE, reason="Dovecot is not installed")
def test_a_server_is_believed_only_with_a_certificate_that_holds(tmp_path: Path) -> None:
    with dovecot(tls=True) as server:
        server.deliver(BY_ZHANG)
        sure = MailAccount(
            server="localhost",
            port=server.tls_port,
            user=USER,
            password_variable="X",
            certificate_file=str(server.folder / "cert"),
        )
        with Mailbox(sure, PASSWORD) as mailbox:
            assert mailbox.fetch(Spool(tmp_path, "office"), MOST, never) == 1
        import ssl

        for unsure in (
            sure.model_copy(update={"certificate_file": None}),
            sure.model_copy(update={"server": "127.0.0.1"}),
        ):
            with pytest.raises(ssl.SSLCertVerificationError):
                Mailbox(unsure, PASSWORD)


def test_a_maildir_is_taken_once_and_what_is_thrown_away_is_not(tmp_path: Path) -> None:
    post, work = tmp_path / "post", tmp_path / "work"
    for each in ("new", "cur", "tmp"):
        (post / each).mkdir(parents=True)
    (post / "new" / "1.host").write_bytes(BY_ZHANG)
    (post / "cur" / "2.host:2,S").write_bytes(mail(text("seen")))
    (post / "cur" / "3.host:2,T").write_bytes(mail(text("trash")))
    (post / "tmp" / "4.host").write_bytes(b"half")
    (post / "new" / "5.host").symlink_to("/etc/hostname")
    assert fetch_maildir(post, Spool(work, "office"), MOST, never) == 2
    assert fetch_maildir(post, Spool(work, "office"), MOST, never) == 0
    kept = sorted(each.name for each in (post / TAKEN / "cur").iterdir())
    assert kept == ["1.host:2,S", "2.host:2,S"]
    assert {door_of(each.name) for each in (work / "claims").iterdir()} == {"office"}
    (post / "new" / "9.host").write_bytes(BY_ZHANG)  # delivered again
    assert fetch_maildir(post, Spool(work, "office"), MOST, never) == 0


def test_watch_takes_mails_as_they_come(house: Office, server: Server) -> None:
    set_up(house, server.settings())
    with house.watching():
        server.deliver(BY_ZHANG)
        house.wait_for(lambda: "张三/王.xlsx" in house.answers())
    assert server.count() == 0


@pytest.mark.parametrize(
    ("folder", "written"),
    [("INBOX", '"INBOX"'), ("收件", '"&ZTZO9g-"'), ("a&b", '"a&-b"'), ('a"b\\c', '"a\\"b\\\\c"')],
)
def test_folders_are_called_as_servers_want_it(folder: str, written: str) -> None:
    assert _quoted(folder) == written


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ('server = "imap.x.example"\nmaildir = "m"\nuser = "a"\n', "maildir"),
        ('server = "imap.x.example"\n', "user"),
        ('server = "imap.x.example"\nuser = "a"\nsecurity = "none"\n', "encrypted"),
        ('server = "imap.x.example"\nuser = "a"\npasword_file = "x"\n', "password_file"),
    ],
)
def test_a_slip_in_the_settings_is_said(office: Office, written: str, says: str) -> None:
    set_up(office, f"[mail.accounts.office]\n{written}")
    assert says in office.ask("mail", codes=(2,))["said"]


def test_a_server_that_repeats_the_password_does_not_make_us_say_it(house: Office, server: Server) -> None:
    from workbook_crm.failures import without_secrets
    from workbook_crm.fetching import fetch_all

    set_up(house, server.settings())
    with house.opened() as workspace:
        assert [each.why_not for each in fetch_all(workspace)] == [None]
    assert PASSWORD not in without_secrets(f"LOGIN {USER} {PASSWORD} failed")


@pytest.mark.parametrize(
    ("written", "secret"),
    [
        ('password_file = "p.txt"', "from a file"),
        ('password_command = ["echo", "from a command"]', "from a command"),
        ('password_variable = "CRM_NOT_SET"', None),
        ('password_file = "gone.txt"', None),
        ('password_file = "empty.txt"', None),
        ('password_command = ["false"]', None),
        ("", None),
    ],
)
def test_a_password_comes_from_a_variable_a_file_or_a_command(
    tmp_path: Path, written: str, secret: str | None
) -> None:
    import tomllib

    (tmp_path / "p.txt").write_text("from a file\n", encoding="utf-8")
    (tmp_path / "empty.txt").write_text("\n", encoding="utf-8")
    account = MailAccount.model_validate({"server": "localhost", "user": "a", **tomllib.loads(written)})
    if secret is not None:
        assert secret_of(account, tmp_path) == secret
    else:
        with pytest.raises(NoSecretError):
            secret_of(account, tmp_path)
