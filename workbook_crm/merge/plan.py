"""A batch becomes changes: pure, from what is known and what was sent. Nothing is written here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from typing import Any

from workbook_crm.merge.contact_rows import cell_of, with_contacts
from workbook_crm.merge.follow import (
    Contact,
    Standing,
    contacts_of,
    next_contact,
    with_contacts_of_deals,
)
from workbook_crm.merge.provisional import (
    CONVERTED,
    completing,
    follow_ups_of,
    is_completed,
    left_by,
    made_in,
)
from workbook_crm.merge.removals import NOTHING_REMOVED, Removed
from workbook_crm.merge.steps import Step, in_steps, says
from workbook_crm.model.changes import Change, Fate, MergePlan, RowOutcome, TableOutcome, differing
from workbook_crm.model.columns import Of, Record, with_values
from workbook_crm.model.finding import Finding, Findings, finding
from workbook_crm.model.held import Held
from workbook_crm.model.linked import Context, Linked, LinkedRow, Target
from workbook_crm.model.records import SUBJECTS
from workbook_crm.model.rights import is_overseer
from workbook_crm.model.rules import trade
from workbook_crm.model.sheets import SHEET_OF, SHEETS, number_of
from workbook_crm.model.together import Together
from workbook_crm.model.workflow import FIRST_STATE


def plan_merge(
    linked: Linked,
    findings: Findings,
    context: Context,
    sender: str | None,
    tried: frozenset[tuple[str, int]] | None = None,
    removed: Removed = NOTHING_REMOVED,
) -> tuple[MergePlan, Findings]:
    """What taking the batch in changes, what becomes of each row, and what was found on the way.

    `tried`: the only rows (sheet, row) that may do anything; None for all. `removed`: what is taken back.
    """
    planning = _Planning(linked, Held(linked.batch, findings), context, sender, removed)
    for sheet in SHEETS:
        for each in linked.rows_of(sheet.kind):
            place = (each.table.sheet, each.row.row)
            if removed.is_left(each):
                planning.leave(each)
            elif tried is None or place in tried:
                planning.take(each)
            else:
                planning.leave(each)
    planning.follow_through()
    plan = planning.plan()
    return plan, (*planning.found, *made_in(linked, plan))


Origin = tuple[str, int, int | None]
"""Sheet, row, and the column where one cell is meant."""


class _Planning:
    """One walk through a linked batch, kind by kind, numbering new records as they are met."""

    def __init__(
        self, linked: Linked, held: Held, context: Context, sender: str | None, removed: Removed
    ) -> None:
        self._linked, self._held, self._sender, self._removed = linked, held, sender, removed
        self._defaults = context.settings.defaults
        self._is_overseer = is_overseer(context.snapshot, sender)
        self._early_days = context.settings.lists.early_days
        self._first = {sheet.kind: self._first_values(sheet.kind) for sheet in SHEETS}
        self._fields = {sheet.kind: tuple(column.field for column in sheet.visible) for sheet in SHEETS}
        self._next = {sheet.kind: context.snapshot.next_id(sheet.kind) for sheet in SHEETS}
        self._finals: dict[Target, Target] = {}
        self._after: dict[Target, Record] = {}
        self._cause: dict[Target, Origin] = {}
        self._outcomes: defaultdict[int, list[RowOutcome]] = defaultdict(list)
        self._children: defaultdict[tuple[Target, str], list[Target]] = defaultdict(list)
        self._rows: dict[Target, LinkedRow] = {}
        self._shared = {sheet.kind: linked.shared(sheet.kind).records for sheet in SHEETS}
        self._together: dict[Target, Together] = {}
        self._steps: defaultdict[Target, list[Step]] = defaultdict(list)
        self._incomplete: set[Target] = set()
        self._lines: defaultdict[str | None, dict[Target, Any]] | None = None
        self.found: list[Finding] = []

    def take(self, each: LinkedRow) -> None:
        """Plans one row: new, changed, unchanged or held."""
        if each in self._held:
            self._outcomes[each.position].append(RowOutcome(each.row.row, Fate.HELD))
            self._incomplete.update(self._meant(each))
            return
        target = self._target(each)
        earlier = self._after.get(target)
        record = self._record(each, target)
        fate, changed = self._fate(each, record, earlier)
        self._after[target] = record
        self._rows.setdefault(target, each)
        if target in self._together:
            self._steps[target].append(Step(each, record))
        self._outcomes[each.position].append(RowOutcome(each.row.row, fate, target.id, record, changed))

    def leave(self, each: LinkedRow) -> None:
        """Has a row that was dealt with before do nothing; its record is shown as it is now."""
        outcome = RowOutcome(each.row.row, Fate.UNCHANGED, each.id if each.known else None, each.known)
        self._outcomes[each.position].append(outcome)

    def _target(self, each: LinkedRow) -> Target:
        """The record's own id, given now to a new one."""
        target = Target(each.table.kind, each.id)
        return target if each.id > 0 else self._finals.get(target) or self._numbered(target)

    def _numbered(self, provisional: Target) -> Target:
        kind = provisional.kind
        final = self._finals[provisional] = Target(kind, self._next[kind])
        self._next[kind] += 1
        return final

    def _record(self, each: LinkedRow, target: Target) -> Any:
        record = self._as_planned(each, target)
        if not each.table.agreed.given:  # nearly always
            return record
        stale = each.table.agreed.names.keys() - dict(each.row.record.extra).keys()
        if stale and any(
            header in stale for header, _ in record.extra
        ):  # kept until its sender said what it is
            extra = tuple(one for one in record.extra if one[0] not in stale)
            return with_values(record, {"extra": extra})
        return record

    def _as_planned(self, each: LinkedRow, target: Target) -> Any:
        kind = each.table.kind
        means = self._means(each, target)
        record = self._laid_over(each, target) if each.id in self._shared[kind] else each.record
        if each.known is not None:
            if is_completed(each):
                means.update(completing(each, record, self._first[kind]))
            means.update(self._for_all(each, record, means))
            return with_values(record, means) if means else record
        values = {**self._first[kind], **each.table.defaults}
        first: dict[str, Any] = {
            field: value for field, value in values.items() if getattr(record, field) is None
        }
        if SHEET_OF[kind].prefix and record.number is None:
            first["number"] = number_of(kind, target.id)
        first.update(means)
        return with_values(record, first) if first else record

    def _for_all(self, each: LinkedRow, record: Any, means: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
        """What the sender says that all rows have, where a record of his own has nothing."""
        if not each.table.defaults or not self._is_own(each.known):
            return
        for field, value in each.table.defaults.items():
            if getattr(record, field) is None and means.get(field) is None:
                yield field, value

    def _is_own(self, known: Any) -> bool:
        """Whether a record is the sender's, or of nobody, or he looks after those of others."""
        owner = getattr(known, "owner", None)
        return owner in (None, self._sender) or self._is_overseer

    def _laid_over(self, each: LinkedRow, target: Target) -> Any:
        """The record after one of several rows of it; rows that are held have added nothing."""
        is_tabbed = each.id in self._linked.shared(target.kind).tabbed
        together = self._together.setdefault(
            target, Together(each.known, self._fields[target.kind], is_tabbed=is_tabbed)
        )
        together.record = self._after.get(target, each.known)
        return together.add(each.row, {}, each.table.sheet).record

    def _first_values(self, kind: str) -> Mapping[str, Any]:
        """What a new record has where its row says nothing: its first state, the sender as its owner."""
        values: dict[str, Any] = dict(self._defaults.get(kind, {}))
        if kind in FIRST_STATE:
            values.setdefault("state", FIRST_STATE[kind])
        person = next((column.field for column in SHEET_OF[kind].visible if column.of is Of.PERSON), None)
        if person and self._sender:
            values.setdefault(person, self._sender)
        return values

    def _means(self, each: LinkedRow, target: Target) -> dict[str, Any]:
        """References as the store writes them: by number; a catalog item by its id."""
        means: dict[str, Any] = {}
        for field, targets in self._linked.targets[each.position].items():
            meant = self._final(targets[each.nth])
            if meant is None:
                continue
            if meant.kind == "catalog":
                means[field] = meant.id
            else:
                means[field] = self._number(meant)
                self._children[meant, target.kind].append(target)
        return means

    def _meant(self, each: LinkedRow) -> list[Target]:
        """The records that a row refers to."""
        columns = self._linked.targets[each.position].values()
        return [meant for targets in columns if (meant := self._final(targets[each.nth])) is not None]

    def _final(self, target: Target | None) -> Target | None:
        """A target with the id that it is planned to have."""
        return target and self._finals.get(target, target)

    def _number(self, target: Target) -> str | None:
        record: Any = self._current(target)
        return record.number if record else None

    def _current(self, target: Target) -> Any:
        """The record as it will be, as far as planned."""
        return self._after.get(target) or self._linked.known(*target)

    def _fate(self, each: LinkedRow, record: Record, earlier: Record | None) -> tuple[Fate, tuple[str, ...]]:
        known = each.known if earlier is None else earlier
        if known is None:
            return Fate.NEW, ()
        changed = tuple(differing(known, record, self._fields[each.table.kind]))
        is_same = not changed and known.extra == record.extra
        return (Fate.UNCHANGED, ()) if is_same else (Fate.CHANGED, changed)

    def follow_through(self) -> None:
        """What a change means for other records: an opportunity's amount, a subject's next follow-up."""
        for lead_id, target in self._linked.absorbed.items():
            self._absorb(lead_id, self._finals.get(target, target))
        for target in self._with_children("opportunities", "opportunity_lines"):
            self._sum_up(target)
        for kind in SUBJECTS:
            for target in self._with_children(kind, "follow_ups"):
                self._set_next(target)
        for customer, contacts in self._contacts_of_deals().items():
            self._answer(customer, contacts)

    def _absorb(self, lead_id: int, target: Target) -> None:
        """Has a provisional lead be the record that its own row says it is, with all contacts it had."""
        if target not in self._after:  # that row is held
            return
        lead, record = Target("leads", lead_id), self._linked.known("leads", lead_id)
        cause = self._cause_of(target)
        closed = {"state": CONVERTED, "provisional": None}
        self._after[lead], self._cause[lead] = with_values(record, closed), cause
        for child, follow_up in follow_ups_of(record, self._linked):
            if child not in self._after:
                self._after[child] = with_values(follow_up, {"subject": self._number(target)})
                self._cause[child] = cause
                self._children[target, "follow_ups"].append(child)
        self._after[target] = with_values(self._after[target], left_by(record, self._after[target]))

    def _with_children(self, kind: str, child: str) -> list[Target]:
        """Records of a kind that are in the plan, or of which a child is."""
        own = [target for target in self._after if target.kind == kind]
        parents = [parent for parent, of in self._children if parent.kind == kind and of == child]
        bereft = self._removed.parents if child == "opportunity_lines" else ()
        return list(dict.fromkeys((*own, *parents, *bereft)))

    def _sum_up(self, target: Target) -> None:
        known = self._known_lines().get(self._number(target), {})
        lines = {**known, **{each: self._after[each] for each in self._children[target, "opportunity_lines"]}}
        lines = {each: line for each, line in lines.items() if each not in self._removed.lines}
        if not lines and target not in self._removed.parents:
            return
        total = sum((line.amount for line in lines.values() if line.amount is not None), Decimal(0))
        self._explain_sum(target, total)
        self._consequence(target, amount=total)

    def _explain_sum(self, target: Target, total: Decimal) -> None:
        each = self._saying(target, "amount")
        typed = each.row.record.amount if each else None
        if each is None or typed is None or typed == total or target in self._incomplete:
            return
        if each.known is None or typed != each.known.amount:
            place = each.table.place(each.row.row, "amount")
            self.found.append(finding(trade.SUM_DIFFERS, place, typed, typed=typed, amount=total))

    def _known_lines(self) -> Mapping[str | None, Mapping[Target, Any]]:
        if self._lines is None:
            self._lines = defaultdict(dict)
            for record_id, stored in self._linked.stored.get("opportunity_lines", {}).items():
                self._lines[stored.record.opportunity][Target("opportunity_lines", record_id)] = stored.record
        return self._lines

    def _set_next(self, target: Target) -> None:
        before, each = self._linked.known(*target), self._saying(target, "next_follow_up")
        standing = next_contact(
            _standing(before),
            each.row.record.next_follow_up if each else None,
            self._news(target),
            is_erased=each is not None and "next_follow_up" in each.row.erased,
            early_days=self._early_days,
        )
        self._consequence(target, **standing._asdict())

    def _news(self, target: Target) -> list[Contact]:
        """The contacts with a record that were not known yet."""
        told = self._children[target, "follow_ups"]
        return contacts_of(self._after[one] for one in told if self._after[one] != self._linked.known(*one))

    def _contacts_of_deals(self) -> Mapping[Target, list[Contact]]:
        """By customer: what came of its deals; the first contact is the cause of what follows from it."""
        found: defaultdict[Target, list[Contact]] = defaultdict(list)
        for deal in self._with_children("opportunities", "follow_ups"):
            news = self._news(deal)
            customer = self._customer_of(deal) if news else None
            if customer is not None:
                found[customer] += news
                if customer not in self._rows:
                    self._cause.setdefault(customer, self._cause_of(self._children[deal, "follow_ups"][0]))
        return found

    def _customer_of(self, deal: Target) -> Target | None:
        number = self._current(deal).customer
        return self._customers.get(number) if number else None

    @cached_property
    def _customers(self) -> Mapping[str, Target]:
        """By number: every customer that is known or planned."""
        known = (Target("customers", each) for each in self._linked.stored.get("customers", ()))
        planned = (target for target in self._after if target.kind == "customers")
        return {str(self._number(target)): target for target in (*known, *planned)}

    def _answer(self, customer: Target, contacts: Iterable[Contact]) -> None:
        before, after = self._linked.known(*customer), self._current(customer)
        standing = with_contacts_of_deals(
            _standing(before), _standing(after), contacts, early_days=self._early_days
        )
        self._consequence(customer, **standing._asdict())

    def _saying(self, target: Target, field: str) -> LinkedRow | None:
        """The last row of a record that fills or empties a field; None where none does."""
        rows = (
            [step.row for step in self._steps[target]] if target in self._steps else [self._rows.get(target)]
        )
        return next((each for each in reversed(rows) if each and says(each.row, field)), None)

    def _consequence(self, target: Target, **values: Any) -> None:
        record = self._current(target)
        if all(getattr(record, field) == value for field, value in values.items()):
            return
        if target in self._rows and record == self._linked.known(*target):
            self._caused_beside(target)
        self._after[target] = with_values(record, values)
        if target not in self._rows and target in self._removed.parents:
            self._cause[target] = (*self._removed.parents[target], None)
        if target not in self._rows and target not in self._cause:
            lines, follow_ups = ((target, child) for child in ("opportunity_lines", "follow_ups"))
            children = self._children.get(lines) or self._children[follow_ups]
            self._cause[target] = self._cause_of(children[0])

    def _caused_beside(self, target: Target) -> None:
        """Credits what becomes of a record whose own cells say nothing new to the contact beside it."""
        for child in self._children[target, "follow_ups"]:
            is_news = child in self._rows and self._after[child] != self._linked.known(*child)
            if is_news and cell_of(self._rows[child]) is not None:
                self._cause.setdefault(target, self._cause_of(child))

    def _cause_of(self, target: Target) -> Origin:
        """Where a record's change comes from: its own first row, else a child's."""
        each = self._rows.get(target)
        return (each.table.sheet, each.row.row, cell_of(each)) if each else self._cause[target]

    def plan(self) -> MergePlan:
        """Everything decided so far, as values."""
        removals = tuple(self._removed.lines.values())
        return MergePlan(tuple(self._changes()), tuple(self._final_outcomes()), dict(self._next), removals)

    def _changes(self) -> Iterable[Change]:
        for target, record in self._after.items():
            before = self._linked.known(*target)
            if target in self._steps:
                yield from in_steps(target, before, record, self._steps[target])
            elif before != record:
                cause = self._cause.get(target) or self._cause_of(target)
                yield Change(target.kind, target.id, before, record, *cause)

    def _final_outcomes(self) -> Iterable[TableOutcome]:
        tables = self._linked.batch.tables
        outcomes = [
            TableOutcome(i, tuple(self._final_outcome(table.kind, each) for each in self._outcomes[i]))
            for i, table in enumerate(tables)
        ]
        return with_contacts(outcomes, tables)

    def _final_outcome(self, kind: str, outcome: RowOutcome) -> RowOutcome:
        """The outcome with the record as it ends up: what a consequence took back was no change."""
        if outcome.id is None:
            return outcome
        target = Target(kind, outcome.id)
        record = self._after.get(target, outcome.record)
        if outcome.fate is not Fate.CHANGED:
            return outcome if record is outcome.record else outcome._replace(record=record)
        changed = tuple(differing(self._linked.known(*target), record, outcome.changed))
        is_same = bool(outcome.changed) and not changed
        fate = Fate.UNCHANGED if is_same else outcome.fate
        return outcome._replace(record=record, changed=changed, fate=fate)


def _standing(record: Any) -> Standing:
    """What a record remembers of its contacts; nothing where it is new."""
    return Standing(*(getattr(record, field) for field in Standing._fields)) if record else Standing()
