"""What rows name and nobody knows is made of them, stays provisional, and is completed by a row of its own."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from tests.desk import Desk, counts, desk, found
from tests.merge.test_one_round import round_of
from tests.workbooks import joined
from workbook_crm import as_json
from workbook_crm.model.language import Language
from workbook_crm.model.words import hint

DEALS = "# 商机\n| 商机名称 | 客户 | 联系电话 | 意向产品 | 负责人 |\n"
CALLS = "# 跟进记录\n| 对象 | 跟进时间 | 跟进方式 | 跟进内容 |\n"
CUSTOMERS = "# 客户\n| 客户名称 | 电话 | 来源 |\n"
GOODS = "# 产品目录\n| 类别 | 产品名称 | 单价 |\n| 整车 | 侧面叉车 | 150000 |"
KINDS = ("leads", "customers", "opportunities", "follow_ups", "opportunity_lines")


def errors(receipt: Any) -> list[str]:
    return [each for each in found(receipt) if each.startswith("error")]


def records(at: Desk) -> dict[str, list[Any]]:
    with at.workspace.store.reading() as queries:
        return {kind: [each.record for each in queries.every(kind)] for kind in KINDS}


def test_a_customer_is_made_of_what_its_deals_tell(empty_desk: Desk) -> None:
    receipt = empty_desk.take(
        DEALS + "| 海田两台 | 海田机械 | | 整车 | 张三 |\n| 海田三台 | 海田机械 | 13711112222 | 整车 | 李四 |"
    )
    assert counts(receipt, "商机") == {"new": 2}
    assert as_json.receipt(receipt, Language.ZH)["sheets"][0]["made"] == {"customers": 1}
    assert [each for each in found(receipt) if "made" in each] == [
        "note 商机!B1 records-made", "note 商机!B2 record-made",
    ]  # fmt: skip
    values = empty_desk.show("C-000001")["values"]
    assert (values["name"], values["phone"], values["owner"]) == ("海田机械", "13711112222", "张三")
    assert {each.customer for each in records(empty_desk)["opportunities"]} == {"C-000001"}


def test_what_later_rows_tell_of_somebody_made_is_added(empty_desk: Desk) -> None:
    empty_desk.take(DEALS + "| 海田两台 | 海田机械 | | 整车 | 张三 |")
    receipt = empty_desk.take(DEALS + "| 海田三台 | 海田机械 | 13711112222 | 整车 | 李四 |")
    assert receipt.sheets[0].made == {}
    values = empty_desk.show("C-000001")["values"]
    assert (values["phone"], values["owner"]) == ("13711112222", "张三")
    empty_desk.take(CUSTOMERS + "| 海田机械 | 13711112222 | 展厅 |")
    empty_desk.take("# 商机\n| 商机名称 | 客户 | 微信 | 意向产品 |\n| 海田四台 | 海田机械 | ht88 | 整车 |")
    assert empty_desk.show("C-000001")["values"]["wechat"] is None  # only rows of its own tell of it now


def test_a_receipt_that_made_nothing_says_nothing_of_it(shop: Desk) -> None:
    receipt = shop.take(DEALS + "| 又一台 | 王伟租车 | | 整车 | 张三 |".replace("王伟租车", "王伟"))
    assert "made" not in as_json.receipt(receipt, Language.ZH)["sheets"][0]


@pytest.mark.parametrize(
    ("name", "is_made"),
    [
        ("海田机械", True), ("13711112222", True), ("CAT 320", True), ("7-Eleven", True), ("O'Neal & Sons", True),
        ("KH-1042", False), ("C-000099", False), ("1042", False), ("0015g00000XyZab", False), ("无", False),
        ("张三、李四", False), ("a@b.cn", False), ("N/A", False),
    ],
)  # fmt: skip
def test_only_a_name_or_phone_is_made_into_somebody(empty_desk: Desk, name: str, is_made: bool) -> None:
    receipt = empty_desk.take(CALLS + f"| {name} | 2026-11-20 | 电话 | 报价已发 |")
    assert counts(receipt, "跟进记录") == ({"new": 1} if is_made else {"held": 1})
    assert empty_desk.count("leads") == is_made


def test_a_column_of_numbers_makes_nobody(empty_desk: Desk) -> None:
    receipt = empty_desk.take("# 商机\n| 商机名称 | 客户编号 | 意向产品 |\n| 两台 | 海田 | 整车 |")
    assert errors(receipt) == ["error 商机!B2 unknown-reference"]


def test_a_line_makes_its_deal_only_where_it_tells_the_customer(empty_desk: Desk) -> None:
    empty_desk.take(GOODS)
    assert errors(empty_desk.take("# 商机产品\n| 商机 | 产品 | 数量 |\n| 海田两台 | 侧面叉车 | 2 |")) == [
        "error 商机产品!A2 unknown-reference"
    ]
    receipt = empty_desk.take(
        "# 商机产品\n| 商机 | 客户 | 产品 | 数量 |\n| 海田两台 | 海田机械 | 侧面叉车 | 2 |",
        name="有客户.xlsx",
    )
    assert receipt.sheets[0].made == {"customers": 1, "opportunities": 1}
    deal = empty_desk.show("O-000001")["values"]
    assert (deal["customer"], str(deal["amount"])) == ("C-000001", "300000.00")


def test_a_line_means_a_customer_that_is_known(empty_desk: Desk) -> None:
    empty_desk.take(joined(GOODS, CUSTOMERS + "| 海田机械 | 13711112222 | 展厅 |"))
    empty_desk.take("# 商机产品\n| 商机 | 客户 | 产品 | 数量 |\n| 海田两台 | 海田机械 | 侧面叉车 | 2 |")
    assert (empty_desk.count("customers"), empty_desk.show("O-000001")["values"]["customer"]) == (
        1,
        "C-000001",
    )


def test_a_row_that_is_held_makes_nobody(empty_desk: Desk) -> None:
    receipt = empty_desk.take(CALLS + "| 海田机械 | 2月30日 | 电话 | 报价已发 |")
    assert (receipt.sheets[0].made, empty_desk.count("leads")) == ({}, 0)
    assert not any("made" in each for each in found(receipt))


def test_products_and_staff_are_never_made(shop: Desk) -> None:
    receipt = shop.take("# 商机产品\n| 商机 | 产品 | 数量 |\n| 远航三台叉车 | 飞行叉车 | 1 |")
    assert errors(receipt) == ["error 商机产品!B2 unknown-product"]
    before = shop.count("staff")
    shop.take(DEALS + "| 海田两台 | 海田机械 | | 整车 | 新来的 |")
    assert shop.count("staff") == before


@pytest.mark.parametrize(
    ("name", "is_asked"),
    [
        ("海田机戒厂", True), ("海田", True), ("海田机械厂苏州部", True), ("海天机械厂", True),
        ("大地机械厂", False), ("海田机械厂2", False), ("海田机戒厂（新）", False), ("海田机戒厂 新", False),
        ("海田机戒厂 (new)", False),
    ],
)  # fmt: skip
def test_a_near_match_asks_first(empty_desk: Desk, name: str, is_asked: bool) -> None:
    empty_desk.take(CUSTOMERS + "| 海田机械厂 | 13711112222 | 展厅 |")
    receipt = empty_desk.take(DEALS + f"| 两台 | {name} | | 整车 | 张三 |")
    assert errors(receipt) == ["error 商机!B2 unknown-reference"] * is_asked
    assert empty_desk.count("customers") == 2 - is_asked
    if is_asked:
        (asked,) = (each for each in receipt.findings if each.is_error)
        assert "海田机械厂" in hint(asked, Language.ZH)
        assert f"{name}（新）" in hint(asked, Language.ZH)
    else:
        assert empty_desk.show("C-000002")["values"]["name"] == name.replace("（新）", "").removesuffix(
            " 新"
        ).removesuffix(" (new)")
        assert counts(empty_desk.take(DEALS + f"| 三台 | {name} | | 整车 | 张三 |"), "商机") == {"new": 1}
        assert empty_desk.count("customers") == 2


@pytest.mark.parametrize(
    ("name", "phone", "is_asked"),
    [
        ("石磊", "13911110001", True), ("石磊", "13711112222", False), ("石磊", "", False),
        ("石磊（新）", "13911110001", False), ("海田机械有限公司", "13911110001", False),
    ],
)  # fmt: skip
def test_a_name_with_another_phone_asks_first(
    empty_desk: Desk, name: str, phone: str, is_asked: bool
) -> None:
    empty_desk.take(CUSTOMERS + "| 石磊 | 13711112222 | 展厅 |\n| 海田机械有限公司 | 13711113333 | 展厅 |")
    receipt = empty_desk.take(DEALS + f"| 两台 | {name} | {phone} | 整车 | 张三 |")
    assert errors(receipt) == ["error 商机!B2 other-phone-beside-name"] * is_asked
    assert empty_desk.count("customers") == (3 if "新" in name else 2)


def test_two_of_one_name_in_one_list_are_two(empty_desk: Desk) -> None:
    rows = "| 两台 | 石磊 | 13911110001 | 整车 | 张三 |\n| 三台 | 石磊 | 13822220002 | 整车 | 张三 |"
    assert counts(empty_desk.take(DEALS + rows), "商机") == {"new": 2}
    assert empty_desk.count("customers") == 2
    again = DEALS + rows + "\n| 四台 | 大地公司 | | 整车 | 张三 |"
    assert counts(empty_desk.take(again, name="又.xlsx"), "商机") == {"new": 1, "unchanged": 2}
    assert empty_desk.count("customers") == 3


def test_the_first_row_of_anybody_completes_what_was_made(empty_desk: Desk) -> None:
    empty_desk.take(DEALS + "| 海田两台 | 海田机械 | | 整车 | 张三 |", sender="张三")
    assert [each.provisional for each in records(empty_desk)["customers"]] == [True]
    receipt = empty_desk.take(CUSTOMERS + "| 海田机械 | 13711112222 | 展厅 |", sender="李四")
    assert (counts(receipt, "客户"), errors(receipt)) == ({"changed": 1}, [])
    values = empty_desk.show("C-000001")["values"]
    assert (values["owner"], values["phone"]) == ("李四", "13711112222")
    assert [each.provisional for each in records(empty_desk)["customers"]] == [None]
    taken = empty_desk.take(CUSTOMERS + "| 海田机械 | 13711112222 | 网络 |", sender="王五")
    assert errors(taken) == ["error 客户!A2 record-of-another"]  # it is somebody's now


def test_a_phone_that_contradicts_completes_nothing(empty_desk: Desk) -> None:
    empty_desk.take(DEALS + "| 两台 | 石磊 | 13911110001 | 整车 | 张三 |")
    empty_desk.take(CUSTOMERS + "| 石磊 | 13822220002 | 展厅 |")
    assert sorted(each.phone for each in records(empty_desk)["customers"]) == ["13822220002", "13911110001"]
    empty_desk.take(CUSTOMERS + "| 石先生 | 13911110001 | 展厅 |")
    assert empty_desk.show("C-000001")["values"]["name"] == "石先生"


@pytest.mark.parametrize(
    "becomes",
    [CUSTOMERS + "| 海田机械 | 13711112222 | 展厅 |", DEALS + "| 两台 | 海田机械 | | 整车 | 张三 |"],
)
def test_a_lead_becomes_the_customer_with_all_contacts(empty_desk: Desk, becomes: str) -> None:
    calls = CALLS + "| 海田机械 | 2026-11-20 | 电话 | 报价已发 |\n| 海田机械 | 2026-11-21 | 电话 | 再约 |"
    empty_desk.take(calls, name="跟进.xlsx")
    empty_desk.take(becomes)
    assert empty_desk.show("L-000001")["values"]["state"] == "converted"
    customer = empty_desk.show("C-000001")
    assert [each["content"] for each in customer["follow_ups"]] == ["报价已发", "再约"]
    more = calls + "\n| 海田机械 | 2026-11-22 | 电话 | 来店 |"
    assert counts(empty_desk.take(more, name="跟进.xlsx"), "跟进记录") == {"new": 1, "unchanged": 2}
    assert (empty_desk.count("leads"), empty_desk.count("follow_ups")) == (1, 3)


def test_a_lead_becomes_the_deal_that_it_was(empty_desk: Desk) -> None:
    empty_desk.take(CALLS + "| 海田两台 | 2026-11-20 | 电话 | 报价已发 |")
    empty_desk.take(DEALS + "| 海田两台 | 大地公司 | | 整车 | 张三 |")
    assert len(empty_desk.show("O-000001")["follow_ups"]) == 1
    assert empty_desk.show("L-000001")["values"]["state"] == "converted"


def test_a_lead_sent_together_with_its_customer_is_not_told_twice(empty_desk: Desk) -> None:
    calls = CALLS + "| 海田机械 | 2026-11-20 | 电话 | 报价已发 |\n| L-000001 | 2026-11-21 | 电话 | 再约 |"
    empty_desk.take(CALLS + "| 海田机械 | 2026-11-20 | 电话 | 报价已发 |")
    empty_desk.take(joined(CUSTOMERS + "| 海田机械 | 13711112222 | 展厅 |", calls), name="全.xlsx")
    assert [each["content"] for each in empty_desk.show("C-000001")["follow_ups"]] == ["报价已发", "再约"]


def test_a_lead_of_its_own_is_no_provisional_one(empty_desk: Desk) -> None:
    empty_desk.take(CALLS + "| 赵敏 | 2026-11-20 | 电话 | 报价已发 |")
    empty_desk.take("# 线索\n| 姓名 | 电话 | 来源 |\n| 赵敏 | 13700001111 | 展厅 |")
    assert (empty_desk.count("leads"), records(empty_desk)["leads"][0].provisional) == (1, None)
    empty_desk.take(CUSTOMERS + "| 赵敏 | 13700001111 | 展厅 |")
    assert empty_desk.show("L-000001")["values"]["state"] == "new"


def test_what_is_made_stands_with_its_owner_under_what_is_to_be_completed(empty_desk: Desk) -> None:
    empty_desk.take(
        "# 商机产品\n| 商机 | 客户 | 负责人 | 产品 | 数量 |\n| 海田两台 | 海田机械 | 张三 | 侧面叉车 | 2 |\n"
        + GOODS
    )
    from workbook_crm.merge.missing import incomplete

    with empty_desk.workspace.store.reading() as queries:
        told = {
            (each.number, each.owner, each.is_provisional)
            for each in incomplete(queries, empty_desk.workspace.settings)
        }
    assert told == {("O-000001", "张三", True), ("C-000001", "张三", True)}


PIECES = (
    GOODS,
    "# 客户\n| 客户名称 | 电话 | 来源 |\n| 海田机械 | 13711112222 | 展厅 |",
    "# 商机\n| 商机名称 | 客户 | 联系电话 | 意向产品 |\n| 海田两台 | 海田机械 | 13711112222 | 整车 |",
    "# 商机\n| 商机名称 | 客户 | 联系电话 | 意向产品 |\n| 宏达一台 | 宏达物流 | 13711114444 | 整车 |",
    "# 商机产品\n| 商机 | 客户 | 产品 | 数量 |\n| 海田两台 | 海田机械 | 侧面叉车 | 2 |",
    "# 跟进记录\n| 对象 | 跟进时间 | 跟进内容 |\n| 海田机械 | 2026-11-20 | 报价已发 |",
    "# 跟进记录\n| 对象 | 跟进时间 | 跟进内容 |\n| 宏达一台 | 2026-11-20 | 再约 |",
    "# 跟进记录\n| 对象 | 跟进时间 | 跟进内容 |\n| 大地公司 | 2026-11-20 | 来店 |",
)


def open_records(at: Desk) -> dict[str, list[str]]:
    """What the shop knows, with names for numbers; leads that have become something else are no more."""
    of = records(at)
    names = {each.number: each.name for kind in KINDS[:3] for each in of[kind]}

    def told(record: Any) -> str:
        values = {field: getattr(record, field) for field in record.__dataclass_fields__ if field != "item"}
        return repr({field: names.get(value, value) for field, value in values.items() if field != "number"})

    kept = {kind: [each for each in of[kind] if getattr(each, "state", "") != "converted"] for kind in KINDS}
    return {kind: sorted(map(told, each)) for kind, each in kept.items()}


def expected() -> dict[str, list[str]]:
    with TemporaryDirectory() as folder, desk(Path(folder)) as at:
        sheets: dict[str, list[str]] = {}
        for piece in PIECES:
            name, header, *rows = piece.split("\n")
            sheets.setdefault(name, [header]).extend(rows)
        round_of(at, {"全.xlsx": joined(*("\n".join((name, *rows)) for name, rows in sheets.items()))})
        return open_records(at)


@pytest.mark.parametrize("order", [*list(permutations(range(len(PIECES))))[::6_000]])
@pytest.mark.parametrize("is_one_round", [True, False])
def test_any_split_in_any_order_gives_the_same(order: Sequence[int], is_one_round: bool) -> None:
    with TemporaryDirectory() as folder, desk(Path(folder)) as at:
        files = {f"{rank}.xlsx": PIECES[piece] for rank, piece in enumerate(order)}
        if is_one_round:
            done = round_of(at, files)
            assert at.count("leads") == 1  # nobody is made whom another file brings
            assert not any(each.settled for each in done.receipts)
        else:
            for name, text in files.items():
                round_of(at, {name: text})
        assert open_records(at) == expected()
        for name, text in files.items():
            round_of(at, {f"又{name}": text})
        assert open_records(at) == expected()


@pytest.mark.parametrize(
    ("bad", "good", "about"),
    [
        ("# 商机\n| 商机名称 | 客户 | 客户预算 |\n| 旺季租车 | 宏达物流 | -5 |", "9000", "旺季租车"),
        ("# 客户\n| 客户名称 | 电话 | 预算 |\n| 宏达物流 | 13911112222 | -5 |", "9000", "宏达物流"),
        ("# 客户\n| 客户名称 | 电话 | 预算 |\n| 宏达物流 | 13911112222 | -5 |", "9000", "13911112222"),
    ],
)
def test_who_stands_in_a_row_that_was_held_is_not_made_but_waited_for(
    empty_desk: Desk, bad: str, good: str, about: str
) -> None:
    contact = f"# 跟进记录\n| 对象 | 跟进时间 | 跟进方式 | 跟进内容 |\n| {about} | 2026-11-20 | 电话 | 谈 |"
    empty_desk.take(bad, sender="张三", name="清单.xlsx")
    waits = empty_desk.take(contact, sender="张三", name="跟进.xlsx")
    assert errors(waits) == ["error 跟进记录!A2 unknown-reference"]
    (said,) = (each for each in waits.findings if each.is_error)
    assert "清单" in str(dict(said.facts)["suggestion"])
    assert not any(records(empty_desk).values())
    empty_desk.take(bad.replace("-5", good), sender="张三", name="清单.xlsx")
    assert [len(records(empty_desk)[kind]) for kind in ("leads", "follow_ups")] == [0, 1]


def test_who_stands_in_somebody_elses_held_row_may_be_another(empty_desk: Desk) -> None:
    empty_desk.take("# 客户\n| 客户名称 | 预算 |\n| 宏达物流 | -5 |", sender="李四")
    contact = "# 跟进记录\n| 对象 | 跟进时间 | 跟进方式 | 跟进内容 |\n| 宏达物流 | 2026-11-20 | 电话 | 谈 |"
    assert errors(empty_desk.take(contact, sender="张三")) == []


def test_who_was_deleted_from_the_list_beside_is_made(empty_desk: Desk) -> None:
    customers = "# 客户\n| 客户名称 | 电话 | 预算 |\n| 远航 | 13911113333 | 5 |\n"
    empty_desk.take(customers + "| 宏达物流 | 13911112222 | -5 |", sender="张三", name="甲.xlsx")
    deal = "\n# 商机\n| 商机名称 | 客户 |\n| 旺季租车 | 13911112222 |"
    assert errors(empty_desk.take(customers + deal, sender="张三", name="乙.xlsx")) == []
