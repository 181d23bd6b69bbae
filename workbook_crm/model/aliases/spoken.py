"""Headers as people speak: questions (说了什么, who, came from) and words that end in what a column is (车主要价).

They count where no word of a list does. A pattern is held against the whole key of a header: Simplified, no
capitals, blanks or punctuation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from workbook_crm.model.aliases import spoken_abroad
from workbook_crm.model.aliases.dialects import in_written_words
from workbook_crm.model.spellings import unaccented

_WHAT = "(?:什么|啥|哪些|哪一?(?:款|种|个|台|辆|部|型))"
_WHEN = "(?:什么时候|啥时候|何时|哪天|几时|几号)"
_WHERE = "(?:哪里|哪儿|哪|什么渠道|什么途径)"
_WHOM = "(?:谁|哪家|哪位|哪个(?:客户|单位|人|店)|哪些(?:客户|单位|人|店))"
_HOW = "(?:怎么样?|如何|啥样|什么样|点)"
_THEY = "(?:they|he|she|it|customer|client|buyer)?"
_OURS = "(?:我们|我司|我方|本公司|本店|店里)"
_COST = "(?:进|成本|采购|收|收购|收车|收旧|底|最低|限|出厂|厂|供货|结算|拿货|提货|到岸|批发|旧车|置换|竞品|竞争|心理|出|评估|估|客户要|车主要|车主|中标|成交|落地)"
_VEHICLE = "(?:车|车子|车型|车款|型号|机型|机器|机子|设备|款|产品|配置)"

_NEXT = (
    rf"(?!.*(?:打来|来过|来的|来电)){_WHEN}(?:再|该|要|可以)?(?:打|联系|去|来|call|回|跟|聊|约){{1,3}}(?:他|她|客户|电话)?|"
    rf"(?:下次|下回|下一次){_WHEN}(?:联系|去|来|打|跟)?|{_WHEN}再(?:联系|去|来|打|跟|聊)|再联系|"
    r"chase(?:on|up|again|date|upon)?|(?:ring|call|chase|contact)by|beback|(?:ring|call|try|contact|speak|holler|phone|get)(?:back|again)(?:on|date|when)?|"
    r"next(?:one|time|when|ring|chase|spoke)|bringup|speaknext|when(?:to)?(?:call|chase|ring)(?:again|back|next)?"
)
_SEE = r"(?:客户|客人|顾客|朋友|对方|当初|当时|之前|原先)?(?:看中|看好|相中|喜欢|中意|看|要|买|找|订|想找|想看|想买|想要|想换|要买|要换|打算买|打算换|打听|感兴趣|关注|咨询|租|问)(?:的|的是|中的?|上的?|好的?)?"
_WANTED_VEHICLE = (
    rf"{_SEE}(?:(?:几|多少)(?:台|辆|部)?)?(?:{_WHAT}{_VEHICLE}|{_VEHICLE}|model)|"
    r"(?:is)?(?:after|looking(?:for|at)|shoppingfor|wants?|interestedin|keenon)(?:what|which)?(?:car|vehicle|model|unit|bike|truck|ute|van)"
)
_WANTED = (
    rf"{_SEE}{_WHAT}|(?:当初|当时|之前|原先|朋友|客户)(?:看|问|要|想买|想要|想看|试)(?:的|过的|中的)?|(?:建议|推荐|可以)(?:换|买|购|上)(?:成|个)?(?:车|机|车型|机型|型号)?|想换|想买|想要|想看|(?:is)?(?:after|looking(?:for|at)|shoppingfor|wants?|interestedin|keenon)(?:what)?|"
    rf"what{_THEY}(?:want|wants|need|needs|isafter|areafter|lookingfor)|(?:has)?(?:an)?eyeon"
)
_SOURCE = (
    rf"(?:从)?{_WHERE}(?:来|知|知道|得知|了解|听说|看到)的?(?:我们|本店|我店)?的?|怎么(?:来|知道|找到|认识|了解)(?:我们|的|到)*|谁介绍(?:的|来的)?|"
    r"came(?:from|via|through|in(?:from|via))|where(?:from|theycamefrom|did.*(?:come|hear).*)|"
    r"how(?:they|did(?:they|you))?(?:found|find|hear|heard|know)(?:us|of|ofus|aboutus)?|found(?:us)?(?:via|through|on)?|"
    r"heard(?:of)?(?:us)?(?:via|from|through)?|sentby|(?:met|inquired|enquired|reached(?:us)?)(?:thru|through|via)"
)
_KEEPER = (
    r"归(?:谁|哪个|哪位)(?:管|跟|跟进|负责|的)?|(?:分?包|管|跑|分管)(?:片|村|屯|乡|镇|户|线|区)的?(?:人|人员|业务员)?|"
    rf"谁接的?(?:单|客户|电话|人)?|(?:分管|主管|跟单|跟进|对应|跟|接|管|谈)(?:业务|同事|业务员|的?人)|{_OURS}(?:负责|跟进|对接)|"
    rf"谁(?:家)?的(?:客户|单子?|线索|人)|(?:{_OURS})?谁(?:来|去|在)?(?:接|跟|管|盯|带|谈|看|办|跑)(?:进|着|的)?|谁(?!介绍|推荐|要|买|租|订|提|开|用|付|出|带|转|是)[\u3400-\u9fff]{{1,2}}的|"
    rf"(?:是)?谁(?:来)?(?:接|跟|跟进|负责|谈|接待|管|对接|联系|带)的?|{_OURS}(?:对接|负责|联系|跟进|经办|业务|销售)(?:人|人员)?|"
    r"(?:转|交|派|分|指派)给(?:谁)?|转交(?:给)?|whose(?:lead|customer|is(?:it|he|she))?|"
    r"(?:looked)?after?by|(?:handled|scanned|captured|registered|attended|assisted|greeted|quoted|taken|served|dealt(?:with)?|seen|met)by|who(?:took|has|handled|dealt|served)(?:it|them|with)?|"
    r"given(?:to)?|passed(?:on)?to"
)
_ASKED = r"(?:客户|对方)?(?:问|咨询)(?:了|的|到)?(?:些)?(?:什么|啥)(?:内容|事|问题)?|(?:来电|咨询)(?:内容|问题|事项|事由)|what(?:they|he|she|customer)?asked"
_SAID = (
    r"(?:聊|谈|说|讲|沟通|跟)(?:到|得)(?:哪|哪儿|哪里|什么程度|啥程度)(?:了)?|"
    r"(?:洽谈|会谈|拜访|访谈|沟通|交流|谈话|面谈|商谈|走访|回访)的?(?:重点|要点|纪要|概要|摘要|结论|主题|议题)|"
    r"(?:今天|今日|当天)?(?:做|干|办)(?:了|的)?(?:些)?(?:什么|啥)(?:事|工作)?|notesfromlast.*|"
    rf"(?:客户|对方|双方|都)?(?:说|谈|聊|讲|问|沟通|反馈|反映|交流|提)(?:了|的|到)?(?:些)?{_WHAT}(?:内容|事|问题)?|"
    rf"(?:谈|聊|说|跟|跟进|推进|进展)(?:成|得|到)?{_HOW}(?:了)?|"
    rf"(?:客户|对方|人家|他们?|老板)怎么(?:说|讲|看|回|想)的?|"
    rf"(?:有)?{_WHAT}(?:事|情况|问题)|(?:来电|咨询|来访|拜访|联系|报修)?事由|(?:来电|咨询|反映)(?:内容|问题|事项)|怎么(?:说|谈)的?|"
    rf"what{_THEY}(?:said|says|asked|toldus|wassaid|wasdiscussed|talkedabout|happened)|"
    r"(?:talked|spoke)about|said(?:what)?|how(?:it|that|they)?went"
)

_WANTED_THING = r"(?:意向|拟购|想买|想要|要买|看中|相中|睇中|预订|拟订)(?!.*(?:级|度|客户|金|价|数|时间|日|月|书|单|人|状态|来源|渠道|颜色|品牌|城市|门店|区|方式|判断|理由|原因|分析|说明)).{2,6}"
_WANTED_UNIT = (
    r"(?!.*(?:现|旧|老|置换|竞|成交|购|保有|在用|原|提车)).{1,4}(?:车型|机型|车款)"
    r"|.+(?:wanted|required|needed|requested|asked(?:about|for)?|enquired(?:about|on|for)?|inquired(?:about|on|for)?|interestedin|sought)"
)
_EXPECTED = (
    r"(?:多少钱|什么价|啥价)(?:谈|报|问|聊|讲)(?:了|过)?的?|(?:谈|聊|报|讲)(?:的|了|到)(?:是)?(?:多少钱?|什么价|啥价)|"
    r"(?:rough|max|top|likely)?(?:spend|pocket)(?:upto|max)?|"
    r"(?:客户|顾客)?(?:预期|理想|能接受|能给|能出)的?(?:价|价位|价格|总价)|"
    r"(?:客户|顾客|最多|大概|准备|打算|想|能|可以|愿意){0,2}(?:出|给|花|掏)(?:得|到|个)?(?:起)?多少(?:钱|万)?|多少(?:钱|万)(?:以?内|左右|上下)"
)
_GOT = "(?:租|借|卖|发|送|交|赊|出|提)给(?:了)?"
_BROUGHT = "(?:介绍|推荐|带)来的?(?:朋友|客户|人|新客户?)"
_CALLED_ON = "(?:走访|拜访|回访|联系|打给|拜会|接触|见|找|跑|走|去|看|访|问|约|陪|接|会|跟)"
_FROM_WHERE = r"(?:家|人|田|地|店|厂|老家|住|家住|客户)?(?:在|是|住)?(?:哪里|哪儿|哪|什么地方|哪个(?:村|乡|镇|县|市|区|省|地方|屯|庄|寨|城市))(?:的|人|的人|住)?"
_THOSE = "(?:单位|客户|公司|企业|店|门店|网点|厂|工厂|工地|人|农户|合作社|村|学校)"
_HOW_FAR = r"(?:走|到|推进|进行|进展|谈|跟|跟进|做|卡)(?:到|在|得)?(?:了)?(?:哪|什么|啥)(?:一|个)?(?:步|程度|阶段|地步|环节|节点)(?:了)?"
_SIGNED = (
    r"(?:(?:预计|估计|预期|大概|计划|可能|有望)(?:什么时候|几月|何时|哪天|几时)?|什么时候|啥时候|几月|何时|几时)(?:能|可)?"
    r"(?:落单|落定|签|签单|签约|签合同|成交|下单|定车|订车|拿下|中标|定标|出结果)(?:时间|日期|日|月|月份|的?日子)?"
)
PATTERNS: Mapping[str, Mapping[str, str]] = {
    "leads": {
        "company": r"(?:是)?(?:什么|啥|哪个)(?:公司|单位|企业|厂)的?",
        "name": rf"{_BROUGHT}|{_GOT}{_WHOM}|谁(?:租|买|提|开|订)(?:走|去|的)?|谁|(?:客户)?是谁|哪位|哪家|who(?:itis|isit|was(?:it)?)?",
        "source": _SOURCE,
        "region": _FROM_WHERE,
        "model": _WANTED_VEHICLE,
        "budget": _EXPECTED,
        "interest": rf"{_WANTED}|{_ASKED}",
        "remark": _SAID,
        "owner": _KEEPER,
        "next_follow_up": _NEXT,
    },
    "customers": {
        "name": rf"{_BROUGHT}|{_GOT}{_WHOM}|谁(?:租|买|提|开|订)(?:走|去|的)?|谁|(?:客户)?是谁|哪位|哪家|who(?:itis|isit|was(?:it)?)?",
        "source": _SOURCE,
        "region": _FROM_WHERE,
        "model": rf"{_WANTED_VEHICLE}|{_WANTED}",
        "budget": _EXPECTED,
        "owner": _KEEPER,
        "next_follow_up": _NEXT,
    },
    "opportunities": {
        "name": r"(?:叫|是)?(?:什么|啥|哪个)(?:项目|单子|案子|标)(?:名|名称)?",
        "probability": r"(?:有)?(?:几成|多大|多少|几分)(?:的)?(?:把握|希望|胜算|可能)",
        "stage": _HOW_FAR,
        "expected_close": _SIGNED,
        "customer": rf"{_GOT}{_WHOM}|{_WHOM}(?:要|买|采购|招标)的?|谁(?:要|买|采购)的?|哪家|(?:采购|招标|发包|需求|委托|用户)(?:人|方|单位|公司)(?:名称)?",
        "owner": _KEEPER,
        "amount": rf"(?:一共|总共|合计|总|全部)(?:是)?多少(?:钱)?|{_OURS}(?:报价|投标价|投标报价|总价|价格)|投标(?:报价|金额|总价|价)|(?:we|our)?(?:quoted|bid)(?:price|amount|at)?",
        "competitor": r"(?:跟|和|与)(?:谁|哪家)(?:抢|争|竞争|比|拼)|(?:丢|输|让|败|被)给?(?:了)?(?:谁|哪家|谁家)(?:抢了?|做了?)?|(?:中标|得标)(?:单位|人|方|公司|厂家|品牌)|谁中的?标|(?:awarded|lost|went)to|winner|winningbidder",
        "next_follow_up": _NEXT,
    },
    "follow_ups": {
        "subject": rf"(?!去)(?:{_CALLED_ON}|上)(?:了|的|过)?{_WHOM}(?:的)?|(?!跟){_CALLED_ON}(?:了|的|过)(?:{_WHAT})?{_THOSE}|谁|(?:见|找|联系|拜访|跟|打给|问)(?:了)?(?:谁|哪家|哪位)|哪家|哪位|whom?|(?:saw|met|called|rang|visited|spoketo)(?:who|whom)?|whom?(?:we|i|they|you)?(?:called|met|saw|rang|visited|spoketo|contacted|dealtwith)",
        "time": rf"(?:今天|当天)?(?:几号|哪天|几月几号)|when|{_WHEN}(?:联系|去|来|打|谈|跟进|拜访|聊)?的?",
        "method": r"(?:怎么|如何|用什么)(?:联系|跟进|沟通|谈|聊|去|找)(?:的|方式)?|how(?:contacted|spoke|reached|wespoke)?",
        "content": _SAID,
        "plan": r"(?:明天|明日|次日|下周|后续|接下来)的?(?:安排|计划|打算|工作|行程)|(?:接下来|接着|回头)(?:要|再)?(?:(?:做|干|办|谈)(?:什么|啥)|怎么办|怎么做|怎么干)|接下来|下一?步(?!.*(?:时间|日期)).{1,4}|然后呢|what(?:is)?next|nextmove",
        "next_follow_up": _NEXT,
        "by": r"(?:是)?谁(?:联系|跟进|去|跑|访|看|跟|打|接|接待|谈|拜访|回访)的?|who(?:called|visited|rang|spoke|went)",
    },
    "catalog": {
        "product": r"(?:车|车子|机器|机子|产品|东西|货|设备)(?:叫|是)(?:什么|啥)(?:名字?|车|型号)?|(?:什么|啥)(?:车|机器|货)",
        "floor_price": r"(?:prezzo|precio|preco|prix|preis)?(?:minim[oa]|mindest|plancher)(?:preis)?|(?:rock)?bottom(?:price|dollar)?|last(?:last)?price|(?:will|would)?take|walkaway(?:price)?|(?:我们|最多|最低){0,2}(?:能|可|可以)?(?:让|降|少|便宜)到(?:多少(?:钱)?|价)?|(?:最低|最少|至少|底线|到底)(?:卖|要|给|能卖)?(?:多少(?:钱)?|价)?",
        "stock": r"(?:还|现)?(?:剩|有|存|余)(?:下|多少|几)?(?:台|辆|条|件|个|套|货|多少|下|的)?|库里(?:有|还有|剩)?(?:多少|几台|数)?",
        "year": r"几年的?车|(?:哪|什么|啥)年的?(?:车|上牌|出厂)?|(?:出厂|上牌)(?:年|是哪年)",
        "mileage": r"(?:km|chilometri)?percorsi|(?:km|kms|miles|mileage|hours|hrs)(?:onclock|sofar|showing|done|run|approx)|(?:跑|走|开)多少(?:公里)?|(?:跑|走|开)(?:了)(?:多少|几)?(?:万)?(?:公里|里程|小时)?|(?:公里|里程|咪|米)数",
        "unit_price": rf"(?:our|retail|web|internet|online|cash|asking|ask|list|showroom|screen|forecourt|sticker|window|board|srp)(?:price|ask)?|we(?:want|ask|advertise)|(?:expected|planned)sale(?:price|amount)|(?:prezzo)?richiest[ao]|(?:vraag|verkoop|richt)prijs|v[bh]b?|verhandlungsbasis|prixdemande|preciopedido|sepide|(?!.*(?:补|最低|{_COST}到手)).{{0,4}}到手|(?:想|要|打算|能|准备)卖(?:多少(?:钱)?)?|(?:卖|要|标|挂|报|零售|实卖)多少(?:钱)?|(?!.*{_COST}价)(?:.*[^\W\d_])?(?:价|价格|价钱|售价|挂价|要价|报价)|(?:.*(?:日|周|月|年|天|台班|短|长))租(?:金|价|费)?",
    },
    "opportunity_lines": {
        "unit_price": rf"(?!.*{_COST}价)(?:.*[^\W\d_])?(?:单价|售价|价钱)",
    },
}  # fmt: skip
"""By kind and field: whole keys."""

_STEMS_OF_OTHERS = "客户|报修|送修|被保|留资|来店|来访|到店|购|打来|提车|还款|借款|用车|承保|联系|对接|担保|介绍|推荐|收货|法人|法定|紧急|决策|使用|签字|司机|驾驶|操作|采购|押运|收款|付款|经销|代理|投保|受益|证明|监护|户主|机主|承租|被|提交|创建|修改|更新|发起|审|填|制表|数据|联络"
_DUTY = "(?:责任|负责|承办|承接|所属|对应|主办|主责)(?:业务|业代|销售|同仁|专员|窗口|营业)(?:员|人|代表)?"
_KEEPERS = rf"{_DUTY}|(?!.*(?:{_STEMS_OF_OTHERS})).{{1,5}}(?:人|员|专家|顾问|专员|经理|管家|伙伴|担当)"
_PLACES_OF_TALK = "(?!.*(?:下次|下回|预计|计划|创建|录入|修改|更新|截止|到期|交|生日|出生|上牌|到店|购车))"
_HOUSEHOLD = "(?!.*(?:开户|账户|帐户|落户|过户|入户|门户)).{1,3}户"
_NAMED = r"(?!.*(?:推荐|介绍|业务|销售|员工|司机|担保|微信|账)).{1,4}(?:昵称|网名|称呼|大名|名字|贵姓|尊称)|昵称|网名"
_SHOP = (
    r"(?!.*(?:合作|入|来|到|进|本|我|供|竞|保险|担保|贷款|金融)).{0,4}(?:铺子|铺|商号|宝号|店家|车队|工地)"
)
_GRADED = r"(?!.*(?:车|升|上|下|店|轮|层|县|年|省|市)).{1,4}级(?:别)?"
_AGAIN = (
    r".{0,3}(?:再|下回|下趟|提醒|约|下次).{0,4}(?:约|打|联系|访|聊|跟|来|call|回|看|揾|搵)?(?:客户|他|她|佢|电|话)?(?:日期?|时间)?"
    r"|next.+|(?:call|ring|chase)(?:up|back|again)(?:on|by|date)?"
)
TAILS: Mapping[str, Mapping[str, str]] = {
    "leads": {
        "name": rf"{_HOUSEHOLD}|{_NAMED}",
        "level": _GRADED,
        "owner": rf"{_KEEPERS}|.+(?:rep|agent|advis[eo]r|exec|salesperson)",
        "source": r".{1,6}(?:渠道|来源|途径)",
        "model": _WANTED_UNIT,
        "interest": _WANTED_THING,
        "next_follow_up": _AGAIN,
    },
    "customers": {
        "name": rf"{_HOUSEHOLD}|{_NAMED}|{_SHOP}",
        "level": _GRADED,
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
    "opportunities": {
        "name": r"(?!.*(?:编号|类型|金额|地|负责|经理)).{1,4}(?:项目|案|标)(?:名|名称)?",
        "owner": _KEEPERS,
        "source": r".{1,6}(?:渠道|来源|途径)",
    },
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
    own = _first(_compiled(tails=False).get(kind, ()), in_written_words(key))
    return own or _first(_abroad().get(kind, ()), unaccented(key))


def tail_field(kind: str, key: str) -> str | None:
    """Return the field that the end of a header's key may be of, if the cells below look like it."""
    return _first(_compiled(tails=True).get(kind, ()), in_written_words(key))


def _first(patterns: Iterable[tuple[str, re.Pattern[str]]], key: str) -> str | None:
    return next((field for field, pattern in patterns if pattern.fullmatch(key)), None)
