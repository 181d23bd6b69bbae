"""People without a name and a phone are called by what else is known of them, and completed later."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.desk import Desk, counts, desk, found
from workbook_crm.merge.missing import incomplete

MAILS = """
# 客户
| 邮箱 | 行业 | 来源 |
| ann@example.com | 物流 | 网络 |
| bob@example.com | 建材 | 网络 |
"""


def names(desk: Desk, kind: str) -> list[str]:
    with desk.workspace.store.reading() as queries:
        return sorted(str(each.record.name) for each in queries.every(kind))


def asked(desk: Desk) -> list[tuple[str, list[str]]]:
    """Who stands under 待补资料, and what is asked for of each."""
    with desk.workspace.store.reading() as queries:
        lacking = incomplete(queries, desk.workspace.settings)
        return sorted((each.name, [column.field for column in each.columns]) for each in lacking)


@pytest.mark.parametrize("kind", ["客户", "线索"])
@pytest.mark.parametrize(
    ("header", "value"), [("邮箱", "ann@example.com"), ("微信", "ann_2026"), ("编号", "KH-077")]
)
def test_a_mail_a_wechat_or_an_own_number_is_enough(
    kind: str, header: str, value: str, empty_desk: Desk
) -> None:
    receipt = empty_desk.take(f"# {kind}\n| {header} | 行业 | 来源 |\n| {value} | 物流 | 网络 |")
    assert counts(receipt, kind) == {"new": 1}
    assert f"note {kind}!A1 called-by" in found(receipt)
    assert names(empty_desk, "customers" if kind == "客户" else "leads") == [value]


def test_the_name_is_asked_for_again(empty_desk: Desk) -> None:
    receipt = empty_desk.take(MAILS)
    (said,) = [each for each in receipt.findings if each.rule.code == "wanted-columns"]
    columns = dict(said.facts)["columns"]
    assert isinstance(columns, tuple)
    assert [str(getattr(name, "zh", name)) for name in columns] == ["客户名称", "电话"]
    assert asked(empty_desk) == [
        ("ann@example.com", ["name", "phone"]),
        ("bob@example.com", ["name", "phone"]),
    ]


@pytest.mark.parametrize(
    "row",
    ["| | | 物流 |", "| KH-077 | | |", "| C-000007 | | 物流 |"],
    ids=["neither", "a number that was prepared", "a number of ours"],
)
def test_what_tells_nobody_is_held(row: str, empty_desk: Desk) -> None:
    receipt = empty_desk.take(f"# 客户\n| 编号 | 邮箱 | 行业 |\n{row}\n| KH-1 | a@example.com | 物流 |")
    assert counts(receipt, "客户") == {"new": 1, "held": 1}


@pytest.mark.parametrize("row", ["| 安娜 | | ann@example.com |", "| | 13911112222 | ann@example.com |"])
def test_a_name_or_a_phone_goes_before(row: str, empty_desk: Desk) -> None:
    receipt = empty_desk.take(f"# 客户\n| 客户名称 | 电话 | 邮箱 |\n{row}")
    assert "called-by" not in " ".join(found(receipt))
    assert names(empty_desk, "customers") == ["安娜" if "安娜" in row else "None"]


def test_a_phone_that_cannot_be_read_holds_its_row(empty_desk: Desk) -> None:
    receipt = empty_desk.take("# 客户\n| 客户名称 | 电话 | 邮箱 |\n| | 1.38E+10 | ann@example.com |")
    assert counts(receipt, "客户") == {"held": 1}


def test_a_house_that_wants_names_as_a_form_does_holds_them(tmp_path: Path) -> None:
    with desk(tmp_path, '[strict]\ncustomers = ["name"]\n') as strict:
        assert counts(strict.take(MAILS), "客户") == {"held": 2}


def test_the_same_mail_is_the_same_person(empty_desk: Desk) -> None:
    empty_desk.take(MAILS)
    again = MAILS.replace("建材", "五金") + "| ann@example.com | 物流 | 网络 |\n"
    empty_desk.take(again, name="另一张.xlsx")
    assert names(empty_desk, "customers") == ["ann@example.com", "bob@example.com"]


@pytest.mark.parametrize("phone", ["", "13911112222"])
def test_whoever_has_the_name_completes_it_by_the_mail(phone: str, empty_desk: Desk) -> None:
    empty_desk.take(MAILS)
    text = f"# 客户\n| 客户名称 | 电话 | 邮箱 |\n| 安娜 | {phone} | ann@example.com |"
    assert counts(empty_desk.take(text, name="补.xlsx"), "客户") == {"changed": 1}
    assert names(empty_desk, "customers") == ["bob@example.com", "安娜"]
    rest = [] if phone else [("安娜", ["phone"])]
    assert asked(empty_desk) == sorted([("bob@example.com", ["name", "phone"]), *rest])


def test_a_mail_does_not_join_people_who_have_names(empty_desk: Desk) -> None:
    text = "# 客户\n| 客户名称 | 电话 | 邮箱 |\n| 安娜 | 13911112222 | info@example.com |"
    empty_desk.take(text)
    other = "# 客户\n| 客户名称 | 电话 | 邮箱 |\n| 鲍勃 | 13911113333 | info@example.com |"
    empty_desk.take(other, name="另一张.xlsx")
    assert names(empty_desk, "customers") == ["安娜", "鲍勃"]


def test_a_row_without_a_name_leaves_the_one_that_is_known(empty_desk: Desk) -> None:
    empty_desk.take("# 客户\n| 编号 | 客户名称 | 行业 |\n| KH-7 | 安娜 | 物流 |")
    text = "# 客户\n| 编号 | 邮箱 | 行业 |\n| KH-7 | ann@example.com | 建材 |"
    receipt = empty_desk.take(text, name="另一张.xlsx")
    assert names(empty_desk, "customers") == ["安娜"]
    assert "called-by" not in " ".join(found(receipt))


def test_deals_name_such_people_by_their_number(empty_desk: Desk) -> None:
    empty_desk.take("# 客户\n| 编号 | 邮箱 | 行业 |\n| KH-7 | ann@example.com | 物流 |")
    deals = "# 商机\n| 商机编号 | 客户编号 | 阶段 | 金额 |\n| D1 | KH-7 | 需求确认 | 100 |"
    assert counts(empty_desk.take(deals, name="商机.xlsx"), "商机") == {"new": 1}


def test_a_phone_alone_leaves_the_name_to_be_asked_for(empty_desk: Desk) -> None:
    empty_desk.take(MAILS)
    text = "# 客户\n| 客户名称 | 电话 | 邮箱 |\n| | 13911112222 | ann@example.com |"
    empty_desk.take(text, name="补.xlsx")
    assert asked(empty_desk) == [("ann@example.com", ["name"]), ("bob@example.com", ["name", "phone"])]
