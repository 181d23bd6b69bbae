"""What the workbooks that people keep say: prompts beside a cell, words when something else is typed."""

# ruff: noqa: E501  # sentences in two languages

from __future__ import annotations

from collections.abc import Mapping

from workbook_crm.model.columns import Column, Of
from workbook_crm.model.language import Language, Name

REQUIRED = Name("必填。", "Required. ")
REQUIRED_TITLE = Name("{column}（必填）", "{column} (required)")

PROMPTS: Mapping[Of, Name] = {
    Of.NUMBER: Name(
        "新记录请留空，系统会编号。已有的编号请不要改。",
        "Leave it blank for a new record: the system numbers it. Please do not change a number.",
    ),
    Of.PHONE: Name(
        "手机或座机都可以，座机请带区号。外国号码请以 + 开头。",
        "Mobile or landline with area code; a number abroad starts with +.",
    ),
    Of.DATE: Name("写日期，例如 2026-03-05。", "A date, such as 2026-03-05."),
    Of.MOMENT: Name(
        "写日期，例如 2026-03-05；要写几点也可以：2026-03-05 14:30。",
        "A date, such as 2026-03-05; add a time if you like: 2026-03-05 14:30.",
    ),
    Of.MONEY: Name("写数字，单位是元。", "A number, in the dealership's currency."),
    Of.PERSON: Name("不填就是你自己。", "Leave it blank if it is you."),
    Of.SHARES: Name(
        "几个人一起做时，写姓名和比例，例如：李敏 30%。其余归负责人。",
        "If several people share it: name and percentage, such as Anna Reed 30%. The rest is the owner's.",
    ),
    Of.VIN: Name(
        "17 位车架号；叉车写出厂编号。", "The 17 characters of the VIN; for a forklift its serial number."
    ),
}
OWN_PROMPTS: Mapping[tuple[str, str], Name] = {
    ("opportunities", "customer"): Name(
        "从列表里选，或写客户编号。新客户请先在“客户”表加一行。",
        "Choose from the list or write the customer's number. Add a new customer on the Customers sheet first.",
    ),
    ("opportunities", "probability"): Name(
        "不填就按阶段的成交概率。", "Leave it blank to use that of the stage."
    ),
    ("opportunities", "amount"): Name(
        "自动计算：这个商机的产品金额合计，不用填。",
        "Worked out for you: the sum of this opportunity's lines.",
    ),
    ("opportunities", "summary"): Name(
        "赢单或输单时请写总结；输单还要写输单原因和竞争对手。",
        "Needed when it is won or lost; for a lost one also the reason and the competitor.",
    ),
    ("opportunity_lines", "opportunity"): Name(
        "从列表里选商机，或写商机编号。", "Choose an opportunity from the list, or write its number."
    ),
    ("opportunity_lines", "product"): Name(
        "从列表里选产品；也可以写产品编码。", "Choose a product from the list, or write its code."
    ),
    ("opportunity_lines", "spec"): Name("先选产品，再选规格。", "Choose the product first, then its spec."),
    ("opportunity_lines", "unit_price"): Name(
        "不填就按产品目录的价格；谈好了别的价，写在这里。",
        "Leave it blank to use the catalog's price; write another one here if you agreed on it.",
    ),
    ("opportunity_lines", "periods"): Name(
        "租赁才填：租几天、几周、几个月或几年，看产品怎么计价。",
        "For rentals only: for how many days, weeks, months or years, as the product is billed.",
    ),
    ("opportunity_lines", "discount"): Name(
        "写优惠掉的部分：5% 就是打 95 折。也可以直接写“95折”。",
        "The part taken off: 5% means that 95% is paid.",
    ),
    ("opportunity_lines", "amount"): Name(
        "自动计算：单价 × 数量 ×（1 − 优惠率），租赁再乘租期。",
        "Worked out for you: price × quantity × (1 − discount), and × periods for a rental.",
    ),
    ("follow_ups", "subject"): Name(
        "这次跟进的是谁：从列表里选商机、客户或线索，也可以写编号。",
        "What it was about: choose an opportunity, customer or lead from the list, or write its number.",
    ),
    ("follow_ups", "by"): Name("不填就是你自己。", "Leave it blank if it was you."),
    ("catalog", "kind"): Name(
        "二手车每台一行并写车架号；租赁请写计价周期和押金。",
        "One row for each used vehicle, with its VIN; for a rental also the billing period and deposit.",
    ),
    ("catalog", "floor_price"): Name(
        "低于这个价时会提醒：要主管同意。", "Below this price there is a warning: a manager has to agree."
    ),
    ("catalog", "valid_from"): Name(
        "价格从这天起有效。涨价时另加一行，不要改旧的。",
        "The price counts from this day on. For a new price add a row; leave the old one.",
    ),
    ("choices", "list"): Name("这个值属于哪个列表。", "Which list the value belongs to."),
    ("choices", "aliases"): Name(
        "大家习惯的其他叫法，用顿号隔开，例如：来店、进店。",
        "Other words that people use for it, parted by commas: showroom, visit.",
    ),
    ("choices", "probability"): Name(
        "只用于阶段：走到下一阶段的比例，例如 60%。", "For stages only: the share that reaches the next stage."
    ),
    ("choices", "usual_days"): Name("只用于阶段：通常停留几天。", "For stages only: how many days it usually takes."),
    ("choices", "interval_days"): Name(
        "只用于级别：隔几天要再跟进一次。", "For levels only: after how many days to follow up again."
    ),
}  # fmt: skip

