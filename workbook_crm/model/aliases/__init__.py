"""Other words for our columns: what people and other systems write over them.

One list in one place. A dealership adds to it in its settings (`[headers.<kind>]`) or on its Choices sheet.
Matching ignores capitals, spaces, width, punctuation, brackets and Traditional characters, so that none of
those are listed here.

A `# kind` heads its fields; `field: word | word` goes on in indented lines; the better word stands first.
Braces stand for each of their words in turn, as in a shell: `{work,home}{ phone, number}` are four words.
Behind `||` stand words that count only where no better one does: 型号 is the product where 商品名称 is missing.
Behind `|||` stand those of them that count only where the cells look like it: 业务 over 阿强 and 小玉 is a person.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product

from workbook_crm.model.aliases import abroad, common, goods, overseas, people, sales

_GROUP = re.compile(r"\{([^}]*)\}")
_Words = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]
_NONE: _Words = ((), (), ())


def aliases_of(kind: str, field: str) -> tuple[str, ...]:
    """The other words for a column of a kind that are listed one by one, the better ones first."""
    return tuple(word for word in _listed(kind, field)[0] if "{" not in word)


def composed_aliases(kind: str, field: str) -> tuple[str, ...]:
    """The other words for a column of a kind that are put together of parts: 接待 + 销售顾问."""
    return tuple(word for group in _listed(kind, field)[0] if "{" in group for word in expanded(group))


def weak_aliases(kind: str, field: str) -> tuple[str, ...]:
    """The words for a column of a kind that may as well mean something else."""
    return tuple(word for group in _listed(kind, field)[1] for word in expanded(group))


def doubtful_aliases(kind: str, field: str) -> tuple[str, ...]:
    """The words for a column of a kind that mean it only where the cells below look like it."""
    return tuple(word for group in _listed(kind, field)[2] for word in expanded(group))


def expanded(text: str) -> Iterator[str]:
    """`{a,b}c` as `ac` and `bc`; text without braces as it is."""
    pieces = _GROUP.split(text)
    yield from map("".join, product(*(each.split(",") if i % 2 else [each] for i, each in enumerate(pieces))))


def aliases_abroad(kind: str, field: str) -> tuple[str, ...]:
    """The words of other languages for a column of a kind, the weak ones last."""
    found = [
        lists.get(of, {}).get(field, _NONE) for of in (kind, "common") for lists in (_abroad(), _overseas())
    ]
    own = _words_here(kind)
    words = (word for each in found for word in (*each[0], *each[1]))
    return tuple(word for word in dict.fromkeys(words) if word not in own)


@cache
def _words_here(kind: str) -> frozenset[str]:
    """Every word that the trade's own lists give to a column of a kind: status, chance."""
    return frozenset(
        word
        for of in (kind, "common")
        for strong, weak, _doubtful in _all().get(of, {}).values()
        for group in (*strong, *weak)
        for word in expanded(group)
    )


def _listed(kind: str, field: str) -> _Words:
    lists = _all()
    own, common_ones = lists.get(kind, {}).get(field, _NONE), lists["common"].get(field, _NONE)
    return own[0] + common_ones[0], own[1] + common_ones[1], own[2] + common_ones[2]


@cache
def _all() -> Mapping[str, Mapping[str, _Words]]:
    return {kind: fields for each in (common, people, goods, sales) for kind, fields in _parsed(each.WORDS)}


@cache
def _abroad() -> Mapping[str, Mapping[str, _Words]]:
    return dict(_parsed(abroad.WORDS))


@cache
def _overseas() -> Mapping[str, Mapping[str, _Words]]:
    return dict(_parsed(overseas.WORDS))


def _parsed(text: str) -> Iterator[tuple[str, Mapping[str, _Words]]]:
    for part in text.strip().removeprefix("# ").split("\n# "):
        kind, *lines = part.strip().replace("\n    ", " ").split("\n")
        yield kind, dict(_field(line) for line in lines)


def _field(line: str) -> tuple[str, _Words]:
    field, words = line.split(": ", 1)
    sure, _, doubtful = words.partition("|||")
    strong, _, weak = sure.partition("||")
    return field, (_parted(strong), _parted(weak), _parted(doubtful))


def _parted(words: str) -> tuple[str, ...]:
    return tuple(word for each in words.split(" | ") if (word := each.strip()))
