"""The files that people keep, and what they do to them without us: write, sort, save with other programs."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

import openpyxl
import pandas
import xlsxwriter

from benchmarks.people.oracle import Cell
from workbook_crm.model.marks import REPLY_MARK
from workbook_crm.model.replies import Block

SHEET = "线索"
HEADERS: Mapping[str, str] = {
    "level": "级别",
    "company": "公司",
    "budget": "预算",
    "wechat": "微信",
    "colour": "颜色",
}
"""Fields of ours, and a column of the people's own that we do not know."""
OURS = ("level", "company", "budget", "wechat")
VALUES: Mapping[str, Sequence[str]] = {
    "level": ("A", "B", "C"),
    "company": ("甲公司", "乙公司", "丙公司"),
    "budget": ("1000", "2000", "3000"),
    "wechat": ("wx-one", "wx-two", "wx-three"),
    "colour": ("红", "白", "黑"),
}
PEOPLE: Mapping[str, str] = {f"1380000120{nth}": f"客户{each}" for nth, each in enumerate("甲乙丙丁戊")}
"""By phone: who the records are."""
ERASE = "清空"
"""What a list of one's own says where a value is to be erased."""
PHONE = "电话"
OWNER = "张三"
_REPLY = 4
"""The cell of a reply, counted from 0, in a row of conflicts."""


def written(cells: Mapping[Cell, str | None], fields: Sequence[str], order: Sequence[str]) -> bytes:
    """A list of one's own, with its columns in an order of its own."""
    buffer = io.BytesIO()
    heads = ["姓名", PHONE, "来源", "负责人", *(HEADERS[each] for each in fields)]
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet(SHEET)
        sheet.write_row(0, 0, heads)
        for row, phone in enumerate(order, 1):
            sheet.write_row(row, 0, [PEOPLE[phone], phone, "展会", OWNER])
            for column, name in enumerate(fields, 4):
                says = cells.get((phone, name))
                if says is not None:
                    sheet.write(row, column, _value(name, says or ERASE))
    return buffer.getvalue()


def changed(
    content: bytes,
    cells: Mapping[Cell, str | None],
    order: Sequence[str],
    insisted: AbstractSet[Cell],
    numbers: Mapping[str, str],
) -> bytes:
    """A workbook that was handed out, after its person has worked in it: opened and saved by openpyxl.

    `cells`: what was written into it; `order`: how its rows are sorted, if anew; `insisted`: conflicts with 坚持;
    `numbers`: by the id of a record, its phone.
    """
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book[SHEET]
    heads = {str(each.value).rstrip(" *"): each.column for each in sheet[1]}
    phones = ((row, sheet.cell(row, heads[PHONE]).value) for row in range(2, sheet.max_row + 1))
    rows = {str(phone).removesuffix(".0"): row for row, phone in phones}
    for (phone, name), says in cells.items():
        sheet.cell(rows[phone], heads[HEADERS[name]]).value = _value(name, says or "") or None
    if order:
        _sort(sheet, [rows[phone] for phone in order])
    if insisted:
        _insist(book, insisted, numbers)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _sort(sheet: Any, rows: Sequence[int]) -> None:
    """Puts whole rows into another order, within the rows that they stood in."""
    values = [[cell.value for cell in sheet[row]] for row in rows]
    for row, cells in zip(sorted(rows), values, strict=True):
        for cell, value in zip(sheet[row], cells, strict=True):
            if type(cell).__name__ != "MergedCell":
                cell.value = value


def asked_in(content: bytes, phones: Mapping[str, str]) -> tuple[set[Cell], bool]:
    """The conflicts that an answer asks about one by one, and whether it speaks of others in one line."""
    questions = [facts for _cell, facts in _questions(openpyxl.load_workbook(io.BytesIO(content)))]
    one_by_one = {_cell(facts, phones) for facts in questions if len(facts) > 1}
    return one_by_one, any(len(facts) == 1 for facts in questions)


def _cell(facts: Sequence[str], phones: Mapping[str, str]) -> Cell:
    return phones[facts[1]], _field(facts[2])


def _insist(book: Any, insisted: AbstractSet[Cell], phones: Mapping[str, str]) -> None:
    """Writes 坚持 beside conflicts, and in the line of those that are not asked one by one, where one is left."""
    questions = _questions(book)
    here = {_cell(facts, phones): reply for reply, facts in questions if len(facts) > 1}
    for cell in insisted & here.keys():
        here[cell].value = "是"
    for reply, facts in questions:
        if len(facts) == 1 and insisted - here.keys():
            reply.value = "是"


def _questions(book: Any) -> list[tuple[Any, Sequence[str]]]:
    """The cells of replies among the conflicts, with what each is about."""
    found = []
    for row in book.worksheets[-1].iter_rows():
        for each in row:
            if isinstance(each.value, str) and each.value.startswith(REPLY_MARK):
                block, *facts = json.loads(each.value.removeprefix(REPLY_MARK).partition(" ")[2])
                if block == Block.CONFLICTS:
                    found.append((row[_REPLY], facts))
    return found


def _field(name: str) -> str:
    """`extra:颜色` is our colour."""
    return next((each for each, header in HEADERS.items() if name.endswith(header)), name)


def as_values(content: bytes) -> bytes:
    """What a script with pandas leaves of a workbook: its values."""
    sheets = pandas.read_excel(
        io.BytesIO(content), sheet_name=None, header=None, dtype=object, engine="openpyxl"
    )
    buffer = io.BytesIO()
    with pandas.ExcelWriter(buffer) as writer:
        for name, sheet in sheets.items():
            sheet.to_excel(writer, sheet_name=name, header=False, index=False)
    return buffer.getvalue()


def _value(name: str, says: str) -> str | float:
    return float(says) if name == "budget" and says.isdigit() else says
