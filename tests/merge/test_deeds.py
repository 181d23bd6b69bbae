"""What people did in some days: by when it happened, by when it was entered, and what they wrote."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from tests.desk import NOW, Desk, desk
from tests.merge.test_undo import undo
from tests.report.test_oracle import Ticking
from tests.workbooks import SHOP, joined
from workbook_crm import cli
from workbook_crm.merge.deeds import deeds
from workbook_crm.model.deeds import Deeds, last_workday_before
from workbook_crm.model.language import Language
from workbook_crm.model.report import trace_of
from workbook_crm.model.workdays import WEEKDAYS, Workdays
from workbook_crm.report.deeds import contact_tables

CONTACTS = "# 跟进记录\n| 对象 | 跟进时间 | 跟进方式 | 跟进内容 | 下次跟进时间 | 下次跟进计划 | 跟进人 |\n"
TODAY = NOW.date()


def day(back: int) -> date:
    return TODAY - timedelta(days=back)


@pytest.fixture(scope="module")
def week(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A shop of ten days ago; contacts of Friday and before that came on Sunday; one that was undone."""
    with desk(tmp_path_factory.mktemp("shop"), 'time_zone = "Asia/Shanghai"\n') as house:
        clock = Ticking(NOW - timedelta(days=10))
        house.workspace.__dict__["clock"] = clock
        house.take(joined(*SHOP.values()), name="店.xlsx")
        clock.time = NOW - timedelta(days=1)
        rows = (
            f"| 远航三台叉车 | {day(3)} 10:30 | 电话 | 问了价格 | {day(-3)} | 带报价 | 李四 |",
            f"| 王伟 | {day(1)} | 微信 | 发了图片 | | | 李四 |",
            f"| 远航三台叉车 | {day(15)} | 上门 | 看了场地 | | | 李四 |",
            f"| 远航三台叉车 | {day(1)} | 电话 | 我也打了 | | | |",
            "| 王伟 | | 电话 | 哪天忘了 | | | 李四 |",
        )
        house.take(CONTACTS + "\n".join(rows), sender="王五", name="跟进.xlsx")
        house.take(
            "# 商机\n| 商机名称 | 客户 | 备注 |\n| 王伟租车 | 王伟 | 很急 |",
            sender="张三",
            name="商机.xlsx",
        )
        wrong = house.take(
            CONTACTS + f"| 王伟 | {day(1)} | 电话 | 记错了 | | | 李四 |", sender="李四", name="错.xlsx"
        )
        undo(house, wrong.id)
        clock.time = NOW
        yield house


def done(house: Desk, first: date, last: date, *, has_rows: bool = False) -> Deeds:
    with house.workspace.store.reading() as queries:
        return deeds(queries, first, last, has_rows=has_rows)


def said(contacts: Any) -> list[tuple[str, str | None]]:
    return [(each.who, each.content) for each in contacts]


@pytest.mark.parametrize(
    ("first", "last", "contacts", "late"),
    [
        (3, 1, ["问了价格", "发了图片", "我也打了"], ["哪天忘了", "看了场地"]),
        (1, 1, ["发了图片", "我也打了"], ["哪天忘了", "看了场地", "问了价格"]),
        (3, 3, ["问了价格"], []),
        (2, 2, [], []),
        (15, 15, ["看了场地"], []),
        (0, 0, [], []),
    ],
)
def test_contacts_count_on_the_day_they_happened_and_the_day_they_were_entered(
    week: Desk, first: int, last: int, contacts: list[str], late: list[str]
) -> None:
    found = done(week, day(first), day(last))
    assert [each.content for each in found.contacts] == contacts
    assert [each.content for each in found.late] == late


def test_a_contact_that_names_nobody_is_its_senders(week: Desk) -> None:
    found = done(week, day(1), day(1))
    assert said(found.contacts) == [("李四", "发了图片"), ("王五", "我也打了")]
    mine = found.of("王五")
    assert (said(mine.contacts), mine.late) == ([("王五", "我也打了")], ())


def test_a_contact_tells_with_whom_what_was_promised_and_when_it_was_entered(week: Desk) -> None:
    (each,) = done(week, day(3), day(3)).contacts
    assert (each.number, each.name, each.customer) == ("O-000001", "远航三台叉车", "上海远航物流有限公司")
    assert (each.method, each.plan, each.next_follow_up) == ("电话", "带报价", day(-3))
    assert (each.recorded, each.receipt) == (NOW - timedelta(days=1), "R-000002")
    assert each.has_promise


