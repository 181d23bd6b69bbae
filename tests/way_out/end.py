"""The mail server at the other end, for tests: it keeps what it takes, and refuses what it is told to."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword

PASSWORD = "secret of the way out"
USER = "crm"


@dataclass
class End:
    """What a server took, and what it says."""

    port: int = 0
    taken: list[EmailMessage] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    says: dict[str, str] = field(default_factory=dict)
    """By address of a recipient, or `DATA`: an answer in place of 250."""
    cuts: int = 0
    """So many mails more are taken without a word: the line is cut."""

    def reset(self) -> None:
        self.taken.clear()
        self.recipients.clear()
        self.says.clear()
        self.cuts = 0

    @property
    def ids(self) -> list[str]:
        return [each["Message-ID"] for each in self.taken]

    def settings(self, *more: str) -> str:
        lines = ('server = "127.0.0.1"', f"port = {self.port}", 'sender = "crm@dealer.example"', *more)
        plain = () if any(each.startswith("security") for each in more) else ('security = "none"',)
        return "[mail.out]\n" + "\n".join((*lines, *plain)) + "\n"

    async def handle_RCPT(  # noqa: N802  # the library's name
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: list[str]
    ) -> str:
        said = self.says.get(address, "250 OK")
        if said.startswith("250"):
            envelope.rcpt_tos.append(address)
        return said

    async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        said = self.says.get("DATA", "250 taken")
        if said.startswith("250"):
            mail = message_from_bytes(envelope.content, policy=default)
            assert isinstance(mail, EmailMessage)
            self.taken.append(mail)
            self.recipients += envelope.rcpt_tos
        if self.cuts:
            self.cuts -= 1
            server.transport.abort()
        return said


def _known(_server: Any, _session: Any, _envelope: Any, _how: str, given: Any) -> AuthResult:
    is_right = isinstance(given, LoginPassword) and given.password == PASSWORD.encode()
    return AuthResult(success=is_right, handled=False)


@contextmanager
def running(**options: Any) -> Iterator[End]:
    """A server until the end of the context."""
    end = End()
    with closing(socket.socket()) as found:
        found.bind(("127.0.0.1", 0))
        end.port = int(found.getsockname()[1])
    controller = Controller(end, hostname="127.0.0.1", port=end.port, authenticator=_known, **options)
    controller.start()
    try:
        yield end
    finally:
        controller.stop()


def certified(folder: Any) -> ssl.SSLContext:
    """What a server needs that has a certificate in a folder."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert", folder / "key")
    return context
