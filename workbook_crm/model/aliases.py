"""Other words for our columns: what people and other systems write over them.

One list in one place. A dealership adds to it in its settings (`[headers.<kind>]`) or on its Choices sheet.
Matching ignores capitals, spaces, width, punctuation and Traditional characters, so that none of those
are listed here. Words are parted by " | ".
"""

from __future__ import annotations

from collections.abc import Mapping

COMMON: Mapping[str, str] = {
    "spec": "产品规格 | 规格型号 | 配置 | 款式 | 版本 | specification | variant | trim | version",
    "remark": "说明 | remarks | notes | comment | description",
    "mail": "电子邮箱 | 邮件 | email | e-mail | email address",
    "phone": (
        "手机 | 手机号 | 手机号码 | 联系电话 | 电话号码 | 联系方式 | mobile | phone number | "
        "mobile phone | telephone | tel"
    ),
    "wechat": "微信号 | wechat id",
    "industry": "所属行业 | sector",
    "size": "规模 | 人数 | size | number of employees | employees",
    "region": "区域 | 省市 | 城市 | 所在地区 | area | city | country | territory",
    "model": "车型 | 意向型号 | interested model | model of interest",
    "budget": "购车预算 | 客户预算 | 预算金额 | estimated budget",
    "next_follow_up": (
        "下次跟进 | 下次联系时间 | 下次跟进日期 | 下次回访时间 | next follow up | "
        "next follow-up date | next contact | next activity date"
    ),
    "attachments": "attachment | files",
}
"""By field, wherever a kind has that field and no list of its own below."""

