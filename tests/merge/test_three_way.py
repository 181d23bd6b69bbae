"""Field-wise three-way merge: whose word counts in a cell, by what the list last had applied."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pytest

from tests.desk import Desk, counts, desk, found
from tests.merge.test_sent_again import edited
from workbook_crm.model.language import Language
from workbook_crm.model.words import message

HEAD = "# 线索\n| 姓名 | 电话 | 来源 | 级别 | 备注 | 下次跟进时间 |\n"
ROW = "| 王伟 | 13800000001 | 展会 | {} | {} | {} |"
OTHER = "| 李雷 | 13800000002 | 展会 | B | | |"


def leads(level: Any = "", remark: Any = "", following: Any = "", *more: str) -> str:
    return HEAD + "\n".join([ROW.format(level, remark, following), *more])


def field(house: Desk, name: str = "level", kind: str = "leads") -> Any:
    with house.workspace.store.reading() as queries:
        return getattr(queries.every(kind)[0].record, name)


def test_what_a_sender_did_not_touch_is_not_written_again(empty_desk: Desk) -> None:
    empty_desk.take(leads("B", "", "2026-12-03", OTHER), sender="张三", name="a.xlsx")
    empty_desk.take(leads("A", "", "2026-12-20"), name="主管.xlsx")
    more = "| 韩梅 | 13800000003 | 展会 | B | | |"
    again = empty_desk.take(leads("B", "", "2026-12-03", OTHER, more), sender="张三", name="a.xlsx")
    assert (field(empty_desk), str(field(empty_desk, "next_follow_up"))) == ("A", "2026-12-20")
    assert counts(again, "线索") == {"new": 1, "unchanged": 2}
    assert found(again) == ["note 线索!D2 updated-since", "note 线索!F2 updated-since"]
    assert found(empty_desk.take(leads("B", "x", "2026-12-03", OTHER, more), sender="张三")) == []
    assert (field(empty_desk), field(empty_desk, "remark")) == ("A", "x")


@pytest.mark.parametrize(
    ("base", "theirs", "says", "stays", "said"),
    [
        ("B", "B", "B", "B", []),
        ("B", "A", "B", "A", ["updated-since"]),  # s = b: the store's
        ("B", "B", "C", "C", []),  # t = b: the sender's
        ("B", "A", "A", "A", []),  # both wrote the same
        ("B", "A", "C", "A", ["conflict"]),
        ("", "A", "", "A", []),
        ("", "A", "C", "A", ["conflict"]),
        ("", "", "C", "C", []),
        ("B", "清空", "B", None, ["updated-since"]),
        ("B", "清空", "C", None, ["conflict"]),
        ("B", "A", "清空", "A", ["conflict"]),
        ("B", "B", "清空", None, []),
        ("B", "A", "", "A", ["blank-left"]),
        ("B", "B", "", "B", ["blank-left"]),
    ],
)
def test_a_cell(
    empty_desk: Desk, base: str, theirs: str, says: str, stays: str | None, said: list[str]
) -> None:
    empty_desk.take(leads(base, "", "", OTHER), sender="张三")
    empty_desk.take(leads(theirs, "", "", OTHER), name="主管.xlsx")
    again = empty_desk.take(leads(says, "动", "", OTHER), sender="张三")
    assert (field(empty_desk), field(empty_desk, "remark")) == (stays, "动")
    assert [each.rule.code for each in again.findings] == said


def test_whether_others_wrote_is_told_by_the_log_and_not_by_values(empty_desk: Desk) -> None:
    empty_desk.take(leads("B"), sender="张三")
    empty_desk.take(leads("A"), name="主管.xlsx")
    empty_desk.take(leads("B", "x"), name="主管.xlsx")
    again = empty_desk.take(leads("C"), sender="张三")
    assert (field(empty_desk), again.conflicts) == ("B", 1)


def test_a_conflict_stays_one_until_it_is_decided(empty_desk: Desk) -> None:
    empty_desk.take(leads("B"), sender="张三")
    empty_desk.take(leads("A"), name="主管.xlsx")
    for remark in ("一", "二", "三"):
        again = empty_desk.take(leads("C", remark), sender="张三", name=f"{remark}.xlsx")
        assert (field(empty_desk), field(empty_desk, "remark"), again.conflicts) == ("A", remark, 1)
    said = message(again.findings[0], Language.ZH)
    for told in ("C", "上次发的是 B", "A", "主管.xlsx"):
        assert told in said
    decided = empty_desk.take(leads("A", "四"), sender="张三")
    assert (found(decided), field(empty_desk)) == ([], "A")
    assert found(empty_desk.take(leads("C", "四"), sender="张三")) == []
    assert field(empty_desk) == "C"


def test_a_conflict_is_insisted_on_in_the_answer(empty_desk: Desk) -> None:
    empty_desk.take(leads("B"), sender="张三")
    empty_desk.take(leads("A"), name="主管.xlsx")
    again = empty_desk.take(leads("C"), sender="张三")

    def insist(book: Any) -> None:
        rows = [row for row in book.worksheets[-1] if '["conflict"' in str(row[5].value)]
        rows[0][4].value = "是"

    assert empty_desk.take(empty_desk.answer(again), sender="张三").conflicts == 1
    back = empty_desk.take(edited(empty_desk.answer(again), insist), sender="张三")
    assert (field(empty_desk), back.conflicts) == ("C", 0)
    assert found(empty_desk.take(leads("C", "后来"), sender="张三")) == []


def test_after_a_word_that_was_not_taken_up_an_edit_is_a_conflict(empty_desk: Desk) -> None:
    """He was told of A, but his file still says B when he writes C."""
    empty_desk.take(leads("B"), sender="张三")
    empty_desk.take(leads("A"), name="主管.xlsx")
    empty_desk.take(leads("B", "x"), sender="张三")
    assert empty_desk.take(leads("C", "x"), sender="张三").conflicts == 1
    assert field(empty_desk) == "A"


@pytest.mark.parametrize(
    ("first", "sender", "setting", "price", "conflicts"),
    [
        ("张三", "李四", "ask", 88000, 1),
        ("张三", "李四", "set", 87000, 0),
        ("张三", "张三", "ask", 87000, 0),
        ("张三", None, "ask", 87000, 0),
        ("张三", "主管", "ask", 87000, 0),
        (None, "李四", "ask", 88000, 1),
        (None, None, "ask", 87000, 0),
    ],
)
def test_a_first_sending(
    tmp_path: Any, first: str | None, sender: str | None, setting: str, price: int, conflicts: int
) -> None:
    head = "# 产品目录\n| 类别 | 产品名称 | 单价 | 备注 |\n"
    rest = "".join(f"| 整车 | 车{n} | 9000{n} | |\n" for n in range(10, 13))
    with desk(tmp_path, f'[merge]\nfirst_sending = "{setting}"\n') as house:
        house.take(head + "| 整车 | 叉车 | 88000 | |\n" + rest, sender=first, name="一.xlsx")
        again = house.take(head + "| 整车 | 叉车 | 87000 | 新 |\n", sender=sender, name="二.xlsx")
        assert field(house, "unit_price", "catalog") == price
        assert field(house, "remark", "catalog") == "新"  # a blank is filled in any case
        assert again.conflicts == conflicts


def test_a_colleagues_copy_takes_his_version_as_its_base(empty_desk: Desk) -> None:
    rows = [f"| 甲{n} | 139000000{n} | 展会 | A | | |" for n in range(10, 30)]
    empty_desk.take(HEAD + "\n".join(rows), sender="张三")
    empty_desk.take(HEAD + "| 甲10 | 13900000010 | 展会 | C | | |", name="主管.xlsx")
    copy = [rows[0], rows[1].replace("A", "B"), *rows[2:]]
    again = empty_desk.take(HEAD + "\n".join(copy), sender="李四", name="张三的表.xlsx")
    assert found(again) == ["note 线索!D2 updated-since", "error 线索!A3 record-of-another"]
    assert counts(again, "线索") == {"unchanged": 19, "held": 1}


LINES = "# 商机产品\n| 商机 | 产品 | 规格 | 数量 | 单价 | 备注 |\n| 远航三台叉车 | 内燃叉车 | 3吨 | {} | {} | {} |"


def test_what_only_makes_sense_together_is_one_conflict(shop: Desk) -> None:
    shop.take(LINES.format(2, 88000, ""), sender="张三")
    shop.take(LINES.format(3, 88000, ""), name="主管.xlsx")
    again = shop.take(LINES.format(2, 87000, "要现货"), sender="张三")
    assert found(again) == ["note 商机产品!D2 updated-since", "warning 商机产品!E2 conflict"]
    line = [field(shop, name, "opportunity_lines") for name in ("quantity", "unit_price", "remark")]
    assert line == [3, 88000, "要现货"]


def test_the_same_product_of_two_people_on_a_deal_is_a_conflict(shop: Desk) -> None:
    shop.take(LINES.format(2, 88000, ""), sender="张三", name="一.xlsx")
    again = shop.take(LINES.format(3, 87000, ""), sender="李四", name="二.xlsx")
    assert found(again) == ["warning 商机产品!D2 conflict", "warning 商机产品!E2 conflict"]
    assert (shop.count("opportunity_lines"), field(shop, "quantity", "opportunity_lines")) == (1, 2)


def test_a_line_beside_that_of_somebody_else(shop: Desk) -> None:
    shop.take(LINES.format(2, 88000, ""), sender="张三", name="一.xlsx")
    own = LINES.format(3, 87000, "").replace("备注 |\n", "备注 | 新增一行 |\n") + " 是 |"
    assert shop.take(own, sender="李四", name="二.xlsx").conflicts == 0
    assert shop.count("opportunity_lines") == 2
    shop.take(own.replace("87000", "86000"), sender="李四", name="二.xlsx")
    assert shop.count("opportunity_lines") == 2


def test_what_two_people_add_to_a_remark_is_kept(empty_desk: Desk) -> None:
    empty_desk.take(leads("B", "老客户"), sender="张三")
    empty_desk.take(leads("B", "老客户；要红色"), name="主管.xlsx")
    again = empty_desk.take(leads("B", "老客户；怕贵"), sender="张三")
    assert found(again) == ["note 线索!E2 remark-appended"]
    assert "老客户；要红色" in field(empty_desk, "remark")
    assert "怕贵" in field(empty_desk, "remark")
    kept = field(empty_desk, "remark")
    assert found(empty_desk.take(leads("A", "老客户；怕贵"), sender="张三")) == []
    assert field(empty_desk, "remark") == kept


def test_edits_of_a_record_that_somebody_else_closed_are_held_and_said(shop: Desk) -> None:
    sheet = "# 商机\n| 商机名称 | 客户 | 意向产品 | 客户预算 | 备注 |\n| 远航三台叉车 | 上海远航物流有限公司 | 整车 | {} | {} |"
    shop.take(sheet.format(300000, ""), sender="张三")
    shop.take(
        "# 商机\n| 商机编号 | 状态 | 总结 | 输单原因 | 竞争对手 |\n| O-000001 | 输单 | 太贵 | 价格 | 别家 |",
        name="主管.xlsx",
    )
    again = shop.take(sheet.format(250000, ""), sender="张三")
    assert found(again) == ["warning 商机!D2 closed-since", "warning 商机!D2 conflict"]
    assert field(shop, "budget", "opportunities") == 300000


def test_edits_of_a_record_that_went_to_somebody_else_are_held_and_said(empty_desk: Desk) -> None:
    empty_desk.take(leads("B"), sender="张三")
    empty_desk.take("# 线索\n| 线索编号 | 负责人 |\n| L-000001 | 李四 |", name="主管.xlsx")
    again = empty_desk.take(leads("C"), sender="张三")
    assert (field(empty_desk), found(again)) == (
        "B",
        ["warning 线索!D2 closed-since", "warning 线索!D2 conflict"],
    )


def test_price_lists_of_one_sender_and_of_two(empty_desk: Desk) -> None:
    head = "# 产品目录\n| 类别 | 产品名称 | 单价 | 备注 |\n"
    one = head + "| 整车 | 叉车甲 | {} | |\n| 整车 | 叉车乙 | 80000 | |"
    empty_desk.take(one.format(90000), sender="主管")
    empty_desk.take(one.format(95000), sender="内勤")
    again = empty_desk.take(one.format(90000).replace("80000", "81000"), sender="主管")
    assert [field(empty_desk, "unit_price", "catalog")] == [95000]
    assert found(again) == ["note 产品目录!C2 updated-since"]
    empty_desk.take(one.format(96000).replace("80000", "81000"), sender="内勤", name="十二月.xlsx")
    assert field(empty_desk, "unit_price", "catalog") == 96000


def test_a_conflict_in_one_of_a_group_is_one_in_all_that_was_written_with_it(shop: Desk) -> None:
    """The price he wrote himself, in another list; the quantity somebody else."""
    head = "# 商机产品\n| 商机 | 产品 | 规格 | 数量 | 单价 |\n| 远航三台叉车 | 内燃叉车 | 3吨 | {} | {} |\n"
    rest = "| 远航三台叉车 | 电动叉车 | 2吨 | 1 | 138000 |\n| 远航三台叉车 | 实心轮胎 | | 4 | 680 |"
    shop.take(head.format(2, 88000) + rest, sender="张三", name="一.xlsx")
    shop.take(head.format(3, 88000), name="主管.xlsx")
    other = rest.replace("远航三台叉车", "王伟租车") + "\n| 王伟租车 | 内燃叉车 | 3吨 | 1 | 88000 |"
    again = shop.take(head.format(2, 87000) + other, sender="张三", name="二.xlsx")
    assert found(again)[:2] == ["warning 商机产品!D2 conflict", "warning 商机产品!E2 conflict"]
    with shop.workspace.store.reading() as queries:
        line = queries.every("opportunity_lines")[0].record
    assert (line.quantity, line.unit_price) == (3, 88000)


def test_a_column_that_was_left_out_once_keeps_its_base(empty_desk: Desk) -> None:
    sheet = leads("B").replace("备注", "颜色").replace("| B |  |", "| B | 红 |")
    empty_desk.take(sheet, sender="张三")
    empty_desk.take(sheet.replace("红", "蓝"), name="主管.xlsx")
    without = "# 线索\n| 姓名 | 电话 | 来源 | 级别 |\n| 王伟 | 13800000001 | 展会 | C |"
    empty_desk.take(without, sender="张三")
    again = empty_desk.take(sheet.replace("| B |", "| C |"), sender="张三")
    assert (dict(field(empty_desk, "extra")), again.conflicts) == ({"颜色": "蓝"}, 0)
    assert empty_desk.take(sheet.replace("| B |", "| C |").replace("红", "绿"), sender="张三").conflicts == 1


def asks(house: Desk, receipt: Any) -> list[tuple[str, str, Any]]:
    """Place, text and cell of the reply of each row of the block of conflicts."""
    book = openpyxl.load_workbook(io.BytesIO(house.answer(receipt)))
    rows = [
        row for row in book.worksheets[-1] if str(row[5].value).startswith('workbook_crm:reply 1 ["conflict"')
    ]
    return [(row[0].value, str(row[1].value), row[4].coordinate) for row in rows]


def two_conflicts(house: Desk) -> Any:
    """张三's list, in which somebody changed two cells that he changed too."""
    house.take(leads("B", "一", "", OTHER), sender="张三")
    house.take(leads("A", "二", "", OTHER), sender="李四", name="李.xlsx")
    house.take(leads("A", "二", "2026-12-24", OTHER), name="主管.xlsx")
    house.take(leads("A", "三", "2026-12-24", OTHER.replace("B", "A")), name="主管.xlsx")
    return house.take(leads("C", "四", "2026-12-01", OTHER.replace("B", "C")), sender="张三")


