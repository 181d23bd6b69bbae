"""The text over one column of a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from workbook_crm.model.vocabulary import Vocabulary, Word


@dataclass(frozen=True, slots=True)
class HeaderCell:
    """The text over one column; `column` counts from 0 within the grid."""

    column: int
    row: int
    label: str
    group: str = ""
    original: str = ""
    """What stands in the cell, where its sender has said which column of ours it is: the label is that."""
    above: int | None = None
    """The grid's column of a value above the table that all rows have; `column` is then the body's alone."""

    @property
    def at(self) -> int:
        """The grid's column in which it stands, from 0."""
        return self.column if self.above is None else self.above

    @property
    def written(self) -> str:
        """What stands in the cell."""
        return self.original or self.label

    @property
    def text(self) -> str:
        """As the sender sees it, a group's name first."""
        return f"{self.group} {self.written}" if self.group else self.written

    @property
    def called(self) -> str:
        """What tells of the column: the sender's answer, else the text over it."""
        return self.label if self.original else self.text

    def meanings(self, vocabulary: Vocabulary) -> Mapping[str, tuple[Word, int]]:
        """By kind: what the header means, with its group's name or without."""
        if not self.group or self.original:
            return vocabulary.meanings(self.label)
        joined = vocabulary.meanings(f"{self.group} {self.label}")
        return {**vocabulary.meanings(self.label), **joined}
