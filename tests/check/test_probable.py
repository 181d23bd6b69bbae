"""Records that are probably one: said, never merged by guess, and nothing of another's given away."""

from __future__ import annotations

import pytest

from tests.desk import Desk
from workbook_crm.model.companies import company_key
from workbook_crm.model.keys import identifies
from workbook_crm.model.language import Language
from workbook_crm.model.masked import masked_name, masked_phone
from workbook_crm.model.run import Receipt
from workbook_crm.model.words import hint, message

HEAD = "# 客户\n| 客户编号 | 客户名称 | 电话 | 来源 | 负责人 |\n"
KNOWN = (
    HEAD + "| | 上海远航物流有限公司 | 13812345678 | 展厅 | 张三 |\n| | 王伟 | 13912345678 | 展厅 | 张三 |"
)
STAFF = "# 员工\n| 姓名 | 角色 |\n| 张三 | 销售 |\n| 李四 | 销售 |\n| 赵总 | 主管 |\n"


def said(receipt: Receipt) -> list[str]:
    """The codes of what was found."""
    return [each.rule.code for each in receipt.findings]


def all_words(receipt: Receipt) -> str:
    """Everything that the sender is told, in both languages."""
    return " ".join(
        one(each, language) for each in receipt.findings for language in Language for one in (message, hint)
    )


ROWS = [
    # a row for customers after KNOWN, what is said, how many customers there are then
    ("| | 上海远航物流有限责任公司 | 021-62345678 | 展会 | 张三 |", ["same-company"], 3),
    ("| | 远航物流（上海）有限公司 | | 展会 | 李四 |", ["wanted-value", "same-company"], 3),
    ("| | 上海远航物流 | 021-62345678 | 展会 | 李四 |", ["same-company"], 3),
    ("| | 上海远航物流集团 | 13812345678 | 展会 | 张三 |", [], 2),
    ("| | 北京远航物流有限公司 | 010-62345678 | 展会 | 李四 |", [], 3),
    ("| | 上海远航物流有限公司苏州分公司 | 0512-62345678 | 展会 | 李四 |", [], 3),
    ("| | 王维 | 13912345678 | 展会 | 张三 |", ["same-phone"], 2),
    ("| | 王维 | 13912345678 | 展会 | 李四 |", ["phone-of-another"], 2),
    ("| | 王伟 | 18688880000 | 展会 | 李四 |", ["same-name"], 3),
]


@pytest.mark.parametrize(("row", "codes", "count"), ROWS)
def test_what_is_said_of_a_row(empty_desk: Desk, row: str, codes: list[str], count: int) -> None:
    empty_desk.take(STAFF + KNOWN)
    receipt = empty_desk.take(HEAD + row)
    assert (said(receipt), empty_desk.count("customers")) == (codes, count)


@pytest.mark.parametrize("row", [row for row, codes, _ in ROWS if codes and "李四" in row])
def test_nothing_of_another_salespersons_is_given_away(empty_desk: Desk, row: str) -> None:
    empty_desk.take(STAFF + KNOWN)
    words = all_words(empty_desk.take(HEAD + row, sender="李四"))
    for secret in {"王伟", "上海远航物流有限公司", "13812345678", "13912345678"} - set(row.split()):
        assert secret not in words


def test_a_manager_sees_whom_it_is_about(empty_desk: Desk) -> None:
    empty_desk.take(STAFF + KNOWN)
    words = all_words(empty_desk.take(HEAD + ROWS[2][0].replace("李四", ""), sender="赵总"))
    assert "上海远航物流有限公司 13812345678" in words


def test_the_same_workbook_again_says_nothing(empty_desk: Desk) -> None:
    empty_desk.take(STAFF + KNOWN)
    assert said(empty_desk.take(KNOWN + "\n| | 李雷 | 13712345678 | 展厅 | 李四 |")) == []


def test_rows_counted_in_the_number_column_do_not_overwrite_another_list(empty_desk: Desk) -> None:
    empty_desk.take(HEAD + "| 1 | 王伟 | 13912345678 | 展厅 | 张三 |")
    receipt = empty_desk.take(HEAD + "| 1 | 李雷 | 13712345678 | 展厅 | 李四 |")
    assert said(receipt) == ["number-of-another"]
    with empty_desk.workspace.store.reading() as queries:
        assert [each.record.name for each in queries.every("customers")] == ["王伟"]


