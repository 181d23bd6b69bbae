"""An import taken back: each field has the last write of a receipt that is not undone."""

from __future__ import annotations

import io
import itertools
import json
from datetime import datetime
from decimal import Decimal
from typing import Any

import openpyxl
import pytest

from tests.desk import NOW, Desk, counts
from workbook_crm import cli
from workbook_crm.failures import UsageError
from workbook_crm.merge.find import find_records
from workbook_crm.model.language import Language
from workbook_crm.rounds import unmended_on
from workbook_crm.undone_files import undo_now

HEAD = "# 客户\n| 客户名称 | 电话 | 级别 | 颜色 |\n"
CONTACTS = "# 跟进记录\n| 对象 | 跟进时间 | 跟进方式 | 跟进内容 | 下次跟进时间 |\n"
LINES = "# 商机产品\n| 商机 | 产品 | 规格 | 数量 | 优惠率 |\n"
KINDS = ("catalog", "leads", "customers", "opportunities", "opportunity_lines", "follow_ups")


def undo(house: Desk, receipt: str) -> Any:
    done = undo_now(house.workspace, receipt)
    assert done is not None
    return done[1]


def state(house: Desk, *kinds: str) -> dict[str, Any]:
    """All that the store has, by kind."""
    with house.workspace.store.reading() as queries:
        return {kind: queries.every(kind) for kind in kinds or KINDS}


def customer(house: Desk, number: str = "C-000001") -> dict[str, Any]:
    values = house.show(number)["values"]
    assert isinstance(values, dict)
    return values


def people(level: str, colour: str = "白") -> str:
    return HEAD + f"| 远航 | 13800010001 | {level} | {colour} |"


def test_a_value_that_nobody_wrote_again_is_what_it_was(empty_desk: Desk) -> None:
    empty_desk.take(people("A"), sender="张三")
    empty_desk.take(people("B", "蓝"), sender="张三")
    done = undo(empty_desk, "R-000002")
    assert (customer(empty_desk)["level"], customer(empty_desk)["extra"]) == ("A", {"颜色": "白"})
    assert [(each.field, each.before, each.after) for each in done.plan.reverted] == [
        ("level", "B", "A"),
        ("extra.颜色", "蓝", "白"),
    ]
    assert (done.receipt.id, done.receipt.undoes) == ("R-000003", "R-000002")


def test_two_of_three_undone_leave_what_the_first_wrote(empty_desk: Desk) -> None:
    """x = 1, 2, 3: undo the second, then the third."""
    for level in "ABC":
        empty_desk.take(people(level), sender="张三")
    kept = undo(empty_desk, "R-000002").plan.kept
    assert [(each.field, each.value, each.receipt) for each in kept] == [
        ("level", "C", "R-000003"),
    ]
    undo(empty_desk, "R-000003")
    assert customer(empty_desk)["level"] == "A"


def test_a_record_with_nothing_built_on_it_is_withdrawn_and_its_number_never_given_again(
    empty_desk: Desk,
) -> None:
    empty_desk.take(people("A"), sender="张三")
    undo(empty_desk, "R-000001")
    assert empty_desk.count("customers") == 0
    with empty_desk.workspace.store.reading() as queries:
        assert find_records(queries, "远航") == []
        assert queries.dossier("C-000001") is None
    again = empty_desk.take(people("A"), sender="张三")
    assert counts(again, "客户") == {"new": 1}
    assert customer(empty_desk, "C-000002")["name"] == "远航"


def test_a_customer_on_whom_somebody_elses_contact_stands_stays(empty_desk: Desk) -> None:
    empty_desk.take(people("A"), sender="张三")
    empty_desk.take(CONTACTS + "| C-000001 | 2026-11-22 | 电话 | 要报价 | 2026-12-01 |", sender="李四")
    done = undo(empty_desk, "R-000001")
    values = customer(empty_desk)
    assert (values["name"], values["phone"], values["level"]) == ("远航", "13800010001", None)
    assert values["next_follow_up"].isoformat() == "2026-12-01"
    assert [(each.of.number, each.by) for each in done.plan.leant] == [("C-000001", ("C-000001 要报价",))]
    undo(empty_desk, "R-000002")
    assert empty_desk.count("customers") == 0


