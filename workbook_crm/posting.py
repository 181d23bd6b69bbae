"""Rounds of the way out: what is decided goes to the server, and what it says is noted, mail by mail."""

from __future__ import annotations

import smtplib
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from workbook_crm.doors.secrets import NoSecretError, secret_of
from workbook_crm.doors.smtp import Came, Line, Said, said_by
from workbook_crm.failures import is_of_the_world, never_print_secret
from workbook_crm.fetching import never, why_not
from workbook_crm.model.language import Name
from workbook_crm.model.outgoing import MailState, QueuedMail
from workbook_crm.wire import Workspace

AWAY = (NoSecretError, OSError)
"""Why nothing can be sent now; smtplib's errors are of these."""
_DELAYS = tuple(timedelta(minutes=each) for each in (1, 5, 15, 60, 240))
_GIVEN_UP_AFTER = timedelta(days=5)
"""RFC 5321, 4.5.4.1: four to five days."""
_LOOK_S = 20.0
_LAST_MAIL_S = 10.0
_ONE_AT_A_TIME = threading.Lock()
"""A postman whose workspace was opened anew may still be at its last mail."""
_REFUSED = Name("服务器说：{said}", "the server says: {said}")
_NO_STARTTLS = Name("服务器不支持加密（STARTTLS）", "the server offers no encryption (STARTTLS)")
_GONE = "its text is gone (a backup was brought back): 邮件内容已不在，答复在 outbox 里"
_TWICE = "cut off twice at its very end: 两次都在最后一步中断，不知道对方收到没有"


@dataclass(frozen=True, slots=True)
class Posted:
    """What one round of the way out came to."""

    sent: int = 0
    failed: int = 0
    waiting: int = 0
    """Those that are tried again later."""
    why_not: Name | None = None
    """Why nothing could be sent."""


def send_waiting(workspace: Workspace, is_stopped: Callable[[], bool] = never) -> Posted:
    """Sends what is due; what the world does wrong is told, not raised, and tried again."""
    if workspace.post is None or not workspace.has_store:
        return Posted()
    with _ONE_AT_A_TIME:
        return _Round(workspace, is_stopped).all()


def why_not_sent(error: Exception) -> Name:
    """Why nothing can be sent, in words without anything secret."""
    if isinstance(error, smtplib.SMTPNotSupportedError) and "STARTTLS" in str(error):
        return _NO_STARTTLS
    if isinstance(error, smtplib.SMTPException):
        return _REFUSED.filled(said=said_by(error))
    return why_not(error)


def open_line(workspace: Workspace) -> Line:
    """A connection to the server, signed in. Raises NoSecretError, OSError."""
    out = workspace.settings.mail.out
    assert out is not None
    if not out.has_secret:
        return Line(out, None)
    secret = secret_of(out, workspace.folder)
    never_print_secret(secret)
    return Line(out, secret)


def look_at_way_out(workspace: Workspace) -> Name | None:
    """Why no mail could be sent now; None where it could."""
    try:
        open_line(workspace).close()
    except AWAY as error:
        return why_not_sent(error)
    return None


