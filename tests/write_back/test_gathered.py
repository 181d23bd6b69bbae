"""A list says once what many cells of a column have in common."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl

from tests.desk import desk
from workbook_crm.model.finding import Finding, finding
from workbook_crm.model.gathered import MOST_ALIKE, Gathered, gathered
from workbook_crm.model.language import Language, Name
from workbook_crm.model.place import Place
from workbook_crm.model.rules import headers, trade
from workbook_crm.model.words import of_many


def strange(row: int, value: str, column: int = 3) -> Finding:
    return finding(
        trade.UNKNOWN_REFERENCE, Place("a.xlsx", "商机", row, column), value, kind="客户", suggestion=""
    )


def test_a_few_are_shown_one_by_one() -> None:
    few = [strange(row, "某公司") for row in range(2, 2 + MOST_ALIKE)]
    assert gathered(few) == tuple(Gathered(each) for each in few)


def test_the_very_same_is_said_once_with_its_rows() -> None:
    many = [strange(row, "某公司") for row in range(2, 14)]
    (line,) = gathered(many)
    assert line == Gathered(many[0], tuple(range(3, 14)))
    assert of_many(line, Language.ZH).endswith("另有 11 行也是这样：第 3、4、5、6、7、8、9、10、… 行。")
    assert of_many(line, Language.EN).endswith("So it is in 11 more rows: 3, 4, 5, 6, 7, 8, 9, 10, ….")


def test_of_many_values_the_first_are_shown_and_the_others_counted() -> None:
    lines = gathered(strange(row, f"公司 {row}") for row in range(2, 602))
    assert [each.finding.value for each in lines] == [f"公司 {row}" for row in range(2, 12)]
    assert [each.others for each in lines] == [0] * 9 + [590]


def test_columns_that_are_none_of_ours_are_named_together() -> None:
    nothing = Name("", "")
    guess = Name("是“电话”吗？", "Did you mean “Phone”?")
    strange_ones = [
        finding(
            headers.UNKNOWN_COLUMN,
            Place("a.xlsx", "商机", 1, column),
            f"列{column}",
            suggestion=guess if column == 4 else nothing,
        )
        for column in (3, 4, 5, 6)
    ]
    together, alone = gathered(strange_ones)
    assert (together.finding, together.columns) == (strange_ones[0], ("列3", "列5", "列6"))
    assert (alone.finding, alone.columns) == (strange_ones[1], ())
    assert of_many(together, Language.ZH) == "有 3 列不认识：列3、列5、列6；内容会随记录保留并原样返回。"
    assert of_many(together, Language.EN).startswith("3 columns are not ours: 列3, 列5, 列6. They are kept")
    assert gathered(strange_ones[:1]) == (Gathered(strange_ones[0]),)


def test_columns_and_order_are_kept_apart() -> None:
    one, two = strange(2, "甲"), strange(2, "乙", column=5)
    assert [each.finding for each in gathered([one, two, strange(3, "丙")])] == [one, strange(3, "丙"), two]


def test_an_export_of_deals_without_its_customers_fits_on_a_page(tmp_path: Path) -> None:
    rows = "\n".join(f"| 商机{i} | 公司{i} | 整车 | 方案报价 |" for i in range(300))
    with desk(tmp_path) as at:
        receipt = at.take(f"# 商机\n| 商机名称 | 客户 | 意向产品 | 阶段 |\n{rows}")
        book = openpyxl.load_workbook(io.BytesIO(at.answer(receipt)))
    assert sum(each.rule.code == "wanted-value" for each in receipt.findings) == 0
    assert len(receipt.findings) == 301  # each name, and that so many were made
    summary = book[book.sheetnames[-1]]
    assert summary.max_row < 40
    comments = sum(cell.comment is not None for row in book["商机"].iter_rows() for cell in row)
    assert comments == 301, "every one is still marked at its cell, and the column's header"
