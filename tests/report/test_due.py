"""Who is on the due list, and why."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.desk import Desk, desk
from tests.workbooks import SHOP, joined
from workbook_crm import rounds
from workbook_crm.cli import main
from workbook_crm.exits import Exit
from workbook_crm.model.due import OpenRecord
from workbook_crm.model.file_names import file_name_of_person
from workbook_crm.model.language import Language
from workbook_crm.model.options import Choice
from workbook_crm.model.report import DailyFacts
from workbook_crm.report.due import due_list, due_list_json, last_follow_up

TODAY = date(2026, 11, 23)
LEVELS = {"level": (Choice("A", interval_days=7), Choice("B", interval_days=15), Choice("F1"))}


def record(number: str, **more: Any) -> OpenRecord:
    blank = dict.fromkeys(
        ("phone", "owner", "level", "stage", "amount", "next_follow_up", "last_contact", "since")
    )
    values: dict[str, Any] = {**blank, "kind": "leads", "name": "李雷", "customer": "李雷", **more}
    return OpenRecord(number=number, **values)


def listed(*records: OpenRecord) -> dict[str, list[tuple[str, int]]]:
    (mine,) = due_list(DailyFacts(records, choices=LEVELS), TODAY).people
    names = ("due", "undated", "neglected", "closing")
    return {
        name: [(row.record.number, row.days_overdue) for row in getattr(mine, name)]
        for name in names
        if getattr(mine, name)
    }


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


@pytest.mark.parametrize(
    ("facts", "where"),
    [
        ({"next_follow_up": TODAY}, {"due": [("L-1", 0)]}),
        ({"next_follow_up": ago(3)}, {"due": [("L-1", 3)]}),
        ({"last_contact": ago(10), "level": "A"}, {"due": [("L-1", 3)]}),
        ({"last_contact": ago(7), "level": "A"}, {"due": [("L-1", 0)]}),
        ({}, {"undated": [("L-1", 0)]}),
        ({"last_contact": ago(90), "level": "F1"}, {"undated": [("L-1", 0)]}),
        ({"next_follow_up": ago(-5), "last_contact": ago(20), "level": "B"}, {"neglected": [("L-1", 0)]}),
        ({"next_follow_up": ago(-5), "since": ago(20), "level": "B"}, {"neglected": [("L-1", 0)]}),
        (
            {"next_follow_up": ago(2), "expected_close": ago(1)},
            {"due": [("L-1", 2)], "closing": [("L-1", 2)]},
        ),
    ],
)
def test_a_record_stands_where_the_rules_put_it(facts: dict[str, object], where: dict[str, object]) -> None:
    assert listed(record("L-1", **facts)) == where


def test_the_most_urgent_comes_first_then_the_largest() -> None:
    rows = listed(
        record("L-1", next_follow_up=TODAY, amount=Decimal(10)),
        record("L-2", next_follow_up=ago(4)),
        record("L-3", next_follow_up=TODAY, amount=Decimal(99)),
    )
    assert [number for number, _days in rows["due"]] == ["L-2", "L-3", "L-1"]


def test_records_without_an_owner_come_last() -> None:
    records = (record("L-1"), record("L-2", owner="张三"), record("L-3", owner="李四"))
    assert [each.person for each in due_list(DailyFacts(records), TODAY).people] == ["张三", "李四", ""]


def test_the_last_contact_in_short() -> None:
    long = record("L-1", last_contact=date(2026, 11, 20), method="电话", content="谈了很久" * 10)
    assert last_follow_up(long) == "2026-11-20 电话 谈了很久谈了很久谈了很久谈了很久谈了很久谈了很…"


def test_from_the_workbook_to_the_list_and_off_it_again(shop: Desk) -> None:
    shop.take("# 客户\n| 客户编号 | 负责人 | 下次跟进时间 |\n| C-000002 | 张三 | 2026-11-20 |")
    (row,) = _due(shop)
    assert (row["number"], row["customer"], row["phone"], row["days_overdue"]) == (
        "C-000002",
        "王伟",
        "13912345678",
        3,
    )
    shop.take("""
