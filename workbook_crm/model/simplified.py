"""Traditional Chinese as Simplified, for words that are compared and never for what people wrote."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=50_000)
def simplified(text: str) -> str:
    """`線索` as `线索`. Text that is plain Simplified Chinese or no Chinese comes back as it is."""
    if text.isascii() or _is_plain(text):
        return text
    from zhconv import convert

    return str(convert(text, "zh-cn"))


def _is_plain(text: str) -> bool:
    """Whether every character is in GB 2312, which has the Simplified forms only."""
    try:
        text.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True
