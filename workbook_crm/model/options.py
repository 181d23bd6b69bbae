"""Lists of values: the fixed ones, and what a dealership starts with until it keeps its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from workbook_crm.model.columns import Option
from workbook_crm.model.keys import search_key
from workbook_crm.model.language import Language, Name

_BETWEEN = re.compile(r"[,，、;；\n]")


def _option(code: str, zh: str, en: str, aliases: str = "") -> Option:
    return Option(code, Name(zh, en), tuple(aliases.split(" | ")) if aliases else ())


VEHICLE, PART, USED, RENTAL = "vehicle", "part", "used", "rental"
CATALOG_KINDS = (
    _option(
        VEHICLE, "整车", "Vehicle", "新车 | 车辆 | 整机 | new vehicle | new | car | truck | forklift | 新机"
    ),
    _option(PART, "配件", "Part", "零件 | 备件 | 精品 | 附件 | parts | accessory | accessories | spare part"),
    _option(USED, "二手车", "Used vehicle", "二手 | 二手机 | used | pre-owned | second hand | used car"),
    _option(RENTAL, "租赁", "Rental", "出租 | 租车 | rent | lease | hire"),
)
BILLING_PERIODS = (
    _option("day", "日", "Day", "天 | 按日 | daily | 每日"),
    _option("week", "周", "Week", "按周 | 星期 | weekly | 每周"),
    _option("month", "月", "Month", "按月 | 月租 | monthly | 每月"),
    _option("year", "年", "Year", "按年 | 年租 | yearly | annual | 每年"),
)
ACTIVE = (
    _option(
        "active",
        "启用",
        "Active",
        "在用 | 有效 | 在售 | 在职 | 正常 | 上架 | 是 | yes | true | 1 | on sale | y",
    ),
    _option(
        "inactive",
        "停用",
        "Inactive",
        "无效 | 停售 | 离职 | 下架 | 否 | no | false | 0 | left | n | discontinued",
    ),
)
ROLES = (
    _option(
        "sales",
        "销售",
        "Sales",
        "销售员 | 销售顾问 | 业务员 | 销售人员 | salesperson | sales rep | consultant",
    ),
    _option(
        "manager", "主管", "Manager", "经理 | 销售经理 | 销售主管 | 店长 | 总监 | sales manager | supervisor"
    ),
    _option(
        "office", "内勤", "Office", "管理员 | 行政 | 文员 | admin | administrator | office clerk | clerk"
    ),
)
LEAD_STATES = (
    _option("new", "新", "New", "新线索 | 新建 | 未跟进 | 待跟进 | open | not contacted"),
    _option(
        "following", "跟进中", "Following", "跟进 | 已联系 | working | contacted | in progress | following up"
    ),
    _option("converted", "已转客户", "Converted", "已转化 | 转客户 | 已转换 | qualified"),
    _option(
        "invalid", "无效", "Invalid", "已失效 | 无效线索 | 关闭 | disqualified | unqualified | dead | lost"
    ),
)
CUSTOMER_TYPES = (
    _option("person", "个人", "Person", "个人客户 | 自然人 | individual | private"),
    _option("company", "企业", "Company", "公司 | 企业客户 | 单位 | business | corporate | organization"),
)
CUSTOMER_STATES = (
    _option("valid", "有效", "Valid", "正常 | 活跃 | active"),
    _option("invalid", "无效", "Invalid", "失效 | 停用 | inactive | closed"),
)
OPEN, WON, LOST, PAUSED, TERMINATED = "open", "won", "lost", "paused", "terminated"
OPPORTUNITY_STATES = (
    _option(OPEN, "洽谈中", "Open", "进行中 | 跟进中 | 洽谈 | in progress | active | negotiating"),
    _option(WON, "赢单", "Won", "成交 | 已成交 | 胜单 | closed won | win"),
    _option(LOST, "输单", "Lost", "丢单 | 战败 | 失败 | closed lost | lose"),
    _option(PAUSED, "中止", "Paused", "暂停 | 搁置 | 挂起 | on hold | suspended"),
    _option(TERMINATED, "终止", "Terminated", "作废 | 取消 | cancelled | canceled | dropped"),
)
LISTS = (
    _option("stage", "阶段", "Stage", "销售阶段 | 商机阶段 | stages"),
    _option("method", "跟进方式", "Method", "方式 | 联系方式 | methods | follow-up method"),
    _option("source", "来源", "Source", "客户来源 | 线索来源 | 渠道 | sources | lead source"),
    _option("level", "级别", "Level", "客户级别 | 意向级别 | 等级 | levels | rating"),
    _option("region", "地区", "Region", "区域 | regions"),
    _option("industry", "行业", "Industry", "industries"),
    _option("reason", "输单原因", "Reason", "原因 | 丢单原因 | 战败原因 | loss reason | reasons"),
    _option("competitor", "竞争对手", "Competitor", "竞品 | competitors"),
    _option("lifecycle", "生命周期", "Lifecycle", "客户生命周期 | lifecycle stage"),
    _option("header", "表头", "Header", "列名 | column | headers"),
)
"""The lists that the Choices sheet can hold. `header` lists words that the dealership uses for a column."""

YES_WORDS = frozenset({
    "是", "是的", "对", "有", "要", "需要", "转", "已转", "转客户", "√", "✓", "✔", "☑", "1", "y",
    "yes", "true", "t", "v", "x", "ok",
})  # fmt: skip
NO_WORDS = frozenset({
    "否", "不是", "不", "不转", "不要", "不需要", "没有", "无", "未", "未转", "×", "✗", "✘", "☐", "□",
    "0", "n", "no", "false", "f",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of an open list, with what the reports need to know of it."""

    value: str
    aliases: tuple[str, ...] = ()
    order: int = 0
    probability: Decimal | None = None
    """Of a stage: the share of its opportunities that reaches the next one, 0 to 1."""
    usual_days: int | None = None
    """Of a stage: how long an opportunity usually stays in it."""
    interval_days: int | None = None
    """Of a level: how long after a follow-up the next one is due."""


