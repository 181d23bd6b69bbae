"""Which of several columns of ids numbers the rows of a sheet, and which tells whose each row is."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from workbook_crm.model.ids import IdOf, id_of, is_reference, names_contacts
from workbook_crm.read.header_cells import HeaderCell
from workbook_crm.read.headers import Understood

_CUSTOMER_ID = re.compile(r"\s*(?:customer|client)\b", re.IGNORECASE)
"""Of all that an account's id may be called, what a contact may be called himself."""


class OwnIds(NamedTuple):
    """The columns that may number a sheet's rows, and those of them that are kept with the record as well."""

    ids: Collection[HeaderCell]
    kept: Collection[HeaderCell] = ()
    """Of contacts: it tells them from the accounts, whose numbers are of another list."""


def own_ids(
    ids: Sequence[HeaderCell], understood: Understood, columns: Sequence[Sequence[object]], sheet: str
) -> OwnIds:
    """The columns of ids that are of a sheet's own records; `columns` are the cells below the header."""
    own = [each for each in ids if not is_reference(each.label)]
    if understood.of.kind != "customers":
        return OwnIds(own)
    if _lists_contacts(ids, understood, columns, sheet):
        own = [each for each in own if id_of(each.label) is not IdOf.FIRM]
        return OwnIds(own, [each for each in own if id_of(each.label) is IdOf.CONTACT])
    of_firms = [each for each in own if id_of(each.label) is not IdOf.CONTACT]
    return OwnIds(of_firms or own)  # a list of customers may call them contacts


def _lists_contacts(
    ids: Sequence[HeaderCell], understood: Understood, columns: Sequence[Sequence[object]], sheet: str
) -> bool:
    """Whether a sheet of customers is one of their contacts, whose accounts are named beside them."""
    found = {id_of(each.label) for each in ids}
    if names_contacts(sheet):
        return IdOf.CONTACT in found or not all(_may_be_own(each.label) for each in ids)
    if not found >= {IdOf.CONTACT, IdOf.FIRM}:
        return False
    if any(_repeats(columns[each.column]) for each in ids if id_of(each.label) is IdOf.FIRM):
        return True
    named = [
        (cell, word)
        for cell, word in zip(understood.header.cells, understood.words, strict=True)
        if word is not None and word.field == "name"
    ]
    return all(word.part or names_contacts(cell.label) for cell, word in named)


def _may_be_own(label: str) -> bool:
    """Whether whoever calls customers contacts may call their numbers so: Customer ID, and not Account Id."""
    return id_of(label) is not IdOf.FIRM or _CUSTOMER_ID.match(label) is not None


def _repeats(cells: Sequence[object]) -> bool:
    """Whether an id stands in a column twice, as no row's own does."""
    ids = [cell for cell in cells if cell != ""]
    return len(set(ids)) < len(ids)
