"""Whether a row is an older row of its list that was mended: each rule at its edge, without a workbook."""

from __future__ import annotations

import pytest

from tests.check.tables import base_of, table_of
from workbook_crm.check.near_rows import Sureness, Telling, near
from workbook_crm.model.file_lines import KEPT, NO_BASE, Base

Told = tuple[str, str, float] | None
"""Edit or ask, the field that was mended, and how far the rows are from one another."""


def told(kind: str, header: str, was: str, now: str, *others: str, here: bool = False) -> Told:
    """How near a row is to one of the base, beside whose row others stood; `here`: it stands where that one was."""
    base = base_of(table_of(kind, header, was, *others))
    return _told(kind, header, now, base, here=here)


def _told(kind: str, header: str, now: str, base: Base, *, here: bool = False) -> Told:
    table = table_of(kind, header, now)
    found = near(table, 0, base, 0, Telling(table.of, base), is_same_place=here)
    return found and (found.sureness.value, found.field, found.distance)


LEAD = "name | phone | remark | interest | region"
WANG = "王伟 | 13911112222 | 要红色 | 叉车 | 苏州"
OF_A_PHONE: list[tuple[str, bool, Told]] = [
    # what stands there now, whether at the same place, what it is
    ("王伟 | 13911112223 | 要红色 | 叉车 | 苏州", True, ("edit", "phone", 0)),
    ("王伟 | 13911112223 | 要红色 | 叉车 | 苏州", False, ("edit", "phone", 0.25)),
    ("王伟 | 13911112233 | 要红色 | 叉车 | 苏州", False, ("edit", "phone", 0.25)),
    ("王伟 | 13911112333 | 要红色 | 叉车 | 苏州", True, ("edit", "phone", 0.5)),
    ("王伟 | 13911112333 | 要红色 | 叉车 | 苏州", False, ("edit", "phone", 0.75)),
    ("王伟 | 1391111222 | 要红色 | 叉车 | 苏州", False, ("edit", "phone", 0.75)),
    # a slip, and cells that differ beside it: no more than two, nor than agree
    ("王伟 | 13911112223 | 要蓝色 | 叉车 | 苏州", False, ("edit", "phone", 1.25)),
    ("王伟 | 13911112223 | 要蓝色 | 轮胎 | 苏州", False, None),
    ("王伟 | 13911112223 | 要蓝色 | 轮胎 | 苏州", True, ("ask", "phone", 2)),
    ("王伟 | 13911112223 | 要蓝色 | 轮胎 | 南京", True, ("ask", "phone", 3)),
    ("王伟 | 13911112223 | 要蓝色 | | 苏州", False, ("edit", "phone", 1.25)),
    # another phone altogether: the rest has to tell, and wholly
    ("王伟 | 13633334444 | 要红色 | 叉车 | 苏州", True, ("edit", "phone", 0.5)),
    ("王伟 | 13633334444 | 要红色 | 轮胎 | 苏州", True, ("edit", "phone", 1.5)),
    ("王伟 | 13633334444 | 要红色 | 轮胎 | 苏州", False, None),
    ("王伟 | 13633334444 | 要红色 | 叉车 | 苏州", False, ("edit", "phone", 0.75)),
    ("王伟 | 13633334444 | 要红色 | 叉车 | ", False, ("edit", "phone", 0.75)),
    ("王伟 | 13633334444 | 要红色 | | ", False, None),
    ("王伟 | 13633334444 | 要红色 | | ", True, ("edit", "phone", 0.5)),
    ("王伟 | 13633334444 | | | ", True, None),
    # two things are another: somebody else
    ("王维 | 13911112223 | 要红色 | 叉车 | 苏州", True, None),
]


@pytest.mark.parametrize(("now", "here", "expected"), OF_A_PHONE)
def test_a_phone_that_is_another_now(now: str, here: bool, expected: Told) -> None:
    assert told("leads", LEAD, WANG, now, here=here) == expected