def test_another_systems_number_still_finds_its_record(empty_desk: Desk) -> None:
    empty_desk.take(HEAD + "| K77 | 王伟 | 13912345678 | 展厅 | 张三 |")
    assert said(empty_desk.take(HEAD + "| K77 | 王伟（上海） | 13912345678 | 展厅 | 张三 |")) == []
    assert empty_desk.count("customers") == 1


@pytest.mark.parametrize("phone", ["同上", "保密", "138****5678", "00000000", "无"])
def test_what_is_no_phone_makes_no_two_people_one(empty_desk: Desk, phone: str) -> None:
    rows = f"| | 王伟 | {phone} | 展厅 | 张三 |\n| | 李雷 | {phone} | 展厅 | 张三 |"
    receipt = empty_desk.take(HEAD + rows)
    assert "duplicate-row" not in said(receipt)
    assert empty_desk.count("customers") in (0, 2)


def test_a_lead_with_a_customers_phone_is_said_once(empty_desk: Desk) -> None:
    empty_desk.take(STAFF + KNOWN)
    lead = "# 线索\n| 姓名 | 电话 | 来源 | 负责人 |\n| 王先生 | 13912345678 | 展会 | 张三 |"
    assert said(empty_desk.take(lead)) == ["known-customer"]
    assert said(empty_desk.take(lead + "\n| 李雷 | 13712345678 | 展会 | 张三 |")) == []


def test_a_customer_of_the_store_is_found_by_phone(empty_desk: Desk) -> None:
    empty_desk.take(STAFF + KNOWN)
    deal = "# 商机\n| 商机名称 | 客户 | 意向产品 | 负责人 |\n| 王伟买车 | {} | 整车 | 张三 |"
    assert said(empty_desk.take(deal.format("139 1234 5678"))) == []
    assert empty_desk.show("O-000001")["values"]["customer"] == "C-000002"


NEAR = "# 商机\n| 商机名称 | 客户 | 意向产品 | 负责人 |\n| 买车 | 上海远航物流有限公同 | 整车 | {} |"


def test_a_near_name_of_the_store_is_suggested_to_whom_it_belongs(empty_desk: Desk) -> None:
    empty_desk.take(STAFF + KNOWN)
    assert "是不是“上海远航物流有限公司”？" in all_words(empty_desk.take(NEAR.format("张三")))
    assert "上海远航物流有限公司" not in all_words(empty_desk.take(NEAR.format("李四")))


SPELLINGS = [
    {
        "上海远航物流有限公司", "上海远航物流有限责任公司", "上海市远航物流有限公司", "远航物流（上海）有限公司",
        "上海遠航物流有限公司", "上海远航物流股份有限公司", "上海远航物流（集团）有限公司", "上海远航物流",
    },
    {"Shanghai Yuanhang Co., Ltd.", "SHANGHAI YUANHANG CO LTD", "Shanghai Yuanhang Limited", "The Shanghai Yuanhang Company"},
    {"A&B Logistics, Inc", "A and B Logistics LLC"},
    {"江苏省南京市远航机械有限公司", "江苏南京远航机械有限公司"},
]  # fmt: skip


def test_spellings_of_one_company_have_one_key_and_others_have_none_of_it() -> None:
    keys = [{company_key(name) for name in names} for names in SPELLINGS]
    assert [len(each) for each in keys] == [1] * len(SPELLINGS)
    assert len(set.union(*keys)) == len(SPELLINGS)
    assert {
        company_key(name)
        for name in ("王伟", "海尔", "公司", "张三有限公司", "Acme", "上海远航物流苏州分公司")
    } == {None}


def test_masks() -> None:
    assert [masked_name(each) for each in ("王伟", "欧阳娜娜", "上海远航物流有限公司", "John Smith")] == [
        "王*", "欧***", "上海***", "J***",
    ]  # fmt: skip
    assert [masked_phone(each) for each in ("13912345678", "021-62345678", "+14155552671", "6234567")] == [
        "139****5678", "021****5678", "+14****2671", "****67",
    ]  # fmt: skip


def test_what_identifies() -> None:
    assert all(map(identifies, ("13912345678", "021-62345678-801", "+14155552671x12", "6234567")))
    assert not any(map(identifies, ("同上", "138****5678", "00000000", "12345", "wx_zhang")))
