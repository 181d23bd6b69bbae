"""A folder on an IMAP server: every mail in it is fetched whole, kept, and only then moved or marked.

The standard library's client is enough, and knows when a literal was cut; what it lacks (IDLE, names of
folders in UTF-7) is a few lines. Sources: RFC 3501, 2177 (IDLE), 2971 (ID), 6851 (MOVE).
"""

from __future__ import annotations

import base64
import imaplib
import re
import select
import ssl
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Self

from workbook_crm.doors.spool import Spool
from workbook_crm.model.mail_settings import MailAccount

PIECE_BYTES = 1 << 20
TIME_LIMIT_S = 60.0
"""Of every answer: a line that was cut shows as nothing at all."""
KEYWORD = "$WorkbookCrmTaken"
_ID = '("name" "workbook-crm" "vendor" "workbook-crm")'
_SIZE = re.compile(rb"RFC822\.SIZE (\d+)")
_MOST_IDLE_S = 600.0
"""Servers may end a line that was idle for half an hour (RFC 2177); routers do so sooner."""


class RefusedError(Exception):
    """The server does not let us in, or not into the folder; in its own words."""


class _GoneError(Exception):
    """A mail that somebody else has removed while it was being fetched."""


@dataclass(frozen=True, slots=True)
class _Waiting:
    uid: str
    size_bytes: int
    received: datetime


