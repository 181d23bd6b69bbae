"""The spellings of a header: as it stands, without what people add to it, and in plainer words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from workbook_crm.model.written_short import written_out

_BRACKETS = re.compile(r"[(（\[【{<《][^)）\]】}>》]*[)）\]】}>》]")
_PARTING = re.compile(r"[\n\r/|]+")
_AND = re.compile(r"(?<=[\u3400-\u9fff]{2})[及和与、&+](?=[\u3400-\u9fff]{2})")
"""意向机型及台数 holds the one and the other; the first is what the column is."""
_STEPS = re.compile(r"(?<=\w)\.(?=[^\W\d])")
"""Between the steps of a path: customer.contact.phone, of which contact.phone is known."""
_SIGNS = dict.fromkeys("$¥￥€£₹₦₱", "amount")
"""A sign of money that is all that a header says."""
_SPARE = re.compile(r"[\W_]+")
_CJK = re.compile(r"[\u3400-\u9fff]")
_NOT_CJK = re.compile(r"[^\u3400-\u9fff0-9]+")
_CODED = re.compile(
    r"(?<=[\u3400-\u9fff])\s*[_-]?\s*(id|ID|Id|[Cc]ode|CODE|[Nn]o|NO|[Nn]umber|qq|QQ|url|URL|key|Key)(?![a-z])"
)
"""Latin behind Chinese that is no translation of it: 负责人ID is not 负责人, 客户qq not 客户."""
_UNITS = re.compile(r"^(?:kms?|mi|h|hrs?|min|kg|t|kwh?|hp|ps|[mc]?m|l|v|ah)$")
"""Latin behind Chinese that says in what a column counts: 续航km is not km."""
_NUMBERED = re.compile(r"[编代账单]?号码?$|编码$|代码$")
_NUMBERS = frozenset({"id", "code", "no", "number"})
_HASH = re.compile(r"(?<=[^\s#])\s*#|#(?=\s*[^\W\d_])")
_ADDED = re.compile(
    r"^\s*(?:custom|cf|properties|attributes)\s*[._:]\s*"  # custom.Lead Source
    r"|^\s*(?:\d{1,3}|[A-Z](?=[.、)）]\s))\s*[.、．)）]\s*(?=\D)"  # 1. 客户名称
    r"|(?<=[\u3400-\u9fff])\s*\d\s*[.、．:：=-]\s*[^\d\s].*$"  # 跟进类型 1.电话 2.会面
    r"|(?:不|非)?必填项?|选填项?|可选项?|下拉选择|唯一|\b(?:required|optional|mandatory)\b"
    r"|[\s\-_/,，]*\b(?:inc|incl|including|ex|excl|excluding)\.?\s+"
    r"(?:gst|vat|tax|hst|btw|iva|mwst|tva)\s*$"  # RRP inc GST
    r"|\s+(?:incl?|excl?)\.?\s*$"
    r"|[\s\-_/,，]*(?:\+|\b(?:plus|s/|sin|sem|sans|con|com|c/|zzgl|inkl|exkl|iva|vat)(?![^\W_]))\.?\s*"
    r"(?:vat|gst|tax|hst|iva|mwst|ust|btw|tva|incl?|excl?)\.?\s*$"  # Retail +VAT, PVP s/ IVA
    r"|(?<=[^\W\d_])\s+(?:netto|brutto|ht|ttc|cash)\s*$"
    r"|\s+[swd]/o\b.*$"  # Customer Name S/o
    r"|(?:[\s\-_/,，]|\bin\b)*(?:us\$|\b(?:rmb|usd|cny|eur|gbp|hkd|jpy|twd|pln|inr|php|zar)\b|人民币|[$¥￥€£₹₦₱])\s*$",
    re.IGNORECASE,
)
"""What is no part of a column's name: a place in a program, a count, how to fill it in, tax, a currency."""
_PAIRS = """
联络=联系 机率=概率 几率=概率 预估=预计 预期=预计 顾客=客户 客人=客户 目前=当前 现阶段=当前阶段 行动电话=手机
拟购=意向 隶属=所属 跟踪=跟进 追踪=跟进 帐=账 organisation=organization telephone=phone cellphone=mobilephone
licence=license estimated=expected forecasted=expected anticipated=expected
projected=expected catalogue=catalog
倾谈=洽谈 方法=方式 信箱=邮箱 管道=渠道 专案=项目 资讯=信息 连络=联系 连系=联系 市话=座机
"""
_SAME = dict(pair.split("=") for pair in _PAIRS.split())
"""Words by others of one meaning; the second is the plainer."""
_ANY = re.compile("|".join(_SAME))
_TAILS = (("名称", ""), ("姓名", ""), ("名字", ""), ("时间", "日期"), ("日", "日期"))
_PRICED = re.compile(r"(?<=[额价款费算金])(?:万|千)?元$")
_LAST = frozenset("元称名字间日")
_SHORTEST = 2
_LONGEST = 1000
"""Characters of a cell that are looked at for a header; what goes on for longer is none."""


