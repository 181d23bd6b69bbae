"""What is made of rows that name nobody known, through the looking up alone, without a store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.check.tables import snapshot_of, table_of
from workbook_crm.check.link import link
from workbook_crm.model.batch import Batch, Table
from workbook_crm.model.linked import Context, Linked, Target
from workbook_crm.model.settings import Settings
from workbook_crm.model.snapshot import Snapshot

PEOPLE = "number | name | phone | owner"
STORE = table_of(
    "customers", PEOPLE, "C-000001 | 海田机械厂 | 13711112222 | 张三", "C-000002 | 王伟 | 13911112222 | 张三", "C-000003 | 王伟 | 13911113333 | 张三", "C-000004 | 李雷 |  | 张三",
)  # fmt: skip
DEAL = "name | customer | owner | 联系电话 | 地址"


def looked_up(
    *tables: Table[Any], store: Sequence[Table[Any]] = (STORE,), sender: str | None = None
) -> tuple[Linked, list[str]]:
    of = Context(snapshot_of(*store) if store else Snapshot(), Settings(), date(2026, 11, 23), sender)
    linked, found = link(Batch("a.xlsx", tables), of)
    return linked, [f"{each.place} {each.rule.code}" for each in found if each.is_error]


def made(linked: Linked) -> dict[str, list[tuple[Any, ...]]]:
    """By kind: (row, name, phone, owner, address) of what was made."""
    return {
        table.kind: [
            (row.row, *(getattr(row.record, name, None) for name in ("name", "phone", "owner", "address")))
            for row in table.rows
        ]
        for table in linked.batch.tables
        if table.made_by is not None
    }


def deals(*rows: str, header: str = DEAL) -> Table[Any]:
    return table_of("opportunities", header, *rows)


WHO: list[tuple[str, int | None, list[str]]] = [
    # a deal, the customer of the store that it is of, what is said
    ("两台 | 海田机械厂 | 张三 |  | ", 1, []),
    ("两台 | 海田机械厂 | 张三 | 13600000000 | ", 1, []),  # a company has many phones
    ("两台 | 李雷 | 张三 | 13600000000 | ", 4, []),  # nobody's phone speaks against him
    ("两台 | 王伟 | 张三 |  | ", None, ["表!B2 ambiguous-reference"]),
    ("两台 | 王伟 | 张三 | 13911113333 | ", 3, []),
    ("两台 | 王伟 | 张三 | 13600000000 | ", None, ["表!B2 ambiguous-reference"]),
    ("两台 | 海田 | 张三 |  | ", None, ["表!B2 unknown-reference"]),
    ("两台 | C-000099 | 张三 |  | ", None, ["表!B2 unknown-reference"]),
    ("两台 | 13711112222 | 张三 |  | ", 1, []),
]


@pytest.mark.parametrize(("row", "customer", "codes"), WHO)
def test_whom_a_row_means_or_is_asked_about(row: str, customer: int | None, codes: list[str]) -> None:
    linked, said = looked_up(deals(row))
    assert said == codes
    assert linked.targets[0]["customer"] == ((Target("customers", customer),) if customer else (None,))
    assert made(linked) == {}


def test_a_name_that_is_known_with_another_phone_is_asked_about() -> None:
    store = table_of("customers", PEOPLE, "C-000001 | 王伟 | 13911112222 | 张三")
    row = "两台 | 王伟 | 张三 | {} | "
    assert looked_up(deals(row.format("13911112222")), store=(store,))[1] == []
    assert looked_up(deals(row.format("")), store=(store,))[1] == []
    assert looked_up(deals(row.format("0512-6")), store=(store,))[1] == []  # that is no phone of his own
    assert looked_up(deals(row.format("13600000000")), store=(store,))[1] == ["表!B2 other-phone-beside-name"]
    linked, said = looked_up(deals("两台 | 王伟（新） | 张三 | 13600000000 | "), store=(store,))
    assert (said, made(linked)) == ([], {"customers": [(2, "王伟", "13600000000", "张三", None)]})


def test_what_is_made_of_rows_and_what_each_of_them_tells() -> None:
    linked, said = looked_up(deals("一 | 新客机械 | 张三 |  | 东路", "二 | 新客机械 | 李四 | 13600000000 | 西路", "三 | 新客机械 | 李四 |  | ", "四 | 13655556666 |  |  | "))  # fmt: skip
    assert said == []
    assert made(linked) == {
        "customers": [
            (
                2,
                "新客机械",
                "13600000000",
                "张三",
                "东路",
            ),  # what an earlier row tells no later one tells otherwise
            (3, "新客机械", "13600000000", None, None),
            (4, "新客机械", "13600000000", None, None),
            (5, None, "13655556666", None, None),
        ]
    }
    (table,) = (each for each in linked.batch.tables if each.made_by is not None)
    assert (table.sheet, table.made_by, table.is_implied, table.row_count) == ("表", 0, True, 4)
    assert sorted(table.columns) == ["address", "name", "phone"]
    ids = {each and each.id for each in linked.targets[0]["customer"]}
    assert ids == {-1, -2}
    assert [len(set(some)) for some in (linked.ids[1][:3], linked.ids[1])] == [1, 2]


def test_two_of_one_name_and_two_phones_are_two() -> None:
    linked, said = looked_up(deals("一 | 新人 | 张三 | 13600000000 | ", "二 | 新人 | 张三 | 13600000001 | ", "三 | 新人 | 张三 | 13600000000 | "))  # fmt: skip
    assert said == []
    one, other, again = linked.targets[0]["customer"]
    assert (one == again, one == other) == (True, False)
    linked, said = looked_up(deals("一 | 新人 | 张三 | 13600000000 | ", "二 | 新人 | 张三 | 13600000001 | ", "三 | 新人 | 张三 |  | "))  # fmt: skip
    assert said == ["表!B4 ambiguous-reference"]
    linked, said = looked_up(deals("一 | 新客机械有限公司 | 张三 | 13600000000 | ", "二 | 新客机械有限公司 | 张三 | 13600000001 | "))  # fmt: skip
    first, second = linked.targets[0]["customer"]
    assert (said, first == second) == ([], True)


@pytest.mark.parametrize(
    ("name", "is_made"),
    [("新人", True), ("13655556666", True), ("KH-1042", False), ("无", False), ("甲、乙", False)],
)
def test_only_names_and_phones_make_somebody(name: str, is_made: bool) -> None:
    linked, said = looked_up(deals(f"一 | {name} | 张三 |  | "))
    assert (bool(made(linked)), said) == (is_made, [] if is_made else ["表!B2 unknown-reference"])


def test_a_column_of_numbers_makes_nobody() -> None:
    table = deals("一 | 新人 | 张三 |  | ")
    numbered = replace(table, headings=(table.headings[0], replace(table.headings[1], text="客户编号"), *table.headings[2:]))  # fmt: skip
    linked, said = looked_up(numbered)
    assert (made(linked), said) == ({}, ["表!B2 unknown-reference"])


LINES = "opportunity | product | quantity | 客户 | 联系电话"


def test_a_line_makes_its_deal_where_it_tells_whose() -> None:
    goods = table_of("catalog", "kind | product | unit_price", "vehicle | 叉车 | 88000")
    rows = ("新单 | 叉车 | 1 | 新客机械 | 13600000000", "旧客单 | 叉车 | 1 | 海田机械厂 | ", "无客单 | 叉车 | 1 |  | ", "新单 | 叉车 | 2 | 新客机械 | ", "重名单 | 叉车 | 1 | 王伟 | ")  # fmt: skip
    linked, said = looked_up(goods, table_of("opportunity_lines", LINES, *rows))
    assert said == ["表!A4 unknown-reference", "表!A6 unknown-reference"]
    told = made(linked)
    assert [each[:2] for each in told["opportunities"]] == [(2, "新单"), (3, "旧客单"), (5, "新单")]
    assert told["customers"] == [(row, "新客机械", "13600000000", None, None) for row in (2, 5)]
    position = next(at for at, each in enumerate(linked.batch.tables) if each.kind == "opportunities")
    assert linked.targets[position]["customer"] == (Target("customers", -1), Target("customers", 1), Target("customers", -1))  # fmt: skip


def test_a_contact_makes_a_lead() -> None:
    header = "subject | time | content | by | 手机"
    linked, said = looked_up(table_of("follow_ups", header, "新人 | 2026-11-20 | 看 | 李四 | 13600000000", "海田机械厂 | 2026-11-20 | 看 | 李四 | ", "新人 | 2026-11-21 | 谈 | 王五 | "))  # fmt: skip
    assert said == []
    assert made(linked) == {
        "leads": [(2, "新人", "13600000000", "李四", None), (4, "新人", "13600000000", None, None)]
    }
    assert [each and (each.kind, each.id) for each in linked.targets[0]["subject"]] == [("leads", -1), ("customers", 1), ("leads", -1)]  # fmt: skip


def test_what_later_rows_tell_of_somebody_made_earlier_is_added() -> None:
    store = table_of("customers", "number | name | phone | owner | provisional", "C-000001 | 新客机械 |  | 张三 | 是", "C-000002 | 旧客机械 |  | 张三 | ")  # fmt: skip
    linked, said = looked_up(deals("一 | 新客机械 | 李四 | 13600000000 | 东路", "二 | 旧客机械 | 李四 | 13600000001 | 西路", "三 | 新客机械 |  |  | "), store=(store,))  # fmt: skip
    assert said == []
    assert made(linked) == {
        "customers": [(2, None, "13600000000", None, "东路")]
    }  # what is known is not told again
    assert linked.ids[1] == (1,)


def test_who_has_a_row_of_his_own_is_made_of_that() -> None:
    people = table_of("customers", "name | phone", "新客机械 | 13600000000")
    linked, said = looked_up(people, deals("一 | 新客机械 | 张三 |  | 东路"))
    assert (said, made(linked)) == ([], {})
    assert linked.targets[1]["customer"] == (Target("customers", -1),)
