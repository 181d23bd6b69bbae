"""Amounts have the decimals of the currency, on pages, on lists and in workbooks."""

from __future__ import annotations

import io
import re
from pathlib import Path

import openpyxl
import pytest

from tests.desk import desk
from tests.workbooks import SHOP, joined
from workbook_crm import rounds

LINES = "# 商机产品\n| 商机 | 产品 | 规格 | 数量 |\n| O-000001 | FD30 | 3吨 | 1 |"
DUE = "# 商机\n| 商机编号 | 下次跟进时间 |\n| O-000001 | 2026-11-23 |"


@pytest.mark.parametrize(("digits", "code"), [(0, "#,##0"), (2, "#,##0.00"), (3, "#,##0.000")])
def test_amounts_have_the_decimals_of_the_currency(tmp_path: Path, digits: int, code: str) -> None:
    with desk(tmp_path, f"currency_digits = {digits}\n") as shop:
        shop.take(joined(*SHOP.values()))
        shop.take(LINES)
        shop.take(DUE)
        rounds.write_daily(shop.workspace)
    day = tmp_path / "reports" / "2026-11-23"
    amount = f"{88_000:,.{digits}f}"
    for name in ("index.html", "report.html", "rows-pipeline.html"):
        shown = re.findall(r"88,000[.\d]*", (day / name).read_text(encoding="utf-8"))
        assert set(shown) == {amount}, name
    assert set(re.findall(r"88,000[.\d]*", (day / "digest.html").read_text(encoding="utf-8"))) == {"88,000"}
    for name in ("report.xlsx", "due-张三.xlsx"):
        book = openpyxl.load_workbook(io.BytesIO((day / name).read_bytes()), data_only=True)
        cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value == 88_000]
        assert {str(cell.number_format).strip() for cell in cells} == {code}, name
