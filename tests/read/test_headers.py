"""What a header means, which kind of sheet it makes, and what is only near."""

from __future__ import annotations

from typing import Any

import pytest

from tests.read.grids import OPENING, WORDS, codes, read, read_one, sheet
from workbook_crm.model.columns import Sheet
from workbook_crm.model.language import Language
from workbook_crm.model.not_built import offered_columns
from workbook_crm.model.settings import Settings
from workbook_crm.model.sheets import SHEETS
from workbook_crm.model.words import hint, message
from workbook_crm.read.near import nearest

KINDS = """
leads | First Name,Last Name,Title,Company,Email,Phone,Mobile,Lead Source,Lead Status,Industry,Rating,Street,City,State/Province,Country,Lead Owner
leads | Lead Owner,Company,First Name,Last Name,Title,Email,Phone,Mobile,Lead Source,Lead Status,No. of Employees,Annual Revenue,Rating
customers | First Name,Last Name,Email Address,Phone Number,City,Lifecycle Stage,Contact Owner,Favorite Food
customers | Record ID,First Name,Last Name,Email,Phone Number,Contact owner,Lead Status,Associated Company,Lifecycle Stage
opportunities | Deal Name,Pipeline,Deal Stage,Amount,Close Date,Deal Owner,Deal Type,Associated Company
opportunities | Deal - ID,Deal - Title,Deal - Value,Deal - Organization,Deal - Expected close date,Deal - Stage,Deal - Status
opportunities | Opportunity Name,Account Name,Stage,Amount,Probability (%),Close Date,Lead Source,Opportunity Owner,Type,Age
opportunities | Topic,Potential Customer,Est. Close Date,Est. Revenue,Contact,Account,Probability,Rating,Status,Owner
customers | Account Name,Account Owner,Phone,Website,Type,Industry,Billing Street,Billing City,Billing State/Province,Employees
catalog | Name,SKU,Product description,Unit price,Unit cost,Recurring billing frequency,Term
catalog | Product Name,Product Code,Product Family,List Price,Active,Product Description
catalog | ProductID,ProductName,Category,ListPrice
opportunity_lines | SalesOrderID,OrderDate,CustomerID,LineItem,ProductID,OrderQty,LineItemTotal
opportunity_lines | Opportunity Name,Product Name,Quantity,Sales Price,Discount,Total Price
opportunity_lines | Deal Name,Line item name,Quantity,Unit price,Line item discount percentage,Net price
follow_ups | Subject,Activity Type,Due date,Done,Deal,Contact person,Organization,Note,Assigned to user
follow_ups | Customer,Date,Type,Notes,Next Step,Next follow-up
staff | Full Name,Email,Role,Team,Phone
choices | List,Value,Order,Win probability,Aliases
leads | 线索名称,公司名称,联系电话,线索来源,线索状态,负责人,备注
leads | 姓名,手机,微信,来源,意向车型,级别,负责人,下次跟进时间,备注
leads | 客户姓名,联系电话,来店渠道,意向车型,意向级别,销售顾问,下次回访日期,竞品车型
customers | 客户名称,客户类型,客户级别,电话,邮箱,地址,客户来源,负责人,下次跟进时间,成交状态
customers | 客户编号,客户全称,联系人,手机,所属行业,客户来源,客户状态,所属地区,跟进人
customers | 客户名称,联系人,电话,地址,客户来源
opportunities | 商机名称,客户名称,商机金额,销售阶段,预计成交日期,负责人,赢率,商机来源
opportunities | 机会主题,对应客户,机会来源,机会类型,预计签单日期,预计金额,当前阶段,可能性
opportunity_lines | 商机名称,产品名称,规格,单价,数量,折扣,小计
opportunity_lines | 商机,产品,规格,单价,数量,租期,优惠率,金额
catalog | 产品名称,产品分类,产品编码,标准单价,单位,是否上架
catalog | 存货编码,存货名称,规格型号,主计量单位,参考售价,最低售价
catalog | 车型,配置,厂商指导价,最低限价,库存
follow_ups | 客户名称,跟进时间,跟进方式,跟进内容,下次跟进时间,跟进人
follow_ups | 拜访客户,拜访时间,拜访方式,拜访内容,拜访人
staff | 姓名,部门,岗位,手机,邮箱
choices | 列表,值,顺序,别名
 | 学号,姓名,性别,语文,数学,英语
 | 日期,凭证号,摘要,借方金额,贷方金额,余额
 | Date,Description,Debit,Credit,Balance
 | Month,Revenue,Cost,Profit
 | 序号,设备名称,规格型号,数量,存放地点,保管人
 | 姓名,基本工资,奖金,扣款,实发工资
 | Task,Owner,Status,Due date,Priority
 | 资金性质,项目名称,核定金额,申请金额
"""  # one header a line, as they come


