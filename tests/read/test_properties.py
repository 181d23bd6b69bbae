"""Who made a workbook, and when, is not asked of the workbook: LibreOffice 7.4.7 leaves its properties as they were."""

from __future__ import annotations

import io
from datetime import datetime

import openpyxl
import pytest

from tests.desk import Desk, counts, found
from tests.workbooks import xlsx

LIST = """
# 客户
| 客户名称 | 电话 | 来源 | 级别 |
| 恒丰仓储 | 13700001111 | 展厅 | {} |
"""


def with_properties(content: bytes, who: str, changed: datetime) -> bytes:
    """The workbook as if somebody else had made and last saved it."""
    book, stream = openpyxl.load_workbook(io.BytesIO(content)), io.BytesIO()
    book.properties.creator = book.properties.lastModifiedBy = who
    book.properties.modified = book.properties.created = changed
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("changed", [datetime(1999, 1, 1), datetime(2031, 1, 1)])
def test_document_properties_say_nothing(shop: Desk, changed: datetime) -> None:
    first = shop.take(with_properties(xlsx(LIST.format("A")), "李四", datetime(2026, 1, 1)), sender="张三")
    assert shop.show("C-000003")["values"]["owner"] == "张三"
    later = shop.take(with_properties(xlsx(LIST.format("B")), "李四", changed), sender="张三")
    assert (counts(first, "客户"), counts(later, "客户")) == ({"new": 1}, {"changed": 1})
    assert found(later) == found(first)
    assert shop.show("C-000003")["values"]["level"] == "B"
