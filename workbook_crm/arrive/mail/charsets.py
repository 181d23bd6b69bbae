"""Text of mails: whatever charset it claims, and without any."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from itertools import groupby

from workbook_crm.arrive.mail.transfer import from_base64
from workbook_crm.arrive.names import shown_bytes

_OF_CHINA = frozenset({"gb2312", "gb_2312-80", "gbk", "x-gbk", "cp936", "ms936", "euc-cn", "gb18030"})
"""Programs label as the oldest of these what only the newest can hold."""
_SAYS_NOTHING = frozenset(
    {"", "unknown", "unknown-8bit", "x-unknown", "8bit", "us-ascii", "ascii", "default"}
)
_ENCODED_WORD = re.compile(rb"=\?([^?\s]*)\?([bBqQ])\?([^?]*)\?=")
"""RFC 2047, 2; also inside quotes and without blanks around it, as many programs write it."""
_BLANKS_BETWEEN = re.compile(rb"(?<=\?=)[ \t\r\n]+(?==\?[^?\s]*\?[bBqQ]\?)")


def in_charset(raw: bytes, charset: str) -> str:
    """Text in a charset; as UTF-8 or GB18030 where it names none, or one that these bytes are not in."""
    name = charset.strip().strip("\"'").lower()
    if name in _SAYS_NOTHING:
        return shown_bytes(raw)
    try:
        return raw.decode("gb18030" if name in _OF_CHINA else name)
    except (LookupError, ValueError):
        return shown_bytes(raw)


def header_text(raw: bytes) -> str:
    """What a header says: encoded words decoded, even where a character is cut between two of them."""
    raw = _BLANKS_BETWEEN.sub(b"", raw.replace(b"\r", b"").replace(b"\n", b""))
    alike = groupby(_pieces(raw), key=lambda each: each[0])
    return "".join(
        in_charset(b"".join(piece for _, piece in pieces), charset) for (charset, _), pieces in alike
    )


def _pieces(raw: bytes) -> Iterator[tuple[tuple[str, bool], bytes]]:
    """((charset, whether it was encoded), bytes) of each piece."""
    end = 0
    for found in _ENCODED_WORD.finditer(raw):
        if found.start() > end:
            yield ("", False), raw[end : found.start()]
        charset = found[1].decode("ascii", "replace").partition("*")[0]  # RFC 2231, 5: a language may follow
        yield (charset, True), _decoded(found[2], found[3])
        end = found.end()
    if end < len(raw):
        yield ("", False), raw[end:]


def _decoded(how: bytes, text: bytes) -> bytes:
    return from_base64(text) if how in b"bB" else binascii.a2b_qp(text, header=True)
