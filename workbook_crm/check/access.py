"""Rows that would change what belongs to somebody else. They come back; nothing of the record is changed.

Follow-ups are taken from everybody, as whoever was there when the customer called writes them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from workbook_crm.check.known import is_one_name
from workbook_crm.model.access import Access, Refusal, access_of
from workbook_crm.model.columns import Of
from workbook_crm.model.finding import Fact, Finding, Rule, finding
from workbook_crm.model.linked import Context, Linked, LinkedRow, Target
from workbook_crm.model.rules import access as rules

_OWNED = ("leads", "customers", "opportunities")
_RULES: dict[Refusal, Rule] = {
    Refusal.NOT_OWN: rules.NOT_YOURS,
    Refusal.NOT_KNOWN: rules.SENDER_NOT_KNOWN,
    Refusal.HAS_LEFT: rules.SENDER_HAS_LEFT,
}
_PEOPLE = re.compile(r"([^\s\d%％.,，、;；/][^\d%％,，、;；/]*)")
"""The people in 李四 30%，王五 20%."""


class Rights:
    """What the people who send a batch may change of the records that it means."""

    def __init__(self, linked: Linked, context: Context) -> None:
        staff = (each.record for each in context.snapshot.of("staff"))
        self._access: Access = access_of(staff, context.settings.access)
        self._linked, self._context = linked, context

    @property
    def is_open(self) -> bool:
        """Whether everybody may change all fields."""
        return self._access.is_open

    def owned(self, each: LinkedRow) -> tuple[str, Any] | None:
        """Kind and record whose owner a row needs: its own, of a line its deal; None where nobody owns it."""
        kind, record = each.table.kind, each.known
        if kind == "opportunity_lines":
            target = self._linked.targets[each.position]["opportunity"][each.nth]
            kind, record = "opportunities", self._linked.known(*target) if target else None
        if kind not in _OWNED or record is None or not record.owner or record.provisional:
            return None
        return kind, record

    def refusal(self, each: LinkedRow) -> Refusal | None:
        """Why a row may not change its record; a deal's co-owners may change its lines."""
        owned = None if self.is_open else self.owned(each)
        if owned is None:
            return None
        who, (_kind, record) = self.acting(each), owned
        if each.table.kind == "opportunity_lines" and _is_shared_with(record, who):
            return None
        return self._access.refusal(who, record.owner)

    def is_refused(self, each: LinkedRow, field: str) -> bool:
        """Whether a row may not change a field, whatever it says there: that is told, and not asked about."""
        if self.is_open:
            return False
        is_owner = field == "owner" and each.known is not None and bool(each.known.owner)
        return self.refusal(each) is not None or (is_owner and not self.may_hand_over(each))

    def may_hand_over(self, each: LinkedRow) -> bool:
        """Whether a row may give its record to another owner."""
        return self._access.may_hand_over(self.acting(each))

    def acting(self, each: LinkedRow) -> str | None:
        """Who acts by a row."""
        return self._context.acting(each.position)

    def follows_for_another(self, each: LinkedRow, subject: Any) -> bool:
        """Whether a follow-up is one of somebody else's record."""
        who = self.acting(each)
        if who is None or _is_shared_with(subject, who):
            return False
        return self._access.refusal(who, subject.owner) is Refusal.NOT_OWN


def others_records(linked: Linked, context: Context) -> Iterator[Finding]:
    """An error for each row that would change a record of somebody else, or the lines of such a deal."""
    rights = Rights(linked, context)
    if rights.is_open:
        return
    for position, table in enumerate(linked.batch.tables):
        if table.kind in (*_OWNED, "opportunity_lines"):
            for each in linked.rows(position):
                field = _changed_field(linked, each)
                if field is not None:
                    yield from _refused(rights, each, field)


def _changed_field(linked: Linked, each: LinkedRow) -> str | None:
    """The first field that a row changes, in the order of the columns; "" for an unknown column."""
    if each.known is None:
        return "product" if each.table.kind == "opportunity_lines" else None
    if each.record == each.known:
        return None
    for column in each.table.of.visible:
        if column.computed:
            continue
        if column.of is Of.REFERENCE:
            is_other = _refers_to_another(linked, each, column.field)
        else:
            is_other = getattr(each.record, column.field) != getattr(each.known, column.field)
        if is_other:
            return column.field
    return "" if each.record.extra != each.known.extra else None


def _refers_to_another(linked: Linked, each: LinkedRow, field: str) -> bool:
    target: Target | None = linked.targets[each.position][field][each.nth]
    if target is None:
        return False
    record = linked.known(*target)
    return record is None or record.number != getattr(each.known, field)


def _refused(rights: Rights, each: LinkedRow, field: str) -> Iterator[Finding]:
    owned, refusal = rights.owned(each), rights.refusal(each)
    if owned is None:
        return
    if refusal:
        yield _not_yours(refusal, each, field, *owned, rights.acting(each))
    elif each.table.kind in _OWNED and each.record.owner != owned[1].owner and not rights.may_hand_over(each):
        place = each.table.place(each.row.row, "owner")
        facts: dict[str, Fact] = {"number": owned[1].number, "owner": owned[1].owner}
        yield finding(rules.OWNER_BY_MANAGER, place, each.record.owner, **facts)


def _not_yours(
    refusal: Refusal, each: LinkedRow, field: str, kind: str, owned: Any, who: str | None
) -> Finding:
    """An error that names the owner; `kind` and `number` let the owner be told of it."""
    column = each.table.of.by_field.get(field)
    seen = field if field in each.table.columns else each.table.of.label
    facts: dict[str, Fact] = {"number": owned.number, "owner": owned.owner, "kind": kind, "who": who or ""}
    facts["column"] = column.name if column else rules.OTHER_COLUMNS
    place = each.table.place(each.row.row, seen if seen in each.table.columns else "number")
    return finding(_RULES[refusal], place, getattr(each.row.record, seen) or "", **facts)


def _is_shared_with(record: Any, who: str | None) -> bool:
    shares: str = getattr(record, "co_owners", None) or ""
    return any(is_one_name(name.strip(), who) for name in _PEOPLE.findall(shares))


def follow_ups_of_others(linked: Linked, context: Context) -> Iterator[Finding]:
    """A note on each new follow-up of what belongs to somebody else: it is taken, and the owner is told."""
    rights = Rights(linked, context)
    if rights.is_open:
        return
    for each in linked.rows_of("follow_ups"):
        target = linked.targets[each.position]["subject"][each.nth]
        subject = linked.known(*target) if target and each.known is None else None
        if target and subject and subject.owner and rights.follows_for_another(each, subject):
            place = each.table.place(each.row.row, "subject")
            facts: dict[str, Fact] = {"number": subject.number, "owner": subject.owner, "kind": target.kind}
            who = rights.acting(each) or ""
            yield finding(rules.FOLLOWED_FOR_ANOTHER, place, each.row.record.subject, who=who, **facts)
