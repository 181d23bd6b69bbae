"""Who sent a mail, by its From: one field with one address, or nobody.

Where a reader of the header and a reader of the screen could come to different people, it is nobody.
"""

from __future__ import annotations

import re

from workbook_crm.arrive.mail.fields import Fields

_QUOTED = re.compile(rb'"(?:[^"\\]|\\.)*"')
_COMMENT = re.compile(rb"\([^()]*\)")
_IN_ANGLES = re.compile(rb"<([^<>]*)>")
_ADDRESS = re.compile(r"[^\s@,;:<>()\[\]\\\"]+@[^\s@,;:<>()\[\]\\\"]+\.[^\s@,;:<>()\[\]\\\".]+")


def sender_of(fields: Fields) -> str | None:
    """The address of the one who sent a mail, in lower case; None where it is not exactly one."""
    froms = fields.all("from")
    return _one_address(froms[0]) if len(froms) == 1 else None


def _one_address(value: bytes) -> str | None:
    bare = _QUOTED.sub(b"", value.replace(b"\r", b"").replace(b"\n", b""))
    while (without := _COMMENT.sub(b"", bare)) != bare:
        bare = without
    in_angles = _IN_ANGLES.findall(bare)
    outside = _IN_ANGLES.sub(b"", bare)
    if len(in_angles) == 1:
        address = _address(in_angles[0])
        shown = _address(outside)  # some programs show the address as the name
        return address if b"@" not in outside or shown == address else None
    return _address(outside) if not in_angles else None


def _address(raw: bytes) -> str | None:
    text = raw.strip().decode("utf-8", "replace").lower()
    return text if _ADDRESS.fullmatch(text) and "\ufffd" not in text else None
