"""The mails of a day: decided on once, however often the day's lists are made, and kept for the postman."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING

from workbook_crm.arrive.mail.trust import addresses_of
from workbook_crm.model.mail_settings import Mail
from workbook_crm.model.outgoing import MailKind, NewMail, daily_id
from workbook_crm.post import Post
from workbook_crm.report.digest import PersonSheet
from workbook_crm.report.mail_page import MailPage, mail_texts
from workbook_crm.report.morning_mail import has_work, morning_page, weekly_page
from workbook_crm.send.message import File
from workbook_crm.wire import Workspace

if TYPE_CHECKING:
    from workbook_crm.report.daily import Made

Reported = Callable[[Exception], str]
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_FILES = {"workbook": "due-{name}.xlsx", "calendar": "calendar-{name}.ics"}


def is_time(mail: Mail, now: datetime) -> bool:
    """Whether mails of the day are wanted, and it is late enough for them."""
    return (mail.morning or mail.weekly is not None) and now.time() >= mail.morning_at


def keep_mails(workspace: Workspace, made: Made, reported: Reported) -> int:
    """Decides on the mails of today, where that was not done yet; returns how many there are.

    An error of ours about one person leaves the others theirs; `reported` writes it down.
    """
    post, now, mail = workspace.post, workspace.clock.now(), workspace.settings.mail
    if post is None or made.day is None or not is_time(mail, now) or _is_done(workspace, now.date()):
        return 0
    mails = list(_mails(workspace, post, made, reported))
    with workspace.store.writing() as transaction:
        if transaction.mails.day_done() == now.date():
            return 0
        transaction.mails.note_day(now.date())
        return sum(transaction.mails.add(each) for each in mails)


def _is_done(workspace: Workspace, today: date) -> bool:
    with workspace.store.reading() as queries:
        return queries.mails.day_done() == today


def _mails(workspace: Workspace, post: Post, made: Made, reported: Reported) -> Iterator[NewMail]:
    addresses, store = _addresses(workspace)
    for sheet, name in made.people:
        address = addresses.get(sheet.mine.person)
        kind = _kind(workspace, sheet) if address else None
        if address is None or kind is None:
            continue
        try:
            yield _mail(workspace, post, made, kind, (sheet, name), address, store)
        except Exception as error:
            reported(error)


def _addresses(workspace: Workspace) -> tuple[dict[str, str], str]:
    """The first address of everybody who works here; and what tells this dealership from others."""
    with workspace.store.reading() as queries:
        staff = [each.record for each in queries.every("staff")]
        store = queries.token_of(1) or ""
    own = workspace.settings.mail.own_addresses
    found: dict[str, str] = {}
    for each in staff:
        for address in addresses_of(each) if each.state != "inactive" else ():
            if each.name and address not in own:
                found.setdefault(each.name, address)
    return found, store


def _kind(workspace: Workspace, sheet: PersonSheet) -> MailKind | None:
    """Which mail somebody gets today: one at most; the list of the day tells what is to be mended, too."""
    mail, today = workspace.settings.mail, workspace.clock.now().date()
    if mail.morning and workspace.settings.workdays.workdays.is_workday(today) and has_work(sheet):
        return MailKind.MORNING
    is_day = mail.weekly is not None and today.weekday() == _DAYS.index(mail.weekly)
    return MailKind.WEEKLY if is_day and sheet.to_mend else None


def _mail(
    workspace: Workspace,
    post: Post,
    made: Made,
    kind: MailKind,
    whose: tuple[PersonSheet, str],
    address: str,
    store: str,
) -> NewMail:
    (sheet, _name), now = whose, workspace.clock.now()
    files = _attached(workspace, made, whose[1]) if kind is MailKind.MORNING else ()
    page = _page(workspace, made, kind, sheet, files)
    texts = mail_texts(page, workspace.settings.language, workspace.own_templates, workspace.look)
    message_id = daily_id(kind, now.date(), sheet.mine.person, store, post.out.sender)
    content = post.mail_of(message_id, kind, address, page.title, texts, files)
    return NewMail(message_id, kind, sheet.mine.person, address, now, post.stage(content))


def _page(
    workspace: Workspace, made: Made, kind: MailKind, sheet: PersonSheet, files: tuple[File, ...]
) -> MailPage:
    language, digits = workspace.settings.language, workspace.settings.currency_digits
    assert made.day is not None
    if kind is MailKind.WEEKLY:
        return weekly_page(sheet, made.day, language)
    has_workbook = any(each.name.endswith(".xlsx") for each in files)
    return morning_page(sheet, made.day, language, digits, has_workbook=has_workbook)


def _attached(workspace: Workspace, made: Made, name: str) -> tuple[File, ...]:
    """The files of a person's day that the settings ask for."""
    wanted = [_FILES[each].format(name=name) for each in workspace.settings.mail.morning_attach]
    contents = {each.path.rpartition("/")[2]: each.content for each in made.files}
    return tuple(File(each, contents[each]) for each in wanted if each in contents)
