"""Headers as people speak: questions (说了什么, who, came from) and words that end in what a column is (车主要价).

They count where no word of a list does. A pattern is held against the whole key of a header: Simplified, no
capitals, blanks or punctuation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from workbook_crm.model.aliases import spoken_abroad
from workbook_crm.model.spellings import unaccented

_WHAT = "(?:什么|啥|哪些|哪款|哪种|哪个)"
_WHEN = "(?:什么时候|啥时候|何时|哪天|几时|几号)"
_WHERE = "(?:哪里|哪儿|哪|什么渠道|什么途径)"
_THEY = "(?:they|he|she|it|customer|client|buyer)?"
_OURS = "(?:我们|我司|我方|本公司|本店|店里)"
_COST = "(?:进|成本|采购|收|收购|收车|收旧|底|最低|限|出厂|厂|供货|结算|拿货|提货|到岸|批发|旧车|置换|竞品|竞争|心理|出|评估|估|客户要|车主要|车主|中标|成交|落地)"
_VEHICLE = "(?:车|车型|车款|型号|机型|款|产品|配置)"

_NEXT = (
    rf"{_WHEN}(?:再|该|要|可以)?(?:打|联系|去|来|call|回|跟|聊|约){{1,3}}(?:他|她|客户|电话)?|"
    rf"(?:下次|下回|下一次){_WHEN}(?:联系|去|来|打|跟)?|{_WHEN}再(?:联系|去|来|打|跟|聊)|再联系|"
    r"chase(?:on|up|again|date|upon)?|(?:ring|call|chase|contact)by|beback|(?:ring|call|try|contact|speak|holler|phone|get)(?:back|again)(?:on|date|when)?|"
    r"next(?:one|time|when|ring|chase|spoke)|bringup|speaknext|when(?:to)?(?:call|chase|ring)(?:again|back|next)?"
)
_SEE = r"(?:客户|客人|顾客)?(?:看|要|买|找|订|想看|想买|想要|想换|要买|要换|打算买|打算换|打听|感兴趣|关注|咨询|租|问)(?:的|的是|中的?|上的?|好的?)?"
_WANTED_VEHICLE = (
    rf"{_SEE}(?:{_WHAT}{_VEHICLE}|{_VEHICLE}|model)|"
    r"(?:is)?(?:after|looking(?:for|at)|shoppingfor|wants?|interestedin|keenon)(?:what|which)?(?:car|vehicle|model|unit|bike|truck|ute|van)"
)
_WANTED = (
    rf"{_SEE}{_WHAT}|想换|想买|想要|想看|(?:is)?(?:after|looking(?:for|at)|shoppingfor|wants?|interestedin|keenon)(?:what)?|"
    rf"what{_THEY}(?:want|wants|need|needs|isafter|areafter|lookingfor)|(?:has)?(?:an)?eyeon"
)
_SOURCE = (
    rf"(?:从)?{_WHERE}(?:来|知道|了解|听说|看到)的?(?:我们|本店|我店)?的?|怎么(?:来|知道|找到|认识|了解)(?:我们|的|到)*|谁介绍(?:的|来的)?|"
    r"came(?:from|via|through|in(?:from|via))|where(?:from|theycamefrom|did.*(?:come|hear).*)|"
    r"how(?:they|did(?:they|you))?(?:found|find|hear|heard|know)(?:us|of|ofus|aboutus)?|found(?:us)?(?:via|through|on)?|"
    r"heard(?:of)?(?:us)?(?:via|from|through)?|sentby|(?:met|inquired|enquired|reached(?:us)?)(?:thru|through|via)"
)
_KEEPER = (
    rf"谁接的?(?:单|客户|电话|人)?|(?:分管|主管|跟单|跟进|对应)(?:业务|同事|业务员|的?人)|{_OURS}(?:负责|跟进|对接)|"
    rf"谁(?:家)?的(?:客户|单子?|线索|人)|"
    rf"(?:是)?谁(?:来)?(?:接|跟|跟进|负责|谈|接待|管|对接|联系|带)的?|{_OURS}(?:对接|负责|联系|跟进|经办|业务|销售)(?:人|人员)?|"
    r"(?:转|交|派|分|指派)给(?:谁)?|转交(?:给)?|whose(?:lead|customer|is(?:it|he|she))?|"
    r"(?:looked)?after?by|(?:handled|attended|assisted|greeted|quoted|taken|served|dealt(?:with)?|seen|met)by|who(?:took|has|handled|dealt|served)(?:it|them|with)?|"
    r"given(?:to)?|passed(?:on)?to"
)
_ASKED = r"(?:客户|对方)?(?:问|咨询)(?:了|的|到)?(?:些)?(?:什么|啥)(?:内容|事|问题)?|(?:来电|咨询)(?:内容|问题|事项|事由)|what(?:they|he|she|customer)?asked"
_SAID = (
    r"(?:今天|今日|当天)?(?:做|干|办)(?:了|的)?(?:些)?(?:什么|啥)(?:事|工作)?|notesfromlast.*|"
    rf"(?:客户|对方|双方|都)?(?:说|谈|聊|讲|问|沟通|反馈|反映|交流|提)(?:了|的|到)?(?:些)?{_WHAT}(?:内容|事|问题)?|"
    rf"(?:有)?{_WHAT}(?:事|情况|问题)|(?:来电|咨询|来访|拜访|联系|报修)?事由|(?:来电|咨询|反映)(?:内容|问题|事项)|怎么(?:说|谈)的?|"
    rf"what{_THEY}(?:said|says|asked|toldus|wassaid|wasdiscussed|talkedabout|happened)|"
    r"(?:talked|spoke)about|said(?:what)?|how(?:it|that|they)?went"
)

_WANTED_THING = r"(?:意向|拟购|想买|想要|要买|看中|相中|睇中|预订|拟订)(?!.*(?:级|度|客户|金|价|数|时间|日|月|书|单|人|状态|来源|渠道|颜色|品牌|城市|门店|区|方式|判断|理由|原因|分析|说明)).{2,6}"
_WANTED_UNIT = (
    r"(?!.*(?:现|旧|老|置换|竞|成交|购|保有|在用|原|提车)).{1,4}(?:车型|机型|车款)"
    r"|.+(?:wanted|required|enquired(?:about|on|for)?|inquired(?:about|on|for)?|interestedin|sought)"
)
_EXPECTED = r"(?:rough|max|top|likely)?(?:spend|pocket)(?:upto|max)?|(?:客户|顾客)?(?:预期|理想|能接受|能给|能出)的?(?:价|价位|价格|总价)"
PATTERNS: Mapping[str, Mapping[str, str]] = {
    "leads": {
        "name": r"谁|(?:客户)?是谁|哪位|哪家|who(?:itis|isit|was(?:it)?)?",
        "source": _SOURCE,
        "model": _WANTED_VEHICLE,
        "budget": _EXPECTED,
        "interest": rf"{_WANTED}|{_ASKED}",
        "remark": _SAID,
        "owner": _KEEPER,
        "next_follow_up": _NEXT,
    },
    "customers": {
        "name": r"谁|(?:客户)?是谁|哪位|哪家|who(?:itis|isit|was(?:it)?)?",
        "source": _SOURCE,
        "model": rf"{_WANTED_VEHICLE}|{_WANTED}",
        "budget": _EXPECTED,
        "owner": _KEEPER,
        "next_follow_up": _NEXT,
    },
    "opportunities": {
        "customer": r"谁(?:要|买|采购)的?|哪家|(?:采购|招标|发包|需求|委托|用户)(?:人|方|单位|公司)(?:名称)?",
        "owner": _KEEPER,
        "amount": rf"{_OURS}(?:报价|投标价|投标报价|总价|价格)|投标(?:报价|金额|总价|价)|(?:we|our)?(?:quoted|bid)(?:price|amount|at)?",
        "competitor": r"(?:丢|输|让|败|被)给?(?:了)?(?:谁|哪家|谁家)(?:抢了?|做了?)?|(?:中标|得标)(?:单位|人|方|公司|厂家|品牌)|谁中的?标|(?:awarded|lost|went)to|winner|winningbidder",
        "next_follow_up": _NEXT,
    },
    "follow_ups": {
        "subject": r"谁|(?:见|找|联系|拜访|跟|打给|问)(?:了)?(?:谁|哪家|哪位)|哪家|哪位|whom?|(?:saw|met|called|rang|visited|spoketo)(?:who|whom)?|whom?(?:we|i|they|you)?(?:called|met|saw|rang|visited|spoketo|contacted|dealtwith)",
        "time": rf"(?:今天|当天)?(?:几号|哪天|几月几号)|when|{_WHEN}(?:联系|去|来|打|谈|跟进|拜访|聊)?的?",
        "method": r"(?:怎么|如何|用什么)(?:联系|跟进|沟通|谈|聊|去|找)(?:的|方式)?|how(?:contacted|spoke|reached|wespoke)?",
        "content": _SAID,
        "plan": r"(?:明天|明日|次日|下周|后续|接下来)的?(?:安排|计划|打算|工作|行程)|接下来(?:做什么|怎么办|怎么做)?|下一?步(?:做什么|怎么办|怎么做|干什么|干啥)|然后呢|what(?:is)?next|nextmove",
        "next_follow_up": _NEXT,
        "by": r"(?:是)?谁(?:联系|跟进|去|跟|打|接|接待|谈|拜访|回访)的?|who(?:called|visited|rang|spoke|went)",
    },
    "catalog": {
        "mileage": r"(?:km|chilometri)?percorsi|(?:km|kms|miles|mileage|hours|hrs)(?:onclock|sofar|showing|done|run|approx)",
        "floor_price": r"(?:prezzo|precio|preco|prix|preis)?(?:minim[oa]|mindest|plancher)(?:preis)?|(?:rock)?bottom(?:price|dollar)?|last(?:last)?price|(?:will|would)?take|walkaway(?:price)?",
        "unit_price": rf"(?:our|retail|web|internet|online|cash|asking|ask|list|showroom|screen|forecourt|sticker|window|board|srp)(?:price|ask)?|we(?:want|ask|advertise)|(?:expected|planned)sale(?:price|amount)|(?:prezzo)?richiest[ao]|(?:vraag|verkoop|richt)prijs|v[bh]b?|verhandlungsbasis|prixdemande|preciopedido|sepide|(?!.*{_COST}价)(?:.*[^\W\d_])?(?:价|价格|价钱|售价|挂价|要价|报价)|(?:.*(?:日|周|月|年|天|台班|短|长))租(?:金|价|费)?",
    },
    "opportunity_lines": {
        "unit_price": rf"(?!.*{_COST}价)(?:.*[^\W\d_])?(?:单价|售价|价钱)",
    },
}  # fmt: skip
"""By kind and field: whole keys."""

_STEMS_OF_OTHERS = "客户|联系|对接|担保|介绍|推荐|收货|法人|法定|紧急|决策|使用|签字|司机|驾驶|操作|采购|押运|收款|付款|经销|代理|投保|受益|证明|监护|户主|机主|承租|被|提交|创建|修改|更新|发起|审|填|制表|数据|联络"
_KEEPERS = rf"(?!.*(?:{_STEMS_OF_OTHERS})).{{1,5}}(?:人|员|专家|顾问|专员|经理|管家|伙伴|担当)"
_PLACES_OF_TALK = "(?!.*(?:下次|下回|预计|计划|创建|录入|修改|更新|截止|到期|交|生日|出生|上牌|到店|购车))"
_HOUSEHOLD = "(?!.*(?:开户|账户|帐户|落户|过户|入户|门户)).{1,3}户"
_AGAIN = (
    r".{0,3}(?:再|下回|下趟|提醒|约|下次).{0,4}(?:约|打|联系|访|聊|跟|来|call|回|看|揾|搵)?(?:客户|他|她|佢|电|话)?(?:日期?|时间)?"
    r"|next.+|(?:call|ring|chase)(?:up|back|again)(?:on|by|date)?"
)
TAILS: Mapping[str, Mapping[str, str]] = {
    "leads": {
        "name": _HOUSEHOLD,
        "owner": rf"{_KEEPERS}|.+(?:rep|agent|advis[eo]r|exec|salesperson)",
        "source": r".{1,6}(?:渠道|来源|途径)",
        "model": _WANTED_UNIT,
        "interest": _WANTED_THING,
        "next_follow_up": _AGAIN,
    },
    "customers": {
        "name": _HOUSEHOLD,
        "owner": rf"{_KEEPERS}|.+(?:rep|agent|advis[eo]r|exec|salesperson)",
        "source": r".{1,6}(?:渠道|来源|途径)",
        "model": rf"{_WANTED_UNIT}|{_WANTED_THING}",
        "address": r"(?!.*(?:网址|邮|mail|收货|ip)).{1,4}地址",
        "next_follow_up": _AGAIN,
    },
    "catalog": {
        "year": r"(?!.*(?:warrant|insur|lease|tax|made|sold|per)).{2,10}year",
        "mileage": r"(?!.*(?:warrant|per|limit|allow|month)).{2,10}(?:miles|mileage|kms|kilomet(?:er|re)s|odometer)|(?:km|kms|miles|hours)(?:run|driven)",
    },
    "opportunities": {"owner": _KEEPERS, "source": r".{1,6}(?:渠道|来源|途径)"},
    "follow_ups": {
        "by": _KEEPERS,
        "time": rf"{_PLACES_OF_TALK}.{{1,4}}(?:日期|时间)|(?!next|due|follow|create|modif|update|clos).{{2,12}}date",
        "next_follow_up": _AGAIN,
    },
}
"""By kind and field: what ends a header of people's own making, where its cells look like it: 产品专家, 来的渠道."""


@cache
def _compiled(*, tails: bool) -> Mapping[str, tuple[tuple[str, re.Pattern[str]], ...]]:
    return {
        kind: tuple((field, re.compile(rf"(?:{pattern})")) for field, pattern in fields.items())
        for kind, fields in (TAILS if tails else PATTERNS).items()
    }


@cache
def _abroad() -> Mapping[str, tuple[tuple[str, re.Pattern[str]], ...]]:
    return {
        kind: tuple((field, re.compile(pattern)) for field, pattern in fields.items())
        for kind, fields in spoken_abroad.PATTERNS.items()
    }


def spoken_field(kind: str, key: str) -> str | None:
    """Return the field of a kind that a header's key asks for; None where it says nothing we know."""
    own = _first(_compiled(tails=False).get(kind, ()), key)
    return own or _first(_abroad().get(kind, ()), unaccented(key))


def tail_field(kind: str, key: str) -> str | None:
    """Return the field that the end of a header's key may be of, if the cells below look like it."""
    return _first(_compiled(tails=True).get(kind, ()), key)


def _first(patterns: Iterable[tuple[str, re.Pattern[str]]], key: str) -> str | None:
    return next((field for field, pattern in patterns if pattern.fullmatch(key)), None)