@pytest.mark.parametrize("line", KINDS.strip("\n").splitlines())
def test_a_sheet_is_known_by_its_columns(line: str) -> None:
    kind, headers = (each.strip() for each in line.split("|"))
    names = headers.split(",")
    batch, _ = read(sheet("Sheet1", [names, *[["x"] * len(names)] * 3]), name="data.xlsx", settings=OPENING)
    assert [table.kind for table in batch.tables] == ([kind] if kind else [])


NAMES = {
    "客户": "customers",
    "客戶": "customers",
    "客户信息表2024": "customers",
    "2024年客户": "customers",
    "线索导入模板": "leads",
    "客户跟进记录": "follow_ups",
    "Deals": "opportunities",
    "Leads_Export_2024-03-05": "leads",
    "产品数据": "catalog",
    "Sheet1": None,
    "MsgClient": None,
}


@pytest.mark.parametrize(("name", "kind"), NAMES.items())
def test_a_sheet_is_known_by_its_name(name: str, kind: str | None) -> None:
    assert WORDS.kind_of_name(name)[0] == kind


SPELLINGS = [
    ("客户名称*", "name"),
    ("*客户名称：", "name"),
    ("客 户 名 称", "name"),
    ("客户\xa0名称", "name"),
    ("客户名称（必填）", "name"),
    ("客戶名稱", "name"),
    ("客(ke)户名称", "name"),
    ("客户名称\nCustomer name", "name"),
    ("客户名称 Customer name", "name"),
    ("Customer Name", "name"),
    ("customer_name", "name"),
    ("CUSTOMER NAME", "name"),
    ("Ｃｕｓｔｏｍｅｒ　ｎａｍｅ", "name"),
    ("客户电话", "phone"),
    ("手機號碼", "phone"),
    ("下次跟进日期", "next_follow_up"),
    ("next_follow_up", "next_follow_up"),
]


@pytest.mark.parametrize(("text", "field"), SPELLINGS)
def test_a_header_is_known_in_every_spelling(text: str, field: str) -> None:
    assert WORDS.meanings(text)["customers"][0].field == field


NEAR = [
    ("客户名成", "name", True),
    ("客户各称", "name", True),
    ("客户名称称", "name", True),
    ("客户来原", "source", True),
    ("Costumer name", "name", True),
    ("Adress", "address", True),
    ("Industy", "industry", True),
    ("客户等及", "level", True),
    ("上次跟进时间", None, False),
    ("创建时间", None, False),
    ("Last activity date", None, False),
    ("颜色", None, False),
]


@pytest.mark.parametrize(("text", "field", "sure"), NEAR)
def test_a_slip_is_no_other_word(text: str, field: str | None, sure: bool) -> None:
    near = nearest(text, WORDS, "customers", ())
    assert (near or (None, False)) == (field, sure)


def test_a_slip_is_read_and_said() -> None:
    table, findings = read_one("客户", "| 客户名成 | 电话 | 来源 |\n| 张三 | 13812345678 | 网络 |")
    assert table.rows[0].record.name == "张三"
    assert codes(findings) == ["column-read-as"]
    assert "客户名称" in message(findings[0], Language.ZH)


