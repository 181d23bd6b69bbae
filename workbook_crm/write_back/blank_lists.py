"""What the drop-down lists offer: a hidden sheet `_lists`, and names for the lists on it.

A sheet whose name starts with `_` is ours and is never read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from workbook_crm.model.contents import Contents
from workbook_crm.model.options import LISTS
from workbook_crm.model.place import column_letters
from workbook_crm.model.records import SUBJECTS, CatalogItem
from workbook_crm.model.sheets import CATALOG
from workbook_crm.write_back.blank_plan import Page
from workbook_crm.write_back.drawing import Ink, Workbook, Worksheet, write_cell, write_formula
from workbook_crm.write_back.shown import Shown, shown

LISTS_SHEET = "_lists"
CATALOG_NAMES: Mapping[str, str] = {
    "catalog_product": "product",
    "catalog_spec": "spec",
    "catalog_kind": "kind",
    "catalog_price": "unit_price",
    "catalog_from": "valid_from",
    "catalog_to": "valid_to",
}
"""Names that the formulas use, and the catalog's column that each means."""
_MORE_SUBJECTS = 500
"""How many more opportunities, customers and leads the list of subjects can hold."""


def draw_lists(book: Workbook, contents: Contents, by_kind: Mapping[str, Page]) -> None:
    """Add the hidden sheet and define every name; the record sheets exist already."""
    sheet = book.add_worksheet(LISTS_SHEET)
    sheet.hide()
    writer = _Lists(book, sheet, by_kind)
    writer.choices(contents)
    writer.staff(contents)
    writer.catalog(contents)
    for kind in SUBJECTS:
        book.define_name(f"list_{kind}", _filled(by_kind[kind], "name"))
    writer.subjects()


class _Lists:
    """The hidden sheet while it is filled, column by column."""

    def __init__(self, book: Workbook, sheet: Worksheet, by_kind: Mapping[str, Page]) -> None:
        self._book, self._sheet, self._pages = book, sheet, by_kind
        self._ink = Ink(book)
        self._next = 1  # column A stays blank: an empty list points to it

    def choices(self, contents: Contents) -> None:
        """A name for each of the dealership's lists, even for those that are empty so far."""
        for option in LISTS:
            values = [choice.value for choice in contents.choices.get(option.code, ())]
            if values:
                self._column(f"list_{option.code}", values)
            else:
                self._book.define_name(f"list_{option.code}", self._from_choices_sheet(option.code))

    def _from_choices_sheet(self, code: str) -> str:
        """The list's rows on the workbook's own Choices sheet, where they stand together."""
        page = self._pages["choices"]
        option = next(each for each in LISTS if each.code == code)
        word, lists, value = option.name[page.language], page.column("list"), page.letter("value")
        rows = f'OFFSET(\'{page.name}\'!${value}$1,MATCH("{word}",{lists},0),0,COUNTIF({lists},"{word}"),1)'
        return f"=IF(COUNTIF({lists},\"{word}\")=0,'{LISTS_SHEET}'!$A$1,{rows})"

    def staff(self, contents: Contents) -> None:
        """Everybody who works there."""
        names = [each.name for each in contents.staff if each.name and each.state != "inactive"]
        if names:
            self._column("list_staff", names)
        else:
            self._book.define_name("list_staff", _filled(self._pages["staff"], "name"))

    def catalog(self, contents: Contents) -> None:
        """Products to choose from, and the price list that the formulas look in."""
        items = sorted(_on_sale(contents), key=lambda item: (item.product or "", item.spec or ""))
        page = self._pages["catalog"]
        if not items:
            self._book.define_name("list_product", _filled(page, "product"))
            for name, field in CATALOG_NAMES.items():
                self._book.define_name(name, f"={page.column(field)}")
            return
        self._column("list_product", list(dict.fromkeys(item.product or "" for item in items)))
        for name, field in CATALOG_NAMES.items():
            column, language = CATALOG.by_field[field], contents.language
            self._column(name, [shown(column, getattr(item, field), language) for item in items])

    def subjects(self) -> None:
        """Opportunities, then customers, then leads of this very workbook, one below the other, live."""
        known = [name for kind in SUBJECTS for name in _names(self._pages[kind])]
        rows, look = len(known) + _MORE_SUBJECTS, self._ink.of()
        ends = self._ends()
        for at in range(rows):
            value = known[at] if at < len(known) else ""
            write_formula(self._sheet, at, self._next, _nth(ends), value, look)
        cells = self._cells(rows)
        self._book.define_name("list_subjects", _up_to(cells, f'COUNTIF({cells},"?*")'))

    def _ends(self) -> Sequence[str]:
        """Three cells that say at which place of the list each kind ends; their addresses."""
        end = 0
        letter = column_letters(self._next + 1)
        for at, kind in enumerate(SUBJECTS):
            page = self._pages[kind]
            end += len(list(_names(page)))
            before = f"{letter}{at}+" if at else ""
            formula = f"={before}COUNTA({page.span('name')})"
            write_formula(self._sheet, at, self._next, formula, end, self._ink.of())
        self._next += 1
        return [f"${letter}${at + 1}" for at in range(len(SUBJECTS))]

    def _column(self, name: str, values: Sequence[Shown]) -> None:
        for at, value in enumerate(values):
            write_cell(self._sheet, at, self._next, value, self._ink)
        self._book.define_name(name, "=" + self._cells(len(values)))
        self._next += 1

    def _cells(self, rows: int) -> str:
        letter = column_letters(self._next + 1)
        return f"'{LISTS_SHEET}'!${letter}$1:${letter}${rows}"


def _names(page: Page) -> Iterator[str]:
    return (record.name for record in page.records if record.name)  # type: ignore[attr-defined]  # all three kinds have names


def _on_sale(contents: Contents) -> Iterator[CatalogItem]:
    for item in contents.catalog:
        is_over = item.valid_to is not None and item.valid_to < contents.today
        if item.product and item.state != "inactive" and not is_over:
            yield item


def _filled(page: Page, field: str) -> str:
    """The filled cells of a column of the workbook's own: down to as many as are not blank."""
    return _up_to(page.span(field), f"COUNTA({page.span(field)})")


def _up_to(cells: str, count: str) -> str:
    first = cells.split(":", maxsplit=1)[0]
    return f"={first}:INDEX({cells},MAX(1,{count}))"


def _nth(ends: Sequence[str]) -> str:
    """The name at the formula's own row, from the first list that reaches so far."""
    formula, skips = '""', ("", *(f"-{end}" for end in ends))
    for kind, end, skip in reversed(list(zip(SUBJECTS, ends, skips, strict=False))):
        formula = f"IF(ROW()<={end},INDEX(list_{kind},ROW(){skip}),{formula})"
    return "=" + formula
