"""How the bytes of a part are written down in a mail: base64, quoted-printable, uuencode, or as they are."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator

_ENCODING = re.compile(r"[a-z0-9-]+")
_BASE64_LINE = re.compile(rb"[A-Za-z0-9+/]+={0,2}")
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/=]+")
_PADDED_RUN = re.compile(rb"[A-Za-z0-9+/]+")
_SURE_BYTES = 16
"""A line of base64 behind the end of base64, and of this length, is no word of a footer."""


def decoded(raw: bytes, encoding: str) -> bytes:
    """The bytes of a part; `encoding` is what its header says, with whatever else stands there."""
    found = _ENCODING.search(encoding.lower())
    how = found[0] if found else ""
    if how == "base64":
        return from_base64(b"\n".join(_lines_of_base64(raw)))
    if how == "quoted-printable":
        return binascii.a2b_qp(raw)
    if how in ("x-uuencode", "uuencode", "x-uue", "uue"):
        return _from_uuencode(raw)
    return raw


def from_base64(text: bytes) -> bytes:
    """Decodes every run, each padded or not: some programs pad in the middle."""
    if b"=" not in text.rstrip(b"=\r\n \t"):  # as nearly always: one run
        return _of_run(_NOT_BASE64.sub(b"", text).rstrip(b"="))
    return b"".join(map(_of_run, _PADDED_RUN.findall(_NOT_BASE64.sub(b"", text))))


def _of_run(run: bytes) -> bytes:
    if len(run) % 4 == 1:  # a cut: six bits are no byte
        run = run[:-1]
    return binascii.a2b_base64(run + b"=" * (-len(run) % 4))


def _lines_of_base64(raw: bytes) -> Iterator[bytes]:
    """The lines of a part that are base64: what a gateway writes under them is not."""
    is_over = is_apart = False
    for line in raw.split(b"\n"):
        text = line.strip()
        if not text:
            is_apart = is_over
            continue
        is_it = _BASE64_LINE.fullmatch(text) is not None
        if is_it and not (is_apart and (len(text) < _SURE_BYTES or len(text) % 4)):
            yield text
            is_over, is_apart = text.endswith(b"="), False
        elif not is_over and not is_it and len(_NOT_BASE64.sub(b"", text)) > len(text) * 0.9:
            yield text  # a stray character in the middle


def _from_uuencode(raw: bytes) -> bytes:
    pieces: list[bytes] = []
    is_inside = False
    for line in raw.splitlines():
        if line.startswith(b"begin "):
            is_inside = True
        elif line.rstrip() == b"end":
            break
        elif is_inside and line:
            pieces.append(_uu_line(line))
    return b"".join(pieces)


def _uu_line(line: bytes) -> bytes:
    try:
        return binascii.a2b_uu(line)
    except binascii.Error:  # more behind the data than there should be, as old encoders wrote
        wanted = (((line[0] - 32) & 63) * 4 + 5) // 3
        try:
            return binascii.a2b_uu(line[:wanted])
        except binascii.Error:
            return b""