def test_a_slip_is_not_taken_where_the_column_is_there_already() -> None:
    table, findings = read_one("客户", "| 客户名称 | 客户名成 | 电话 |\n| 张三 | 李四 | 13812345678 |")
    assert table.rows[0].record.name == "张三"
    assert table.rows[0].record.extra == (("客户名成", "李四"),)
    assert codes(findings) == ["unknown-column"]


def test_an_unknown_column_is_kept_and_named_once() -> None:
    table, findings = read_one("客户", "| 客户名称 | 电话 | 颜色 | 空列 |\n| 张三 | 1381234567 | 红 |  |")
    assert table.rows[0].record.extra == (("颜色", "红"),)
    assert (findings[0].rule.code, str(findings[0].place)) == ("unknown-column", "客户!C1")
    assert hint(findings[0], Language.ZH) == ""


def test_the_best_of_two_columns_wins() -> None:
    table, findings = read_one("客户", "| 客户姓名 | 客户名称 | 电话 |\n| 甲公司 | 乙公司 | 13812345678 |")
    assert table.rows[0].record.name == "乙公司"
    assert table.rows[0].record.extra == (("客户姓名", "甲公司"),)
    assert codes(findings) == ["same-column-twice"]


def test_a_second_phone_fills_the_gaps_of_the_first() -> None:
    text = "| 客户名称 | 电话1 | 电话2 |\n| 甲 |  | 13812345678 |\n| 乙 | 021-62345678 | 13912345678 |"
    table, findings = read_one("客户", text)
    assert [each.record.phone for each in table.rows] == ["13812345678", "021-62345678"]
    assert table.rows[1].record.extra == (("电话2", "13912345678"),)
    assert not findings


def test_a_mobile_goes_before_a_landline_whatever_stands_first() -> None:
    text = "| 客户名称 | 电话 | 手机 |\n| 甲 | 021-62345671 |  |\n| 乙 | 021-62345678 | 13912345678 |"
    table, findings = read_one("客户", text)
    assert [each.record.phone for each in table.rows] == ["021-62345671", "13912345678"]
    assert table.rows[1].record.extra == (("电话", "021-62345678"),)
    assert table.place(2, "phone").column == 3
    assert not findings


@pytest.mark.parametrize("spare", ["备用手机", "紧急联系人手机", "Other mobile"])
def test_a_spare_mobile_does_not_go_before_the_phone(spare: str) -> None:
    text = f"| 客户名称 | 电话 | {spare} |\n| 乙 | 021-62345678 | 13912345678 |"
    table, _ = read_one("客户", text)
    assert table.rows[0].record.phone == "021-62345678"


def test_a_deal_is_the_contact_s_where_no_company_stands() -> None:
    text = "| Deal Name | Contact | Company | Stage |\n| One |  | Acme | New |\n| Two | Tom Jones |  | New |"
    table, _ = read_one("Deals", text)
    assert [each.record.customer for each in table.rows] == ["Acme", "Tom Jones"]


def test_a_second_customer_that_fills_no_gap_is_kept() -> None:
    text = "| Deal Name | Contact | Company | Stage |\n| One | Ann | Acme | New |"
    table, _ = read_one("Deals", text)
    assert [(each.record.customer, each.record.extra) for each in table.rows] == [
        ("Ann", (("Company", "Acme"),))
    ]


def test_first_and_last_name_make_one() -> None:
    table, _ = read_one("Contacts", "| First Name | Last Name | Phone |\n| Orlando | Gee | 13812345678 |")
    assert table.rows[0].record.name == "Orlando Gee"
    table, _ = read_one("客户", "| 姓 | 名 | 电话 |\n| 欧阳 | 小明 | 13812345678 |")
    assert table.rows[0].record.name == "欧阳小明"


def test_own_words_of_the_dealership() -> None:
    own = Settings(
        headers={"opportunity_lines": {"opportunity": ["SalesOrderID"]}},
        sheets={"customers": ["老板们"]},
        choices={"header": {"客户.来源": ["从哪来"], "电话": ["打这个"]}},
    )
    text = "| SalesOrderID | ProductID | OrderQty |\n| 71774 | 836 | =1 |"
    batch, _ = read(sheet("orders", text), settings=own)
    assert batch.tables[0].rows[0].record.opportunity == "71774"
    batch, findings = read(
        sheet("老板们", "| 客户名称 | 打这个 | 从哪来 |\n| 张三 | 13812345678 | 网络 |"), settings=own
    )
    assert [each.field for each in batch.tables[0].headings] == ["name", "phone", "source"]
    assert not findings


