"""Where a value came from: workbook, sheet, cell, sender and time, back to the first."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.desk import Desk
from tests.merge.test_undo import undo
from workbook_crm import as_json, cli
from workbook_crm.merge.traces import traces
from workbook_crm.model.trace import of_field
from workbook_crm.record_pages import write_record_pages
from workbook_crm.rounds import make_daily

PEOPLE = "# 客户\n| 客户名称 | 电话 | 级别 | 颜色 |\n"


def traced(house: Desk, number: str, field: str) -> dict[str, Any]:
    with house.workspace.store.reading() as queries:
        ((own, kind, found),) = traces(queries, number)
    told = as_json.traces([(own, kind, of_field(found, field))])
    assert told["number"] == number
    (one,) = told["fields"]
    assert isinstance(one, dict)
    return one


def origin(told: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(told[name] for name in ("value", "receipt", "file", "sheet", "cell", "sender"))


@pytest.fixture
def house(empty_desk: Desk) -> Desk:
    empty_desk.take(PEOPLE + "| 远航 | 13800010001 | A | 白 |", sender="张三", name="一.xlsx")
    empty_desk.take(
        "# 客户\n| 备注 | 电话 | 客户名称 | 级别 | 颜色 |\n| 急 | 13800010001 | 远航 | B | 蓝 |",
        sender="张三",
        name="二.xlsx",
    )
    return empty_desk


@pytest.mark.parametrize("field", ["level", "级别", "Level", "LEVEL"])
def test_a_value_leads_to_its_cell_and_to_what_was_there_before(house: Desk, field: str) -> None:
    told = traced(house, "C-000001", field)
    assert told["field"] == "level"
    assert origin(told) == ("B", "R-000002", "二.xlsx", "客户", "D2", "张三")
    assert [origin(each) for each in told["before"]] == [("A", "R-000001", "一.xlsx", "客户", "C2", "张三")]


@pytest.mark.parametrize("field", ["颜色", "extra.颜色"])
def test_a_column_that_we_do_not_know_is_traced_too(house: Desk, field: str) -> None:
    told = traced(house, "C-000001", field)
    assert told["field"] == "extra.颜色"
    assert origin(told) == ("蓝", "R-000002", "二.xlsx", "客户", "E2", "张三")
    assert [each["value"] for each in told["before"]] == ["白"]


def test_a_value_that_nobody_wrote_again_is_of_the_first_workbook(house: Desk) -> None:
    told = traced(house, "C-000001", "电话")
    assert (told["receipt"], told["cell"], told["before"]) == ("R-000001", "B2", [])


def test_what_follows_from_a_row_has_no_cell_but_its_row(shop: Desk) -> None:
    shop.take("# 商机产品\n| 商机 | 产品 | 规格 | 数量 |\n| 远航三台叉车 | 内燃叉车 | 3吨 | 1 |")
    told = traced(shop, "O-000001", "amount")
    assert (told["cell"], told["sheet"]) == (None, "商机产品")
    assert told["row"] >= 2


def test_a_made_customer_is_named_by_the_cell_that_refers_to_it(empty_desk: Desk) -> None:
    empty_desk.take("# 商机\n| 商机名称 | 客户 |\n| 叉车 | 新客户公司 |")
    assert traced(empty_desk, "C-000001", "name")["cell"] == "B2"


def test_a_contact_beside_a_record_is_traced_to_its_own_cells(empty_desk: Desk) -> None:
    empty_desk.take(
        "# 线索\n| 姓名 | 电话 | 来源 | 跟进日期1 | 跟进内容1 | 下次跟进1 |\n"
        "| 赵敏 | 13800010001 | 展厅 | 2026-11-20 | 来电 | 2026-12-01 |"
    )
    told = traced(empty_desk, "L-000001", "next_follow_up")
    assert told["cell"] == "F2"


def test_a_row_that_waited_is_traced_to_the_workbook_in_which_it_stands(shop: Desk) -> None:
    line = "# 商机产品\n| 商机 | 产品 | 数量 |\n| 远航三台叉车 | 新式叉车 | 1 |"
    waiting = shop.take(line, name="行.xlsx", sender="张三")
    brought = shop.take("# 产品目录\n| 类别 | 产品名称 | 单价 |\n| 整车 | 新式叉车 | 1000 |", name="价.xlsx")
    told = traced(shop, "O-000001", "amount")
    assert told["value"] == 1000
    assert (told["receipt"], told["file"], told["row"]) == (brought.id, waiting.arrival.file, 2)


def test_the_command_says_it_in_words_and_in_json(house: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    folder = ["--workspace", str(house.workspace.folder), "--language", "zh"]
    assert cli.main([*folder, "trace", "C-000001", "级别"]) == 0
    said = capsys.readouterr().out
    assert "级别：B" in said
    assert "二.xlsx 客户!D2  张三  2026-11-23 08:00  R-000002" in said
    assert "以前：A  一.xlsx 客户!C2" in said
    assert cli.main([*folder, "--json", "trace", "C-000001", "级别"]) == 0
    assert '"cell": "D2"' in capsys.readouterr().out


@pytest.mark.parametrize(("what", "said"), [(["C-000009"], "没有编号为"), (["C-000001", "年龄"], "年龄")])
def test_what_is_not_there_is_said(
    house: Desk, what: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = ["--workspace", str(house.workspace.folder), "--language", "zh"]
    assert cli.main([*folder, "trace", *what]) == 2
    assert said in capsys.readouterr().err


def test_a_trace_can_be_of_the_past(house: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    folder = ["--workspace", str(house.workspace.folder), "--language", "zh"]
    assert cli.main([*folder, "trace", "C-000001", "级别", "--as-of", "R-000001"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("第 1 版（R-000001，2026-11-23 08:00）时的样子：")
    assert "级别：A" in said
    assert "以前" not in said
    assert cli.main([*folder, "--json", "trace", "C-000001", "颜色", "--as-of", "R-000001"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["fields"][0]["value"], told["fields"][0]["before"]) == ("白", [])
    assert told["as_of"]["receipt"] == "R-000001"


def test_a_record_page_tells_cell_sender_and_time_and_strikes_what_was_undone(house: Desk) -> None:
    write_record_pages(house.workspace)
    page = house.workspace.folder / "reports" / "records" / "C-000001.html"
    history = page.read_text(encoding="utf-8").partition('<section id="history">')[2]
    assert 'A → B</span> <span class="soft">D2</span>' in history
    assert '白 → 蓝</span> <span class="soft">E2</span>' in history
    assert "2026-11-23 08:00" in history
    assert "二.xlsx 客户 第 2 行" in history
    assert "undone" not in history
    undo(house, "R-000002")
    write_record_pages(house.workspace)
    history = page.read_text(encoding="utf-8").partition('<section id="history">')[2]
    struck, first = history.split("<tr>")[3:5]
    assert 'class="long undone"' in struck
    assert "已撤销（R-000003）" in struck
    assert "undone" not in first


def test_the_lists_behind_figures_lead_to_the_history_of_each_record(shop: Desk) -> None:
    write_record_pages(shop.workspace)
    make_daily(shop.workspace)
    rows = shop.workspace.folder / "reports" / "2026-11-23" / "rows-pipeline.html"
    assert 'href="../records/O-000001.html#history">来历</a>' in rows.read_text(encoding="utf-8")
