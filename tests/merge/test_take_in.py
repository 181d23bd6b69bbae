"""Taking workbooks in: identity, blank and erase, held rows, references, the log."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.desk import Desk, counts, desk, found
from tests.workbooks import SHOP, joined
from workbook_crm.model.language import Language
from workbook_crm.model.run import Receipt
from workbook_crm.model.words import hint
from workbook_crm.settings_file import UnreadableSettingsError

LINE = """
# 商机产品
| 商机 | 产品 | 规格 | 数量 |
| 远航三台叉车 | 内燃叉车 | 3吨 | 2 |
"""


def test_the_same_bytes_are_taken_once(empty_desk: Desk) -> None:
    from tests.workbooks import xlsx

    content = xlsx(joined(*SHOP.values()))
    first = empty_desk.take(content)
    second = empty_desk.take(content, name="别的名字.xlsx")
    assert (first.outcome, second.outcome, second.of) == ("taken", "duplicate", first.id)
    assert found(second) == ["note 别的名字.xlsx already-taken"]


def test_the_same_bytes_get_another_try_while_nothing_of_them_was_taken(tmp_path: Path) -> None:
    from tests.workbooks import xlsx

    content = xlsx("# 线索\n| 姓名 | 电话 |\n| 李雷 | 13800000001 |")
    with desk(tmp_path, "[strict]\nleads = true") as strict:
        first, second = strict.take(content), strict.take(content)
        assert [(each.outcome, found(each)) for each in (first, second)] == [
            ("taken", ["error 线索!1 missing-column"])
        ] * 2
    with desk(tmp_path, "[strict]\nleads = false") as lenient:
        third, fourth = lenient.take(content), lenient.take(content)
        assert counts(third, "线索") == {"new": 1}
        assert (fourth.outcome, fourth.of) == ("duplicate", third.id)


def test_the_same_rows_in_another_file_change_nothing(shop: Desk) -> None:
    receipt = shop.take(joined(*SHOP.values(), "# 备忘\n| 随便 |"))
    assert {each.sheet: counts(receipt, each.sheet) for each in receipt.sheets} == {
        "产品目录": {"unchanged": 6},
        "客户": {"unchanged": 2},
        "商机": {"unchanged": 2},
    }


def test_findings_follow_the_workbook_from_sheet_to_sheet(shop: Desk) -> None:
    receipt = shop.take("""
# 客户
| 客户名称 | 电话 | 来源 |
| | | 展会 |
# 商机
| 商机名称 | 客户 | 意向产品 | 预计成交时间 |
| 新商机 | 王伟 | 整车 | 2月30日 |
""")
    assert found(receipt) == ["error 客户!A2 missing-value", "error 商机!D2 no-such-date"]


def test_what_was_taken_as_it_stands_is_said_once(shop: Desk) -> None:
    head = "# 线索\n| 姓名 | 电话 | 来源 | 备注 |\n"
    odd = "error 线索!A3 missing-value"
    first = shop.take(head + "| 唐婉 | 138000 | 展厅 | |\n| | | 展会 | |")
    assert found(first) == ["warning 线索!B2 unlikely-phone", odd]
    again = shop.take(head + "| 唐婉 | 138000 | 展厅 | |\n| | | 展厅 | |")
    assert found(again) == [odd]
    changed = shop.take(head + "| 唐婉 | 138000 | 展厅 | 想要红色 |")
    assert found(changed) == ["warning 线索!B2 unlikely-phone"]


def test_a_product_is_suggested_of_its_own_kind_where_one_is_near(shop: Desk) -> None:
    shop.take(
        "# 产品目录\n| 类别 | 产品名称 | 单价 | 车架号 |\n| 整车 | 启程E3纯电轿车 | 90000 | |\n| 二手车 | 二手启程E3纯电轿车 | 50000 | X1 |"
    )
    head = "# 商机产品\n| 商机 | 产品 | 数量 |\n"
    (line,) = shop.take(head + "| 远航三台叉车 | 启程E3纯电矫车 | 1 |").findings
    assert hint(line, Language.ZH).startswith("是不是“启程E3纯电轿车”？")
    (line,) = shop.take(head + "| 远航三台叉车 | 二手启程E3纯电矫车 | 1 |").findings
    assert "“二手启程E3纯电轿车”" in hint(line, Language.ZH)


@pytest.mark.parametrize(
    ("written", "suggested"),
    [("13812345679", True), ("1381234567", True), ("13812354678", True), ("13887654321", False)],
)
def test_a_customer_is_suggested_by_a_phone_with_a_slip(shop: Desk, written: str, suggested: bool) -> None:
    head = "# 商机\n| 商机名称 | 客户 | 意向产品 |\n"
    receipt = shop.take(head + f"| 新商机 | {written} | 整车 |")
    assert [each.rule.code for each in receipt.findings if each.is_error] == ["unknown-reference"] * suggested
    assert any("13812345678" in hint(each, Language.ZH) for each in receipt.findings) is suggested
    assert receipt.sheets[0].made == ({} if suggested else {"customers": 1})


def test_sorting_the_rows_changes_nothing(shop: Desk) -> None:
    header, first, second = SHOP["customers"].strip().splitlines()[1:]
    receipt = shop.take("\n".join(("# 客户", header, second, first)))
    assert counts(receipt, "客户") == {"unchanged": 2}


def test_opportunities_are_known_again_in_a_workbook_without_customers(shop: Desk) -> None:
    again = """
