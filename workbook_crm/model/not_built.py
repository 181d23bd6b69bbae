"""What people may send that this program knows of and does not act on yet: sheets, and columns of ours.

One entry a kind or column. Whoever builds one deletes its entry: nothing else has to change.
"""

# ruff: noqa: E501  # lists of words

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from workbook_crm.model.aliases import expanded
from workbook_crm.model.columns import Column, Sheet
from workbook_crm.model.header_words import SHEET_NOISE
from workbook_crm.model.language import Name
from workbook_crm.model.simplified import simplified
from workbook_crm.model.spellings import spellings, word_key

_DIGITS = re.compile(r"\d+")
_LONG = 4
"""A name of so many characters may also stand at the end of a longer one: 华东区销售目标."""


@dataclass(frozen=True)
class UnbuiltSheet:
    """A sheet of the trade that is recognised, and of which nothing is read."""

    name: Name
    words: str
    """Further names of the sheet, parted by `|`."""
    headers: str
    """The columns that it has, in both languages, parted by `|`: they tell it from a sheet that is only called so."""
    yields_to: tuple[str, ...] = ()
    """Fields of ours: where one of them is understood, people only call a sheet of ours so, and it is read."""

    @cached_property
    def keys(self) -> frozenset[str]:
        """The keys of its names."""
        return frozenset(map(word_key, (self.name.zh, self.name.en, *_parted(self.words))))

    @cached_property
    def columns(self) -> frozenset[str]:
        """The keys of its columns."""
        return frozenset(map(word_key, _parted(self.headers)))

    def count(self, headers: Iterator[str]) -> int:
        """How many of the headers are columns of this sheet."""
        return sum(not self.columns.isdisjoint(spellings(simplified(each))) for each in headers)


@dataclass(frozen=True)
class IdleColumn:
    """A column that promises something which nobody does: it is kept, and nothing follows from it."""

    words: str
    """Its headers, parted by `|`, where it is no field of a record; else the field's name."""
    hint: Name
    """What to do instead."""

    @cached_property
    def keys(self) -> frozenset[str]:
        return frozenset(map(word_key, _parted(self.words)))


def _parted(text: str) -> list[str]:
    return [word for each in text.split("|") if (word := each.strip())]


def expanded_keys(text: str) -> frozenset[str]:
    """The keys of words with braces, parted by `|`: `{a,b}c` is ac and bc."""
    return frozenset(word_key(word) for each in _parted(text) for word in expanded(each))