def test_what_somebody_wrote_is_told_but_for_what_follows_from_contacts(week: Desk) -> None:
    found = done(week, day(1), day(1), has_rows=True)
    assert [(each.who, each.number, dict(each.entry.after)) for each in found.rows] == [
        ("张三", "O-000002", {"remark": "很急"})
    ]
    assert done(week, day(0), day(0), has_rows=True).rows == ()
    came = done(week, day(10), day(10), has_rows=True)
    assert {each.who for each in came.rows if each.kind == "opportunities"} == {"张三"}


def test_the_page_counts_by_person_also_who_had_none(week: Desk) -> None:
    counts, contacts, late = contact_tables(done(week, day(3), day(1)), ("张三",), Language.ZH)
    assert counts.rows == [("张三", 0, 0, 0, 0), ("李四", 2, 2, 1, 2), ("王五", 1, 1, 0, 0)]
    assert trace_of(counts.rows[1][1]).numbers == ("O-000001", "C-000002")
    assert trace_of(counts.rows[1][1]).told == (f"{day(3)} 10:30", str(day(1)))
    assert contacts.rows[0] == (
        "李四", f"{day(3)} 10:30", "O-000001", "远航三台叉车, 上海远航物流有限公司", "电话", "问了价格",
        str(day(-3)), "带报价", f"{day(1)} 08:00", "R-000002",
    )  # fmt: skip
    assert [row[1] for row in late.rows] == ["", str(day(15))]


def test_without_contacts_the_page_still_tells_of_everybody(week: Desk) -> None:
    (counts,) = contact_tables(done(week, day(2), day(2)), ("张三",), Language.EN)
    assert counts.rows == [("张三", 0, 0, 0, 0)]
    assert "on 2026-11-21" in counts.note.en


@pytest.mark.parametrize(
    ("rest", "before"), [((), date(2026, 11, 22)), (WEEKDAYS[5:], date(2026, 11, 20)), (WEEKDAYS, day(1))]
)
def test_on_a_monday_friday_is_told_of_too(rest: tuple[str, ...], before: date) -> None:
    assert last_workday_before(TODAY, Workdays(None, rest)) == before


def cli_of(house: Desk, *arguments: str) -> int:
    return cli.main(["--workspace", str(house.workspace.folder), "--language", "zh", *arguments])


def test_the_command_tells_what_somebody_did(week: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli_of(week, "did", "李四", "--from", str(day(3)), "--to", str(day(1))) == 0
    said = capsys.readouterr().out
    for line in (
        f"李四  {day(3)} 至 {day(1)}",
        "联系 2 次（按发生的日子）：",
        f"  {day(3)} 10:30  O-000001  远航三台叉车, 上海远航物流有限公司  电话  问了价格  "
        f"下次：{day(-3)} 带报价  （{day(1)} 08:00 录入，R-000002）",
        "这几天录入的、别的日子的联系 2 次：",
    ):
        assert line in said, line
    assert "记错了" not in said
    assert cli_of(week, "did", "张三", "--to", str(day(1))) == 0
    said = capsys.readouterr().out
    assert said.splitlines()[1:] == [
        "写进系统的 1 行（按录入的日子）：",
        f"  {day(1)} 08:00  O-000002  王伟租车  备注: （空） → 很急  商机.xlsx 商机 第 2 行  R-000003",
    ]
    assert cli_of(week, "did", "赵六", "--to", str(day(1))) == 0
    assert "没有记录" in capsys.readouterr().out


def test_the_command_looks_back_too(week: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """What was known then: a contact that was entered later was not, and an undone one still was."""
    asked = ("--json", "did", "李四", "--from", str(day(3)), "--to", str(day(1)), "--as-of")
    assert cli_of(week, *asked, "R-000001") == 0
    assert json.loads(capsys.readouterr().out)["contacts"] == []
    assert cli_of(week, *asked, "R-000004") == 0
    found = json.loads(capsys.readouterr().out)
    assert [each["content"] for each in found["contacts"]] == ["问了价格", "发了图片", "记错了"]
    assert (found["as_of"]["receipt"], found["rows"]) == ("R-000004", [])


def test_days_the_wrong_way_round_are_refused(week: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli_of(week, "did", "李四", "--from", str(day(1)), "--to", str(day(3))) == 2
    assert "在结束日期" in capsys.readouterr().err
