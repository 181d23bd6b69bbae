"""Books of visits and calls, and lists of test drives, as dealers keep them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.desk import Desk, counts, desk

VISITS = """
# 来店登记表
| 日期 | 人数 | 客户姓名 | 联系电话 | 拟购车型 | 来源 | 接待顾问 | 是否试驾 | 跟进情况1 | 跟进情况2 |
| 2025-11-03 | 2 | 王女士 | 13900139000 | X5 | 网络 | 李四 | 是 | 11.6 微信发资料 |  |
| 2025-11-04 | 1 | 李先生 | 13900139001 | X3 | 转介绍 | 李四 | {} |  | 电话未接 |
"""
CALLS = """
# 来电登记表
| 日期 | 客户姓名 | 联系电话 | 拟购车型 | 来源 |
| 2026-11-03 | 王女士 | 13900139000 | X5 | 网络 |
"""


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Desk]:
    with desk(tmp_path) as one:
        yield one


def told(shop: Desk, number: str) -> list[tuple[Any, ...]]:
    fields = ("time", "method", "content", "by")
    return sorted(
        (tuple(each[field] for field in fields) for each in shop.show(number)["follow_ups"]), key=repr
    )


def test_a_visit_book_brings_people_their_visits_and_what_came_after(shop: Desk) -> None:
    receipt = shop.take(VISITS.format("否"))
    assert counts(receipt, "来店登记表") == {"new": 2}
    assert told(shop, "L-000001") == [
        (date(2025, 11, 3), "到店", "到店", "李四"),
        (date(2025, 11, 3), "试驾", "试驾", "李四"),
        (date(2025, 11, 6), "微信", "微信发资料", "李四"),
    ]
    assert told(shop, "L-000002") == [
        (None, "电话", "电话未接", "李四"),
        (date(2025, 11, 4), "到店", "到店", "李四"),
    ]


@pytest.mark.parametrize(
    ("answer", "drives"), [("是", ["试驾"]), ("√", ["试驾"]), ("试驾X3", ["试驾X3"]), ("否", []), ("", [])]
)
def test_what_is_written_under_a_question(shop: Desk, answer: str, drives: list[str]) -> None:
    shop.take(VISITS.format(answer))
    assert [each[2] for each in told(shop, "L-000002") if each[1] == "试驾"] == drives


def test_how_many_came_is_no_size_of_a_company(shop: Desk) -> None:
    shop.take(VISITS.format("否"))
    values = shop.show("L-000001")["values"]
    assert (values["size"], values["extra"]) == (None, {"人数": "2"})


def test_a_visit_book_sent_again_doubles_nothing(shop: Desk) -> None:
    shop.take(VISITS.format("否"))
    receipt = shop.take(VISITS.format("是"))
    assert receipt.sheets[0].beside["follow_ups"] == {"new": 1, "changed": 0, "unchanged": 5, "held": 0}


def test_a_book_of_calls(shop: Desk) -> None:
    shop.take(CALLS)
    assert told(shop, "L-000001") == [(date(2026, 11, 3), "电话", "电话", None)]


def test_a_date_on_any_other_sheet_is_no_visit(shop: Desk) -> None:
    shop.take(CALLS.replace("来电登记表", "线索"))
    assert told(shop, "L-000001") == []


def test_a_list_of_test_drives(shop: Desk) -> None:
    shop.take("# 客户\n| 客户名称 | 电话 | 来源 |\n| 王女士 | 13900139000 | 网络 |")
    receipt = shop.take(
        "# 试驾登记表\n| 序号 | 试驾日期 | 客户姓名 | 试驾车型 | 陪驾人员 |\n| 1 | 2026-11-03 | 王女士 | X5 | 李四 |"
    )
    assert counts(receipt, "试驾登记表") == {"new": 1}
    assert told(shop, "C-000001") == [(date(2026, 11, 3), "试驾", "试驾 X5", "李四")]