def test_saturdays_work_stays_on_top_of_fridays_undone_file(empty_desk: Desk) -> None:
    friday = HEAD + "\n".join(f"| 客户{n} | 1380001000{n} | A | 白 |" for n in range(5))
    empty_desk.take(friday, name="周五.xlsx")
    empty_desk.take(HEAD + "| 客户1 | 13800010001 | H | |", sender="李四", name="周六.xlsx")
    undo(empty_desk, "R-000001")
    with empty_desk.workspace.store.reading() as queries:
        left = [(each.record.name, each.record.level) for each in queries.every("customers")]
    assert left == [("客户1", None)]  # his H was asked about: it differed from what somebody else wrote


def test_a_contact_taken_back_leaves_the_next_day_that_was_planned_before(shop: Desk) -> None:
    shop.take(CONTACTS + "| C-000002 | 2026-11-20 | 电话 | 一 | 2026-11-25 |", sender="张三")
    before = state(shop)
    receipt = shop.take(CONTACTS + "| C-000002 | 2026-11-22 | 电话 | 二 | 2026-12-05 |", sender="张三")
    assert customer(shop, "C-000002")["next_follow_up"].isoformat() == "2026-12-05"
    undo(shop, receipt.id)
    assert state(shop) == before


def test_a_line_taken_back_is_out_of_the_sum(shop: Desk) -> None:
    shop.take(LINES + "| 远航三台叉车 | 内燃叉车 | 3吨 | 2 | |", sender="张三")
    before = state(shop)
    more = shop.take(LINES + "| 远航三台叉车 | 电动叉车 | 2吨 | 1 | |", sender="李四", name="二.xlsx")
    assert shop.show("O-000001")["values"]["amount"] == Decimal(314000)
    undo(shop, more.id)
    assert state(shop) == before


def test_figures_of_a_line_that_are_of_several_imports_make_their_own_amount(shop: Desk) -> None:
    shop.take(LINES + "| 远航三台叉车 | 内燃叉车 | 3吨 | 2 | |", sender="张三")
    quantity = shop.take(LINES + "| 远航三台叉车 | 内燃叉车 | 3吨 | 3 | |", sender="张三")
    shop.take(LINES + "| 远航三台叉车 | 内燃叉车 | 3吨 | 3 | 5% |", sender="张三")
    undo(shop, quantity.id)
    (line,) = state(shop, "opportunity_lines")["opportunity_lines"]
    assert (line.record.quantity, line.record.amount) == (2, Decimal("167200.00"))
    assert shop.show("O-000001")["values"]["amount"] == Decimal("167200.00")


def test_an_undo_of_an_undo_is_as_it_was(shop: Desk) -> None:
    shop.take(LINES + "| 远航三台叉车 | 内燃叉车 | 3吨 | 2 | |", sender="张三")
    receipt = shop.take(CONTACTS + "| C-000002 | 2026-11-22 | 电话 | 二 | 2026-12-05 |", sender="张三")
    before = state(shop)
    for each in ("R-000001", "R-000002", receipt.id):
        done = undo(shop, each)
        assert state(shop) != before
        undo(shop, done.receipt.id)
        assert state(shop) == before, each


def test_a_price_list_undone_leaves_the_products_that_deals_are_priced_from(shop: Desk) -> None:
    prices = "# 产品目录\n| 类别 | 产品名称 | 规格 | 单价 |\n| 整车 | 堆高车 | 1吨 | 50000 |\n| 整车 | 新车 | 2吨 | 60000 |"
    receipt = shop.take(prices, name="价.xlsx")
    shop.take(LINES + "| 远航三台叉车 | 堆高车 | 1吨 | 2 | |", sender="张三")
    done = undo(shop, receipt.id)
    known = {each.record.product: each.record.unit_price for each in state(shop)["catalog"]}
    assert "新车" not in known
    assert known["堆高车"] is None
    assert [each.of.number for each in done.plan.leant] == ["堆高车"]
    assert shop.show("O-000001")["values"]["amount"] == 100000


def test_rows_that_a_price_list_let_in_go_with_it_and_wait_again(shop: Desk) -> None:
    shop.take(LINES + "| 远航三台叉车 | 堆高车 | 1吨 | 2 | |", sender="张三")
    prices = "# 产品目录\n| 类别 | 产品名称 | 规格 | 单价 |\n| 整车 | 堆高车 | 1吨 | 50000 |"
    receipt = shop.take(prices, name="价.xlsx")
    assert shop.count("opportunity_lines") == 1
    undo(shop, receipt.id)
    assert shop.count("opportunity_lines") == 0
    again = shop.take(prices, name="价.xlsx")
    assert counts(again, "产品目录") == {"new": 1}
    assert (shop.count("opportunity_lines"), len(again.settled)) == (1, 1)


