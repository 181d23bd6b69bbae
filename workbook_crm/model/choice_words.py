"""Words of lists, understood in either script and with what people write around them.

Only words of lists are looked up in Simplified Chinese. What somebody or something is called never is:
zhconv also changes names that are Simplified already (王乾).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache

from workbook_crm.model.columns import Option
from workbook_crm.model.keys import search_key
from workbook_crm.model.more_words import more_words
from workbook_crm.model.options import PART, RENTAL, USED, VEHICLE, Choice, option_words
from workbook_crm.model.simplified import simplified, simplified_characters

Words = Mapping[str, str]
"""Search key of a word -> the value that it means."""

NAMES = frozenset({"competitor", "region"})
"""Lists of names: a word that is not listed stays in the script in which it was written."""

_ASIDE = re.compile(r"[(（\[【][^)）\]】]*[)）\]】]?")
_AROUND_LEVEL = re.compile(
    r"客户|顾客|线索|意向|级别|等级|[级类等档]|^(?:level|grade|class)|\b(?:customers?|leads?|level|grade|class|rating|category)\b",
    re.IGNORECASE,
)
"""What people write around a level: A级, A类客户, Level A."""
_PROMISE = re.compile(r"[-—–:：,，、/]?(?:\d+|[一二三四五六七八九十]+)(?:天|日|days?)(?:以?内|之内|成交)*$")
"""What a level promises, behind it: H-7天内."""

_NOT = (
    r"(?<!非)(?<!不是)(?<!不含)(?<!无)(?<!可)"
    r"(?<!\bnot )(?<!\bnon[- ])(?<!\bnever )(?<!\bno )(?<!\boff[- ])(?<!\bex[- ])"
)
_KIND_WORDS: Mapping[str, re.Pattern[str]] = {
    kind: re.compile(_NOT + f"(?:{chinese}|\\b(?:{latin})\\b)")
    for kind, chinese, latin in (
        (
            RENTAL,
            r"出租(?!车(?!辆))|(?<![出退])租|レンタル|リース",
            r"rent(?:als?|ed|ing)?|leas(?:es?|ed|ing)(?! returns?)|hire[ds]?|hiring",
        ),
        (
            USED,
            r"二手|中古|准新|翻新|(?<![以新])旧(?![换件])",
            r"used|pre-?owned|second[ -]?hand|cpo|refurbished|reconditioned|lease returns?"
            r"|(?:off|ex)[- ](?:lease|rental)",
        ),
        (
            PART,
            r"配件|零件|零部件|零组件|备件|部件|部品|附件|附属件|耗材|易损件|保养件|装饰件|属具|旧件|(?:精品|用品)(?!车)"
            r"|(?:轮胎|机油|润滑油|滤芯|滤清器|蓄电池|电瓶)$",
            r"parts?(?![- ]?ex(?:change)?\b)|spares?|accessor(?:y|ies)|consumables?",
        ),
    )
}
"""What says of goods which kind they are, wherever it stands in a text."""
_SOLD_BESIDE = re.compile(
    r"(?:服务|维修|修理|保养|维护|维保|保险|人工|工时|延保|质保|保修|救援|年检|检测|检修|安装|改装|装潢|装饰|美容|贴膜|洗车|代办"
    r"|上牌|培训|物流|运输|金融|贷款|手续|电池|电瓶|蓄电池|轮胎|充电器|充电桩|属具|货叉|机油|油品|滤芯)"
    r"(?:费|费用|类|类目|项目|套餐|合同|业务|产品|商品|卡|包)*$"
    r"|\b(?:services?|servicing|maintenance|repairs?|labou?r|insurance|warrant(?:y|ies)|inspections?"
    r"|financ(?:e|ing)|training|installation|freight|shipping|delivery|detailing|roadside assistance"
    r"|batter(?:y|ies)|chargers?|attachments?|implements?|t[iy]res?|wheels|lubricants?|filters?|merchandise)"
    r"(?: (?:plans?|contracts?|agreements?|packages?|fees?|charges?|costs?|hours|work|items?|products?))*$"
)
"""What a dealer sells beside vehicles, where a kind is written: services and goods, at the end of it."""
_BESIDES = re.compile(
    r"包含|包括|附带|不?含(?!税)|(?<![皮送全])带|赠送?|(?<![运输配])送"
    r"|\b(?:incl(?:uding|udes|\b)|with(?:out)?|plus|of|for(?! (?:rent|hire|lease))|from)\b"
)
"""What stands behind it comes along, and is not what the goods are."""
_BEHIND = re.compile(
    r"\s*(?:[（(\[【:：,，;；、/|]|[-–—]+(?=\s)|(?<=\s)[-–—]+)\s*|\s+(?=(?:to|by|on|via|for)\b|\d)|(?=[给于])",
    re.IGNORECASE,
)
"""Where what is written behind a word begins: whom something was sold to, on which day."""
_JOINT = re.compile(r"[、,，;；/|&+＋]|\band\b|\bor\b|[及和与或]")


@lru_cache(maxsize=100_000)
def choice_keys(text: str) -> tuple[str, ...]:
    """The keys of a word: as written, in Simplified Chinese, and with only its characters made Simplified."""
    if text.isascii():
        return (search_key(text),)
    texts = (text, simplified(text), simplified_characters(text))
    return tuple(dict.fromkeys(map(search_key, texts)))


def words_of(words: Iterable[tuple[str, str]]) -> Words:
    """(word, value) pairs as words to look up, in either script. Of equal words the first counts."""
    pairs = list(words)
    known: dict[str, str] = {}
    for nth in range(3):
        for word, value in pairs:
            keys = choice_keys(word)
            if nth < len(keys):
                known.setdefault(keys[nth], value)
    return known


def listed_words(listed: Iterable[Choice]) -> Words:
    """The words of a dealership's own list: values before aliases."""
    listed = list(listed)
    values = [(each.value, each.value) for each in listed]
    return words_of([*values, *((alias, each.value) for each in listed for alias in each.aliases)])


