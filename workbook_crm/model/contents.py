"""What a workbook that people keep is made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from workbook_crm.model.brand import OURS, Look
from workbook_crm.model.columns import Record
from workbook_crm.model.language import Language
from workbook_crm.model.options import Choice
from workbook_crm.model.records import CatalogItem, StaffMember
from workbook_crm.model.stamps import Imprint
from workbook_crm.model.undoing import ListedImport


@dataclass(frozen=True, slots=True)
class Contents:
    """The lists that a workbook offers, and the records that it starts with.

    Where catalog, staff or a list is empty, its drop-downs come from the workbook's own sheet for it.
    """

    language: Language
    today: date
    choices: Mapping[str, tuple[Choice, ...]] = field(default_factory=dict)
    """The dealership's lists by name, as `Linked.choices` has them."""
    catalog: tuple[CatalogItem, ...] = ()
    staff: tuple[StaffMember, ...] = ()
    person: str | None = None
    """Whose workbook it is; None for the empty one."""
    records: Mapping[str, tuple[Record, ...]] = field(default_factory=dict)
    """By kind: the rows to fill in; a kind that is missing gets an empty sheet."""
    imports: tuple[ListedImport, ...] | None = None
    """The latest imports, each with a cell to take it back; None for a workbook that lists none."""
    currency_digits: int = 2
    look: Look = OURS
    imprint: Imprint | None = None
    """Its stamp; None for a workbook that is of no store."""
