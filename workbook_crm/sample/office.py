"""A workbook as an office keeps it: logo, title, merged cells, own headings, subtotals, a chart, notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO
from itertools import groupby
from typing import Any

from workbook_crm.model.default_lists import default_choices
from workbook_crm.model.language import Language, Name
from workbook_crm.sample.amounts import amount
from workbook_crm.sample.layout import Layout, layout
from workbook_crm.sample.logo import logo
from workbook_crm.sample.shop import COMPANY
from workbook_crm.sample.slips import Row
from workbook_crm.write_back.drawing import (
    MONEY_FORMAT,
    Ink,
    Workbook,
    Worksheet,
    drawn,
    write_cell,
)

CUSTOMERS = layout("customers", "客户档案 ~ Accounts", """
    name | 客户 ~ Account
    type | 客户类型 ~ Account type
    phone | 联系电话 ~ Telephone
    level | 等级 ~ Rating
    source | 客户来源 ~ Lead source
    region | 区域 ~ Area
    next_follow_up | 下次回访时间 ~ Next activity date
    remark | 说明 ~ Comments""")  # fmt: skip
OPPORTUNITIES = layout("opportunities", "商机列表 ~ Deals", """
    name | 项目名称 ~ Deal name
    customer | 客户名称 ~ Account name
    kind | 意向类别 ~ Product type
    stage | 销售阶段 ~ Deal stage
    state | 商机状态 ~ Status
    expected_close | 预计签单日期 ~ Close date
    amount | 预计金额 ~ Deal amount
    next_follow_up | 下次跟进日期 ~ Next step date
    summary | 商机总结 ~ Closing summary
    remark | 说明 ~ Comments""")  # fmt: skip
LINES = layout("opportunity_lines", "商机明细 ~ Deal products", """
    opportunity | 所属商机 ~ Deal name
    product | 产品名称 ~ Product name
    spec | 规格型号 ~ Variant
    unit_price | 销售单价 ~ Sales price
    quantity | 数量 ~ Qty
    periods | 租期 ~ Term
    discount | 折扣 ~ Discount
    amount | 小计 ~ Line total""")  # fmt: skip
FOLLOW_UPS = layout("follow_ups", "跟进日志 ~ Activities", """
    time | 拜访时间 ~ Activity date
    subject | 商机 ~ Regarding
    method | 拜访方式 ~ Activity type
    content | 沟通内容 ~ Details
    next_follow_up | 下次联系时间 ~ Next activity date
    plan | 下一步 ~ Next step""")  # fmt: skip
LEADS = layout("leads", "潜客 ~ Prospects", """
    name | 客户姓名 ~ Contact name
    company | 单位 ~ Account
    phone | 联系方式 ~ Mobile
    source | 渠道 ~ Channel
    region | 区域 ~ Area
    interest | 意向 ~ Interested in
    level | 意向级别 ~ Rating
    state | 线索状态 ~ Lead status
    next_follow_up | 下次联系时间 ~ Next contact
    remark | 说明 ~ Comments""")  # fmt: skip

HEADER_ROW, FIRST_ROW = 3, 4
"""0-based: below the title, a line about the writer, and a blank line."""
_GRID = {"border": 1, "border_color": "#BFBFBF", "valign": "vcenter"}
_TITLE = {"bold": True, "font_size": 16, "align": "center", "valign": "vcenter", "font_color": "#1F4E79"}
_HEADER = {**_GRID, "bold": True, "bg_color": "#DDEBF7", "align": "center", "text_wrap": True}
_SUM = {**_GRID, "bold": True, "bg_color": "#F2F2F2"}
_SUBTITLE = Name("填表：陈静    更新：{day:%Y-%m-%d}", "Kept by Rachel Kim    Updated {day:%d %B %Y}")
_SUBTOTAL, _TOTAL = Name("小计", "Subtotal"), Name("合计", "Total")
_NOTE = Name("王总关照过的客户，价格先别动。", "Margaret knows them well: leave the price for now.")
_DIARY_NAME = Name("我的备忘", "My notes")
_DIARY = (
    Name("给自己看的，不用管这一页", "For myself, please ignore this page"),
    Name("百川的仓库主管喜欢喝茶，下次带一盒", "The warehouse manager at Hundred Rivers likes tea"),
    Name("远洋钢材：先打电话再去，门卫要登记", "Anchor Steel: call first, the gate wants names"),
    Name("月底前问财务要通达的发票", "Ask finance for the Throughway invoice"),
)


def office_workbook(rows: Mapping[str, Sequence[Row]], language: Language, today: date) -> bytes:
    """The rows in five tidy sheets with own headings, and a page of private notes."""

    def draw(book: Workbook) -> None:
        desk = _Desk(book, language, today)
        desk.sheet(CUSTOMERS, rows["customers"])
        deals = desk.sheet(OPPORTUNITIES, [])
        sums = desk.lines(rows["opportunity_lines"])
        desk.deals(deals, rows["opportunities"], sums)
        desk.sheet(FOLLOW_UPS, rows["follow_ups"])
        desk.sheet(LEADS, rows["leads"])
        desk.diary()

    return drawn(draw, today)


class _Desk:
    """One workbook while it is drawn."""

    def __init__(self, book: Workbook, language: Language, today: date) -> None:
        self._book, self._language, self._today = book, language, today
        self._ink = Ink(book)

    def sheet(self, of: Layout, rows: Sequence[Row]) -> Worksheet:
        """A sheet with its head and rows."""
        sheet = self._head(of)
        for at, row in enumerate(rows, FIRST_ROW):
            self._row(sheet, at, of, row)
        return sheet

    def _head(self, of: Layout) -> Worksheet:
        name, last = of.name[self._language], len(of.headings) - 1
        sheet = self._book.add_worksheet(name)
        title = f"{COMPANY[self._language]} {name}"
        sheet.merge_range(0, 0, 0, last, title, self._ink.of(**_TITLE))
        subtitle = _SUBTITLE[self._language].format(day=self._today)
        sheet.merge_range(1, 0, 1, last, subtitle, self._ink.of(align="right", font_color="#7F7F7F"))
        sheet.set_row(0, 34)
        sheet.set_row(HEADER_ROW, 24)
        for position, text in enumerate(of.titles(self._language)):
            sheet.write_string(HEADER_ROW, position, text, self._ink.of(**_HEADER))
            sheet.set_column(position, position, of.width(position))
        _paper(sheet, name)
        return sheet

    def _row(self, sheet: Worksheet, at: int, of: Layout, row: Row) -> None:
        for position, name in enumerate(of.fields):
            look: dict[str, Any] = dict(_GRID)
            if name in ("unit_price", "amount"):
                look["num_format"] = MONEY_FORMAT
            write_cell(sheet, at, position, row.get(name, ""), self._ink, **look)

    def lines(self, rows: Sequence[Row]) -> Mapping[str, tuple[str, float]]:
        """The lines by opportunity, each followed by its subtotal; where each subtotal stands."""
        sheet, at, sums = self._head(LINES), FIRST_ROW, {}
        for name, group in groupby(rows, key=lambda row: str(row["opportunity"])):
            block = list(group)
            total = sum(self._line(sheet, at + nth, row) for nth, row in enumerate(block))
            if len(block) > 1:
                bottom = at + len(block) - 1
                sheet.merge_range(at, 0, bottom, 0, name, self._ink.of(**_GRID, text_wrap=True))
            sums[name] = (self._sum_row(sheet, at, at + len(block), total), total)
            at += len(block) + 2
        return sums

    def _line(self, sheet: Worksheet, at: int, row: Row) -> float:
        """One line, its amount as a formula unless one was typed; the amount."""
        paid = self._paid(row)
        worth = _amount(row)
        self._row(sheet, at, LINES, {**row, **paid})
        typed = row.get("amount")
        if typed is not None:
            return float(typed)  # type: ignore[arg-type]  # a slip of this column is a number
        factor = 'IF(G{0}="",1,G{0})' if self._language is Language.ZH else "(1-G{0})"
        formula = f'=ROUND(D{{0}}*E{{0}}*IF(F{{0}}="",1,F{{0}})*{factor},2)'.format(at + 1)
        sheet.write_formula(at, 7, formula, self._ink.of(**_GRID, num_format=MONEY_FORMAT), worth)
        return worth

    def _paid(self, row: Row) -> Row:
        """The Chinese heading 折扣 asks for the part paid."""
        if "discount" not in row or self._language is Language.EN:
            return {}
        return {"discount": 1 - row["discount"]}  # type: ignore[operator]  # true rows hold numbers here

    def _sum_row(self, sheet: Worksheet, top: int, at: int, total: float) -> str:
        for position in range(len(LINES.headings)):
            write_cell(sheet, at, position, "", self._ink, **_SUM)
        sheet.write_string(at, 0, _SUBTOTAL[self._language], self._ink.of(**_SUM))
        look = self._ink.of(**_SUM, num_format=MONEY_FORMAT)
        sheet.write_formula(at, 7, f"=SUM(H{top + 1}:H{at})", look, total)
        return f"='{LINES.name[self._language]}'!H{at + 1}"

    def deals(self, sheet: Worksheet, rows: Sequence[Row], sums: Mapping[str, tuple[str, float]]) -> None:
        """The opportunities with their sums, a chart of them, a comment, and a list to choose from."""
        money = self._ink.of(**_GRID, num_format=MONEY_FORMAT)
        for at, row in enumerate(rows, FIRST_ROW):
            self._row(sheet, at, OPPORTUNITIES, row)
            formula, total = sums[str(row["name"])]
            sheet.write_formula(at, 6, formula, money, total)
        end = FIRST_ROW + len(rows)
        self._total_row(sheet, end, sum(total for _formula, total in sums.values()))
        sheet.write_comment(FIRST_ROW, 1, _NOTE[self._language], {"author": "", "x_scale": 1.5})
        stages = [choice.value for choice in default_choices(self._language)["stage"]]
        sheet.data_validation(FIRST_ROW, 3, end - 1, 3, {"validate": "list", "source": stages})
        sheet.conditional_format(FIRST_ROW, 6, end - 1, 6, {"type": "data_bar", "bar_color": "#9DC3E6"})
        self._chart(sheet, end)
        sheet.insert_image(0, 0, "logo.png", {"image_data": BytesIO(logo()), "x_scale": 0.5, "y_scale": 0.5})

    def _total_row(self, sheet: Worksheet, at: int, total: float) -> None:
        for position in range(len(OPPORTUNITIES.headings)):
            write_cell(sheet, at, position, "", self._ink, **_SUM)
        sheet.write_string(at, 0, _TOTAL[self._language], self._ink.of(**_SUM))
        look = self._ink.of(**_SUM, num_format=MONEY_FORMAT)
        sheet.write_formula(at, 6, f"=SUM(G{FIRST_ROW + 1}:G{at})", look, total)

    def _chart(self, sheet: Worksheet, end: int) -> None:
        chart = self._book.add_chart({"type": "bar"})
        name = OPPORTUNITIES.name[self._language]
        chart.add_series({
            "name": [name, HEADER_ROW, 6],
            "categories": [name, FIRST_ROW, 0, end - 1, 0],
            "values": [name, FIRST_ROW, 6, end - 1, 6],
            "fill": {"color": "#2E75B6"},
        })  # fmt: skip
        chart.set_legend({"none": True})
        chart.set_size({"width": 720, "height": 260})
        sheet.insert_chart(end + 2, 0, chart)

    def diary(self) -> None:
        """A page that is nobody's business."""
        sheet = self._book.add_worksheet(_DIARY_NAME[self._language])
        sheet.set_column(0, 0, 60)
        sheet.set_tab_color("#FFC000")
        for at, text in enumerate(_DIARY):
            sheet.write_string(at, 0, text[self._language], self._ink.of(italic=at == 0))


def _amount(row: Row) -> float:
    price, quantity, periods, discount = (
        Decimal(str(row.get(name) or otherwise))
        for name, otherwise in (("unit_price", 0), ("quantity", 1), ("periods", 1), ("discount", 0))
    )
    return float(amount(price, quantity, periods, discount))


def _paper(sheet: Worksheet, name: str) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEADER_ROW)
    sheet.set_footer(f"&L{name}&R&P / &N")
    sheet.freeze_panes(FIRST_ROW, 1)