# 跟进记录
| 对象 | 跟进时间 | 跟进方式 | 跟进内容 | 下次跟进计划 | 下次跟进时间 |
| 王伟 | 2026-11-22 | 电话 | 谈好了价格 | 送合同 | 2026-11-23 |
""")
    (row,) = _due(shop)
    assert (row["plan"], row["last_follow_up"]) == ("送合同", "2026-11-22 电话 谈好了价格")
    assert (row["due"], row["days_overdue"]) == (TODAY, 0)


@pytest.mark.parametrize(
    ("settings", "contact", "agreed", "then"),
    [
        ("", "2026-11-17", "", "2026-11-20"),  # three days early: the plan stands
        ("", "2026-11-18", "", None),  # two days early: that was it
        ("", "2026-11-19", "", None),
        ("", "2026-11-20", "", None),  # on the day
        ("", "2026-11-22", "", None),  # later
        ("", "2026-11-17", "2026-11-21", "2026-11-21"),  # early, and another day was agreed
        ("", "2026-11-20", "2026-11-23", "2026-11-23"),
        ("[lists]\nearly_days = 0", "2026-11-19", "", "2026-11-20"),
        ("[lists]\nearly_days = 0", "2026-11-20", "", None),
        ("[lists]\nearly_days = 3", "2026-11-17", "", None),
    ],
)
def test_a_contact_answers_the_plan_on_the_day_or_a_little_early(
    tmp_path: Path, settings: str, contact: str, agreed: str, then: str | None
) -> None:
    with desk(tmp_path, settings) as shop:
        shop.take(
            "# 线索\n| 姓名 | 电话 | 来源 | 负责人 | 下次跟进时间 |\n"
            "| 刘一 | 13800001111 | 展厅 | 张三 | 2026-11-20 |"
        )
        shop.take(
            "# 跟进记录\n| 对象 | 跟进时间 | 跟进方式 | 跟进内容 | 下次跟进时间 |\n"
            f"| 刘一 | {contact} | 电话 | 谈价格 | {agreed} |"
        )
        due = shop.show("L-000001")["values"]["next_follow_up"]
    assert due == (date.fromisoformat(then) if then else None)


def test_a_plan_written_after_a_contact_is_not_answered_by_it(shop: Desk) -> None:
    """Called on the 21st, "again on the 22nd": the row and the follow-up may come in one workbook."""
    shop.take(
        "# 客户\n| 客户编号 | 负责人 | 下次跟进时间 |\n| C-000002 | 张三 | 2026-11-22 |\n"
        "# 跟进记录\n| 对象 | 跟进时间 | 跟进方式 | 跟进内容 |\n| 王伟 | 2026-11-21 | 电话 | 再约 |"
    )
    assert [row["due"] for row in _due(shop)] == [date(2026, 11, 22)]


DEAL = """
# 商机
| 商机名称 | 客户 | 意向产品 | 负责人 | 协作人 |
| 叉车采购 | 王伟 | 整车 | {owner} | {with_} |
"""
CALLED = "# 跟进记录\n| 对象 | 跟进时间 | 跟进方式 | 跟进内容 | 下次跟进时间 |\n| {subject} | {day} | 电话 | 谈价格 | {agreed} |"


@pytest.mark.parametrize(
    ("planned", "day", "agreed", "due"),
    [
        ("2026-11-13", "2026-11-22", "", []),  # ten days overdue, and called yesterday about the deal
        ("2026-11-13", "2026-11-22", "2026-12-01", []),
        ("2026-11-23", "2026-11-23", "2026-12-01", []),
        ("2026-11-23", "2026-11-22", "2026-12-01", []),
        ("2026-11-23", "2026-11-21", "2026-12-01", []),  # at most two days early
        ("2026-11-23", "2026-11-20", "2026-12-01", [("王伟", TODAY)]),  # the plan with them stands
        ("2026-11-13", "2026-11-10", "", [("王伟", ago(10))]),
        ("2026-11-13", "2026-11-22", "2026-11-22", [("叉车采购", ago(1))]),  # the deal's own day stands
    ],
)
@pytest.mark.parametrize(("owner", "with_"), [("张三", ""), ("李四", "张三 30%")])
def test_whose_deal_was_called_was_called(
    shop: Desk, planned: str, day: str, agreed: str, due: list[tuple[str, date]], owner: str, with_: str
) -> None:
    shop.take(f"# 客户\n| 客户编号 | 负责人 | 下次跟进时间 |\n| C-000002 | 张三 | {planned} |")
    shop.take(DEAL.format(owner=owner, with_=with_))
    shop.take(CALLED.format(subject="叉车采购", day=day, agreed=agreed), sender=owner)
    assert [(row["name"], row["due"]) for row in _due(shop)] == due


def test_a_call_about_nothing_in_particular_answers_no_deals_plan(shop: Desk) -> None:
    shop.take(
        DEAL.format(owner="张三", with_="")
        .replace("协作人 |", "下次跟进时间 |")
        .replace("|  |", "| 2026-11-20 |")
    )
    shop.take(CALLED.format(subject="C-000002", day="2026-11-22", agreed=""))
    assert [(row["name"], row["due"]) for row in _due(shop)] == [("叉车采购", ago(3))]


def test_the_day_of_an_open_deal_is_the_customers_too(shop: Desk) -> None:
    """Nobody is asked for a day that stands on the deal, nor called by his level's interval before it."""
    shop.take("# 字典\n| 列表 | 值 | 跟进间隔 |\n| 级别 | A | 7 |")
    shop.take(
        "# 客户\n| 客户编号 | 负责人 | 级别 |\n| C-000002 | 张三 | A |" + DEAL.format(owner="张三", with_="")
    )
    shop.take(CALLED.format(subject="叉车采购", day="2026-11-10", agreed="2026-12-01"))
    (mine,) = [each for each in rounds.due_on(shop.workspace, TODAY, None).people if each.person == "张三"]
    assert (mine.due, [row.record.number for row in mine.neglected]) == ((), ["C-000002", "O-000003"])
    assert "C-000002" not in {row.record.number for row in mine.undated}
    assert last_follow_up(mine.neglected[0].record) == "2026-11-10 电话 谈价格"
    shop.take("# 商机\n| 商机编号 | 下次跟进时间 |\n| O-000003 | 清空 |")
    (mine,) = [each for each in rounds.due_on(shop.workspace, TODAY, None).people if each.person == "张三"]
    assert [(row.record.number, row.due) for row in mine.due] == [("C-000002", ago(6)), ("O-000003", ago(6))]


