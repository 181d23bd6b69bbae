"""What a dealership's own lists hold until it keeps them itself, on its Choices sheet."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from workbook_crm.model.language import Language, Name
from workbook_crm.model.options import Choice

_STAGES = (
    (
        Name("初步接触", "First contact"),
        "0.5",
        14,
        "初访 | 接洽 | 初步接洽 | 初步沟通 | 验证客户 | 初期沟通 | 立项 | prospecting | qualification | qualify | new | lead in | "
        "contact made | appointment scheduled | first contact made | initial contact",
    ),
    (
        Name("需求确认", "Needs confirmed"),
        "0.6",
        14,
        "需求分析 | 需求确定 | 需求沟通 | 需求挖掘 | 需求调研 | needs analysis | needs identified | discovery | qualified | qualified to buy | develop",
    ),
    (
        Name("方案报价", "Proposal"),
        "0.7",
        10,
        "报价 | 方案 | 方案/报价 | 方案制定 | 方案制作 | 提案 | 提供方案 | 报价阶段 | proposal/price quote | proposal/quote | proposal sent | proposal made | "
        "proposition | propose | quote | quote sent | quoted | quotation",
    ),
    (
        Name("商务谈判", "Negotiation"),
        "0.8",
        10,
        "谈判 | 议价 | 谈判审核 | 谈判中 | 商务洽谈 | 价格谈判 | 合同谈判 | negotiation/review | negotiations started | in negotiation | negotiating",
    ),
    (
        Name("合同签订", "Contract signed"),
        "0.95",
        7,
        "签约 | 合约签订 | 合约 | 签订合同 | 签合同 | 合同审批 | 合同签署 | 合同 | contract | closing | contract sent | contract review | verbal commit",
    ),
)
_LEVELS = (
    ("O", 3), ("H", 2), ("A", 7), ("B", 15), ("C", 30), ("D", 30), ("F1", None), ("F2", None), ("L", None), ("M", 90),
)  # fmt: skip
_METHODS = (
    (
        Name("电话", "Phone call"),
        "打电话 | 去电 | 来电 | 致电 | 电访 | 外呼 | 通话 | 电话跟进 | 电话沟通 | 电话回访 | 电话联系 | call | calls | phone | telephone | phone call | "
        "outbound call | inbound call",
    ),
    (
        Name("到店", "Showroom visit"),
        "来店 | 进店 | 到店接待 | 展厅接待 | 来访 | 客户来访 | visit | walk-in | walk in | showroom",
    ),
    (
        Name("上门", "Home visit"),
        "拜访 | 登门 | 上门拜访 | 外访 | 走访 | 面谈 | 见面 | 见面拜访 | 当面拜访 | 实地拜访 | 外出拜访 | 客户拜访 | on-site visit | site visit | "
        "customer visit | field visit | meeting | in person | face to face",
    ),
    (Name("微信", "WeChat"), "微信沟通 | 微信跟进 | 企业微信 | 企微 | wechat | wecom"),
    (Name("短信", "Text message"), "发短信 | 简讯 | sms | text | text message"),
    (Name("邮件", "Mail"), "电子邮件 | 发邮件 | 邮件跟进 | email | e-mail | emails | 邮箱"),
    (Name("试驾", "Test drive"), "试车 | 试乘 | 试乘试驾 | test drive"),
    (Name("演示", "Demonstration"), "样机演示 | 产品演示 | 展示 | demo | presentation | product demo"),
    (Name("其他", "Other"), "其它 | other | others"),
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
