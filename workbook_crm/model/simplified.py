"""Traditional Chinese as Simplified, for words that are compared and never for what people wrote."""

from __future__ import annotations

import sys
from functools import lru_cache
from typing import Any


@lru_cache(maxsize=50_000)
def simplified(text: str) -> str:
    """`線索` as `线索`. Text that is plain Simplified Chinese or no Chinese comes back as it is."""
    if text.isascii() or _is_plain(text):
        return text
    return str(conversion().convert(text, "zh-cn"))


@lru_cache(maxsize=50_000)
def simplified_characters(text: str) -> str:
    """`網路` as `网路`: the characters alone, where `simplified` also takes the mainland's word, 网络."""
    if text.isascii() or _is_plain(text):
        return text
    return str(conversion().convert(text, "zh-hans"))


def conversion() -> Any:
    """zhconv, loaded when it is first needed, without setuptools' pkg_resources.

    That takes longer to import than all the rest, and is asked for one file that zhconv also finds by itself.
    """
    hidden = {"pkg_resources"} - sys.modules.keys()
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]  # None: not to be imported
    try:
        from zhconv import zhconv
    finally:
        for name in hidden:
            del sys.modules[name]
    return zhconv


def _is_plain(text: str) -> bool:
    """Whether every character is in GB 2312, which has the Simplified forms only."""
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