WRONG_TITLE = Name("请核对一下", "Please check")
WRONG: Mapping[str, Name] = {
    "option": Name("这里只能选列表里的：{allowed}。", "Please choose one of: {allowed}."),
    "choice": Name(
        "列表里没有这个写法。按“确定”可以保留，收下时会提醒；常用的词请主管加进字典。",
        "This is not on the list. You may keep it; a word that is used often belongs on the manager's Choices sheet.",
    ),
    "person": Name("员工表里没有这个名字，请核对。", "Nobody of this name is on the Staff sheet."),
    "reference": Name(
        "这本工作簿里没有这个名称。如果它已在系统里，可以保留；否则请先在它自己的表里加一行。",
        "There is none of this name in this workbook. Keep it if the system knows it already; "
        "else add a row for it on its own sheet first.",
    ),
    "product": Name(
        "产品目录里没有这个产品（或规格）。请从列表里选；写产品编码也可以。",
        "This product (or spec) is not in the catalog. Choose from the list, or write the product's code.",
    ),
    "date": Name(
        "这不像一个日期。请写成 2026-03-05 这样。",
        "This does not look like a date. Write it like 2026-03-05.",
    ),
    "amount": Name(
        "请只写数字，不能是负数，例如 128000。", "Please write a number that is not negative, such as 28500."
    ),
    "count": Name("请写大于 0 的数字。", "Please write a number greater than 0."),
    "share": Name(
        "请写 0% 到 100% 之间的数。优惠 5% 写 5%，不要写 95%。",
        "Please write a share between 0% and 100%. For 5% off write 5%, not 95%.",
    ),
    "rate": Name("请写 0% 到 100% 之间的数。", "Please write a share between 0% and 100%."),
    "whole": Name("请写整数。", "Please write a whole number."),
    "year": Name("请写四位数的年份，例如 2021。", "Please write the year with four digits, such as 2021."),
    "phone": Name("电话好像太短或太长，请核对。", "The phone number seems too short or too long."),
    "computed": Name(
        "这一格是自动计算的，不用填。", "This cell is worked out for you; there is nothing to fill in."
    ),
}


def prompt(kind: str, column: Column, language: Language) -> tuple[str, str] | None:
    """Title and text beside the selected cell; None where the header says it all."""
    words = OWN_PROMPTS.get((kind, column.field)) or (None if kind == "staff" else PROMPTS.get(column.of))
    if words is None and not column.starred:
        return None
    name = column.name[language]
    title = REQUIRED_TITLE[language].format(column=name) if column.starred else name
    return title[:32], words[language] if words else REQUIRED[language].strip()
