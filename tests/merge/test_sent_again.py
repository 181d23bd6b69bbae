"""The same bytes sent again after somebody wrote otherwise: conflicts, shown and not written, until insisted on."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest

from tests.desk import Desk, counts, found
from tests.workbooks import xlsx
from workbook_crm import as_json
from workbook_crm.model.language import Language
from workbook_crm.model.run import Receipt
from workbook_crm.model.words import message

HEADER = "# 产品目录\n| 类别 | 产品名称 | 规格 | 单价 | 备注 |\n"
FIRST = (
    HEADER
    + "| 整车 | 内燃叉车 | 3吨 | 88000 | 现货 |\n| 整车 | 电动叉车 | 2吨 | 138000 | |\n| 整车 | 堆高车 | | 50000 | |"
)
SECOND = HEADER + "| 整车 | 内燃叉车 | 3吨 | 89000 | |\n| 整车 | 电动叉车 | 2吨 | 139000 | |"


def prices(house: Desk) -> dict[str, Any]:
    with house.workspace.store.reading() as queries:
        return {each.record.product: each.record.unit_price for each in queries.every("catalog")}


def edited(content: bytes, change: Callable[[Any], None]) -> bytes:
    """A workbook that its reader wrote into."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def reply(place: str, choice: str) -> Callable[[Any], None]:
    """Fills in the cell of the conflict at a place."""

    def fill(book: Any) -> None:
        rows = [row for row in book.worksheets[-1] if row[0].value == place]
        (row,) = [each for each in rows if str(each[5].value).startswith("workbook_crm:reply")]
        row[4].value = choice

    return fill


@pytest.fixture
def contested(empty_desk: Desk) -> tuple[Desk, Receipt]:
    """Price list 1, price list 2, and price list 1 again."""
    empty_desk.take(FIRST, name="一.xlsx")
    empty_desk.take(SECOND, name="二.xlsx", sender="主管")
    return empty_desk, empty_desk.take(FIRST, name="一.xlsx")


def test_each_cell_that_differs_is_a_conflict_and_nothing_is_written(contested: tuple[Desk, Receipt]) -> None:
    house, again = contested
    assert (again.outcome, again.of, again.conflicts) == ("taken", "R-000001", 2)
    assert found(again) == ["warning 产品目录!D2 conflict", "warning 产品目录!D3 conflict"]
    assert counts(again, "产品目录") == {"unchanged": 3}
    assert prices(house) == {"内燃叉车": 89000, "电动叉车": 139000, "堆高车": 50000}
    assert as_json.receipt(again, Language.ZH)["conflicts"] == 2
    said = message(again.findings[0], Language.ZH)
    for told in ("88,000", "R-000001", "89,000", "主管", "2026-11-23", "二.xlsx"):
        assert told in said


def test_every_further_time_they_are_conflicts_again(contested: tuple[Desk, Receipt]) -> None:
    house, again = contested
    third = house.take(FIRST, name="一.xlsx")
    assert (third.outcome, found(third)) == ("taken", found(again))


def test_bytes_whose_values_all_hold_are_a_duplicate(empty_desk: Desk) -> None:
    empty_desk.take(FIRST)
    empty_desk.take(HEADER + "| 整车 | 牵引车 | | 60000 | |")
    empty_desk.take(SECOND)
    empty_desk.take(FIRST + "\n| 整车 | 搬运车 | | 1000 | |", name="改回.xlsx")
    again = empty_desk.take(FIRST)
    assert (again.outcome, again.conflicts) == ("duplicate", 0)


def test_insisting_on_one_writes_that_one(contested: tuple[Desk, Receipt]) -> None:
    house, again = contested
    back = house.take(edited(house.answer(again), reply("产品目录!D2", "是")))
    assert prices(house) == {"内燃叉车": 88000, "电动叉车": 139000, "堆高车": 50000}
    assert found(back) == ["warning 产品目录!D3 conflict"]
    assert counts(back, "产品目录") == {"changed": 1, "unchanged": 2}


def test_an_answer_without_a_reply_writes_nothing(contested: tuple[Desk, Receipt]) -> None:
    house, again = contested
    back = house.take(house.answer(again))
    assert prices(house)["内燃叉车"] == 89000
    assert found(back) == found(again)
    assert house.take(edited(house.answer(back), reply("产品目录!D2", "yes"))).conflicts == 1
    assert prices(house)["内燃叉车"] == 88000


@pytest.mark.parametrize("choice", ["是", "Yes", "坚持", "√", True, 1])
def test_insisting_on_all(contested: tuple[Desk, Receipt], choice: Any) -> None:
    house, again = contested
    back = house.take(edited(house.answer(again), reply("全部坚持", choice)))
    assert (found(back), prices(house)["内燃叉车"], prices(house)["电动叉车"]) == ([], 88000, 138000)


@pytest.mark.parametrize("choice", ["否", "no", "看看", " "])
def test_other_words_insist_on_nothing(contested: tuple[Desk, Receipt], choice: str) -> None:
    house, again = contested
    assert house.take(edited(house.answer(again), reply("产品目录!D2", choice))).conflicts == 2
    assert prices(house)["内燃叉车"] == 89000


def test_a_no_stands_against_all(contested: tuple[Desk, Receipt]) -> None:
    house, again = contested
    content = edited(house.answer(again), reply("全部坚持", "是"))
    house.take(edited(content, reply("产品目录!D3", "否")))
    assert (prices(house)["内燃叉车"], prices(house)["电动叉车"]) == (88000, 139000)