class _Round:
    def __init__(self, workspace: Workspace, is_stopped: Callable[[], bool]) -> None:
        self._workspace, self._is_stopped = workspace, is_stopped
        self._sent = self._failed = 0

    def all(self) -> Posted:
        """Every mail that is due now."""
        due = self._due()
        if not due:
            return self._posted(None)
        try:
            with open_line(self._workspace) as line:
                self._each(line, due)
        except AWAY as error:
            why = why_not_sent(error)
            for each in due:
                self._later(each, why[self._workspace.settings.language])
            return self._posted(why)
        return self._posted(None)

    def _posted(self, why: Name | None) -> Posted:
        with self._workspace.store.reading() as queries:
            waiting = len(queries.mails.open())
        return Posted(self._sent, self._failed, waiting, why)

    def _due(self) -> list[QueuedMail]:
        with self._workspace.store.reading() as queries:
            found = queries.mails.open()
        if any(each.state is MailState.SENDING for each in found):  # of a process that was killed
            found = tuple(self._in_doubt(each) if each.state is MailState.SENDING else each for each in found)
        now = self._workspace.clock.now()
        return [each for each in found if each.next_try is not None and each.next_try <= now]

    def _each(self, line: Line, due: list[QueuedMail]) -> None:
        for nth, each in enumerate(due):
            if self._is_stopped():
                return
            said = self._handed_over(line, each)
            if said is not None and said.came in (Came.AWAY, Came.UNKNOWN):
                for other in due[nth + 1 :]:
                    self._later(other, said.words)
                return

    def _handed_over(self, line: Line, mail: QueuedMail) -> Said | None:
        """What one mail came to; None where there is nothing to hand over any more."""
        assert self._workspace.post is not None
        content = self._workspace.post.content(mail.staged)
        if content is None:
            self._note(mail, MailState.FAILED, said=_GONE)
            self._failed += 1
            return None
        said = line.send(mail.address, content, partial(self._is_ending, mail))
        self._came_of[said.came](mail, said.words)
        return said

    @property
    def _came_of(self) -> dict[Came, Callable[[QueuedMail, str], object]]:
        return {
            Came.SENT: self._is_sent,
            Came.REFUSED: self._is_refused,
            Came.LATER: self._later,
            Came.AWAY: self._later,
            Came.UNKNOWN: self._in_doubt,
        }

    def _is_ending(self, mail: QueuedMail) -> None:
        """From now on it may have been taken; so it is known if we are killed."""
        self._note(mail, MailState.SENDING, said=mail.said)

    def _is_sent(self, mail: QueuedMail, words: str) -> None:
        self._note(mail, MailState.SENT, said=words, is_tried=True)
        self._sent += 1

    def _is_refused(self, mail: QueuedMail, words: str) -> None:
        self._note(mail, MailState.FAILED, said=words, is_tried=True)
        self._failed += 1

    def _later(self, mail: QueuedMail, words: str) -> None:
        """Tried again after a while, each time a longer one; given up after days."""
        now = self._workspace.clock.now()
        if now - mail.made > _GIVEN_UP_AFTER:
            self._is_refused(mail, words)
            return
        state = MailState.UNKNOWN if mail.doubts else MailState.WAITING
        delay = _DELAYS[min(mail.tries, len(_DELAYS) - 1)]
        self._note(mail, state, said=words, next_try=now + delay, is_tried=True)

    def _in_doubt(self, mail: QueuedMail, words: str = "") -> QueuedMail:
        """It may have arrived: sent once more under the same id, and then no more."""
        now = self._workspace.clock.now()
        if mail.doubts:
            self._failed += 1
            return self._note(mail, MailState.FAILED, said=f"{_TWICE} {words}".strip(), is_tried=True)
        delay = _DELAYS[0] if words else timedelta()
        return self._note(
            mail, MailState.UNKNOWN, said=words, next_try=now + delay, is_tried=True, is_doubtful=True
        )

    def _note(
        self,
        mail: QueuedMail,
        state: MailState,
        *,
        said: str = "",
        next_try: datetime | None = None,
        is_tried: bool = False,
        is_doubtful: bool = False,
    ) -> QueuedMail:
        with self._workspace.store.writing() as transaction:
            return transaction.mails.change(
                mail, state, said=said, next_try=next_try, is_tried=is_tried, is_doubtful=is_doubtful
            )


class Postman:
    """Sends what is due from a thread of its own, so that no file waits for a mail server; until closed."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._stopped, self._woken = threading.Event(), threading.Event()
        self._last: Name | None = None
        self._thread = threading.Thread(target=self._go_round, name="mail-out", daemon=True)
        if workspace.post is not None:
            self._thread.start()

    def wake(self) -> None:
        """There may be something to send."""
        self._woken.set()

    def close(self) -> None:
        """Asks for an end, and waits for the mail in hand, if that does not take long."""
        self._stopped.set()
        self._woken.set()
        if self._thread.is_alive():
            self._thread.join(timeout=_LAST_MAIL_S)

    def _go_round(self) -> None:
        while not self._stopped.is_set():
            if "store" in self._workspace.__dict__:  # opened by whoever takes files in
                self._once()
            self._woken.wait(_LOOK_S)
            self._woken.clear()

    def _once(self) -> None:
        try:
            done = send_waiting(self._workspace, self._stopped.is_set)
        except Exception as error:  # the store may be busy or away; the mails are still in it
            event = "failed" if is_of_the_world(error) else "mail-out-failed"
            self._workspace.journal.tell(event, error=type(error).__name__)
            return
        tell_posted(self._workspace, done, self._last)
        self._last = done.why_not


def tell_posted(workspace: Workspace, done: Posted, last: Name | None = None) -> None:
    """Has the journal tell what was sent; a server that is away is told of once."""
    if done.why_not is not None and done.why_not != last:
        workspace.journal.tell("mail-out-away", waiting=done.waiting)
    if done.sent or done.failed:
        workspace.journal.tell("mail-out", sent=done.sent, failed=done.failed, waiting=done.waiting)
