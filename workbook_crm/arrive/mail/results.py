"""What receivers of a mail say of its sender: Authentication-Results (RFC 8601), read without trust.

A field that cannot be read says nothing. Comments may stand anywhere, and semicolons in quotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbook_crm.arrive.mail.fields import Fields
from workbook_crm.model.letter import Result

_QUOTED_OR = re.compile(r'"((?:[^"\\]|\\.)*)"|([^";]+)|;', re.DOTALL)
_METHOD = re.compile(r"([a-z0-9-]+)(?:\s*/\s*\d+)?\s*=\s*([a-z]+)", re.IGNORECASE)
_PROPERTY = re.compile(r"([a-z]+)\s*\.\s*([a-z0-9_-]+)\s*=\s*(\S+)", re.IGNORECASE)
_MOST = 20


def results_of(fields: Fields) -> tuple[Result, ...]:
    """What each such field says, the topmost first, which is the last that was written."""
    values = fields.all("authentication-results")[:_MOST]
    return tuple(_result(value.decode("utf-8", "replace")) for value in values)


def _result(text: str) -> Result:
    plain = _without_comments(text)
    if plain is None:
        return Result("", ())
    first, *said = _between_semicolons(plain)
    receiver = (first.split() or [""])[0].lower()
    return Result(receiver, tuple(domain for each in said for domain in _proven(each)))


def _without_comments(text: str) -> str | None:
    """None where they do not close: everything behind would be a matter of opinion."""
    out, depth, is_quoted, is_escaped = list[str](), 0, False, False
    for char in text:
        if is_escaped:
            is_escaped = False
        elif char == "\\" and (depth or is_quoted):
            is_escaped = True
        elif char == '"' and not depth:
            is_quoted = not is_quoted
        elif char == "(" and not is_quoted:
            depth += 1
        elif char == ")" and not is_quoted:
            depth -= 1
            out.append(" ")
            continue
        if depth < 0:
            return None
        if not depth:
            out.append(char)
    return None if depth or is_quoted else "".join(out)


def _between_semicolons(text: str) -> list[str]:
    pieces, current = list[str](), ""
    for found in _QUOTED_OR.finditer(text):
        if found[0] == ";":
            pieces.append(current)
            current = ""
        else:
            current += found[0]
    return [*pieces, current]


def _proven(said: str) -> Iterator[str]:
    """The domain of the From that one result proves: DMARC by definition, DKIM the one that signed."""
    method = _METHOD.match(said.strip())
    if method is None or method[2].lower() != "pass":
        return
    properties = {
        f"{each[1]}.{each[2]}".lower(): each[3].strip('"').lower() for each in _PROPERTY.finditer(said)
    }
    wanted = {"dmarc": ("header.from",), "dkim": ("header.d", "header.i")}.get(method[1].lower(), ())
    for name in wanted:
        if name in properties:
            yield properties[name].rpartition("@")[2]
            return
