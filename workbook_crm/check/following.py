"""What only follows from a price that is misread: it is not said while that price is asked for."""

from __future__ import annotations

from workbook_crm.model.finding import Findings
from workbook_crm.model.rules import trade

_ASKED = frozenset({trade.PRICE_IN_TEN_THOUSANDS, trade.PRICE_UNIT_NEEDED, trade.PRICE_TEN_THOUSAND_FOLD})
"""They leave open what a price is."""


def without_what_follows(found: Findings) -> Findings:
    """The findings without floors that are missed only by a price as it was read.

    A line that waits for its product, whose price is asked for, is priced anew when it goes in.
    """
    asked = {each.place for each in found if each.rule in _ASKED}
    if not asked:
        return found
    waiting = {(each.place.sheet, each.place.row) for each in found if each.rule == trade.HELD_REFERENCE}
    return tuple(
        each
        for each in found
        if each.rule != trade.BELOW_FLOOR
        or (each.place not in asked and (each.place.sheet, each.place.row) not in waiting)
    )