_LINE = (
    "产品 | 规格 | 车架号 | 单位 | 单价 | 数量 | 优惠率 | 折扣 | 租期 | 赠品 | 代收 | 金额 | 备注 | "
    "product | spec | vin | unit | unit price | quantity | discount | periods | gift | amount | remark"
)
UNBUILT_SHEETS: tuple[UnbuiltSheet, ...] = (
    UnbuiltSheet(
        Name("报价", "Quotes"),
        "报价单 | 报价记录 | 报价列表 | 报价信息 | quote | quotation | quotations | proposals",
        "报价编号 | 报价单号 | 版本 | 商机 | 客户 | 报价日期 | 有效期 | 有效期至 | 税率 | 整单优惠 | 主报价 | 付款方式 | 交货期 | 质保 | 联系人 | 状态 | 总额 | 合计 | 负责人 | 备注 | "
        "quote number | version | opportunity | customer | quote date | valid until | tax rate | state | status | total | owner | remark",
        yields_to=("product",),
    ),
    UnbuiltSheet(
        Name("报价产品", "Quote lines"),
        "报价产品明细 | 报价行 | 报价单明细 | quote products",
        f"报价 | 报价编号 | quote | quote number | {_LINE}",
    ),
    UnbuiltSheet(
        Name("订单", "Orders"),
        "销售订单 | 订单表 | 订单列表 | 订单信息 | 合同订单 | 订单记录 | order | sales orders",
        "订单编号 | 版本 | 商机 | 报价 | 客户 | 签订日期 | 交付日期 | 约定交付日期 | 合同编号 | 合同状态 | 类别 | 定金 | 已收款 | 付款方式 | 贷款金额 | 补贴 | 状态 | 总额 | 合计 | 负责人 | 备注 | "
        "order number | opportunity | quote | customer | signed | signed on | signing date | delivery date | deposit | paid | contract | contract number | state | status | total | owner | remark",
        yields_to=("product", "phone"),
    ),
    UnbuiltSheet(
        Name("订单产品", "Order lines"),
        "订单产品明细 | 订单行 | 订单明细 | order products",
        f"订单 | order | {_LINE}",
    ),
    UnbuiltSheet(
        Name("收款计划", "Payment schedule"),
        "付款计划 | 回款计划 | 应收计划 | 分期计划 | payment plan | instalments | installments",
        "订单 | 期次 | 条件 | 应收日期 | 金额 | 比例 | 状态 | order | instalment | due | due date | amount | share | state",
    ),
    UnbuiltSheet(
        Name("收款", "Payments"),
        "收款记录 | 回款 | 回款记录 | 收款单 | payment | payments received",
        "收款编号 | 订单 | 日期 | 收款日期 | 金额 | 方式 | 收款方式 | 类型 | 流水号 | 状态 | payment number | order | date | amount | method | reference | state",
    ),
    UnbuiltSheet(
        Name("交车", "Deliveries"),
        "交付 | 交车记录 | 交付记录 | 交车登记 | 提车 | delivery | handovers",
        "交车编号 | 订单 | 车架号 | 计划日期 | 计划交车日期 | 交车日期 | 状态 | 交付人 | delivery number | order | vin | planned date | delivered on | state",
    ),
    UnbuiltSheet(
        Name("审批", "Approvals"),
        "审批单 | 审批记录 | 待审批 | 审批明细 | approval | approval requests",
        "审批编号 | 事项 | 申请人 | 原因 | 金额 | 原值 | 新值 | 决定 | 意见 | 核对码 | approval number | number | matter | requested by | reason | amount | old value | new value | decision | opinion | comment",
    ),
    UnbuiltSheet(
        Name("审批规则", "Approval rules"),
        "审批设置 | 审批流程 | approval rule",
        "事项 | 度量 | 指标 | 门槛 | 范围 | 级 | 级别 | 审批人 | matter | measure | threshold | scope | level | approver",
    ),
    UnbuiltSheet(
        Name("市场活动", "Campaigns"),
        "营销活动 | 活动计划 | 推广活动 | 促销活动 | 活动方案 | campaign | marketing campaigns",
        "活动编号 | 活动名称 | 名称 | 类型 | 区域 | 门店 | 开始 | 结束 | 开始日期 | 结束日期 | 预算 | 实际费用 | 邀请对象 | 实际参加 | 状态 | 负责人 | 总结 | "
        "campaign number | campaign | campaign name | name | type | region | from | to | start | end | start date | end date | budget | actual cost | invited | attended | state | status | owner | summary",
    ),
    UnbuiltSheet(
        Name("活动名单", "Campaign members"),
        "活动邀约名单 | 活动参与名单 | 参会名单 | attendances | attendance | attendees",
        "活动 | 市场活动 | 对象 | 到场 | 实际参加 | 结果 | campaign | subject | attended | result",
    ),
    UnbuiltSheet(
        Name("活动费用", "Campaign costs"),
        "市场活动费用 | 活动支出 | campaign expenses",
        "活动 | 市场活动 | 日期 | 项目 | 供应商 | 金额 | campaign | date | item | supplier | amount",
    ),
    UnbuiltSheet(
        Name("销售目标", "Targets"),
        "目标 | 业绩目标 | 月度目标 | 年度目标 | 销售任务 | 任务目标 | target | sales targets | quotas | quota | goals",
        "人员或团队 | 人员 | 团队 | 月份 | 年 | 年度 | 目标金额 | 目标台数 | 口径 | 全年 | who | person or team | month | year | amount | units | measure | "
        + " | ".join(f"{month}月" for month in range(1, 13)),
    ),
    UnbuiltSheet(
        Name("移交", "Transfers"),
        "移交记录 | 移交单 | 客户移交 | 交接 | 工作交接 | 转移 | 客户转移 | transfer | hand-over | handover",
        "移交编号 | 对象 | 范围 | 原负责人 | 新负责人 | 原因 | 生效日期 | 保留协作 | 业绩归属 | 状态 | subject | from | to | old owner | new owner | reason | effective | effective date | state",
    ),
    UnbuiltSheet(
        Name("公海", "Pool"),
        "客户公海 | 公海池 | 公海客户 | customer pool",
        "编号 | 名称 | 级别 | 进入日期 | 原负责人 | 领取 | 认领 | number | name | level | since | former owner | claim",
    ),
    UnbuiltSheet(
        Name("任务", "Tasks"),
        "待办任务 | 任务清单 | 工作任务 | task",
        "任务编号 | 标题 | 对象 | 执行人 | 截止 | 优先级 | 状态 | 完成说明 | 布置人 | task number | title | subject | assignee | due | priority | state",
        yields_to=("subject", "content"),
    ),
    UnbuiltSheet(
        Name("服务请求", "Service requests"),
        "投诉 | 客户投诉 | 服务单 | 工单 | 售后服务 | 服务请求与投诉 | cases | tickets | complaints | service tickets",
        "编号 | 客户 | 类型 | 车架号 | 订单 | 内容 | 紧急 | 受理人 | 提出时间 | 首次响应 | 状态 | 解决方案 | 费用 | 满意度 | 回访时间 | "
        "number | customer | type | vin | order | content | urgency | handled by | opened | state | status | solution | satisfaction",
    ),
    UnbuiltSheet(
        Name("二手车评估", "Appraisals"),
        "评估 | 评估单 | 车辆评估 | 二手车评估单 | 收购评估 | appraisal | trade-in appraisals",
        "评估编号 | 车主 | 电话 | 厂牌型号 | 牌照号码 | 车牌 | vin | 车架号 | 发动机号 | 颜色 | 首次登记日期 | 使用性质 | 表显里程 | 推定里程 | 年检至 | 是否事故车 | 参考价 | 评估师 | 评估日期 | 收购报价 | 收购价 | 收购日期 | 状态 | "
        "appraisal number | seller | phone | make and model | plate | engine number | colour | first registration | mileage | reference price | appraiser | appraisal date | offer | purchase price | state",
    ),
    UnbuiltSheet(
        Name("整备", "Reconditioning"),
        "整备记录 | 整备费用 | 二手车整备 | recon",
        "vin | 车架号 | 日期 | 项目 | 供应商 | 金额 | date | item | supplier | amount",
    ),
    UnbuiltSheet(
        Name("租赁台账", "Rental ledger"),
        "租赁登记 | 出租台账 | 租赁合同台账 | rental contracts | rentals out",
        "订单 | 客户 | 设备 | 车架号 | 起租日 | 约定退租日 | 实际退租日 | 计价周期 | 单价 | 数量 | 押金 | 扣款 | 已退押金 | 状态 | "
        "order | customer | unit | vin | start | agreed return | returned | billing period | unit price | quantity | deposit | state",
        yields_to=("phone",),
    ),
    UnbuiltSheet(
        Name("客户分群", "Segments"),
        "分群 | 客户分组 | 人群 | segment",
        "名称 | 字段 | 比较 | 值 | 条件 | 人数 | 生成日期 | name | field | condition | value | count",
    ),
    UnbuiltSheet(
        Name("联系人", "Contacts"),
        "客户联系人",
        "客户 | 姓名 | 电话 | 职务 | customer | name | phone | position",
        yields_to=("name", "phone"),
    ),
    UnbuiltSheet(
        Name("撞单裁定", "Claim rulings"),
        "撞单 | 撞单处理",
        "对象 | 甲方 | 乙方 | 系统建议 | 裁定 | 意见 | subject | first claimant | second claimant | ruling | opinion",
    ),
    UnbuiltSheet(
        Name("合并", "Merges"),
        "合并记录 | 重复合并 | 客户合并 | merge | merged records",
        "保留 | 保留编号 | 并入 | 被合并 | 合并编号 | kept | merged | kept number | merged number",
    ),
)
"""Kinds that the trade's description names and that nothing reads yet."""
ORDER_LINES = next(each for each in UNBUILT_SHEETS if each.name.en == "Order lines")
_ORDERS_NUMBERS = expanded_keys(
    "{,销售,客户,外部,线上,平台}订单{号,号码,编号,编码,单号,id} | {销售,出库,发货,交易}单{号,编号} | 单据{号,编号} | 发票{号,号码} "
    "| {,sales ,customer ,web ,online }order{ number, no, no., num, id, #, ref, reference, code} | {so,invoice}{ number, no, id, #} "
    "| transaction{ id, number, no}"
)
"""Headers of the number of an order or a sale."""

