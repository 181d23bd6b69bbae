"""What a search by sound or in Traditional Chinese needs to know of the characters that occur in a list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def readings(texts: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """The pinyin of every Chinese character that occurs, without tones, the most usual first."""
    from pypinyin import Style, pinyin  # loads a dictionary

    found = {}
    for char in sorted(_characters(texts)):
        (sounds,) = pinyin(char, style=Style.NORMAL, heteronym=True)
        spelt = tuple(dict.fromkeys(each for each in sounds if each.isascii() and each.isalpha()))
        if spelt:
            found[char] = spelt
    return found


def variants(texts: Iterable[str]) -> Mapping[str, str]:
    """Traditional characters with the Simplified one, where either occurs."""
    from zhconv.zhconv import getdict  # loads a dictionary

    known = _characters(texts)
    return {
        traditional: simple
        for traditional, simple in sorted(getdict("zh-hans").items())
        if len(traditional) == len(simple) == 1 and traditional != simple and {traditional, simple} & known
    }


def _characters(texts: Iterable[str]) -> set[str]:
    return {char for text in texts for char in text if not char.isascii()}
