"""Rows and known records that go by one key: exact matches are paired first, what is left by order.

So a line that is deleted, moved or put in between never takes the place of another that is as it was.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Any

from workbook_crm.model.batch import Sourced
from workbook_crm.model.snapshot import Stored

Row = Sourced[Any]
Fits = Callable[[Row, Any], bool]
_MOST_COMPARED = 250_000
"""Rows times records that are compared one by one; beyond that, equal keys and order have to do."""


class Pairing:
    """Rows in the order of the workbook, records in that in which they came in; `ids` by index of row."""

    def __init__(self, rows: Sequence[Row], known: Sequence[Stored[Any]]) -> None:
        self.ids: dict[int, int] = {}
        self._rows = dict(enumerate(rows))
        self._known = {each.id: each.record for each in sorted(known, key=lambda each: each.id)}

    def equal(self, key_of: Callable[[Any], Hashable], fits: Fits) -> None:
        """Pairs rows with records of the same key that fit, the first with the first."""
        by_key: defaultdict[Hashable, list[int]] = defaultdict(list)
        for record_id, record in self._known.items():
            by_key[key_of(record)].append(record_id)
        for nth, row in list(self._rows.items()):
            ids = by_key.get(key_of(row.record), [])
            self._pair(nth, next((each for each in ids if self._fits(each, row, fits)), None))

    def fitting(self, fits: Fits) -> None:
        """Pairs rows with records that fit, rows that say most first: they have the least choice."""
        if len(self._rows) * len(self._known) > _MOST_COMPARED:
            return
        by_said = sorted(self._rows.items(), key=lambda each: -_said(each[1]))
        for nth, row in by_said:
            self._pair(nth, next((each for each in self._known if self._fits(each, row, fits)), None))

    def in_order(self) -> None:
        """Pairs what is left, the first with the first."""
        for nth, record_id in list(zip(self._rows, self._known, strict=False)):
            self._pair(nth, record_id)

    def _fits(self, record_id: int, row: Row, fits: Fits) -> bool:
        return record_id in self._known and fits(row, self._known[record_id])

    def _pair(self, nth: int, record_id: int | None) -> None:
        if record_id is not None:
            self.ids[nth] = record_id
            del self._rows[nth], self._known[record_id]


def _said(row: Row) -> int:
    record = row.record
    filled = sum(getattr(record, name) is not None for name in record.__dataclass_fields__)
    return filled + len(record.extra)


def agreeing(fields: Sequence[str]) -> Fits:
    """A function that says whether a row would change none of these fields, nor an unknown column."""

    def fits(row: Row, known: Any) -> bool:
        return _is_within(row, known, fields) and _is_kept(row.record.extra, known.extra)

    return fits


def _is_within(row: Row, known: Any, fields: Sequence[str]) -> bool:
    return not row.erased.intersection(fields) and all(
        (said := getattr(row.record, name)) is None or said == getattr(known, name) for name in fields
    )


def _is_kept(said: Sequence[tuple[str, str]], known: Sequence[tuple[str, str]]) -> bool:
    kept: Mapping[str, str] = dict(known) if said else {}
    return all(kept.get(header) == text for header, text in said)
