"""What runs in the child process: bytes are looked at, then parsed.

What that takes is imported there and nowhere else, on the second core, while the parent opens the store.
"""

from __future__ import annotations

from workbook_crm.model.finding import Findings
from workbook_crm.model.letter import Letter
from workbook_crm.model.place import Place
from workbook_crm.model.raw import RawWorkbook


def get_ready() -> None:
    """Imports what reading takes, before there is anything to read."""
    import workbook_crm.arrive.inspect
    import workbook_crm.read.text_amount
    import workbook_crm.read.workbook  # noqa: F401  # importing it is the purpose


def read_untrusted(content: bytes, name: str, max_bytes: int) -> tuple[RawWorkbook | None, Findings]:
    """A workbook as plain values, or None and why not. Harmless only within `arrive.sandbox`."""
    from workbook_crm.arrive.inspect import inspect
    from workbook_crm.read.text_amount import too_much_text
    from workbook_crm.read.workbook import read_workbook

    format, noticed = inspect(content, name=name, max_bytes=max_bytes)
    if format is None:
        return None, noticed
    raw, found = read_workbook(content, name=name, format=format)
    too_much = too_much_text(raw.sheets, Place(name)) if raw is not None else ()
    return None if too_much else raw, noticed + found + too_much


def get_ready_for_mails() -> None:
    """Imports what reading mails takes."""
    import workbook_crm.arrive.mail.letter  # noqa: F401  # importing it is the purpose


def read_untrusted_mail(content: bytes, name: str) -> tuple[Letter | None, Findings]:
    """A mail as plain values. Harmless only within `arrive.sandbox`."""
    from workbook_crm.arrive.mail.letter import read_letter

    return read_letter(content), ()