def test_a_lead_is_listed_with_the_vehicle_and_the_remark(empty_desk: Desk) -> None:
    empty_desk.take(
        "# 线索\n| 姓名 | 电话 | 来源 | 意向车型 | 备注 | 下次跟进时间 |\n"
        f"| 李雷 | 13712345678 | 展会 | 宝马<X3> | {'长' * 50} | 2026-11-23 |"
    )
    (row,) = _due(empty_desk)
    assert (row["model"], row["remark"]) == ("宝马<X3>", "长" * 50)
    rounds.write_daily(empty_desk.workspace)
    page = (empty_desk.workspace.folder / "reports" / "2026-11-23" / "digest.html").read_text(
        encoding="utf-8"
    )
    assert "<bdi>宝马&lt;X3&gt;</bdi>" in page
    assert f"<bdi>{'长' * 35}…</bdi>" in page, "in short, so that no row is longer than a page"


def test_won_and_paused_opportunities_are_nobodys_duty(empty_desk: Desk) -> None:
    states = SHOP["opportunities"].replace("| 商机金额 |", "| 下次跟进时间 | 状态 | 总结 |")
    states = states.replace("| 张三 | |", "| 张三 | 2026-11-01 | 赢单 | 好 |", 1).replace(
        "| 张三 | |", "| 张三 | 2026-11-01 | 中止 | |"
    )
    empty_desk.take(joined(SHOP["catalog"], SHOP["customers"], states))
    assert _due(empty_desk) == []


def _due(desk: Desk) -> list[dict[str, object]]:
    people = due_list_json(rounds.due_on(desk.workspace, TODAY, None), Language.ZH)["people"]
    return [row for person in people for row in person["due"]]


def test_lists_that_are_cut_say_so(shop: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def is_cut(most: int) -> bool:
        monkeypatch.setattr("workbook_crm.merge.daily.MOST_OTHERS", most)
        told = due_list_json(rounds.due_on(shop.workspace, TODAY, None), Language.ZH)
        rounds.write_daily(shop.workspace)
        page = shop.workspace.folder / "reports" / "2026-11-23" / "digest.html"
        assert ("没有全部列出" in page.read_text(encoding="utf-8")) is told["is_cut"]
        assert sum(len(each["undated"]) for each in told["people"]) == min(4, most * 2)
        return bool(told["is_cut"])

    assert [is_cut(2), is_cut(1)] == [False, True]


@pytest.mark.parametrize(
    ("person", "names"), [("李四", ["李四"]), ("李", None), ("A/B", [file_name_of_person("A/B")])]
)
def test_digest_of_one_person_names_their_files_and_nobody_elses(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], person: str, names: list[str] | None
) -> None:
    with desk(tmp_path) as shop:
        shop.take(
            "# 线索\n| 姓名 | 电话 | 来源 | 负责人 |\n| 甲 | 13712345678 | 展厅 | 李四 |\n| 乙 | 13712345679 | 展厅 | A/B |"
        )
    code = main(["--workspace", str(tmp_path), "digest", "--person", person])
    told = capsys.readouterr()
    if names is None:
        assert code == Exit.USAGE
        assert person in told.err
    else:
        assert {
            Path(line).stem.partition("-")[2] for line in told.out.splitlines() if "reports/" in line
        } == set(names)
