"""What a mail of ours says, as a value: the same sections become a page and plain text."""

from __future__ import annotations

from dataclasses import dataclass

from workbook_crm.model.brand import OURS, Look
from workbook_crm.model.language import Language
from workbook_crm.report.own_templates import OwnTemplates
from workbook_crm.report.templates import environment, rendered


@dataclass(frozen=True, slots=True)
class MailItem:
    """One thing to do: where or who, and what."""

    head: str
    lines: tuple[str, ...] = ()
    phone: str = ""
    """To be dialled from the mail."""
    then: str = ""
    """What to do next."""
    is_urgent: bool = False


@dataclass(frozen=True, slots=True)
class MailSection:
    """A heading and what stands below it."""

    heading: str
    lines: tuple[str, ...] = ()
    title: str = ""
    """Above the items."""
    items: tuple[MailItem, ...] = ()
    more: str = ""
    """How many more there are, and where."""


@dataclass(frozen=True, slots=True)
class MailPage:
    """One mail: templates draw it, and know its kind."""

    kind: str
    title: str
    greeting: str
    opening: tuple[str, ...] = ()
    sections: tuple[MailSection, ...] = ()
    closing: tuple[str, ...] = ()


def mail_texts(
    page: MailPage, language: Language, own: OwnTemplates | None = None, look: Look = OURS
) -> tuple[str, str]:
    """A mail as plain text and as HTML, by the workspace's own templates where it has some."""
    templates = environment(language, own, look)
    text, html = (rendered(templates, name, mail=page) for name in ("mail.txt", "mail.html"))
    return f"{text.strip()}\n", html