_STAGES = (
    (
        Name("初步接触", "First contact"),
        "0.5",
        14,
        "初访 | 接洽 | prospecting | qualification | new | lead in",
    ),
    (Name("需求确认", "Needs confirmed"), "0.6", 14, "需求分析 | needs analysis | discovery | qualified"),
    (Name("方案报价", "Proposal"), "0.7", 10, "报价 | 方案 | proposal/price quote | proposal sent | quote"),
    (Name("商务谈判", "Negotiation"), "0.8", 10, "谈判 | 议价 | negotiation/review | in negotiation"),
    (Name("合同签订", "Contract signed"), "0.95", 7, "签约 | 签订合同 | contract | closing | contract sent"),
)
_LEVELS = (
    ("O", 3), ("H", 2), ("A", 7), ("B", 15), ("C", 30), ("D", 30), ("F1", None), ("F2", None), ("L", None), ("M", 90),
)  # fmt: skip
_METHODS = (
    (Name("电话", "Phone call"), "打电话 | 去电 | 来电 | call | phone"),
    (Name("到店", "Showroom visit"), "来店 | 进店 | visit"),
    (Name("上门", "Home visit"), "拜访 | 登门 | 上门拜访 | on-site visit | customer visit | meeting"),
    (Name("微信", "WeChat"), "wechat"),
    (Name("短信", "Text message"), "sms | text"),
    (Name("邮件", "Mail"), "email | e-mail | 邮箱"),
    (Name("试驾", "Test drive"), "试车 | 试乘试驾"),
    (Name("演示", "Demonstration"), "样机演示 | demo"),
    (Name("其他", "Other"), "其它"),
)


def default_choices(language: Language) -> Mapping[str, tuple[Choice, ...]]:
    """What a dealership's lists hold until it keeps its own; the other language's words are aliases."""
    return {
        "stage": tuple(
            Choice(name[language], _words(name, words), order, Decimal(rate), days)
            for order, (name, rate, days, words) in enumerate(_STAGES, 1)
        ),
        "level": tuple(
            Choice(value, (f"{value}级", f"level {value}"), order, interval_days=days)
            for order, (value, days) in enumerate(_LEVELS, 1)
        ),
        "method": tuple(
            Choice(name[language], _words(name, words), order)
            for order, (name, words) in enumerate(_METHODS, 1)
        ),
    }


def _words(name: Name, words: str) -> tuple[str, ...]:
    return (name.zh, name.en, *words.split(" | "))


def option_words(options: Iterable[Option], more: Mapping[str, list[str]]) -> Mapping[str, str]:
    """The code of an option by the search key of each of its words; `more` are the dealership's own."""
    words: dict[str, str] = {}
    for option in options:
        names = (option.code, option.name.zh, option.name.en)
        extra = (word for name in names for word in more.get(name, ()))
        words.update((search_key(word), option.code) for word in reversed((*names, *option.aliases, *extra)))
    return words


def aliases_in(text: str | None) -> tuple[str, ...]:
    """The words in a cell of aliases: `来自, 渠道、途径` are three."""
    return tuple(word for each in _BETWEEN.split(text or "") if (word := each.strip()))
