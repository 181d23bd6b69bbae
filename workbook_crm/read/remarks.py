"""What was noticed in the cells of a column, as findings: each at its cell, or once where there are many."""

from __future__ import annotations

from collections.abc import Sequence

from workbook_crm.model.finding import Finding, Rule, Severity
from workbook_crm.model.language import Name
from workbook_crm.model.place import Place
from workbook_crm.read.full_columns import MANY, MANY_CELLS
from workbook_crm.read.noticed import ErrorValue, Fault, LongNumber, Noticed
from workbook_crm.read.text import shown

Remark = tuple[int, object, Noticed]
"""(row, cell, what was noticed there)"""


def seen(cell: object) -> str:
    """A cell as its sender sees it, error values included."""
    if isinstance(cell, (ErrorValue, LongNumber)):
        return cell.text
    return "" if isinstance(cell, Fault) else shown(cell)


def findings_of(remarks: Sequence[Remark], header: Place, column: Name) -> list[Finding]:
    """Findings about one column: errors each at their cell, the rest once at the header where many."""
    counts: dict[Rule, int] = {}
    for _, _, each in remarks:
        if each.rule is not None:
            counts[each.rule] = counts.get(each.rule, 0) + 1
    findings: list[Finding] = []
    said: set[Rule] = set()
    for row, cell, each in remarks:
        rule = each.rule
        if rule is None:
            continue
        if rule.severity is Severity.ERROR or counts[rule] <= MANY_CELLS or rule not in MANY:
            place = Place(header.file, header.sheet, row, header.column)
            findings.append(Finding(rule, place, each.shown or seen(cell), each.facts))
        elif rule not in said:
            said.add(rule)
            facts = (
                *(fact for fact in each.facts if fact[0] != "column"),
                ("column", column),
                ("rows", counts[rule]),
            )
            findings.append(Finding(MANY[rule], header, each.shown or seen(cell), facts))
    return findings
