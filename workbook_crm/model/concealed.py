"""Passwords kept out of everything that is printed or written down, whatever the spelling of an address."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import unquote

_STARS = "***"
_RULES = (
    (re.compile(r"([A-Za-z][\w+.\-]*:?/{1,3})[^\n]*@"), rf"\1{_STARS}@"),  # scheme://user:secret@
    (re.compile(r"""(?<![^\s"'“”=(])(?!\S*/\*{3}@)[^\s"'“”=(]*:[^\s"'“”]*@"""), f"{_STARS}@"),  # user:secret@
    (re.compile(r"""(://[^\s/:@"'“”]*:)(?!\d{1,5}(?!\w))[^\s/@"'“”]+"""), rf"\1{_STARS}"),  # //user:secret
    (
        re.compile(
            r"""((?:password|passwd|passphrase|pwd|secret)["']?\s*(?:=|:|%3D)\s*)"""
            r"""("[^"\n]*"|'[^'\n]*'|[^\s&;"'“”,)}]+)""",
            re.IGNORECASE,
        ),
        rf"\1{_STARS}",
    ),
)
_IN_QUERY = re.compile(r"[?&;]([^=&;]*)=([^&;]*)")
_SECRET_KEY = re.compile(r"pass|pwd|secret", re.IGNORECASE)
_SHORTEST = 2


def conceal(text: str, secrets: Iterable[str] = ()) -> str:
    """The text without what stands where a password does, and without any of the secrets that are known."""
    for rule, shown in _RULES:
        text = rule.sub(shown, text)
    for secret in sorted(secrets, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(secret)}(?!\w)", _STARS, text)
    return text


_NO_SECRETS = re.compile(r"[a-z+]+://[\w.\-]*(/[\w./\-]*)?", re.IGNORECASE)
_SCHEME = re.compile(r"[A-Za-z][\w+.\-]*:?/*")


def shown_address(written: str) -> str:
    """What may be shown of what stands in the place of an address: nothing that could be a password."""
    if _NO_SECRETS.fullmatch(written):
        return written
    scheme = _SCHEME.match(written)
    return f"{scheme[0] if scheme and '/' in scheme[0] else ''}{_STARS}"


def secrets_in(url: str) -> frozenset[str]:
    """The passwords that an address carries, as written, decoded, and in the parts that a parser may make."""
    account = url.partition("://")[2].rpartition("@")[0]
    written = [account.partition(":")[2]]
    written += [value for key, value in _IN_QUERY.findall(url) if _SECRET_KEY.search(unquote(key))]
    whole = {each for secret in written for each in (secret, unquote(secret))}
    parts = {part for each in whole for part in re.split(r"[@/:?#&%\s]", each)}
    return frozenset(each for each in whole | parts if len(each) >= _SHORTEST)