@pytest.mark.parametrize(
    ("other", "is_one"),
    [
        ("李雷 | 13855556666 | 要蓝色 | 轮胎 | 南京", True),
        ("李雷 | 13855556666 | 要红色 | 轮胎 | 南京", True),  # the interest tells
        ("李雷 | 13855556666 | 要红色 | 叉车 | 南京", False),  # a region is a word of a list: any may have it
    ],
)
def test_only_what_no_other_row_has_tells_somebody_with_another_phone(other: str, is_one: bool) -> None:
    now = "王伟 | 13633334444 | 要红色 | 叉车 | 苏州"
    assert bool(told("leads", LEAD, WANG, now, other)) is is_one


@pytest.mark.parametrize(("owner", "is_one"), [("张三", False), ("", False)])
def test_an_owner_and_words_of_lists_tell_nobody(owner: str, is_one: bool) -> None:
    header = "name | phone | owner | level | source"
    was, now = f"王伟 | 13911112222 | {owner} | A | 展会", f"王伟 | 13633334444 | {owner} | A | 展会"
    assert bool(told("leads", header, was, now)) is is_one


OF_A_NAME: list[tuple[str, str, bool, Told]] = [
    ("苏州宏达物流有限公司", "苏州宏达物留有限公司", False, ("edit", "name", 0.25)),
    ("苏州宏达物流公司", "苏州宏大物留公司", False, ("edit", "name", 0.25)),  # two of eight letters
    ("苏州宏达物流商", "苏州宏大物留商", False, None),  # two of seven
    ("苏州宏达物流商", "苏州宏大物留商", True, ("edit", "name", 0.5)),
    ("王大伟业", "王大维业", False, ("edit", "name", 0.25)),  # one of four
    ("王大伟", "王大维", False, None),  # one of three
    ("王大伟", "王大维", True, ("edit", "name", 0.5)),
    ("苏州宏达物流有限公司", "苏州红大物留有限公司", False, None),  # three letters
    ("Alpha Trucks East", "Alpha Trailers East", False, ("edit", "name", 0.25)),  # one word of three
    ("Alpha Trucks", "Alpha Trailers", False, None),  # one of two
    ("Alpha Trucks East", "Omega Trailers East", False, None),
    ("Alpha Trucks East", "Alpha Trailers Far East", False, None),
    ("宏达物流一部", "宏达物流二部", True, None),  # the number is part of the name
    ("宏达物流P1", "宏达物流P2", True, None),
    ("宏达物流P1", "宏达物留P2", True, ("edit", "name", 0.5)),
    ("宏达物流P1", "宏达物留P2", False, None),
    ("宏达物流P1", "宏达物留P1", False, ("edit", "name", 0.25)),
]


@pytest.mark.parametrize(("was", "now", "here", "expected"), OF_A_NAME)
def test_a_name_that_is_another_now(was: str, now: str, here: bool, expected: Told) -> None:
    rest = "13911112222 | 要红色 | 叉车 | 苏州"
    assert told("customers", LEAD.replace("interest", "address"), f"{was} | {rest}", f"{now} | {rest}", here=here) == expected  # fmt: skip


ALONE = "name | remark"


@pytest.mark.parametrize(
    ("now", "here", "expected"),
    [
        ("苏州宏达物留有限公司 | 要红色", True, ("edit", "name", 0)),
        ("苏州宏达物留有限公司 | 要红色", False, None),
        ("苏州宏达物留有限公司 | 要蓝色", True, None),
        ("南京远航机械有限公司 | 要红色", True, None),
    ],
)
def test_a_name_that_nothing_else_identifies_has_to_stand_where_it_stood(
    now: str, here: bool, expected: Told
) -> None:
    assert told("customers", ALONE, "苏州宏达物流有限公司 | 要红色", now, here=here) == expected


