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

    @property
    def text(self) -> str:
        """As the sender sees it, a group's name first."""
        return f"{self.group} {self.label}" if self.group else self.label

    def meanings(self, vocabulary: Vocabulary) -> Mapping[str, tuple[Word, int]]:
        """By kind: what the header means, with its group's name or without."""
        if not self.group:
            return vocabulary.meanings(self.label)
        joined = vocabulary.meanings(f"{self.group} {self.label}")
        return {**vocabulary.meanings(self.label), **joined}
