"""A rejected row is open until it is mended: in its list, in another file, or by what it waited for."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.desk import Desk, StoppedClock, counts, desk
from workbook_crm.merge.unmended import unmended
from workbook_crm.model.rejected import Unmended

TODAY = date(2026, 11, 23)
HEAD = "# 客户\n| 客户名称 | 电话 | 来源 | 级别 |"
WANG, LI, ZHAO = (
    "| 王伟 | 13912345678 | 展厅 | A |",
    "| 李梅 | 13800001111 | 展厅 | B |",
    "| 赵敏 | 13700002222 | 展厅 | A |",
)
WRONG = WANG.replace("13912345678", "1.39E+10")
"""A phone that has lost its digits."""


def is_open(at: Desk, day: date = TODAY) -> Unmended:
    with at.workspace.store.reading() as queries:
        return unmended(queries, day)


def rows(at: Desk, day: date = TODAY) -> list[tuple[str, str, int | None, str]]:
    """(person, sheet, row, when) of all that is open."""
    return [(each.person, each.sheet, each.row, each.since.isoformat()) for each in is_open(at, day).rows]


def on(at: Desk, day: int) -> Desk:
    """The same desk, some days later."""
    at.workspace.__dict__["clock"] = StoppedClock(
        datetime(2026, 11, day, 8, tzinfo=ZoneInfo("Asia/Shanghai"))
    )
    at.workspace.__dict__.pop("inbox", None)
    return at


@pytest.fixture
def at(tmp_path: Path):  # type: ignore[no-untyped-def]
    with desk(tmp_path) as opened:
        yield opened


def sheet(*lines: str) -> str:
    return "\n".join((HEAD, *lines))


def test_a_rejected_row_is_open(at: Desk) -> None:
    receipt = at.take(sheet(LI, WRONG, ZHAO), sender="张三", name="名单.xlsx")
    assert counts(receipt, "客户") == {"new": 2, "held": 1}
    assert rows(at) == [("张三", "客户", 3, "2026-11-23")]
    (row,) = is_open(at).rows
    assert (row.name, row.receipt, row.file) == ("王伟", receipt.id, "名单.xlsx")
    assert [each.rule.code for each in row.findings] == ["phone-lost-digits"]


@pytest.mark.parametrize(
    ("again", "name", "left"),
    [
        pytest.param((LI, WANG, ZHAO), "名单.xlsx", [], id="mended in its place"),
        pytest.param((WANG, ZHAO, LI), "名单.xlsx", [], id="mended and sorted"),
        pytest.param((LI, ZHAO), "名单.xlsx", [], id="deleted from the list"),
        pytest.param((LI, WANG, ZHAO), "名单 (2).xlsx", [], id="mended under the name of a copy"),
        pytest.param((WANG,), "补.xlsx", [], id="taken from another file"),
        pytest.param((LI, WRONG, ZHAO), "名单.xlsx", [3], id="sent again as it was"),
        pytest.param((WRONG, LI, ZHAO), "名单.xlsx", [2], id="sent again in another order"),
        pytest.param(
            (LI, ZHAO.replace("赵敏", "孙六").replace("137", "136")), "别的.xlsx", [3], id="another list"
        ),
        pytest.param(
            ("| 周一 | 13600003333 | 展厅 | A |",), "名单.xlsx", [3], id="another list of the same name"
        ),
    ],
)
def test_what_closes_it(at: Desk, again: tuple[str, ...], name: str, left: list[int]) -> None:
    at.take(sheet(LI, WRONG, ZHAO), sender="张三", name="名单.xlsx")
    on(at, 26).take(sheet(*again), sender="张三", name=name)
    assert rows(at, date(2026, 11, 26)) == [("张三", "客户", each, "2026-11-23") for each in left]
    assert rows(at, date(2026, 11, 25)) == [("张三", "客户", 3, "2026-11-23")]


def test_only_the_rejected_rows_sent_again_leave_the_others_open(at: Desk) -> None:
    other = ZHAO.replace("13700002222", "1.37E+10")
    at.take(
        sheet(LI, LI.replace("李梅", "李兰").replace("138", "135"), WRONG, other),
        sender="张三",
        name="名单.xlsx",
    )
    assert [each[2] for each in rows(at)] == [4, 5]
    at.take(sheet(WANG), sender="张三", name="名单.xlsx")
    assert [each[2] for each in rows(at)] == [5]


@pytest.mark.parametrize(("sender", "left"), [("李四", 1), (None, 0), ("张三", 0)])
def test_who_can_mend_it(at: Desk, sender: str | None, left: int) -> None:
    at.take(sheet(WRONG), sender="张三", name="名单.xlsx")
    at.take(sheet(WANG), sender=sender, name="补.xlsx")
    assert len(rows(at)) == left


def test_a_row_mended_in_two_cells_is_closed_with_its_list(at: Desk) -> None:
    at.take(sheet(LI, ZHAO, WRONG), sender="张三", name="名单.xlsx")
    at.take(
        sheet(LI, ZHAO, WANG.replace("王伟", "王维").replace("| A |", "| C |")),
        sender="张三",
        name="名单.xlsx",
    )
    assert rows(at) == []


@pytest.mark.parametrize(("level", "left"), [("A", 1), ("B", 0)])
def test_a_record_that_another_list_has_as_it_was_is_not_mended(at: Desk, level: str, left: int) -> None:
    at.take(sheet(WANG), sender="张三", name="老名单.xlsx")
    head = HEAD.replace("| 级别 |", "| 级别 | 下次跟进时间 |")
    at.take("\n".join((head, WANG + " 2026-13-45 |")), sender="张三", name="新名单.xlsx")
    assert len(rows(at)) == 1
    at.take(sheet(WANG.replace("| A |", f"| {level} |"), LI), sender="张三", name="老名单.xlsx")
    assert len(rows(at)) == left


def test_of_an_unknown_sender_it_is_the_owners(at: Desk) -> None:
    head = HEAD.replace("| 级别 |", "| 级别 | 负责人 |")
    at.take("\n".join((head, WRONG + " 李四 |")), name="名单.xlsx")
    assert [each[0] for each in rows(at)] == ["李四"]


def test_a_row_that_waited_is_closed_when_its_record_comes(shop: Desk) -> None:
    line = "# 商机产品\n| 商机 | 产品 | 规格 | 数量 |\n| 远航三台叉车 | 侧面叉车 | | 1 |"
    shop.take(line, sender="张三", name="明细.xlsx")
    assert [each[:3] for each in rows(shop)] == [("张三", "商机产品", 2)]
    shop.take("# 产品目录\n| 类别 | 产品名称 | 单价 |\n| 整车 | 侧面叉车 | 150000 |", name="目录.xlsx")
    assert rows(shop) == []


def test_a_follow_up_in_the_same_words_about_somebody_else_mends_nothing(shop: Desk) -> None:
    news = "# 跟进记录\n| 对象 | 跟进时间 | 跟进方式 | 跟进内容 |\n| {who} | 2026-11-20 | 电话 | 报价已发 |"
    shop.take(news.format(who="KH-1042"), sender="张三", name="跟进.xlsx")
    shop.take(news.format(who="王伟"), sender="张三", name="别的.xlsx")
    assert len(rows(shop)) == 1
    shop.take(news.format(who="王伟"), sender="张三", name="跟进.xlsx")
    assert rows(shop) == []


def test_a_line_is_mended_by_one_of_another_list_that_reads_the_same(shop: Desk) -> None:
    line = (
        "# 商机产品\n| 商机 | 产品 | 规格 | 数量 | 备注 |\n| 远航三台叉车 | 侧面叉车 | | {count} | 月底前要 |"
    )
    shop.take("# 产品目录\n| 类别 | 产品名称 | 单价 |\n| 整车 | 侧面叉车 | 150000 |", name="目录.xlsx")
    shop.take(line.format(count="若干"), sender="张三", name="明细.xlsx")
    assert len(rows(shop)) == 1
    shop.take(line.format(count=2), sender="张三", name="别的.xlsx")
    assert rows(shop) == []
