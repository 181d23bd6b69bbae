"""Words of headers as they are spoken in Hong Kong and in the country, in those of the written language."""

from __future__ import annotations

import re

_PAIRS = """
边个=谁 边位=谁 边度=哪里 边间=哪家 边部=哪台 边款=哪款 乜嘢=什么 咩=什么 乜=什么 点样=怎么 点解=为什么 点知=怎么知道 点嚟=怎么来
几多=多少 几耐=多久 几何时=几时 搵=找 揾=找 睇=看 倾=谈 边架=哪台 边辆=哪台 边张=哪台 俾=给 畀=给 嘅=的 佢哋=他 佢=他 我哋=我们 你哋=你们 揸=开 咗=了 嚟=来 喺=在 系边=在哪里
瞅上=看中 瞅中=看中 相上=看中 瞅=看 唠嗑=聊 唠=聊 上回=上次 下回=下次 上趟=上次 下趟=下次 几儿=几号
咋个=怎么 咋=怎么 咱们=我们 咱=我们 俺们=我们 俺=我们 啥子=什么 哪个屯=哪个村 哪疙瘩=哪里 哪旮旯=哪里 哪噶=哪里
"""
_SAME = dict(pair.split("=") for pair in _PAIRS.split())
_ANY = re.compile("|".join(sorted(map(re.escape, _SAME), key=len, reverse=True)))


def in_written_words(text: str) -> str:
    """Return a Simplified header with its dialect words in standard ones: 边个跟 as 谁跟."""
    return _ANY.sub(lambda found: _SAME[found[0]], text)
