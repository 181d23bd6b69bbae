"""What goes to and fro: a messy list in Chinese and one in English, the template, a person's own workbook, a
due list. Each with a cell to be mended in every round."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import xlsxwriter

from tests.desk import Desk
from workbook_crm import rounds
from workbook_crm.model.marks import ColumnFill, SheetMarks
from workbook_crm.model.place import cell_name, column_number
from workbook_crm.model.raw import Format
from workbook_crm.read.workbook import read_workbook
from workbook_crm.start import write_template
from workbook_crm.write_back.package.marking import mark_sheet
from workbook_crm.write_back.package.parts import Package
from workbook_crm.write_back.package.style_part import keep_styles, open_styles
from workbook_crm.write_back.package.traces import read_trace
from workbook_crm.write_back.package.workbook import Book

Mend = Mapping[str, Mapping[str, str | int]]
"""By sheet: new content by cell, `B5`, or `来源@5` for the column with that header."""
SENDERS_COLOUR = "FFFF66"
_HEAD_ROWS = 7

SHOP_ZH = """
# 产品目录
| 产品编码 | 类别 | 产品名称 | 规格 | 单价 |
| FD30 | 整车 | 内燃叉车 | 3吨 | 88000 |
| FB15 | 整车 | 电动叉车 | 1.5吨 | 126000 |
| TY01 | 配件 | 实心轮胎 | 6.50-10 | 680 |

# 客户
| 客户名称 | 电话 | 来源 | 级别 | 负责人 | 下次跟进时间 |
| 上海远航物流有限公司 | 13812345678 | 转介绍 | A | 张三 | 2026-11-20 |
| 王伟 | 13912345678 | 展厅 | B | 张三 | 2026-11-21 |

# 商机
| 商机名称 | 客户 | 意向产品 | 阶段 | 负责人 | 下次跟进时间 |
| 远航三台叉车 | 上海远航物流有限公司 | 整车 | 方案报价 | 张三 | 2026-11-20 |

# 商机产品
| 商机 | 产品 | 规格 | 数量 |
| 远航三台叉车 | 内燃叉车 | 3吨 | 3 |
"""
SHOP_EN = """
# Catalog
| Code | Kind | Product | Spec | Unit price |
| FD30 | Vehicle | Diesel forklift | 3 t | 88000 |
| TY01 | Part | Solid tyre | 6.50-10 | 680 |

# Customers
| Customer | Phone | Source | Level | Owner | Next follow-up |
| Harbour Logistics Ltd | 020 7946 0001 | Referral | A | Tina | 2026-11-20 |

# Opportunities
| Opportunity | Customer | Interest | Stage | Owner | Next follow-up |
| Harbour forklifts | Harbour Logistics Ltd | Vehicle | Proposal | Tina | 2026-11-20 |
"""


@dataclass(frozen=True, slots=True)
class Case:
    """One workbook, and what becomes of it."""

    name: str
    language: str
    person: str
    shop: str
    made: Callable[[Desk, str], bytes]
    """What is sent in first, or handed out by us."""
    is_answered_first: bool
    """Whether the first round is over its answer: the sender's own list."""
    mends: tuple[Mend, Mend, Mend]


def with_cells(content: bytes, mend: Mend) -> bytes:
    """A workbook in which somebody typed into cells, and everything else is as it was."""
    book = Book(Package(content))
    styles = open_styles(book, read_trace(book.names).fills)
    for sheet, cells in mend.items():
        headers = _headers(content, sheet)
        fills = tuple(_typed(headers, cell, value) for cell, value in cells.items())
        (part,) = (str(each.part) for each in book.sheets if each.name == sheet)
        before = book.package.read(part)
        tuple(mark_sheet(book, styles, SheetMarks(sheet, fills=fills), "nobody"))
        book.package.write(part, _dressed(before, book.package.read(part)))
    keep_styles(book, styles)
    return book.package.content()