# 商机
| 商机名称 | 客户 | 意向产品 | 阶段 |
| 远航三台叉车 | 上海远航物流有限公司 | 整车 | 商务谈判 |
# 跟进记录
| 对象 | 跟进时间 | 跟进方式 | 跟进内容 |
| 远航三台叉车 | 2026-11-20 | 电话 | 谈了价格 |
"""
    receipt = shop.take(again)
    assert [each for each in found(receipt) if each.startswith("error")] == []
    assert counts(receipt, "商机") == {"changed": 1}
    assert shop.count("opportunities") == 2


def test_one_mended_row_changes_that_row(shop: Desk) -> None:
    receipt = shop.take("""
# 客户
| 客户名称 | 电话 | 来源 | 级别 |
| 上海远航物流有限公司 | 13812345678 | 转介绍 | H |
| 王伟 | 13912345678 | 展厅 | B |
""")
    assert counts(receipt, "客户") == {"changed": 1, "unchanged": 1}
    shown = shop.show("C-000001")
    assert shown["values"]["level"] == "H"
    assert [(each["before"], each["after"]) for each in shown["history"][1:]] == [
        ({"level": "A"}, {"level": "H"})
    ]
    assert [(each["sheet"], each["row"], each["receipt"]) for each in shown["history"]] == [
        ("客户", 2, "R-000001"),
        ("客户", 2, "R-000002"),
    ]


def test_blank_is_not_erase_but_the_word_is(shop: Desk) -> None:
    blank = shop.take("# 客户\n| 客户编号 | 客户名称 | 电话 | 来源 | 级别 |\n| C-000001 | | | | |")
    assert counts(blank, "客户") == {"unchanged": 1}
    erased = shop.take("# 客户\n| 客户编号 | 客户名称 | 电话 | 来源 | 级别 |\n| C-000001 | | | | 清空 |")
    assert counts(erased, "客户") == {"changed": 1}
    values = shop.show("C-000001")["values"]
    assert (values["level"], values["source"]) == (None, "转介绍")


def test_what_is_wanted_can_be_erased_and_what_is_needed_cannot(shop: Desk) -> None:
    receipt = shop.take("# 客户\n| 客户编号 | 来源 |\n| C-000001 | 清空 |")
    assert found(receipt) == ["warning 客户!B1 wanted-value"]
    assert shop.show("C-000001")["values"]["source"] is None
    receipt = shop.take("# 客户\n| 客户编号 | 客户名称 | 电话 |\n| C-000001 | 清空 | 清空 |")
    assert "error 客户!B2 missing-value" in found(receipt)
    assert shop.show("C-000001")["values"]["phone"] is not None


def test_an_error_holds_its_row_and_what_leans_on_it_and_nothing_else(empty_desk: Desk) -> None:
    receipt = empty_desk.take("""
