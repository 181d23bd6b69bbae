"""The level card: by level and month an account that must balance (the makers' 三表一卡).

carried + new + taken up again + moved in - moved out - won - lost - frozen = left. Each change of a record is
booked once, on its day and under its level of that day; so it balances, and what is left is carried over.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from workbook_crm.model.insight import Insight
from workbook_crm.model.language import Language, Name
from workbook_crm.model.options import LOST, OPEN, WON, Choice
from workbook_crm.model.report import Cell, ReportTable, TableColumn, Unit, count_of
from workbook_crm.report import notes
from workbook_crm.report.months import month_of, shifted
from workbook_crm.report.timeline import FROZE, Step, deal_steps, lead_steps
from workbook_crm.report.words import BLANK

CARRIED, NEW, AGAIN, MOVED_IN, MOVED_OUT, LEFT = "carried", "new", "again", "in", "out", "left"
Account = dict[str, Counter[str]]
"""By level: how many of each entry, to be followed to the records."""


@dataclass(frozen=True, slots=True)
class Month:
    """A month, as far as it has gone by a day."""

    first: date
    last: date


def months_of_card(today: date) -> tuple[Month, Month]:
    """This month up to today, and last month."""
    first, before = shifted(today, 0), shifted(today, -1)
    return Month(first, today), Month(before, first - timedelta(days=1))


def level_cards(
    insight: Insight, levels: Sequence[Choice], language: Language, today: date
) -> Iterator[ReportTable]:
    """The account of opportunities and of leads, each of this month and of the last."""
    order = [each.value for each in levels]
    for card, steps in ((_DEALS, list(deal_steps(insight))), (_LEADS, list(lead_steps(insight)))):
        for month, when in zip(months_of_card(today), _WHEN, strict=True):
            yield _table(card, account(steps, month), month, when, order, language)


def account(records: Iterable[tuple[str, Sequence[Step]]], month: Month) -> Account:
    """The month's entries by level, of records that are named by their numbers."""
    found: dict[str, defaultdict[str, list[str]]] = {}
    for number, steps in records:
        for level, entry in _entries(steps, month):
            found.setdefault(level, defaultdict(list))[entry].append(number)
    return {
        level: Counter({entry: count_of(numbers) for entry, numbers in entries.items()})
        for level, entries in found.items()
    }


def _entries(steps: Sequence[Step], month: Month) -> Iterator[tuple[str, str]]:
    """(level, entry) of one record."""
    before: Step | None = None
    is_carried_told = False
    for step in steps:
        if step.day > month.last:
            break
        if step.day >= month.first:
            if not is_carried_told and before and before.fate == OPEN:
                yield before.level, CARRIED
            is_carried_told = True
            yield from _change(before, step)
        before = step
    if before and before.fate == OPEN:
        if not is_carried_told:
            yield before.level, CARRIED
        yield before.level, LEFT


def _change(before: Step | None, after: Step) -> Iterator[tuple[str, str]]:
    """What one step adds to the account; a change from one end to another is taken up again in between."""
    if before is None:
        yield after.level, NEW
        return
    if before.fate == OPEN and before.level != after.level:
        yield before.level, MOVED_OUT
        yield after.level, MOVED_IN
    if before.fate != after.fate:
        if before.fate != OPEN:
            yield after.level, AGAIN
        if after.fate != OPEN:
            yield after.level, after.fate


@dataclass(frozen=True, slots=True)
class _Card:
    """What a card counts, and how its entries are called."""

    title: Name
    entries: Mapping[str, Name]
    note: Name


_WHEN = (Name("", ""), Name("（上月）", ", last month"))
_COMMON = {
    CARRIED: Name("上月留存", "Carried over"), NEW: Name("新增", "New"),
    AGAIN: Name("恢复", "Taken up again"),
    MOVED_IN: Name("级别转入", "Moved in"), MOVED_OUT: Name("级别转出", "Moved out"),
}  # fmt: skip
_LEFT = Name("月末留存", "Left")
_DEALS = _Card(
    Name("级别状况表", "Level card"),
    {
        **_COMMON,
        WON: Name("成交", "Won"),
        LOST: Name("战败", "Lost"),
        FROZE: Name("冻结", "Frozen"),
        LEFT: _LEFT,
    },
    notes.DEAL_CARD,
)
_LEADS = _Card(
    Name("线索级别状况表", "Lead level card"),
    {**_COMMON, WON: Name("转客户", "Converted"), LOST: Name("无效", "Invalid"), LEFT: _LEFT},
    notes.LEAD_CARD,
)


def _table(
    card: _Card, found: Account, month: Month, when: Name, order: Sequence[str], language: Language
) -> ReportTable:
    place = {level: nth for nth, level in enumerate(order)}
    names = sorted(found, key=lambda level: (place.get(level, len(place)), not level, level))
    rows: list[tuple[Cell, ...]] = [
        (level or BLANK[language], *(found[level][entry] for entry in card.entries)) for level in names
    ]
    columns = (TableColumn(name, Unit.COUNT, is_summed=True, width=12) for name in card.entries.values())
    return ReportTable(
        Name(f"{card.title.zh}{when.zh}", f"{card.title.en}{when.en}"),
        (TableColumn(Name("级别", "Level"), width=12), *columns),
        rows,
        Name(
            f"{month_of(month.last)}，截至 {month.last.isoformat()}。{card.note.zh}",
            f"{month_of(month.last)}, as of {month.last.isoformat()}. {card.note.en}",
        ),
    )