ONE_SIDED: list[tuple[str, str, bool, Told]] = [
    ("王伟 | | 要红色 | 叉车 | 苏州", "王伟 | 13911112222 | 要红色 | 叉车 | 苏州", False, ("edit", "phone", 0.25)),
    ("王伟 | 13911112222 | 要红色 | 叉车 | 苏州", "王伟 | | 要红色 | 叉车 | 苏州", True, ("edit", "phone", 0)),
    ("王伟 | 13911112222 | 要红色 | 叉车 | 苏州", "王伟 | 13911112222 | 要红色 | 叉车 | 苏州", True, ("edit", "name", 0)),
    ("王伟 | 13911112222 | 要红色 | 叉车 | 苏州", " | 13911112222 | 要红色 | 叉车 | 苏州", True, ("edit", "name", 0)),
    ("王伟 | | 要红色 | 叉车 | 苏州", "王伟 | 13911112222 | 要蓝色 | 轮胎 | 苏州", False, None),
    ("王伟 | | 要红色 | 叉车 | 苏州", "王伟 | 13911112222 | 要蓝色 | 叉车 | 苏州", False, ("edit", "phone", 1.25)),
    ("王伟 | | 要红色 | 叉车 | 苏州", "王伟 | 13911112222 | 要蓝色 | 轮胎 | 南京", True, ("edit", "phone", 3)),
    ("王伟 | | 要红色 | 叉车 | 苏州", " | 13911112222 | 要红色 | 叉车 | 苏州", True, None),
]  # fmt: skip


@pytest.mark.parametrize(("was", "now", "here", "expected"), ONE_SIDED)
def test_what_identifies_may_be_filled_in_or_taken_out(
    was: str, now: str, here: bool, expected: Told
) -> None:
    assert told("leads", LEAD, was, now, here=here) == expected


DEAL = "customer | name | remark | summary"
DEALS: list[tuple[str, str, bool, Told]] = [
    # a deal may move to another customer, whoever that is
    ("宏达 | 三台叉车 | 急 | 好", "远航 | 三台叉车 | 急 | 好", False, ("edit", "customer", 0.75)),
    ("宏达 | 三台叉车 | 急 | 好", "远航 | 三台叉车 | 急 | ", False, None),
    ("宏达 | 三台叉车 | 急 | 好", "远航 | 三台叉车 | 急 | ", True, ("edit", "customer", 0.5)),
    ("宏达1 | 三台叉车 | 急 | 好", "宏达2 | 三台叉车 | 急 | 好", False, ("edit", "customer", 0.75)),
    ("宏达 | 商机008 | 急 | 好", "宏达 | 商机018 | 急 | 好", True, None),
    ("宏达 | 商机008 | 急 | 好", "宏达 | 商姬008 | 急 | 好", False, ("edit", "name", 0.25)),
    ("宏达 | 商机八 | 急 | 好", "宏达 | 别的事 | 急 | 好", False, None),
    ("宏达 | 商机八 | 急 | 好", "宏达 | 别的事 | 急 | 好", True, ("edit", "name", 0.5)),
]


@pytest.mark.parametrize(("was", "now", "here", "expected"), DEALS)
def test_a_deal_that_is_called_or_belongs_otherwise_now(
    was: str, now: str, here: bool, expected: Told
) -> None:
    assert told("opportunities", DEAL, was, now, here=here) == expected


def test_a_deal_moves_though_nothing_of_it_is_its_alone() -> None:
    was, now, other = "宏达 | 三台叉车 | 急 | 好", "远航 | 三台叉车 | 急 | 好", "别家 | 五台叉车 | 急 | 好"
    assert told("opportunities", DEAL, was, now, other) == ("edit", "customer", 0.75)


CONTACT = "subject | time | content | method | plan"
CONTACTS: list[tuple[str, bool, Told]] = [
    ("宏达 | 2026-11-20 | 谈了价格，下周再谈 | 电话 | 再谈", False, ("edit", "content", 0.25)),  # it grew
    ("宏达 | 2026-11-20 | 谈了 | 电话 | 再谈", False, ("edit", "content", 0.25)),
    ("宏达 | 2026-11-20 | 谈了价钱 | 电话 | 再谈", False, ("edit", "content", 0.25)),
    ("宏达 | 2026-11-20 | 到店看车 | 电话 | 再谈", False, None),
    ("宏达 | 2026-11-20 | 到店看车 | 电话 | 再谈", True, ("edit", "content", 0.5)),
    ("宏达 | 2026-11-21 | 谈了价格 | 电话 | 再谈", True, None),  # another day, another contact
    ("远航 | 2026-11-20 | 谈了价格 | 电话 | 再谈", True, ("edit", "subject", 0.5)),
    ("远航 | 2026-11-20 | 谈了价格 | 电话 | 再谈", False, None),
    ("宏达 | 2026-11-20 | 谈了价格 | 微信 | 再谈", True, None),  # the same contact: the key is not new
]


