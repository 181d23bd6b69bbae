"""The words of the guide sheet."""

# ruff: noqa: E501  # sentences in two languages

from __future__ import annotations

from collections.abc import Mapping

from workbook_crm.model.language import Name

SHEET = Name("说明", "Guide")
TITLE = Name("客户跟进工作簿", "Customer follow-up workbook")
TITLE_OF = Name("{person}的客户跟进工作簿", "{person}'s customer follow-up workbook")
MADE = Name("制作于 {today:%Y-%m-%d}", "Made on {today:%d %B %Y}")
WELCOME = Name(
    "你只管在 Excel 里填；发来以后，编号、价格、金额和提醒都由系统替你补上，再把这本工作簿还给你。",
    "Fill it in, in Excel, as you always do. Send it in, and it comes back with numbers, prices, amounts and "
    "reminders filled in for you.",
)

SHEETS_HEADING = Name("每张表填什么", "What goes where")
PURPOSES: Mapping[str, Name] = {
    "leads": Name(
        "刚有意向的人：姓名、电话、从哪里来的。成了客户，就在“客户”表里加一行，这里的状态改为“已转客户”。",
        "People who show interest: name, phone, where they came from. Once they are customers, add a row on Customers and set the state here to Converted.",
    ),
    "customers": Name(
        "认识的客户，个人和企业都在这里。", "Customers that you know, people and companies alike."
    ),
    "opportunities": Name(
        "客户想买什么、谈到哪一步、预计什么时候成交。",
        "What a customer wants to buy, how far you are, when it should close.",
    ),
    "opportunity_lines": Name(
        "每个商机里的产品：选产品、选规格、写数量，金额自己会算。",
        "The products of each opportunity: choose product and spec, write the quantity; the amount works itself out.",
    ),
    "follow_ups": Name(
        "每次联系记一行：跟谁、什么时候、说了什么、下次什么时候。",
        "One row for each contact: with whom, when, what was said, when next.",
    ),
    "catalog": Name("产品和价格，由主管填写。", "Products and prices; kept by the manager."),
    "staff": Name("同事名单，由主管填写。", "Everybody who works here; kept by the manager."),
    "choices": Name("下拉列表里的选项，由主管填写。", "What the drop-down lists offer; kept by the manager."),
}
FILLED = Name("已填行数", "Rows filled in")

GLANCE_HEADING = Name("一眼看清", "At a glance")
OVERDUE = Name(
    "到期或逾期未跟进的线索、客户和商机", "Leads, customers and opportunities that are due or overdue"
)
OPEN_DEALS = Name("洽谈中的商机", "Open opportunities")
OPEN_AMOUNT = Name("洽谈中的商机金额合计", "Amount of the open opportunities")
LATE_DEALS = Name("预计成交日期已过、还在洽谈的商机", "Open opportunities whose expected close has passed")

HEADERS_HEADING = Name("表头的颜色", "What the headers mean")
HEADER_REQUIRED = Name("深色、带 * 的是必填", "Dark with a *: required")
HEADER_OPTIONAL = Name("浅色的想填就填", "Lighter: as you like")
HEADER_COMPUTED = Name("灰色的自动计算，不用填", "Grey: worked out for you")

LIGHTS_HEADING = Name("填写时亮起的颜色", "What lights up while you fill in")
LIGHT_RED = Name("必填的还空着，或跟进已经逾期", "A required cell is blank, or a follow-up is overdue")
LIGHT_AMBER = Name(
    "今天要跟进、预计成交日期已过，或电话重复",
    "Due today, an expected close that has passed, or a phone used twice",
)

SEND_HEADING = Name("怎样交上来", "How to send it in")
SEND = (
    Name("保存，放进你自己的收件文件夹。", "Save it and drop it into your own inbox folder."),
    Name("过一会儿，同名的工作簿会带着处理结果回来，先看最后一张“处理结果”。", "A little later the same workbook comes back with its answer: look at its last sheet, Result, first."),
    Name("改好标出的单元格，把同一本再发一次。没有变化的行不会重复。", "Correct the marked cells and send the same workbook again. Rows that did not change are not taken twice."),
)  # fmt: skip

ANSWER_HEADING = Name("回来时的颜色", "The colours in the answer")
ANSWER_ERROR = Name(
    "红：这一行退回，按批注改好再发", "Red: this row was held back; correct it as the note says"
)
ANSWER_WARNING = Name("黄：收下了，但请核对", "Yellow: taken in, but please check")
ANSWER_NOTE = Name("蓝：替你做了什么，看一眼就好", "Blue: something was done for you; just have a look")

TIPS_HEADING = Name("小提示", "Good to know")
TIPS = (
    Name("编号留空就是新记录；有编号的行，改哪格就更新哪格。", "A blank number means a new record; with a number, whatever you change is updated."),
    Name("空着不等于清除。要清掉已有的内容，写“清空”。", "Blank does not erase. To erase what is known, write CLEAR."),
    Name("可以自己加列、加表、写批注、画图，都会原样还给你。", "Add columns, sheets, notes and charts of your own: they come back as they were."),
    Name("“商机”和“商机产品”的金额列受保护，没有密码。要排序或加行：审阅 → 撤销工作表保护。", "The amount columns of Opportunities and Opportunity lines are protected, without a password. To sort or to add table rows: Review → Unprotect Sheet."),
    Name("习惯怎么写就怎么写：12.5万、3月5日、95折 都认得。", "Write as you are used to: 12.5k, 5 Mar 2026 and 5% are all understood."),
)  # fmt: skip
