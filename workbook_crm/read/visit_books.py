"""Books of visits and calls: the day in a row is a contact of that day, and a yes under 试驾 another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from workbook_crm.model.simplified import simplified
from workbook_crm.model.spellings import word_key
from workbook_crm.read.contact_columns import ContactColumns
from workbook_crm.read.header_cells import HeaderCell
from workbook_crm.read.headers import Understood

_VISIT = re.compile(r"来店|到店|来访|进店|展厅|客流|walk.?in|showroom|\bups?\b|visitor", re.IGNORECASE)
_CALL = re.compile(r"来电|电话登记|phone.?up|call.?log|incoming call", re.IGNORECASE)
_DAY = re.compile(r"^(?:登记|来店|到店|来访|进店|接待|来电)?(?:日期|时间)$|^(?:visit|call|walkin)?date$")
_OWN_DAY = re.compile(r"^(?:来店|到店|来访|进店|来电)|^visit|^call|^walkin")
_HEADS = re.compile(r"^(?:来店|到店|来访|进店|同行)?人数$|^partysize$|^numberofpeople$")
_DRIVE = re.compile(r"^(?:是否|有无)?(?:试乘)?试驾$|^(?:had)?testdriven?$")
_NO = frozenset(["否", "无", "没有", "未", "未试驾", "不", "0", "x", "no", "n", "none", "false", "×", "✗"])
_YES = frozenset(["是", "有", "已", "已试驾", "试驾", "1", "y", "yes", "true", "√", "✓", "✔", "v", "done"])


def visits_in(
    understood: Understood, columns: Sequence[Sequence[object]], name: str
) -> Iterator[ContactColumns]:
    """The contacts that a book of visits or calls tells of by its day; `name` is the sheet's."""
    if understood.of.kind not in ("leads", "customers"):
        return
    group = len(understood.contacts.groups)
    cells = understood.header.cells
    drive = next((cell for cell in cells if _DRIVE.match(_key(cell))), None)
    day = next((cell for cell in cells if _is_day(cell, columns, cells, name)), None)
    if day is None and drive is not None:
        day = next(
            (cell for cell in cells if _DAY.match(_key(cell)) and _are_days(columns[cell.column])), None
        )
        if day is not None:
            yield ContactColumns(
                group + 1, {"time": day, "content": drive}, said="试驾", method="试驾", is_asked=True
            )
        return
    if day is None:
        return
    text = simplified(f"{name} {day.text}")
    is_visit, is_call = bool(_VISIT.search(text)) or _has_heads(cells), bool(_CALL.search(text))
    method = None if is_visit and is_call else "电话" if is_call else "到店"
    yield ContactColumns(group + 1, {"time": day}, said=method or "来电/来店", method=method)
    if drive is not None:
        yield ContactColumns(
            group + 2, {"time": day, "content": drive}, said="试驾", method="试驾", is_asked=True
        )


def heads_in(cells: Sequence[HeaderCell]) -> frozenset[int]:
    """The columns that say how many came; no company is so large."""
    return frozenset(each.column for each in cells if _HEADS.match(_key(each)))


def answered(text: str, said: str) -> str | None:
    """What a cell under a question tells: nothing for a no, `said` for a yes, else its own text."""
    key = text.strip().casefold()
    if not key or key in _NO:
        return None
    return said if key in _YES else text


def _has_heads(cells: Sequence[HeaderCell]) -> bool:
    return bool(heads_in(cells))


def _is_day(
    cell: HeaderCell, columns: Sequence[Sequence[object]], cells: Sequence[HeaderCell], name: str
) -> bool:
    """Whether a column is the day of a visit: by its own name, or by what the sheet is."""
    if not _DAY.match(_key(cell)):
        return False
    is_book = bool(_VISIT.search(simplified(name)) or _CALL.search(simplified(name))) or _has_heads(cells)
    return (is_book or bool(_OWN_DAY.match(_key(cell)))) and _are_days(columns[cell.column])


def _are_days(cells: Sequence[object]) -> bool:
    filled = [each for each in cells if each != ""]
    days = sum(isinstance(each, (date, float)) or bool(re.match(r"\s*\d", str(each))) for each in filled)
    return days > 0 and days * 2 >= len(filled)


def _key(cell: HeaderCell) -> str:
    return word_key(simplified(cell.called))
