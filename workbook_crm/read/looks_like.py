"""Whether cells look like people, days, levels or sources: what a doubtful header rests on."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import lru_cache

from workbook_crm.model.choice_words import choice_keys
from workbook_crm.model.columns import DATED, Column, Of
from workbook_crm.model.simplified import simplified
from workbook_crm.model.usual_words import usual_words

_SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳"
    "酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞"
    "熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓"
    "郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫"
    "宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴鬱胥能苍双闻莘党翟谭贡劳逄姬申扶堵"
    "冉宰郦雍郤璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东"
    "欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公肖覃闫涂代付苟牟兰佟闵仝妥哈拜撒喇闪羡臧冼撖逄綦亓"
)
_NOT_CALLED = frozenset(
    "车租修卖买换保贷款险件厂店价月年号台辆业务类型产品新旧订单配机服公司部组区市路金融全包家"
)
"""Characters that say a thing, and hardly ever stand in what a colleague is called."""
_CHINESE = re.compile(r"^[\u3400-\u9fff]{2,4}$")
_CALLED = re.compile(
    r"^(?:阿|小|老|大)[\u3400-\u9fffA-Za-z]{1,6}$|^[\u3400-\u9fff](?:总|工|哥|姐|经理|主任|店长|师傅)$"
)
_TEAM = re.compile(r"^[\u3400-\u9fff]{1,4}(?:部|部门|组|科|室|店|队|中心)$")
"""What rows are handed to beside people."""
_TITLED = re.compile(
    r"^[\u3400-\u9fff]{1,3}(?:先生|女士|小姐|太太|老师|医生|律师|老板|老总|总监|经理|主任|书记|会计|科长|处长|队长|村长|师傅|大哥|大姐|大叔|大妈"
    r"|[一二三四五六]?[叔婶伯]|阿姨|姐姐|[哥姐嫂姨总工科局]|[太生])$"
)
"""韦阿姐, 梁大哥, 霍先生: what customers are called in a list of them."""
_LATIN = re.compile(r"^[A-ZÀ-Þ][\w'’.\-]*(?: [A-ZÀ-Þ][\w'’.\-]*){0,3}$")
_MOST_LATIN, _LONGEST_LATIN = 25, 40
_NAME_PART = r"(?:[A-ZÀ-Þ][\w'’.\-]*|&|and|y|de|del|van|von|bin|binti|a/l|a/p|[swd]/o)"
_LATIN_NAME = re.compile(rf"^{_NAME_PART}(?: {_NAME_PART}){{1,6}}$")
_DAYISH = re.compile(
    r"^\s*(?:\d{1,4}\s*[-/.年月]\s*\d|\d{1,2}\s*(?:日|号|月)|\d{1,2}(?:st|nd|rd|th)?\.?\s+[a-zà-ÿ]{3,}|[a-z]{3,9}\.?\s+\d"
    r"|(?:本|下下?个?|这个?)?(?:周|星期|礼拜|月)|[今明后]天|(?:next|this|end of|mid|early|late) )",
    re.IGNORECASE,
)
_LEVELS = re.compile(
    r"^(?:[A-DHO][+-]?(?:[级类]|grade)?|(?:很|较|非常)?(?:高|中|低|强|弱|热|温|冷|急|不急|一般)(?:意向)?|[1-5]?[★⭐星]+|hot|warm|cold|high"
    r"|medium|low|[1-5])$",
    re.IGNORECASE,
)
_SOME_SOURCES = 3
"""One in so many words of a column of sources is one that the trade has."""


def looks_like(column: Column, cells: Sequence[object]) -> bool:
    """Whether cells look like what a field asks for, where their header alone does not say so. True for kinds
    of value that nothing is known about, and for blank columns."""
    test = _TESTS.get(column.choices or "") or _TESTS.get(column.of)
    if test is None:
        return True
    seen = set(cells) - {""}
    return test(list(seen)) if seen else column.of is not Of.PERSON


def are_levels(cells: Sequence[object]) -> bool:
    """Whether all cells with something in them are levels: 高, B类, hot."""
    return all(bool(_LEVELS.match(simplified(_text(cell)))) for cell in cells if cell != "")


def _are_people(cells: Sequence[object]) -> bool:
    """Whether cells are what colleagues are called; some may be teams: 服务部."""
    texts = [cell.strip() if isinstance(cell, str) else "" for cell in cells]
    people = sum(map(_is_called, texts))
    has_teams = False
    for text in texts:
        if not (_is_called(text) or _may_be_called(text)):
            if not _TEAM.match(text):
                return False
            has_teams = True
    return people * 2 >= len(texts) + has_teams


def _may_be_called(text: str) -> bool:
    """Whether a text has the form of a name, be its surname a rare one: 冼亮."""
    plain = simplified(text)
    return bool(_CHINESE.match(plain)) and len(plain) < 4 and _NOT_CALLED.isdisjoint(plain)


def is_somebody(text: str) -> bool:
    """Whether a text may be what somebody is called, with a title or in full: 霍先生, Gord Olson."""
    if text.isascii() or _LATIN.match(text):
        return " " in text and len(text) <= _LONGEST_LATIN and bool(_LATIN_NAME.match(text))
    return bool(_TITLED.match(simplified(text))) or _is_called(text)


@lru_cache(maxsize=10_000)
def _is_called(text: str) -> bool:
    """Whether a text may be what a colleague is called: 王芳, 阿强, Wei Ling."""
    plain = simplified(text)
    if _CALLED.match(plain):
        return True
    if _CHINESE.match(plain):
        return plain[0] in _SURNAMES and _NOT_CALLED.isdisjoint(plain[1:])
    return len(text) <= _MOST_LATIN and bool(_LATIN.match(text))


def _are_days(cells: Sequence[object]) -> bool:
    return sum(_is_day(cell) for cell in cells) * 2 > len(cells)


def _is_day(cell: object) -> bool:
    if isinstance(cell, str):
        return bool(_DAYISH.match(simplified(cell)))
    return isinstance(cell, date) or (isinstance(cell, float) and (20_000 < cell < 80_000 or 0 < cell < 13))


def _are_phones(cells: Sequence[object]) -> bool:
    return sum(bool(_PHONISH.match(_text(cell))) for cell in cells) * 2 > len(cells)


def _are_sources(cells: Sequence[object]) -> bool:
    usual = usual_words("source")
    known = sum(not usual.isdisjoint(choice_keys(_text(cell))) for cell in cells)
    return known > 0 and known * _SOME_SOURCES >= len(cells)


def _text(cell: object) -> str:
    return f"{cell:g}" if isinstance(cell, float) else str(cell).strip()


_PHONISH = re.compile(r"^\+?(?:[\s()./-]*\d){7,15}$")
_TESTS: Mapping[object, Callable[[Sequence[object]], bool]] = {
    Of.PERSON: _are_people,
    Of.PHONE: _are_phones,
    **dict.fromkeys(DATED, _are_days),
    "source": _are_sources,
    "level": are_levels,
}
