"""The workbooks that people keep: the empty one, and a person's own with all records."""

from __future__ import annotations

from workbook_crm.model.contents import Contents
from workbook_crm.write_back.blank_formulas import formulas
from workbook_crm.write_back.blank_guide import draw_guide
from workbook_crm.write_back.blank_guide_words import SHEET
from workbook_crm.write_back.blank_imports import draw_imports
from workbook_crm.write_back.blank_lists import draw_lists
from workbook_crm.write_back.blank_looks import FONTS
from workbook_crm.write_back.blank_plan import pages
from workbook_crm.write_back.blank_sheet import book_pages
from workbook_crm.write_back.drawing import Ink, Workbook, drawn


def blank_workbook(contents: Contents) -> bytes:
    """An .xlsx with a guide, every record sheet ready to be filled in, and hidden lists.

    The same contents give the same bytes.
    """
    all_pages = pages(contents)
    by_kind = {page.kind: page for page in all_pages}
    font = {"font_name": FONTS[contents.language], "font_size": 10}

    def draw(book: Workbook) -> None:
        ink = Ink(book)
        guide = book.add_worksheet(SHEET[contents.language])
        book_pages(book, all_pages, ink, formulas(by_kind, contents.currency_digits))
        if contents.imports is not None:
            draw_imports(book, contents.imports, contents.language, contents.look, ink)
        draw_lists(book, contents, by_kind)
        draw_guide(guide, contents, by_kind, ink)

    return drawn(draw, contents.today, contents.imprint, default_format_properties=font)