@pytest.mark.parametrize("order", [1, -1])
def test_words_on_the_choices_sheet_of_the_same_workbook_count_at_once(order: int) -> None:
    choices = """
| 列表 | 值 | 别名 | 状态 |
| 表头 | 客户.来源 | 从哪来、怎么知道的 | |
| 表头 | 电话 | 打这个 | |
| 表头 | 客户.级别 | 颜色 | 停用 |
"""
    customers = "| 客户名称 | 打这个 | 怎么知道的 | 颜色 |\n| 张三 | 13812345678 | 网络 | 红 |"
    sheets = [sheet("字典", choices), sheet("客户", customers)][::order]
    batch, findings = read(*sheets)
    (table,) = batch.of_kind("customers")
    assert [each.field for each in table.headings] == ["name", "phone", "source", None]
    assert codes(findings) == ["unknown-column"]


def test_state_beside_city_is_no_status() -> None:
    text = "| Name | Phone | Status | City | State |\n| Ann | 13812345678 | Active | Austin | TX |"
    table, _ = read_one("Customers", text)
    assert (table.rows[0].record.state, table.rows[0].record.region) == ("Active", "Austin")


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("of", SHEETS, ids=lambda each: each.kind)
@pytest.mark.parametrize("name", [None, "Sheet1"])
def test_our_own_template_is_understood_without_a_word(
    of: Sheet[Any], language: Language, name: str | None
) -> None:
    headers = [column.name[language] for column in offered_columns(of)]
    batch, findings = read(sheet(name or of.title(language), [headers, [""] * len(headers)]))
    (table,) = batch.tables
    assert table.kind == of.kind
    assert [each.field for each in table.headings] == [column.field for column in offered_columns(of)]
    assert not findings
    assert batch.language is language


def test_a_sheet_of_a_thousand_columns_is_not_a_thousand_notes() -> None:
    headers = ["客户名称", "电话", *(f"列{i}" for i in range(1000))]
    table, findings = read_one("客户", [headers, ["张三", "13812345678", *["x"] * 1000]])
    assert len(table.rows[0].record.extra) == 1000
    assert codes(findings).count("unknown-column") == 30
    assert codes(findings).count("unknown-columns") == 1


@pytest.mark.parametrize("header", ["{{Name}}", "{.name}"])
def test_a_template_of_a_program_is_no_table(header: str) -> None:
    batch, _ = read(sheet("Sheet1", [[header, "{{Price}}", "{{Quantity}}"], ["a", "b", "c"]]))
    assert not batch.tables


@pytest.mark.parametrize(
    ("header", "kind", "field"),
    [
        ("续航km", "catalog", None),
        ("里程km", "catalog", "mileage"),
        ("RRP inc GST", "catalog", "unit_price"),
        ("Price excl. VAT", "catalog", "unit_price"),
        ("customer.contact.phone", "leads", "phone"),
        ("prospect.vehicle.model", "leads", "model"),
        ("prospect.vehicle.interest", "leads", None),
        ("prospect.vehicle.status", "leads", None),
        ("Vehicle Status", "leads", None),
        ("Vehicle Status", "catalog", "state"),
        ("倾谈内容", "follow_ups", "content"),
        ("聯絡方法", "follow_ups", "method"),
    ],
)
def test_what_stands_around_a_word_is_told_from_it(header: str, kind: str, field: str | None) -> None:
    word = WORDS.meanings(header).get(kind)
    assert (word[0].field if word else None) == field


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("2026 MY Price List", "catalog"),
        ("Up Log - Nov 2026", "leads"),
        ("Sold Log", "opportunities"),
        ("11月试驾登记表", "follow_ups"),
        ("Market", None),
        ("Nov 2026", None),
    ],
)
def test_a_sheet_is_known_by_its_last_words_but_for_the_month(name: str, kind: str | None) -> None:
    assert WORDS.kind_of_name(name)[0] == kind


