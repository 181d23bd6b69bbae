"""In which encoding a text file was written: told by marks and by what decodes, weighed only for Chinese."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it starts with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NAMES = {
    "utf-8-sig": "UTF-8",
    "utf-8": "UTF-8",
    "gb18030": "GB18030",
    "big5hkscs": "Big5",
    "cp1252": "Windows-1252",
    "cp932": "Shift-JIS",
}
_SAMPLE_BYTES = 1 << 18
_SURE_CHARACTERS = 8
_BROKEN_SHARE = 0.02

# What ordinary text is made of: GB 2312 symbols and level 1 (the 3,755 most used characters), Big5 symbols
# and level 1 (5,401).
_GB_COMMON = re.compile(rb"[\xa1-\xa3\xb0-\xd7][\xa1-\xfe]")
_BIG5_COMMON = re.compile(rb"[\xa1-\xa3\xa4-\xc6][\x40-\x7e\xa1-\xfe]")
_PAIR = re.compile(rb"[\x81-\xfe][\x30-\xfe]")
_WESTERN = re.compile(rb"(?<![\x80-\xff])[\x80-\xff](?![\x80-\xff])|(?<=[A-Za-z])[\xc0-\xff]{2}(?=[A-Za-z])")
"""A byte beyond ASCII alone, or two within a word: é, Negociação, Größe. Chinese hardly ever stands so."""
_KANA = re.compile(rb"\x82[\x9f-\xf1]|\x83[\x40-\x7e\x80-\x96]")
"""Japanese syllables in Shift-JIS; in GB18030 these bytes are rare characters."""
_SOME_KANA = 0.08
_HIGH = re.compile(rb"[\x80-\xff]")
_WIDE_SEPARATORS = (b"\n\0", b"\r\0", b",\0", b"\t\0", b";\0", b" \0")


@dataclass(frozen=True, slots=True)
class Text:
    """Decoded text; `is_certain` is False where another encoding would also have done."""

    text: str
    encoding: str
    is_certain: bool = True
    broken: int = 0
    """Characters that could not be decoded; each is U+FFFD."""


def decode(content: bytes) -> Text:
    """The text of a file of unknown encoding."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _decoded(content, encoding)
    wide = _wide(content)
    if wide is not None:
        return _decoded(content, wide)
    if content.isascii():
        return Text(content.decode("ascii"), "UTF-8")
    return _utf8(content) or _narrow(content)


def _decoded(content: bytes, encoding: str, *, is_certain: bool = True) -> Text:
    text = content.decode(encoding, "replace")
    broken = text.count("\ufffd") if encoding != "cp1252" else 0
    return Text(text, _NAMES.get(encoding, encoding.upper()), is_certain, broken)


def _wide(content: bytes) -> str | None:
    """UTF-16 without a mark: separators are two bytes wide, and stand at even offsets."""
    sample = content[:_SAMPLE_BYTES]
    if b"\0" not in sample:
        return None
    units = [sample[at : at + 2] for at in range(0, len(sample) - 1, 2)]
    little = sum(units.count(mark) for mark in _WIDE_SEPARATORS)
    big = sum(units.count(mark[::-1]) for mark in _WIDE_SEPARATORS)
    if max(little, big) * 200 < len(units):
        return None
    return "utf-16-le" if little >= big else "utf-16-be"


def _utf8(content: bytes) -> Text | None:
    """UTF-8, also where a program cut some characters in the middle, or wrote U+FFFD for what it had lost."""
    decoded = _decoded(content, "utf-8")
    if not decoded.broken or _decodes(content, "utf-8"):
        return decoded
    beyond_ascii = len(decoded.text) - len(decoded.text.encode("ascii", "ignore"))
    whole = beyond_ascii - decoded.broken
    return decoded if whole and decoded.broken <= max(1, whole * _BROKEN_SHARE) else None


def _narrow(content: bytes) -> Text:
    """GB18030, Big5, Shift-JIS or a western encoding, whichever makes ordinary text of the bytes."""
    sample = content[:_SAMPLE_BYTES]
    high = len(_HIGH.findall(sample))
    if sum(map(len, _WESTERN.findall(sample))) * 2 > high:
        return _decoded(content, "cp1252", is_certain=_decodes(content, "cp1252"))
    pairs = len(_PAIR.findall(sample)) or 1
    if len(_KANA.findall(sample)) > pairs * _SOME_KANA and _decodes(content, "cp932"):
        return _decoded(content, "cp932")
    gb = len(_GB_COMMON.findall(sample)) / pairs if _decodes(content, "gb18030") else 0.0
    big5 = _big5_share(sample) if _decodes(content, "big5hkscs") else 0.0
    encoding = "big5hkscs" if big5 > gb + 0.1 else "gb18030"
    if max(gb, big5) == 0.0 and _is_western(content, sample):
        return _decoded(content, "cp1252", is_certain=False)
    is_certain = pairs >= _SURE_CHARACTERS and max(gb, big5) > 0.8 and abs(gb - big5) > 0.1
    return _decoded(content, encoding, is_certain=is_certain)


def _is_western(content: bytes, sample: bytes) -> bool:
    """Whether Chinese would leave more broken than programs cut off, and a western encoding nothing."""
    broken = sample.decode("gb18030", "replace").count("\ufffd")
    return broken > max(1, len(_PAIR.findall(sample)) * _BROKEN_SHARE) and _decodes(content, "cp1252")


def _big5_share(sample: bytes) -> float:
    pairs = re.findall(rb"[\x81-\xfe][\x40-\x7e\xa1-\xfe]", sample)
    return sum(1 for pair in pairs if _BIG5_COMMON.fullmatch(pair)) / (len(pairs) or 1)


def _decodes(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
