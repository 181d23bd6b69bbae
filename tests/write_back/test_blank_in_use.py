"""The workbook that people keep, filled in, saved by other programs, sent in and answered."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from tests.desk import NOW, Desk, desk, found
from tests.workbooks import xlsx
from tests.write_back.raw_package import TABLE_OF_TWO, book, part
from workbook_crm.model.language import Language
from workbook_crm.model.marks import (
    ResultCell,
    ResultColumn,
    SheetMarks,
    WorkbookMarks,
)
from workbook_crm.sample.files import sample_files
from workbook_crm.start import write_template
from workbook_crm.write_back.package import annotate

needs_libreoffice = pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
ROWS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("客户", {"客户名称": "恒丰仓储有限公司", "电话": "13700001111", "来源": "展厅", "备注": "要带侧移器，" * 40}),
    (
        "商机",
        {
            "商机名称": "恒丰叉车", "客户": "恒丰仓储有限公司", "意向产品": "整车", "阶段": "初步接触",
            "预计成交时间": datetime(2026, 12, 20), "下次跟进时间": datetime(2026, 11, 30, 14, 30),
        },
    ),
    ("商机产品", {"商机": "恒丰叉车", "产品": "内燃叉车", "规格": "3吨", "数量": 2, "优惠率": 0.05}),
    ("商机产品", {"商机": "王伟租车", "产品": "叉车月租", "规格": "3吨", "数量": 1, "租期": 3}),
    ("跟进记录", {"对象": "恒丰叉车", "跟进时间": datetime(2026, 11, 22, 15), "跟进方式": "电话", "跟进内容": "聊了聊"}),
)  # fmt: skip


def own_workbook(desk: Desk) -> bytes:
    """张三's own workbook as the program writes it."""
    path = desk.workspace.folder / "own.xlsx"
    write_template(desk.workspace, path, "张三")
    return path.read_bytes()


