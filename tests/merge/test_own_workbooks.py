"""The workbook that everybody finds after a round: whose records it holds, and that it goes round for ever."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.desk import Desk, counts, desk, found
from workbook_crm import own_workbooks, rounds
from workbook_crm.model.language import Language
from workbook_crm.model.records import StaffMember
from workbook_crm.model.teams import people_of
from workbook_crm.start import make_workspace
from workbook_crm.wire import open_workspace

STAFF = "# 员工\n| 姓名 | 角色 | 团队 | 门店 | 状态 |\n| 张三 | 销售 | 一组 | 东店 | |\n| 李四 | 销售 | 二组 | 东店 | |\n| 王经理 | 主管 | 一组 | 东店 | |"
LEADS = "# 线索\n| 姓名 | 电话 | 来源 | 负责人 | 级别 | 状态 | 无效原因 |\n"
ROWS = "| 甲 | 13800000011 | 展会 | 张三 | B | | |\n| 乙 | 13800000012 | 展会 | 李四 | B | | |\n| 丙 | 13800000013 | 展会 | 张三 | B | 无效 | 空号 |"


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Desk]:
    with desk(tmp_path, "[lists]\nworkbooks = true\n") as found:
        found.take(STAFF + "\n" + LEADS + ROWS)
        yield found


def handed_out(house: Desk) -> dict[str, Path]:
    """By person the newest workbook in their folder, after a round."""
    rounds.write_daily(house.workspace)
    files = sorted(
        (house.workspace.folder / "outbox").glob("*/我的工作簿*.xlsx"), key=lambda each: len(each.name)
    )
    return {each.parent.name: each for each in files}


def names(path: Path) -> list[Any]:
    sheet = openpyxl.load_workbook(path)["线索"]
    at = next(each.column for each in sheet[1] if str(each.value).startswith("姓名"))
    return [value for row in range(2, 8) if (value := sheet.cell(row, at).value)]


def write(path: Path, row: int, header: str, value: str) -> bytes:
    book = openpyxl.load_workbook(path)
    sheet = book["线索"]
    sheet.cell(row, next(each.column for each in sheet[1] if each.value == header)).value = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_each_has_their_own_and_a_manager_what_is_open_in_the_team(house: Desk) -> None:
    files = handed_out(house)
    assert {person: names(path) for person, path in files.items()} == {
        "张三": ["甲", "丙"],
        "李四": ["乙"],
        "王经理": ["甲"],
    }
    assert files["张三"].name == "我的工作簿 2026-11-23.xlsx"


def test_without_the_setting_nobody_gets_one(empty_desk: Desk) -> None:
    empty_desk.take(LEADS + ROWS)
    assert handed_out(empty_desk) == {}


def test_salesperson_and_manager_write_in_theirs_and_neither_overwrites(house: Desk) -> None:
    files = handed_out(house)
    mine, theirs = write(files["张三"], 2, "公司", "甲公司"), write(files["王经理"], 2, "级别", "A")
    assert found(house.take(theirs, sender="王经理", name="王.xlsx")) == []
    receipt = house.take(mine, sender="张三", name="张.xlsx")
    assert found(receipt) == ["note 线索!O2 updated-since"]
    values = house.show("L-000001")["values"]
    assert (values["level"], values["company"]) == ("A", "甲公司")
    fresh = handed_out(house)
    assert counts(house.take(fresh["张三"].read_bytes(), sender="张三", name="新.xlsx"), "线索") == {
        "unchanged": 2
    }


def test_one_is_made_anew_in_its_place_when_something_changed(house: Desk) -> None:
    before = {person: path.read_bytes() for person, path in handed_out(house).items()}
    house.take(LEADS + "| 丁 | 13800000014 | 展会 | 李四 | B | | |", name="新.xlsx")
    after = handed_out(house)
    assert {person for person, path in after.items() if path.read_bytes() != before[person]} == {"李四"}
    assert names(after["李四"]) == ["乙", "丁"]


def test_one_that_was_written_into_stays_beside_the_next(house: Desk) -> None:
    path = handed_out(house)["李四"]
    path.write_bytes(write(path, 2, "公司", "还没发"))
    written = path.read_bytes()
    house.take(LEADS + "| 丁 | 13800000014 | 展会 | 李四 | B | | |", name="新.xlsx")
    fresh = handed_out(house)["李四"]
    assert (path.read_bytes(), fresh.name, names(fresh)) == (
        written,
        "我的工作簿 2026-11-23 (2).xlsx",
        ["乙", "丁"],
    )


@pytest.mark.parametrize(("error", "bugs"), [(ArithmeticError, 1), (PermissionError, 0)])
def test_one_that_cannot_be_made_keeps_nobody_else_from_theirs(
    house: Desk, monkeypatch: pytest.MonkeyPatch, error: type[Exception], bugs: int
) -> None:
    made = own_workbooks._made

    def fails(workspace: Any, person: str, before: Any) -> Any:
        if person == "张三":
            raise error(person)
        return made(workspace, person, before)

    monkeypatch.setattr(own_workbooks, "_made", fails)
    assert set(handed_out(house)) == {"李四", "王经理"}
    assert len(list(house.workspace.folder.glob("bug-*.txt"))) == bugs


@pytest.mark.parametrize(
    ("team", "store", "people"),
    [
        ("一组", "东店", frozenset({"经理", "甲"})),
        (None, "东店", frozenset({"经理", "甲", "乙"})),
        (None, None, None),
    ],
)
def test_whom_a_manager_leads(team: str | None, store: str | None, people: frozenset[str] | None) -> None:
    staff = (
        StaffMember(name="经理", role="manager", team=team, store=store),
        StaffMember(name="甲", role="sales", team="一组", store="东店"),
        StaffMember(name="乙", role="sales", team="二组", store="东店"),
        StaffMember(name="丙", role="sales", team="二组", store="西店"),
    )
    assert people_of(staff, "经理") == people
    assert people_of(staff, "甲") == frozenset({"甲"})
    assert people_of(staff, "主管") is None


def test_one_who_manages_no_more_has_their_own_only() -> None:
    assert people_of((StaffMember(name="经理", role="manager", state="inactive"),), "经理") == frozenset(
        {"经理"}
    )


def test_the_template_of_a_new_workspace_is_a_sheet_of_ours(tmp_path: Path) -> None:
    make_workspace(tmp_path, Language.ZH, date(2026, 11, 23), None)
    with open_workspace(tmp_path) as workspace:
        house = Desk(workspace)
        path = tmp_path / "填.xlsx"
        path.write_bytes((tmp_path / "空白模板.xlsx").read_bytes())
        book = openpyxl.load_workbook(path)
        heads = {str(each.value).rstrip(" *"): each.column for each in book["线索"][1]}
        for header, value in {"姓名": "新来的", "电话": "13911112222"}.items():
            book["线索"].cell(2, heads[header]).value = value
        out = io.BytesIO()
        book.save(out)
        receipt = house.take(out.getvalue(), sender="张三")
    assert "missing-value" in {each.rule.code for each in receipt.findings}  # 来源 is starred, as in a form
    assert counts(receipt, "线索") == {"held": 1}
