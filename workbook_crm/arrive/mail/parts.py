"""The parts of a mail: a walk over its leaves that takes it as it is, closed properly or not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from workbook_crm.arrive.mail.fields import Fields, fields_of, parameter
from workbook_crm.arrive.mail.transfer import decoded

MOST_PARTS = 1_000
_DEEPEST = 30
_NEVER_ENTERED = frozenset({"multipart/report", "multipart/encrypted"})
"""A bounce returns what we sent ourselves; what is encrypted is a heap of bytes."""
_ANY_BOUNDARY = re.compile(rb"(?m)^--([^\s-][^\r\n]{0,200}?|-[^\r\n]{1,200}?)[ \t]*\r?$")


@dataclass(frozen=True, slots=True)
class Part:
    """A leaf, or a whole that is not entered."""

    fields: Fields
    content: bytes
    start: int
    end: int

    @property
    def type(self) -> str:
        """`text/plain` where it says nothing."""
        return self.fields.word("content-type") or "text/plain"

    @property
    def body(self) -> bytes:
        """Its bytes, whatever they were written down as."""
        encoding = self.fields.first("content-transfer-encoding").decode("ascii", "replace")
        return decoded(self.content[self.start : self.end], encoding)


def leaves(content: bytes, *, enters_mails: bool) -> Iterator[Part]:
    """The leaves of a mail, in their order; `enters_mails`: those of mails inside it, too."""
    for nth, part in enumerate(_below(content, 0, len(content), enters_mails, 0)):
        if nth >= MOST_PARTS:
            return
        yield part


def _below(content: bytes, start: int, end: int, enters_mails: bool, depth: int) -> Iterator[Part]:
    fields, body = fields_of(content, start, end)
    part = Part(fields, content, body, end)
    if depth >= _DEEPEST or part.type in _NEVER_ENTERED:
        yield part
    elif part.type.startswith("multipart/"):
        for begins, ends in _pieces(part):
            yield from _below(content, begins, ends, enters_mails, depth + 1)
    elif part.type in ("message/rfc822", "message/global"):
        if enters_mails:
            inner = part.body
            yield from _below(inner, 0, len(inner), enters_mails, depth + 1)
    else:
        yield part


def _pieces(whole: Part) -> Iterator[tuple[int, int]]:
    """Where each part of a multipart begins and ends; the last one ends it where nothing closes it."""
    delimiter = _delimiter(whole)
    if delimiter is None:
        return
    begins: int | None = None
    for found in delimiter.finditer(whole.content, whole.start, whole.end):
        if begins is not None:
            yield begins, _before_line_end(whole.content, begins, found.start())
        if found[1]:
            return
        begins = min(found.end() + 1, whole.end)
    if begins is not None:
        yield begins, whole.end


def _delimiter(whole: Part) -> re.Pattern[bytes] | None:
    """What stands between the parts: as the header says, else as the first such line has it."""
    said = (
        parameter(whole.fields.first("content-type"), "boundary").rstrip().encode("utf-8", "surrogateescape")
    )
    pattern = _line_of(said) if said else None
    if pattern is None or not pattern.search(whole.content, whole.start, whole.end):
        guessed = _ANY_BOUNDARY.search(whole.content, whole.start, whole.end)
        pattern = _line_of(guessed[1]) if guessed else None
    return pattern


def _line_of(boundary: bytes) -> re.Pattern[bytes]:
    return re.compile(rb"(?m)^--" + re.escape(boundary) + rb"(--)?[ \t]*\r?$")


def _before_line_end(content: bytes, begins: int, end: int) -> int:
    """The line end before a delimiter belongs to that (RFC 2046, 5.1.1)."""
    for mark in (b"\r\n", b"\n"):
        if content.endswith(mark, begins, end):
            return end - len(mark)
    return max(begins, end)
