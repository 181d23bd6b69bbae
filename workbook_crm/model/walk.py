"""The order in which a person walks through what was found in a workbook."""

from __future__ import annotations

from workbook_crm.model.finding import Finding, Findings
from workbook_crm.model.raw import RawWorkbook
from workbook_crm.model.rules.headers import COLUMN_NOT_ACTED_ON, SHEET_NOT_BUILT

_NOT_ACTED_ON = frozenset({SHEET_NOT_BUILT.code, COLUMN_NOT_ACTED_ON.code})


def in_order(findings: Findings, raw: RawWorkbook) -> Findings:
    """Findings as a person walks through the workbook: by sheet, row and column, none of them twice.

    What nobody acts on comes before all others.
    """
    sheets = {sheet.name: nth for nth, sheet in enumerate(raw.sheets)}

    def where(each: Finding) -> tuple[bool, int, int, int]:
        place = each.place
        is_acted_on = each.rule.code not in _NOT_ACTED_ON
        return is_acted_on, sheets.get(place.sheet or "", -1), place.row or 0, place.column or 0

    return tuple(sorted(dict.fromkeys(findings), key=where))
