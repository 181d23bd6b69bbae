"""A workbook that we handed out comes back: what its stamp makes of it, and what it is without one."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.desk import Desk, counts, desk, found
from workbook_crm.model.run import Receipt
from workbook_crm.model.stamps import PROPERTY
from workbook_crm.start import write_template

LEADS = """
# 线索
| 姓名 | 电话 | 公司 | 来源 | 级别 | 备注 |
"""
PEOPLE = [f"| 客户{chr(0x4E00 + n)} | 138000012{n:02d} | 公司{n} | 展会 | B | 记{n} |" for n in range(12)]


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Desk]:
    """A dealership where 张三 has twelve leads."""
    with desk(tmp_path) as found:
        found.take(LEADS + "\n".join(PEOPLE), sender="张三", name="线索表.xlsx")
        yield found


def template(house: Desk, person: str | None = "张三") -> Any:
    """A person's workbook, as they open it; the empty one where nobody is named."""
    path = house.workspace.folder / "自己的.xlsx"
    write_template(house.workspace, path, person)
    return openpyxl.load_workbook(path)


def send(house: Desk, book: Any, sender: str = "张三", name: str = "我的.xlsx") -> Receipt:
    return house.take(saved(book), sender=sender, name=name)


def saved(book: Any) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def cell(book: Any, header: str, row: int, sheet: str = "线索") -> Any:
    """The cell of a column, 1-based row of the sheet."""
    of = book[sheet]
    column = next(each.column for each in of[1] if each.value == header)
    return of.cell(row, column)


def stamp_cell(book: Any, sheet: str = "线索") -> Any:
    return next(each for each in book[sheet][1] if "·" in str(each.value))


def level(house: Desk, number: str = "L-000001") -> Any:
    return house.show(number)["values"]["level"]


def change(house: Desk, value: str, person: int = 0) -> None:
    """The manager sets the level of a lead."""
    text = LEADS + PEOPLE[person].replace("| B |", f"| {value} |")
    assert counts(house.take(text, name=f"主管{value}.xlsx"), "线索") == {"changed": 1}


def without_property(book: Any) -> Any:
    book.custom_doc_props.props.clear()
    return book


def rules_of(receipt: Receipt) -> list[str]:
    return [each.rule.code for each in receipt.findings]


def test_what_was_merely_handed_out_is_not_asked_about(house: Desk) -> None:
    book = template(house)
    change(house, "A")
    receipt = send(house, book)
    assert counts(receipt, "线索") == {"unchanged": 12}
    assert found(receipt) == ["note 线索!O2 updated-since"]
    assert level(house) == "A"


def test_an_edit_is_taken_and_two_edits_of_one_cell_are_a_conflict(house: Desk) -> None:
    book = template(house)
    change(house, "A")
    cell(book, "级别", 2).value = "C"
    cell(book, "级别", 3).value = "C"
    receipt = send(house, book)
    assert found(receipt) == ["warning 线索!O2 conflict"]
    assert (level(house), level(house, "L-000002")) == ("A", "C")


def test_a_blank_in_a_stamped_sheet_erases(house: Desk) -> None:
    book = template(house)
    cell(book, "备注", 2).value = None
    cell(book, "级别", 3).value = None
    receipt = send(house, book)
    assert found(receipt) == []
    assert house.show("L-000001")["values"]["remark"] is None
    assert level(house, "L-000002") is None
