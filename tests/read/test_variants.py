"""One opportunity under many headers, and on many layouts: always the same record."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.read.grids import accounted, merged, read, sheet, values
from workbook_crm.model.finding import Severity
from workbook_crm.model.raw import Cell

PLAIN = {
    "name": "三台叉车",
    "customer": "远航物流",
    "expected_close": date(2026, 12, 24),
    "stage": "方案报价",
    "budget": Decimal(500_000),
    "owner": "张三",
}
ROW: list[Cell] = ["三台叉车", "远航物流", "2026-12-24", "方案报价", 500_000.0, "张三"]
HEADERS = r"""
商机名称 | 客户 | 预计成交时间 | 阶段 | 客户预算 | 负责人
*商机名称 | *客户名称 | 预计成交日期： | 阶段（必填） | 客户预算（元） | 负责人*
商 机 名 称 | 客\u00a0户 | 预计成交\u00a0时间 | 阶　段 | 客户预算 | 负 责 人
商機名稱 | 客戶名稱 | 預計成交日期 | 階段 | 客戶預算 | 負責人
商機主題 | 客戶名稱 | 預計成交日 | 目前階段 | 預算金額 | 負責業務
销售机会名称* | 客户名称* | 结单日期* | 销售阶段* | 预算 | 销售机会所有人
商机(ji)名称 | 客户(hu)名称 | 预计(ji)成交时间 | 阶(jie)段 | 客户预算 | 负责人
【必填】商机名称 | 【必填】客户名称 | 【必填】预计成交日期 | 【选填】阶段 | 预算(元) | 负责人（必填，最多50字）
1.商机名称 | 2.客户名称 | 3.预计成交日期 | 4.销售阶段 | 5.客户预算 | 6.负责人
商机名称\nOpportunity | 客户\nCustomer | 预计成交时间\nExpected close | 阶段\nStage | 客户预算\nBudget | 负责人\nOwner
Opportunity 商机名称 | Customer 客户 | Expected close 预计成交时间 | Stage 阶段 | Budget 预算 | Owner 负责人
商机名称/Opportunity | 客户/Customer | 预计成交时间/Close Date | 阶段/Stage | 预算/Budget | 负责人/Owner
商机名成 | 客户名称 | 预计成交时间 | 消售阶段 | 客户预算 | 负责入
项目名称 | 客户单位 | 预计签单日期 | 当前阶段 | 项目预算 | 项目负责人
业务机会名称 | 客户名 | 预计结单日期 | 所处阶段 | 采购预算 | 业务员
商机标题 | 所属客户 | 预期成交日期 | 商机阶段 | 预算金额（元） | 跟进销售
ＯＰＰＯＲＴＵＮＩＴＹ　ＮＡＭＥ | ＣＵＳＴＯＭＥＲ | ＥＸＰＥＣＴＥＤ　ＣＬＯＳＥ | ＳＴＡＧＥ | ＢＵＤＧＥＴ | ＯＷＮＥＲ
Opportunity name | Customer | Expected close | Stage | Budget | Owner
Opportunity Name * | Account Name * | Close Date * | Sales Stage * | Budget Amount | Opportunity Owner
opportunity_name | account_name | expected_close_date | stage | customer_budget | owner
opportunityName | accountName | closeDate | stageName | budget | ownerName
Deal - Title | Deal - Organization | Deal - Expected close date | Deal - Stage | Budget (CNY) | Deal - Owner
Deal Name (required) | Associated Company | Close Date (YYYY-MM-DD) | Deal Stage | Budget, CNY | Deal owner
Topic | Potential Customer | Est. Close Date | Sales Stage | Est. Budget | Owner
Oportunity Name | Customer | Expected Closing Date | Stage | Customer Bugdet | Sales Rep
NAME: | CUSTOMER: | EXPECTED CLOSING: | STAGE: | BUDGET: | ASSIGNED TO:
"""  # one header a line


def header(line: str) -> list[Cell]:
    text = line.replace("\\n", "\n").replace("\\u00a0", "\u00a0")
    return [each.strip(" ") for each in text.split(" | ")]


LINES = HEADERS.strip("\n").splitlines()


@pytest.mark.parametrize("line", LINES)
def test_one_opportunity_under_every_header(line: str) -> None:
    batch, findings = read(sheet("商机", [header(line), ROW]))
    (table,) = batch.tables
    assert (table.kind, [values(row) for row in table.rows]) == ("opportunities", [PLAIN])
    assert not [each for each in findings if each.rule.severity is not Severity.NOTE]


def test_there_are_enough_headers() -> None:
    assert len(LINES) >= 20


FIRST = header(LINES[0])
PLAN: dict[str, list[list[Cell]]] = {
    "a title and a logo's blank rows above": [
        ["某某叉车销售有限公司"],
        [],
        ["2026年11月商机跟踪表"],
        FIRST,
        ROW,
    ],
    "two blank columns before": [["", "", *FIRST], ["", "", *ROW]],
    "notes beside, on rows of their own": [[*FIRST, "", ""], [*ROW, "", "请每周五前更新"]],
    "the header once more at the end of a page": [FIRST, ROW, FIRST],
    "hints below": [FIRST, ["必填", "必填，填客户全称", "格式：2026-01-31", "下拉选择", "数字", "必填"], ROW],
    "field names below": [FIRST, ["name", "customer", "expectedClose", "stage", "budget", "owner"], ROW],
    "counted in front": [["序号", *FIRST], [1.0, *ROW]],
    "a total below": [FIRST, ROW, ["合计", "", "", "", 500_000.0, ""]],
    "signatures below": [FIRST, ROW, ["制表人：李四", "", "", "审核人：王五"]],
    "wide gaps": [FIRST, [], [], ROW, []],
}


@pytest.mark.parametrize("plan", PLAN)
def test_one_opportunity_on_every_layout(plan: str) -> None:
    rows = PLAN[plan]
    width = max(map(len, rows))
    batch, findings = read(sheet("商机", [[*row, *[""] * (width - len(row))] for row in rows]))
    (table,) = batch.tables
    assert [values(row) for row in table.rows if row.record.name] == [PLAIN]
    assert accounted(table)
    assert not [each for each in findings if each.rule.severity is not Severity.NOTE]


def test_a_header_of_two_rows_is_shown_where_it_stands() -> None:
    cells: list[list[Cell]] = [
        ["商机信息", "", "", "", "资金", "负责人"],
        ["商机名称", "客户名称", "预计成交时间", "阶段", "客户预算", ""],
        ROW,
    ]
    merges = (merged("A1:D1"), merged("F1:F2"))
    batch, _ = read(sheet("商机", cells, merges=merges))
    (table,) = batch.tables
    assert [values(row) for row in table.rows] == [PLAIN]
    assert [each.cell for each in table.headings] == ["A2", "B2", "C2", "D2", "E2", "F1"]
    assert [each.field for each in table.headings] == list(PLAIN)
    assert table.header_row == 2
