"""A summing-up sheet of an earlier answer: whether it is as we wrote it, and what becomes of it if not."""

from __future__ import annotations

import re

from workbook_crm.model.marks import KEPT_MARK, SUMMARY_MARK, TRACE_MARK
from workbook_crm.model.seals import is_sealed

from .summary import free_sheet_name
from .texts import Texts
from .views import unselect
from .workbook import Book, BookSheet
from .worksheet import Worksheet

_OLD = ("处理结果 (旧)", "Result (old)")


def is_as_written(book: Book, listed: BookSheet) -> bool:
    """Whether every row that says something is one of ours, but for cells that were there to be filled in."""
    sheet = _opened(book, listed)
    return all(is_sealed(texts) for _, texts in Texts(book.package).rows(sheet))


def told_by(book: Book, listed: BookSheet) -> list[str]:
    """What hidden cells of the sheet say of an answer's traces."""
    texts = (text for _, row in Texts(book.package).rows(_opened(book, listed)) for text in row.values())
    return [text for text in texts if text.startswith(TRACE_MARK)]


def leave_to_sender(book: Book, listed: BookSheet) -> None:
    """The sheet is his from now on: under another name, and without our mark."""
    assert listed.part is not None
    sheet = _opened(book, listed)
    kept = b'<%sc r="\\1"\\2 t="inlineStr"><%sis><%st>%s</%st></%sis></%sc>' % (
        *(sheet.prefix,) * 3, KEPT_MARK.encode(), *(sheet.prefix,) * 3,
    )  # fmt: skip
    texts = Texts(book.package)
    pattern = rb'<%sc r="([A-Z]+\d+)"([^>]*?)(?<!/)>(.*?)</%sc>' % (sheet.prefix, sheet.prefix)

    def unmarked(cell: re.Match[bytes]) -> bytes:
        if texts.of(cell[2], cell[3]) != SUMMARY_MARK:
            return cell[0]
        return cell.expand(kept.replace(b"\\2", b""))

    sheet.data = re.sub(pattern, unmarked, sheet.data, flags=re.DOTALL)
    book.package.write(listed.part, sheet.content())
    unselect(book, listed.part)
    others = [each.name for each in book.sheets if each.place != listed.place]
    wanted = _OLD[0] if listed.name.startswith("处理结果") else _OLD[1]
    if listed.name.startswith(("处理结果", "Result")):
        book.rename_sheet(listed.place, free_sheet_name(wanted, others))


def _opened(book: Book, listed: BookSheet) -> Worksheet:
    assert listed.part is not None
    sheet = Worksheet(book.package.read(listed.part))
    sheet.make_plain()
    return sheet
