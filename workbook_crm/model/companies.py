"""Companies under the names that people give them: 远航物流（上海）有限责任公司 is 上海远航物流."""

from __future__ import annotations

import re
from functools import lru_cache

from workbook_crm.model.keys import search_key
from workbook_crm.model.simplified import simplified

_FORM = re.compile(
    r"(?:\(?集团\)?(?:股份)?(?:有限)?(?:责任)?(?:总?公司)?|(?:股份|有限|责任)+(?:总?公司)?|(?<!分)(?<!子)总?公司)$"
)
"""The legal form at the end of a Chinese name."""
_BRACKETED = re.compile(r"\(([^()]{1,6})\)")
_BRANCH = re.compile(r"(?:分公司|子公司|分店|门店|办事处)$")
_REGION = re.compile(
    r"^(北京|上海|天津|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|"
    r"台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门)(?:省|市|自治区)?"
)
_CITY = re.compile(r"^([\u4e00-\u9fff]{2,3})市")
_FORMS = frozenset({
    "co", "ltd", "limited", "inc", "incorporated", "llc", "corp", "corporation", "company", "gmbh",
    "plc", "pte", "sa", "bv",
})  # fmt: skip
_WORD = re.compile(r"[^\W_]+")
_SHORTEST = 4


@lru_cache(maxsize=100_000)
def company_key(name: str) -> str | None:
    """The key of a company's name without legal form and punctuation; None for what is hardly one.

    Two names of one key are probably one company, and not certainly: 股份 and 有限 may be two.
    """
    if name.isascii():
        return _western(name)
    if len(name) < _SHORTEST:  # most people
        return None
    key = simplified(search_key(name))
    if _BRANCH.search(key):
        return None
    core = _FORM.sub("", _without_region(key))
    return core if len(core) >= _SHORTEST and any("\u4e00" <= each <= "\u9fff" for each in core) else None


def _without_region(key: str) -> str:
    """The name with its region in front: 远航物流(上海)公司 and 上海市远航物流公司 as 上海远航物流公司."""
    for bracketed in _BRACKETED.findall(key) if "(" in key else ():
        if bracketed != "集团":
            key = bracketed + key.replace(f"({bracketed})", "", 1)
    plain = _REGION.sub(r"\1", key)
    region = _REGION.match(plain)
    head = region[1] if region else ""
    return head + _CITY.sub(r"\1", plain[len(head) :])


def _western(name: str) -> str | None:
    words = [word.casefold() for word in _WORD.findall(name.replace("&", " and ").replace("'", ""))]
    core = [word for word in words if word not in _FORMS and word != "the"]
    return " ".join(core) if len(core) > 1 or (len(core) < len(words) and len("".join(core)) > 2) else None