def fixed_words(options: Iterable[Option], more: Mapping[str, list[str]]) -> Words:
    """The words of a fixed list, with the dealership's own, which come before all others."""
    listed = tuple(options)
    return {**words_of(more_words(listed)), **words_of(option_words(listed, more).items())}


def meaning(words: Words, text: str) -> str | None:
    """The value that a word of a list means; None where it is not of that list."""
    return next((value for key in choice_keys(text) if (value := words.get(key)) is not None), None)


def meaning_at_head(words: Words, text: str) -> str | None:
    """The value that the first part of a text means where more stands behind it: Sold - Pruitt, 已售(王总).

    None where the parts behind it name another value.
    """
    first, *others = [part.strip() for part in _BEHIND.split(text)]
    value = meaning(words, first) if others and first else None
    said = {told for part in others if part and (told := meaning(words, part)) is not None}
    return value if said <= {value} else None


def level_meant(values: Iterable[str], text: str) -> str | None:
    """The level that a text names with other words around it: A类客户, H級(7天內). None where two are."""
    core = _level(text)
    found = {value for value in values if core and _level(value) == core}
    return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=10_000)
def _level(text: str) -> str:
    plain = simplified(unicodedata.normalize("NFKC", text))
    return _PROMISE.sub("", search_key(_AROUND_LEVEL.sub("", _ASIDE.sub("", plain).strip())).lstrip(":-"))


def kind_said(text: str, words: Words) -> str | None:
    """The kind of goods that a text tells by a word within it: 短期租赁服务, 二手叉车, 叉车配件.

    The last such word counts, for what goods are stands last: 二手叉车配件 are parts. None where nothing
    tells, or where goods of several kinds are joined.
    """
    plain = simplified(unicodedata.normalize("NFKC", text)).casefold()
    for written in (_ASIDE.sub("", plain), plain):
        pieces = _JOINT.split(_BESIDES.split(written)[0])
        said = {kind for piece in pieces if (kind := _kind_of(piece, words))}
        if said - {VEHICLE}:
            return said.pop() if len(said) == 1 else None
    return None


def kind_written(text: str, words: Words) -> str | None:
    """The kind of goods that a cell of kinds tells: as any text does, else what is sold beside vehicles.

    Services have no kind of their own; they are parts, for no vehicle of the stock is meant.
    """
    told = kind_said(text, words)
    if told is not None:
        return told
    plain = simplified(unicodedata.normalize("NFKC", text)).casefold()
    pieces = [piece.strip() for piece in _JOINT.split(_ASIDE.sub("", plain))]
    return PART if all(map(_SOLD_BESIDE.search, pieces)) else None


def _kind_of(piece: str, words: Words) -> str | None:
    exact = meaning(words, piece.strip())
    if exact is not None:
        return exact
    ends = {
        kind: max((each.end() for each in said.finditer(piece)), default=-1)
        for kind, said in _KIND_WORDS.items()
    }
    last = max(ends, key=lambda kind: ends[kind])
    return last if ends[last] >= 0 else None
