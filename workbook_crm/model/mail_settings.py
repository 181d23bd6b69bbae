"""The settings of mail: by which doors it comes in, and whom it is believed to be from."""

from __future__ import annotations

import re
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from workbook_crm.model.language import Name

_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
_ACCOUNT = re.compile(r"[a-z0-9][a-z0-9-]{0,29}")


class UnknownMailSettingError(ValueError):
    """A value that cannot be; carries what it has to be, in words."""

    def __init__(self, wanted: Name) -> None:
        super().__init__(wanted.en)
        self.wanted = wanted


_NAME = Name(
    "小写英文字母、数字和 - 组成的账号名，例如 [mail.accounts.office]",
    "accounts named in small letters, digits and -, like [mail.accounts.office]",
)
_ONE_DOOR = Name(
    "要么写 server（IMAP 服务器），要么写 maildir（文件夹），写一个的账号",
    "an account with either server (IMAP) or maildir (a folder), and not both",
)
_USER = Name("写了 user（登录名）的账号", "an account with user, the name to log in with")
_PLAIN = Name(
    "加密的（security 写 tls 或 starttls）；不加密只能用于本机的服务器",
    "encrypted (security is tls or starttls); only a server on this very machine may do without",
)


class MailAccount(BaseModel):
    """One mailbox that is looked into."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    server: str | None = None
    """The IMAP server; None for a maildir."""
    port: Annotated[int, Field(gt=0, lt=65_536)] = 993
    security: Literal["tls", "starttls", "none"] = "tls"
    certificate_file: str | None = None
    """Who vouches for the server, in PEM; None for whom the machine trusts."""
    user: str | None = None
    password_variable: str | None = None
    """The environment variable with the password, or with the code that providers give out for programs."""
    password_file: str | None = None
    """A file with it, relative to the workspace."""
    password_command: tuple[str, ...] = ()
    """A command that prints it."""
    token_command: tuple[str, ...] = ()
    """A command that prints an access token, with which XOAUTH2 logs in."""
    folder: str = "INBOX"
    taken: str = "workbook-crm"
    """The folder to which mails are moved once they lie on our disk."""
    maildir: str | None = None
    """A maildir on this machine, relative to the workspace."""
    scan_s: Annotated[float, Field(gt=0)] = 60.0
    """`watch` looks at least so often; a server that can tells sooner."""

    @model_validator(mode="after")
    def _one_door(self) -> Self:
        if (self.server is None) == (self.maildir is None):
            raise UnknownMailSettingError(_ONE_DOOR)
        if self.server is not None and not self.user:
            raise UnknownMailSettingError(_USER)
        if self.server is not None and self.security == "none" and self.server not in _LOOPBACK:
            raise UnknownMailSettingError(_PLAIN)
        return self


class Mail(BaseModel):
    """Mail that comes in."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    trust: Literal["require", "known"] = "require"
    """What a sender is believed on: an address that our own server has confirmed, or the address alone."""
    receivers: tuple[str, ...] = ()
    """The names under which our own receiving servers write Authentication-Results."""
    accounts: dict[str, MailAccount] = {}
    """[mail.accounts.<name>]"""

    @field_validator("accounts")
    @classmethod
    def _named(cls, accounts: dict[str, MailAccount]) -> dict[str, MailAccount]:
        if not all(map(_ACCOUNT.fullmatch, accounts)):
            raise UnknownMailSettingError(_NAME)
        return accounts
