"""A column of another kind's numbers: a reference, or kept beside; it never numbers the rows."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest

from tests.desk import Desk, counts, desk, found
from workbook_crm.model.aliases import (
    aliases_abroad,
    aliases_of,
    composed_aliases,
    doubtful_aliases,
    weak_aliases,
)
from workbook_crm.model.finding import Finding
from workbook_crm.model.ids import kind_named, kind_of_ids
from workbook_crm.model.language import Language
from workbook_crm.model.words import hint

HOUSE = """
# 客户
| 客户编号 | 客户名称 | 电话 |
| | 宏达物流有限公司 | 13911112222 |
| 88 | 远航物流有限公司 | 13911113333 |
| | 恒通 | 13911114444 |
# 线索
| 线索编号 | 姓名 | 电话 |
| | 刘一 | 13800001111 |
| 88 | 陈二 | 13800002222 |
| | 恒通 | 13800003333 |
# 商机
| 商机编号 | 商机名称 | 客户 |
| | 宏达采购 | 宏达物流有限公司 |
| 88 | 远航采购 | 远航物流有限公司 |
| | 恒通 | 远航物流有限公司 |
"""
SHEETS = {
    "leads": ("线索", "姓名", "Leads", "Name"),
    "customers": ("客户", "客户名称", "Customers", "Name"),
    "opportunities": ("商机", "商机名称", "Opportunities", "Opportunity Name"),
}
IDS = {
    "leads": ("线索编号", "潜客ID", "線索編號", "Lead ID", "lead_id", "Prospect No"),
    "customers": ("客户编号", "客户号", "客户代码", "客戶ID", "Customer ID", "Account ID", "client_no"),
    "opportunities": ("商机编号", "商机号", "商機ID", "Opportunity ID", "Deal No", "opp_id"),
}
NUMBERS = {"leads": "L-000001", "customers": "C-000001", "opportunities": "O-000001"}
ALL = [
    (kind, other, header, number)
    for kind in SHEETS
    for other in SHEETS
    for header in IDS[other]
    if kind != other
    for number in (NUMBERS[other], "88")
]
fresh = count(1)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with desk(tmp_path_factory.mktemp("house")) as shop:
        shop.take(HOUSE, name="全部.xlsx")
        yield shop


def new_record(shop: Desk, kind: str) -> dict[str, Any]:
    """The newest record of a kind, and its number."""
    with shop.workspace.store.reading() as queries:
        number = max(each.record.number for each in queries.every(kind) if each.record.number != "88")
    return shop.show(number)


@pytest.mark.parametrize(("kind", "other", "header", "number"), ALL)
def test_ids_of_another_kind_number_no_row(
    house: Desk, kind: str, other: str, header: str, number: str
) -> None:
    sheet, label, sheet_en, label_en = SHEETS[kind]
    if header.isascii():
        sheet, label = sheet_en, label_en
    row, before = next(fresh), house.show(number)["values"]
    beside = (
        ("", "") if (kind, other) == ("opportunities", "customers") else (" | 客户", " | 宏达物流有限公司")
    )
    beside = beside if kind == "opportunities" else (" | 电话", f" | 137{row:08}")
    receipt = house.take(
        f"# {sheet}\n| {header} | {label}{beside[0]} |\n| {number} | 第{row}个{beside[1]} |\n",
        name=f"{row}.xlsx",
    )
    assert counts(receipt, sheet) == {"new": 1}
    values = new_record(house, kind)["values"]
    assert values["name"] == f"第{row}个"
    if header in values.get("extra", {}):
        assert values["extra"][header] == number
    else:
        assert (kind, other, values["customer"]) == ("opportunities", "customers", number)
    assert house.show(number)["values"] == before
    assert not any("rename" in said or "改成" in said for said in map(advice, receipt.findings))


def advice(of: Finding) -> str:
    return hint(of, Language.EN) + hint(of, Language.ZH)


@pytest.mark.parametrize("kind", SHEETS)
def test_a_sheets_own_ids_number_its_rows(house: Desk, kind: str) -> None:
    """Not at the edge: the own ids beside those of another kind, whichever stands first."""
    sheet, label, _sheet, _label = SHEETS[kind]
    others = [IDS[other][0] for other in SHEETS if other != kind]
    for turn in (1, -1):
        own = f"K{next(fresh)}"
        heads, cells = [IDS[kind][0], *others][::turn], [own, "C-000001", "C-000001"][::turn]
        line = " | ".join
        house.take(
            f"# {sheet}\n| {line(heads)} | {label} | 电话 |\n| {line(cells)} | {own}号 | 1370000{own[1:]:0>4} |",
            name=f"{own}.xlsx",
        )
        assert house.show(own)["values"]["name"] == f"{own}号"


@pytest.mark.parametrize("kind", SHEETS)
def test_no_word_for_a_kinds_number_is_another_kinds(kind: str) -> None:
    words = {
        word
        for of in (aliases_of, composed_aliases, weak_aliases, doubtful_aliases, aliases_abroad)
        for word in of(kind, "number")
    }
    assert len(words) > 20
    assert {word for word in words if kind_named(word) not in (None, kind)} <= {"contact id"}


OURS = [  # what stands under 编号, and whether it can be the row's own number
    *((kind, NUMBERS[other], False) for kind in SHEETS for other in SHEETS if kind != other),
    ("leads", "c-000001", False),
    ("leads", "C-999999", False),  # nobody's yet, and a customer's one day
    ("leads", "L-999999", False),
    ("leads", "C-00001", True),  # a digit less than ours
    ("leads", "KC-000001", True),
    ("leads", "X-000001", True),
]


@pytest.mark.parametrize(("kind", "number", "is_taken"), OURS)
def test_a_number_that_we_gave_to_another_kind_is_no_rows_own(
    house: Desk, kind: str, number: str, *, is_taken: bool
) -> None:
    sheet, label, _sheet, _label = SHEETS[kind]
    row = next(fresh)
    who = "客户 |" if kind == "opportunities" else "电话 |"
    whose = "宏达物流有限公司" if kind == "opportunities" else f"137{row:08}"
    receipt = house.take(
        f"# {sheet}\n| 编号 | {label} | {who}\n| {number} | 第{row}个 | {whose} |", name=f"{row}.xlsx"
    )
    assert (f"error {sheet}!A2 unknown-number" in found(receipt)) is not is_taken
    assert counts(receipt, sheet) == ({"new": 1} if is_taken else {"held": 1})


@pytest.mark.parametrize(
    ("header", "prefix"),
    [
        ("客户编号", "C"),
        ("Customer", "C"),
        ("客户", "C"),
        ("线索名称", "L"),
        ("Lead", "L"),
        ("商机编号", "O"),
        ("Deal name", "O"),
        ("对象", "O"),  # it says nothing: the first that is called so
    ],
)
def test_a_follow_up_is_about_the_kind_that_its_header_names(house: Desk, header: str, prefix: str) -> None:
    row = next(fresh)
    house.take(
        f"# 跟进记录\n| {header} | 跟进时间 | 跟进方式 | 跟进内容 |\n| 恒通 | 2026-11-20 | 电话 | 第{row}次 |",
        name=f"{row}.xlsx",
    )
    with house.workspace.store.reading() as queries:
        (subject,) = [
            each.record.subject for each in queries.every("follow_ups") if each.record.content == f"第{row}次"
        ]
    assert subject is not None
    assert subject[0] == prefix
    assert house.show(subject)["values"]["name"] == "恒通"


KINDS = [
    ("商机编号", "opportunities", True), ("商机名称", "opportunities", False), ("客户商机", None, False),
    ("潜在客户编号", "leads", True), ("potential customer id", "leads", True), ("Dealer ID", None, True),
    ("deal_id", "opportunities", True), ("客户/线索", None, False), ("电话", None, False),
]  # fmt: skip


@pytest.mark.parametrize(("header", "kind", "is_of_ids"), KINDS)
def test_whose_a_header_is(header: str, kind: str | None, *, is_of_ids: bool) -> None:
    assert kind_named(header) == kind
    assert kind_of_ids(header) == (kind if is_of_ids else None)
