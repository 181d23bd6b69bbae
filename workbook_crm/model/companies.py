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
_PLACE = re.compile(rf"(?<=.)(中国|{_REGION.pattern[2:].partition(')')[0]})")
"""A place that stands within a name."""
_CITY = re.compile(r"^([\u4e00-\u9fff]{2,3})市")
_FORMS = frozenset({
    "co", "ltd", "limited", "inc", "incorporated", "llc", "corp", "corporation", "company", "gmbh",
    "plc", "pte", "sa", "bv",
})  # fmt: skip
_WORD = re.compile(r"[^\W_]+")
_SHORTEST = 4
_BRACKETS = re.compile(r"[()\[\]【】〔〕{}·・.,，、\"'“”‘’-]")
_ROUND = str.maketrans("【】〔〕[]", "()()()")
_LIMITED = re.compile(r"有限(?:责任)?公司")
_WESTERN_FORMS = {
    "company": "co",
    "limited": "ltd",
    "incorporated": "inc",
    "corporation": "corp",
    "private": "pte",
    "pvt": "pte",
}
"""One form in two spellings, and never two forms: Ltd and Inc are two companies."""

_CHINESE_FIRM = re.compile(
    r"公司|集团|有限|股份|合作社|合伙|工厂|商行|物流|经营部|门市部|事务所|研究[所院]|委员会|政府|"
    r".{2}(?:厂|店|行|中心|部|站|局|队|院|场|社|会|校|馆|园|基地|码头|矿|大学|中学|小学|幼儿园|工作室|企业|实业|"
    r"贸易|商贸|运输|货运|机械|建材|建筑|建设|汽贸|汽修|汽车|租赁|仓储|配送|快递|科技|服务|食品|纺织|化工|电子|电器|"
    r"五金|钢材|钢构|木业|纸业|塑料|工程|装饰|农机|银行|酒店)$"
)
"""What a Chinese firm is known by, wherever it stands, or at the end behind a name of its own."""
_WESTERN_WORDS = """
ltd limited inc incorporated llc llp lp plc gmbh ag kg ohg ug co corp corporation company companies group
holding holdings bv nv sa sarl sas srl spa oy ab aps as pty pte bhd sdn kk logistics logistik motors
motor trucks trucking transport transports transportation freight shipping cargo haulage couriers
services service solutions systems industries industrial enterprises supply supplies equipment machinery
construction contractors contracting builders building materials auto autos automotive cars dealership
rentals rental leasing hire trading traders import imports export exports foods warehouse warehousing
storage technologies technology partners associates consulting university school hospital clinic
department council authority bank hotel restaurant store stores supermarket garage brothers bros sons
foundation association center centre international manufacturing mfg works plastics chemicals energy
electric mining engineering media agency airlines airways dairy packaging recycling landscaping plumbing
roofing electrical ports terminal distribution distributors wholesale
"""
"""What a firm of the West calls itself; no word that is a family's name as well (Mills, Power, Church)."""
_WESTERN_FIRM = frozenset(_WESTERN_WORDS.split())


@lru_cache(maxsize=100_000)
def is_company(name: str) -> bool:
    """Whether a name is a firm's by its words, never by its length: John Carter is a person."""
    if "\u4e00" <= name[-1:] <= "\u9fff" or _CHINESE_FIRM.search(name):
        return _CHINESE_FIRM.search(simplified(search_key(name))) is not None
    words = [word.casefold() for word in _WORD.findall(name.replace("'", "").replace(".", ""))]
    return "&" in name or (len(words) > 1 and not _WESTERN_FIRM.isdisjoint(words))


@lru_cache(maxsize=100_000)
def spelling_key(name: str) -> str:
    """What all spellings of one company's name have in common, its legal form included.

    有限公司 is 有限责任公司 (Company Law, article 7), brackets and blanks are spelling, Co., Ltd. is Company
    Limited. 股份 is another form, and another order of words is another name: two such may be two companies.
    """
    if name.isascii():
        words = [word.casefold() for word in _WORD.findall(name.replace("&", " and ").replace("'", ""))]
        return " ".join(_WESTERN_FORMS.get(word, word) for word in words if word != "the")
    return _LIMITED.sub("有限公司", _BRACKETS.sub("", simplified(search_key(name))))


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


@lru_cache(maxsize=100_000)
def company_keys(name: str) -> tuple[str, ...]:
    """The keys under which the store may have a company: of its name with a place in brackets, and without.

    海田机械(中国)有限公司 has its place in front in the key, 海田机械中国有限公司 where it stands.
    """
    key = company_key(name)
    if key is None or name.isascii():
        return (key,) if key else ()
    plain = simplified(search_key(name)).translate(_ROUND)
    bare = plain.replace("(", "").replace(")", "")
    spelt = (name, plain, bare, _PLACE.sub(r"(\1)", bare, count=1))
    return tuple(dict.fromkeys(found for each in spelt if (found := company_key(each))))


def _without_region(key: str) -> str:
    """The name with its region in front: 远航物流(上海)公司 and 上海市远航物流公司 as 上海远航物流公司."""
    for bracketed in _BRACKETED.findall(key):
        if bracketed != "集团":
            key = bracketed + key.replace(f"({bracketed})", "")
    region = _REGION.match(key)
    head, rest = (region[1], key[region.end() :]) if region else ("", key)
    return head + _CITY.sub(r"\1", rest)


def _western(name: str) -> str | None:
    words = [word.casefold() for word in _WORD.findall(name.replace("&", " and ").replace("'", ""))]
    core = [word for word in words if word not in _FORMS and word != "the"]
    return " ".join(core) if len(core) > 1 or (len(core) < len(words) and len("".join(core)) > 2) else None
