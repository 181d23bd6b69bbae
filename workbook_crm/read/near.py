"""A header that is almost one of ours: slips of the pen, never another word."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache

from workbook_crm.model.header_words import OTHERS
from workbook_crm.model.simplified import simplified
from workbook_crm.model.spellings import is_coded, word_key
from workbook_crm.model.vocabulary import COMPOSED, WEAK, Vocabulary, Word, stems

_SHORTEST, _LONGEST, _LONGER = 3, 40, 2

_TELLING = frozenset(
    "上下前后高低首末新老旧原实预总子父男女月年日周开结始出进收付买卖增减入已未可不非多少大小内外主副正反左右甲乙丙一二三四五六七八九十我他"
)
"""Characters that make another word of one: 上次跟进时间 is no slip of 下次跟进时间."""
_ENDS = ("date", "time", "day", "type", "rate", "state", "name", "no", "note", "size", "site", "code", "mode")
"""Short words of which a slip makes another one."""
_ALIKE = frozenset(
    frozenset(pair)
    for pair in (
        *(
            "名各",
            "户尸",
            "日曰",
            "己已",
            "未末",
            "折拆",
            "折析",
            "电申",
            "人入",
            "力刀",
            "预顶",
            "住往",
            "侯候",
        ),
        *(
            "优忧",
            "惠恵",
            "率卒",
            "竞竟",
            "格恪",
            "线钱",
            "案按",
            "话活",
            "级汲",
            "类粪",
            "微徽",
            "称秤",
            "址扯",
        ),
    )
)
"""Characters that look alike."""


def nearest(
    header: str, vocabulary: Vocabulary, kind: str, taken: Collection[str]
) -> tuple[str, bool] | None:
    """The one field of a kind that a header nearly names, and whether that is sure enough to read it so.

    None where no word is near, or words of several fields are.
    """
    key = word_key(simplified(header))
    if len(key) < _SHORTEST or len(key) > _LONGEST or key in OTHERS or is_coded(header):
        return None
    words = vocabulary.columns[kind]
    near: dict[str, bool] = {}
    for stem in (key, *stems(kind, key)):
        for word, meaning in words.items():
            if meaning.field in taken or meaning.part or not _may_be_meant(word, meaning, stem, key):
                continue
            sure = _how_near(stem, word)
            if sure or (sure is False and meaning.rank < COMPOSED):
                near[meaning.field] = near.get(meaning.field, False) or sure
    sure_ones = [name for name, sure in near.items() if sure]
    if len(sure_ones) == 1:
        return sure_ones[0], True
    return (next(iter(near)), False) if len(near) == 1 and not sure_ones else None


def _may_be_meant(word: str, meaning: Word, stem: str, key: str) -> bool:
    """Whether a word is looked at: one put together of parts, or the rest of one, only at equal length."""
    if meaning.rank >= COMPOSED and (key.isascii() or meaning.rank >= WEAK or stem is not key):
        return False
    longer = _LONGER if meaning.rank < COMPOSED and stem is key else 0
    return abs(len(word) - len(stem)) <= longer


def _how_near(key: str, word: str) -> bool | None:
    """True for a slip, False for something alike, None for another word."""
    if key == word:
        return None
    return _latin(key, word) if key.isascii() and word.isascii() else _chinese(key, word)


def _latin(key: str, word: str) -> bool | None:
    if len(word) < 5 or key[0] != word[0]:
        return None
    from rapidfuzz.distance import OSA  # 40 ms, and only a header that nobody knows needs it

    allowed = 1 if len(word) < 9 else 2
    distance = OSA.distance(key, word, score_cutoff=allowed)
    if distance > allowed or _ends_otherwise(key, word):
        return None
    return key.rstrip("0123456789") == key or word.rstrip("0123456789") != word


def _ends_otherwise(key: str, word: str) -> bool:
    """Whether only one of them ends in a word that says what a column is: lead date, lead state."""
    return any(key.endswith(end) != word.endswith(end) for end in _ENDS)


def _chinese(key: str, word: str) -> bool | None:
    if key.isascii() or word.isascii():
        return None
    if len(key) == len(word):
        return _same_length(key, word)
    longer, shorter = (key, word) if len(key) > len(word) else (word, key)
    if len(shorter) < 3 or len(longer) - len(shorter) > 1:
        return None
    at = next((i for i, each in enumerate(shorter) if each != longer[i]), len(shorter))
    if longer[:at] + longer[at + 1 :] != shorter:
        return None
    surplus = longer[at]
    doubled = surplus in (longer[at - 1 : at], longer[at + 1 : at + 2])
    return True if doubled or surplus in "的之" else (False if surplus not in _TELLING else None)


def _same_length(key: str, word: str) -> bool | None:
    differing = [(ours, theirs) for ours, theirs in zip(word, key, strict=True) if ours != theirs]
    if sorted(key) == sorted(word):
        return len(word) >= 3
    if len(differing) > 2 or len(differing) * 2 > len(word):
        return None
    if all(frozenset(pair) in _ALIKE for pair in differing):
        return True
    if any(each in _TELLING for pair in differing for each in pair):
        return True if _sound(key, tones=True) == _sound(word, tones=True) else None
    if _sound(key) == _sound(word):
        return True
    return False if len(word) >= 4 and len(differing) == 1 else None


@lru_cache(maxsize=5_000)
def _sound(text: str, *, tones: bool = False) -> tuple[str, ...]:
    from pypinyin import Style, lazy_pinyin  # 130 ms, and only for a header that is one character off

    return tuple(lazy_pinyin(text, style=Style.TONE3 if tones else Style.NORMAL))