# 客户
| 客户名称 | 电话 | 来源 |
| 甲公司 | 1.38E+10 | 展会 |
| 乙公司 | 13800000002 | 展会 |
# 商机
| 商机名称 | 客户 | 意向产品 |
| 甲的商机 | 甲公司 | 整车 |
| 乙的商机 | 乙公司 | 整车 |
""")
    assert found(receipt) == ["error 客户!B2 phone-lost-digits", "error 商机!B2 held-reference"]
    assert counts(receipt, "客户") == {"new": 1, "held": 1}
    assert counts(receipt, "商机") == {"new": 1, "held": 1}
    assert empty_desk.show("C-000001")["values"]["name"] == "乙公司"
    assert empty_desk.show("O-000001")["values"]["customer"] == "C-000001"


def test_a_missing_needed_column_is_one_finding(empty_desk: Desk) -> None:
    receipt = empty_desk.take(
        "# 商机产品\n| 产品 | 规格 | 数量 |\n| 内燃叉车 | 3吨 | 1 |\n| 内燃叉车 | 4吨 | 2 |"
    )
    assert [each for each in found(receipt) if "missing" in each] == ["error 商机产品!1 missing-column"]
    assert counts(receipt, "商机产品") == {"held": 2}


def test_a_missing_column_may_be_one_that_is_not_known(empty_desk: Desk) -> None:
    receipt = empty_desk.take(
        "# 商机产品\n| 单据流水 | 甲 | 乙 | 丙 | 产品 | 数量 |\n| XS-1 | 1 | 2 | 3 | 内燃叉车 | 1 |"
    )
    (missing,) = [each for each in receipt.findings if each.rule.code == "missing-column"]
    assert "不认识的列（单据流水、甲、乙……）里若有一列就是它，请把列名改为“商机”" in hint(
        missing, Language.ZH
    )
    assert "[" not in hint(missing, Language.ZH)  # the cure is in Excel, not in a settings file
    assert "not known (单据流水, 甲, 乙, …), head it “Opportunity”" in hint(missing, Language.EN)
    plain = empty_desk.take("# 商机产品\n| 产品 | 数量 |\n| 内燃叉车 | 1 |")
    (missing,) = [each for each in plain.findings if each.rule.code == "missing-column"]
    assert hint(missing, Language.ZH) == "请加一列“商机”并填写，然后重新发送。"


def test_a_name_that_fits_two_records_lists_both(empty_desk: Desk) -> None:
    empty_desk.take("""
# 客户
| 客户名称 | 电话 | 来源 |
| 王伟 | 13812345678 | 展会 |
| 王伟 | 15987654321 | 展会 |
""")
    receipt = empty_desk.take("# 商机\n| 商机名称 | 客户 | 意向产品 |\n| 一台叉车 | 王伟 | 整车 |")
    (one,) = receipt.findings
    assert one.rule.code == "ambiguous-reference"
    assert dict(one.facts)["matches"] == ("C-000001 王伟", "C-000002 王伟")


def test_a_phone_mistyped_and_mended_is_the_same_customer(shop: Desk) -> None:
    receipt = shop.take("# 客户\n| 客户名称 | 电话 | 来源 |\n| 王伟 | 13912345679 | 展厅 |")
    assert counts(receipt, "客户") == {"changed": 1}
    assert shop.show("C-000002")["values"]["phone"].endswith("13912345679")


def test_two_rows_that_are_one_record_must_agree(empty_desk: Desk) -> None:
    receipt = empty_desk.take("""
