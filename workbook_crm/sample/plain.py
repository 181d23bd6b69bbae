"""A workbook without looks: headings and rows, own words, own order, an unused sheet at the end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from workbook_crm.model.language import Language
from workbook_crm.sample.layout import Layout, layout
from workbook_crm.sample.slips import Row
from workbook_crm.write_back.drawing import Ink, Workbook, Worksheet, drawn, write_cell

LAYOUTS = (
    layout("customers", "客户 ~ Customers", """
        name | 姓名 ~ Name
        phone | 手机 ~ Mobile
        source | 渠道 ~ Channel
        type | 类型 ~ Type
        level | 意向级别 ~ Rating
        region | 地区 ~ Region
        next_follow_up | 下次联系时间 ~ Next contact
        remark | 备注 ~ Notes"""),
    layout("opportunities", "商机 ~ Opportunities", """
        customer | 客户 ~ Customer
        name | 商机名称 ~ Opportunity name
        kind | 产品类别 ~ Product type
        stage | 阶段 ~ Stage
        state | 状态 ~ Status
        budget | 预算 ~ Budget
        expected_close | 预计成交日期 ~ Close date
        next_follow_up | 下次跟进 ~ Next follow up"""),
    layout("opportunity_lines", "商机产品 ~ Opportunity lines", """
        opportunity | 商机 ~ Opportunity
        product | 车型 ~ Product
        spec | 配置 ~ Version
        quantity | 台数 ~ Qty
        discount | 优惠率 ~ Discount"""),
    layout("follow_ups", "跟进 ~ Follow ups", """
        time | 日期 ~ Date
        subject | 跟进对象 ~ Regarding
        method | 方式 ~ Type
        content | 内容 ~ Notes
        next_follow_up | 下次联系时间 ~ Next contact"""),
    layout("leads", "线索 ~ Leads", """
        name | 联系人 ~ Contact
        phone | 手机号 ~ Mobile phone
        source | 来源 ~ Source
        interest | 意向产品 ~ Interest
        model | 意向车型 ~ Model
        budget | 预算 ~ Budget
        level | 级别 ~ Level
        state | 状态 ~ State
        next_follow_up | 下次跟进 ~ Next follow up"""),
)  # fmt: skip


def plain_workbook(rows: Mapping[str, Sequence[Row]], language: Language, today: date) -> bytes:
    """The rows as somebody types them who has never heard of formats."""

    def draw(book: Workbook) -> None:
        ink = Ink(book)
        for each in LAYOUTS:
            sheet = book.add_worksheet(each.name[language])
            _draw(sheet, each, language, rows[each.kind], ink)
        book.add_worksheet("Sheet6")

    return drawn(draw, today)


def _draw(sheet: Worksheet, of: Layout, language: Language, rows: Sequence[Row], ink: Ink) -> None:
    sheet.write_row(0, 0, of.titles(language))
    for position in range(len(of.fields)):
        sheet.set_column(position, position, of.width(position))
    for at, row in enumerate(rows, 1):
        for position, name in enumerate(of.fields):
            write_cell(sheet, at, position, row.get(name, ""), ink)