def test_a_cell_that_he_changed_since_counts(contested: tuple[Desk, Receipt]) -> None:
    house, again = contested

    def change(book: Any) -> None:
        book["产品目录"]["D2"] = 88500

    back = house.take(edited(house.answer(again), change))
    assert (prices(house)["内燃叉车"], found(back)) == (88500, ["warning 产品目录!D3 conflict"])


def test_replies_are_about_records_in_whatever_order_the_rows_are(contested: tuple[Desk, Receipt]) -> None:
    house, again = contested

    def change(book: Any) -> None:
        sheet = book["产品目录"]
        sheet.insert_rows(2)
        for column, value in enumerate(("整车", "新车", None, 1000), 1):
            sheet.cell(2, column, value)

    back = house.take(edited(edited(house.answer(again), reply("产品目录!D2", "是")), change))
    assert prices(house) == {"内燃叉车": 88000, "电动叉车": 139000, "堆高车": 50000, "新车": 1000}
    assert found(back) == ["warning 产品目录!D4 conflict"]


def test_insisting_against_what_was_not_shown_is_a_conflict_again(contested: tuple[Desk, Receipt]) -> None:
    house, again = contested
    house.take(SECOND.replace("89000", "90000"), sender="内勤")
    back = house.take(edited(house.answer(again), reply("产品目录!D2", "是")))
    assert prices(house)["内燃叉车"] == 90000
    assert "warning 产品目录!D2 conflict" in found(back)


def test_a_column_of_his_own_insists_row_by_row(contested: tuple[Desk, Receipt]) -> None:
    house, again = contested

    def change(book: Any) -> None:
        sheet = book["产品目录"]
        for row, value in enumerate(("坚持", None, "是"), 1):
            sheet.cell(row, 7, value)

    house.take(edited(house.answer(again), change))
    assert (prices(house)["内燃叉车"], prices(house)["电动叉车"]) == (89000, 138000)


def test_columns_that_are_not_ours_and_blanks_are_compared_too(empty_desk: Desk) -> None:
    first = "# 客户\n| 客户名称 | 电话 | 来源 | 备注 | 颜色 |\n| 甲公司 | 13800000001 | 展会 | 老客户 | 红 |"
    empty_desk.take(first)
    empty_desk.take(first.replace("老客户", "清空").replace("红", "蓝"), sender="主管")
    again = empty_desk.take(first)
    assert found(again) == ["warning 客户!D2 conflict", "warning 客户!E2 conflict"]
    assert "空白" in message(again.findings[0], Language.ZH)
    assert empty_desk.show("C-000001")["values"]["extra"] == {"颜色": "蓝"}


def test_rows_that_were_held_are_tried_again_and_others_are_left_alone(shop: Desk) -> None:
    lines = "# 商机产品\n| 商机 | 产品 | 规格 | 数量 |\n| 远航三台叉车 | 内燃叉车 | 3吨 | 2 |\n| 远航三台叉车 | 登月车 | | 1 |"
    assert counts(shop.take(lines), "商机产品") == {"new": 1, "held": 1}
    assert counts(shop.take(lines), "商机产品") == {"unchanged": 1, "held": 1}
    shop.take("# 产品目录\n| 类别 | 产品名称 | 单价 |\n| 整车 | 登月车 | 99000 |")
    assert shop.take(lines).outcome == "duplicate"  # the second line was taken when its product came


def test_a_dry_run_shows_the_conflicts(contested: tuple[Desk, Receipt]) -> None:
    house, again = contested
    assert found(house.check(FIRST, name="一.xlsx")) == found(again)


def test_references_and_their_numbers_are_the_same(shop: Desk) -> None:
    deal = (
        "# 商机\n| 商机名称 | 客户 | 意向产品 | 客户预算 |\n| 新车间 | 上海远航物流有限公司 | 整车 | 90000 |"
    )
    shop.take(deal)
    shop.take(
        "# 商机\n| 商机名称 | 客户 | 客户预算 |\n| 新车间 | 上海远航物流有限公司 | 95000 |", sender="主管"
    )
    assert found(shop.take(deal)) == ["warning 商机!D2 conflict"]


def test_lists_of_many_conflicts_are_whole(empty_desk: Desk) -> None:
    rows = "\n".join(f"| 整车 | 车{n} | | {1000 + n} | |" for n in range(30))
    empty_desk.take(HEADER + rows)
    empty_desk.take(HEADER + rows.replace("| 10", "| 20"), sender="主管")
    again = empty_desk.take(xlsx(HEADER + rows))
    assert again.conflicts == 30
    assert empty_desk.take(empty_desk.answer(again)).conflicts == 30


def test_the_very_file_of_somebody_else_is_what_one_goes_on_with(empty_desk: Desk) -> None:
    head = "# 线索\n| 姓名 | 电话 | 来源 | 负责人 | 级别 | 备注 |\n"
    rows = ["| 甲 | 13800000011 | 展会 | 张三 | B | 一 |", "| 乙 | 13800000012 | 展会 | 张三 | B | 二 |"]
    empty_desk.take(head + "\n".join(rows), sender="张三")
    assert empty_desk.take(head + "\n".join(rows), sender="李四").outcome == "duplicate"
    first = [rows[0].replace("| B |", "| A |"), rows[1]]
    assert found(empty_desk.take(head + "\n".join(first), sender="李四")) == []
    other = [rows[0].replace("一", "改"), rows[1]]
    assert found(empty_desk.take(head + "\n".join(other), sender="张三")) == ["note 线索!E2 updated-since"]
    values = empty_desk.show("L-000001")["values"]
    assert (values["level"], values["remark"]) == ("A", "改")
