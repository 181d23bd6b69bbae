"""How a sender lays out a sheet: its name, and which columns under which headings in which order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from workbook_crm.model.columns import Of
from workbook_crm.model.language import Language, Name
from workbook_crm.model.sheets import SHEET_OF

WIDTHS: Mapping[Of, float] = {
    Of.NAME: 26, Of.REFERENCE: 28, Of.TEXT: 34, Of.DATE: 12,
    Of.MOMENT: 17, Of.PHONE: 16, Of.MONEY: 14, Of.PRICE: 12,
}  # fmt: skip
"""In Excel's unit, for Chinese text; kinds that are not listed are 10 wide."""


@dataclass(frozen=True, slots=True)
class Layout:
    """One sheet as one sender draws it: `headings` are pairs of field and heading."""

    kind: str
    name: Name
    headings: tuple[tuple[str, Name], ...]

    @property
    def fields(self) -> tuple[str, ...]:
        return tuple(field for field, _heading in self.headings)

    def position(self, field: str) -> int:
        """The 0-based position of a field's column."""
        return self.fields.index(field)

    def titles(self, language: Language) -> tuple[str, ...]:
        """The headings in the language."""
        return tuple(heading[language] for _field, heading in self.headings)

    def width(self, position: int) -> float:
        """A column's width in Excel's unit."""
        return WIDTHS.get(SHEET_OF[self.kind].by_field[self.fields[position]].of, 10)


def layout(kind: str, name: str, headings: str) -> Layout:
    """`线索 ~ Leads` and lines of `field | 表头 ~ Heading`."""
    lines = (line.split("|") for line in headings.strip().splitlines())
    return Layout(kind, _name(name), tuple((field.strip(), _name(heading)) for field, heading in lines))


def _name(text: str) -> Name:
    zh, _, en = text.strip().partition(" ~ ")
    return Name(zh, en or zh)
