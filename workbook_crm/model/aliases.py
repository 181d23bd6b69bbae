"""Other words for our columns: what people and other systems write over them.

One list in one place. A dealership adds to it in its settings (`[headers.<kind>]`) or on its Choices sheet.
Matching ignores capitals, spaces, width, punctuation and Traditional characters, so that none of those
are listed here. Words are parted by " | ".
"""

from __future__ import annotations

from collections.abc import Mapping

COMMON: Mapping[str, str] = {
    "spec": (
        "产品规格 | 规格型号 | 配置 | 款式 | 版本 | specification | variant | trim | version | "
        "型号规格 | 规格参数 | 产品规格型号 | 配置版本 | specs | configuration | option | "
        "trim level | model variant"
    ),
    "remark": (
        "说明 | remarks | notes | comment | description | 备注说明 | 备注信息 | 附注 | "
        "其他说明 | 描述 | 其他 | note | remark | memo | comments | additional notes | "
        "internal notes"
    ),
    "mail": (
        "电子邮箱 | 邮件 | email | e-mail | email address | 电子邮件 | 邮箱地址 | 电邮 | "
        "邮件地址 | mail address | e-mail address | work email | person - email | email 1 | "
        "primary email | 公司邮箱 | 企业邮箱"
    ),
    "phone": (
        "手机 | 手机号 | 手机号码 | 联系电话 | 电话号码 | 联系方式 | mobile | phone number | "
        "mobile phone | telephone | tel | 手机号/电话 | 电话/手机 | 手机/电话 | 联系人电话 | "
        "联系人手机 | 联系手机 | 移动电话 | 办公电话 | 座机 | 固定电话 | 联络电话 | 联系号码 | "
        "电话1 | 手机1 | mobile number | mobile phone number | cell | cell phone | cell number | "
        "contact number | contact phone | phone no | business phone | work phone | "
        "person - phone | primary phone | main phone | phone 1 | contact no"
    ),
    "wechat": "微信号 | wechat id | 微信账号 | 微信ID | weixin",
    "industry": (
        "所属行业 | sector | 行业类型 | 行业类别 | 客户行业 | 所在行业 | industry type | industry segment"
    ),
    "size": (
        "规模 | 人数 | size | number of employees | employees | 企业规模 | 员工人数 | 公司人数 | "
        "人员规模 | 单位规模 | no. of employees | num employees | employee count | headcount | "
        "company size (employees)"
    ),
    "region": (
        "区域 | 省市 | 城市 | 所在地区 | area | city | country | territory | 所在城市 | 省份 | "
        "省 | 市 | 省/市 | 所在地 | 所属区域 | 所属地区 | 所在区域 | 地区(省/市) | "
        "mailing city | billing city | address: city | state/region | location | city/region"
    ),
    "model": (
        "车型 | 意向型号 | interested model | model of interest | 意向车系 | 关注车型 | "
        "需求车型 | 车系 | 意向机型 | 机型 | 关注车系 | vehicle of interest | "
        "interested vehicle | desired model | model interested in"
    ),
    "budget": (
        "购车预算 | 客户预算 | 预算金额 | estimated budget | 预算区间 | 预算(元) | 购买预算 | "
        "采购预算 | budget amount | price range"
    ),
    "next_follow_up": (
        "下次跟进 | 下次联系时间 | 下次跟进日期 | 下次回访时间 | next follow up | "
        "next follow-up date | next contact | next activity date | 下次跟进提醒 | 下次联系 | "
        "下次回访 | 下次回访日期 | 下次拜访时间 | 下次拜访日期 | 计划跟进时间 | 计划联系时间 | "
        "计划回访时间 | 下次跟踪时间 | 下次跟踪日期 | 下次行动时间 | 预约时间 | 下次沟通时间 | "
        "再次联系时间 | next contact date | next call | next action date | next step due | "
        "next follow-up time | next followup date | next task due date | follow-up due"
    ),
    "attachments": "attachment | files | 附件名称 | 附件列表 | 文件 | attachment name | documents",
}
"""By field, wherever a kind has that field and no list of its own below."""

