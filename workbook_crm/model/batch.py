"""A batch: the rows of one workbook as records, each with where it stood."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Generic, NamedTuple, TypeVar

from workbook_crm.model.agreed import NOTHING_AGREED, Agreed
from workbook_crm.model.columns import Record, Sheet
from workbook_crm.model.finding import Finding
from workbook_crm.model.language import Language
from workbook_crm.model.place import Place, cell_name
from workbook_crm.model.taxes import Tax

R_co = TypeVar("R_co", bound=Record, covariant=True)


@dataclass(frozen=True, slots=True)
class Sourced(Generic[R_co]):
    """A record and the row it came from. `row` is 1-based, as in Excel."""

    record: R_co
    row: int
    erased: frozenset[str] = frozenset()
    """Fields that the sender emptied on purpose (清空, "-")."""
    typed: tuple[tuple[str, str], ...] = ()
    """Fields that could not be read as their kind, or that mean something else until they are looked up,
    with the text that stood there."""


@dataclass(frozen=True, slots=True)
class Heading:
    """One column as it was understood; `field` is None where we do not know it."""

    column: int
    row: int
    text: str
    field: str | None
    is_further: bool = False
    """Whether another column fills the field first, and this one only its gaps."""
    is_above: bool = False
    """Whether it is a cell above the table that holds what all rows have."""

    @property
    def cell(self) -> str:
        return cell_name(self.row, self.column)


class Beside(NamedTuple):
    """Whose rows a table stands beside: its row n is a follow-up of what row n of the other table is."""

    main: int
    """Position in the batch of the table of the records."""
    group: int
    """Which of the contacts of a row it is, from 1."""


@dataclass(frozen=True, slots=True)
class Table(Generic[R_co]):
    """One block of rows below one header. A sheet usually holds one."""

    file: str
    sheet: str
    of: Sheet[Any]
    header_row: int
    headings: tuple[Heading, ...]
    rows: tuple[Sourced[R_co], ...]
    row_count: int
    """Rows below the header to the last one with content."""
    empty: int = 0
    """Blank rows, repeated headers, hint rows."""
    subtotal: int = 0
    held: tuple[int, ...] = ()
    """1-based rows that could not even be read as records."""
    is_implied: bool = False
    """Not a table of the sender's, but drawn from another one: lines that bring their opportunities."""
    made_by: int | None = None
    """Of a table of records that rows of another one name and nobody knew: its position in the batch."""
    beside: Beside | None = None
    """Of a table of follow-ups whose cells stand in rows of records."""
    contacts: tuple[Table[Any], ...] = field(default=(), compare=False, repr=False)
    """The tables beside it, until the batch is put together."""
    said: tuple[Finding, ...] = field(default=(), compare=False, repr=False)
    """What was noticed in the cells of a table beside another."""
    agreed: Agreed = field(default=NOTHING_AGREED, compare=False, repr=False)
    """What its sender has answered about the sheet, and what is offered to him."""
    defaults: Mapping[str, str] = field(default_factory=dict, compare=False, repr=False)
    """By field without a column: what all rows have there, as the sender has answered."""
    taxes: Mapping[int, Tax] = field(default_factory=dict, compare=False, repr=False)
    """By 1-based row: what columns of taxes say of a line's price."""
    columns: dict[str, int] = field(init=False, compare=False, repr=False)
    """The 1-based column of every field that has one."""
    above: frozenset[str] = field(init=False, compare=False, repr=False)
    """Those of them that have none in the rows: a cell above the table says what all rows have."""

    def __post_init__(self) -> None:
        least_first = sorted(self.headings, key=lambda each: (each.is_further, each.column), reverse=True)
        columns = {each.field: each.column for each in least_first if each.field}
        object.__setattr__(self, "columns", columns)
        above = {each.field for each in self.headings if each.is_above and each.field}
        object.__setattr__(self, "above", frozenset(above))

    @property
    def kind(self) -> str:
        return self.of.kind

    def place(self, row: int, field_name: str | None = None) -> Place:
        """The cell of a field in a row; the row itself where the field has no column among its cells."""
        column = self.column_of(field_name) if field_name else None
        return Place(self.file, self.sheet, row, column)

    def column_of(self, field_name: str) -> int | None:
        """The 1-based column of a field among the cells of the rows."""
        return None if field_name in self.above else self.columns.get(field_name)


@dataclass(frozen=True, slots=True)
class Batch:
    """All that was understood of one workbook."""

    file: str
    tables: tuple[Table[Any], ...] = ()
    language: Language = Language.ZH
    """That of the workbook's headers, and therefore of its answer."""
    unknown_sheets: tuple[str, ...] = ()

    def of_kind(self, kind: str) -> Iterator[Table[Any]]:
        """The tables that hold records of a kind."""
        return (table for table in self.tables if table.kind == kind)

    def map_tables(self, tables: dict[int, Table[Any]]) -> Batch:
        """The same batch with the tables at these positions replaced."""
        return replace(self, tables=tuple(tables.get(i, table) for i, table in enumerate(self.tables)))
