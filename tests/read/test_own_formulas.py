"""Formulas of our own, computed by another program or broken by it: nobody is told of what he has not typed."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

from tests.desk import Desk, counts, found
from tests.read.built import ods
from workbook_crm.start import write_template

LINE = """
# 商机产品
| 商机 | 产品 | 规格 | 数量 | 金额 |
| 远航三台叉车 | 内燃叉车 | 3吨 | 2 | {} |
"""


@pytest.mark.parametrize("shown", ["#NAME?", "#N/A", "#####"])
def test_an_error_in_a_column_that_we_work_out_holds_nothing_back(shop: Desk, shown: str) -> None:
    receipt = shop.take(LINE.format(shown))
    assert found(receipt) == ["warning 商机产品!E2 computed-error"]
    assert counts(receipt, "商机产品") == {"new": 1}


def test_in_a_column_that_is_typed_it_does(shop: Desk) -> None:
    receipt = shop.take("# 客户\n| 客户名称 | 电话 | 来源 | 预算 |\n| 赵小明 | 13700002222 | 展厅 | #NAME? |")
    assert found(receipt) == ["error 客户!D2 error-value"]


def test_a_row_with_nothing_but_such_a_cell_is_empty(shop: Desk) -> None:
    receipt = shop.take(LINE.format("") + "| | | | | #NAME? |\n")
    assert found(receipt) == []
    assert counts(receipt, "商机产品") == {"new": 1, "empty": 1}


def filled_in(shop: Desk, folder: Path, **cells: object) -> bytes:
    """Our own workbook with a line of a deal typed into it, and cells of it as some program may have left them."""
    write_template(shop.workspace, folder / "own.xlsx", "张三")
    book = openpyxl.load_workbook(folder / "own.xlsx")
    sheet = book["商机产品"]
    for cell, value in ({"A2": "远航三台叉车", "B2": "内燃叉车", "C2": "3吨", "E2": 2} | cells).items():
        sheet[cell] = value
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def with_results(content: bytes, shown: str) -> bytes:
    """The workbook with this as the stored result of the formula in H2."""
    from tests.write_back.raw_package import names, packed, part

    made = {name: part(content, name) for name in names(content)}
    (name,) = (each for each, xml in made.items() if 'r="H2"' in xml and "ROUND(" in xml)
    head, _, rest = made[name].partition('<c r="H2"')
    made[name] = head + '<c r="H2"' + rest.replace("<v />", shown, 1).replace("<v></v>", shown, 1)
    assert shown in made[name]
    return packed({name: xml.encode() for name, xml in made.items()})


@pytest.mark.parametrize("shown", ["<v>1</v>", "<v>0</v>", "<v>170000</v>"])
def test_nothing_is_said_of_a_formula_of_ours(shop: Desk, tmp_path: Path, shown: str) -> None:
    content = with_results(filled_in(shop, tmp_path), shown)
    assert found(shop.take(content, sender="张三", name="own.xlsx")) == []


def test_a_formula_that_somebody_wrote_over_it_is_his(shop: Desk, tmp_path: Path) -> None:
    content = with_results(filled_in(shop, tmp_path, H2="=ROUND(E2*85000,2)"), "<v>170000</v>")
    assert found(shop.take(content, sender="张三", name="own.xlsx")) == ["warning 商机产品!H2 total-differs"]


def test_a_figure_typed_over_it_is_his_as_well(shop: Desk, tmp_path: Path) -> None:
    content = filled_in(shop, tmp_path, H2=170000)
    assert found(shop.take(content, sender="张三", name="own.xlsx")) == ["warning 商机产品!H2 total-differs"]


def saved_as_ods(rows: int, shown: str) -> bytes:
    """A sheet of lines of ours as another program saves it: a formula in each row, one line typed."""
    formula = f'<table:table-cell table:formula="of:=LOOKUP(2;1/(catalog_product=[.B2]);catalog_price)*[.D2]" {shown}'
    texts = "".join(_text(each) for each in ("商机", "产品", "规格", "数量", "金额"))
    line = "".join(map(_text, ("远航三台叉车", "内燃叉车", "3吨", "2")))
    blanks = (
        f'<table:table-row><table:table-cell table:number-columns-repeated="4"/>{formula}</table:table-row>'
    )
    names = '<office:body><!-- table:name="catalog_product" -->'
    whole = f"<table:table-row>{texts}</table:table-row><table:table-row>{line}{formula}</table:table-row>"
    return ods(whole + blanks * rows, name="商机产品", body=names)


def _text(text: str) -> str:
    return f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'


ZERO = 'office:value-type="float" office:value="0"><text:p>0</text:p></table:table-cell>'
AS_TEXT = 'office:value-type="string"><text:p>LOOKUP(2,catalog_price)*[#This Row]</text:p></table:table-cell>'


@pytest.mark.parametrize("shown", [ZERO, AS_TEXT])
def test_a_new_workbook_has_our_figure_where_our_formula_stood(shop: Desk, shown: str) -> None:
    """The answer to an .ods or .xls has no formulas: what they showed would be taken for typed the next time."""
    receipt = shop.take(saved_as_ods(3, shown), sender="张三", name="行.ods")
    assert found(receipt) == []
    assert counts(receipt, "商机产品") == {"new": 1}, "rows of formulas are no rows"
    sheet = openpyxl.load_workbook(io.BytesIO(shop.answer(receipt)))["商机产品"]
    amounts = [sheet.cell(row, 5).value for row in range(2, 6)]
    assert amounts == [176000, None, None, None]


def test_a_figure_of_ours_in_an_answer_gives_way_to_another_quantity(shop: Desk) -> None:
    receipt = shop.take(saved_as_ods(0, ZERO), sender="张三", name="行.ods")
    book = openpyxl.load_workbook(io.BytesIO(shop.answer(receipt)))
    book["商机产品"]["D2"] = 3
    stream = io.BytesIO()
    book.save(stream)
    again = shop.take(stream.getvalue(), sender="张三", name="行.xlsx")
    assert [each for each in found(again) if not each.startswith("note")] == []
    assert counts(again, "商机产品") == {"changed": 1}
