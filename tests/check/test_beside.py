"""Follow-ups that are kept beside a record go in with it, each from its own cell."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.desk import Desk, counts, desk, found
from workbook_crm import as_json
from workbook_crm.model.language import Language
from workbook_crm.model.words import fates_in_words

GROUPED = """
# 线索
| 客户姓名 | 电话 | 来源 | 负责人 | 第一次跟进 |  | 第二次跟进 |  |
|  |  |  |  | 日期 | 内容 | 日期 | 内容 |
| 陈磊 | 13500001525 | 网络 | 张三 | 11/6 | 到店看车 | 11/10 | 电话沟通 |
| 陈磊 | 13500001526 | 网络 | 李四 | 2026-11-07 | 谈价 |  |  |
"""


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Desk]:
    with desk(tmp_path) as one:
        yield one


def told(shop: Desk, number: str) -> list[tuple[Any, ...]]:
    """(day, method, content, by) of the follow-ups of a record."""
    fields = ("time", "method", "content", "by")
    return [tuple(each[field] for field in fields) for each in shop.show(number)["follow_ups"]]


def test_groups_under_two_header_rows_are_follow_ups_of_their_row(shop: Desk) -> None:
    receipt = shop.take(GROUPED)
    assert counts(receipt, "线索") == {"new": 2}
    assert receipt.sheets[0].beside == {"follow_ups": {"new": 3, "changed": 0, "unchanged": 0, "held": 0}}
    assert fates_in_words(receipt.sheets[0], Language.ZH) == "新增 2；旁边的跟进：新增 3"
    assert fates_in_words(receipt.sheets[0], Language.EN) == "2 new; contacts beside them: 3 new"
    assert told(shop, "L-000001") == [
        (date(2026, 11, 6), "到店", "到店看车", "张三"),
        (date(2026, 11, 10), "电话", "电话沟通", "张三"),
    ]
    assert told(shop, "L-000002") == [(date(2026, 11, 7), None, "谈价", "李四")]  # a namesake has his own


def test_the_receipt_says_which_columns_are_of_which_contact(shop: Desk) -> None:
    (sheet,) = as_json.receipt(shop.take(GROUPED), Language.ZH)["sheets"]
    assert [(each["cell"], each["field"], each.get("group")) for each in sheet["columns"][3:6]] == [
        ("D1", "owner", None),
        ("E2", "follow_ups.time", 1),
        ("F2", "follow_ups.content", 1),
    ]
    assert sheet["beside"]["follow_ups"]["new"] == 3


def test_sent_again_nothing_is_doubled_and_what_has_grown_is_an_edit(shop: Desk) -> None:
    shop.take(GROUPED)
    receipt = shop.take(
        GROUPED.replace("到店看车", "到店看车，很喜欢").replace("13500001526 ", "13500001526")
    )
    assert counts(receipt, "线索") == {"changed": 1, "unchanged": 1}
    assert receipt.sheets[0].beside["follow_ups"] == {"new": 0, "changed": 1, "unchanged": 2, "held": 0}
    assert [each[2] for each in told(shop, "L-000001")] == ["到店看车，很喜欢", "电话沟通"]


def test_another_contact_of_the_same_day_is_no_edit(shop: Desk) -> None:
    one = "\n# 线索\n| 姓名 | 电话 | 来源 | 跟进日期1 | 跟进内容1 |\n| 甲 | 13500001525 | 网络 | 2026-11-06 | {} |"
    shop.take(one.format("到店看车"))
    shop.take(one.format("报价已发，等领导批"))
    assert [each[2] for each in told(shop, "L-000001")] == ["到店看车", "报价已发，等领导批"]


def test_a_contact_leads_to_its_own_cell(shop: Desk) -> None:
    shop.take(GROUPED.replace("| 11/10 | 电话沟通 |", "|  |  |"))
    shop.take(GROUPED)
    last = as_json.document(shop.show("L-000001")["history"][-1])
    assert '"cell": "H3"' in last


def test_an_unreadable_day_holds_its_contact_and_not_the_record(shop: Desk) -> None:
    receipt = shop.take(GROUPED.replace("11/10", "前阵子"))
    assert counts(receipt, "线索") == {"new": 2}
    assert receipt.sheets[0].beside["follow_ups"]["held"] == 1
    assert "error 线索!G3 not-a-date" in found(receipt)


def test_a_record_that_is_held_holds_its_contacts(shop: Desk) -> None:
    other = GROUPED.replace("陈磊 | 13500001526", "王五 | 13500001526")
    receipt = shop.take(other.replace("| 13500001525 | 网络 |", "| 1.35E+10 | 网络 |"))
    assert counts(receipt, "线索") == {"new": 1, "held": 1}
    assert receipt.sheets[0].beside["follow_ups"] == {"new": 1, "changed": 0, "unchanged": 0, "held": 2}


def test_several_dated_texts_in_one_cell(shop: Desk) -> None:
    sheet = "\n# 客户\n| 客户名称 | 电话 | 来源 | 登记日期 | 跟进记录 |\n"
    receipt = shop.take(
        sheet + "| 甲 | 13500001525 | 网络 | 2025-11-01 | 11.8 微信发了配置表；11.12 电话沟通 |"
    )
    assert told(shop, "C-000001") == [
        (date(2025, 11, 8), "微信", "微信发了配置表", None),
        (date(2025, 11, 12), "电话", "电话沟通", None),
    ]  # of the year in which the row was written down
    assert counts(receipt, "客户") == {"new": 1}


def test_a_day_without_a_year_is_never_in_the_future(shop: Desk) -> None:
    sheet = "\n# 线索\n| 姓名 | 电话 | 来源 | 跟进1 | 跟进2 |\n| 甲 | 13500001525 | 网络 | 11.23 来电 | 11.24 来电 |"
    shop.take(sheet)
    assert [each[0] for each in told(shop, "L-000001")] == [date(2026, 11, 23), date(2025, 11, 24)]


def test_texts_that_begin_with_no_day_stay_with_the_record(shop: Desk) -> None:
    receipt = shop.take(
        "\n# 线索\n| 姓名 | 电话 | 来源 | 沟通记录 |\n| 甲 | 13500001525 | 网络 | 3.5吨叉车两台 |"
    )
    assert (receipt.sheets[0].beside, told(shop, "L-000001")) == ({}, [])


def test_the_last_contact_makes_its_person_seen(shop: Desk) -> None:
    text = "\n# 线索\n| 姓名 | 电话 | 来源 | 下次跟进时间 | 最近跟进时间 | 跟进内容 |\n"
    shop.take(text + "| 甲 | 13500001525 | 网络 | 2026-11-10 | 2026-11-12 | 到店看车 |")
    assert shop.show("L-000001")["values"]["next_follow_up"] is None


def test_a_row_of_contacts_that_belongs_to_no_record_is_said(shop: Desk) -> None:
    receipt = shop.take(GROUPED + "|  |  |  |  | 2026-11-09 | 又来了 |  |  |\n")
    assert "又来了" in " ".join(each.value for each in receipt.findings)


def test_what_is_said_of_a_record_is_said_though_its_contact_is_known(shop: Desk) -> None:
    text = "\n# 线索\n| 姓名 | 电话 | 来源 | 级别 | 跟进日期1 | 跟进内容1 |\n| 甲 | 13500001525 | 网络 | {} | 2026-11-06 | 看车 |"
    shop.take(text.format("A"))
    assert found(shop.take(text.format("Q"))) == ["warning 线索!D2 unlisted-choice"]
    assert found(shop.take(text.format("Q") + "\n# 备忘\n| x |")) == []


def test_the_same_bytes_with_a_contact_that_was_held_do_not_bring_old_values_back(shop: Desk) -> None:
    text = GROUPED.replace("11/10", "前阵子")
    assert shop.take(text).sheets[0].beside["follow_ups"]["held"] == 1
    shop.take("\n# 线索\n| 客户姓名 | 电话 | 来源 |\n| 陈磊 | 13500001525 | 展会 |")
    assert found(shop.take(text)) == ["warning 线索!C3 conflict"]
    assert shop.show("L-000001")["values"]["source"] == "展会"
