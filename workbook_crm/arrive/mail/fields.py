"""The header of a mail or of a part, byte for byte: its fields, and the parameters in one of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

from workbook_crm.arrive.mail.charsets import header_text, in_charset

_FIELD = re.compile(rb"([!-9;-~]+)[ \t]*:(.*)", re.DOTALL)
_MBOX_LINE = re.compile(rb">?From [^\r\n]*\r?\n")
_LONGEST_BYTES = 1 << 20
_LONGEST_VALUE_BYTES = 1 << 16
_PARAMETER = re.compile(rb'[ \t]*([^\s;="]+)[ \t]*=[ \t]*("(?:[^"\\]|\\.)*"?|[^;]*)', re.DOTALL)
_SECTION = re.compile(r"(.+?)(?:\*(\d{1,3}))?(\*)?")
"""RFC 2231, 3 and 4: name*0*, name*1, name*."""


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of a header in their order: (name in lower case, value as written but unfolded)."""

    pairs: tuple[tuple[str, bytes], ...]

    def all(self, name: str) -> list[bytes]:
        """The values of every field of a name."""
        return [value for each, value in self.pairs if each == name]

    def first(self, name: str) -> bytes:
        """The value of the first field of a name; empty where there is none."""
        return next((value for each, value in self.pairs if each == name), b"")

    def text(self, name: str) -> str:
        """The first field of a name, as people read it."""
        return " ".join(header_text(self.first(name)).split())

    def word(self, name: str) -> str:
        """What a field with parameters says before them, in lower case: `multipart/mixed`, `attachment`."""
        return self.first(name).partition(b";")[0].strip().strip(b'"').decode("ascii", "replace").lower()


def fields_of(content: bytes, start: int, end: int) -> tuple[Fields, int]:
    """The header that begins at `start`, and where the body begins; what is no field ends it."""
    if mbox_line := _MBOX_LINE.match(content, start, end):
        start = mbox_line.end()
    pairs: list[tuple[str, list[bytes]]] = []
    for at, following in _lines(content, start, min(end, start + _LONGEST_BYTES)):
        line = content[at:following].rstrip(b"\r\n")
        if not line:
            return _joined(pairs), following
        if line[:1] in b" \t" and pairs:
            pairs[-1][1].append(line)
        elif field := _FIELD.fullmatch(line):
            pairs.append((field[1].decode("ascii").lower(), [field[2]]))
        else:
            return _joined(pairs), at
        start = following
    return _joined(pairs), start


def _lines(content: bytes, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end:
        found = content.find(b"\n", start, end)
        following = end if found < 0 else found + 1
        yield start, following
        start = following


def _joined(pairs: list[tuple[str, list[bytes]]]) -> Fields:
    return Fields(tuple((name, b"".join(lines).strip()[:_LONGEST_VALUE_BYTES]) for name, lines in pairs))


def parameter(value: bytes, name: str) -> str:
    """One parameter of a field, decoded; empty where it has none.

    The form of RFC 2231 comes before a plain one, in whatever order its sections stand (4.1).
    """
    plain, sections = b"", dict[int, tuple[bool, bytes]]()
    for written, raw in _parameters(value):
        found = _SECTION.fullmatch(written)
        if found is None or found[1] != name:
            continue
        if found[2] is None and found[3] is None:
            plain = plain or raw
        else:
            sections.setdefault(int(found[2] or 0), (found[3] is not None, raw))
    return _assembled(sections) if sections else header_text(plain)


def _parameters(value: bytes) -> Iterator[tuple[str, bytes]]:
    at = value.find(b";")
    while 0 <= at < len(value):
        found = _PARAMETER.match(value, at + 1)
        if found:
            yield found[1].decode("ascii", "replace").lower(), _unquoted(found[2])
            at = found.end() - 1
        at = value.find(b";", at + 1)


def _unquoted(raw: bytes) -> bytes:
    """Without quotes; a backslash counts only before what needs one, so that paths of Windows stay."""
    raw = raw.strip()
    if not raw.startswith(b'"'):
        return raw
    raw = raw[1:-1] if len(raw) > 1 and raw.endswith(b'"') else raw[1:]
    return re.sub(rb'\\(["\\])', rb"\1", raw)


def _assembled(sections: dict[int, tuple[bool, bytes]]) -> str:
    charset, pieces, is_any_extended = "", list[bytes](), False
    for nth, (is_extended, raw) in sorted(sections.items()):
        piece = raw
        if nth == 0 and is_extended and raw.count(b"'") >= 2:
            said, _language, piece = raw.split(b"'", 2)
            charset = said.decode("ascii", "replace")
        pieces.append(unquote_to_bytes(piece) if is_extended else piece)
        is_any_extended |= is_extended
    whole = b"".join(pieces)
    return in_charset(whole, charset) if is_any_extended else header_text(whole)