class Mailbox:
    """One folder on a server, open for work. Raises OSError, RefusedError, imaplib's errors."""

    def __init__(self, account: MailAccount, secret: str) -> None:
        self._account = account
        self._client = _connected(account)
        try:
            self._log_in(secret)
            self.capabilities = self._capabilities()  # those from before the login say little
            self._can_keep_keywords = self._select()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Ends the connection; a server that does not say good-bye hides no error of ours."""
        try:
            self._client.logout()
        except (imaplib.IMAP4.error, OSError):
            self._client.shutdown()

    @property
    def can_move(self) -> bool:
        return "MOVE" in self.capabilities

    @property
    def can_set_aside(self) -> bool:
        """Whether what was taken can be told from what was not, on the server."""
        return self.can_move or self._can_keep_keywords

    def fetch(self, spool: Spool, max_bytes: int, is_stopped: Callable[[], bool]) -> int:
        """Takes every mail of the folder; returns how many were new to us. Raises OSError.

        A mail that the server will not give, or that is gone, stops none of the others.
        """
        count = 0
        for each in self._waiting():
            if is_stopped():
                break
            if each.size_bytes > max_bytes:
                continue
            try:
                count += spool.take(each.received, self._pieces(each))
            except _GoneError:
                continue
            self._set_aside(each.uid)
        return count

    def wait(self, most_s: float, is_stopped: Callable[[], bool]) -> None:
        """Returns when the server tells of something, or after a while: a search has to follow anyway."""
        until_s = time.monotonic() + min(most_s, _MOST_IDLE_S)
        if "IDLE" not in self.capabilities:
            while not is_stopped() and time.monotonic() < until_s:
                time.sleep(0.2)
            self._asked("NOOP", *self._client.noop())
            return
        self._client.send(b"W1 IDLE\r\n")
        if not self._client.readline().startswith(b"+"):
            raise imaplib.IMAP4.abort("IDLE was refused")
        while not is_stopped() and time.monotonic() < until_s and not self._is_something_there(0.5):
            pass
        self._client.send(b"DONE\r\n")
        while line := self._client.readline():
            if line.startswith(b"W1 "):
                return
        raise imaplib.IMAP4.abort("the line was cut")

    def _is_something_there(self, most_s: float) -> bool:
        line = self._client.socket()
        if isinstance(line, ssl.SSLSocket) and line.pending():
            return True
        readable, _, _ = select.select([line], [], [], most_s)
        return bool(readable)

    def _log_in(self, secret: str) -> None:
        user = self._account.user or ""
        try:
            if self._account.token_command:
                said = f"user={user}\x01auth=Bearer {secret}\x01\x01".encode()
                self._client.authenticate("XOAUTH2", lambda _: said)
            elif user.isascii() and secret.isascii():
                self._client.login(user, secret)
            else:
                self._client.authenticate("PLAIN", lambda _: f"\0{user}\0{secret}".encode())
        except imaplib.IMAP4.abort:
            raise
        except imaplib.IMAP4.error as error:
            raise RefusedError(_plain(error)) from None

    def _capabilities(self) -> frozenset[str]:
        _, said = self._client.capability()
        return frozenset(b" ".join(each or b"" for each in said).decode("ascii", "replace").upper().split())

    def _select(self) -> bool:
        """Opens the folder; whether it keeps keywords of ours. 163 opens it only to programs with a name."""
        if "ID" in self.capabilities:
            self._client.xatom("ID", _ID)
        status, said = self._client.select(_quoted(self._account.folder))
        if status != "OK":
            raise RefusedError(_plain(said))
        _, flags = self._client.response("PERMANENTFLAGS")
        return any(b"\\*" in each for each in flags if isinstance(each, bytes))

    def _waiting(self) -> Iterator[_Waiting]:
        criteria = ["UNDELETED"] + (
            [] if self.can_move else ["UNKEYWORD", KEYWORD] if self._can_keep_keywords else []
        )
        (found, *_) = self._asked("SEARCH", *self._client.uid("SEARCH", *criteria))
        for uid in (found or b"").decode("ascii", "replace").split():
            said = self._asked("FETCH", *self._client.uid("FETCH", uid, "(RFC822.SIZE INTERNALDATE)"))
            line = b" ".join(each for each in said if isinstance(each, bytes))
            if size := _SIZE.search(line):
                yield _Waiting(uid, int(size[1]), _received(line))

    def _pieces(self, mail: _Waiting) -> Iterator[bytes]:
        """The bytes of a mail, a megabyte at a time, marking nothing as read."""
        got_bytes = 0
        while got_bytes < mail.size_bytes or got_bytes % PIECE_BYTES == 0:
            what = f"(BODY.PEEK[]<{got_bytes}.{PIECE_BYTES}>)"
            said = self._asked("FETCH", *self._client.uid("FETCH", mail.uid, what))
            pieces = [each[1] for each in said if isinstance(each, tuple)]
            if not pieces and (not any(said) or not got_bytes):
                raise _GoneError(mail.uid)
            if not pieces or not pieces[0]:
                return
            got_bytes += len(pieces[0])
            yield pieces[0]

    def _set_aside(self, uid: str) -> None:
        """Moves a mail that lies on our disk; where the server cannot, marks it. Nothing is ever expunged."""
        taken = _quoted(self._account.taken)
        if self.can_move:
            status, _ = self._client.uid("MOVE", uid, taken)
            if status != "OK":
                self._client.create(taken)
                status, _ = self._client.uid("MOVE", uid, taken)
            if status == "OK":
                return
        if self._can_keep_keywords:
            self._client.uid("STORE", uid, "+FLAGS.SILENT", f"({KEYWORD})")

    def _asked(self, command: str, status: str, said: list[Any]) -> list[Any]:
        if status != "OK":
            raise RefusedError(f"{command}: {_plain(said)}")
        return said


def _connected(account: MailAccount) -> imaplib.IMAP4:
    server, port = account.server or "", account.port
    trusted = ssl.create_default_context(cafile=account.certificate_file)
    if account.security == "tls":
        return imaplib.IMAP4_SSL(server, port, ssl_context=trusted, timeout=TIME_LIMIT_S)
    client = imaplib.IMAP4(server, port, timeout=TIME_LIMIT_S)
    if account.security == "starttls":
        try:
            client.starttls(trusted)
        except (imaplib.IMAP4.error, OSError):
            client.shutdown()
            raise
    return client


def _received(line: bytes) -> datetime:
    when = imaplib.Internaldate2tuple(line)
    return datetime.fromtimestamp(time.mktime(when), UTC) if when else datetime.now(UTC)


def _quoted(folder: str) -> str:
    """The name of a folder as servers want it: in their own UTF-7 (RFC 3501, 5.1.3), in quotes."""
    name = re.sub(r"&|[^\x20-\x7e]+", _in_utf7, folder)
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _in_utf7(found: re.Match[str]) -> str:
    if found[0] == "&":
        return "&-"
    packed = base64.b64encode(found[0].encode("utf-16-be")).decode("ascii")
    return f"&{packed.rstrip('=').replace('/', ',')}-"


def _plain(said: object) -> str:
    """What a server says, as a line of text."""
    parts = said if isinstance(said, list) else getattr(said, "args", (said,))
    texts = (each.decode("utf-8", "replace") if isinstance(each, bytes) else str(each) for each in parts)
    return "".join(each if each.isprintable() else " " for each in " ".join(texts))[:200]


NETWORK = (OSError, imaplib.IMAP4.error, RefusedError)
"""What a server that is away, or does not want us, looks like."""
