"""Workbooks that were handed out, filled in as a page of the gallery says."""

from __future__ import annotations

import io
import tomllib
from datetime import timedelta
from typing import Any

import openpyxl

from tests.desk import NOW, Desk, StoppedClock
from workbook_crm.model.stamp_cells import PROPERTY
from workbook_crm.start import write_template
from workbook_crm.undone_files import undo_now


def filled_in(desk: Desk, block: str) -> bytes:
    """The workbook of the block's `person` with its `cells` filled in.

    `stamp`: what became of the stamp in the file's properties (`lost`, or a text in its place); `sheet_of`:
    whose workbook the stamp in the cells is of; `years`: how long ago it was handed out; `undone`: the receipt
    that somebody else undid since.
    """
    told = tomllib.loads(block)
    book = _exported(desk, told["person"])
    if "sheet_of" in told:
        _carry_cells(_exported(desk, told["sheet_of"]), book)
    if told.get("stamp") == "lost":
        book.custom_doc_props.props.clear()
    elif "stamp" in told:
        stamp = next(each for each in book.custom_doc_props.props if each.name == PROPERTY)
        stamp.value = stamp.value.replace(*told["stamp"])
    for place, value in told.get("cells", {}).items():
        sheet, cell = place.split("!")
        book[sheet][cell].value = value or None
    if "years" in told:
        desk.workspace.__dict__["clock"] = StoppedClock(NOW + timedelta(days=366 * told["years"]))
        _exported(desk, told["person"] + " ")
    if "undone" in told:
        undo_now(desk.workspace, told["undone"])
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _exported(desk: Desk, person: str) -> Any:
    path = desk.workspace.folder / "自己的.xlsx"
    write_template(desk.workspace, path, person)
    return openpyxl.load_workbook(path)


def _carry_cells(other: Any, book: Any) -> None:
    for sheet in other:
        for cell in sheet[1]:
            if "·" in str(cell.value):
                book[sheet.title][cell.coordinate].value = cell.value