OWN: Mapping[str, Mapping[str, str]] = {
    "catalog": {
        "code": (
            "编码 | 产品编号 | 商品编码 | 物料编码 | 货号 | sku | product code | product id | "
            "item code | part number | part no | 产品代码 | 商品编号 | 商品代码 | 物料编号 | "
            "物料号 | 存货编码 | 存货代码 | 配件编号 | 配件编码 | 零件号 | 件号 | 产品条码 | 条码 | "
            "车型编码 | 产品SKU | product number | product no | item number | item no | stock code | "
            "part no. | catalog number | article number | article no | material | barcode | id"
        ),
        "kind": (
            "产品类别 | 产品类型 | 商品类别 | 分类 | category | product type | type | 产品分类 | "
            "商品分类 | 产品大类 | 大类 | 商品类型 | 存货分类 | 存货类别 | 产品类别名称 | 车辆类型 | "
            "业务类型 | product family | product category | product line | family | item type | "
            "item group | product group | class | 类型 | 种类"
        ),
        "product": (
            "产品 | 商品名称 | 商品 | 品名 | 车型 | 型号 | 产品型号 | product name | item | "
            "item name | model | 商品名 | 物料名称 | 存货名称 | 货品名称 | 货物名称 | 配件名称 | "
            "车型名称 | 车系 | 产品名 | 产品/车型 | 车辆名称 | 机型 | 名称 | name | title | "
            "material description | item description | product title | vehicle | vehicle model | "
            "product description"
        ),
        "unit_price": (
            "标准价 | 指导价 | 售价 | 销售价 | 价格 | 目录价 | list price | price | standard price | "
            "msrp | retail price | 产品单价 | 标准单价 | 标准售价 | 标准价格 | 零售价 | 销售价格 | "
            "销售单价 | 厂商指导价 | 官方指导价 | 市场指导价 | 报价 | 定价 | 含税单价 | 参考售价 | "
            "租金 | 租赁单价 | 租赁价格 | 建议零售价 | unit list price | sales price | "
            "selling price | retail | rrp | rate | rental rate | unit cost price | base price | "
            "unit_price | price per unit | 价格(元) | 售价(元)"
        ),
        "floor_price": (
            "最低价 | 最低售价 | 限价 | minimum price | min price | lowest price | 最低限价 | "
            "最低价格 | 保底价 | 最低成交价 | 底线价 | 最低折扣价 | 成本底价 | floor | "
            "lowest selling price | reserve price | minimum selling price"
        ),
        "unit": (
            "计量单位 | uom | unit of measure | 基本单位 | 销售单位 | 计价单位 | 主计量单位 | "
            "usage unit | sales unit | default unit | measure unit"
        ),
        "billing_period": (
            "租赁周期 | 计费周期 | 租期单位 | rental period | billing cycle | 计租方式 | 租金周期 | "
            "计费方式 | 租期类型 | billing frequency | recurring billing frequency | "
            "billing interval | rate period"
        ),
        "deposit": "保证金 | rental deposit | 租赁押金 | 押金金额 | security deposit",
        "vin": (
            "VIN | VIN码 | 车辆识别代号 | 序列号 | serial | serial number | chassis number | "
            "vin number | 车架号/序列号 | 车辆识别码 | 底盘号 | 机号 | 整机编号 | 出厂编号 | "
            "机身编号 | 车架号(VIN) | vin no | chassis no | chassis | frame number | serial no | s/n"
        ),
        "plate": (
            "车牌号 | 牌照 | license plate | plate number | 车牌号码 | registration | reg no | "
            "plate no | licence plate | number plate"
        ),
        "year": (
            "出厂年份 | 年款 | model year | year of manufacture | 生产年份 | 上牌年份 | 出厂年限 | "
            "年型 | build year | yom | my"
        ),
        "mileage": (
            "里程 | 小时 | 公里数 | 表显里程 | 工作小时 | mileage | hours | odometer | "
            "operating hours | 行驶里程 | 里程数 | 使用小时 | 工作时间 | 小时数 | 公里 | 表显小时 | "
            "里程(公里) | km | miles | hour meter | usage hours | run hours"
        ),
        "stock": (
            "库存数量 | 库存量 | 现有库存 | in stock | stock quantity | on hand | 现存量 | "
            "可用库存 | 数量 | 结存数量 | 库存数 | qty in stock | available quantity | stock qty | "
            "inventory | quantity on hand | qty available"
        ),
        "valid_from": (
            "开始日期 | 起始日期 | 生效 | effective date | start date | from | 有效期起 | 生效时间 | "
            "启用日期 | 价格生效日期 | 有效期从 | 有效开始日期 | price valid from | "
            "start of validity | sales start date"
        ),
        "valid_to": (
            "截止日期 | 结束日期 | 失效 | expiry date | end date | valid until | to | 有效期止 | "
            "失效时间 | 停用日期 | 价格失效日期 | 有效期至 | 有效期到 | 有效结束日期 | "
            "price valid to | sales end date | end of validity | support expiry date"
        ),
        "state": (
            "产品状态 | status | active | 上架状态 | 是否启用 | 是否上架 | 启用状态 | 商品状态 | "
            "销售状态 | product active | is active | product status"
        ),
        "spec": (
            "产品规格 | 规格型号 | 配置 | 款式 | 版本 | specification | variant | trim | version | "
            "型号规格 | 规格参数 | 产品规格型号 | 配置版本 | specs | configuration | option | "
            "trim level | model variant | 型号 | 产品型号"
        ),
    },
    "staff": {
        "name": (
            "员工姓名 | 员工 | 人员 | full name | employee | employee name | 销售姓名 | 顾问姓名 | "
            "用户名 | 用户姓名 | 成员姓名 | 职员姓名 | 业务员姓名 | 销售顾问 | staff name | user | "
            "user name | display name | rep name | name"
        ),
        "phone": (
            "手机 | 手机号 | 联系电话 | mobile | phone number | 手机号码 | 电话号码 | 联系方式 | "
            "移动电话 | 联系手机 | mobile phone | tel | telephone | cell | work phone"
        ),
        "team": (
            "部门 | 小组 | 销售组 | department | group | 所属部门 | 部门名称 | 所属团队 | 主部门 | "
            "团队名称 | 班组 | sales team | team name | dept"
        ),
        "store": (
            "网点 | 分店 | 店面 | branch | location | 所属门店 | 门店名称 | 分公司 | 经销商 | "
            "所属网点 | 4S店 | store name | office | site | dealer | dealership | showroom"
        ),
        "role": (
            "职务 | 职位 | 岗位 | position | job title | 岗位名称 | 职称 | 角色名称 | 系统角色 | "
            "权限 | title | user role | profile"
        ),
        "state": (
            "在职状态 | status | active | 账号状态 | 员工状态 | 是否在职 | 状态(在职/离职) | "
            "user status | employment status | is active"
        ),
        "mail": (
            "电子邮箱 | 邮件 | email | e-mail | email address | 电子邮件 | 邮箱地址 | 电邮 | "
            "邮件地址 | mail address | e-mail address | work email | person - email | email 1 | "
            "primary email | 公司邮箱 | 企业邮箱"
        ),
    },
    "choices": {
        "list": (
            "列表名 | 字典 | 类型 | list name | picklist | 列表名称 | 字典名称 | 字典类型 | "
            "所属列表 | 选项类别 | 字段 | 字段名称 | list type | field | field name | category"
        ),
        "value": (
            "选项 | 名称 | 取值 | option | label | 选项值 | 字典值 | 选项名称 | 值名称 | 内容 | "
            "item | option value | values | entry"
        ),
        "order": (
            "排序 | 序号 | sort order | sequence | position | 顺序号 | 排列顺序 | 显示顺序 | "
            "display order | order no | rank | seq | no"
        ),
        "probability": (
            "赢率 | 概率 | 成功率 | win rate | success rate | probability | 阶段成功率 | 阶段赢率 | "
            "成功概率 | 转化率 | stage probability | conversion rate"
        ),
        "usual_days": (
            "天数 | 通常天数 | usual days | days in stage | duration | 停留时长 | 平均停留天数 | "
            "标准天数 | average days | typical days"
        ),
        "interval_days": (
            "跟进周期 | 间隔天数 | follow up interval | interval | interval days | 跟进频率 | "
            "跟进间隔天数 | 回访间隔 | 回访周期 | 跟进天数 | follow-up days | "
            "follow-up interval (days) | follow up every"
        ),
        "aliases": "同义词 | alias | synonyms | also known as | 其他叫法 | 别称 | 又名 | aka | other names",
        "state": "status | active | 是否启用 | 启用状态 | is active | enabled",
    },
    "leads": {
        "number": (
            "编号 | 线索号 | lead id | lead no | id | number | 线索ID | 线索编码 | 线索流水号 | "
            "lead number | lead code | lead_id | record id"
        ),
        "name": (
            "线索名称 | 联系人 | 客户姓名 | 客户名称 | 姓名/名称 | lead name | full name | "
            "contact name | contact | 线索姓名 | 联系人姓名 | 潜客姓名 | 潜客名称 | 潜在客户 | "
            "潜在客户姓名 | 客户 | 称呼 | 客户称呼 | person - name | prospect | prospect name | "
            "lead | name | person | lead - title | customer name | customer"
        ),
        "company": (
            "公司名称 | 单位 | 企业名称 | 单位名称 | company name | account | organization | 企业 | "
            "所属公司 | 所在公司 | 客户公司 | 工作单位 | 公司/单位 | 单位/公司 | 公司/企业名称 | "
            "account name | organisation | organization - name | employer | business name | "
            "company / account | lead company"
        ),
        "source": (
            "线索来源 | 客户来源 | 渠道 | 来源渠道 | lead source | channel | original source | "
            "信息来源 | 获客渠道 | 来店渠道 | 来店途径 | 渠道来源 | 获知渠道 | 信息渠道 | 客户渠道 | "
            "一级渠道 | 来源类型 | 留资渠道 | 线索渠道 | source channel | original source type | "
            "how did you hear about us | enquiry source | inquiry source | lead channel"
        ),
        "campaign": (
            "活动 | 活动名称 | campaign name | 来源活动 | 所属活动 | 关联活动 | 市场活动名称 | "
            "source campaign | campaign source | utm campaign"
        ),
        "interest": (
            "意向 | 感兴趣产品 | interested in | product interest | product of interest | "
            "意向产品类别 | 需求产品 | 意向品类 | 产品意向 | 购买意向 | 需求 | 客户需求 | 产品需求 | "
            "product category of interest | products interested in | requirement | requirements"
        ),
        "level": (
            "线索级别 | 意向级别 | 客户级别 | 等级 | rating | grade | priority | 意向等级 | "
            "客户意向 | 意向程度 | 潜客级别 | 潜客等级 | 线索等级 | 热度 | 客户等级 | H/A/B/C | "
            "HABC | lead grade | lead rating | lead score | temperature | hot/warm/cold | "
            "intent level"
        ),
        "state": (
            "线索状态 | status | lead status | 跟进状态 | 处理状态 | 线索跟进状态 | 线索阶段 | "
            "当前状态 | 转化状态 | status reason | lead state | lead stage"
        ),
        "invalid_reason": (
            "失效原因 | disqualified reason | 无效理由 | 战败原因 | 关闭原因 | 无效线索原因 | "
            "线索无效原因 | lost reason | reason for disqualification | unqualified reason | "
            "dead reason | invalid reason"
        ),
        "owner": (
            "销售 | 销售顾问 | 跟进人 | 所属销售 | 业务员 | lead owner | salesperson | sales rep | "
            "assigned to | record owner | 线索负责人 | 所属人 | 归属人 | 跟进人员 | 跟进顾问 | "
            "归属销售 | 归属顾问 | 接待顾问 | 接待人 | 接待销售 | 销售员 | 销售代表 | 分配给 | "
            "责任人 | 所有者 | 所有人 | 线索所有人 | 销售人员 | owner name | lead owner name | assigned rep "
            "| "
            "sales consultant | consultant | rep | sales person | assigned sales | account manager | "
            "contact owner | agent"
        ),
        "convert": (
            "转为客户 | 是否转客户 | convert to customer | converted | 转化 | 是否转化 | 转为商机 | "
            "是否转商机 | 转成客户 | convert lead | is converted | convert?"
        ),
        "model": (
            "车型 | 意向型号 | interested model | model of interest | 意向车系 | 关注车型 | "
            "需求车型 | 车系 | 意向机型 | 机型 | 关注车系 | vehicle of interest | "
            "interested vehicle | desired model | model interested in | 咨询车型 | 留资车型"
        ),
    },
    "customers": {
        "number": (
            "编号 | 客户号 | 客户ID | customer id | customer no | account id | contact id | id | "
            "number | 客户编码 | 客户代码 | 往来单位编码 | customer number | customer code | "
            "account number | account no | client id | client no | contact_id | record id | "
            "company id | 客户流水号 | 档案编号"
        ),
        "name": (
            "客户 | 客户姓名 | 姓名 | 名称 | 公司名称 | customer | name | account name | "
            "company name | company | contact name | full name | 企业名称 | 单位名称 | 客户全称 | "
            "客户简称 | 车主姓名 | 车主 | 车主名称 | 购车人 | 购买方 | 往来单位名称 | 公司 | 单位 | "
            "客户/公司名称 | 联系人姓名 | 联系人 | client name | client | account | organization | "
            "organisation | organization name | organization - name | company / organization | "
            "business name | person - name | buyer | buyer name | contact"
        ),
        "type": (
            "客户类型 | 客户性质 | customer type | account type | 客户类别 | 客户分类 | 客户属性 | "
            "个人/企业 | 企业/个人 | 性质 | 购车性质 | type of customer | account category | "
            "record type"
        ),
        "gender": "sex",
        "address": (
            "联系地址 | 详细地址 | 通讯地址 | street | billing address | 家庭住址 | 公司地址 | "
            "住址 | 客户地址 | 单位地址 | 收货地址 | 现住址 | 街道地址 | 注册地址 | street address | "
            "mailing street | billing street | mailing address | address 1 | address1 | "
            "address line 1 | street 1 | full address | shipping address"
        ),
        "occupation": (
            "职务 | profession | job title | 职位 | 客户职业 | 工作 | 从事职业 | title | job | "
            "position | 岗位"
        ),
        "hobbies": "爱好 | 兴趣 | interests | 个人爱好 | 业余爱好 | 特长爱好 | hobby | hobbies & interests",
        "source": (
            "客户来源 | 渠道 | 来源渠道 | lead source | channel | original source | 信息来源 | "
            "获客渠道 | 来店渠道 | 来店途径 | 渠道来源 | 获知渠道 | 客户渠道 | 来源类型 | "
            "source channel | account source | customer source | original source type | "
            "referral source"
        ),
        "priority": (
            "优先级 | priority | buying priority | 购买优先级 | 购车紧迫度 | 购车时间 | 拟购时间 | "
            "purchase timeframe | buying timeframe"
        ),
        "level": (
            "客户级别 | 意向级别 | 等级 | 客户等级 | rating | grade | 客户评级 | 意向等级 | "
            "客户分级 | 客户星级 | 重要程度 | 重要级别 | ABC分类 | 价值等级 | customer grade | "
            "customer rating | account rating | tier | customer tier | abc class"
        ),
        "lifecycle": (
            "客户生命周期 | 生命周期阶段 | lifecycle stage | 客户阶段 | 客户周期 | 成交状态 | "
            "life cycle | customer stage | life cycle stage"
        ),
        "state": (
            "客户状态 | status | customer status | 跟进状态 | 启用状态 | 账户状态 | 客户跟进状态 | "
            "有效状态 | 是否有效 | account status | customer state | record status | active"
        ),
        "invalid_reason": (
            "失效原因 | inactive reason | 无效理由 | 停用原因 | 流失原因 | reason for inactivity | "
            "invalid reason | churn reason"
        ),
        "owner": (
            "销售 | 销售顾问 | 跟进人 | 所属销售 | 业务员 | 客户经理 | customer owner | "
            "account owner | contact owner | salesperson | sales rep | assigned to | 客户负责人 | "
            "所属人 | 归属人 | 归属销售 | 跟进人员 | 跟进顾问 | 销售员 | 销售代表 | 责任人 | 所有者 | "
            "所有人 | 客户所有人 | 专属销售 | 服务顾问 | 客户归属 | 所属员工 | 专管业务员 | "
            "销售人员 | owner name | account manager | sales consultant | consultant | rep | "
            "sales person | record owner | company owner | organization - owner | person - owner | "
            "lead owner"
        ),
        "age": "年纪 | 客户年龄 | 年龄段",
    },
    "opportunities": {
        "number": (
            "编号 | 商机号 | 商机ID | opportunity id | opportunity no | deal id | id | number | "
            "商机编码 | 机会编号 | 项目编号 | 销售机会编号 | opportunity number | deal number | "
            "deal no | opp id | oppid | deal - id | record id | 单据编号"
        ),
        "name": (
            "商机 | 商机主题 | 项目名称 | 机会名称 | opportunity | name | deal name | deal | "
            "project | 商机标题 | 销售机会 | 销售机会名称 | 销售机会主题 | 机会主题 | 项目 | "
            "项目主题 | 商机名 | 主题 | topic | title | subject | opportunity title | deal title | "
            "deal - title | project name | opp name | potential name"
        ),
        "customer": (
            "客户名称 | 客户编号 | 所属客户 | 关联客户 | customer name | account | account name | "
            "customer id | contact id | company | 客户姓名 | 对应客户 | 客户全称 | 最终客户 | "
            "客户公司 | 客户/公司 | 客户单位 | 单位名称 | 购车客户 | 公司名称 | 公司 | 意向客户 | "
            "customer no | customer number | client | client name | company name | "
            "associated company | associated contact | potential customer | organization | "
            "organisation | deal - organization | organization - name | deal - contact person | "
            "contact | contact name | primary contact | account id | buyer"
        ),
        "kind": (
            "产品类别 | 意向类别 | 产品类型 | 商机类型 | product kind | product type | interest | "
            "意向产品类别 | 产品大类 | 产品线 | 商机类别 | 商机产品类型 | 业务类型 | 销售类型 | "
            "需求类型 | 意向品类 | 类别 | 类型 | product category | product family | deal type | "
            "opportunity type | type | product line | category | business type"
        ),
        "budget": "预算 | 预算金额 | customer budget",
        "expected_close": (
            "预计成交日期 | 预计签单日期 | 预计成交 | 预计结单日期 | 成交日期 | close date | "
            "expected close date | closing date | estimated close date | 预计成单时间 | "
            "预计成单日期 | 预计签约时间 | 预计签约日期 | 预计签单时间 | 预计签订日期 | "
            "预计结单时间 | 预计购车时间 | 预计购车日期 | 预计购买时间 | 预计下单时间 | "
            "预计订车时间 | 预测成交日期 | 预计关闭日期 | 计划成交日期 | 预计完成日期 | 结单日期 | "
            "est. close date | est close date | expected closing date | expected closing | "
            "forecast close date | target close date | deal - expected close date | "
            "projected close date | anticipated close date | expected close | estimated close | "
            "closing | close"
        ),
        "stage": (
            "销售阶段 | 商机阶段 | 当前阶段 | deal stage | sales stage | pipeline stage | "
            "商机销售阶段 | 机会阶段 | 项目阶段 | 跟进阶段 | 销售流程阶段 | 阶段名称 | 所处阶段 | "
            "销售进程 | 进展阶段 | deal - stage | pipeline status | sales process stage | "
            "opportunity stage | current stage | stage name | phase"
        ),
        "state": (
            "商机状态 | status | opportunity status | 成交状态 | 商机结果 | 赢单状态 | 销售状态 | "
            "当前状态 | 跟进状态 | 结果 | deal status | deal - status | opportunity state | "
            "won/lost | outcome | result status | state/status"
        ),
        "probability": (
            "赢率 | 概率 | 成功率 | probability | probability (%) | win rate | win prob | prob | 成交几率 | "
            "成交可能性 | 赢单率 | 赢单概率 | 把握度 | 成功几率 | 预计成交概率 | 可能性 | "
            "close probability | likelihood | deal probability | confidence | chance | win %"
        ),
        "owner": (
            "销售 | 销售顾问 | 跟进人 | 所属销售 | 业务员 | opportunity owner | deal owner | "
            "salesperson | sales rep | assigned to | 商机负责人 | 所属人 | 归属人 | 归属销售 | "
            "跟进人员 | 跟进顾问 | 销售员 | 销售代表 | 责任人 | 所有者 | 所有人 | 商机所有人 | 项目负责人 | "
            "客户经理 | 销售人员 | 销售负责人 | owner name | deal - owner | account manager | "
            "sales consultant | consultant | rep | sales person | record owner | account owner | "
            "opp owner"
        ),
        "co_owners": (
            "协同人 | 协作人员 | co-owner | collaborators | 协作者 | 团队成员 | 参与人 | 协助人 | "
            "联合跟进人 | 相关团队 | 共同负责人 | co owners | team members | shared with | split | "
            "sales team | opportunity team"
        ),
        "source": (
            "商机来源 | 渠道 | lead source | channel | 商机渠道 | 来源渠道 | 客户来源 | 线索来源 | "
            "机会来源 | 信息来源 | 渠道来源 | opportunity source | deal source | original source | "
            "source channel | original source type"
        ),
        "campaign": (
            "活动 | 来源活动 | campaign name | campaign source | 关联活动 | 所属活动 | "
            "市场活动来源 | 市场活动名称 | primary campaign source | source campaign"
        ),
        "competitor": (
            "竞品 | competitors | main competitor | 竞争产品 | 竞争品牌 | 竞争厂家 | 竞品品牌 | "
            "竞争对手名称 | 对手 | competitor(s) | competitor name | competing brand | competition"
        ),
        "loss_reason": (
            "丢单原因 | 战败原因 | lost reason | closed lost reason | 失败原因 | 失单原因 | "
            "丢失原因 | 未成交原因 | 输单理由 | 输单原因说明 | reason lost | reason for loss | "
            "lost because | deal - lost reason | loss reasons | reason for closing"
        ),
        "summary": (
            "商机总结 | 赢单总结 | 输单总结 | closing summary | 结案总结 | 项目总结 | 关单总结 | "
            "总结说明 | win/loss summary | closed won reason | conclusion | outcome notes"
        ),
        "next_follow_up": (
            "下次跟进 | 下次联系时间 | 下次跟进日期 | 下次回访时间 | next follow up | "
            "next follow-up date | next contact | next activity date | next step date | "
            "下次跟进提醒 | 下次联系 | 下次回访 | 下次回访日期 | 下次拜访时间 | 下次行动时间 | "
            "计划跟进时间 | 计划联系时间 | 下次沟通时间 | next contact date | next action date | "
            "deal - next activity date | follow-up due | next task due date"
        ),
        "amount": (
            "金额 | 预计金额 | 总金额 | 合计金额 | deal value | deal amount | total amount | value | "
            "商机预计金额 | 销售金额 | 项目金额 | 机会金额 | 预计销售金额 | 预计成交金额 | "
            "预计签约金额 | 预估金额 | 预计金额(元) | 商机总额 | 合计 | 商机金额(元) | "
            "预计合同金额 | 成交金额 | opportunity amount | deal - value | deal size | "
            "est. revenue | estimated revenue | est revenue | expected revenue | estimated value | "
            "expected amount | revenue | opportunity value | price"
        ),
    },
    "opportunity_lines": {
        "opportunity": (
            "商机名称 | 商机编号 | 所属商机 | 关联商机 | opportunity name | opportunity number | "
            "opportunity id | deal | deal name | deal id | 商机号 | 商机ID | 商机标题 | 商机主题 | "
            "销售机会 | 机会名称 | 项目名称 | 所属项目 | 对应商机 | 销售机会名称 | opportunity no | "
            "opp | opp name | opp id | deal - title | associated deal | deal number | project | "
            "project name"
        ),
        "product": (
            "产品名称 | 商品 | 商品名称 | 品名 | 车型 | 型号 | 产品编码 | 产品型号 | product name | "
            "product code | product id | item | item name | sku | model | 商品编码 | 产品编号 | "
            "产品/车型 | 产品名 | 车型名称 | 车辆 | 机型 | 物料名称 | 存货名称 | 货品名称 | "
            "货物名称 | 配件名称 | 配件 | 意向产品 | 意向车型 | 物料编码 | 存货编码 | "
            "product/service | line item name | product title | part number | "
            "item code | vehicle | part | description | name"
        ),
        "unit_price": (
            "销售单价 | 成交单价 | 售价 | 价格 | price | sales price | sale price | list price | "
            "产品单价 | 单价(元) | 销售价 | 销售价格 | 报价 | 报价单价 | 含税单价 | 折前单价 | "
            "标准价格 | 租金 | 租金单价 | 实际单价 | 产品价格 | rate | selling price | "
            "price per unit | unit list price | unit cost | unit_price"
        ),
        "quantity": (
            "台数 | 件数 | 台量 | qty | order qty | units | count | 采购数量 | 产品数量 | 销售数量 | "
            "购买数量 | 订购数量 | 需求数量 | 商品数量 | 辆数 | 数量(台) | 租赁数量 | qty. | "
            "order quantity | ordered qty | quantity ordered | no. of units | number of units | "
            "pcs | pieces"
        ),
        "periods": (
            "期数 | 租赁期数 | 租赁期 | 租赁时长 | rental periods | number of periods | term | "
            "租期(月) | 租赁月数 | 租赁天数 | 租赁期限 | 租用期 | 月数 | 周期数 | 租赁期间 | "
            "rental term | rental period | months | term (months) | lease term | duration | "
            "billing periods | number of payments"
        ),
        "discount": (
            "折扣 | 折扣率 | 让利 | 让利比例 | 优惠 | discount (%) | discount rate | "
            "discount percent | 折扣(%) | 优惠比例 | 优惠幅度 | 折让率 | 让利率 | 产品折扣 | "
            "整单折扣 | 商品折扣 | 折 | 折数 | 打折 | 折扣系数 | disc | disc % | disc. | "
            "discount % | discount percentage | line discount | line item discount percentage | "
            "discount pct | off | % off | percent off"
        ),
        "amount": (
            "小计 | 合计 | 总价 | 行金额 | 金额小计 | line total | line item total | total | "
            "total price | subtotal | line amount | 总额 | 产品金额 | 销售小计 | 折后金额 | "
            "优惠后金额 | 折后小计 | 金额(元) | 价税合计 | 含税金额 | 应付金额 | 成交金额 | "
            "销售金额 | 小计金额 | 产品小计 | 合计金额 | 总金额 | net price | net amount | "
            "net total | extended price | extended amount | ext. price | ext price | amount due | "
            "line value | line item amount | sum | sub total"
        ),
        "spec": (
            "产品规格 | 规格型号 | 配置 | 款式 | 版本 | specification | variant | trim | version | "
            "型号规格 | 规格参数 | 产品规格型号 | 配置版本 | specs | configuration | option | "
            "trim level | model variant | 型号 | 产品型号"
        ),
    },
    "follow_ups": {
        "subject": (
            "跟进对象 | 客户 | 客户名称 | 线索 | 商机 | 关联对象 | 关联商机 | 关联客户 | "
            "related to | regarding | customer | lead | opportunity | account | contact | 跟进客户 | "
            "客户姓名 | 拜访客户 | 回访客户 | 拜访对象 | 联系对象 | 关联 | 关联对象编号 | 线索名称 | "
            "商机名称 | 客户/商机 | 客户/线索 | 潜客 | 客户编号 | 商机编号 | 线索编号 | 关联业务 | "
            "所属客户 | 关联线索 | 关联数据 | 公司名称 | 联系人 | customer name | related record | "
            "linked to | record | name | with | associated company | associated deal | "
            "associated contact | lead name | contact name | deal | opportunity name | "
            "account name | who | company | deal - title | organization | person | prospect"
        ),
        "time": (
            "跟进日期 | 联系时间 | 日期 | 时间 | 拜访时间 | 回访时间 | date | activity date | "
            "follow-up date | contacted on | follow up time | 记录时间 | 沟通时间 | 沟通日期 | "
            "拜访日期 | 回访日期 | 联系日期 | 跟进时间点 | 活动时间 | 活动日期 | 洽谈时间 | "
            "洽谈日期 | 实际跟进时间 | 开始时间 | contact date | visit date | call date | "
            "date/time | date & time | activity time | activity date/time | start | start time | "
            "start date | time | when | completed on | date completed | due date | logged at | "
            "done time"
        ),
        "method": (
            "方式 | 联系方式 | 跟进类型 | 拜访方式 | activity type | type | channel | 跟进形式 | "
            "沟通方式 | 回访方式 | 跟进渠道 | 活动类型 | 拜访类型 | 联络方式 | 接触方式 | 沟通渠道 | "
            "记录类型 | activity | contact method | contact type | method of contact | "
            "follow-up type | interaction type | communication type | task type | mode | via"
        ),
        "content": (
            "内容 | 沟通内容 | 跟进记录 | 跟进情况 | 记录 | notes | details | comments | "
            "description | 跟进情况说明 | 跟进详情 | 拜访内容 | 拜访记录 | 回访内容 | 联系内容 | "
            "洽谈内容 | 洽谈记录 | 沟通记录 | 沟通情况 | 记录内容 | 详情 | 描述 | 活动记录 | "
            "跟进备注 | 跟进结果 | 备注 | 情况说明 | 活动内容 | summary | note | activity notes | "
            "what happened | discussion | remarks | comment | call notes | body | message | "
            "full comments | task notes | outcome | meeting notes"
        ),
        "expense": (
            "花费 | 费用金额 | cost | 费用(元) | 拜访费用 | 招待费 | 差旅费 | 产生费用 | 跟进费用 | "
            "花销 | expenses | expense amount | spend | costs"
        ),
        "plan": (
            "跟进计划 | 下一步 | 下一步计划 | 下次计划 | next step | next steps | next plan | "
            "下次跟进内容 | 下步计划 | 下步工作 | 后续计划 | 下一步行动 | 下一步工作 | 后续安排 | "
            "下次跟进事项 | 待办 | 下次跟进目的 | next action | action plan | follow-up plan | "
            "todo | to do | next activity | action items"
        ),
        "by": (
            "记录人 | 销售 | 负责人 | 业务员 | followed up by | created by | owner | salesperson | "
            "跟进人员 | 跟进销售 | 跟进顾问 | 拜访人 | 回访人 | 联系人员 | 销售顾问 | 销售员 | "
            "销售人员 | 执行人 | 创建人 | 填写人 | 提交人 | 责任人 | 我方人员 | assigned to | "
            "activity owner | user | rep | sales rep | logged by | done by | sales person | "
            "consultant | performed by | employee | completed by"
        ),
    },
}
"""By kind and field."""


def aliases_of(kind: str, field: str) -> tuple[str, ...]:
    """The other words for a column of a kind, in no particular order."""
    words = OWN.get(kind, {}).get(field, COMMON.get(field, ""))
    return tuple(words.split(" | ")) if words else ()
