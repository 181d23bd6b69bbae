"""What holds a row, what is only asked for, and how strict a house may be."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.desk import Desk, counts, desk, found
from tests.workbooks import SHOP, joined
from workbook_crm.model.language import Language
from workbook_crm.model.words import hint, message
from workbook_crm.settings_file import UnreadableSettingsError

FULL = {
    "员工 staff": "姓名 张三 | 角色 销售 | 电话 13800000001",
    "线索 leads": "姓名 李雷 | 电话 13800000002 | 来源 展会 | 备注 看看",
    "客户 customers": "客户名称 韩梅 | 电话 13800000003 | 来源 展会 | 级别 A",
    "商机 opportunities": "商机名称 两台叉车 | 客户 王伟 | 意向产品 整车 | 阶段 方案报价 | 预计成交时间 2026-12-01",
    "商机产品 opportunity_lines": "商机 远航三台叉车 | 产品 内燃叉车 | 规格 3吨 | 数量 2 | 金额 176000 | 备注 看看",
    "跟进记录 follow_ups": "对象 王伟 | 跟进时间 2026-11-20 | 跟进方式 电话 | 跟进内容 报了价 | 下次跟进时间 2026-11-30",
}
WANTED = [
    ("员工", "角色"),
    ("线索", "姓名"),
    ("线索", "电话"),
    ("线索", "来源"),
    ("客户", "客户名称"),
    ("客户", "电话"),
    ("客户", "来源"),
    ("商机", "商机名称"),
    ("商机", "客户"),
    ("商机产品", "数量"),
    ("跟进记录", "跟进时间"),
    ("跟进记录", "跟进方式"),
    ("跟进记录", "跟进内容"),
]
NEEDED = [
    ("员工", ["姓名"]),
    ("线索", ["姓名", "电话"]),
    ("客户", ["客户名称", "电话"]),
    ("商机", ["商机名称", "客户"]),
    ("商机产品", ["商机"]),
    ("商机产品", ["产品"]),
    ("商机产品", ["数量", "金额"]),
    ("跟进记录", ["对象"]),
]


def sheet(title: str, *, without: list[str] = [], blank: list[str] = []) -> str:  # noqa: B006  # only read
    (row,) = [text for name, text in FULL.items() if name.split()[0] == title]
    cells = dict(cell.split(" ", 1) for cell in row.split(" | "))
    kept = {name: "" if name in blank else value for name, value in cells.items() if name not in without}
    return f"# {title}\n| {' | '.join(kept)} |\n| {' | '.join(kept.values())} |"


@pytest.mark.parametrize(("title", "column"), WANTED)
def test_a_wanted_column_that_is_not_there_holds_nothing(shop: Desk, title: str, column: str) -> None:
    receipt = shop.take(sheet(title, without=[column]))
    assert counts(receipt, title) == {"new": 1}
    asked = [each for each in receipt.findings if each.rule.code == "wanted-columns"]
    columns: Any = [dict(each.facts)["columns"] for each in asked]
    assert [[name.zh for name in names] for names in columns] == [[column]]
    assert not [each for each in found(receipt) if each.startswith("error")]


@pytest.mark.parametrize(("title", "column"), WANTED)
def test_a_wanted_cell_that_is_blank_holds_nothing(shop: Desk, title: str, column: str) -> None:
    receipt = shop.take(sheet(title, blank=[column]))
    assert counts(receipt, title) == {"new": 1}
    assert [each.place.row for each in receipt.findings if each.rule.code == "wanted-value"] == [1]


@pytest.mark.parametrize(("title", "columns"), NEEDED)
def test_a_row_of_which_nothing_can_be_made_is_held(shop: Desk, title: str, columns: list[str]) -> None:
    receipt = shop.take(sheet(title, blank=columns))
    assert counts(receipt, title) == {"held": 1}
    (missing,) = [each for each in receipt.findings if each.rule.code == "missing-value"]
    assert all(f"“{column}”" in message(missing, Language.ZH) for column in columns)


@pytest.mark.parametrize("title", [name.split()[0] for name in FULL])
def test_a_row_that_tells_all_is_asked_nothing(shop: Desk, title: str) -> None:
    assert not [each for each in found(shop.take(sheet(title))) if "wanted" in each or "missing" in each]


def test_blank_cells_are_told_once_a_column_with_how_many(shop: Desk) -> None:
    rows = "".join(f"| 客{n} | 1380000{n + 1111:04d} | {'展会' if n < 3 else ''} |\n" for n in range(8))
    head = "# 客户\n| 客户名称 | 电话 | 来源 |\n"
    receipt = shop.take(head + rows)
    (asked,) = receipt.findings
    assert (asked.rule.code, str(asked.place), dict(asked.facts)["rows"]) == ("wanted-value", "客户!C1", 5)
    assert "[" not in hint(asked, Language.ZH)
    assert found(shop.take(head + rows + "| 新客 | 13811112222 | 展会 |")) == []  # what is known asks nothing


@pytest.mark.parametrize(
    ("strict", "title", "code"),
    [
        ("leads = true", "线索", "missing-column"),
        ('leads = ["source"]', "线索", "missing-column"),
        ('leads = ["phone"]', "线索", "wanted-columns"),
        ("leads = false", "线索", "wanted-columns"),
        ("customers = true", "线索", "wanted-columns"),
    ],
)
def test_a_house_may_be_as_strict_as_a_form(tmp_path: Path, strict: str, title: str, code: str) -> None:
    with desk(tmp_path, f"[strict]\n{strict}") as house:
        receipt = house.take(sheet(title, without=["来源"]))
        assert [each.rule.code for each in receipt.findings] == [code]
        assert counts(receipt, title) == ({"held": 1} if code == "missing-column" else {"new": 1})


@pytest.mark.parametrize(
    "slip", ["[strict]\nlead = true", '[strict]\nleads = ["sorce"]', '[optional]\nleads = ["sorce"]']
)
def test_a_slip_in_the_settings_is_told(tmp_path: Path, slip: str) -> None:
    with pytest.raises(UnreadableSettingsError), desk(tmp_path, slip):
        pass


def test_what_the_house_does_without_is_not_asked_for(tmp_path: Path) -> None:
    with desk(tmp_path, '[optional]\nleads = ["source"]') as house:
        assert found(house.take(sheet("线索", without=["来源"]))) == []


def test_deals_of_the_past_are_taken_with_one_note(empty_desk: Desk) -> None:
    rows = "".join(f"| 商机{n} | 王伟 | 整车 | {'赢单' if n % 2 else '输单'} |\n" for n in range(9))
    receipt = empty_desk.take(
        joined(SHOP["customers"], "# 商机\n| 商机名称 | 客户 | 意向产品 | 状态 |\n" + rows)
    )
    assert found(receipt) == ["note 商机!D1 closed-elsewhere"]
    assert counts(receipt, "商机") == {"new": 9}
    again = empty_desk.take("# 商机\n| 商机编号 | 备注 |\n| O-000001 | 补一句 |")
    assert found(again) == []
    moved = empty_desk.take("# 商机\n| 商机编号 | 状态 |\n| O-000001 | 赢单 |")  # lost before: a move of ours
    assert "error 商机!B2 closing-needs" in found(moved)


GOODS = [
    ("产品目录", "二手内燃叉车", "used", "kind-told"),
    ("产品目录", "叉车日租", "rental", "kind-told"),
    ("产品目录", "启程X6", "vehicle", "kind-assumed"),
]


@pytest.mark.parametrize(("title", "product", "kind", "code"), GOODS)
def test_goods_are_what_their_words_tell_else_as_the_house_sells(
    empty_desk: Desk, title: str, product: str, kind: str, code: str
) -> None:
    head = f"# {title}\n| 产品名称 | 单价 | 底价 |\n"
    receipt = empty_desk.take(head + f"| {product} | 45000 | 40000 |\n| {product}二 | 46000 | 41000 |")
    assert [each.rule.code for each in receipt.findings if each.rule.code.startswith("kind")] == [code]
    with empty_desk.workspace.store.reading() as queries:
        assert [each.record.kind for each in queries.every("catalog")] == [kind, kind]
    again = empty_desk.take(head + f"| {product} | 47000 | 40000 |")
    assert counts(again, title) == {"changed": 1}


def test_goods_that_are_known_stay_what_they_are(shop: Desk) -> None:
    receipt = shop.take("# 产品目录\n| 产品名称 | 规格 | 单价 |\n| 实心轮胎 | 6.50-10 | 690 |")
    assert (found(receipt), counts(receipt, "产品目录")) == ([], {"changed": 1})


def test_a_deal_is_of_the_kind_of_its_lines_else_as_the_house_sells(shop: Desk) -> None:
    shop.take("""
