"""What an undo means for pages, lists and reports."""

from __future__ import annotations

import pytest

from tests.desk import Desk
from tests.merge.test_undo import CONTACTS, undo
from workbook_crm import cli
from workbook_crm.merge.dossiers import touched_since
from workbook_crm.merge.report_rows import insight

DEALS = "# 商机\n| 商机编号 | 商机名称 | 客户 | 阶段 |\n"


def test_a_move_that_was_undone_is_none_in_the_reports(shop: Desk) -> None:
    with shop.workspace.store.reading() as queries:
        before = insight(queries)
    moved = shop.take(DEALS + "| O-000001 | 远航三台叉车 | 上海远航物流有限公司 | 商务谈判 |")
    with shop.workspace.store.reading() as queries:
        assert insight(queries) != before
    undo(shop, moved.id)
    with shop.workspace.store.reading() as queries:
        assert insight(queries) == before


def test_the_page_of_whom_a_contact_was_with_is_made_again(shop: Desk) -> None:
    contact = shop.take(CONTACTS + "| C-000002 | | 电话 | 无日期 | |", sender="张三")
    with shop.workspace.store.reading() as queries:
        revision = queries.latest_receipt()[0]
    undo(shop, contact.id)
    with shop.workspace.store.reading() as queries:
        assert "C-000002" in touched_since(queries, revision)["customers"]


def test_the_history_of_a_record_and_its_trace_tell_of_the_undo(
    shop: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    moved = shop.take(DEALS + "| O-000001 | 远航三台叉车 | 上海远航物流有限公司 | 商务谈判 |")
    undo(shop, moved.id)
    folder = ["--workspace", str(shop.workspace.folder), "--language", "zh"]
    assert cli.main([*folder, "show", "O-000001"]) == 0
    assert "R-000003  撤销 R-000002\n    阶段: 商务谈判 → 方案报价" in capsys.readouterr().out
    assert cli.main([*folder, "trace", "O-000001", "阶段"]) == 0
    said = capsys.readouterr().out
    assert "阶段：方案报价\n    店.xlsx 商机!D2" in said
    assert "已撤销（R-000003）：商务谈判  表.xlsx 商机!D2" in said
    assert cli.main([*folder, "receipts"]) == 0
    assert "撤销 R-000002" in capsys.readouterr().out