def _dressed(before: bytes, after: bytes) -> bytes:
    """A sheet whose new cells look like their columns, as typed ones do, and not like the header above."""
    looks = {int(each[1]): each[2] for each in re.finditer(rb'<col min="(\d+)"[^>]*? style="(\d+)"', before)}

    def dressed(cell: re.Match[bytes]) -> bytes:
        if b'r="' + cell[1] + b'"' in before:
            return cell[0]
        own = looks.get(column_number(cell[1].decode().rstrip("0123456789")))
        return b'<c r="' + cell[1] + (b'" s="' + own if own else b"") + b'"'

    return re.sub(rb'<c r="([A-Z]+\d+)" s="\d+"', dressed, after)


def _typed(headers: Mapping[str, int], cell: str, value: str | int) -> ColumnFill:
    header, _, row = cell.rpartition("@")
    letters = cell.rstrip("0123456789")
    column = headers[header] if header else column_number(letters)
    return ColumnFill(column, {int(row if header else cell[len(letters) :]): value})


def _headers(content: bytes, sheet: str) -> dict[str, int]:
    """By every text in the first rows of a sheet: its column."""
    book, _ = read_workbook(content, name=sheet, format=Format.XLSX)
    (found,) = (each for each in (book.sheets if book else ()) if each.name == sheet)
    first = found.first_column or 1
    rows = found.cells[:_HEAD_ROWS]
    return {str(cell).rstrip("* "): at for row in rows for at, cell in enumerate(row, first) if cell != ""}


