"""What runs in the child process: bytes are looked at, then parsed. Nothing else is imported there."""

from __future__ import annotations

from workbook_crm.arrive.inspect import MAX_FILE_BYTES, inspect
from workbook_crm.model.finding import Findings
from workbook_crm.model.raw import RawWorkbook
from workbook_crm.read.workbook import read_workbook


def read_untrusted(
    content: bytes, name: str, max_bytes: int = MAX_FILE_BYTES
) -> tuple[RawWorkbook | None, Findings]:
    """A workbook as plain values, or None and why not. Harmless only within `arrive.sandbox`."""
    format, noticed = inspect(content, name=name, max_bytes=max_bytes)
    if format is None:
        return None, noticed
    raw, found = read_workbook(content, name=name, format=format)
    return raw, noticed + found