# 客户
| 客户名称 | 电话 | 来源 | 级别 |
| 甲公司 | 13800000001 | 展会 | A |
| 甲公司 | 13800000001 | 展会 | |
| 甲公司 | 13800000001 | 展会 | B |
""")
    assert found(receipt) == ["error 客户!D4 duplicate-row"]
    assert counts(receipt, "客户") == {"new": 1, "unchanged": 1, "held": 1}


def test_an_opportunity_has_the_same_product_twice(shop: Desk) -> None:
    twice = LINE + "| 远航三台叉车 | 内燃叉车 | 3吨 | 1 |"
    assert counts(shop.take(twice), "商机产品") == {"new": 2}
    again = shop.take(twice.replace("| 1 |", "| 5 |"))
    assert counts(again, "商机产品") == {"changed": 1, "unchanged": 1}
    assert [line["quantity"] for line in shop.show("O-000001")["lines"]] == [Decimal(2), Decimal(5)]


def test_an_opportunitys_amount_follows_its_lines(shop: Desk) -> None:
    shop.take(LINE)
    shop.take(LINE.replace("| 2 |", "| 3 |"))
    shown = shop.show("O-000001")
    assert shown["values"]["amount"] == Decimal("264000.00")
    assert [each["after"].get("amount") for each in shown["history"]] == [
        None,
        Decimal("176000.00"),
        Decimal("264000.00"),
    ]


def test_a_typed_sum_that_differs_is_a_warning(empty_desk: Desk) -> None:
    shop = {**SHOP, "opportunities": SHOP["opportunities"].replace("| 张三 | |", "| 张三 | 100 |", 1)}
    receipt = empty_desk.take(joined(*shop.values(), LINE))
    assert found(receipt) == ["warning 商机!F2 sum-differs"]


def test_a_used_vehicle_is_sold_once(shop: Desk) -> None:
    used = "# 商机产品\n| 商机 | 产品 | 数量 |\n| 远航三台叉车 | 二手叉车 | 1 |\n"
    assert found(shop.take(used)) == []
    again = shop.take(used.replace("远航三台叉车", "王伟租车"))
    assert found(again) == ["error 商机产品!B2 used-vehicle-taken"]
    assert found(shop.take(used + "| 远航三台叉车 | 二手叉车 | 2 |"))[-1] == "error 商机产品!C3 used-quantity"


def test_terminated_is_for_good_and_lost_needs_reasons(shop: Desk) -> None:
    head = "# 商机\n| 商机编号 | 状态 | 总结 | 输单原因 | 竞争对手 |\n"
    assert found(shop.take(head + "| O-000001 | 输单 | | 价格 | 某某 |")) == ["error 商机!C2 closing-needs"]
    assert found(shop.take(head + "| O-000001 | 终止 | | | |")) == []
    again = shop.take(head + "| O-000001 | 洽谈中 | | | |")
    assert found(again) == ["error 商机!B2 move-not-allowed"]
    assert shop.show("O-000001")["values"]["state"] == "terminated"


def test_a_follow_up_settles_when_the_next_one_is(shop: Desk) -> None:
    plan = "# 客户\n| 客户编号 | 下次跟进时间 |\n| C-000002 | 2026-11-20 |\n"
    shop.take(plan)
    early = "# 跟进记录\n| 对象 | 跟进时间 | 跟进方式 | 跟进内容 | 下次跟进时间 |\n"
    shop.take(early + "| 王伟 | 2026-11-10 | 电话 | 谈价格 | |")
    assert shop.show("C-000002")["values"]["next_follow_up"] == date(2026, 11, 20)
    done = shop.take(early + "| 王伟 | 2026-11-21 | 到店 | 看了车 | 2026-12-01 |")
    assert counts(done, "跟进记录") == {"new": 1}
    assert shop.show("C-000002")["values"]["next_follow_up"] == date(2026, 12, 1)
    stale = shop.take(plan + "# 备忘\n| 又发一次 |")
    assert counts(stale, "客户") == {"unchanged": 1}


def test_what_was_said_last_of_the_next_one_counts(shop: Desk) -> None:
    def next_after(day_on_record: str, *follow_ups: str) -> object:
        customer = (
            f"# 客户\n| 客户编号 | 下次跟进时间 | 备注 |\n| C-000002 | {day_on_record} | {len(sent)} |\n"
        )
        head = "# 跟进记录\n| 对象 | 跟进时间 | 跟进方式 | 跟进内容 | 下次跟进时间 |\n"
        sent.append(shop.take(customer + head + "\n".join(follow_ups)))
        return shop.show("C-000002")["values"]["next_follow_up"]

    sent: list[object] = []
    called = "| C-000002 | 2026-11-20 | 电话 | 谈价格 | 2026-11-25 |"
    assert next_after("2026-11-30", called) == date(2026, 11, 25)  # both are news: the sooner
    assert next_after("2026-11-30", called) == date(2026, 11, 25)  # neither is
    assert next_after("2026-12-05", called) == date(2026, 12, 5)  # put off on the record
    met = "| C-000002 | 2026-11-28 | 到店 | 再考虑 | 2026-12-20 |"
    assert next_after("2026-12-05", called, met) == date(2026, 12, 20)  # agreed since
    assert next_after("清空", called, met) is None
    assert next_after("", called, met) is None
    assert next_after("2026-11-27", called, met) is None  # that day is done


def test_numbers_are_given_in_order_and_never_for_held_rows(empty_desk: Desk) -> None:
    empty_desk.take("""
# 线索
| 姓名 | 电话 | 来源 |
| 甲 | 1.38E+10 | 展会 |
| 乙 | 13800000002 | 展会 |
| 丙 | 13800000003 | 展会 |
""")
    assert [empty_desk.show(f"L-00000{n}")["values"]["name"] for n in (1, 2)] == ["乙", "丙"]


def test_a_dry_run_stores_nothing(shop: Desk) -> None:
    receipt = shop.check(LINE)
    assert counts(receipt, "商机产品") == {"new": 1}
    assert shop.count("opportunity_lines") == 0


def test_lines_open_opportunities_where_the_settings_allow_it(tmp_path: Path) -> None:
    orders = """
