"""The settings of mail: by which doors it comes in, whom it is believed to be from, and how it goes out."""

from __future__ import annotations

import re
from datetime import time
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from workbook_crm.model.language import Name

_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
_ACCOUNT = re.compile(r"[a-z0-9][a-z0-9-]{0,29}")
_ADDRESS = re.compile(r"[^\s@<>\"(),:;]+@[^\s@<>\"(),:;]+")


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
_SENDER = Name("一个邮箱地址，例如 crm@dealer.example", "one mail address, like crm@dealer.example")
_SECRET = Name(
    "user（登录名）和密码的来处（password_variable、password_file、password_command 或 token_command）都写，"
    "或都不写的 [mail.out]",
    "[mail.out] with both user and where the password comes from (password_variable, password_file, "
    "password_command or token_command), or with neither",
)
_NO_WAY_OUT = Name(
    "有发信服务器（[mail.out]）才能写的 morning 和 weekly",
    "morning and weekly only beside [mail.out], the server by which mails go out",
)
_PORTS = {"tls": 465, "starttls": 587, "none": 25}


class Login(BaseModel):
    """How a mail server is reached, and where the password comes from."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

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

    @property
    def has_secret(self) -> bool:
        """Whether it is said where the password or token comes from."""
        return bool(
            self.password_variable or self.password_file or self.password_command or self.token_command
        )


class MailAccount(Login):
    """One mailbox that is looked into."""

    server: str | None = None
    """The IMAP server; None for a maildir."""
    port: Annotated[int, Field(gt=0, lt=65_536)] = 993
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


class MailOut(Login):
    """The server by which mails go out, and what we may send."""

    server: str
    port: Annotated[int | None, Field(gt=0, lt=65_536)] = None
    """None for the usual one: 465 with tls, 587 with starttls, 25 without."""
    sender: str
    """The address from which our mails come, and to which mails that could not be delivered come back."""
    answers: bool = True
    """Whether a mail that brought a workbook is answered by mail."""
    most_per_hour: Annotated[int, Field(gt=0)] = 20
    """Answers to one address; what would be more waits in outbox, and `status` says so."""
    most_per_day: Annotated[int, Field(gt=0)] = 100

    @property
    def port_number(self) -> int:
        """The port that is called."""
        return self.port or _PORTS[self.security]

    @field_validator("sender")
    @classmethod
    def _an_address(cls, sender: str) -> str:
        if not _ADDRESS.fullmatch(sender.strip()):
            raise UnknownMailSettingError(_SENDER)
        return sender.strip()

    @model_validator(mode="after")
    def _closed(self) -> Self:
        if self.security == "none" and self.server not in _LOOPBACK:
            raise UnknownMailSettingError(_PLAIN)
        if bool(self.user) != self.has_secret:
            raise UnknownMailSettingError(_SECRET)
        return self


class Mail(BaseModel):
    """Mail that comes in and goes out."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    trust: Literal["require", "known"] = "require"
    """What a sender is believed on: an address that our own server has confirmed, or the address alone."""
    receivers: tuple[str, ...] = ()
    """The names under which our own receiving servers write Authentication-Results."""
    accounts: dict[str, MailAccount] = {}
    """[mail.accounts.<name>]"""
    out: MailOut | None = None
    """[mail.out]; None where no mail goes out."""
    morning: bool = False
    """Whether everybody on the Staff sheet with an address gets their list of the day by mail."""
    morning_at: time = time(7, 30)
    """Not before this time of day."""
    morning_attach: tuple[Literal["workbook", "calendar"], ...] = ("workbook",)
    """What is attached to it: the list to fill in, and the calendar."""
    weekly: Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"] | None = None
    """The day on which everybody is mailed what of theirs is rejected and not mended."""

    @field_validator("accounts")
    @classmethod
    def _named(cls, accounts: dict[str, MailAccount]) -> dict[str, MailAccount]:
        if not all(map(_ACCOUNT.fullmatch, accounts)):
            raise UnknownMailSettingError(_NAME)
        return accounts

    @model_validator(mode="after")
    def _a_way_out(self) -> Self:
        if self.out is None and (self.morning or self.weekly):
            raise UnknownMailSettingError(_NO_WAY_OUT)
        return self

    @property
    def own_addresses(self) -> frozenset[str]:
        """Ours, in lower case: no answer goes there."""
        users = (each.user for each in (*self.accounts.values(), self.out) if each and each.user)
        sender = (self.out.sender,) if self.out else ()
        return frozenset(each.lower() for each in (*users, *sender))
