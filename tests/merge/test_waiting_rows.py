"""Rows that were rejected because a record is missing are taken by themselves when it comes."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.desk import Desk, counts, desk, found
from tests.workbooks import SHOP, joined, xlsx
from workbook_crm import as_json
from workbook_crm.model.language import Language
from workbook_crm.model.run import Receipt

LINES = """
# 商机产品
| 商机 | 产品 | 规格 | 数量 |
| 远航三台叉车 | 内燃叉车 | 3吨 | 2 |
| 远航三台叉车 | 侧面叉车 | | 1 |
"""
SIDE = """
# 产品目录
| 类别 | 产品名称 | 单价 |
| 整车 | 侧面叉车 | 150000 |
"""
NEWS = """
# 跟进记录
| 对象 | 跟进时间 | 跟进方式 | 跟进内容 |
| KH-1042 | 2026-11-20 | 电话 | 报价已发 |
"""


def settled(receipt: Receipt) -> list[tuple[Any, ...]]:
    return [tuple(each) for each in receipt.settled]


def results(desk: Desk, path: str, sheet: str) -> list[Any]:
    """The result column of an answer, below its header."""
    book = openpyxl.load_workbook(io.BytesIO((desk.workspace.folder / path).read_bytes()))
    column = next(cell.column for row in book[sheet].iter_rows() for cell in row if cell.value == "处理结果")
    return [row[column - 1].value for row in book[sheet].iter_rows(min_row=2)]


def test_a_line_is_taken_when_its_product_comes(shop: Desk) -> None:
    first = shop.take(LINES, sender="张三", name="明细.xlsx")
    assert counts(first, "商机产品") == {"new": 1, "held": 1}
    second = shop.take(SIDE, name="目录.xlsx")
    assert settled(second) == [(first.id, "商机产品", 3, None)]
    assert as_json.receipt(second, Language.ZH)["settled"] == [
        {"receipt": first.id, "sheet": "商机产品", "row": 3, "number": None}
    ]
    deal = shop.show("O-000001")
    assert [(each["product"], str(each["amount"])) for each in deal["lines"]] == [
        ("内燃叉车", "176000.00"), ("侧面叉车", "150000.00"),
    ]  # fmt: skip
    assert str(deal["values"]["amount"]) == "326000.00"
    last = deal["history"][-1]
    assert (last["file"], last["sheet"], last["row"]) == ("明细.xlsx", "商机产品", 3)
    assert (last["receipt"], last["sender"]) == (second.id, "张三")
    with shop.workspace.store.reading() as queries:
        assert queries.receipt(second.id) == second
        assert queries.receipt(first.id) == first


def test_the_sender_gets_his_answer_again(shop: Desk) -> None:
    first = shop.take(LINES, sender="张三", name="明细.xlsx")
    assert first.answer is not None
    assert results(shop, first.answer, "商机产品")[1].startswith("退回")
    shop.take(SIDE, name="目录.xlsx")
    again = "outbox/张三/明细.xlsx"
    assert results(shop, again, "商机产品") == ["未变", "已入库：金额 150,000"]
    book = openpyxl.load_workbook(io.BytesIO((shop.workspace.folder / again).read_bytes()))
    assert [cell.comment for row in book["商机产品"].iter_rows() for cell in row if cell.comment] == []


def test_what_was_settled_is_settled_once(shop: Desk) -> None:
    shop.take(LINES, sender="张三", name="明细.xlsx")
    shop.take(SIDE, name="目录.xlsx")
    assert shop.take(SIDE.replace("150000", "151000"), name="目录.xlsx").settled == ()
    assert shop.take(LINES, sender="张三", name="明细.xlsx").outcome == "duplicate"
    assert shop.count("opportunity_lines") == 2


def test_other_rows_of_the_old_workbook_change_nothing(shop: Desk) -> None:
    old = shop.take(
        joined("# 客户\n| 客户名称 | 电话 | 来源 | 级别 |\n| 王伟 | 13912345678 | 展厅 | C |", LINES),
        name="明细.xlsx",
    )
    assert shop.show("C-000002")["values"]["level"] == "C"
    shop.take("# 客户\n| 客户名称 | 电话 | 来源 | 级别 |\n| 王伟 | 13912345678 | 展厅 | A |", name="新.xlsx")
    shop.take(
        "# 商机产品\n| 商机 | 产品 | 规格 | 数量 |\n| 远航三台叉车 | 内燃叉车 | 3吨 | 5 |", name="改.xlsx"
    )
    brings = shop.take(SIDE, name="目录.xlsx")
    assert settled(brings) == [(old.id, "商机产品", 3, None)]
    assert shop.show("C-000002")["values"]["level"] == "A"
    assert [str(each["quantity"]) for each in shop.show("O-000001")["lines"]] == ["5", "1"]


def test_an_old_price_list_in_the_workbook_prices_nothing(shop: Desk) -> None:
    line = "# 商机产品\n| 商机 | 产品 | 数量 |\n| 新商机 | 侧面叉车 | 1 |"
    shop.take(joined(SIDE, line), name="明细.xlsx")
    shop.take(SIDE.replace("150000", "170000"), name="目录.xlsx")
    brings = shop.take("# 商机\n| 商机名称 | 客户 | 意向产品 |\n| 新商机 | 王伟 | 整车 |", name="商机.xlsx")
    assert len(brings.settled) == 1
    assert str(shop.show("O-000003")["lines"][0]["amount"]) == "170000.00"


def test_a_deal_waits_for_its_customer_and_its_line_for_the_deal(shop: Desk) -> None:
    deal = """
