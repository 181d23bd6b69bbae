"""Lists of values: the fixed ones, and what a dealership starts with until it keeps its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from workbook_crm.model.columns import Option
from workbook_crm.model.keys import search_key
from workbook_crm.model.language import Name

_BETWEEN = re.compile(r"[,，、;；\n]")


def _option(code: str, zh: str, en: str, aliases: str = "") -> Option:
    return Option(code, Name(zh, en), tuple(aliases.split(" | ")) if aliases else ())


VEHICLE, PART, USED, RENTAL = "vehicle", "part", "used", "rental"
CATALOG_KINDS = (
    _option(
        VEHICLE,
        "整车",
        "Vehicle",
        "新车 | 车辆 | 整机 | 全新 | 汽车 | 乘用车 | 商用车 | 轿车 | 货车 | 卡车 | 叉车 | 新机 | new vehicle | new car | new | "
        "car | cars | truck | trucks | forklift | forklifts | vehicles | automobile | n",
    ),
    _option(
        PART,
        "配件",
        "Part",
        "零件 | 备件 | 精品 | 附件 | 零配件 | 配件类 | 用品 | parts | accessory | accessories | spare part | spare parts",
    ),
    _option(
        USED,
        "二手车",
        "Used vehicle",
        "二手 | 二手机 | 旧车 | 旧机 | used | pre-owned | preowned | certified pre-owned | cpo | second hand | used car | used cars | used vehicles | u",
    ),
    _option(
        RENTAL, "租赁", "Rental", "出租 | 租车 | 租赁车 | 租用 | rent | rentals | lease | leasing | hire"
    ),
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
        "在用 | 有效 | 在售 | 在职 | 正常 | 上架 | 已上架 | 已启用 | 在岗 | 在库 | 可售 | 可用 | 销售中 | 试用 | 是 | "
        "待售 | 在途 | 待检测 | 检测中 | 整备中 | 待整备 | 预订 | 已预订 | 预定 | 已预定 | 已订 | reserved | sale pending | pending | "
        "yes | true | 1 | on sale | y | enabled | available | in stock | published | live | current | employed | 激活 | 已激活",
    ),
    _option(
        "inactive",
        "停用",
        "Inactive",
        "无效 | 停售 | 已停售 | 已停产 | 离职 | 下架 | 已下架 | 已停用 | 禁用 | 已禁用 | 冻结 | 停产 | 已售 | 已售出 | 否 | no | false | 0 | left | n | "
        "discontinued | disabled | archived | draft | sold | unavailable | suspended | resigned | 未激活 | 未上架",
    ),
)
SALES, MANAGER, OFFICE = "sales", "manager", "office"
ROLES = (
    _option(
        SALES,
        "销售",
        "Sales",
        "销售员 | 销售顾问 | 业务员 | 销售人员 | 销售专员 | 销售代表 | 业务代表 | 业务 | 顾问 | 电销 | 网销 | 置业顾问 | 客户经理 | "
        "salesperson | sales rep | sales representative | sales consultant | sales advisor | sales executive | consultant | "
        "account executive | account manager | rep | agent | user | standard user",
    ),
    _option(
        MANAGER,
        "主管",
        "Manager",
        "经理 | 销售经理 | 销售主管 | 店长 | 总监 | 销售总监 | 总经理 | 展厅经理 | 组长 | 部门主管 | 部门经理 | 区域经理 | 负责人 | "
        "sales manager | supervisor | general manager | team lead | team leader | director | sales director | desk manager",
    ),
    _option(
        OFFICE,
        "内勤",
        "Office",
        "管理员 | 系统管理员 | 超级管理员 | 行政 | 文员 | 助理 | 销售助理 | 前台 | 客服 | 信息员 | 财务 | admin | administrator | "
        "system administrator | office clerk | clerk | assistant | receptionist | back office",
    ),
)
LEAD_STATES = (
    _option(
        "new",
        "新",
        "New",
        "新线索 | 新建 | 新增 | 未跟进 | 待跟进 | 未处理 | 待处理 | 未联系 | 未分配 | 待分配 | 待清洗 | 公海 | 初始 | "
        "公海线索 | 未接通 | open | not contacted | new lead | uncontacted | unassigned | open - not contacted | not started | raw | fresh | untouched",
    ),
    _option(
        "following",
        "跟进中",
        "Following",
        "跟进 | 跟进了 | 已跟进 | 已联系 | 联系中 | 处理中 | 已分配 | 已领取 | 已邀约 | 已到店 | 已试驾 | 有意向 | 培育中 | 再联系 | 待再次联系 | "
        "意向客户 | 已报价 | 待回访 | 待邀约 | 已预约 | 已加微信 | 跟踪中 | 推进中 | 进行中 | mql | sal | sql | marketing qualified | "
        "sales qualified | marketing qualified lead | sales qualified lead | proposal | proposal sent | negotiation | "
        "working | contacted | in progress | following up | working - contacted | attempted to contact | attempted contact | "
        "attempting contact | attempting | connected | contact in future | nurturing | nurture | engaged | assigned | in process | "
        "pre-qualified | prequalified | bad timing | open deal | active | appointment set | appointment | shown | responded | hot | warm",
    ),
    _option(
        "converted",
        "已转客户",
        "Converted",
        "已转化 | 转客户 | 已转换 | 转化 | 已成交 | 成交 | 已转商机 | 已转为客户 | 已下单 | qualified | closed - converted | won | sold | customer | closed won | converted to customer",
    ),
    _option(
        "invalid",
        "无效",
        "Invalid",
        "已失效 | 失效 | 无效线索 | 关闭 | 已关闭 | 无意向 | 战败 | 已战败 | 放弃 | 已放弃 | 作废 | 垃圾线索 | 流失 | 空号 | 拒绝 | "
        "号码错误 | 重复 | 重复线索 | 不感兴趣 | 无需求 | "
        "disqualified | unqualified | dead | lost | not qualified | junk | junk lead | lost lead | recycled | closed - not converted | "
        "closed | closed lost | not interested | bad lead | duplicate | spam | abandoned | inactive",
    ),
)
CUSTOMER_TYPES = (
    _option(
        "person",
        "个人",
        "Person",
        "个人客户 | 自然人 | 私人 | 个体 | 私户 | 个人车主 | individual | private | private person | consumer | retail | b2c",
    ),
    _option(
        "company",
        "企业",
        "Company",
        "公司 | 公司客户 | 企业客户 | 单位 | 单位客户 | 集团 | 集团客户 | 机构 | 公户 | 法人 | 政府 | 大客户 | business | businesses | corporate | "
        "corporation | organization | organisation | enterprise | firm | fleet | commercial | b2b",
    ),
)
CUSTOMER_STATES = (
    _option(
        "valid",
        "有效",
        "Valid",
        "正常 | 活跃 | 启用 | 已启用 | 合作中 | 在用 | 已合作 | active | enabled | current | yes | true | 1 | 是",
    ),
    _option(
        "invalid",
        "无效",
        "Invalid",
        "失效 | 停用 | 已停用 | 禁用 | 流失 | 已流失 | 冻结 | 终止合作 | 黑名单 | inactive | disabled | closed | former | lost | churned | archived | no | false | 0 | 否",
    ),
)
OPEN, WON, LOST, PAUSED, TERMINATED = "open", "won", "lost", "paused", "terminated"
OPPORTUNITY_STATES = (
    _option(
        OPEN,
        "洽谈中",
        "Open",
        "进行中 | 跟进中 | 洽谈 | 正常 | 未结束 | 跟踪中 | 推进中 | 有效 | in progress | active | negotiating | ongoing | pending | new",
    ),
    _option(
        WON,
        "赢单",
        "Won",
        "成交 | 已成交 | 胜单 | 已赢单 | 赢 | 赢得 | 中标 | 已签约 | 成功 | 成单 | closed won | closed-won | closedwon | closed - won | win | success | sold",
    ),
    _option(
        LOST,
        "输单",
        "Lost",
        "丢单 | 战败 | 失败 | 已输单 | 已丢单 | 输 | 失单 | 未成交 | 丢失 | 未中标 | 流失 | closed lost | closed-lost | closedlost | closed - lost | lose | abandoned",
    ),
    _option(
        PAUSED,
        "中止",
        "Paused",
        "暂停 | 搁置 | 挂起 | 暂缓 | 延期 | 冻结 | on hold | on-hold | suspended | postponed | delayed | deferred",
    ),
    _option(
        TERMINATED,
        "终止",
        "Terminated",
        "作废 | 取消 | 已取消 | 无效 | 已终止 | 已作废 | cancelled | canceled | dropped | deleted | out-sold | invalid",
    ),
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