# 订单明细
| 商机 | 客户编号 | 产品 | 规格 | 数量 |
| 71774 | C-000001 | 内燃叉车 | 3吨 | 1 |
| 71774 | C-000001 | 实心轮胎 | | 2 |
| 71780 | C-000009 | 实心轮胎 | | 2 |
"""
    with desk(tmp_path, "[trade]\nlines_open_opportunities = true") as lenient:
        lenient.take(joined(SHOP["catalog"], SHOP["customers"]))
        receipt = lenient.take(orders)
        assert [each for each in found(receipt) if each.startswith("error")] == [
            "error 订单明细!B4 unknown-reference",
        ]
        assert [(each.kind, each.rows, each.new, each.held) for each in receipt.sheets] == [
            ("opportunity_lines", 3, 2, 1),
            ("opportunities", 2, 1, 1),
        ]
        shown = lenient.show("O-000001")
        assert (shown["values"]["name"], shown["values"]["amount"]) == ("71774", Decimal("89360.00"))
        again = lenient.take(orders + "\n# 备忘\n| 又发一次 |")
        assert counts_of(again) == {"opportunity_lines": (2, 1), "opportunities": (0, 1)}


def counts_of(receipt: Receipt) -> dict[str, tuple[int, int]]:
    """(unchanged, held) by kind."""
    return {each.kind: (each.unchanged, each.held) for each in receipt.sheets}


def test_whole_numbers_in_a_text_file_are_numbers(empty_desk: Desk) -> None:
    text = "客户名称,电话,来源,年龄\n王伟,13912345678,展厅,35\n"
    receipt = empty_desk.take(text.encode("gb18030"), name="客户.csv")
    assert found(receipt) == []
    assert empty_desk.show("C-000001")["values"]["age"] == 35


def test_defaults_are_for_columns_of_words(tmp_path: Path) -> None:
    with (
        pytest.raises(UnreadableSettingsError),
        desk(tmp_path, '[defaults.opportunity_lines]\nquantity = "1"'),
    ):
        pass


def test_who_sends_what_another_has_sent_is_told_in_his_own_outbox(empty_desk: Desk) -> None:
    from tests.workbooks import xlsx

    content = xlsx("# 客户\n| 客户名称 | 电话 | 来源 |\n| 王伟 | 13912345678 | 展厅 |")
    first = empty_desk.take(content, sender="张三")
    second = empty_desk.take(content, sender="李四", name="客户.xlsx")
    assert (second.outcome, second.of, second.answer) == ("duplicate", first.id, "outbox/李四/客户.xlsx.txt")
    text = empty_desk.answer(second).decode("utf-8-sig")
    assert "这个文件和张三在 2026-11-23 08:00 发来的完全一样（导入回执 R-000001）" in text
    assert "客户：1 行，都已收下" in text
    assert "C-000001" not in text  # what was filled in for 张三 is his


def test_a_note_speaks_the_language_of_the_workbook(empty_desk: Desk) -> None:
    from tests.workbooks import xlsx

    content = xlsx("# Customers\n| Customer name | Phone | Source |\n| Joe | 13912345678 | Walk-in |")
    empty_desk.take(content)
    second = empty_desk.take(content, sender="Ann", name="c.csv.xlsx")
    text = empty_desk.answer(second).decode("utf-8-sig")
    assert "the very same that came from the dealership's own inbox on 2026-11-23 08:00" in text
    third = empty_desk.take(content, sender="Ann", name="c.csv.xlsx")
    assert third.answer == "outbox/Ann/c.csv.xlsx (2).txt"


def test_a_warning_about_a_new_row_is_told_though_what_it_brings_is_there_already(shop: Desk) -> None:
    """Two lines of one new deal: the second brings no deal any more, and its own price is news all the same."""
    head = "# 商机产品\n| 商机 | 客户 | 产品 | 规格 | 单价 | 数量 |\n"
    rows = "| 新单 | 王伟 | 内燃叉车 | 3吨 | 70000 | 1 |\n| 新单 | 王伟 | 电动叉车 | 2吨 | 100000 | 1 |"
    assert [each for each in found(shop.take(head + rows)) if "below-floor" in each] == [
        "warning 商机产品!E2 below-floor", "warning 商机产品!E3 below-floor",
    ]  # fmt: skip
    again = shop.take(head + rows + "\n# 备忘\n| 又发一次 |", name="又.xlsx")
    assert [each for each in found(again) if "below-floor" in each] == []