def test_what_names_people_is_no_list_of_goods() -> None:
    cars = "Stock # | Year | Make | Model | Price"
    row = "A1 | 2020 | Honda | Accord | 19995"
    goods, _ = read_one("Sheet1", f"| {cars} |\n| {row} |")
    assert goods.kind == "catalog"
    leads, _ = read_one(
        "Sheet1",
        f"| Lead ID | Consumer First Name | Consumer Last Name | Consumer Email | Consumer Phone | {cars} |\n"
        f"| 7 | Joan | Park | jpark@example.com | 7735550133 | {row} |",
    )
    assert leads.kind == "leads"


def test_a_lead_time_is_no_lead() -> None:
    table, _ = read_one("Sheet1", "| Title | MSRP | Lead Time |\n| Trailer | 12000 | 30 |")
    assert table.kind == "catalog"


@pytest.mark.parametrize("reached", ["13712345671", "+1 (202) 555-0147", "ann@alpha.example"])
def test_a_row_with_a_phone_or_a_mail_heads_nothing(reached: str) -> None:
    batch, _ = read(sheet("Sheet1", f"| Alpha Ltd | {reached} | hot |\n| Beta Inc | 202-555-0148 | cold |"))
    assert batch.tables == ()


def test_a_price_under_a_day_is_headed_by_it() -> None:
    table, _ = read_one(
        "产品目录", "| 类别 | 产品名称 | 单价 | 2026-11-01 |\n| 整车 | XC60 | 350000 | 349000 |"
    )
    assert [each.record.product for each in table.rows] == ["XC60"]


def test_the_name_of_a_sheet_does_not_outweigh_its_columns() -> None:
    callers = """
| Caller's name | Best ph | Keen on | Up to $ | Found us | When | Gist | Try again |
| Trish Malloy | 021 000 0101 | twin axle | 55k | TradeMe | 16/11/2026 | wants Sat | 21/11/2026 |
| Wayne H | 027 000 0103 | horse float | 12k | FB | 19/11/2026 | cash | 24/11/2026 |
"""
    table, _ = read_one("Calls", callers)
    fields = {each.text: each.field for each in table.headings}
    assert table.kind == "leads"
    assert (fields["Best ph"], fields["Up to $"], fields["Found us"]) == ("phone", "budget", "source")


def test_a_log_that_bears_its_name_stays_one() -> None:
    log = """
| 客户 | 电话 | 跟进时间 | 跟进方式 | 跟进内容 | 下次跟进时间 | 费用 |
| 王伟 | 13912345678 | 2026-11-16 | 电话 | 要报价 | 2026-11-21 | 0 |
| 李雷 | 13712345678 | 2026-11-17 | 微信 | 再想想 | 2026-11-22 | 0 |
"""
    table, _ = read_one("跟进", log)
    assert table.kind == "follow_ups"


def test_whom_one_speaks_with_at_a_firm_is_no_second_subject() -> None:
    log = """
| 日期 | 今日拜访单位 | 拜访对象及职务 | 沟通内容 |
| 2026-11-17 | 临川公交集团 | 卞科长（机务科） | 确认电池质保8年 |
| 2026-11-18 | 宜安旅游公司 | 蓝总 | 要求加行李舱 |
"""
    table, _ = read_one("日报", log)
    fields = {each.text: each.field for each in table.headings}
    assert (fields["今日拜访单位"], fields["拜访对象及职务"]) == ("subject", None)


def test_a_column_that_counts_the_rows_names_no_product() -> None:
    lines = """
| Item | Vehicle | Qty | Unit price | Deal |
| =1 | 18t curtainsider | =2 | =1450 | Brightwater |
| =2 | 7.5t box | =1 | =890 | Brightwater |
"""
    table, _ = read_one("Opportunity lines", lines)
    assert [each.record.product for each in table.rows] == ["18t curtainsider", "7.5t box"]
