"""Headers in dialect, in questions and in half sentences: what they ask for, and what they do not."""

from __future__ import annotations

from datetime import date

import pytest

from tests.read.grids import read, sheet, values
from workbook_crm.model.aliases.dialects import in_written_words
from workbook_crm.model.aliases.spoken import spoken_field, tail_field
from workbook_crm.model.batch import Batch
from workbook_crm.model.settings import Settings
from workbook_crm.model.vocabulary import vocabulary
from workbook_crm.read.column_facts import header_times
from workbook_crm.read.contact_columns import told_by
from workbook_crm.read.date_text import find_parts


def fields_of(text: str, name: str = "Sheet1") -> dict[str, str | None]:
    batch: Batch = read(sheet(name, text))[0]
    return {each.text: each.field for each in batch.tables[0].headings}


def kinds_of(text: str, name: str = "Sheet1") -> list[str]:
    return [each.kind for each in read(sheet(name, text))[0].tables]


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("边个跟", "谁跟"),
        ("想搵咩车", "想找什么车"),
        ("几多钱内", "多少钱内"),
        ("咋知道咱的", "怎么知道我们的"),
        ("客户姓名", "客户姓名"),
        ("咨询内容", "咨询内容"),
    ],
)
def test_dialect_is_read_in_written_words(said: str, written: str) -> None:
    assert in_written_words(said) == written


@pytest.mark.parametrize(
    ("kind", "key", "field"),
    [
        ("leads", "边个", "name"),
        ("leads", "出到多少", "budget"),
        ("leads", "最多给多少钱", "budget"),
        ("leads", "问的哪台", "interest"),
        ("leads", "建议换", "interest"),
        ("leads", "田在哪", "region"),
        ("leads", "哪个村的", "region"),
        ("leads", "谁摸的", "owner"),
        ("leads", "跟的人", "owner"),
        ("customers", "租给哪家", "name"),
        ("customers", "卖给了谁", "name"),
        ("opportunities", "走到哪一步", "stage"),
        ("opportunities", "预计落单", "expected_close"),
        ("follow_ups", "跑了哪家", "subject"),
        ("follow_ups", "去的单位", "subject"),
        ("follow_ups", "下步动作", "plan"),
        ("catalog", "卖多少", "unit_price"),
        ("catalog", "最少多少", "floor_price"),
        ("catalog", "还剩", "stock"),
        ("catalog", "哪年的", "year"),
        ("catalog", "跑了", "mileage"),
        ("leads", "谁买的", "name"),
        ("leads", "介绍来的朋友", "name"),
        ("leads", "啥公司", "company"),
        ("leads", "相中啥", "interest"),
        ("leads", "喜欢哪台", "interest"),
        ("leads", "要几台啥车", "model"),
        ("leads", "当初看的", "interest"),
        ("leads", "从边度知", "source"),
        ("leads", "咱谁去谈", "owner"),
        ("leads", "哪天再去", "next_follow_up"),
        ("opportunities", "哪家要", "customer"),
        ("opportunities", "叫啥项目", "name"),
        ("opportunities", "几成把握", "probability"),
        ("opportunities", "啥时候能签", "expected_close"),
        ("opportunities", "跟谁抢", "competitor"),
        ("opportunities", "一共多少钱", "amount"),
        ("follow_ups", "上哪家", "subject"),
        ("follow_ups", "人家咋说", "content"),
        ("follow_ups", "接着干啥", "plan"),
        ("follow_ups", "谁跑的", "by"),
        ("catalog", "机器叫啥", "product"),
        ("catalog", "咱能让到", "floor_price"),
        ("catalog", "几年车", "year"),
        ("catalog", "想卖", "unit_price"),
        # and what only sounds like it
        ("leads", "哪天打来", None),
        ("leads", "介绍人", None),
        ("leads", "有没有公司", None),
        ("opportunities", "几成首付", None),
        ("follow_ups", "上班", None),
        ("catalog", "国补到手", None),
        ("catalog", "卖给谁", None),
        ("leads", "谁介绍的", "source"),
        ("leads", "谁推荐的", None),
        ("leads", "从哪来", "source"),
        ("leads", "修几次了", None),
        ("opportunities", "签约方式", None),
        ("follow_ups", "下步时间", None),
        ("follow_ups", "跟的人", None),
        ("catalog", "进来多少", None),
        ("catalog", "成交价", None),
    ],
)
def test_a_question_asks_for_a_field(kind: str, key: str, field: str | None) -> None:
    assert spoken_field(kind, key) == field


@pytest.mark.parametrize(
    ("kind", "key", "field"),
    [
        ("leads", "粉丝昵称", "name"),
        ("leads", "判级", "level"),
        ("customers", "铺子", "name"),
        ("opportunities", "采购项目名", "name"),
        ("leads", "推荐人昵称", None),
        ("leads", "车辆等级", None),
        ("leads", "楼层级", None),
        ("customers", "合作铺", None),
        ("customers", "报修人", None),
        ("opportunities", "项目编号", None),
    ],
)
def test_the_end_of_a_header_may_say_what_it_is(kind: str, key: str, field: str | None) -> None:
    assert tail_field(kind, key) == field


@pytest.mark.parametrize(
    ("header", "times"),
    [("预算W", 10_000), ("总价万", 10_000), ("预算(万)", 10_000), ("预算", 0), ("车系W", 0), ("千万", 0)],
)
def test_a_unit_may_stand_behind_the_header(header: str, times: int) -> None:
    assert header_times(header) == times


@pytest.mark.parametrize("text", ["115/11/3", "115-11-03", "115.11.3"])
def test_a_year_of_three_figures_is_of_taiwan(text: str) -> None:
    parts = find_parts(text)
    assert parts is not None
    assert (parts.year, parts.one, parts.two) == (2026, 11, 3)


