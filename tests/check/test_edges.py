"""The rules that rows are checked by, each at its edge, below and above it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.desk import Desk, counts, desk, found
from tests.workbooks import SHOP, joined
from workbook_crm.check.suggest import nearest
from workbook_crm.model.companies import company_key
from workbook_crm.model.grid import cell_name, column_letters, column_number
from workbook_crm.model.keys import identifies, search_key
from workbook_crm.model.language import Language
from workbook_crm.model.masked import masked_name, masked_phone
from workbook_crm.model.place import Place
from workbook_crm.model.words import hint

CUSTOMER = "# 客户\n| 客户名称 | 电话 | 来源 |\n| 宏达物流有限公司 | 13911112222 | 转介绍 |\n"
DEAL = "# 商机\n| 商机名称 | 客户 | 意向产品 | 状态 | 总结 | 输单原因 | 竞争对手 | 协作人 |\n"
FOLLOWED = "# 跟进记录\n| 对象 | 跟进时间 | 跟进方式 | 跟进内容 | 费用 | 下次跟进时间 |\n"


def cells_of(findings: list[str], code: str) -> list[str]:
    return [each.split()[1].partition("!")[2] for each in findings if each.endswith(" " + code)]


def advice(receipt: Any) -> str:
    return " ".join(hint(each, Language.ZH) for each in receipt.findings)


STATES = ("洽谈中", "赢单", "输单", "中止", "终止")
ALLOWED = {
    "洽谈中": {"赢单", "输单", "中止", "终止"},
    "中止": {"洽谈中", "赢单", "输单", "终止"},
    "赢单": {"洽谈中", "输单", "终止"},
    "输单": {"洽谈中", "赢单", "终止"},
    "终止": set(),
}


@pytest.mark.parametrize("before", STATES)
def test_where_a_deal_may_go(empty_desk: Desk, before: str) -> None:
    rows = "".join(
        f"| 商机{nth} | 宏达物流有限公司 | 整车 | {before} | 好 | 价格 | 别家 | |\n" for nth in range(5)
    )
    assert found(empty_desk.take(CUSTOMER + DEAL + rows)) == []
    head = "# 商机\n| 商机编号 | 状态 |\n"
    moves = "".join(f"| O-00000{nth} | {after} |\n" for nth, after in enumerate(STATES, 1))
    receipt = empty_desk.take(head + moves)
    refused = [after for after in STATES if after != before and after not in ALLOWED[before]]
    assert found(receipt) == [f"error 商机!B{STATES.index(after) + 2} move-not-allowed" for after in refused]
    can = [state for state in STATES if state in ALLOWED[before]]
    for each in receipt.findings:
        said = hint(each, Language.ZH)
        assert (f"可以改为：{'、'.join(can)}。" in said) is bool(can)
        assert ("请另建一个新商机" in said) is not bool(can)


CLOSINGS = [
    # state, summary, reason, competitor, where something is missing
    ("赢单", "好", "", "", []),
    ("赢单", "", "", "", ["E3"]),
    ("输单", "好", "价格", "别家", []),
    ("输单", "", "价格", "别家", ["E3"]),
    ("输单", "好", "", "别家", ["F3"]),
    ("输单", "好", "价格", "", ["G3"]),
    ("输单", "", "", "", ["E3", "F3", "G3"]),
    ("中止", "", "", "", []),
    ("终止", "", "", "", []),
    ("洽谈中", "", "", "", []),
]


@pytest.mark.parametrize(("state", "summary", "reason", "competitor", "missing"), CLOSINGS)
def test_what_a_deal_that_is_closed_now_needs(
    empty_desk: Desk, state: str, summary: str, reason: str, competitor: str, missing: list[str]
) -> None:
    open_ones = "| 先一个 | 宏达物流有限公司 | 整车 | 洽谈中 | | | | |\n| 买车 | 宏达物流有限公司 | 整车 | 洽谈中 | | | | |"
    empty_desk.take(CUSTOMER + DEAL + open_ones)
    row = f"| 买车 | 宏达物流有限公司 | 整车 | {state} | {summary} | {reason} | {competitor} | |"
    receipt = empty_desk.take(DEAL + "| 先一个 | 宏达物流有限公司 | 整车 | 洽谈中 | | | | |\n" + row)
    assert cells_of(found(receipt), "closing-needs") == missing
    assert counts(receipt, "商机").get("held", 0) == bool(missing)


def test_a_closing_without_the_columns_is_told_at_the_state(empty_desk: Desk) -> None:
    empty_desk.take(CUSTOMER + DEAL + "| 买车 | 宏达物流有限公司 | 整车 | 洽谈中 | | | | |")
    receipt = empty_desk.take("# 商机\n| 商机编号 | 状态 |\n| O-000001 | 赢单 |")
    assert cells_of(found(receipt), "closing-needs") == ["B2"]


def test_what_is_known_of_a_closing_need_not_be_said_again(empty_desk: Desk) -> None:
    empty_desk.take(CUSTOMER + DEAL + "| 买车 | 宏达物流有限公司 | 整车 | 洽谈中 | 好 | | | |")
    assert found(empty_desk.take("# 商机\n| 商机编号 | 状态 |\n| O-000001 | 赢单 |")) == []


def test_a_closing_asks_nothing_that_the_house_does_without(tmp_path: Path) -> None:
    with desk(tmp_path, '[optional]\nopportunities = ["competitor"]') as lenient:
        lenient.take(CUSTOMER + DEAL + "| 买车 | 宏达物流有限公司 | 整车 | 洽谈中 | | | | |")
        receipt = lenient.take(DEAL + "| 买车 | 宏达物流有限公司 | 整车 | 输单 | 好 | | | |")
        assert cells_of(found(receipt), "closing-needs") == ["F2"]


@pytest.mark.parametrize(
    ("shares", "is_over"),
    [
        ("李四 100%", False),
        ("李四 60%，王五 40%", False),
        ("李四 60%，王五 41%", True),
        ("李四 100.01%", True),
        ("李四 99.99%", False),
        ("李四 33.4%、王五 66.6%", False),
        ("李四 33.4%、王五 66.7%", True),
        ("李四", False),
        ("", False),
    ],
)
def test_shares_of_exactly_the_whole_are_right(empty_desk: Desk, shares: str, is_over: bool) -> None:
    receipt = empty_desk.take(CUSTOMER + DEAL + f"| 买车 | 宏达物流有限公司 | 整车 | | | | | {shares} |")
    assert cells_of(found(receipt), "shares-over") == (["H2"] if is_over else [])


@pytest.mark.parametrize("sheet", ["线索 | 姓名", "客户 | 客户名称"])
@pytest.mark.parametrize(
    ("state", "reason", "is_asked"),
    [("无效", "", True), ("无效", "空号", False), ("", "", False), ("有效", "空号", False)],
)
def test_who_becomes_invalid_does_so_for_a_reason(
    empty_desk: Desk, sheet: str, state: str, reason: str, is_asked: bool
) -> None:
    title, name = sheet.split(" | ")
    if title == "线索" and state == "有效":
        state = "跟进中"
    head = f"# {title}\n| {name} | 电话 | 来源 | 状态 | 无效原因 |\n"
    empty_desk.take(
        head + "| 王伟 | 13911112222 | 展会 | | |\n| 别人 | 13911112223 | 展会 | | |", name="先.xlsx"
    )
    findings = found(empty_desk.take(head + f"| 王伟 | 13911112222 | 展会 | {state} | {reason} |"))
    assert findings == ([f"error {title}!E2 reason-needed"] if is_asked else [])


def test_a_reason_without_a_column_is_asked_for_at_the_state(empty_desk: Desk) -> None:
    head = "# 客户\n| 客户名称 | 电话 | 来源 | 状态 |\n"
    empty_desk.take(head + "| 王伟 | 13911112222 | 展会 | |", name="先.xlsx")
    receipt = empty_desk.take(head + "| 王伟 | 13911112222 | 展会 | 无效 |")
    assert found(receipt) == ["error 客户!D2 reason-needed"]


MONEY = [("0", True), ("-0.01", False), ("0.01", True), ("10000000000000", True), ("10000000000001", False)]


@pytest.mark.parametrize(("budget", "is_taken"), MONEY)
def test_a_budget_is_no_less_than_nothing_and_no_slip(empty_desk: Desk, budget: str, is_taken: bool) -> None:
    receipt = empty_desk.take(
        f"# 客户\n| 客户名称 | 电话 | 来源 | 预算 |\n| 王伟 | 13911112222 | 展会 | {budget} |"
    )
    assert cells_of(found(receipt), "out-of-range") == ([] if is_taken else ["D2"])
    assert empty_desk.count("customers") == is_taken


@pytest.mark.parametrize(("rate", "is_taken"), [("0%", True), ("100%", True), ("101%", False)])
def test_a_probability_is_a_share(empty_desk: Desk, rate: str, is_taken: bool) -> None:
    deal = "# 商机\n| 商机名称 | 客户 | 意向产品 | 成交概率 |\n"
    receipt = empty_desk.take(CUSTOMER + deal + f"| 买车 | 宏达物流有限公司 | 整车 | {rate} |")
    assert counts(receipt, "商机") == ({"new": 1} if is_taken else {"held": 1})


@pytest.mark.parametrize(
    ("first", "last", "is_told", "may_be_swapped"),
    [
        ("2026-03-04", "2026-03-04", False, False),
        ("2026-03-04", "2026-03-05", False, False),
        ("2026-03-04", "2026-03-03", True, False),
        ("2026-12-20", "2026-11-13", True, False),
        ("2026-05-20", "2026-04-06", True, True),
        ("2026-05-05", "2026-04-04", True, False),
        ("2026-07-12", "2026-06-13", True, False),
        ("2026-11-02", "2026-10-30", True, True),
        ("2026-03-12", "2026-02-11", True, True),
        ("2026-12-13", "2026-01-12", True, False),
    ],
)
def test_what_ends_before_it_begins(
    empty_desk: Desk, first: str, last: str, is_told: bool, may_be_swapped: bool
) -> None:
    catalog = "# 产品目录\n| 类别 | 产品名称 | 单价 | 生效日期 | 失效日期 |\n"
    receipt = empty_desk.take(catalog + f"| 整车 | 叉车一 | 100000 | {first} | {last} |")
    assert found(receipt) == (["warning 产品目录!E2 dates-reversed"] if is_told else [])
    assert ("日和月对调" in advice(receipt)) is may_be_swapped


@pytest.mark.parametrize(
    ("moment", "following", "codes"),
    [
        ("2026-11-23", "2026-11-23", []),
        ("2026-11-23 23:59", "2026-11-23", []),
        ("2026-11-22", "2026-11-21", ["dates-reversed"]),
        ("2026-11-24", "2026-11-25", ["future-follow-up"]),
        ("2026-11-24 00:00", "", ["future-follow-up"]),
        ("2027-01-01", "", ["future-follow-up"]),
        ("2026-11-22", "", []),
    ],
)
def test_a_contact_was_today_or_before(
    empty_desk: Desk, moment: str, following: str, codes: list[str]
) -> None:
    row = f"| 宏达物流有限公司 | {moment} | 电话 | 谈价格 | | {following} |"
    receipt = empty_desk.take(CUSTOMER + FOLLOWED + row)
    assert [each.rule.code for each in receipt.findings] == codes
    assert counts(receipt, "跟进记录") == {"new": 1}


REFERENCES = [
    # how an opportunity names its customer, which one it is
    ("C-000001", "C-000001"),
    ("c-000001", "C-000001"),
    ("宏达物流有限公司", "C-000001"),
    ("宏达 物流有限公司", "C-000001"),
    ("13911112222", "C-000001"),
    ("139-1111-2222", "C-000001"),
    ("王伟", None),
    ("C-000003", "C-000003"),
    ("13933334444", "C-000003"),
    ("C-000009", None),
    ("宏达物流", None),
]


@pytest.mark.parametrize(("written", "number"), REFERENCES)
def test_whom_a_reference_means(empty_desk: Desk, written: str, number: str | None) -> None:
    empty_desk.take(CUSTOMER + "| 王伟 | 13922223333 | 展会 |\n| 王伟 | 13933334444 | 展会 |")
    deal = "# 商机\n| 商机名称 | 客户 | 意向产品 |\n"
    receipt = empty_desk.take(deal + f"| 买车 | {written} | 整车 |")
    if number is None:
        assert [(each.rule.severity, str(each.place)) for each in receipt.findings] == [("error", "商机!B2")]
        assert empty_desk.count("opportunities") == 0
    else:
        assert found(receipt) == []
        assert empty_desk.show("O-000001")["values"]["customer"] == number


def test_a_subject_is_a_deal_before_a_customer_before_a_lead(empty_desk: Desk) -> None:
    lead = "# 线索\n| 姓名 | 电话 | 来源 |\n| 宏达物流有限公司 | 13955556666 | 展会 |\n| 李雷 | 13977778888 | 展会 |\n"
    deal = "# 商机\n| 商机名称 | 客户 | 意向产品 |\n| 李雷 | 宏达物流有限公司 | 整车 |\n"
    empty_desk.take(CUSTOMER + lead + deal)
    rows = "".join(
        f"| {subject} | 2026-11-20 | 电话 | 谈价格 | | |\n"
        for subject in ("宏达物流有限公司", "李雷", "L-000002", "13977778888")
    )
    empty_desk.take(FOLLOWED + rows)
    with empty_desk.workspace.store.reading() as queries:
        subjects = [each.record.subject for each in queries.every("follow_ups")]
    assert subjects == ["C-000001", "O-000001", "L-000002"]


LISTS = """
# 字典
| 列表 | 值 | 顺序 | 别名 | 状态 |
| 阶段 | 谈着 | 2 | 在谈、聊着 | |
| 阶段 | 签了 | 1 | | |
| 阶段 | 旧的 | 3 | | 停用 |
| 级别 | 甲 | 1 | A | |
| 级别 | A | 2 | | |
"""


@pytest.mark.parametrize(
    ("stage", "value", "codes"),
    [
        ("谈着", "谈着", []),
        ("在谈", "谈着", []),
        ("聊着", "谈着", []),
        ("旧的", "旧的", ["unlisted-choice"]),
        ("方案报价", "方案报价", ["unlisted-choice"]),
    ],
)
def test_the_dealerships_own_lists_take_the_place_of_ours(
    empty_desk: Desk, stage: str, value: str, codes: list[str]
) -> None:
    empty_desk.take(joined(LISTS, CUSTOMER))
    receipt = empty_desk.take(
        f"# 商机\n| 商机名称 | 客户 | 意向产品 | 阶段 |\n| 买车 | 宏达物流有限公司 | 整车 | {stage} |"
    )
    assert [each.rule.code for each in receipt.findings] == codes
    assert empty_desk.show("O-000001")["values"]["stage"] == value
    for each in receipt.findings:
        assert dict(each.facts)["allowed"] == ("签了", "谈着")


def test_a_value_comes_before_another_ones_alias(empty_desk: Desk) -> None:
    empty_desk.take(LISTS)
    empty_desk.take(
        "# 客户\n| 客户名称 | 电话 | 来源 | 级别 |\n| 王伟 | 13911112222 | 展会 | A |\n| 李雷 | 13911113333 | 展会 | 甲 |"
    )
    assert [empty_desk.show(f"C-00000{nth}")["values"]["level"] for nth in (1, 2)] == ["A", "甲"]


@pytest.mark.parametrize(("many", "shown"), [(11, 11), (12, 12), (13, 13)])
def test_a_long_list_is_not_listed_whole(empty_desk: Desk, many: int, shown: int) -> None:
    lists = "# 字典\n| 列表 | 值 | 顺序 |\n" + "".join(
        f"| 阶段 | 第{nth}步 | {nth} |\n" for nth in range(1, many + 1)
    )
    empty_desk.take(lists + CUSTOMER)
    (one,) = empty_desk.take(
        "# 商机\n| 商机名称 | 客户 | 意向产品 | 阶段 |\n| 买车 | 宏达物流有限公司 | 整车 | 别的 |"
    ).findings
    allowed: Any = dict(one.facts)["allowed"]
    assert len(allowed) == shown
    assert (allowed[-1] == "…") is (many > 12)


@pytest.mark.parametrize(
    ("written", "stage", "state", "codes"),
    [
        ("赢单", None, "won", ["stage-is-state"]),
        ("Closed Won", None, "won", ["stage-is-state"]),
        ("方案报价", "方案报价", "open", []),
        ("", None, "open", []),
    ],
)
def test_a_stage_that_is_a_state(
    empty_desk: Desk, written: str, stage: str | None, state: str, codes: list[str]
) -> None:
    deal = "# 商机\n| 商机名称 | 客户 | 意向产品 | 阶段 | 总结 |\n"
    receipt = empty_desk.take(CUSTOMER + deal + f"| 买车 | 宏达物流有限公司 | 整车 | {written} | 好 |")
    assert [each.rule.code for each in receipt.findings] == codes
    shown = empty_desk.show("O-000001")["values"]
    assert (shown.get("stage"), shown["state"]) == (stage, state)


def test_a_state_of_its_own_comes_before_the_stage(empty_desk: Desk) -> None:
    deal = "# 商机\n| 商机名称 | 客户 | 意向产品 | 阶段 | 状态 |\n"
    empty_desk.take(CUSTOMER + deal + "| 买车 | 宏达物流有限公司 | 整车 | 赢单 | 中止 |")
    assert empty_desk.show("O-000001")["values"]["state"] == "paused"


@pytest.mark.parametrize(
    ("number", "kept", "codes"),
    [
        ("C-000001", None, []),
        ("C-000077", None, ["unknown-number"]),
        ("C-77", None, ["unknown-number"]),
        ("K-000077", "K-000077", []),
        ("77", "77", []),
        ("", "C-000002", []),
    ],
)
def test_a_number_of_ours_is_one_that_we_gave(
    empty_desk: Desk, number: str, kept: str | None, codes: list[str]
) -> None:
    empty_desk.take(CUSTOMER)
    receipt = empty_desk.take(
        f"# 客户\n| 客户编号 | 客户名称 | 电话 | 来源 |\n| {number} | {'宏达物流有限公司' if number == 'C-000001' else '王伟'} | 13922223333 | 展会 |"
    )
    assert [each.rule.code for each in receipt.findings if each.is_error] == codes
    assert empty_desk.count("customers") == 1 + bool(kept)
    if kept:
        assert empty_desk.show(kept if kept.startswith("C-0") else "C-000001")["values"]["name"]


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("王", "王"),
        ("王伟", "王*"),
        ("欧阳娜", "欧**"),
        ("欧阳娜娜", "欧***"),
        ("上海远航物", "上海***"),
        ("Al", "A***"),
    ],
)
def test_how_much_of_a_name_is_shown(name: str, masked: str) -> None:
    assert masked_name(name) == masked


@pytest.mark.parametrize(
    ("phone", "masked"),
    [
        ("13912345678", "139****5678"),
        ("62345678", "****78"),
        ("6234567", "****67"),
        ("021-62345", "021****2345"),
        ("139123456789", "139****6789"),
    ],
)
def test_how_much_of_a_phone_is_shown(phone: str, masked: str) -> None:
    assert masked_phone(phone) == masked


@pytest.mark.parametrize(
    ("phone", "is_one"),
    [
        ("123456", False),
        ("1234567", True),
        ("+123456", False),
        ("+1234567", True),
        ("1111111", False),
        ("1111112", True),
        ("1-1-1-1", False),
        ("021-62345678x801", True),
        ("021-62345678x", False),
        ("wx1234567", False),
    ],
)
def test_what_can_tell_people_apart(phone: str, is_one: bool) -> None:
    assert identifies(phone) is is_one


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ＡＢＣ", "abc"), (" 王 伟 ", "王伟"), ("王\u200b伟", "王伟"), ("Straße", "STRASSE"), ("a b\tc", "ABC"), ("ﾔﾏﾊ", "ヤマハ"),
    ],
)  # fmt: skip
def test_spellings_of_one_name(one: str, other: str) -> None:
    assert search_key(one) == search_key(other)
    assert search_key("王伟") != search_key("王维")


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("宏达物流有限公司", "宏达物流"),
        ("宏达集团", None),
        ("宏达物流集团", "宏达物流"),
        ("宏达物流分公司", None),
        ("宏达物流门店", None),
        ("（上海）宏达物流", "上海宏达物流"),
        ("宏达物流（集团）有限公司", "宏达物流"),
        ("苏州市宏达物流公司", "苏州宏达物流"),
        ("江苏省苏州市宏达物流公司", "江苏苏州宏达物流"),
        ("王伟", None),
        ("王小二人", "王小二人"),
        ("１２３４", None),
        ("Acme Ltd", "acme"),
        ("Acme", None),
        ("AB Ltd", None),
        ("ABC Ltd", "abc"),
        ("Alpha & Beta", "alpha and beta"),
        ("The Alpha Company", "alpha"),
        ("O'Neil Trucks Inc.", "oneil trucks"),
    ],
)
def test_the_core_of_a_companys_name(name: str, key: str | None) -> None:
    assert company_key(name) == key


@pytest.mark.parametrize(
    ("text", "names", "suggested"),
    [
        ("内燃又车", ["内燃叉车", "电动叉车"], ()),
        ("三吨内燃又车", ["三吨内燃叉车", "三吨电动叉车"], ("三吨内燃叉车",)),
        ("宏达物留有限公司", ["宏达物流有限公司"], ("宏达物流有限公司",)),
        ("abcde", ["abcdf"], ("abcdf",)),
        ("abcd", ["abce"], ()),
        ("abcdefgh", ["abcdxfgy"], ()),
        ("货叉加长", ["加长货叉"], ("加长货叉",)),
        ("姚茜茜", ["姚倩倩", "王倩倩"], ("姚倩倩",)),
        ("13911112223", ["13911112222"], ("13911112222",)),
        ("13911112233", ["13911112222"], ()),
        ("1391111222", ["13911112222"], ("13911112222",)),
        ("aaaaaaaaab", ["aaaaaaaaac", "aaaaaaaaad", "aaaaaaaaae", "aaaaaaaaaf"], ("aaaaaaaaac", "aaaaaaaaad", "aaaaaaaaae")),
        ("完全不同", ["内燃叉车"], ()),
        ("jihgfedcba", ["abcdefghik"], ("abcdefghik",)),
        ("srqponmlkjihgfedcba", ["abcdefghijklmnopqxy"], ()),
        ("1391111222", ["1391111223"], ("1391111223",)),
        ("139111122", ["139111123"], ()),
        ("章三", ["张三"], ("张三",)),
        ("张山峰路五", ["张三风录吾"], ()),
        ("李四", ["张三"], ()),
    ],
)  # fmt: skip
def test_only_what_is_near_is_suggested(text: str, names: list[str], suggested: tuple[str, ...]) -> None:
    assert nearest(text, names) == suggested


@pytest.mark.parametrize(
    ("column", "letters"),
    [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (53, "BA"), (702, "ZZ"), (703, "AAA"), (16384, "XFD")],
)
def test_the_letters_of_a_column(column: int, letters: str) -> None:
    assert (column_letters(column), column_number(letters.lower()), cell_name(7, column)) == (
        letters,
        column,
        f"{letters}7",
    )


@pytest.mark.parametrize("column", [0, 16385, -1])
def test_no_column_beyond_the_grid(column: int) -> None:
    with pytest.raises(ValueError, match=str(column)):
        column_letters(column)


def test_a_place_is_as_exact_as_is_known() -> None:
    told = [Place("a.xlsx"), Place("a.xlsx", "表"), Place("a.xlsx", "表", 3), Place("a.xlsx", "表", None, 2)]
    assert [str(each) for each in (*told, Place("a.xlsx", "表", 3, 2))] == [
        "a.xlsx",
        "表",
        "表!3",
        "表",
        "表!B3",
    ]


def test_blank_is_not_erase_and_erase_is(empty_desk: Desk) -> None:
    head = "# 客户\n| 客户编号 | 客户名称 | 电话 | 来源 | 级别 | 预算 | 备注 |\n"
    empty_desk.take(head + "| | 王伟 | 13911112222 | 展会 | A | 5000 | 要红色 |")
    empty_desk.take(head + "| C-000001 | | | | | | |")
    kept = empty_desk.show("C-000001")["values"]
    assert (kept["level"], kept["budget"], kept["remark"]) == ("A", Decimal(5000), "要红色")
    empty_desk.take(head + "| C-000001 | | | | 清空 | 清空 | - |")
    left = empty_desk.show("C-000001")["values"]
    assert (left.get("level"), left.get("budget"), left["remark"]) == (None, None, "-")


def test_what_a_row_says_of_its_owner_comes_before_its_sender(empty_desk: Desk) -> None:
    head = "# 客户\n| 客户名称 | 电话 | 来源 | 负责人 |\n"
    empty_desk.take(
        head + "| 王伟 | 13911112222 | 展会 | 李四 |\n| 李雷 | 13911113333 | 展会 | |", sender="张三"
    )
    assert [empty_desk.show(f"C-00000{nth}")["values"]["owner"] for nth in (1, 2)] == ["李四", "张三"]


def test_a_default_is_for_what_a_new_row_does_not_say(tmp_path: Path) -> None:
    with desk(tmp_path, '[defaults.customers]\nsource = "展厅"') as lenient:
        head = "# 客户\n| 客户名称 | 电话 | 来源 |\n"
        lenient.take(head + "| 王伟 | 13911112222 | |\n| 李雷 | 13911113333 | 展会 |")
        assert [lenient.show(f"C-00000{nth}")["values"]["source"] for nth in (1, 2)] == ["展厅", "展会"]


def test_a_new_record_is_in_its_first_state(empty_desk: Desk) -> None:
    lead = "# 线索\n| 姓名 | 电话 | 来源 |\n| 李雷 | 13977778888 | 展会 |\n"
    empty_desk.take(lead + CUSTOMER + DEAL + "| 买车 | 宏达物流有限公司 | 整车 | | | | | |")
    states = [empty_desk.show(number)["values"]["state"] for number in ("L-000001", "C-000001", "O-000001")]
    assert states == ["new", "valid", "open"]


def test_the_day_of_a_deal_is_a_date(shop: Desk) -> None:
    shop.take(
        joined(
            SHOP["opportunities"]
            .replace("商机金额", "预计成交时间")
            .replace("| 张三 | |", "| 张三 | 2026-12-31 |")
        )
    )
    assert shop.show("O-000001")["values"]["expected_close"] == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("phone", "is_same"),
    [("13911112223", True), ("13911112233", True), ("13911112333", False), ("1391111222", False)],
)
def test_a_phone_is_a_slip_of_another_up_to_two_digits(empty_desk: Desk, phone: str, is_same: bool) -> None:
    head = "# 客户\n| 客户名称 | 电话 | 来源 |\n"
    empty_desk.take(head + "| 王伟 | 13911112222 | 展会 |")
    empty_desk.take(head + f"| 王伟 | {phone} | 展会 |")
    assert empty_desk.count("customers") == 2 - is_same


def test_lists_and_staff_that_come_with_the_rows_count_for_them(empty_desk: Desk) -> None:
    staff = "# 员工\n| 姓名 | 角色 |\n| 张三 | 销售 |\n| 李四 | 销售 |\n"
    deal = "# 商机\n| 商机名称 | 客户 | 意向产品 | 阶段 | 负责人 |\n"
    rows = "| 甲 | 宏达物流有限公司 | 整车 | 在谈 | 张三 |\n| 乙 | 宏达物流有限公司 | 整车 | 方案报价 | 章三 |\n| 丙 | 宏达物流有限公司 | 整车 | | 赵六 |\n"
    receipt = empty_desk.take(joined(LISTS, staff, CUSTOMER, deal + rows))
    assert [each for each in found(receipt) if "商机!" in each] == [
        "warning 商机!D3 unlisted-choice",
        "warning 商机!E3 unknown-person",
        "warning 商机!E4 unknown-person",
    ]
    assert empty_desk.show("O-000001")["values"]["stage"] == "谈着"
    said = [hint(each, Language.ZH) for each in receipt.findings if each.rule.code == "unknown-person"]
    assert ["张三" in each for each in said] == [True, False]


@pytest.mark.parametrize("row", ["| 没有的列表 | 谈着 | |", "| 阶段 | | |", "| 阶段 | 谈着 | 停用 |"])
def test_a_word_of_no_list_makes_none(empty_desk: Desk, row: str) -> None:
    empty_desk.take(f"# 字典\n| 列表 | 值 | 状态 |\n{row}")
    deal = "# 商机\n| 商机名称 | 客户 | 意向产品 | 阶段 |\n| 甲 | 宏达物流有限公司 | 整车 | 方案报价 |"
    assert found(empty_desk.take(CUSTOMER + deal)) == []


def test_a_product_of_the_same_workbook_is_suggested(empty_desk: Desk) -> None:
    catalog = "# 产品目录\n| 类别 | 产品名称 | 规格 | 单价 |\n| 整车 | 三吨内燃叉车 | 高 | 88000 |\n"
    deal = "# 商机\n| 商机名称 | 客户 | 意向产品 |\n| 甲 | 宏达物流有限公司 | 整车 |\n"
    lines = "# 商机产品\n| 商机 | 产品 | 规格 | 数量 |\n| 甲 | 三吨内燃又车 | | 1 |\n| 甲 | 三吨内燃叉车 | 低 | 1 |"
    receipt = empty_desk.take(catalog + CUSTOMER + deal + lines)
    assert found(receipt) == ["error 商机产品!B2 unknown-product", "error 商机产品!C3 unknown-spec"]
    assert "是不是“三吨内燃叉车”？" in hint(receipt.findings[0], Language.ZH)
    assert dict(receipt.findings[1].facts)["allowed"] == ("高",)


def test_a_line_that_is_known_may_stay_on_two_deals(empty_desk: Desk) -> None:
    catalog = (
        "# 产品目录\n| 类别 | 产品名称 | 单价 | 车架号 |\n| 二手车 | 旧叉车 | 35000 | LSGPC52U6AF102554 |\n"
    )
    deals = "# 商机\n| 商机名称 | 客户 | 意向产品 | 状态 | 总结 | 输单原因 | 竞争对手 |\n"
    line = "# 商机产品\n| 商机 | 产品 | 数量 | 备注 |\n| {} | 旧叉车 | 1 | {} |"
    empty_desk.take(
        catalog
        + CUSTOMER
        + deals
        + "| 甲 | 宏达物流有限公司 | 二手车 | | | | |\n| 乙 | 宏达物流有限公司 | 二手车 | | | | |\n"
        + line.format("甲", "")
    )
    empty_desk.take(
        "# 商机\n| 商机编号 | 状态 | 总结 | 输单原因 | 竞争对手 |\n| O-000001 | 输单 | 好 | 价格 | 别家 |"
    )
    assert found(empty_desk.take(line.format("乙", ""))) == []
    empty_desk.take("# 商机\n| 商机编号 | 状态 |\n| O-000001 | 洽谈中 |")
    assert found(empty_desk.take(line.format("甲", "要洗车"))) == []


def test_lines_open_no_deal_that_is_known_by_number_or_name(tmp_path: Path) -> None:
    with desk(tmp_path, "[trade]\nlines_open_opportunities = true") as lenient:
        lenient.take(joined(SHOP["catalog"], SHOP["customers"], SHOP["opportunities"]))
        head = "# 订单明细\n| 商机 | 客户编号 | 产品 | 规格 | 数量 |\n"
        rows = "| O-000001 | | 内燃叉车 | 3吨 | 1 |\n| 王伟租车 | | 实心轮胎 | | 1 |\n| 新的 | C-000002 | 实心轮胎 | | 1 |"
        assert [each for each in found(lenient.take(head + rows)) if each.startswith("error")] == []
        with lenient.workspace.store.reading() as queries:
            names = [(each.record.name, each.record.customer) for each in queries.every("opportunities")]
        assert names == [("远航三台叉车", "C-000001"), ("王伟租车", "C-000002"), ("新的", "C-000002")]


@pytest.mark.parametrize(
    ("row", "cells"),
    [
        ("| | 13911112222 | 展会 |", []),
        ("| 王伟 | | 展会 |", []),
        ("| 王伟 | 13911112222 | 展会 |", []),
        ("| | | 展会 |", ["A2"]),
    ],
)
def test_a_person_needs_a_name_or_a_phone(empty_desk: Desk, row: str, cells: list[str]) -> None:
    receipt = empty_desk.take("# 客户\n| 客户名称 | 电话 | 来源 |\n" + row)
    assert cells_of(found(receipt), "missing-value") == cells


def test_what_is_known_need_not_be_said_again(shop: Desk) -> None:
    assert found(shop.take("# 客户\n| 客户编号 | 客户名称 | 电话 | 来源 |\n| C-000001 | | | |")) == []


def test_a_name_behind_a_number_is_compared(shop: Desk) -> None:
    deal = "# 商机\n| 商机名称 | 客户 | 意向产品 |\n"
    rows = "| 甲 | C-000002 王伟 | 整车 |\n| 乙 | C-000002 李雷 | 整车 |\n| 丙 | C-000002 王* | 整车 |\n| 丁 | C-000002 | 整车 |"
    assert found(shop.take(deal + rows)) == ["warning 商机!B3 other-name-behind-number"]


def test_a_used_vehicle_of_the_catalog_is_its_vin(empty_desk: Desk) -> None:
    head = "# 产品目录\n| 产品编码 | 类别 | 产品名称 | 单价 | 车架号 |\n"
    empty_desk.take(head + "| U1 | 二手车 | 旧叉车 | 35000 | LSGPC52U6AF102554 |")
    empty_desk.take(head + "| U9 | 二手车 | 旧叉车甲 | 36000 | lsgpc52u6af102554 |")
    empty_desk.take(head + "| U1 | 二手车 | 旧叉车 | 35000 | LSGPC52U8AF102555 |")
    with empty_desk.workspace.store.reading() as queries:
        assert [each.record.unit_price for each in queries.every("catalog")] == [36000, 35000]
