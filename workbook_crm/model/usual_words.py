"""Words that the trade uses for values of lists, known from the start.

Sources and ways of contact, as houses write them; good and bad news where a state or level is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from workbook_crm.model.choice_words import Words, choice_keys, listed_words, meaning, words_of
from workbook_crm.model.language import Name
from workbook_crm.model.options import Choice

_Usual = tuple[Name, str]

_SOURCES: tuple[_Usual, ...] = (
    (Name("汽车之家", "Autohome"), "汽车之家网 | autohome"),
    (Name("懂车帝", "Dongchedi"), "懂车帝app"),
    (Name("易车", "Yiche"), "易车网"),
    (Name("太平洋汽车", "PCauto"), "太平洋汽车网"),
    (Name("二手车之家", "Che168"), "che168"),
    (Name("瓜子二手车", "Guazi"), "瓜子"),
    (Name("58同城", "58.com"), "58"),
    (Name("抖音", "Douyin"), "抖音直播 | 抖音短视频"),
    (Name("快手", "Kuaishou"), "快手直播"),
    (Name("小红书", "Xiaohongshu"), "red note | rednote"),
    (Name("朋友圈", "WeChat Moments"), "微信朋友圈"),
    (Name("微信", "WeChat"), "企业微信 | 企微 | 公众号"),
    (Name("朋友介绍", "Referral by friends"), "朋友推荐 | 熟人介绍 | 亲友介绍"),
    (Name("老客户转介绍", "Referral by customers"), "老客户介绍 | 老客户推荐 | 客户转介绍"),
    (Name("转介绍", "Referral"), "介绍 | 推荐 | referred | word of mouth"),
    (Name("老客户", "Returning customer"), "老客户复购 | 复购 | existing customer | repeat customer"),
    (Name("自然进店", "Walk-in"), "自然到店 | 自然来店 | 自然客流 | 进店 | 到店 | walk in | walkin"),
    (Name("展厅", "Showroom"), "展厅接待"),
    (Name("来电", "Phone-in"), "来电咨询 | 电话来电 | 呼入 | phone in | inbound call"),
    (Name("电话", "Phone"), "telephone"),
    (Name("电话营销", "Cold call"), "电销 | 陌拜电话 | cold calling | telemarketing"),
    (Name("外拓", "Canvassing"), "陌拜 | 扫街"),
    (Name("车展", "Motor show"), "auto show | car show"),
    (Name("展会", "Exhibition"), "展览会 | trade show | trade fair | fair | expo"),
    (Name("市场活动", "Event"), "活动 | 试驾活动 | 团购会 | events"),
    (Name("官网", "Website"), "网站 | 公司网站 | 厂家官网 | web | web site | company website | web form"),
    (Name("网络广告", "Online advertising"), "网络推广 | 互联网广告 | online ad | online ads"),
    (Name("网络", "Internet"), "互联网 | online"),
    (Name("百度", "Baidu"), "百度推广 | 百度搜索"),
    (Name("经销商", "Dealer"), "二级经销商 | 二网"),
    (Name("厂家", "Manufacturer"), "主机厂 | 厂家派发 | oem"),
    (Name("AutoTrader", "AutoTrader"), "auto trader | autotrader.com"),
    (Name("CarGurus", "CarGurus"), "car gurus"),
    (Name("Cars.com", "Cars.com"), "cars"),
    (Name("Facebook", "Facebook"), "fb | facebook marketplace | facebook ads"),
    (Name("Instagram", "Instagram"), "ig"),
    (Name("Google", "Google"), "google ads | google search"),
    (Name("LinkedIn", "LinkedIn"), ""),
    (Name("eBay", "eBay"), "ebay motors"),
    (Name("Craigslist", "Craigslist"), ""),
    (Name("其他", "Other"), "其它 | others"),
)  # fmt: skip
_METHODS: tuple[_Usual, ...] = (
    (Name("微信语音", "WeChat call"), "语音 | 微信电话"),
    (Name("视频", "Video call"), "视频通话 | 微信视频 | 视讯 | video"),
    (Name("WhatsApp", "WhatsApp"), "whats app"),
    (Name("交车", "Handover"), "交付 | delivery"),
    (Name("送资料", "Documents sent"), "寄资料 | 发资料"),
)
OPEN_LISTS = frozenset({"source", "method", "region", "industry", "reason", "competitor", "lifecycle"})
"""Lists that take any word. Where the house keeps none, and the trade has none, no word is new."""
_USUAL: Mapping[str, tuple[_Usual, ...]] = {"source": _SOURCES, "method": _METHODS}


def usual_words(name: str) -> frozenset[str]:
    """The keys of all usual words of a list; such a word is taken without a word."""
    texts = (
        word for value, words in _USUAL.get(name, ()) for word in (value.zh, value.en, *words.split(" | "))
    )
    return frozenset(key for text in texts for key in choice_keys(text) if key)


def usual_values(name: str) -> tuple[Name, ...]:
    """The usual values of a list, for a house that keeps none."""
    return tuple(value for value, _words in _USUAL.get(name, ()))


def words_with_usual(name: str, listed: Iterable[Choice]) -> Words:
    """The words of a list, with those of the trade that mean one of its values: 朋友推荐 for 朋友介绍."""
    own = listed_words(listed)
    usual: list[tuple[str, str]] = []
    for value, words in _USUAL.get(name, ()) if own else ():
        texts = [word for word in (value.zh, value.en, *words.split(" | ")) if word]
        meant = {found for word in texts if (found := meaning(own, word)) is not None}
        if len(meant) == 1:  # of two that are listed nobody knows which
            usual += [(word, next(iter(meant))) for word in texts]
    return {**words_of(usual), **own}


_BOUGHT = (
    "已订车 | 订车 | 订车了 | 已订 | 已下订 | 已成交 | 成交 | 成交了 | 已付定金 | 已付订金 | 已收定金"
    " | 已收订金 | 已下定 | 下定 | 已下单 | 下单 | 待交车 | 待提车 | 待交付 | 待发车 | 待发货 | 待上牌"
    " | 排产中 | 已排产 | 已开票 | 已付款 | 已付全款 | 已收款 | ordered | order placed | on order"
    " | bought | deposit paid | paid | invoiced | awaiting delivery | to be delivered | bestellt"
    " | angezahlt | commandé | acompte versé | pedido hecho | señal pagada"
)
_HANDED = (
    "已交车 | 交车 | 已提车 | 提车 | 提车了 | 已交付 | 已上牌 | delivered | handed over | collected"
    " | ausgeliefert | übergeben | livré | livrée | entregado"
)
_GONE = "战败 | 已战败 | 输了 | 丢了 | 没成 | 放弃 | 已放弃 | 不买了 | 买了别家 | 已购他牌 | gave up"
_WAITS = "暂缓 | 先放放 | 暂不考虑 | on hold | postponed"
_LOOKS = "再看看 | 考虑中 | 再考虑 | 观望 | 观望中 | 犹豫 | thinking about it | still looking"
_NEWS: Mapping[str, Mapping[str, str]] = {
    column: dict(zip((_BOUGHT, _HANDED, _GONE, _WAITS, _LOOKS), meant.split(), strict=True))
    for column, meant in {
        "leads.state": "converted converted invalid following following",
        "customers.state": "valid valid invalid valid valid",
        "opportunities.state": "won won lost paused open",
        "level": "O D F1 F2 C",
    }.items()
}
"""What good and bad news say of a state or a level; by the column, then by the words."""


def news_words(column: str) -> Words:
    """The values that ordinary news mean in a column (`leads.state`, `level`); none in others."""
    table = _NEWS.get(column, {})
    return words_of((word, value) for words, value in table.items() for word in words.split(" | "))