def _list(
    sheets: Mapping[str, Sequence[Sequence[Any]]], notes: Mapping[str, str], filled: Sequence[str]
) -> bytes:
    """A workbook from rows, its first sheet with a title, and with notes and fills of the sender's."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False}) as book:
        book.set_properties({"created": datetime(2026, 1, 1)})
        yellow, day = (
            book.add_format({"bg_color": f"#{SENDERS_COLOUR}"}),
            book.add_format({"num_format": "yyyy-mm-dd"}),
        )
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                for column, value in enumerate(row):
                    look = (
                        yellow
                        if name == next(iter(sheets)) and cell_name(at + 1, column + 1) in filled
                        else None
                    )
                    sheet.write(at, column, value, day if isinstance(value, date) else look)
        first = book.worksheets()[0]
        first.merge_range("A1:F1", next(iter(sheets.values()))[0][0])
        for cell, text in notes.items():
            first.write_comment(cell, text, {"author": "王经理"})
    return stream.getvalue()


def _chinese_list(_desk: Desk, _person: str) -> bytes:
    rows = [
        ["2026年客户登记表"],
        [],
        ["客户名称", "联系电话", "来源", "级别", "登记日期", "备注", "颜色"],
        ["恒丰仓储有限公司", 13700001111, "展厅", "A", date(2026, 11, 2), "要带侧移器", "红"],
        ["赵小明", "138", "转介绍", "B", "2026.11.3", "", ""],
        ["", "13700003333", "展厅", "", "", "名字待补", ""],
        ["钱小红", "13700004444", "抖音直播间", "Z", date(2026, 11, 5), "第一行\n第二行", "蓝"],
        ["孙大圣", "1370000555X", "", "B", "11月6日", "-10%以内可谈", ""],
        ["李四光", "13700006666", "网络", "C", date(2026, 11, 7), "", "001"],
        ["合计", "", "", "", "", "6户", ""],
    ]
    lines = [
        ["商机", "产品", "规格", "数量", "单价", "优惠率", "金额"],
        ["远航三台叉车", "内燃叉车", "3吨", 2, None, 0.05, None],
        ["远航三台叉车", "电动叉车X", "1.5吨", 1, None, None, None],
        ["远航三台叉车", "实心轮胎", "6.50-10", 4, 680, None, 3000],
    ]
    memo = [["备忘", "周三开会"], ["", "带上合同"]]
    notes = {"A5": "老客户介绍的", "B5": "打过两次没人接", "B8": "【重要】晚上打", "G4": "提示：只要红色"}
    filled = ("B5", "F4", "A6", "C4")
    return _list({"客户登记": rows, "商机产品": lines, "备忘": memo}, notes, filled)


def _english_list(_desk: Desk, _person: str) -> bytes:
    rows = [
        ["Customers of autumn 2026"],
        [],
        ["Customer", "Phone", "Source", "Level", "Remark", "Colour"],
        ["Mill Lane Dairies", "020 7946 0102", "Showroom", "A", "wants a side shifter", "red"],
        ["Owen Price", "02", "Referral", "B", "", ""],
        ["", "020 7946 0104", "Showroom", "", "name to come", ""],
        ["Ann Keller", "020 7946 0105", "Radio", "Z", "first line\nsecond line", "blue"],
        ["Total", "", "", "", "4", ""],
    ]
    lines = [
        ["Opportunity", "Product", "Spec", "Quantity", "Unit price", "Discount", "Amount"],
        ["Harbour forklifts", "Diesel forklift", "3 t", 2, None, 0.05, None],
        ["Harbour forklifts", "Disel forklift", "3 t", 1, None, None, None],
    ]
    notes = {"A5": "Note: call before noon", "B5": "nobody answers", "E4": "Error: was 2 t before"}
    return _list({"My customers": rows, "Opportunity lines": lines}, notes, ("B5", "A6"))


def _template(desk: Desk, _person: str) -> bytes:
    path = desk.workspace.folder / "template.xlsx"
    write_template(desk.workspace, path, None)
    return path.read_bytes()


def _own(desk: Desk, person: str) -> bytes:
    path = desk.workspace.folder / "own.xlsx"
    write_template(desk.workspace, path, person)
    return path.read_bytes()


def _due(desk: Desk, person: str) -> bytes:
    rounds.write_daily(desk.workspace)
    (path,) = desk.workspace.folder.glob(f"reports/*/due-{person}.xlsx")
    return path.read_bytes()


CASES = (
    Case(
        "客户登记", "zh", "张三", SHOP_ZH, _chinese_list, True,
        (
            {"客户登记": {"B5": "13700002222"}},
            {"商机产品": {"B3": "电动叉车"}},
            {"客户登记": {"A6": "周小鱼", "C6": "转介绍"}},
        ),
    ),
    Case(
        "Customers", "en", "Tina", SHOP_EN, _english_list, True,
        (
            {"My customers": {"B5": "020 7946 0103"}},
            {"Opportunity lines": {"B3": "Diesel forklift", "F3": "0.1"}},
            {"My customers": {"A6": "Rita Moss"}},
        ),
    ),
    Case(
        "空白模板", "zh", "张三", SHOP_ZH, _template, False,
        (
            {"客户": {"客户名称@2": "恒丰仓储有限公司", "电话@2": "13700001111", "来源@2": "展厅"}},
            {
                "商机": {"商机名称@2": "恒丰叉车", "客户@2": "恒丰仓储有限公司", "意向产品@2": "整车", "阶段@2": "初步接触"},
                "商机产品": {"商机@2": "恒丰叉车", "产品@2": "内燃叉车", "规格@2": "3吨", "数量@2": 2},
            },
            {"客户": {"客户名称@4": "钱小红", "电话@4": "13700003333"}},
        ),
    ),
    Case(
        "张三的工作簿", "zh", "张三", SHOP_ZH, _own, False,
        (
            {"客户": {"客户名称@4": "恒丰仓储有限公司", "电话@4": "13700001111"}},
            {"客户": {"来源@4": "展厅"}},
            {"商机": {"阶段@2": "商务谈判"}},
        ),
    ),
    Case(
        "待跟进", "zh", "张三", SHOP_ZH, _due, False,
        (
            {"跟进记录": {"跟进时间@7": "2026-11-23", "跟进方式@7": "电话", "跟进内容@7": "约了周五"}},
            {"跟进记录": {"跟进时间@8": "2026-11-23", "跟进方式@8": "到店", "跟进内容@8": "看了车"}},
            {"跟进记录": {"下次跟进时间@8": "2026-12-01"}},
        ),
    ),
)  # fmt: skip