@pytest.mark.parametrize(
    "text", ["120/80-17", "115/13/3", "115/11-3", "215/11/3", "105/11/3", "113年3月5日", "115/11/32"]
)
def test_other_figures_are_of_no_year_in_taiwan(text: str) -> None:
    assert find_parts(text) is None


@pytest.mark.parametrize(
    ("header", "number", "field"),
    [("一邀", 1, "content"), ("二邀情况", 2, "content"), ("三访日期", 3, "time"), ("首催结果", 1, "content")],
)
def test_short_numbered_contacts(header: str, number: int, field: str) -> None:
    told = told_by(header)
    assert told is not None
    assert (told.number, told.field) == (number, field)


@pytest.mark.parametrize("header", ["一联", "二手", "一口价", "三包情况", "邀约人", "二手情况"])
def test_other_numbered_words_are_no_contacts(header: str) -> None:
    told = told_by(header)
    assert told is None or not told.stem or told.number is None


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("轮胎价", "catalog"),
        ("机种價表", "catalog"),
        ("存貨", "catalog"),
        ("客户询价", "leads"),
        ("评价", None),
        ("竞价", None),
    ],
)
def test_a_list_that_is_called_after_prices_is_one(name: str, kind: str | None) -> None:
    assert vocabulary(Settings()).kind_of_name(name)[0] == kind


def test_a_list_in_cantonese_is_one_of_people() -> None:
    text = (
        "| 日期 | 邊個 | 聯絡 | 想搵咩車 | 幾多錢內 | 點嚟 | 邊個跟 | 傾成點 |\n"
        "| 3/11/2026 | 黃師傅 | 6600 1101 | Hiace | 180,000 | 28car | 阿Sam | 嫌舊 |\n"
        "| 7/11/2026 | 洪記凍肉 | 6600 1103 | 五噸半 | 420,000 | 熟客 | 肥佬 | 等覆 |\n"
        "| 9/11/2026 | 梁太 | 6600 1105 | NV350 | 150,000 | 路過 | 肥佬 | 要分期 |"
    )
    found = fields_of(text)
    assert (found["邊個"], found["聯絡"], found["想搵咩車"]) == ("name", "phone", "model")
    assert (found["幾多錢內"], found["點嚟"], found["邊個跟"]) == ("budget", "source", "owner")


def test_contact_over_other_texts_is_no_phone() -> None:
    text = "| 姓名 | 手机 | 联系 | 意向车型 |\n| 王芳 | 13900050101 | 已加微信 | 轻卡 |\n| 李雷 | 13900050102 | 没回 | 皮卡 |"
    assert fields_of(text, "线索")["联系"] is None
    assert fields_of(text, "线索")["手机"] == "phone"


def test_phones_under_an_unknown_header_are_found_beside_a_doubtful_one() -> None:
    text = "| 姓名 | 打给 | 联系 | 意向车型 |\n| 王芳 | 13900050101 | 已加微信 | 轻卡 |\n| 李雷 | 13900050102 | 没回 | 皮卡 |"
    assert fields_of(text, "线索")["打给"] == "phone"


def test_whom_we_called_on_is_the_firm_and_not_somebody_there() -> None:
    text = (
        "| 行动人 | 哪天 | 见了谁 | 跑的单位 | 谈了些什么 |\n"
        "| 夏磊 | 11月10日 | 熊处 | 武汉蓝港港务 | 递了方案书 |\n| 郝婕 | 11月12日 | 殷总监 | 鄂通出行 | 账期要90天 |"
    )
    found = fields_of(text)
    assert (found["跑的单位"], found["见了谁"]) == ("subject", None)


def test_whom_we_saw_is_the_subject_where_no_firm_is_named() -> None:
    text = "| 行动人 | 哪天 | 见了谁 | 谈了些什么 |\n| 夏磊 | 11月10日 | 熊处 | 方案 |\n| 郝婕 | 11月12日 | 殷总监 | 账期 |"
    assert fields_of(text)["见了谁"] == "subject"


def test_an_account_on_a_platform_is_no_name() -> None:
    text = (
        "| 抖音号 | 留的电话 | 问的哪台 |\n| lk_one | 13900050201 | 飞度 |\n| lk_two | 13900050202 | 轩逸 |\n"
        "| lk_ten | 13900050203 | 普拉多 |"
    )
    batch = read(sheet("线索", text))[0]
    assert all(each.field != "name" for each in batch.tables[0].headings if each.text == "抖音号")


def test_rented_to_is_a_customer_and_not_a_price_list() -> None:
    text = (
        "| 机号 | 型号 | 租给哪家 | 厂址 | 主管电话 | 起租 | 月租(元) |\n"
        "| DG-03 | CPC30 | 厚街永兴家具 | 厚街赤岭 | 13900055001 | 2026-03-01 | =2600 |\n"
        "| DG-11 | CPD20 | 大朗捷诚毛织 | 大朗水口 | 13900055002 | 2026-06-15 | =3200 |"
    )
    assert kinds_of(text) == ["customers"]


def test_machines_for_rent_stay_a_price_list() -> None:
    text = "| 机号 | 型号 | 月租(元) |\n| DG-03 | CPC30 | =2600 |\n| DG-11 | CPD20 | =3200 |"
    assert kinds_of(text, "租价") == ["catalog"]


def test_a_date_of_taiwan_goes_in_as_a_day() -> None:
    text = "| 客戶姓名 | 電話 | 來源 | 下次跟進 |\n| 廖先生 | 0900-000-301 | 路過 | 115/11/20 |"
    row = read(sheet("線索", text))[0].tables[0].rows[0]
    assert values(row)["next_follow_up"] == date(2026, 11, 20)
