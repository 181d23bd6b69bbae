"""The slips of each salesperson's workbook, and why each is there."""

from __future__ import annotations

from workbook_crm.sample.slips import Both, ExtraRow, Slip

LEADS, CUSTOMERS, OPPORTUNITIES = "leads", "customers", "opportunities"
LINES, FOLLOW_UPS = "opportunity_lines", "follow_ups"

RENTAL_SLIPS = (
    # typed total that is off: the discount was agreed after it
    Slip(LINES, 2, "amount", Both(81600, 29760)),
    # near miss of a product's name: it wants a suggestion
    Slip(LINES, 4, "product", Both("5吨内燃平衡重插车", "5 t diesel forklit")),
    # a choice that is on nobody's list
    Slip(CUSTOMERS, 5, "source", Both("朋友圈广告", "Billboard")),
    # rental without its number of periods
    Slip(LINES, 3, "periods", Both("", "")),
    # required cell left blank
    Slip(FOLLOW_UPS, 4, "method", Both("", "")),
    # trailing and inner spaces
    Slip(OPPORTUNITIES, 2, "customer", Both(" 吴江百川电商有限公司  ", " Hundred Rivers Online  ")),
)
RENTAL_EXTRA = (
    # the same customer once more, with another level
    ExtraRow(CUSTOMERS, 1, {"level": Both("B", "B"), "remark": Both("重复登记", "entered twice")}),
)

MOTOR_SLIPS = (
    # near miss of a product's name
    Slip(LINES, 3, "product", Both("启程E3纯电矫车", "Pathway E3 electric sedn")),
    # the part paid, the part taken off, and a bare number that could be either
    Slip(LINES, 1, "discount", Both("95折", "5%")),
    Slip(LINES, 4, "discount", Both("5%", "5 %")),
    Slip(LINES, 6, "discount", Both(0.9, 0.9)),
    # phone typed as a number
    Slip(CUSTOMERS, 1, "phone", Both(13800001160.0, "+1 (202) 555-0160")),
    # full-width digits
    Slip(CUSTOMERS, 2, "phone", Both("１３８００００１１６１", "＋１ ２０２ ５５５ ０１６１")),
    # phone with digits missing
    Slip(LEADS, 3, "phone", Both("138000", "555-01")),
    # dates as text, one of them a day that cannot be
    Slip(OPPORTUNITIES, 1, "expected_close", Both("{5}", "{5}")),
    Slip(OPPORTUNITIES, 3, "expected_close", Both("2月30日", "30 Feb")),
    Slip(CUSTOMERS, 3, "next_follow_up", Both("{5}", "{5}")),
    # money in words of the trade
    Slip(OPPORTUNITIES, 1, "budget", Both("18万", "36,000")),
    Slip(OPPORTUNITIES, 3, "budget", Both("￥240,000.00", "76,000.00")),
    # a customer who is not on the customers' sheet
    Slip(OPPORTUNITIES, 5, "customer", Both("姚茜茜", "Hannah Coleman-Wu")),
    # required cell left blank
    Slip(CUSTOMERS, 5, "source", Both("", "")),
    # stage that does not exist
    Slip(OPPORTUNITIES, 2, "stage", Both("已报价待回复", "Waiting")),
)
MOTOR_EXTRA = (
    # one used vehicle, one chassis number, sold to two people
    ExtraRow(LINES, 5, {"opportunity": Both("许建国X6豪华版", "Reed: X6 Premium")}),
    # the same lead twice, with different budgets
    ExtraRow(LEADS, 2, {"budget": Both("12.5万", "12.5k"), "model": Both("启程X6 SUV", "Pathway X6 SUV")}),
)