def test_a_conflict_that_was_told_in_full_is_one_line_the_next_time(empty_desk: Desk) -> None:
    first = two_conflicts(empty_desk)
    places = [place for place, _text, _reply in asks(empty_desk, first)]
    assert places[:-1] == ["线索!D2", "线索!E2", "线索!F2", "线索!D3"]
    again = empty_desk.take(
        leads("C", "四", "2026-12-01", OTHER.replace("B", "C"), "| 新 | 13800000009 | 展会 | B | | |"),
        sender="张三",
    )
    assert again.conflicts == 4  # in the receipt and at the cells all of them are told
    ((place, text, _reply),) = asks(empty_desk, again)
    assert (place, text) == ("线索!D2", "4 处冲突还没有决定")
    changed = empty_desk.take(leads("H", "四", "2026-12-01", OTHER.replace("B", "C")), sender="张三")
    told = [(place, text) for place, text, _reply in asks(empty_desk, changed)]
    assert told == [("线索!D2", "级别"), ("线索!E2", "3 处冲突还没有决定"), ("全部坚持", "None")]


def test_conflicts_that_are_one_line_are_insisted_on_together(empty_desk: Desk) -> None:
    two_conflicts(empty_desk)
    again = empty_desk.take(
        leads("C", "四", "2026-12-01", OTHER.replace("B", "C"), ""), sender="张三", name="b.xlsx"
    )
    ((_place, _text, reply),) = asks(empty_desk, again)

    def insist(book: Any) -> None:
        book.worksheets[-1][reply].value = "是"

    back = empty_desk.take(edited(empty_desk.answer(again), insist), sender="张三", name="b.xlsx")
    assert (back.conflicts, field(empty_desk), field(empty_desk, "remark")) == (0, "C", "四")