# 商机
| 商机名称 | 客户 | 意向产品 |
| 海田两台 | KH-1042 | 整车 |
# 商机产品
| 商机 | 产品 | 规格 | 数量 |
| 海田两台 | 内燃叉车 | 3吨 | 2 |
"""
    first = shop.take(deal, name="商机.xlsx")
    assert found(first) == ["error 商机!B2 unknown-reference", "error 商机产品!A2 held-reference"]
    brings = shop.take(
        "# 客户\n| 客户编号 | 客户名称 | 来源 |\n| KH-1042 | 海田机械 | 展厅 |", name="客户.xlsx"
    )
    assert settled(brings) == [(first.id, "商机", 2, "O-000003"), (first.id, "商机产品", 2, None)]
    assert str(shop.show("O-000003")["values"]["amount"]) == "176000.00"
    assert results(shop, "outbox/商机.xlsx", "商机") == ["已入库：O-000003、商机金额 176,000"]


def test_what_is_settled_may_be_what_others_wait_for(shop: Desk) -> None:
    line = shop.take(
        "# 商机产品\n| 商机 | 产品 | 规格 | 数量 |\n| 海田两台 | 内燃叉车 | 3吨 | 2 |", name="明细.xlsx"
    )
    deal = shop.take(
        "# 商机\n| 商机名称 | 客户 | 意向产品 |\n| 海田两台 | KH-1042 | 整车 |", name="商机.xlsx"
    )
    brings = shop.take(
        "# 客户\n| 客户编号 | 客户名称 | 来源 |\n| KH-1042 | 海田机械 | 展厅 |", name="客户.xlsx"
    )
    assert [each.receipt for each in brings.settled] == [deal.id, line.id]


def test_a_follow_up_waits_for_whom_it_names_by_number(shop: Desk) -> None:
    first = shop.take(NEWS, sender="张三")
    assert counts(first, "跟进记录") == {"held": 1}
    other = shop.take("# 线索\n| 姓名 | 电话 | 来源 |\n| 赵敏敏 | 13700002222 | 展厅 |", name="别人.xlsx")
    assert other.settled == ()
    brings = shop.take(
        "# 线索\n| 线索编号 | 姓名 | 电话 | 来源 |\n| KH-1042 | 赵敏 | 13700001111 | 展厅 |", sender="李四"
    )
    assert settled(brings) == [(first.id, "跟进记录", 2, None)]
    assert [each["content"] for each in shop.show("KH-1042")["follow_ups"]] == ["报价已发"]


def test_a_row_with_another_fault_waits_for_nothing(shop: Desk) -> None:
    shop.take(NEWS.replace("2026-11-20", "2月30日"), sender="张三")
    brings = shop.take("# 线索\n| 线索编号 | 姓名 | 电话 | 来源 |\n| KH-1042 | 赵敏 | 13700001111 | 展厅 |")
    assert brings.settled == ()
    assert shop.count("follow_ups") == 0


def test_a_mended_row_sent_anew_is_not_taken_twice(shop: Desk) -> None:
    shop.take(LINES, sender="张三", name="明细.xlsx")
    mended = LINES.replace("侧面叉车 | ", "电动叉车 | 2吨")
    assert counts(shop.take(mended, sender="张三", name="明细改.xlsx"), "商机产品") == {
        "new": 1,
        "unchanged": 1,
    }
    assert shop.take(SIDE, name="目录.xlsx").settled == ()
    assert shop.count("opportunity_lines") == 2


@pytest.mark.parametrize(
    ("name", "is_anew"), [("跟进.xlsx", True), ("跟进 (2).xlsx", True), ("别的.xlsx", False)]
)
def test_the_same_words_to_another_are_no_mended_row_but_in_the_same_list(
    shop: Desk, name: str, is_anew: bool
) -> None:
    shop.take(NEWS, sender="张三", name="跟进.xlsx")
    shop.take(NEWS.replace("KH-1042", "王伟"), sender="张三", name=name)
    brings = shop.take(
        "# 线索\n| 线索编号 | 姓名 | 电话 | 来源 |\n| KH-1042 | 赵敏 | 13700001111 | 展厅 |", sender="李四"
    )
    assert bool(brings.settled) is not is_anew


def test_two_lists_of_one_sender_wait_both(shop: Desk) -> None:
    one = shop.take(LINES, name="甲.xlsx")
    two = shop.take(LINES.replace("远航三台叉车", "王伟租车"), name="乙.xlsx")
    brings = shop.take(SIDE, name="目录.xlsx")
    assert [each.receipt for each in brings.settled] == [one.id, two.id]


def test_the_same_file_is_tried_again_where_rows_were_rejected(shop: Desk) -> None:
    content = xlsx(LINES)
    first = shop.take(content, sender="张三", name="明细.xlsx")
    shop.take(
        "# 商机产品\n| 商机 | 产品 | 规格 | 数量 |\n| 远航三台叉车 | 内燃叉车 | 3吨 | 5 |", name="改.xlsx"
    )
    again = shop.take(content, sender="张三", name="明细.xlsx")
    assert (again.outcome, counts(again, "商机产品")) == ("taken", {"unchanged": 1, "held": 1})
    assert found(again) == ["warning 商机产品!D2 conflict", "error 商机产品!B3 unknown-product"]
    brings = shop.take(SIDE, name="目录.xlsx")
    assert settled(brings) == [(again.id, "商机产品", 3, None)]
    assert again.id != first.id
    assert [str(each["quantity"]) for each in shop.show("O-000001")["lines"]] == ["5", "1"]
    once_more = shop.take(content, sender="张三", name="明细.xlsx")  # the quantity is another's still
    assert (counts(once_more, "商机产品"), found(once_more)) == (
        {"unchanged": 2},
        ["warning 商机产品!D2 conflict"],
    )


def test_an_original_that_is_gone_leaves_its_row_open(shop: Desk) -> None:
    first = shop.take(LINES, sender="张三", name="明细.xlsx")
    shop.workspace.inbox.let_go([first.arrival.sha256])
    assert shop.take(SIDE, name="目录.xlsx").settled == ()
    assert shop.count("opportunity_lines") == 1
    assert counts(shop.take(LINES, sender="张三", name="明细.xlsx"), "商机产品") == {"new": 1, "unchanged": 1}


def test_nothing_waits_in_a_shop_where_all_is_well(shop: Desk) -> None:
    shop.take(joined(*SHOP.values(), "# 备忘\n| 随便 |"), name="店.xlsx")
    with shop.workspace.store.writing() as transaction:
        assert transaction.keys_waited_for() == frozenset()


def test_contacts_beside_a_row_come_in_with_it_and_one_that_is_held_holds_up_nothing(
    empty_desk: Desk,
) -> None:
    head = "# 商机\n| 商机名称 | 客户 | 意向产品 | 第1次跟进日期 | 第1次跟进内容 | 第2次跟进日期 | 第2次跟进内容 |\n"
    rows = [
        f"| {deal} | {customer} | 整车 | 2026-11-10 | 报了价 | 2026-02-30 | 到店看车 |\n"
        for deal, customer in (("两台叉车", "KH-1041"), ("一台叉车", "KH-1042"))
    ]
    first = empty_desk.take(head + "".join(rows), name="商机.xlsx")
    assert (counts(first, "商机"), first.sheets[0].beside["follow_ups"]["held"]) == ({"held": 2}, 4)
    for nth, customer in enumerate(("宏达物流有限公司", "远航物流有限公司"), 1):
        text = f"# 客户\n| 客户编号 | 客户名称 | 来源 |\n| KH-104{nth} | {customer} | 展会 |"
        second = empty_desk.take(text, name=f"客户{nth}.xlsx")
        assert settled(second) == [(first.id, "商机", 1 + nth, f"O-00000{nth}")]
        assert [each["content"] for each in empty_desk.show(f"O-00000{nth}")["follow_ups"]] == ["报了价"]
    newest = max(
        (empty_desk.workspace.folder / "outbox").rglob("商机*.xlsx"), key=lambda each: each.stat().st_mtime_ns
    )
    assert [str(each)[:3] for each in results(empty_desk, str(newest), "商机")] == ["已入库", "已入库"]
    again = empty_desk.take(head + "".join(rows).replace("2026-02-30", "2026-11-20"), name="商机.xlsx")
    assert [each["time"].day for each in empty_desk.show("O-000001")["follow_ups"]] == [10, 20]
    assert counts(again, "商机") == {"changed": 2}


IMPLYING = "[trade]\nlines_open_opportunities = true\n"
DEALS = "# 商机\n| 商机名称 | 客户 | 意向产品 | 商机金额 |\n| 海田两台 | KH-1042 | 整车 | |"
HAITIAN = "# 客户\n| 客户编号 | 客户名称 | 电话 | 来源 |\n| KH-1042 | 海田机械 | 13711112222 | 展厅 |"
THEIR_LINES = "# 商机产品\n| 商机 | 产品 | 规格 | 数量 |\n| 海田两台 | 内燃叉车 | 3吨 | 2 |"


def test_own_rows_wait_for_what_an_earlier_workbook_brings_once_it_is_settled(shop: Desk) -> None:
    deal = shop.take(DEALS, name="商机.xlsx")
    brings = shop.take(joined(HAITIAN, THEIR_LINES), name="客户.xlsx")
    assert settled(brings) == [(deal.id, "商机", 2, "O-000003")]
    assert found(brings) == []
    assert counts(brings, "商机产品") == {"new": 1}
    assert results(shop, "outbox/客户.xlsx", "商机产品")[0].startswith("新增")
    assert not (shop.workspace.folder / "outbox/客户 (2).xlsx").exists()
    assert str(shop.show("O-000003")["values"]["amount"]) == "176000.00"
    with shop.workspace.store.reading() as queries:
        assert queries.receipt(brings.id) == brings
    assert shop.take(joined(HAITIAN, THEIR_LINES), name="客户.xlsx").outcome == "duplicate"
    assert shop.count("opportunity_lines") == 1


def test_own_rows_are_settled_beside_rows_that_bring_whom_they_name(shop: Desk) -> None:
    deal = shop.take(DEALS, name="商机.xlsx")
    of_another = "# 商机\n| 商机名称 | 客户 | 意向产品 |\n| 别的单 | 赵六 | 整车 |"
    brings = shop.take(joined(HAITIAN, THEIR_LINES, of_another), name="客户.xlsx")
    assert settled(brings) == [(deal.id, "商机", 2, "O-000004")]
    assert found(brings) == ["note 商机!B1 records-made", "note 商机!B2 record-made"]
    assert (counts(brings, "商机产品"), counts(brings, "商机")) == ({"new": 1}, {"new": 1})
    assert [dict(each.made) for each in brings.sheets if each.sheet == "商机"] == [{"customers": 1}]


def test_own_rows_bring_what_others_wait_for_until_nothing_more_comes(shop: Desk) -> None:

    deal = shop.take(DEALS, name="商机.xlsx")
    news = shop.take(NEWS.replace("赵敏", "海田两台"), name="跟进.xlsx", sender="张三")
    lines = shop.take(THEIR_LINES, name="明细.xlsx", sender="张三")
    brings = shop.take(
        joined(HAITIAN, NEWS.replace("赵敏", "海田两台").replace("11-20", "11-21")), name="客户.xlsx"
    )
    assert [each.receipt for each in brings.settled] == [deal.id, news.id, lines.id]
    assert counts(brings, "跟进记录") == {"new": 1}


def test_own_rows_that_still_miss_something_stay_rejected(shop: Desk) -> None:
    shop.take(DEALS, name="商机.xlsx")
    lines = THEIR_LINES + "\n| 海田两台 | 侧面叉车 | | 1 |\n| 没有的商机 | 内燃叉车 | 3吨 | 1 |"
    brings = shop.take(joined(HAITIAN, lines), name="客户.xlsx")
    assert counts(brings, "商机产品") == {"new": 1, "held": 2}
    assert found(brings) == [
        "error 商机产品!B3 unknown-product", "error 商机产品!A4 unknown-reference",
    ]  # fmt: skip
    side = shop.take(SIDE, name="目录.xlsx")
    assert settled(side) == [(brings.id, "商机产品", 3, None)]


def test_a_line_whose_deal_is_implied_is_settled(tmp_path: Path) -> None:
    with desk(tmp_path, IMPLYING) as shop:
        shop.take(joined(*SHOP.values()), name="店.xlsx")
        lines = "# 商机产品\n| 商机 | 客户名称 | 产品 | 数量 |\n| 海田两台 | 王伟 | 侧面叉车 | 2 |"
        first = shop.take(lines, name="明细.xlsx")
        brings = shop.take(SIDE, name="目录.xlsx")
        assert [each[:3] for each in settled(brings)] == [(first.id, "商机产品", 2)]
        assert shop.count("opportunities") == 3


@pytest.mark.parametrize(
    ("sender", "note"), [("张三", "outbox/张三/明细.xlsx.txt"), (None, "outbox/明细.xlsx.txt")]
)
def test_rows_whose_original_is_gone_are_told_of(shop: Desk, sender: str | None, note: str) -> None:
    first = shop.take(LINES, sender=sender, name="明细.xlsx")
    for each in (shop.workspace.folder / "archive").glob(f"??/{first.arrival.sha256}*"):
        each.unlink()
    brings = shop.take(SIDE, name="目录.xlsx")
    assert settled(brings) == []
    assert found(brings) == ["warning 目录.xlsx original-gone"]
    assert dict(brings.findings[0].facts)["rows"] == 1
    book = openpyxl.load_workbook(io.BytesIO(shop.answer(brings)))
    assert any("明细.xlsx" in str(cell.value) for row in book["处理结果"].iter_rows() for cell in row)
    text = (shop.workspace.folder / note).read_text(encoding="utf-8-sig")
    assert "商机产品 第 3 行" in text
    assert "目录.xlsx" in text
    again = shop.take(LINES, sender=sender, name="明细.xlsx")
    assert counts(again, "商机产品") == {"unchanged": 1, "new": 1}