@pytest.mark.parametrize(("now", "here", "expected"), CONTACTS)
def test_a_contact_that_is_told_otherwise_now(now: str, here: bool, expected: Told) -> None:
    assert told("follow_ups", CONTACT, "宏达 | 2026-11-20 | 谈了价格 | 电话 | 再谈", now, here=here) == expected  # fmt: skip


def test_a_number_in_a_text_makes_no_slip_but_the_place_tells() -> None:
    was, now = "宏达 | 2026-11-20 | 要订3台叉车 | 电话 |", "宏达 | 2026-11-20 | 要订5台叉车 | 电话 |"
    assert told("follow_ups", CONTACT, was, now) is None
    assert told("follow_ups", CONTACT, was, now, here=True) == ("edit", "content", 0.5)


ITEM = "code | product | spec | unit_price | remark"
ITEMS: list[tuple[str, bool, Told]] = [
    ("FD30 | 全新名字的车 | 3吨 | 88000 | 热", False, ("edit", "product", 0.75)),  # the code says which
    ("FD30 | 内燃叉车 | 5吨 | 88000 | 热", False, None),  # 3吨 and 5吨 are two
    ("FD30 | 内燃叉车 | 加高 | 88000 | 热", False, ("edit", "spec", 0.75)),
    ("FD31 | 内燃叉车 | 3吨 | 88000 | 热", True, None),
    ("FD30 | 内燃叉车 | 3吨 | 90000 | 热", True, None),
]


@pytest.mark.parametrize(("now", "here", "expected"), ITEMS)
def test_a_product_is_another_only_by_its_code(now: str, here: bool, expected: Told) -> None:
    assert told("catalog", ITEM, "FD30 | 内燃叉车 | 3吨 | 88000 | 热", now, here=here) == expected


UNCODED = "product | spec | year | mileage | unit_price | remark"


@pytest.mark.parametrize(
    ("now", "here", "expected"),
    [
        ("三吨内燃又车 | 标准 | | | 88000 | 热", False, ("edit", "product", 0.25)),
        ("三吨内燃又车 | 标准 | | | 90000 | 冷", True, None),
        ("三吨叉车 | 标准 | | | 88000 | 热", True, None),  # no slip: another product
        ("三吨内燃叉车 | 标准 | 2019 | | 88000 | 热", True, None),
    ],
)
def test_a_product_without_a_code_is_mended_by_a_slip_only(now: str, here: bool, expected: Told) -> None:
    was = "三吨内燃叉车 | 标准 | | | 88000 | 热"
    assert told("catalog", UNCODED, was, now, here=here) == expected


@pytest.mark.parametrize(
    ("field", "was", "now"),
    [("year", "2018", "2019"), ("mileage", "100", "101"), ("plate", "沪A12345", "沪A12346"), ("vin", "A1", "A2")],
)  # fmt: skip
def test_what_tells_vehicles_apart_is_never_mended(field: str, was: str, now: str) -> None:
    rest = "二手叉车 | 2018款 | 热"
    header = f"product | spec | remark | {field}"
    assert told("catalog", header, f"{rest} | {was}", f"{rest} | {now}", here=True) is None


@pytest.mark.parametrize(
    ("now", "here", "expected"),
    [
        ("stage | 方案抱价了 | 1 | 20", True, ("edit", "value", 0)),
        ("stage | 方案抱价了 | 1 | 20", False, ("edit", "value", 0.25)),
        ("level | 方案报价了 | 1 | 20", True, None),
        ("stage | 谈着 | 1 | 20", False, ("edit", "value", 0.75)),  # the only one that is the first
        ("stage | 谈着 | 2 | 20", False, None),
        ("stage | 谈着 | 1 | 20", True, ("edit", "value", 0.5)),
    ],
)
def test_a_word_of_a_list(now: str, here: bool, expected: Told) -> None:
    header = "list | value | order | usual_days"
    assert told("choices", header, "stage | 方案报价了 | 1 | 20", now, here=here) == expected


