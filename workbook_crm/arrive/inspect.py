"""A look at untrusted bytes before anything parses them: what they are, and whether it is safe to go on.

Pure and cheap: the container's list of parts and the first bytes of some of them, never a whole part. How far
the cells of a sheet reach is judged where the sheet is unpacked anyway, in `read`.
"""

from __future__ import annotations

from workbook_crm import ole
from workbook_crm.arrive import zips
from workbook_crm.arrive.compound import inspect_ole
from workbook_crm.arrive.plain import inspect_plain
from workbook_crm.arrive.zipped import inspect_zip, say_size
from workbook_crm.model.finding import Findings, finding
from workbook_crm.model.place import Place
from workbook_crm.model.raw import Format
from workbook_crm.model.rules import files as rules

MAX_FILE_BYTES = 200 << 20


def inspect(content: bytes, *, name: str, max_bytes: int = MAX_FILE_BYTES) -> tuple[Format | None, Findings]:
    """The format of a file by its bytes, or None; and what is to be said of it.

    The name is only for the place of a finding. Every refusal is one error; notes tell of macros, signatures
    and external links.
    """
    place = Place(name)
    if not content:
        return None, (finding(rules.EMPTY_FILE, place),)
    if len(content) > max_bytes:
        sizes = {"size": say_size(len(content)), "limit": say_size(max_bytes)}
        return None, (finding(rules.FILE_TOO_LARGE, place, **sizes),)
    if zips.looks_zipped(content):
        return inspect_zip(content, place)
    if content.startswith(ole.MAGIC):
        return inspect_ole(content, place)
    return inspect_plain(content, place)


def is_whole(content: bytes) -> bool:
    """Whether the bytes are a complete container of their kind; text cannot tell, and counts as whole."""
    _, findings = inspect(content, name="", max_bytes=len(content) + 1)
    return bool(content) and all(each.rule != rules.INCOMPLETE_FILE for each in findings)
