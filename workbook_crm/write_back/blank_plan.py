"""Where everything stands in a workbook that people keep: sheets, columns, rows, tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from workbook_crm.model.brand import OURS, Look
from workbook_crm.model.columns import Column, Record, Sheet
from workbook_crm.model.contents import Contents
from workbook_crm.model.language import Language
from workbook_crm.model.not_built import offered_columns
from workbook_crm.model.place import column_letters
from workbook_crm.model.records import SUBJECTS
from workbook_crm.model.sheets import (
    CATALOG,
    CHOICES,
    CUSTOMERS,
    FOLLOW_UPS,
    LEADS,
    OPPORTUNITIES,
    OPPORTUNITY_LINES,
    STAFF,
)
from workbook_crm.model.stamps import ExportSheet
from workbook_crm.write_back.shown import Shown, shown

ORDER = (LEADS, CUSTOMERS, OPPORTUNITIES, OPPORTUNITY_LINES, FOLLOW_UPS, CATALOG, STAFF, CHOICES)
"""What salespeople fill in comes first."""
MANAGERS_OWN = frozenset({"catalog", "staff", "choices"})
READY_ROWS = 100
"""Empty rows that are part of each table; an unprotected table grows by itself below them."""
READY_ROWS_PROTECTED = 200
"""A table on a protected sheet cannot grow, so it gets rows to spare; rows below it are read all the same."""
REACH = 10_000
"""The last row for which lists and checks are laid out, so that pasted rows have them too."""


@dataclass(frozen=True, slots=True)
class Page:
    """One record sheet: the header stands in row 1, the table reaches down to row `last`."""

    of: Sheet[Any]
    language: Language
    records: tuple[Record, ...]
    look: Look = OURS
    names: Mapping[str, str] = field(default_factory=dict)
    """The names of the workbook's records by their numbers."""
    stamp: str = ""
    """Stands in row 1, beside the table."""

    @property
    def kind(self) -> str:
        return self.of.kind

    @property
    def name(self) -> str:
        return self.of.title(self.language)

    @property
    def columns(self) -> tuple[Column, ...]:
        return offered_columns(self.of)

    @property
    def is_protected(self) -> bool:
        """Only a sheet with computed columns is."""
        return any(column.computed for column in self.columns)

    @property
    def last(self) -> int:
        """The table's last row, 1-based."""
        return 1 + len(self.records) + (READY_ROWS_PROTECTED if self.is_protected else READY_ROWS)

    @property
    def reach(self) -> int:
        """The last row that has lists and checks, 1-based."""
        return max(REACH, self.last)

    @property
    def table(self) -> str:
        """The name of the table; unique, because sheet names are."""
        return "".join(each if each.isalnum() else "_" for each in self.name)

    def values(self, column: Column) -> list[Shown]:
        """What the records show in a column; a reference as `C-000012 王伟`, read as the number."""
        values = [shown(column, getattr(record, column.field), self.language) for record in self.records]
        return [self._with_name(each) for each in values] if column.refers else values

    def _with_name(self, value: Shown) -> Shown:
        name = self.names.get(str(value))
        return f"{value} {name}" if name else value

    def header(self, field: str) -> str:
        """A column's header, and its name in the table."""
        return self.of.by_field[field].name[self.language]

    def position(self, field: str) -> int:
        """The 0-based position of a field's column."""
        return next(i for i, column in enumerate(self.columns) if column.field == field)

    def letter(self, field: str) -> str:
        """The column's letter: `C`."""
        return column_letters(self.position(field) + 1)

    def span(self, field: str) -> str:
        """The cells of a column down to the table's end: `'客户'!$B$2:$B$105`."""
        return self.cells(field, 2, self.last)

    def cells(self, field: str, first: int, last: int) -> str:
        """The cells of a column between two rows, 1-based."""
        letter = self.letter(field)
        return f"'{self.name}'!${letter}${first}:${letter}${last}"

    def column(self, field: str) -> str:
        """The column of the table: `客户[客户名称]`."""
        return f"{self.table}[{self.header(field)}]"

    def this(self, field: str) -> str:
        """The cell of the formula's own row: `客户[[#This Row],[客户名称]]`."""
        return f"{self.table}[[#This Row],[{self.header(field)}]]"


def exported(contents: Contents, ids: Mapping[str, tuple[int, ...]]) -> tuple[ExportSheet, ...]:
    """What the record sheets of the workbook hold; `ids`: by kind, those of its records."""
    return tuple(
        ExportSheet(page.name, page.kind, tuple(each.field for each in page.columns), ids.get(page.kind, ()))
        for page in pages(contents)
    )


def pages(contents: Contents) -> tuple[Page, ...]:
    """All record sheets in the order of the workbook."""
    names = {
        record.number: record.name  # type: ignore[attr-defined]  # all three kinds have both
        for kind in SUBJECTS
        for record in contents.records.get(kind, ())
        if record.number and record.name  # type: ignore[attr-defined]  # as above
    }
    stamp = contents.imprint.cell if contents.imprint else ""
    return tuple(
        Page(of, contents.language, contents.records.get(of.kind, ()), contents.look, names, stamp)
        for of in ORDER
    )
