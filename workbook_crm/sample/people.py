"""What the three salespeople keep, as it is in truth: the same story in both languages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from workbook_crm.model.columns import Record
from workbook_crm.model.language import Name
from workbook_crm.model.sheets import SHEET_OF
from workbook_crm.sample import forklifts, motors, rentals
from workbook_crm.sample.table import Teller


@dataclass(frozen=True, slots=True)
class Salesperson:
    """Somebody of the story: records as tables of text, by kind."""

    name: Name
    tables: Mapping[str, str]

    def records(self, teller: Teller) -> dict[str, tuple[Record, ...]]:
        """The records by kind, with this person as owner and writer."""
        name = self.name[teller.language]
        return {
            kind: tuple(_signed(kind, record, name) for record in teller.records(SHEET_OF[kind], text))
            for kind, text in self.tables.items()
        }


def _signed(kind: str, record: Any, name: str) -> Record:
    sign: Callable[..., Record] = replace
    for field in ("owner", "by"):
        if field in SHEET_OF[kind].by_field:
            return sign(record, **{field: name})
    return sign(record)


FORKLIFTS = Salesperson(Name("林晓峰", "Daniel Brooks"), forklifts.TABLES)
RENTALS = Salesperson(Name("陈静", "Rachel Kim"), rentals.TABLES)
MOTORS = Salesperson(Name("赵国强", "Tom Okafor"), motors.TABLES)