OWN: Mapping[str, Mapping[str, str]] = {
    "catalog": {
        "code": (
            "编码 | 产品编号 | 商品编码 | 物料编码 | 货号 | sku | product code | product id | "
            "item code | part number | part no"
        ),
        "kind": "产品类别 | 产品类型 | 商品类别 | 分类 | category | product type | type",
        "product": (
            "产品 | 商品名称 | 商品 | 品名 | 车型 | 型号 | 产品型号 | product name | item | item name | model"
        ),
        "unit_price": (
            "标准价 | 指导价 | 售价 | 销售价 | 价格 | 目录价 | list price | price | "
            "standard price | msrp | retail price"
        ),
        "floor_price": "最低价 | 最低售价 | 限价 | minimum price | min price | lowest price",
        "unit": "计量单位 | uom | unit of measure",
        "billing_period": "租赁周期 | 计费周期 | 租期单位 | rental period | billing cycle",
        "deposit": "保证金 | rental deposit",
        "vin": ("VIN | VIN码 | 车辆识别代号 | 序列号 | serial | serial number | chassis number | vin number"),
        "plate": "车牌号 | 牌照 | license plate | plate number",
        "year": "出厂年份 | 年款 | model year | year of manufacture",
        "mileage": (
            "里程 | 小时 | 公里数 | 表显里程 | 工作小时 | mileage | hours | odometer | operating hours"
        ),
        "stock": "库存数量 | 库存量 | 现有库存 | in stock | stock quantity | on hand",
        "valid_from": "开始日期 | 起始日期 | 生效 | effective date | start date | from",
        "valid_to": "截止日期 | 结束日期 | 失效 | expiry date | end date | valid until | to",
        "state": "产品状态 | status | active",
    },
    "staff": {
        "name": "员工姓名 | 员工 | 人员 | full name | employee | employee name",
        "phone": "手机 | 手机号 | 联系电话 | mobile | phone number",
        "team": "部门 | 小组 | 销售组 | department | group",
        "store": "网点 | 分店 | 店面 | branch | location",
        "role": "职务 | 职位 | 岗位 | position | job title",
        "state": "在职状态 | status | active",
    },
    "choices": {
        "list": "列表名 | 字典 | 类型 | list name | picklist",
        "value": "选项 | 名称 | 取值 | option | label",
        "order": "排序 | 序号 | sort order | sequence | position",
        "probability": "赢率 | 概率 | 成功率 | win rate | success rate | probability",
        "usual_days": "天数 | 通常天数 | usual days | days in stage | duration",
        "interval_days": "跟进周期 | 间隔天数 | follow up interval | interval | interval days",
        "aliases": "同义词 | alias | synonyms | also known as",
        "state": "status | active",
    },
    "leads": {
        "number": "编号 | 线索号 | lead id | lead no | id | number",
        "name": (
            "线索名称 | 联系人 | 客户姓名 | 客户名称 | 姓名/名称 | lead name | full name | "
            "contact name | contact"
        ),
        "company": "公司名称 | 单位 | 企业名称 | 单位名称 | company name | account | organization",
        "source": "线索来源 | 客户来源 | 渠道 | 来源渠道 | lead source | channel | original source",
        "campaign": "活动 | 活动名称 | campaign name",
        "interest": "意向 | 感兴趣产品 | interested in | product interest | product of interest",
        "level": "线索级别 | 意向级别 | 客户级别 | 等级 | rating | grade | priority",
        "state": "线索状态 | status | lead status",
        "invalid_reason": "失效原因 | disqualified reason",
        "owner": (
            "销售 | 销售顾问 | 跟进人 | 所属销售 | 业务员 | lead owner | salesperson | sales rep | "
            "assigned to | record owner"
        ),
        "convert": "转为客户 | 是否转客户 | convert to customer | converted",
    },
    "customers": {
        "number": (
            "编号 | 客户号 | 客户ID | customer id | customer no | account id | contact id | id | number"
        ),
        "name": (
            "客户 | 客户姓名 | 姓名 | 名称 | 公司名称 | customer | name | account name | "
            "company name | company | contact name | full name"
        ),
        "type": "客户类型 | 客户性质 | customer type | account type",
        "gender": "sex",
        "address": "联系地址 | 详细地址 | 通讯地址 | street | billing address",
        "occupation": "职务 | profession | job title",
        "hobbies": "爱好 | 兴趣 | interests",
        "source": "客户来源 | 渠道 | 来源渠道 | lead source | channel | original source",
        "priority": "优先级 | priority | buying priority",
        "level": "客户级别 | 意向级别 | 等级 | 客户等级 | rating | grade",
        "lifecycle": "客户生命周期 | 生命周期阶段 | lifecycle stage",
        "state": "客户状态 | status | customer status",
        "invalid_reason": "失效原因 | inactive reason",
        "owner": (
            "销售 | 销售顾问 | 跟进人 | 所属销售 | 业务员 | 客户经理 | customer owner | "
            "account owner | contact owner | salesperson | sales rep | assigned to"
        ),
    },
    "opportunities": {
        "number": "编号 | 商机号 | 商机ID | opportunity id | opportunity no | deal id | id | number",
        "name": ("商机 | 商机主题 | 项目名称 | 机会名称 | opportunity | name | deal name | deal | project"),
        "customer": (
            "客户名称 | 客户编号 | 所属客户 | 关联客户 | customer name | account | account name | "
            "customer id | contact id | company"
        ),
        "kind": "产品类别 | 意向类别 | 产品类型 | 商机类型 | product kind | product type | interest",
        "budget": "预算 | 预算金额 | customer budget",
        "expected_close": (
            "预计成交日期 | 预计签单日期 | 预计成交 | 预计结单日期 | 成交日期 | close date | "
            "expected close date | closing date | estimated close date"
        ),
        "stage": "销售阶段 | 商机阶段 | 当前阶段 | deal stage | sales stage | pipeline stage",
        "state": "商机状态 | status | opportunity status",
        "probability": "赢率 | 概率 | 成功率 | probability | probability (%) | win rate",
        "owner": (
            "销售 | 销售顾问 | 跟进人 | 所属销售 | 业务员 | opportunity owner | deal owner | "
            "salesperson | sales rep | assigned to"
        ),
        "co_owners": "协同人 | 协作人员 | co-owner | collaborators",
        "source": "商机来源 | 渠道 | lead source | channel",
        "campaign": "活动 | 来源活动 | campaign name | campaign source",
        "competitor": "竞品 | competitors | main competitor",
        "loss_reason": "丢单原因 | 战败原因 | lost reason | closed lost reason",
        "summary": "商机总结 | 赢单总结 | 输单总结 | closing summary",
        "next_follow_up": (
            "下次跟进 | 下次联系时间 | 下次跟进日期 | 下次回访时间 | next follow up | "
            "next follow-up date | next contact | next activity date | next step date"
        ),
        "amount": ("金额 | 预计金额 | 总金额 | 合计金额 | deal value | deal amount | total amount | value"),
    },
    "opportunity_lines": {
        "opportunity": (
            "商机名称 | 商机编号 | 所属商机 | 关联商机 | opportunity name | opportunity number | "
            "opportunity id | deal | deal name | deal id"
        ),
        "product": (
            "产品名称 | 商品 | 商品名称 | 品名 | 车型 | 型号 | 产品编码 | 产品型号 | product name | "
            "product code | product id | item | item name | sku | model"
        ),
        "unit_price": "销售单价 | 成交单价 | 售价 | 价格 | price | sales price | sale price | list price",
        "quantity": "台数 | 件数 | 台量 | qty | order qty | units | count",
        "periods": "期数 | 租赁期数 | 租赁期 | 租赁时长 | rental periods | number of periods | term",
        "discount": (
            "折扣 | 折扣率 | 让利 | 让利比例 | 优惠 | discount (%) | discount rate | discount percent"
        ),
        "amount": (
            "小计 | 合计 | 总价 | 行金额 | 金额小计 | line total | line item total | total | "
            "total price | subtotal | line amount"
        ),
    },
    "follow_ups": {
        "subject": (
            "跟进对象 | 客户 | 客户名称 | 线索 | 商机 | 关联对象 | 关联商机 | 关联客户 | "
            "related to | regarding | customer | lead | opportunity | account | contact"
        ),
        "time": (
            "跟进日期 | 联系时间 | 日期 | 时间 | 拜访时间 | 回访时间 | date | activity date | "
            "follow-up date | contacted on | follow up time"
        ),
        "method": "方式 | 联系方式 | 跟进类型 | 拜访方式 | activity type | type | channel",
        "content": (
            "内容 | 沟通内容 | 跟进记录 | 跟进情况 | 记录 | notes | details | comments | description"
        ),
        "expense": "花费 | 费用金额 | cost",
        "plan": "跟进计划 | 下一步 | 下一步计划 | 下次计划 | next step | next steps | next plan",
        "by": "记录人 | 销售 | 负责人 | 业务员 | followed up by | created by | owner | salesperson",
    },
}
"""By kind and field."""


def aliases_of(kind: str, field: str) -> tuple[str, ...]:
    """The other words for a column of a kind, in no particular order."""
    words = OWN.get(kind, {}).get(field, COMMON.get(field, ""))
    return tuple(words.split(" | ")) if words else ()
