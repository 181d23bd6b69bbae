"""Records written down as a table of text: one row a record, both languages side by side."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from workbook_crm.model.columns import DATED, NUMERIC, Column, Of, R, Sheet, Value
from workbook_crm.model.language import Language

PHONES: Mapping[Language, str] = {Language.ZH: "13800001{}", Language.EN: "+1 202 555 0{}"}
"""Three digits complete them. 1380000xxxx are the sample numbers of China's handbooks; 555-0100 to
555-0199 are set aside for fiction (North American Numbering Plan, ATIS-0300115)."""


@dataclass(frozen=True, slots=True)
class Teller:
    """In which language and as of which day a table is told."""

    language: Language
    today: date

    def records(self, sheet: Sheet[R], text: str) -> tuple[R, ...]:
        """The records of a table of text.

        The first line names the fields, `|` parts the cells, `中文 ~ English` gives both languages, a date is
        a number of days from today, and a phone is three digits.
        """
        header, *lines = [_cells(line) for line in text.strip().splitlines()]
        columns = [sheet.by_field[field] for field in header]
        return tuple(self._record(sheet, columns, line) for line in lines)

    def _record(self, sheet: Sheet[R], columns: list[Column], cells: list[str]) -> R:
        if len(cells) > len(columns):
            raise ValueError(f"more cells than columns: {cells}")
        pairs = zip(columns, cells, strict=False)  # blank cells at the end of a line may be left out
        values = {column.field: self.value(column, self.word(cell)) for column, cell in pairs if cell}
        return sheet.record(**values)  # type: ignore[arg-type]  # the sheet says which field holds what

    def word(self, cell: str) -> str:
        """The half of `中文 ~ English` that is wanted; a cell without `~` is the same in both."""
        zh, _, en = cell.partition(" ~ ")
        return en or zh if self.language is Language.EN else zh

    def day(self, offset: int) -> date:
        """A day counted from today."""
        return self.today + timedelta(days=offset)

    def value(self, column: Column, text: str) -> Value:
        """What a cell of the table means in a column."""
        if column.of in DATED:
            return self._moment(text)
        return _READ.get(column.of, str)(text) if column.of is not Of.PHONE else self._phone(text)

    def _phone(self, text: str) -> str:
        return PHONES[self.language].format(text)

    def _moment(self, text: str) -> date:
        """`-3 14:30` is half past two, three days ago; `Y` is this year's first day."""
        if text.startswith("Y"):
            return date(self.today.year + int(text[1:] or 0), 1, 1)
        offset, _, clock = text.partition(" ")
        day = self.day(int(offset))
        return datetime.combine(day, time.fromisoformat(clock)) if clock else day


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("|")]


_READ: Mapping[Of, Callable[[str], Value]] = {
    **dict.fromkeys(NUMERIC, Decimal),
    Of.INTEGER: int,
    Of.YEAR: int,
    Of.YES: bool,
}