def filled_in(content: bytes, rows: tuple[tuple[str, dict[str, Any]], ...] = ROWS) -> bytes:
    """The workbook with these rows written below the ones that are there, and no formula computed."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    for name, values in rows:
        write_row(book[name], values)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def write_row(sheet: Worksheet, values: dict[str, Any]) -> None:
    position = {cell.value: cell.column for cell in sheet[1]}
    label = position[next(iter(values))]
    row = next(row for row in range(2, sheet.max_row + 2) if sheet.cell(row, label).value is None)
    for header, value in values.items():
        sheet.cell(row, position[header], value)


def saved_by_libreoffice(content: bytes, folder: Path, ending: str = "xlsx") -> bytes:
    """What LibreOffice makes of a workbook."""
    (folder / "given.xlsx").write_bytes(content)
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/office", "--convert-to", ending,
         "--outdir", str(folder / "saved"), str(folder / "given.xlsx")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return (folder / "saved" / f"given.{ending.partition(':')[0]}").read_bytes()


@needs_libreoffice
def test_rows_typed_by_a_person_and_saved_by_another_program_are_taken_in(shop: Desk, tmp_path: Path) -> None:
    typed = filled_in(own_workbook(shop))
    assert found(shop.check(typed)) == []
    receipt = shop.take(saved_by_libreoffice(typed, tmp_path), sender="张三", name="own.xlsx")
    assert found(receipt) == []
    assert {each.sheet: each.new for each in receipt.sheets if each.new} == {
        "客户": 1, "商机": 1, "商机产品": 2, "跟进记录": 1,
    }  # fmt: skip
    again = shop.take(saved_by_libreoffice(shop.answer(receipt), tmp_path), sender="张三", name="own.xlsx")
    assert found(again) == []
    assert not any(each.new or each.changed or each.held for each in again.sheets)
    computed = saved_by_libreoffice(filled_in(own_workbook(shop), ()), tmp_path)  # openpyxl keeps no values
    rows = CalamineWorkbook.from_filelike(io.BytesIO(computed)).get_sheet_by_name("商机").to_python()
    name, amount = rows[0].index("商机名称"), rows[0].index("商机金额")
    assert {row[name]: row[amount] for row in rows[1:] if row[name]} == {
        "远航三台叉车": "", "王伟租车": 12600, "恒丰叉车": 167200,
    }  # fmt: skip


@needs_libreoffice
@pytest.mark.parametrize("language", list(Language))
def test_a_persons_own_workbook_saved_by_another_program_says_nothing(
    tmp_path: Path, language: Language
) -> None:
    """With discounts, rentals, used vehicles, leads and notes, as the sample dealership has them."""
    with desk(tmp_path, f'language = "{language}"') as shop_desk:
        files = list(sample_files(language, NOW.date(), clean=True))
        for file in files:
            sender, _, name = file.path.rpartition("/")
            shop_desk.take(file.content, sender=sender or None, name=name)
        person = files[-2].path.rpartition("/")[0]
        write_template(shop_desk.workspace, tmp_path / "own.xlsx", person)
        saved = saved_by_libreoffice((tmp_path / "own.xlsx").read_bytes(), tmp_path)
        receipt = shop_desk.take(saved, sender=person, name="own.xlsx")
        assert found(receipt) == []
        assert sum(each.unchanged for each in receipt.sheets) > 10
        assert not any(each.new or each.changed or each.held for each in receipt.sheets)


def test_the_sheet_that_sums_up_says_whether_there_is_anything_to_look_at(shop: Desk) -> None:
    customers = "# 客户\n| 客户名称 | 电话 | 来源 |\n| {} | 展厅 |"
    for customer, words in (
        ("恒丰仓储 | 13700001111", "没有需要改的地方。"),
        ("赵小明 | 138", "没有退回的行；下面列出的几处，请看一看。"),
        ("钱小红 | 1.39E+10", "退回的 1 行没有入库：请按标记改好，再把整个文件发一次；已收下的行不会重复。"),
    ):
        assert understood(shop, xlsx(customers.format(customer)))[1] == words


def printed_areas(content: bytes) -> dict[str, str]:
    """The print area of each sheet, as a workbook has it."""
    names = re.findall(r'_xlnm\.Print_Area"[^>]*>([^<]*)<', part(content, "xl/workbook.xml"))
    return {sheet.strip("'"): area for sheet, _, area in (name.rpartition("!") for name in names)}


def test_what_is_printed_is_an_ordinary_area_with_lines_to_write_on(shop: Desk) -> None:
    """exceljs opens no workbook whose print area is a formula."""
    own = printed_areas(own_workbook(shop))
    assert own["客户"] == "$A$1:$Y$26"
    assert own["商机"] == "$A$1:$T$28"
    assert all(re.fullmatch(r"\$A\$1:\$[A-Z]+\$\d+", area) for area in own.values())
    assert len(own) == 8


def told(sheet: str, text: str) -> WorkbookMarks:
    """Marks that tell one row its result."""
    return WorkbookMarks((SheetMarks(sheet, result=ResultColumn(1, "处理结果", {2: ResultCell(text)})),))


def test_a_print_area_that_a_sender_fixed_stays() -> None:
    names = '<definedNames><definedName name="_xlnm.Print_Area" localSheetId="0">S1!$A$1:$B$3</definedName>'
    given = book(TABLE_OF_TWO, names=names + "</definedNames>")
    assert names in part(annotate(given, told("S1", "新增")), "xl/workbook.xml")


def test_headers_as_we_call_them_are_only_counted(shop: Desk) -> None:
    own = own_workbook(shop)
    assert understood(shop, own)[-1] == "116 列的表头都是标准名称。"
    other = ("客户", {"客户编号": None, "客户名称": "恒丰仓储", "电话": "13700001111", "来源": "展厅"})
    book = openpyxl.load_workbook(io.BytesIO(filled_in(own, (other,))))
    book["客户"]["B1"] = "客户名称*"  # gnumeric makes text of the star, which is a format of ours
    book["客户"]["Z1"], book["客户"]["Z2"] = "颜色偏好", "红"
    stream = io.BytesIO()
    book.save(stream)
    texts = understood(shop, stream.getvalue())
    first = texts.index("（不认识，原样保留）") - 2
    assert texts[first : first + 4] == [
        "客户",
        "颜色偏好",
        "（不认识，原样保留）",
        "另有 116 列，表头就是标准名称。",
    ]


def understood(desk: Desk, content: bytes) -> list[str]:
    """The texts of the summing-up sheet."""
    answer = desk.answer(desk.take(content, sender="张三", name="own.xlsx"))
    rows = openpyxl.load_workbook(io.BytesIO(answer)).worksheets[-1].iter_rows(values_only=True)
    return [str(value) for row in rows for value in row[:5] if value is not None]
