"""Lists of test drives: every row is one, though no column says so, and its car is what it was about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from workbook_crm.model.batch import Sourced, Table
from workbook_crm.model.columns import with_values
from workbook_crm.model.simplified import simplified
from workbook_crm.model.spellings import word_key

_DRIVES = re.compile(r"试驾|试乘|test.?drive", re.IGNORECASE)
_CAR = re.compile(
    r"^(?:试乘)?(?:试驾)?(?:车型|车辆|车款|车)$|^(?:testdrive)?(?:car|vehicle|model)(?:driven|tested)?$"
)
METHOD = "试驾"


def as_test_drives(table: Table[Any]) -> Table[Any]:
    """The follow-ups of a list of test drives with their method, and the car in their content."""
    if table.kind != "follow_ups" or "method" in table.columns or not _is_list(table):
        return table
    car = next((each.text for each in table.headings if not each.field and _is_car(each.text)), None)
    has_text = "content" in table.columns
    return replace(table, rows=tuple(_driven(row, car, has_text=has_text) for row in table.rows))


def _is_list(table: Table[Any]) -> bool:
    """Whether the sheet or the column of its days says that these are test drives."""
    days: Sequence[str] = [each.text for each in table.headings if each.field == "time"]
    return any(_DRIVES.search(simplified(text)) for text in (table.sheet, *days))


def _is_car(text: str) -> bool:
    return bool(_CAR.match(word_key(simplified(text))))


def _driven(row: Sourced[Any], car: str | None, *, has_text: bool) -> Sourced[Any]:
    values: dict[str, Any] = {"method": METHOD}
    if row.record.content is None and not has_text:
        driven = dict(row.record.extra).get(car) if car else None
        values["content"] = f"{METHOD} {driven}" if driven else METHOD
    return replace(row, record=with_values(row.record, values))
