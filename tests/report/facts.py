"""Facts for reports, written in one line each."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from workbook_crm.model.insight import Deal, Prospect, SoldLine
from workbook_crm.model.language import Language
from workbook_crm.model.options import Choice
from workbook_crm.model.report import ReportTable

TODAY = date(2026, 11, 23)
ZH = Language.ZH
STAGES = (
    Choice("一", probability=Decimal("0.5"), usual_days=60),
    Choice("二", probability=Decimal("0.8"), usual_days=30),
    Choice("三", probability=Decimal("0.9"), usual_days=30),
)


def deal(number: str, state: str = "open", amount: int | Decimal = 100, **more: Any) -> Deal:
    """An opportunity of 张三 that was taken in on the first of November."""
    values: dict[str, Any] = {
        "name": number, "customer": "C-1", "customer_name": "远航", "owner": "张三", "stage": "一",
        "opened": date(2026, 11, 1), **more,
    }  # fmt: skip
    return Deal(number=number, state=state, amount=Decimal(amount), **values)


def line(opportunity: str, amount: int, **more: Any) -> SoldLine:
    """One forklift on an opportunity."""
    values: dict[str, Any] = {
        "product": "叉车", "spec": "3吨", "kind": "vehicle", "quantity": Decimal(1), **more,
    }  # fmt: skip
    return SoldLine(opportunity=opportunity, amount=Decimal(amount), **values)


def prospect(number: str, kind: str = "customers", state: str = "valid", **more: Any) -> Prospect:
    """A lead or a customer of 张三, known since the first of January."""
    values: dict[str, Any] = {
        "name": number, "owner": "张三", "source": "展会", "level": "A", "since": date(2026, 1, 1), **more,
    }  # fmt: skip
    return Prospect(number=number, kind=kind, state=state, **values)


def rows(table: ReportTable, *columns: int) -> list[tuple[object, ...]]:
    """Some columns of a table, as plain numbers where they are numbers."""
    return [tuple(_plain(row[column]) for column in columns or range(len(row))) for row in table.rows]


def _plain(cell: object) -> object:
    return float(cell) if isinstance(cell, Decimal) else cell
