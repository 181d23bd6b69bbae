"""Words around our columns and sheets: what stands before a name, what only counts rows, what is not ours."""

from __future__ import annotations

from collections.abc import Mapping


def _words(*lines: str) -> tuple[str, ...]:
    return tuple(" ".join(lines).split())


PARTS: Mapping[str, str] = {
    "first name": "first",
    "given name": "first",
    "forename": "first",
    "fname": "first",
    "f name": "first",
    "name first": "first",
    "名": "first",
    "middle name": "middle",
    "middle initial": "middle",
    "middle": "middle",
    "last name": "last",
    "surname": "last",
    "family name": "last",
    "lname": "last",
    "l name": "last",
    "name last": "last",
    "nombre": "first",
    "vorname": "first",
    "prénom": "first",
    "nome": "first",
    "apellido": "last",
    "apellidos": "last",
    "nachname": "last",
    "familienname": "last",
    "nom de famille": "last",
    "cognome": "last",
    "姓": "last",
    "姓氏": "last",
}
"""Words over columns that hold a part of a person's name, and which part."""
GIVEN_NAMES = frozenset({"name", "名字", "nombre", "nom", "nome"})
"""Keys that head a whole name, and beside a last name and nothing else the first one."""
FULL_NAMES = frozenset(
    _words(
        "name fullname displayname contactname customername clientname personname buyername leadfullname ",
        "姓名 客户姓名 联系人姓名 车主姓名 线索姓名 潜客姓名 顾客姓名 客户名称",
    )
)
"""Keys that head a person's whole name; any other word (company, lead) yields to first and last name."""
PART_KINDS = frozenset({"leads", "customers", "staff"})

NOUNS: Mapping[str, tuple[str, ...]] = {
    "catalog": ("产品", "商品", "配件", "车辆", "product", "item", "variant", "vehicle"),
    "staff": ("员工", "销售", "staff", "employee", "user"),
    "leads": (
        "线索",
        "朋友",
        "粉丝",
        "客资",
        "潜客",
        "客户",
        "潜在客户",
        "lead",
        "contact",
        "prospect",
        "customer",
        "person",
        "primarycontact",
        "buyer",
        "consumer",
        "shopper",
        "vehicle",
    ),
    "customers": (
        "客户",
        "联系人",
        "主要联系人",
        "customer",
        "account",
        "client",
        "contact",
        "company",
        "person",
        "organization",
        "primarycontact",
        "buyer",
    ),
    "opportunities": ("商机", "机会", "销售机会", "项目", "opportunity", "deal", "opp"),
    "opportunity_lines": ("产品", "商品", "product", "item", "lineitem", "line"),
    "follow_ups": ("跟进", "拜访", "回访", "activity", "followup"),
}
"""What people put before a column's name: 客户电话 is 电话 on the sheet of customers."""

EMPTY_BEFORE = _words("真实 当前 目前 主要 具体 详细 所属 所在 归属 对应")
EMPTY_BEHIND = _words("简述 详情 信息")
"""What people put before or behind a column's name, and which says nothing: 真实手机号, 意向车型简述."""

NUMBERING = frozenset(_words("序 序号 行 行号 项次 index line lineitem lineno no rowno rownumber sn"))
"""Keys of columns that only count the rows: neither kept nor mentioned."""

OTHERS = frozenset(
    _words(
        "上次联系时间 上次跟进 上次跟进日期 上次跟进时间 修改时间 创建人 创建日期 创建时间 ",
        "实际成交日期 实际成交时间 实际金额 开票信息 成本价 收货人 更新时间 最后修改时间 ",
        "最后跟进时间 最近联系时间 最近跟进时间 最高价 最高售价 进价 进货价 actualclosedate ",
        "billingstate billingstateprovince vehiclestatus costprice createdate createdby createddate fax ",
        "lastactivitydate lastcontact lastfollowup lastmodifieddate mailingstate ",
        "mailingstateprovince modifieddate postalcode stateprovince statereason website zip ",
        "zipcode 是否停用 是否离职 是否停售 是否失效 是否无效 是否作废 是否删除 inactive isdeleted",
    )
)
"""Keys of well-known columns that are not ours, so that none is taken for a slip of one that is."""

UNITS = frozenset(
    _words(
        "台 辆 輛 臺 部 件 个 個 套 只 隻 把 根 条 條 支 箱 桶 瓶 片 块 塊 组 組 双 雙 张 張 副",
        "批 升 米 吨 噸 公斤 千克 天 月 年 pcs pc ea each unit units",
        "set sets piece pieces box boxes pair pairs kg l ltr m day days week weeks month months hour hours",
    )
)
"""Keys of what things are counted in: a column of nothing else names none of them."""

GEOGRAPHIC = frozenset(
    _words("city zip zipcode postalcode postcode zippostalcode street country mailingcity billingcity")
)
"""Beside one of these keys, a column headed "State" is the state that an address lies in."""

SHEET_NOISE = _words(
    "导入模板 导入 导出 模板 模版 数据 信息表 信息 列表 明细表 一览表 登记表 汇总表 台账 ",
    "我的 总表 清单 资料 管理表 管理 登记 汇总 表格 表 年 月 日 副本 import export template data ",
    "sheet list table report view copyof copy all my new final crm search upload format sample",
)
"""Keys of what people add to the name of a sheet or file."""