# 商机
| 商机名称 | 客户 | 阶段 |
| 换轮胎 | 王伟 | 方案报价 |
| 看车 | 王伟 | 初步接触 |
# 商机产品
| 商机 | 产品 | 数量 |
| 换轮胎 | 实心轮胎 | 4 |
""")
    kinds = [shop.show(f"O-00000{n}")["values"]["kind"] for n in (3, 4)]
    assert kinds == ["part", "vehicle"]


def test_an_amount_alone_is_the_amount_of_a_line(shop: Desk) -> None:
    shop.take("# 商机产品\n| 商机 | 产品 | 规格 | 金额 |\n| 远航三台叉车 | 内燃叉车 | 3吨 | 170000.004 |")
    with shop.workspace.store.reading() as queries:
        (line,) = [each.record for each in queries.every("opportunity_lines")]
    assert (line.amount, line.quantity) == (Decimal("170000.00"), None)
    assert shop.show("O-000001")["values"]["amount"] == Decimal("170000.00")


WORDS = "# 字典\n| 列表 | 值 |\n| 来源 | 转介绍 |\n| 来源 | 展厅 |\n| 来源 | 自然进店 |"
CAME = "# 客户\n| 客户名称 | 电话 | 来源 |\n"


def test_usual_words_are_known_and_others_told_once_a_word(empty_desk: Desk) -> None:
    words = ["汽车之家", "懂车帝", "抖音", "Walk-in", "AutoTrader", "村口喇叭", "村口喇叭", "老王饭馆"]
    rows = "".join(f"| 客{n} | 1380000{n + 1111:04d} | {word} |\n" for n, word in enumerate(words))
    receipt = empty_desk.take(CAME + rows)
    assert found(receipt) == ["note 客户!C7 new-word", "note 客户!C9 new-word"]
    assert [empty_desk.show(f"C-00000{n}")["values"]["source"] for n in (1, 4)] == ["汽车之家", "Walk-in"]
    assert found(empty_desk.take(CAME + rows + "| 新 | 13811112222 | 抖音 |")) == []


def test_a_word_that_means_one_of_ours_is_read_as_it(empty_desk: Desk) -> None:
    empty_desk.take(WORDS)
    receipt = empty_desk.take(CAME + "| 甲 | 13800000001 | walk-in |\n| 乙 | 13800000002 | 抖音直播 |")
    assert empty_desk.show("C-000001")["values"]["source"] == "自然进店"
    assert empty_desk.show("C-000002")["values"]["source"] == "抖音直播"
    assert not [each for each in found(receipt) if each.startswith(("error", "warning"))]


@pytest.mark.parametrize(("count", "codes"), [(12, ["new-word"] * 12), (13, ["many-new-words"])])
def test_a_column_of_free_text_is_told_once(empty_desk: Desk, count: int, codes: list[str]) -> None:
    rows = "".join(f"| 客{n} | 1380000{n + 1111:04d} | 随手写的{n} |\n" for n in range(count))
    assert [each.rule.code for each in empty_desk.take(CAME + rows).findings] == codes


@pytest.mark.parametrize(
    ("title", "column", "word", "field", "value"),
    [
        ("线索", "状态", "已订车", "state", "converted"),
        ("线索", "状态", "再看看", "state", "following"),
        ("线索", "级别", "已订车", "level", "O"),
        ("线索", "级别", "战败", "level", "F1"),
        ("线索", "级别", "暂缓", "level", "F2"),
        ("商机", "状态", "已交车", "state", "won"),
        ("商机", "状态", "输了", "state", "lost"),
        ("商机", "状态", "再看看", "state", "open"),
        ("商机", "阶段", "已订车", "state", "won"),
    ],
)
def test_ordinary_news_are_choices(
    shop: Desk, title: str, column: str, word: str, field: str, value: str
) -> None:
    plain = sheet(title, without=[column])
    head, row = plain.split("\n")[1:]
    receipt = shop.take(f"# {title}\n{head} {column} |\n{row} {word} |")
    number = "L-000001" if title == "线索" else "O-000003"
    assert shop.show(number)["values"][field] == value
    codes = [
        each.rule.code for each in receipt.findings if each.rule.code in ("news-read-as", "stage-is-state")
    ]
    assert codes == (["stage-is-state"] if column == "阶段" else ["news-read-as"])
    assert not [each for each in found(receipt) if each.startswith(("error", "warning"))]