def test_an_edit_of_a_cell_that_is_in_the_line_decides_it(empty_desk: Desk) -> None:
    two_conflicts(empty_desk)
    again = empty_desk.take(
        leads("C", "四", "2026-12-01", OTHER.replace("B", "C"), ""), sender="张三", name="b.xlsx"
    )

    def edit(book: Any) -> None:
        book["线索"]["D2"].value = "H"

    back = empty_desk.take(edited(empty_desk.answer(again), edit), sender="张三", name="b.xlsx")
    assert (back.conflicts, field(empty_desk)) == (3, "H")


def test_the_other_person_is_told_in_his_next_answer(empty_desk: Desk) -> None:
    empty_desk.take(leads("B", "", "", OTHER), sender="张三")
    other = "# 线索\n| 姓名 | 电话 | 来源 | 负责人 | 级别 |\n| 王伟 | 13800000001 | 展会 | 张三 | {} |"
    empty_desk.take(other.format("B"), sender="李四", name="李.xlsx")
    empty_desk.take(other.format("A"), sender="李四", name="李.xlsx")
    asked = empty_desk.take(leads("C", "", "", OTHER), sender="张三")

    def insist(book: Any) -> None:
        rows = [row for row in book.worksheets[-1] if str(row[5].value).startswith("workbook_crm:reply")]
        rows[0][4].value = "是"

    empty_desk.take(edited(empty_desk.answer(asked), insist), sender="张三")
    told = empty_desk.take(
        other.format("A") + "\n| 李雷 | 13800000002 | 展会 | 张三 | B |", sender="李四", name="李.xlsx"
    )
    assert (found(told), field(empty_desk)) == (["note 线索!E2 updated-since"], "C")
    assert "张三" in message(told.findings[0], Language.ZH)


