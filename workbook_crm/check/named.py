"""What a cell calls somebody who is not known: a name to make a record of, or one much like another."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Sequence
from functools import cached_property
from itertools import islice

from workbook_crm.check.suggest import nearest
from workbook_crm.model.keys import identifies, search_key
from workbook_crm.model.language import Name
from workbook_crm.model.sheets import OUR_NUMBER

_NEW = re.compile(r"\s*[(（\[【]\s*(?:新|新增|new)\s*[)）\]】]\s*$|\s+(?:新|new)\s*$", re.IGNORECASE)
_CODE = re.compile(r"(?=(?:.*\d){3})[A-Za-z0-9#._/-]+|(?=.*\d)[A-Za-z0-9]{15,}", re.ASCII)
"""A number of another system: SO-20261104, 0015g00000XyZ; CAT 320 and 7-Eleven are none."""
_LETTER = re.compile(r"[^\W\d_]")
_SEVERAL = re.compile(r"[、;；\n]|[@＠]|https?:")
_LONGEST = 80
_NO_NAMES = (
    "无 没有 暂无 不详 未知 待定 匿名 同上 客户 新客户 老客户 散客 路人 其他 合计 小计 总计 测试 "
    "na n/a none nil unknown tbd tba new newcustomer customer walk-in walkin test other total"
)
_NOBODY = frozenset(_NO_NAMES.split())
_DIGITS = re.compile(r"\d+|[一二三四五六七八九十]")
_SHORTEST_EDITED = 4
"""Letters of a name of which another one is a slip; among shorter ones it is often another person."""
_SHORTEST_BEGUN = 3
_MOST_SHOWN = 3


def without_new(text: str) -> str | None:
    """The name before （新）, by which a sender says that somebody is new; None where nobody says so."""
    name = _NEW.sub("", text)
    return name.strip() if name != text and name.strip() else None


def is_name(text: str) -> bool:
    """Whether somebody can be called so: a number is of a record to come, and several names are not one."""
    key = search_key(text)
    if not _LETTER.search(key) or len(key) > _LONGEST or key in _NOBODY:
        return False
    return not (_CODE.fullmatch(text.strip()) or OUR_NUMBER.match(text.strip()) or _SEVERAL.search(text))


def is_phone(text: str) -> bool:
    """Whether somebody is called by a phone of his own."""
    return identifies(text)


class Names:
    """The names of a kind that are known, to see whether another one may be meant by one of them."""

    def __init__(self, names: Collection[str]) -> None:
        self._names = tuple(names)
        self._by_key = {search_key(name): name for name in names if _LETTER.search(name)}
        self._sorted = sorted(self._by_key)
        self._found: dict[str, tuple[str, ...]] = {}

    def near(self, text: str) -> tuple[str, ...]:
        """The names that may be meant: a slip away, or one is how the other begins. Numbers tell apart."""
        if self._names and text not in self._found:
            self._found[text] = self._near(text)
        return self._found.get(text, ())

    def is_spelling(self, text: str) -> bool:
        """Whether a text is one of the names, shortened, longer, or with a slip."""
        key = search_key(text)
        return any(
            not _are_numbered(key, search_key(each)) for each in (*self._edited(key), *self._begun(key))
        )

    def _near(self, text: str) -> tuple[str, ...]:
        key = search_key(text)
        found = (*self._edited(key), *self._begun(key)) or nearest(text, self._names)
        alike = dict.fromkeys(each for each in found if not _are_numbered(key, search_key(each)))
        return tuple(alike)[:_MOST_SHOWN]

    def _begun(self, key: str) -> Sequence[str]:
        """Longer names that begin so, 海田 of 海田机械; and the longest name that this one begins with."""
        at = bisect_left(self._sorted, key)
        longer = [each for each in self._sorted[at : at + _MOST_SHOWN] if each.startswith(key)]
        ends = range(len(key) - 1, _SHORTEST_BEGUN - 1, -1)
        shorter = next((key[:end] for end in ends if key[:end] in self._by_key), None)
        found = longer if len(key) > 1 and not key.isascii() else []
        found += [shorter] if shorter and not key.isascii() else []
        return [self._by_key[each] for each in found]

    def _edited(self, key: str) -> Sequence[str]:
        """Names with one letter other, more or less: they have one in common without a letter of each."""
        if len(key) < _SHORTEST_EDITED:
            return ()
        from rapidfuzz.distance import Levenshtein

        alike = dict.fromkeys(each for less in _with_one_less(key) for each in self._shortened.get(less, ()))
        found = (each for each in alike if Levenshtein.distance(key, each, score_cutoff=1) <= 1)
        return [self._by_key[each] for each in islice(found, _MOST_SHOWN)]

    @cached_property
    def _shortened(self) -> dict[str, list[str]]:
        shortened: defaultdict[str, list[str]] = defaultdict(list)
        for key in self._sorted:
            if len(key) >= _SHORTEST_EDITED:
                for less in _with_one_less(key):
                    shortened[less].append(key)
        return dict(shortened)


def _with_one_less(key: str) -> set[str]:
    """A key, and all that are left of it without one letter."""
    return {key, *(key[:at] + key[at + 1 :] for at in range(len(key)))}


def _are_numbered(one: str, other: str) -> bool:
    """Whether two names differ in their numbers only: 一号店 and 二号店 are two."""
    rest = _DIGITS.sub("", one)
    is_same = rest == _DIGITS.sub("", other)
    return bool(rest) and is_same and _DIGITS.findall(one) != _DIGITS.findall(other)


def is_it(near: Sequence[str], text: str, *, can_be_new: bool) -> Name:
    """The sentence that asks which of them is meant; `can_be_new`: and how to say that none is."""
    if not near:
        return Name("", "")
    zh, en = f"是不是“{'”或“'.join(near)}”？", f"Did you mean “{'” or “'.join(near)}”? "
    if not can_be_new:
        return Name(zh, en)
    return Name(
        f"{zh}若是另一个，请写成“{text}（新）”。", f"{en}If it is another one, write “{text} (new)”. "
    )
