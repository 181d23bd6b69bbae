"""The records of the trade. Each field is declared once; reading, templates, store and pages derive from it.

Source: the trade's own workbooks, as the domain description lists them; names in Simplified Chinese and
English, with the words that other systems and people use for the same column as aliases.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from workbook_crm.model.columns import Of, Record, column, internal
from workbook_crm.model.options import (
    ACTIVE,
    BILLING_PERIODS,
    CATALOG_KINDS,
    CUSTOMER_STATES,
    CUSTOMER_TYPES,
    LEAD_STATES,
    LISTS,
    OPPORTUNITY_STATES,
    ROLES,
    VEHICLE,
)

SUBJECTS = ("opportunities", "customers", "leads")
"""What a follow-up can be about, in the order in which a bare name is looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogItem(Record):
    """Something that is sold or rented, at a price that is valid for a while."""

    code: str | None = column(Of.CODE, "产品编码", "Code")
    kind: str | None = column(Of.CHOICE, "类别", "Kind", options=CATALOG_KINDS, fallback=VEHICLE)
    product: str | None = column(Of.NAME, "产品名称", "Product")
    spec: str | None = column(Of.NAME, "规格", "Spec")
    unit_price: Decimal | None = column(Of.PRICE, "单价", "Unit price")
    floor_price: Decimal | None = column(Of.PRICE, "底价", "Floor price")
    unit: str | None = column(Of.TEXT, "单位", "Unit")
    billing_period: str | None = column(Of.CHOICE, "计价周期", "Billing period", options=BILLING_PERIODS)
    deposit: Decimal | None = column(Of.MONEY, "押金", "Deposit")
    vin: str | None = column(Of.VIN, "车架号", "VIN or serial")
    plate: str | None = column(Of.CODE, "车牌", "Plate")
    year: int | None = column(Of.YEAR, "年份", "Year")
    mileage: Decimal | None = column(Of.QUANTITY, "里程/小时", "Mileage or hours")
    stock: Decimal | None = column(Of.QUANTITY, "库存", "Stock")
    valid_from: date | None = column(Of.DATE, "生效日期", "Valid from")
    valid_to: date | None = column(Of.DATE, "失效日期", "Valid to")
    state: str | None = column(Of.CHOICE, "状态", "State", options=ACTIVE)
    remark: str | None = column(Of.TEXT, "备注", "Remark")


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffMember(Record):
    """Someone who works at the dealership."""

    name: str | None = column(Of.NAME, "姓名", "Name")
    mail: str | None = column(Of.MAIL, "邮箱", "Mail")
    phone: str | None = column(Of.PHONE, "电话", "Phone")
    team: str | None = column(Of.TEXT, "团队", "Team")
    store: str | None = column(Of.TEXT, "门店", "Store")
    role: str | None = column(Of.CHOICE, "角色", "Role", options=ROLES)
    state: str | None = column(Of.CHOICE, "状态", "State", options=ACTIVE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceItem(Record):
    """One value of one of the dealership's own lists."""

    list: str | None = column(Of.CHOICE, "列表", "List", options=LISTS)
    value: str | None = column(Of.TEXT, "值", "Value")
    order: int | None = column(Of.INTEGER, "顺序", "Order")
    probability: Decimal | None = column(Of.RATE, "成交概率", "Win probability")
    usual_days: int | None = column(Of.INTEGER, "停留天数", "Usual days in stage")
    interval_days: int | None = column(Of.INTEGER, "跟进间隔", "Follow-up interval")
    aliases: str | None = column(Of.TEXT, "别名", "Aliases")
    state: str | None = column(Of.CHOICE, "状态", "State", options=ACTIVE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead(Record):
    """Somebody who shows interest."""

    number: str | None = column(Of.NUMBER, "线索编号", "Lead number")
    name: str | None = column(Of.NAME, "姓名", "Name")
    company: str | None = column(Of.NAME, "公司", "Company")
    phone: str | None = column(Of.PHONE, "电话", "Phone")
    wechat: str | None = column(Of.CODE, "微信", "WeChat")
    mail: str | None = column(Of.MAIL, "邮箱", "Mail")
    source: str | None = column(Of.CHOICE, "来源", "Source", choices="source")
    campaign: str | None = column(Of.TEXT, "市场活动", "Campaign")
    industry: str | None = column(Of.CHOICE, "行业", "Industry", choices="industry")
    size: str | None = column(Of.TEXT, "公司规模", "Company size")
    region: str | None = column(Of.CHOICE, "地区", "Region", choices="region")
    interest: str | None = column(Of.TEXT, "意向产品", "Interest")
    model: str | None = column(Of.TEXT, "意向车型", "Model")
    budget: Decimal | None = column(Of.MONEY, "预算", "Budget")
    level: str | None = column(Of.CHOICE, "级别", "Level", choices="level")
    state: str | None = column(Of.CHOICE, "状态", "State", options=LEAD_STATES)
    invalid_reason: str | None = column(Of.TEXT, "无效原因", "Invalid reason")
    owner: str | None = column(Of.PERSON, "负责人", "Owner")
    next_follow_up: date | None = column(Of.MOMENT, "下次跟进时间", "Next follow-up")
    remark: str | None = column(Of.TEXT, "备注", "Remark")
    convert: bool | None = column(Of.YES, "转客户", "Convert")
    last_contact: date | None = internal(Of.MOMENT)
    next_written: date | None = internal(Of.MOMENT)
    provisional: bool | None = internal(Of.YES)
    """Made of what rows of others tell that name it, until a row of its own completes it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Customer(Record):
    """Somebody known: a person or a company that buys, or may."""

    number: str | None = column(Of.NUMBER, "客户编号", "Customer number")
    name: str | None = column(Of.NAME, "客户名称", "Customer name")
    type: str | None = column(Of.CHOICE, "类型", "Type", options=CUSTOMER_TYPES)
    gender: str | None = column(Of.TEXT, "性别", "Gender")
    age: int | None = column(Of.INTEGER, "年龄", "Age")
    phone: str | None = column(Of.PHONE, "电话", "Phone")
    wechat: str | None = column(Of.CODE, "微信", "WeChat")
    mail: str | None = column(Of.MAIL, "邮箱", "Mail")
    region: str | None = column(Of.CHOICE, "地区", "Region", choices="region")
    address: str | None = column(Of.TEXT, "地址", "Address")
    industry: str | None = column(Of.CHOICE, "行业", "Industry", choices="industry")
    size: str | None = column(Of.TEXT, "公司规模", "Company size")
    occupation: str | None = column(Of.TEXT, "职业", "Occupation")
    hobbies: str | None = column(Of.TEXT, "兴趣爱好", "Hobbies")
    source: str | None = column(Of.CHOICE, "来源", "Source", choices="source")
    model: str | None = column(Of.TEXT, "意向车型", "Model")
    budget: Decimal | None = column(Of.MONEY, "预算", "Budget")
    priority: str | None = column(Of.TEXT, "购车优先级", "Purchase priority")
    level: str | None = column(Of.CHOICE, "级别", "Level", choices="level")
    lifecycle: str | None = column(Of.CHOICE, "生命周期", "Lifecycle", choices="lifecycle")
    state: str | None = column(Of.CHOICE, "状态", "State", options=CUSTOMER_STATES)
    invalid_reason: str | None = column(Of.TEXT, "无效原因", "Invalid reason")
    owner: str | None = column(Of.PERSON, "负责人", "Owner")
    next_follow_up: date | None = column(Of.MOMENT, "下次跟进时间", "Next follow-up")
    remark: str | None = column(Of.TEXT, "备注", "Remark")
    last_contact: date | None = internal(Of.MOMENT)
    next_written: date | None = internal(Of.MOMENT)
    provisional: bool | None = internal(Of.YES)
    """Made of what rows of others tell that name it, until a row of its own completes it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opportunity(Record):
    """A stated intent to buy."""

    number: str | None = column(Of.NUMBER, "商机编号", "Opportunity number")
    name: str | None = column(Of.NAME, "商机名称", "Opportunity name")
    customer: str | None = column(Of.REFERENCE, "客户", "Customer", refers=("customers",))
    kind: str | None = column(Of.CHOICE, "意向产品", "Kind", options=CATALOG_KINDS, fallback=VEHICLE)
    budget: Decimal | None = column(Of.MONEY, "客户预算", "Budget")
    expected_close: date | None = column(Of.DATE, "预计成交时间", "Expected close")
    stage: str | None = column(Of.CHOICE, "阶段", "Stage", choices="stage")
    state: str | None = column(Of.CHOICE, "状态", "State", options=OPPORTUNITY_STATES)
    probability: Decimal | None = column(Of.RATE, "成交概率", "Win probability")
    owner: str | None = column(Of.PERSON, "负责人", "Owner")
    co_owners: str | None = column(Of.SHARES, "协作人", "Co-owners")
    source: str | None = column(Of.CHOICE, "来源", "Source", choices="source")
    campaign: str | None = column(Of.TEXT, "市场活动", "Campaign")
    competitor: str | None = column(Of.CHOICE, "竞争对手", "Competitor", choices="competitor")
    loss_reason: str | None = column(Of.CHOICE, "输单原因", "Loss reason", choices="reason")
    summary: str | None = column(Of.TEXT, "总结", "Summary")
    attachments: str | None = column(Of.TEXT, "附件", "Attachments")
    next_follow_up: date | None = column(Of.MOMENT, "下次跟进时间", "Next follow-up")
    remark: str | None = column(Of.TEXT, "备注", "Remark")
    amount: Decimal | None = column(Of.MONEY, "商机金额", "Amount", computed=True)
    last_contact: date | None = internal(Of.MOMENT)
    next_written: date | None = internal(Of.MOMENT)
    provisional: bool | None = internal(Of.YES)
    """Made of what rows of others tell that name it, until a row of its own completes it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpportunityLine(Record):
    """One product on an opportunity."""

    opportunity: str | None = column(Of.REFERENCE, "商机", "Opportunity", refers=("opportunities",))
    product: str | None = column(Of.NAME, "产品", "Product")
    spec: str | None = column(Of.NAME, "规格", "Spec")
    unit_price: Decimal | None = column(Of.PRICE, "单价", "Unit price")
    quantity: Decimal | None = column(Of.QUANTITY, "数量", "Quantity")
    periods: Decimal | None = column(Of.QUANTITY, "租期", "Periods")
    discount: Decimal | None = column(Of.DISCOUNT, "优惠率", "Discount")
    amount: Decimal | None = column(Of.MONEY, "金额", "Amount", computed=True)
    remark: str | None = column(Of.TEXT, "备注", "Remark")
    item: int | None = internal(Of.INTEGER)
    """The catalog row that the line was priced from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp(Record):
    """One contact with a lead, a customer, or about an opportunity."""

    subject: str | None = column(Of.REFERENCE, "对象", "Subject", refers=SUBJECTS)
    time: date | None = column(Of.MOMENT, "跟进时间", "Time")
    method: str | None = column(Of.CHOICE, "跟进方式", "Method", choices="method")
    content: str | None = column(Of.TEXT, "跟进内容", "Content")
    expense: Decimal | None = column(Of.MONEY, "费用", "Expense")
    attachments: str | None = column(Of.TEXT, "附件", "Attachments")
    next_follow_up: date | None = column(Of.MOMENT, "下次跟进时间", "Next follow-up")
    plan: str | None = column(Of.TEXT, "下次跟进计划", "Plan")
    by: str | None = column(Of.PERSON, "跟进人", "By")