def test_yes_in_the_line_says_nothing_of_a_conflict_that_is_new(empty_desk: Desk) -> None:
    two_conflicts(empty_desk)
    empty_desk.take(leads("A", "三", "2026-12-28", OTHER.replace("B", "A")), name="主管.xlsx")
    again = empty_desk.take(
        leads("C", "四", "2026-12-02", OTHER.replace("B", "C"), ""), sender="张三", name="b.xlsx"
    )
    told = asks(empty_desk, again)
    assert [(place, text) for place, text, _reply in told][:2] == [
        ("线索!F2", "下次跟进时间"),
        ("线索!D2", "3 处冲突还没有决定"),
    ]

    def insist(book: Any) -> None:
        book.worksheets[-1][told[1][2]].value = "是"

    back = empty_desk.take(edited(empty_desk.answer(again), insist), sender="张三", name="b.xlsx")
    assert (back.conflicts, field(empty_desk)) == (1, "C")
    assert str(field(empty_desk, "next_follow_up")) == "2026-12-28"


@pytest.mark.parametrize(("writes", "stays", "conflicts"), [("D", "H", 1), ("A", "H", 0), ("H", "H", 0)])
def test_a_decision_is_measured_by_what_the_answer_showed(
    empty_desk: Desk, writes: str, stays: str, conflicts: int
) -> None:
    """The answer showed A; before he decides, somebody writes H."""
    empty_desk.take(leads("B"), sender="张三")
    empty_desk.take(leads("A"), name="主管.xlsx")
    asked = empty_desk.take(leads("C"), sender="张三")
    empty_desk.take(leads("H"), name="主管.xlsx")

    def write(book: Any) -> None:
        book["线索"]["D2"].value = writes

    back = empty_desk.take(edited(empty_desk.answer(asked), write), sender="张三")
    assert (field(empty_desk), back.conflicts) == (stays, conflicts)
