"""Who has left with work in hand: somebody has to go on with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from workbook_crm.model.finding import Finding, finding
from workbook_crm.model.language import Name
from workbook_crm.model.linked import Context, Linked
from workbook_crm.model.records import StaffMember
from workbook_crm.model.rules import trade
from workbook_crm.model.workflow import FIRST_STATE, OPEN_STATES

_MOST_NAMED = 5


def records_left_behind(linked: Linked, context: Context) -> Iterator[Finding]:
    """Staff who are not there any more and own open records, as they will be after this workbook."""
    gone = [each for each in linked.rows_of("staff") if each.record.name and each.record.state == "inactive"]
    if not gone:
        return
    owned = Counter(context.snapshot.owned)
    for owner, more in _moved(linked):
        owned[owner] += more
    for each in gone:
        name = each.record.name
        if owned[name] > 0:
            place = each.table.place(each.row.row, "state")
            yield finding(trade.LEFT_RECORDS, place, name, count=owned[name], team=_team(linked, each.record))


def _moved(linked: Linked) -> Iterator[tuple[str, int]]:
    """(owner, how many open records more or less) of each row that brings, closes or hands over one."""
    for kind, states in OPEN_STATES.items():
        seen: set[int] = set()
        for each in linked.rows_of(kind):
            if each.id in seen:
                continue
            seen.add(each.id)
            before, after = each.known, linked.together(each)
            if before is not None and before.owner and before.state in states:
                yield before.owner, -1
            if after.owner and (after.state or FIRST_STATE[kind]) in states:
                yield after.owner, 1


def _team(linked: Linked, leaver: StaffMember) -> Name:
    """Who sells in the same team, to give the records to; in the whole house, where there are no teams."""
    staff = [each for each in linked.records("staff").values() if each.name and each.state != "inactive"]
    sellers = [each.name for each in staff if each.role == "sales" and leaver.team in (None, each.team)]
    named = sellers[:_MOST_NAMED]
    return Name(f"（例如{'、'.join(named)}）", f" ({', '.join(named)}, say)") if named else Name("", "")