_MOVE_OWNER = Name(
    "代班期间要跟进的记录，请把它们的“负责人”改成代班的人。",
    "Meanwhile, write the stand-in as the owner of the records that have to be followed up.",
)
IDLE_COLUMNS: Mapping[str, tuple[IdleColumn, ...]] = {
    "leads": (
        IdleColumn(
            "convert",
            Name(
                "要转成客户：在“客户”表里加一行，再把这条线索的状态改为“已转客户”。",
                "To make a customer of a lead: add a row on the Customers sheet, and set the lead's state to Converted.",
            ),
        ),
    ),
    "staff": (
        IdleColumn("代理人 | 代班人 | 职务代理人 | stand-in | standin | deputy | substitute", _MOVE_OWNER),
        IdleColumn("休假从 | 休假开始 | 休假起 | 请假从 | 请假开始 | away from | leave from | absent from", _MOVE_OWNER),
        IdleColumn("休假到 | 休假结束 | 休假止 | 请假到 | 请假结束 | away to | away until | leave to | absent to", _MOVE_OWNER),
        IdleColumn("休假 | 请假 | 休假从到 | away | leave", _MOVE_OWNER),
        IdleColumn(
            "别名 | 曾用名 | 其他叫法 | aliases | alias | also known as",
            Name(
                "请在各表里写这位同事在员工表上的姓名。",
                "On every other sheet, write this person's name as it stands on the Staff sheet.",
            ),
        ),
    ),
}  # fmt: skip
"""By kind: columns that are kept with the record, and from which nothing follows."""


