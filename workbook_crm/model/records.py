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
)

# fmt: off  (a table of words, laid out by hand)

SUBJECTS = ("opportunities", "customers", "leads")
"""What a follow-up can be about, in the order in which a bare name is looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogItem(Record):
    """Something that is sold or rented, at a price that is valid for a while."""

    code: str | None = column(
        Of.CODE,
        "产品编码",
        "Code",
        "编码",
        "产品编号",
        "商品编码",
        "物料编码",
        "货号",
        "sku",
        "product code",
        "product id",
        "item code",
        "part number",
        "part no",
    )
    kind: str | None = column(
        Of.CHOICE,
        "类别",
        "Kind",
        "产品类别",
        "产品类型",
        "商品类别",
        "分类",
        "category",
        "product type",
        "type",
        required=True,
        options=CATALOG_KINDS,
    )
    product: str | None = column(
        Of.NAME,
        "产品名称",
        "Product",
        "产品",
        "商品名称",
        "商品",
        "品名",
        "车型",
        "型号",
        "产品型号",
        "product name",
        "item",
        "item name",
        "model",
        required=True,
    )
    spec: str | None = column(
        Of.NAME,
        "规格",
        "Spec",
        "产品规格",
        "规格型号",
        "配置",
        "款式",
        "版本",
        "specification",
        "variant",
        "trim",
        "version",
    )
    unit_price: Decimal | None = column(
        Of.PRICE,
        "单价",
        "Unit price",
        "标准价",
        "指导价",
        "售价",
        "销售价",
        "价格",
        "目录价",
        "list price",
        "price",
        "standard price",
        "msrp",
        "retail price",
    )
    floor_price: Decimal | None = column(
        Of.PRICE,
        "底价",
        "Floor price",
        "最低价",
        "最低售价",
        "限价",
        "minimum price",
        "min price",
        "lowest price",
    )
    unit: str | None = column(Of.TEXT, "单位", "Unit", "计量单位", "uom", "unit of measure")
    billing_period: str | None = column(
        Of.CHOICE,
        "计价周期",
        "Billing period",
        "租赁周期",
        "计费周期",
        "租期单位",
        "rental period",
        "billing cycle",
        options=BILLING_PERIODS,
    )
    deposit: Decimal | None = column(Of.MONEY, "押金", "Deposit", "保证金", "rental deposit")
    vin: str | None = column(
        Of.VIN,
        "车架号",
        "VIN or serial",
        "VIN",
        "VIN码",
        "车辆识别代号",
        "序列号",
        "serial",
        "serial number",
        "chassis number",
        "vin number",
    )
    plate: str | None = column(Of.CODE, "车牌", "Plate", "车牌号", "牌照", "license plate", "plate number")
    year: int | None = column(
        Of.YEAR, "年份", "Year", "出厂年份", "年款", "model year", "year of manufacture"
    )
    mileage: Decimal | None = column(
        Of.QUANTITY,
        "里程/小时",
        "Mileage or hours",
        "里程",
        "小时",
        "公里数",
        "表显里程",
        "工作小时",
        "mileage",
        "hours",
        "odometer",
        "operating hours",
    )
    stock: Decimal | None = column(
        Of.QUANTITY,
        "库存",
        "Stock",
        "库存数量",
        "库存量",
        "现有库存",
        "in stock",
        "stock quantity",
        "on hand",
    )
    valid_from: date | None = column(
        Of.DATE,
        "生效日期",
        "Valid from",
        "开始日期",
        "起始日期",
        "生效",
        "effective date",
        "start date",
        "from",
    )
    valid_to: date | None = column(
        Of.DATE,
        "失效日期",
        "Valid to",
        "截止日期",
        "结束日期",
        "失效",
        "expiry date",
        "end date",
        "valid until",
        "to",
    )
    state: str | None = column(Of.CHOICE, "状态", "State", "产品状态", "status", "active", options=ACTIVE)
    remark: str | None = column(
        Of.TEXT, "备注", "Remark", "说明", "remarks", "notes", "comment", "description"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffMember(Record):
    """Someone who works at the dealership."""

    name: str | None = column(
        Of.NAME,
        "姓名",
        "Name",
        "员工姓名",
        "员工",
        "人员",
        "full name",
        "employee",
        "employee name",
        required=True,
    )
    mail: str | None = column(Of.MAIL, "邮箱", "Mail", "电子邮箱", "邮件", "email", "e-mail", "email address")
    phone: str | None = column(
        Of.PHONE, "电话", "Phone", "手机", "手机号", "联系电话", "mobile", "phone number"
    )
    team: str | None = column(Of.TEXT, "团队", "Team", "部门", "小组", "销售组", "department", "group")
    store: str | None = column(Of.TEXT, "门店", "Store", "网点", "分店", "店面", "branch", "location")
    role: str | None = column(
        Of.CHOICE,
        "角色",
        "Role",
        "职务",
        "职位",
        "岗位",
        "position",
        "job title",
        required=True,
        options=ROLES,
    )
    state: str | None = column(Of.CHOICE, "状态", "State", "在职状态", "status", "active", options=ACTIVE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceItem(Record):
    """One value of one of the dealership's own lists."""

    list: str | None = column(
        Of.CHOICE,
        "列表",
        "List",
        "列表名",
        "字典",
        "类型",
        "list name",
        "picklist",
        required=True,
        options=LISTS,
    )
    value: str | None = column(
        Of.TEXT, "值", "Value", "选项", "名称", "取值", "option", "label", required=True
    )
    order: int | None = column(
        Of.INTEGER, "顺序", "Order", "排序", "序号", "sort order", "sequence", "position"
    )
    probability: Decimal | None = column(
        Of.RATE,
        "成交概率",
        "Win probability",
        "赢率",
        "概率",
        "成功率",
        "win rate",
        "success rate",
        "probability",
    )
    usual_days: int | None = column(
        Of.INTEGER,
        "停留天数",
        "Usual days in stage",
        "天数",
        "通常天数",
        "usual days",
        "days in stage",
        "duration",
    )
    interval_days: int | None = column(
        Of.INTEGER,
        "跟进间隔",
        "Follow-up interval",
        "跟进周期",
        "间隔天数",
        "follow up interval",
        "interval",
        "interval days",
    )
    aliases: str | None = column(Of.TEXT, "别名", "Aliases", "同义词", "alias", "synonyms", "also known as")
    state: str | None = column(Of.CHOICE, "状态", "State", "status", "active", options=ACTIVE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead(Record):
    """Somebody who shows interest."""

    number: str | None = column(
        Of.NUMBER, "线索编号", "Lead number", "编号", "线索号", "lead id", "lead no", "id", "number"
    )
    name: str | None = column(
        Of.NAME,
        "姓名",
        "Name",
        "线索名称",
        "联系人",
        "客户姓名",
        "客户名称",
        "姓名/名称",
        "lead name",
        "full name",
        "contact name",
        "contact",
        required=True,
    )
    company: str | None = column(
        Of.NAME,
        "公司",
        "Company",
        "公司名称",
        "单位",
        "企业名称",
        "单位名称",
        "company name",
        "account",
        "organization",
    )
    phone: str | None = column(
        Of.PHONE,
        "电话",
        "Phone",
        "手机",
        "手机号",
        "手机号码",
        "联系电话",
        "电话号码",
        "联系方式",
        "mobile",
        "phone number",
        "mobile phone",
        "telephone",
        "tel",
        required=True,
    )
    wechat: str | None = column(Of.CODE, "微信", "WeChat", "微信号", "wechat id")
    mail: str | None = column(Of.MAIL, "邮箱", "Mail", "电子邮箱", "邮件", "email", "e-mail", "email address")
    source: str | None = column(
        Of.CHOICE,
        "来源",
        "Source",
        "线索来源",
        "客户来源",
        "渠道",
        "来源渠道",
        "lead source",
        "channel",
        "original source",
        required=True,
        choices="source",
    )
    campaign: str | None = column(Of.TEXT, "市场活动", "Campaign", "活动", "活动名称", "campaign name")
    industry: str | None = column(Of.CHOICE, "行业", "Industry", "所属行业", "sector", choices="industry")
    size: str | None = column(
        Of.TEXT, "公司规模", "Company size", "规模", "人数", "size", "number of employees", "employees"
    )
    region: str | None = column(
        Of.CHOICE,
        "地区",
        "Region",
        "区域",
        "省市",
        "城市",
        "所在地区",
        "area",
        "city",
        "country",
        "territory",
        choices="region",
    )
    interest: str | None = column(
        Of.TEXT,
        "意向产品",
        "Interest",
        "意向",
        "感兴趣产品",
        "interested in",
        "product interest",
        "product of interest",
    )
    model: str | None = column(
        Of.TEXT, "意向车型", "Model", "车型", "意向型号", "interested model", "model of interest"
    )
    budget: Decimal | None = column(
        Of.MONEY, "预算", "Budget", "购车预算", "客户预算", "预算金额", "estimated budget"
    )
    level: str | None = column(
        Of.CHOICE,
        "级别",
        "Level",
        "线索级别",
        "意向级别",
        "客户级别",
        "等级",
        "rating",
        "grade",
        "priority",
        choices="level",
    )
    state: str | None = column(
        Of.CHOICE, "状态", "State", "线索状态", "status", "lead status", options=LEAD_STATES
    )
    invalid_reason: str | None = column(
        Of.TEXT, "无效原因", "Invalid reason", "失效原因", "disqualified reason"
    )
    owner: str | None = column(
        Of.PERSON,
        "负责人",
        "Owner",
        "销售",
        "销售顾问",
        "跟进人",
        "所属销售",
        "业务员",
        "lead owner",
        "salesperson",
        "sales rep",
        "assigned to",
        "record owner",
    )
    next_follow_up: date | None = column(
        Of.MOMENT,
        "下次跟进时间",
        "Next follow-up",
        "下次跟进",
        "下次联系时间",
        "下次跟进日期",
        "下次回访时间",
        "next follow up",
        "next follow-up date",
        "next contact",
        "next activity date",
    )
    remark: str | None = column(
        Of.TEXT, "备注", "Remark", "说明", "remarks", "notes", "comment", "description"
    )
    convert: bool | None = column(
        Of.YES, "转客户", "Convert", "转为客户", "是否转客户", "convert to customer", "converted"
    )
    last_contact: date | None = internal(Of.MOMENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Customer(Record):
    """Somebody known: a person or a company that buys, or may."""

    number: str | None = column(
        Of.NUMBER,
        "客户编号",
        "Customer number",
        "编号",
        "客户号",
        "客户ID",
        "customer id",
        "customer no",
        "account id",
        "contact id",
        "id",
        "number",
    )
    name: str | None = column(
        Of.NAME,
        "客户名称",
        "Customer name",
        "客户",
        "客户姓名",
        "姓名",
        "名称",
        "公司名称",
        "customer",
        "name",
        "account name",
        "company name",
        "company",
        "contact name",
        "full name",
        required=True,
    )
    type: str | None = column(
        Of.CHOICE,
        "类型",
        "Type",
        "客户类型",
        "客户性质",
        "customer type",
        "account type",
        options=CUSTOMER_TYPES,
    )
    gender: str | None = column(Of.TEXT, "性别", "Gender", "sex")
    age: int | None = column(Of.INTEGER, "年龄", "Age")
    phone: str | None = column(
        Of.PHONE,
        "电话",
        "Phone",
        "手机",
        "手机号",
        "手机号码",
        "联系电话",
        "电话号码",
        "联系方式",
        "mobile",
        "phone number",
        "mobile phone",
        "telephone",
        "tel",
        required=True,
    )
    wechat: str | None = column(Of.CODE, "微信", "WeChat", "微信号", "wechat id")
    mail: str | None = column(Of.MAIL, "邮箱", "Mail", "电子邮箱", "邮件", "email", "e-mail", "email address")
    region: str | None = column(
        Of.CHOICE,
        "地区",
        "Region",
        "区域",
        "省市",
        "城市",
        "所在地区",
        "area",
        "city",
        "country",
        "territory",
        choices="region",
    )
    address: str | None = column(
        Of.TEXT, "地址", "Address", "联系地址", "详细地址", "通讯地址", "street", "billing address"
    )
    industry: str | None = column(Of.CHOICE, "行业", "Industry", "所属行业", "sector", choices="industry")
    size: str | None = column(
        Of.TEXT, "公司规模", "Company size", "规模", "人数", "size", "number of employees", "employees"
    )
    occupation: str | None = column(Of.TEXT, "职业", "Occupation", "职务", "profession", "job title")
    hobbies: str | None = column(Of.TEXT, "兴趣爱好", "Hobbies", "爱好", "兴趣", "interests")
    source: str | None = column(
        Of.CHOICE,
        "来源",
        "Source",
        "客户来源",
        "渠道",
        "来源渠道",
        "lead source",
        "channel",
        "original source",
        required=True,
        choices="source",
    )
    model: str | None = column(
        Of.TEXT, "意向车型", "Model", "车型", "意向型号", "interested model", "model of interest"
    )
    budget: Decimal | None = column(
        Of.MONEY, "预算", "Budget", "购车预算", "客户预算", "预算金额", "estimated budget"
    )
    priority: str | None = column(
        Of.TEXT, "购车优先级", "Purchase priority", "优先级", "priority", "buying priority"
    )
    level: str | None = column(
        Of.CHOICE,
        "级别",
        "Level",
        "客户级别",
        "意向级别",
        "等级",
        "客户等级",
        "rating",
        "grade",
        choices="level",
    )
    lifecycle: str | None = column(
        Of.CHOICE,
        "生命周期",
        "Lifecycle",
        "客户生命周期",
        "生命周期阶段",
        "lifecycle stage",
        choices="lifecycle",
    )
    state: str | None = column(
        Of.CHOICE, "状态", "State", "客户状态", "status", "customer status", options=CUSTOMER_STATES
    )
    invalid_reason: str | None = column(Of.TEXT, "无效原因", "Invalid reason", "失效原因", "inactive reason")
    owner: str | None = column(
        Of.PERSON,
        "负责人",
        "Owner",
        "销售",
        "销售顾问",
        "跟进人",
        "所属销售",
        "业务员",
        "客户经理",
        "customer owner",
        "account owner",
        "contact owner",
        "salesperson",
        "sales rep",
        "assigned to",
    )
    next_follow_up: date | None = column(
        Of.MOMENT,
        "下次跟进时间",
        "Next follow-up",
        "下次跟进",
        "下次联系时间",
        "下次跟进日期",
        "下次回访时间",
        "next follow up",
        "next follow-up date",
        "next contact",
        "next activity date",
    )
    remark: str | None = column(
        Of.TEXT, "备注", "Remark", "说明", "remarks", "notes", "comment", "description"
    )
    last_contact: date | None = internal(Of.MOMENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opportunity(Record):
    """A stated intent to buy."""

    number: str | None = column(
        Of.NUMBER,
        "商机编号",
        "Opportunity number",
        "编号",
        "商机号",
        "商机ID",
        "opportunity id",
        "opportunity no",
        "deal id",
        "id",
        "number",
    )
    name: str | None = column(
        Of.NAME,
        "商机名称",
        "Opportunity name",
        "商机",
        "商机主题",
        "项目名称",
        "机会名称",
        "opportunity",
        "name",
        "deal name",
        "deal",
        "project",
        required=True,
    )
    customer: str | None = column(
        Of.REFERENCE,
        "客户",
        "Customer",
        "客户名称",
        "客户编号",
        "所属客户",
        "关联客户",
        "customer name",
        "account",
        "account name",
        "customer id",
        "contact id",
        "company",
        required=True,
        refers=("customers",),
    )
    kind: str | None = column(
        Of.CHOICE,
        "意向产品",
        "Kind",
        "产品类别",
        "意向类别",
        "产品类型",
        "商机类型",
        "product kind",
        "product type",
        "interest",
        required=True,
        options=CATALOG_KINDS,
    )
    budget: Decimal | None = column(Of.MONEY, "客户预算", "Budget", "预算", "预算金额", "customer budget")
    expected_close: date | None = column(
        Of.DATE,
        "预计成交时间",
        "Expected close",
        "预计成交日期",
        "预计签单日期",
        "预计成交",
        "预计结单日期",
        "成交日期",
        "close date",
        "expected close date",
        "closing date",
        "estimated close date",
    )
    stage: str | None = column(
        Of.CHOICE,
        "阶段",
        "Stage",
        "销售阶段",
        "商机阶段",
        "当前阶段",
        "deal stage",
        "sales stage",
        "pipeline stage",
        choices="stage",
    )
    state: str | None = column(
        Of.CHOICE, "状态", "State", "商机状态", "status", "opportunity status", options=OPPORTUNITY_STATES
    )
    probability: Decimal | None = column(
        Of.RATE,
        "成交概率",
        "Win probability",
        "赢率",
        "概率",
        "成功率",
        "probability",
        "probability (%)",
        "win rate",
    )
    owner: str | None = column(
        Of.PERSON,
        "负责人",
        "Owner",
        "销售",
        "销售顾问",
        "跟进人",
        "所属销售",
        "业务员",
        "opportunity owner",
        "deal owner",
        "salesperson",
        "sales rep",
        "assigned to",
    )
    co_owners: str | None = column(
        Of.SHARES, "协作人", "Co-owners", "协同人", "协作人员", "co-owner", "collaborators"
    )
    source: str | None = column(
        Of.CHOICE, "来源", "Source", "商机来源", "渠道", "lead source", "channel", choices="source"
    )
    campaign: str | None = column(
        Of.TEXT, "市场活动", "Campaign", "活动", "来源活动", "campaign name", "campaign source"
    )
    competitor: str | None = column(
        Of.CHOICE, "竞争对手", "Competitor", "竞品", "competitors", "main competitor", choices="competitor"
    )
    loss_reason: str | None = column(
        Of.CHOICE,
        "输单原因",
        "Loss reason",
        "丢单原因",
        "战败原因",
        "lost reason",
        "closed lost reason",
        choices="reason",
    )
    summary: str | None = column(
        Of.TEXT, "总结", "Summary", "商机总结", "赢单总结", "输单总结", "closing summary"
    )
    attachments: str | None = column(Of.TEXT, "附件", "Attachments", "attachment", "files")
    next_follow_up: date | None = column(
        Of.MOMENT,
        "下次跟进时间",
        "Next follow-up",
        "下次跟进",
        "下次联系时间",
        "下次跟进日期",
        "下次回访时间",
        "next follow up",
        "next follow-up date",
        "next contact",
        "next activity date",
        "next step date",
    )
    remark: str | None = column(
        Of.TEXT, "备注", "Remark", "说明", "remarks", "notes", "comment", "description"
    )
    amount: Decimal | None = column(
        Of.MONEY,
        "商机金额",
        "Amount",
        "金额",
        "预计金额",
        "总金额",
        "合计金额",
        "deal value",
        "deal amount",
        "total amount",
        "value",
        computed=True,
    )
    last_contact: date | None = internal(Of.MOMENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpportunityLine(Record):
    """One product on an opportunity."""

    opportunity: str | None = column(
        Of.REFERENCE,
        "商机",
        "Opportunity",
        "商机名称",
        "商机编号",
        "所属商机",
        "关联商机",
        "opportunity name",
        "opportunity number",
        "opportunity id",
        "deal",
        "deal name",
        "deal id",
        required=True,
        refers=("opportunities",),
    )
    product: str | None = column(
        Of.NAME,
        "产品",
        "Product",
        "产品名称",
        "商品",
        "商品名称",
        "品名",
        "车型",
        "型号",
        "产品编码",
        "产品型号",
        "product name",
        "product code",
        "product id",
        "item",
        "item name",
        "sku",
        "model",
        required=True,
    )
    spec: str | None = column(
        Of.NAME,
        "规格",
        "Spec",
        "产品规格",
        "规格型号",
        "配置",
        "款式",
        "版本",
        "specification",
        "variant",
        "trim",
        "version",
    )
    unit_price: Decimal | None = column(
        Of.PRICE,
        "单价",
        "Unit price",
        "销售单价",
        "成交单价",
        "售价",
        "价格",
        "price",
        "sales price",
        "sale price",
        "list price",
    )
    quantity: Decimal | None = column(
        Of.QUANTITY,
        "数量",
        "Quantity",
        "台数",
        "件数",
        "台量",
        "qty",
        "order qty",
        "units",
        "count",
        required=True,
    )
    periods: Decimal | None = column(
        Of.QUANTITY,
        "租期",
        "Periods",
        "期数",
        "租赁期数",
        "租赁期",
        "租赁时长",
        "rental periods",
        "number of periods",
        "term",
    )
    discount: Decimal | None = column(
        Of.DISCOUNT,
        "优惠率",
        "Discount",
        "折扣",
        "折扣率",
        "让利",
        "让利比例",
        "优惠",
        "discount (%)",
        "discount rate",
        "discount percent",
    )
    amount: Decimal | None = column(
        Of.MONEY,
        "金额",
        "Amount",
        "小计",
        "合计",
        "总价",
        "行金额",
        "金额小计",
        "line total",
        "line item total",
        "total",
        "total price",
        "subtotal",
        "line amount",
        computed=True,
    )
    remark: str | None = column(
        Of.TEXT, "备注", "Remark", "说明", "remarks", "notes", "comment", "description"
    )
    item: int | None = internal(Of.INTEGER)
    """The catalog row that the line was priced from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUp(Record):
    """One contact with a lead, a customer, or about an opportunity."""

    subject: str | None = column(
        Of.REFERENCE,
        "对象",
        "Subject",
        "跟进对象",
        "客户",
        "客户名称",
        "线索",
        "商机",
        "关联对象",
        "关联商机",
        "关联客户",
        "related to",
        "regarding",
        "customer",
        "lead",
        "opportunity",
        "account",
        "contact",
        required=True,
        refers=SUBJECTS,
    )
    time: date | None = column(
        Of.MOMENT,
        "跟进时间",
        "Time",
        "跟进日期",
        "联系时间",
        "日期",
        "时间",
        "拜访时间",
        "回访时间",
        "date",
        "activity date",
        "follow-up date",
        "contacted on",
        "follow up time",
        required=True,
    )
    method: str | None = column(
        Of.CHOICE,
        "跟进方式",
        "Method",
        "方式",
        "联系方式",
        "跟进类型",
        "拜访方式",
        "activity type",
        "type",
        "channel",
        required=True,
        choices="method",
    )
    content: str | None = column(
        Of.TEXT,
        "跟进内容",
        "Content",
        "内容",
        "沟通内容",
        "跟进记录",
        "跟进情况",
        "记录",
        "notes",
        "details",
        "comments",
        "description",
        required=True,
    )
    expense: Decimal | None = column(Of.MONEY, "费用", "Expense", "花费", "费用金额", "cost")
    attachments: str | None = column(Of.TEXT, "附件", "Attachments", "attachment", "files")
    next_follow_up: date | None = column(
        Of.MOMENT,
        "下次跟进时间",
        "Next follow-up",
        "下次跟进",
        "下次联系时间",
        "下次跟进日期",
        "下次回访时间",
        "next follow up",
        "next follow-up date",
        "next contact",
        "next activity date",
    )
    plan: str | None = column(
        Of.TEXT,
        "下次跟进计划",
        "Plan",
        "跟进计划",
        "下一步",
        "下一步计划",
        "下次计划",
        "next step",
        "next steps",
        "next plan",
    )
    by: str | None = column(
        Of.PERSON,
        "跟进人",
        "By",
        "记录人",
        "销售",
        "负责人",
        "业务员",
        "followed up by",
        "created by",
        "owner",
        "salesperson",
    )