def test_rows_that_waited_go_with_the_workbook_in_which_they_stand(shop: Desk) -> None:
    waiting = shop.take(LINES + "| 远航三台叉车 | 堆高车 | 1吨 | 2 | |", sender="张三")
    prices = "# 产品目录\n| 类别 | 产品名称 | 规格 | 单价 |\n| 整车 | 堆高车 | 1吨 | 50000 |"
    shop.take(prices, name="价.xlsx")
    undo(shop, waiting.id)
    assert shop.count("opportunity_lines") == 0
    assert "堆高车" in {each.record.product for each in state(shop)["catalog"]}


def test_the_very_same_file_is_taken_again_after_it_was_undone(empty_desk: Desk) -> None:
    empty_desk.take(people("A"), sender="张三", name="客户.xlsx")
    file = people("B")
    empty_desk.take(file, sender="张三", name="客户.xlsx")
    undo(empty_desk, "R-000002")
    again = empty_desk.take(file, sender="张三", name="客户.xlsx")
    assert (again.outcome, counts(again, "客户")) == ("taken", {"changed": 1})
    assert customer(empty_desk)["level"] == "B"


def test_a_later_version_of_the_list_sent_again_brings_what_was_undone(empty_desk: Desk) -> None:
    """What Friday's rows said stands in Saturday's file too, and is no old copy any more."""
    friday = HEAD + "| 远航 | 13800010001 | A | 白 |"
    saturday = friday + "\n| 顺通 | 13800010002 | B | 白 |"
    empty_desk.take(friday, sender="张三", name="客户.xlsx")
    empty_desk.take(saturday, sender="张三", name="客户.xlsx")
    undo(empty_desk, "R-000001")
    assert [each.record.name for each in state(empty_desk)["customers"]] == ["顺通"]
    again = empty_desk.take(saturday + "\n", sender="张三", name="客户 2.xlsx")
    assert sorted(each.record.name for each in state(empty_desk)["customers"]) == ["远航", "顺通"], again


def test_what_another_list_says_too_outlives_an_undo(empty_desk: Desk) -> None:
    empty_desk.take(people("A"), name="店.xlsx")
    same = "# 客户\n| 客户名称 | 级别 | 电话 |\n| 远航 | A | 13800010001 |"
    empty_desk.take(same, sender="李四", name="李.xlsx")
    undo(empty_desk, "R-000001")
    assert (customer(empty_desk)["name"], customer(empty_desk)["level"]) == ("远航", "A")
    undo(empty_desk, "R-000002")
    assert empty_desk.count("customers") == 0


@pytest.mark.parametrize("order", list(itertools.permutations((1, 2, 3))))
def test_in_whatever_order_all_are_undone_nothing_is_left(empty_desk: Desk, order: tuple[int, ...]) -> None:
    empty_desk.take(people("A"), sender="张三")
    empty_desk.take("# 商机\n| 商机名称 | 客户 |\n| 叉车 | 远航 |", sender="李四")
    empty_desk.take(CONTACTS + "| 叉车 | 2026-11-22 | 电话 | 二 | 2026-12-05 |", sender="李四")
    for each in order:
        undo(empty_desk, f"R-{each:06d}")
    assert not any(state(empty_desk).values())


def test_the_report_has_four_lists(empty_desk: Desk) -> None:
    empty_desk.take(people("A"), sender="张三")
    empty_desk.take(people("B"), sender="张三")
    done = undo(empty_desk, "R-000001")
    content = (empty_desk.workspace.folder / done.receipt.answer).read_bytes()
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert book.sheetnames == ["已撤销", "保留-后来又改", "保留-被引用", "不能撤"]
    rows = [[cell.value for cell in row] for row in book["保留-后来又改"].iter_rows(min_row=4)]
    assert rows == [["客户", "C-000001", "级别", "B", "张三", "2026-11-23 08:00", "R-000002"]]