def test_a_slip_of_somebody_else_is_asked_for_people_and_deals_only() -> None:
    header, was, now = (
        "name | phone | team | store",
        "王大伟业 | 13911112222 | 甲 | 东",
        "王大维业 | 13911112222 | 乙 | 西",
    )
    assert told("staff", header, was, now, here=True) is None
    people = "name | phone | remark | address"
    assert told("customers", people, was, now, here=True) == ("ask", "name", 2)
    assert told("customers", people, was, now) is None
    assert told("customers", people, was, now.replace("西", "东")) == ("edit", "name", 1.25)


@pytest.mark.parametrize(
    ("agreeing", "differing", "expected"),
    [(2, 2, ("edit", "name", 2.25)), (3, 2, ("edit", "name", 2.25)), (3, 3, ("ask", "name", 3.25)),
     (4, 3, ("ask", "name", 3.25)), (2, 3, None)],
)  # fmt: skip
def test_how_much_may_differ_beside_a_slip(agreeing: int, differing: int, expected: Told) -> None:
    names = [f"甲列{nth}" for nth in range(agreeing)] + [f"乙列{nth}" for nth in range(differing)]
    header = " | ".join(["name", "phone", *names])
    was = " | ".join(["王大伟业", "13911112222", *["同"] * agreeing, *["旧"] * differing])
    now = was.replace("王大伟业", "王大维业").replace("旧", "新")
    assert told("customers", header, was, now) == expected


def test_what_neither_has_says_nothing() -> None:
    """Cells that are blank now, that were emptied on purpose, and columns that the list never had applied."""
    header, was = "name | phone | remark | address", "王大伟业 | 13911112222 | 要红色 | 苏州"
    assert told("customers", header, was, "王大维业 | 13911112222 | | ") == ("edit", "name", 0.25)
    assert told("customers", header, was, "王大维业 | 13911112222 | 清空 | 清空") == ("edit", "name", 0.25)
    base = base_of(table_of("customers", header, was))
    never = Base(base.keys, base.ids, {**base.columns, "phone": [NO_BASE]})
    assert _told("customers", header, "王大伟业 | 13633334444 | 要红色 | 苏州", never) == ("edit", "phone", 0.25)  # fmt: skip


def test_only_columns_that_both_have_are_compared() -> None:
    base = base_of(
        table_of("customers", "name | phone | remark | 车型", "王大伟业 | 13911112222 | 要红色 | 甲")
    )
    assert f"{KEPT}车型" in base.columns
    assert _told("customers", "name | phone | 车型", "王大维业 | 13911112222 | 甲", base) == (
        "edit",
        "name",
        0.25,
    )
    assert _told("customers", "name | phone | 车型", "王大维业 | 13911112222 | 乙", base) is None
    assert _told("customers", "name | phone | 别的", "王大维业 | 13911112222 | 乙", base) == (
        "edit",
        "name",
        0.25,
    )


def test_a_number_is_no_part_of_what_is_compared() -> None:
    header = "number | name | phone | remark"
    was, now = "C-000001 | 王大伟业 | 13911112222 | 要红色", "C-000002 | 王大维业 | 13911112222 | 要红色"
    assert told("customers", header, was, now) == ("edit", "name", 0.25)


def test_a_cell_tells_where_no_other_row_has_it() -> None:
    table = table_of("leads", LEAD, WANG, "李雷 | 13855556666 | 要红色 | 轮胎 | 南京")
    telling = Telling(table.of, base_of(table))
    assert [telling.tells("remark", "要红色"), telling.tells("interest", "轮胎")] == [False, True]
    assert not telling.tells("interest", "飞机")
    assert not telling.tells("region", "南京")
    assert Sureness("ask") is Sureness.ASK
