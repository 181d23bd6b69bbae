"""Workbooks of any size for measuring: a catalog, customers, opportunities, and lines with 15 columns, 1 % wrong."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import xlsxwriter

CATALOG_ROWS = 2_000
WRONG_EVERY = 100
LINES_PER_OPPORTUNITY = 20
OPPORTUNITIES_PER_CUSTOMER = 2

CATALOG = ("产品编码", "类别", "产品名称", "规格", "单价", "底价")
CUSTOMERS = ("客户名称", "电话", "来源")
OPPORTUNITIES = ("商机名称", "客户", "意向产品", "阶段", "负责人")
LINES = (
    "商机", "产品", "规格", "单价", "数量", "优惠率", "金额", "备注", "颜色", "交期", "仓库", "合同号", "渠道", "经办", "审核",
)  # fmt: skip

Row = Sequence[object]


def write_workbook(path: Path, lines: int, *, catalog: bool = True, seed: int = 0) -> None:
    """A workbook of `lines` opportunity lines with everything that they refer to."""
    path.parent.mkdir(parents=True, exist_ok=True)
    opportunities = max(1, lines // LINES_PER_OPPORTUNITY)
    customers = max(1, opportunities // OPPORTUNITIES_PER_CUSTOMER)
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as workbook:
        if catalog:
            _sheet(workbook, "产品目录", CATALOG, catalog_rows())
        _sheet(workbook, "客户", CUSTOMERS, (_customer(seed, nth) for nth in range(customers)))
        _sheet(
            workbook,
            "商机",
            OPPORTUNITIES,
            (_opportunity(seed, nth, customers) for nth in range(opportunities)),
        )
        _sheet(workbook, "商机产品", LINES, (_line(seed, nth, opportunities) for nth in range(lines)))


def write_catalog(path: Path) -> None:
    """A workbook that holds the catalog and nothing else."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as workbook:
        _sheet(workbook, "产品目录", CATALOG, catalog_rows())


def catalog_rows() -> Iterable[Row]:
    """2,000 products, 500 names with four specs each."""
    for nth in range(CATALOG_ROWS):
        price = 10_000 + nth * 10
        yield f"P{nth:05d}", "整车", f"叉车{nth // 4:04d}型", f"{nth % 4 + 1}吨", price, price * 0.8


def _customer(seed: int, nth: int) -> Row:
    return f"第{seed}批客户{nth:06d}有限公司", f"13{(seed * 100_003 + nth) % 10**9:09d}", "展会"


def _opportunity(seed: int, nth: int, customers: int) -> Row:
    customer = f"第{seed}批客户{nth % customers:06d}有限公司"
    return f"第{seed}批商机{nth:06d}", customer, "整车", "方案报价", "张三"


def _line(seed: int, nth: int, opportunities: int) -> Row:
    product = nth % CATALOG_ROWS
    name = f"叉车{product // 4:04d}型" if nth % WRONG_EVERY else f"没有的叉车{nth}"
    price = 10_000 + product * 10 if nth % 3 else None
    discount = 0.05 if nth % 5 == 0 else None
    opportunity = f"第{seed}批商机{nth % opportunities:06d}"
    spec = f"{product % 4 + 1}吨"
    rest = ("红色", "2026-12-31", "一号库", f"HT{nth:06d}", "直销", "李四", "王五")
    return opportunity, name, spec, price, nth % 3 + 1, discount, None, f"第{nth}行", *rest


def _sheet(workbook: xlsxwriter.Workbook, name: str, headers: Row, rows: Iterable[Row]) -> None:
    sheet = workbook.add_worksheet(name)
    sheet.write_row(0, 0, headers)
    for number, row in enumerate(rows, 1):
        sheet.write_row(number, 0, row)