@lru_cache(maxsize=50_000)
def word_key(text: str) -> str:
    """What the spellings of one header have in common: no capitals, width, spaces or punctuation."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return _SPARE.sub("", text.casefold())


@lru_cache(maxsize=50_000)
def plainer(key: str) -> str:
    """A key in the plainest of its words: 目前阶段名称 as 当前阶段, 预计成交日 as 预计成交日期."""
    if _ANY.search(key):
        key = _ANY.sub(lambda found: _SAME[found[0]], key)
    if key[-1:] not in _LAST:
        return key
    key = _PRICED.sub("", key)
    for tail, plain in _TAILS:
        if key.endswith(tail) and len(key) - len(tail) >= _SHORTEST:
            return key[: -len(tail)] + plain
    return key


@lru_cache(maxsize=20_000)
def unaccented(key: str) -> str:
    """A key without accents, as people without such a keyboard write it: telefono, verkaufer."""
    if key.isascii():
        return key
    parts = unicodedata.normalize("NFD", key)
    return "".join(each for each in parts if unicodedata.category(each) != "Mn")


def spellings(text: str) -> Iterator[str]:
    """The keys under which a header may be known, the surest first.

    `客户名称*`, `金额（元）`, `線(xian)索`, `客户名称 Customer name`, names in two lines and what is written
    short (`MdlYr`) are understood.
    """
    text = text[:_LONGEST]
    text = _HASH.sub(" number ", text) if "#" in text else text
    keys = tuple(_spellings(text))
    yield from keys
    yield from map(plainer, keys)
    yield written_out(bare(text))


def bare(text: str) -> str:
    """A header without brackets and without what people add to a column's name."""
    return _ADDED.sub("", _BRACKETS.sub("", text))


def _spellings(text: str) -> Iterator[str]:
    yield word_key(text) or _SIGNS.get(text.strip(), "")
    name = bare(text)
    yield word_key(name)
    for line in _PARTING.split(name):
        yield word_key(line)
    if " " not in name.strip() and len(parts := _AND.split(name)) > 1:
        yield word_key(parts[0])
    if _CJK.search(name) and not name.isascii():
        yield from _by_script(name)
    for each in _BRACKETS.findall(text):
        if not word_key(name) or bool(_CJK.search(each)) != bool(_CJK.search(name)):  # 名称（Customer name）
            yield word_key(each)
    steps = _STEPS.split(name.strip())
    for first in range(1, len(steps) - 1):
        yield word_key(" ".join(steps[first:]))


def is_coded(text: str) -> bool:
    """Whether a header names the code of something: 负责人ID, and not 负责人."""
    return _CODED.search(text) is not None


def _by_script(name: str) -> Iterator[str]:
    """The Chinese and the Latin of a header in two scripts, where each says the same as the other."""
    chinese = word_key(_NOT_CJK.sub("", name))
    coded = _CODED.search(name)
    if coded is None or _NUMBERED.search(chinese):
        yield chinese
        latin = word_key(_CJK.sub("", name))
        if not _UNITS.match(latin):
            yield latin
    elif word_key(coded[1]) in _NUMBERS:
        yield chinese + "编号"
