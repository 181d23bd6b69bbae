"""Workbooks written as tables in the text of a test."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

import xlsxwriter

NUMBER = re.compile(r"-?\d+(\.\d+)?")
Grid = Sequence[Sequence[str]]


def grids(text: str) -> dict[str, list[list[str]]]:
    """Sheets from text: a line `# name` begins a sheet; a row is `| a | b |`; a blank line is a blank row."""
    sheets: dict[str, list[list[str]]] = {}
    rows: list[list[str]] = []
    for line in map(str.strip, text.strip("\n").splitlines()):
        if line.startswith("# "):
            rows = sheets.setdefault(line[2:].strip(), [])
        elif line.startswith("|"):
            rows.append([cell.strip() for cell in line.strip("|").split("|")])
        else:
            rows.append([])
    return sheets


def xlsx(text: str) -> bytes:
    """The workbook of `grids(text)`: what looks like a number is one, unless it is written in quotes."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as workbook:
        workbook.set_properties({"created": datetime(2026, 1, 1)})  # the same text, the same bytes
        for name, rows in grids(text).items():
            sheet = workbook.add_worksheet(name)
            for row, column, cell in _cells(rows):
                if NUMBER.fullmatch(cell):
                    sheet.write_number(row, column, float(cell))
                elif cell:
                    sheet.write_string(row, column, cell.removeprefix("'").strip('"'))
    return buffer.getvalue()


def _cells(rows: Grid) -> Iterator[tuple[int, int, str]]:
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            yield row, column, cell


def joined(*parts: str) -> str:
    """Several sheets' texts as one workbook's."""
    return "\n".join(part.strip("\n") for part in parts)


SHOP: Mapping[str, str] = {
    "catalog": """
# 产品目录
| 产品编码 | 类别 | 产品名称 | 规格 | 单价 | 底价 | 计价周期 | 车架号 | 生效日期 | 失效日期 |
| FD30 | 整车 | 内燃叉车 | 3吨 | 88000 | 80000 | | | | |
| FB15 | 整车 | 电动叉车 | 1.5吨 | 126000 | 118000 | | | | |
| FB20 | 整车 | 电动叉车 | 2吨 | 138000 | 129000 | | | | |
| TY01 | 配件 | 实心轮胎 | 6.50-10 | 680 | | | | | |
| RT30 | 租赁 | 叉车月租 | 3吨 | 4200 | | 月 | | | |
| U001 | 二手车 | 二手叉车 | 2018款 | 35000 | | | LSGPC52U6AF102554 | | |
""",
    "customers": """
# 客户
| 客户名称 | 电话 | 来源 | 级别 |
| 上海远航物流有限公司 | 13812345678 | 转介绍 | A |
| 王伟 | 13912345678 | 展厅 | B |
""",
    "opportunities": """
# 商机
| 商机名称 | 客户 | 意向产品 | 阶段 | 负责人 | 商机金额 |
| 远航三台叉车 | 上海远航物流有限公司 | 整车 | 方案报价 | 张三 | |
| 王伟租车 | 王伟 | 租赁 | 初步接触 | 张三 | |
""",
}
"""A small dealership, sheet by sheet."""
