"""Long numbers of which a program has kept only the first digits: what is left is said."""

from __future__ import annotations

from workbook_crm.model.rules.values import LOST_DIGITS
from workbook_crm.read.damage import digits_left
from workbook_crm.read.noticed import Context, Noticed, noticed


def lost_digits(cell: object, context: Context) -> Noticed | None:
    """What is to be said of a long number whose last digits are gone; None for any other cell."""
    left = digits_left(cell)
    if left is None:
        return None
    head, lost = left
    column = context.column.name
    return noticed(LOST_DIGITS, typed=True, column=column, head=head, kept=len(head), lost=lost)
