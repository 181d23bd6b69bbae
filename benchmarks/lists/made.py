"""Rows made from a pattern, for lists that are long: `<name>`, `<mobile>`, `<of:A/B>`; the same seed, the same rows."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import partial

_PLACE = re.compile(r"<(\w+)(?::([^>]*))?>")
_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
_GIVEN = "安邦承达恩帆光浩佳凯朗铭宁鹏庆瑞松涛伟祥雅泽"
_FIRST = ("Amos", "Beth", "Clyde", "Doris", "Earl", "Fern", "Glenn", "Hazel", "Ivan", "June")
_LAST = ("Abbott", "Boyle", "Crane", "Dorsey", "Ellis", "Fisk", "Grady", "Hobbs", "Ingram", "Jarvis")


def made_rows(pattern: Sequence[str], count: int, seed: int) -> Iterator[tuple[str, ...]]:
    """`count` rows of the pattern."""
    chance = random.Random(seed)
    for nth in range(count):
        word = partial(_word, nth=nth, seed=seed, chance=chance)
        yield tuple(_PLACE.sub(word, cell) for cell in pattern)


def _word(match: re.Match[str], nth: int, seed: int, chance: random.Random) -> str:
    what, more = match[1], match[2]
    if what == "name":
        surname = _SURNAMES[(nth * 7 + seed) % len(_SURNAMES)]
        return surname + _GIVEN[nth % len(_GIVEN)] + chance.choice(_GIVEN)
    if what == "enname":
        return f"{_LAST[(nth * 3 + nth // 10) % 10]}, {_FIRST[nth % 10]}"
    if what == "mobile":
        return f"1390{seed % 1000:03d}{nth + 1:04d}"
    if what == "of":
        return chance.choice(more.split("/"))
    if what == "no":
        return f"{int(more) + nth:0{len(more)}d}"
    if what == "day":
        return (date.fromisoformat(more) + timedelta(days=chance.randrange(3))).isoformat()
    if what == "day2":
        return f"{chance.randint(1, 28):02d}"
    if what == "two":
        return f"{(nth * 7 + seed) % 60:02d}"
    if what == "digit":
        return str(chance.randint(1, 9))
    raise ValueError(f"unknown pattern {match[0]}")