def unbuilt_sheet(name: str) -> UnbuiltSheet | None:
    """The unbuilt sheet that a name tells, as it stands or without what people add to it; None for any other."""
    key = word_key(simplified(name))
    words = _words()
    plain = _DIGITS.sub("", key)
    found = words.get(key) or words.get(plain)
    if found is not None:
        return found
    for noise in SHEET_NOISE:
        plain = plain.replace(noise, "") or plain
    if plain in words:
        return words[plain]
    tails = [word for word in words if len(word) >= _LONG and not word.isascii() and plain.endswith(word)]
    return words[max(tails, key=len)] if tails else None


@cache
def _words() -> Mapping[str, UnbuiltSheet]:
    return {key: each for each in reversed(UNBUILT_SHEETS) for key in each.keys}


def is_journal(of: Sheet[Any], fields: Collection[str], headers: Iterable[str]) -> bool:
    """Whether a table of lines is a journal of orders: each tells its order, and none a deal of ours.

    `fields` are those that are understood, `headers` the others.
    """
    if of.kind != "opportunity_lines" or "opportunity" in fields:
        return False
    return any(not _ORDERS_NUMBERS.isdisjoint(spellings(simplified(each))) for each in headers)


def offered_columns(of: Sheet[Any]) -> tuple[Column, ...]:
    """The columns that our own workbooks offer: none from which nothing follows, for that would be a promise."""
    return tuple(each for each in of.visible if idle_column(of.kind, each.field, "") is None)


def idle_column(kind: str, field: str | None, header: str) -> IdleColumn | None:
    """The idle column that a field of ours or, where it is none, a header is."""
    columns = IDLE_COLUMNS.get(kind, ())
    if not columns:
        return None
    if field is not None:
        return next((each for each in columns if each.words == field), None)
    keys = set(spellings(simplified(header)))
    return next((each for each in columns if not each.keys.isdisjoint(keys)), None)
