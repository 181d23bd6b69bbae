"""What reading one sheet yields, whatever the format: cells from the library, facts from the file itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from workbook_crm.model.grid import Area
from workbook_crm.model.raw import FormatRun
from workbook_crm.model.style import SheetStyle
from workbook_crm.read.library import Loaded

Position = tuple[int, int]
"""1-based (row, column)."""


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """What the file knows and the library does not tell; see the fields of RawSheet of the same names."""

    errors: Mapping[Position, str] = field(default_factory=dict)
    unvalued: frozenset[Position] = frozenset()
    hidden_rows: frozenset[int] = frozenset()
    long_numbers: Mapping[Position, str] = field(default_factory=dict)
    own_formulas: frozenset[Position] = frozenset()
    merges: tuple[Area, ...] = ()
    """Only where the library does not know them."""


OWN_NAME = b"catalog_product"
"""A defined name in every workbook with formulas of ours."""
_OWN_FORMULA = re.compile(rb"catalog_price|SUMIFS\(|\[#This Row\]", re.IGNORECASE)


def is_own_formula(text: bytes) -> bool:
    """Whether a formula in a workbook of ours is one that we wrote, as any program may have put it since."""
    return _OWN_FORMULA.search(text) is not None


@dataclass(frozen=True, slots=True)
class SheetRead:
    """One sheet; `left_out` are cells that stand too far from the rest to be laid out, in order."""

    loaded: Loaded
    told: SheetFacts = field(default_factory=SheetFacts)
    left_out: tuple[Position, ...] = ()
    style: SheetStyle | None = None
    formats: Mapping[int, tuple[FormatRun, ...]] = field(default_factory=dict)
    """As `RawSheet` has them."""


class TooFarError(Exception):
    """The cells of a sheet span a rectangle that cannot be laid out."""

    def __init__(self, rows: int, columns: int) -> None:
        super().__init__(f"{rows} x {columns}")
        self.rows = rows
        self.columns = columns