def test_a_dry_run_changes_nothing(empty_desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    empty_desk.take(people("A"), sender="张三")
    before = state(empty_desk)
    folder = ["--workspace", str(empty_desk.workspace.folder), "--language", "zh"]
    assert cli.main([*folder, "--json", "undo", "R-000001", "--check"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["receipt"], [each["number"] for each in told["undone"]]) == (None, ["C-000001"])
    assert state(empty_desk) == before


def test_what_cannot_be_undone_is_said(empty_desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    empty_desk.take(people("A"), sender="张三")
    folder = ["--workspace", str(empty_desk.workspace.folder), "--language", "zh", "undo"]
    assert cli.main([*folder, "R-000009"]) == 2
    assert cli.main([*folder, "R-000001"]) == 0
    assert cli.main([*folder, "R-000001"]) == 2
    assert "已经撤销了（R-000002）" in capsys.readouterr().err


def test_a_record_whose_phone_is_anothers_by_now_is_not_brought_back(empty_desk: Desk) -> None:
    empty_desk.take(people("A"), sender="张三")
    undo(empty_desk, "R-000001")
    empty_desk.take(people("B"), sender="张三")
    before = state(empty_desk)
    with pytest.raises(UsageError) as refused:
        undo(empty_desk, "R-000002")
    assert "C-000002" in refused.value.said(Language.ZH)
    assert state(empty_desk) == before


def test_a_day_on_which_a_record_came_is_kept(empty_desk: Desk) -> None:
    empty_desk.take(people("A"), sender="张三")
    undo(empty_desk, undo(empty_desk, "R-000001").receipt.id)
    (stored,) = state(empty_desk)["customers"]
    assert stored.since == datetime(2026, 11, 23).date()


def test_a_record_that_stayed_is_completed_by_its_own_row(empty_desk: Desk) -> None:
    empty_desk.take(people("A"), sender="张三")
    empty_desk.take(CONTACTS + "| C-000001 | 2026-11-22 | 电话 | 要报价 | |", sender="张三")
    undo(empty_desk, "R-000001")
    (left,) = state(empty_desk)["customers"]
    assert left.record.provisional is True
    empty_desk.take(people("B"), sender="张三")
    (left,) = state(empty_desk)["customers"]
    assert (left.record.number, left.record.level, left.record.provisional) == ("C-000001", "B", None)


def test_rejected_rows_of_an_undone_file_are_asked_for_no_more(shop: Desk) -> None:
    def open_rows() -> int:
        return len(unmended_on(shop.workspace, NOW.date()).rows)

    held = shop.take(LINES + "| 远航三台叉车 | 没有的车 | 1吨 | 2 | |", sender="张三")
    assert open_rows() == 1
    done = undo(shop, held.id)
    assert open_rows() == 0
    undo(shop, done.receipt.id)
    assert open_rows() == 1


def test_what_an_undone_file_had_mended_is_open_again(shop: Desk) -> None:
    shop.take(LINES + "| 远航三台叉车 | 内燃叉车 | 3吨 | 很多 | |", sender="张三", name="行.xlsx")
    mended = shop.take(LINES + "| 远航三台叉车 | 内燃叉车 | 3吨 | 2 | |", sender="张三", name="行.xlsx")
    before = len(unmended_on(shop.workspace, NOW.date()).rows)
    undo(shop, mended.id)
    assert (before, len(unmended_on(shop.workspace, NOW.date()).rows)) == (0, 1)


def test_values_that_a_later_version_repeats_are_taken_when_it_comes_again(empty_desk: Desk) -> None:
    empty_desk.take(people("A"), sender="张三", name="客户.xlsx")
    friday = empty_desk.take(people("B", "蓝"), sender="张三", name="客户.xlsx")
    saturday = people("B", "蓝") + "\n| 顺通 | 13800010002 | B | 白 |"
    empty_desk.take(saturday, sender="张三", name="客户.xlsx")
    undo(empty_desk, friday.id)
    assert (customer(empty_desk)["level"], customer(empty_desk)["extra"]) == ("A", {"颜色": "白"})
    empty_desk.take(saturday + "\n| 恒达 | 13800010003 | B | 白 |", sender="张三", name="客户.xlsx")
    assert (customer(empty_desk)["level"], customer(empty_desk)["extra"]) == ("B", {"颜色": "蓝"})


def test_lines_that_a_later_version_repeats_are_made_when_it_comes_again(shop: Desk) -> None:
    friday = LINES + "| 远航三台叉车 | 内燃叉车 | 3吨 | 2 | |"
    first = shop.take(friday, sender="张三", name="行.xlsx")
    saturday = friday + "\n| 远航三台叉车 | 电动叉车 | 2吨 | 1 | |"
    shop.take(saturday, sender="张三", name="行.xlsx")
    undo(shop, first.id)
    assert shop.show("O-000001")["values"]["amount"] == 138000
    shop.take(saturday + "\n| 远航三台叉车 | 实心轮胎 | 6.50-10 | 1 | |", sender="张三", name="行.xlsx")
    assert shop.show("O-000001")["values"]["amount"] == 138000 + 176000 + 680
