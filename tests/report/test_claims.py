"""Whose record somebody else sent as his own reads of it on his list, for a fortnight or until it is settled."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.desk import NOW, Desk, desk
from workbook_crm import rounds
from workbook_crm.model.language import Language
from workbook_crm.report.due import due_list_json

HEAD = "# 客户\n| 客户名称 | 电话 | 来源 | 负责人 |\n"
FIRM = "海田机械设备有限公司"


@pytest.fixture
def clash(empty_desk: Desk) -> Desk:
    """张三 has a customer whom 李四 sends too, twice, and another whose phone he has under another name."""
    empty_desk.take(
        HEAD + f"| {FIRM} | 13911110001 | 展厅 | |\n| 王伟 | 13911110005 | 展厅 | |", sender="张三"
    )
    for nth, phone in enumerate(("13911110002", "13911110003")):
        empty_desk.take(HEAD + f"| {FIRM} | {phone} | 展会 | 李四 |", sender="李四", name=f"{nth}.xlsx")
    empty_desk.take(HEAD + "| 李雷 | 13911110005 | 展会 | 李四 |", sender="李四", name="电话.xlsx")
    return empty_desk


TODAY = NOW.date()


def claims(at: Desk, day: date = TODAY) -> list[tuple[str, dict[str, Any]]]:
    """(person, claim) of all lists of a day."""
    people = due_list_json(rounds.due_on(at.workspace, day, None), Language.ZH)["people"]
    return [(each["person"], claim) for each in people for claim in each["claims"]]


def test_the_owner_is_told_once_a_record_and_nobody_else(clash: Desk) -> None:
    told = {"by": "李四", "received": TODAY, "kind": "customers", "deed": "sent"}
    assert claims(clash) == [
        ("张三", {"number": "C-000001", "name": FIRM, "receipt": "R-000003", **told}),
        ("张三", {"number": "C-000002", "name": "王伟", "receipt": "R-000004", **told}),
    ]


@pytest.mark.parametrize(("days", "many"), [(0, 2), (13, 2), (14, 0), (-1, 0)])
def test_for_a_fortnight(clash: Desk, days: int, many: int) -> None:
    assert len(claims(clash, TODAY + timedelta(days=days))) == many


def test_until_it_is_settled(clash: Desk) -> None:
    clash.take(HEAD + f"| {FIRM} | 13911110001 | 展厅 | 李四 |", name="移交.xlsx")
    assert [each["number"] for _person, each in claims(clash)] == ["C-000002"]


def test_it_stands_on_the_printed_list_without_what_is_the_others(clash: Desk) -> None:
    rounds.write_daily(clash.workspace)
    pages = {
        each.name: each.read_text(encoding="utf-8")
        for each in (clash.workspace.folder / "reports").rglob("digest*.html")
    }
    assert "“李四”在 2026-11-23 也发来了 C-000001" in pages["digest-张三.html"]
    assert "13911110003" not in "".join(pages.values())
    assert "也发来了" in pages["digest.html"]


def test_whoever_has_nothing_to_do_is_told_too(clash: Desk) -> None:
    closed = "# 客户\n| 客户编号 | 状态 | 无效原因 |\n| C-000001 | 无效 | 停业 |\n| C-000002 | 无效 | 停业 |"
    clash.take(closed, sender="张三", name="关.xlsx")
    assert [person for person, _claim in claims(clash)] == ["张三", "张三"]


TEAM = "# 员工\n| 姓名 | 角色 |\n| 王总 | 主管 |\n| 张三 | 销售 |\n| 李四 | 销售 |\n"


def test_what_others_do_with_ones_records_is_told(tmp_path: Path) -> None:
    """A change that came back, and a follow-up that was taken; one line each, however often it was sent."""
    with desk(tmp_path, 'access = "own"\n') as house:
        house.take(TEAM + HEAD + f"| {FIRM} | 13911110001 | 展厅 | 张三 |", name="店.xlsx")
        for level in "AB":
            house.take(
                f"# 客户\n| 客户编号 | 级别 |\n| C-000001 | {level} |", sender="李四", name=f"{level}.xlsx"
            )
        follow_up = "# 跟进记录\n| 对象 | 跟进时间 | 跟进方式 | 跟进内容 |\n| C-000001 | 2026-11-22 | 电话 | 问交货期 |"
        house.take(follow_up, sender="李四", name="跟进.xlsx")
        told = [(person, each["deed"], each["by"], each["receipt"]) for person, each in claims(house)]
        assert told == [("张三", "change", "李四", "R-000003"), ("张三", "followed", "李四", "R-000004")]
        rounds.write_daily(house.workspace)
        page = next((house.workspace.folder / "reports").rglob("digest-张三.html")).read_text(
            encoding="utf-8"
        )
        assert "“李四”在 2026-11-23 想改 C-000001" in page
        assert "“李四”在 2026-11-23 写了 C-000001" in page