SHEET_WORDS: Mapping[str, str] = {
    "catalog": (
        "产品资料 | 产品库 | 商品 | 商品表 | 车型 | 车型库 | 车型表 | 价格 | 报价表 | 配件 | "
        "配件目录 | 配件表 | 二手车 | 租赁 | 库存 | 物料 | 存货档案 | 现车 | 在店车辆 | 车源 | 库存车 | "
        "在租设备 | 二手设备 | inventory | items | "
        "价目 | 报价目录 | 租价 | 售价 | 套餐价 | 套餐 | 寄售 | 寄售车 | 车辆及租价 | 整车价格 | "
        "电单车价目 | 单价表 | 收费标准 | 存货 | 货源 | "
        "stock list | vehicle stock | cars in stock | yard | bestand | fahrzeugbestand | "
        "lagerbestand | preisliste | preise | artikel | "
        "voorraad | usato | usati | parque | parc | usados | ocasión | ocasion | "
        "existencias | tarifa | tarifas | precios | lista de precios | vehículos | vehiculos | catálogo | "
        "tarif | tarifs | catalogue | véhicules | parc vo | listino | listino prezzi | prices | price | "
        "price book | pricelist | price list | parts | stock | used vehicles | product | lot | used cars"
    ),
    "staff": (
        "员工名册 | 通讯录 | 销售团队 | 销售顾问 | 成员 | staff list | employee | user | members | sales team"
    ),
    "choices": (
        "下拉 | 列表值 | 选项表 | 码表 | 参数 | choice | dropdowns | picklist values | lookups | settings"
    ),
    "leads": (
        "潜客表 | 潜客信息 | 意向客户 | 意向客户登记 | 来店客户 | 来店登记 | 展厅来客 | "
        "来电来店登记 | 留资 | 三表 | 客资 | 公海客资 | 无效客资 | "
        "观众 | 观众名单 | 名片 | 名片录入 | 展会名片 | 抽奖 | 到场名单 | 询价 | 咨询 | 接待 | "
        "visitors | attendees | badge scans | booth | "
        "公海线索 | 线索公海 | 战败池 | 待拨名单 | 邀约 | 邀约跟踪 | 置换评估 | 展厅客流 | 客流 | ups | "
        "up log | walk ins | 询价 | 询价登记 | 询价记录 | 来电登记 | 电话登记 | 来电 | 意向 | 带客 | "
        "渠道带客 | 进店 | 进店客户 | "
        "名片 | 名片录入 | 展会名片 | 观众 | 观众名单 | 抽奖 | 抽奖登记 | badge scans | "
        "aanvragen | pedidos de clientes | interessenten | anfragen | clientes potenciales | "
        "potenciales | interesados | prospectos | "
        "leads potenciales | "
        "prospects clients | contacts entrants | potenziali clienti | phone enquiries | buyers | "
        "sales leads | enquiries | inquiries | prospect"
    ),
    "customers": (
        "客户管理 | 客户明细 | 客户清单 | 客户名单 | 客户台账 | 客户联系人 | 联系人 | 车主 | "
        "保有客户 | 基盘客户 | 会员 | 成交客户 | 往来单位 | 公司 | 老客户 | 续保客户 | 保客 | account | "
        "contact | client | "
        "company | people | organizations | customer list | customer database | 网点名单 | 二网名单 | "
        "二网 | 网点 | "
        "经销商名单 | 大客户 | 企业名录 | 单位名录 | 承租客户 | kunden | kundenliste | kundenstamm | "
        "clientes | "
        "cartera de clientes | clients | clienti | aftercare | after sales | sold customers | "
        "klanten | klantenlijst | owners | service customers"
    ),
    "opportunities": (
        "商机信息 | 商机管理 | 商机跟踪 | 销售机会表 | 机会表 | 项目 | 项目跟踪 | 销售漏斗 | "
        "漏斗 | 漏斗管理 | 大客户报备 | 项目报备 | deal | sold log | deal log | sales pipeline | "
        "potentials | "
        "projects | opps | sales opportunities | 投标 | 投标记录 | 招投标 | 招标 | 标讯 | tenders | "
        "bids | bid log | quote log | quotes log | "
        "oportunidades | negocios | verkaufschancen | chancen | affaires | opportunités | "
        "trattative | opportunità"
    ),
    "opportunity_lines": (
        "商机行 | 产品清单 | 产品行 | 商机产品清单 | 商机产品行 | 销售明细 | 订单明细 | "
        "订单产品 | 序时簿 | 出库 | 出库明细 | 报价明细 | quote lines | quote items | "
        "opportunity products | "
        "opportunity product | opportunity line items | "
        "deal line items | deal lines | order lines | line item | opportunity line | orders | "
        "sales | order items"
    ),
    "follow_ups": (
        "跟踪记录 | 跟进明细 | 客户跟进 | 外勤签到 | 客户跟进记录 | 回访记录 | 沟通记录 | 销售日志 | "
        "工作日志 | 活动记录 | 联络记录 | 跟踪表 | 试驾 | 试乘试驾 | 试驾登记 | 联系活动 | 拜访 | "
        "洽谈记录 | activity | "
        "回访 | 走访 | 走访记录 | 拜访日报 | 日报 | 外访 | 外访记录 | 续租提醒 | 续租联系 | "
        "保养回访 | 到期回访 | 回访登记 | 电访 | "
        "call sheet | call sheets | daily calls | visit report | visit reports | besuchsberichte | "
        "kontakte protokoll | "
        "visitas | llamadas | seguimiento | suivi | visites | relances | besuche | anrufe | visite | "
        "activity log | calls | call log | tasks | visits | notes | interactions | follow up"
    ),
}
"""Further names of sheets by kind, beside those that a kind declares."""
