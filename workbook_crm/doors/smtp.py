"""The way out: one mail handed to a server at a time, and what the server says to it.

The standard library's client is enough; what it lacks is to say when the end of a text was sent, which is
the moment from which nobody knows whether a mail was taken until the server has answered (RFC 1047).
"""

from __future__ import annotations

import base64
import re
import smtplib
import socket
import ssl
from collections.abc import Callable
from contextlib import suppress
from enum import Enum
from types import TracebackType
from typing import NamedTuple, Self

from workbook_crm.model.mail_settings import MailOut
from workbook_crm.model.outgoing import MOST_SAID, domain_of

TIME_LIMIT_S = 60.0
END_LIMIT_S = 600.0
"""For the answer to the end of a text: who gives up sooner sends mails twice (RFC 5321, 4.5.3.2.6)."""
_DOT = re.compile(rb"(?m)^\.")
_NO_UTF8 = "no SMTPUTF8: 发信服务器不支持带中文的邮箱地址"
_TAKEN, _GO_ON, _SIGNED_IN, _CLOSING, _TOO_LARGE = 250, 354, 235, 421, 552
_RECIPIENT_TAKEN = (250, 251)


class Came(Enum):
    """What handing over a mail came to."""

    SENT = "sent"
    LATER = "later"
    """Not now: it is tried again."""
    REFUSED = "refused"
    """Never."""
    UNKNOWN = "unknown"
    """All of it was sent, and then the line was cut."""
    AWAY = "away"
    """The server has closed the line, and nothing of it was taken."""


class Said(NamedTuple):
    """What a mail came to, and the server's words for it."""

    came: Came
    words: str = ""


class Line:
    """One connection to a server, signed in. Raises OSError, which smtplib's errors are too."""

    def __init__(self, out: MailOut, secret: str | None) -> None:
        self._out, self._client = out, _connected(out)
        try:
            if secret is not None:
                self._sign_in(out.user or "", secret)
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
        """Ends the connection, politely where the server still listens."""
        try:
            self._client.quit()
        except OSError:
            self._client.close()

    def send(self, address: str, content: bytes, is_ending: Callable[[], None]) -> Said:
        """Hands over one mail to one recipient; `is_ending` is called before the end of its text is sent."""
        try:
            refused = self._envelope(address, content)
        except OSError as error:
            return Said(Came.AWAY, _plain(error))
        if refused is not None:
            return refused
        is_ending()
        return self._text(content)

    def _envelope(self, address: str, content: bytes) -> Said | None:
        """Says who writes to whom; what the server has against it, if anything."""
        client, options = self._client, []
        if not address.isascii():
            if not client.has_extn("smtputf8"):
                return Said(Came.REFUSED, _NO_UTF8)
            options += ["SMTPUTF8", "BODY=8BITMIME"]
        if client.has_extn("size"):
            options.append(f"size={len(content)}")
        client.command_encoding = "utf-8" if not address.isascii() else "ascii"
        code, said = client.mail(self._out.sender, options)
        if code != _TAKEN:  # what the server has against us is for the office to mend: it keeps for days
            return self._without(Said(_of(code, code == _TOO_LARGE), _words(code, said)))
        code, said = client.rcpt(address)
        if code not in _RECIPIENT_TAKEN:
            return self._without(Said(_of(code), _words(code, said)))
        code, said = client.docmd("DATA")
        return None if code == _GO_ON else self._without(Said(_of(code), _words(code, said)))

    def _without(self, said: Said) -> Said:
        """Has the server forget a mail that it will not have."""
        if said.came is not Came.AWAY:
            with suppress(OSError):  # the next mail will find out
                self._client.rset()
        return said

    def _text(self, content: bytes) -> Said:
        text = _DOT.sub(b"..", content if content.endswith(b"\r\n") else content + b"\r\n") + b".\r\n"
        try:
            self._client.send(text)
        except OSError as error:  # its end was not sent, so nobody may have taken it
            return Said(Came.AWAY, _plain(error))
        try:
            if self._client.sock is not None:
                self._client.sock.settimeout(END_LIMIT_S)
            code, said = self._client.getreply()
            if self._client.sock is not None:
                self._client.sock.settimeout(TIME_LIMIT_S)
        except OSError as error:
            return Said(Came.UNKNOWN, _plain(error))
        return Said(Came.SENT if code == _TAKEN else _of(code), _words(code, said))

    def _sign_in(self, user: str, secret: str) -> None:
        client = self._client
        if self._out.token_command:
            said = f"user={user}\x01auth=Bearer {secret}\x01\x01"
            client.auth("XOAUTH2", lambda _challenge=None: said)
        elif user.isascii() and secret.isascii():
            client.login(user, secret)
        else:
            written = base64.b64encode(f"\0{user}\0{secret}".encode()).decode("ascii")
            code, answer = client.docmd("AUTH", f"PLAIN {written}")
            if code != _SIGNED_IN:
                raise smtplib.SMTPAuthenticationError(code, answer)


def _of(code: int, is_final: bool | None = None) -> Came:
    """What a refusal means: RFC 5321, 4.2.1; `is_final`: where that is known better than by the code."""
    if code == _CLOSING:
        return Came.AWAY
    if is_final is None:
        is_final = code >= 500
    return Came.REFUSED if is_final else Came.LATER


def _connected(out: MailOut) -> smtplib.SMTP:
    trusted = ssl.create_default_context(cafile=out.certificate_file)
    name, here = socket.gethostname(), domain_of(out.sender)
    name = name if "." in name and name.isascii() else here if here.isascii() else "localhost"
    server, port = out.server, out.port_number
    if out.security == "tls":
        return smtplib.SMTP_SSL(server, port, name, timeout=TIME_LIMIT_S, context=trusted)
    client = smtplib.SMTP(server, port, name, timeout=TIME_LIMIT_S)
    try:
        if out.security == "starttls":
            client.starttls(context=trusted)
        client.ehlo_or_helo_if_needed()
    except OSError:
        client.close()
        raise
    return client


def _plain(error: OSError) -> str:
    return said_by(error) if isinstance(error, smtplib.SMTPException) else type(error).__name__


def said_by(error: smtplib.SMTPException) -> str:
    """What the server says in an error, as a line of text."""
    if isinstance(error, smtplib.SMTPResponseException):
        return _words(error.smtp_code, error.smtp_error)
    return _line(str(error))


def _words(code: int, said: bytes | str) -> str:
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    return _line(f"{code} {text}")


def _line(text: str) -> str:
    return "".join(each if each.isprintable() else " " for each in text)[:MOST_SAID]
