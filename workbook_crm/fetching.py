"""Rounds of the mail doors: each account by itself, so that one that is away stops none of the others."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from dataclasses import dataclass

from workbook_crm.doors.imap import NETWORK, Mailbox
from workbook_crm.doors.maildir import fetch_maildir
from workbook_crm.doors.secrets import NoSecretError, secret_of
from workbook_crm.doors.spool import Spool
from workbook_crm.failures import never_print_secret
from workbook_crm.model.language import Name
from workbook_crm.model.mail_settings import MailAccount
from workbook_crm.model.mishaps import in_words
from workbook_crm.wire import Workspace

AWAY = (NoSecretError, *NETWORK)
"""Why an account cannot be looked into now."""
_FIRST_PAUSE_S, _LONGEST_PAUSE_S = 5.0, 300.0
_REFUSED = Name("服务器说：{said}", "the server says: {said}")
_UNVERIFIED = Name("服务器的证书没有通过检查：{said}", "the server's certificate was not accepted: {said}")


@dataclass(frozen=True, slots=True)
class Fetched:
    """What one look into an account came to."""

    account: str
    mails: int = 0
    why_not: Name | None = None
    """Why it could not be looked into, or not to the end; nothing is lost, the mails are still there."""


def never() -> bool:
    """For a round that nobody stops."""
    return False


def fetch_all(workspace: Workspace, is_stopped: Callable[[], bool] = never) -> tuple[Fetched, ...]:
    """One round of every account: mails lie among the claims then, for the intake to take up."""
    return tuple(
        fetch(workspace, name, account, is_stopped)
        for name, account in workspace.settings.mail.accounts.items()
    )


def fetch(workspace: Workspace, name: str, account: MailAccount, is_stopped: Callable[[], bool]) -> Fetched:
    """One round of an account; what the world does wrong is told, not raised."""
    try:
        spool, most = Spool(workspace.folder / "work", name), workspace.settings.limits.file_bytes
        if account.maildir is not None:
            return Fetched(name, fetch_maildir(workspace.folder / account.maildir, spool, most, is_stopped))
        with Mailbox(account, _secret(account, workspace)) as mailbox:
            return Fetched(name, mailbox.fetch(spool, most, is_stopped))
    except AWAY as error:
        return Fetched(name, why_not=why_not(error))


def why_not(error: Exception) -> Name:
    """Why an account cannot be looked into, in words without anything secret."""
    import ssl

    if isinstance(error, NoSecretError):
        return error.why
    if isinstance(error, ssl.SSLCertVerificationError):
        return _UNVERIFIED.filled(said=error.verify_message)
    if isinstance(error, OSError):
        return in_words(error)
    return _REFUSED.filled(said=error)


def _secret(account: MailAccount, workspace: Workspace) -> str:
    """The password or token of an account, which nothing that is told will show. Raises NoSecretError."""
    secret = secret_of(account, workspace.folder)
    never_print_secret(secret)
    return secret


def look_at_account(workspace: Workspace, account: MailAccount) -> tuple[Name | None, bool]:
    """Why an account cannot be looked into; and whether what is taken can be set aside there."""
    try:
        if account.maildir is not None:
            folder = workspace.folder / account.maildir
            for each in ("new", "cur"):
                os.scandir(folder / each).close()
            return None, os.access(folder, os.W_OK)
        with Mailbox(account, _secret(account, workspace)) as mailbox:
            return None, mailbox.can_set_aside
    except AWAY as error:
        return why_not(error), False


class Doors:
    """Every account of a workspace watched by a thread of its own, until closed."""

    def __init__(self, workspace: Workspace, on_mail: Callable[[], None]) -> None:
        self._workspace, self._on_mail = workspace, on_mail
        self._stopped = threading.Event()
        accounts = workspace.settings.mail.accounts
        self._threads = [
            threading.Thread(target=self._watch, args=each, name=f"mail-{each[0]}", daemon=True)
            for each in accounts.items()
        ]
        for thread in self._threads:
            thread.start()

    def close(self) -> None:
        """Asks for an end; a server that does not answer is not waited for: what it sends is not lost."""
        self._stopped.set()
        for thread in self._threads:
            thread.join(timeout=2.0)

    def _watch(self, name: str, account: MailAccount) -> None:
        pause_s, last = _FIRST_PAUSE_S, None
        while not self._stopped.is_set():
            done = self._rounds(name, account)
            self._tell(done, last)
            pause_s = min(pause_s * 2, _LONGEST_PAUSE_S) if done.why_not and last else _FIRST_PAUSE_S
            last = done.why_not
            self._stopped.wait(min(pause_s, account.scan_s) if done.why_not is None else pause_s)

    def _rounds(self, name: str, account: MailAccount) -> Fetched:
        """Rounds over one connection for as long as it holds; a maildir is looked into once."""
        if account.maildir is not None:
            done = fetch(self._workspace, name, account, self._stopped.is_set)
            self._came(done.mails)
            self._stopped.wait(account.scan_s if done.why_not is None else 0)
            return done
        try:
            work, most = self._workspace.folder / "work", self._workspace.settings.limits.file_bytes
            with Mailbox(account, _secret(account, self._workspace)) as mailbox:
                self._tell(Fetched(name), None)
                while not self._stopped.is_set():
                    self._came(mailbox.fetch(Spool(work, name), most, self._stopped.is_set))
                    mailbox.wait(account.scan_s, self._stopped.is_set)
            return Fetched(name)
        except AWAY as error:
            return Fetched(name, why_not=why_not(error))

    def _came(self, mails: int) -> None:
        if mails:
            self._on_mail()

    def _tell(self, done: Fetched, last: Name | None) -> None:
        """An account that is away is told of once."""
        if done.why_not != last:
            event = "mail-away" if done.why_not else "mail-back"
            self._workspace.journal.tell(event, account=done.account)
