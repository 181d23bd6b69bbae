"""The tables of every day: pipeline, landing months, who has what, what came in, what was held."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from workbook_crm.model.awaited import list_name
from workbook_crm.model.due import DueList, DueRow, PersonDue
from workbook_crm.model.finding import Finding, Severity
from workbook_crm.model.insight import Deal
from workbook_crm.model.language import Language, Name
from workbook_crm.model.options import OPEN
from workbook_crm.model.rejected import Unmended
from workbook_crm.model.report import (
    Cell,
    Chart,
    DailyFacts,
    FunnelStage,
    ReportTable,
    StageSum,
    TableColumn,
    Unit,
    file_count,
    file_link,
    followed,
    told_by,
)
from workbook_crm.model.run import Outcome, Receipt
from workbook_crm.model.words import hint, message, say
from workbook_crm.report import notes
from workbook_crm.report.funnel import by_month, funnel, landing_month, refill, success_from
from workbook_crm.report.months import grouped, rounded
from workbook_crm.report.words import BLANK, NOBODY, STATES

_EXPECTED = TableColumn(Name("预期金额", "Expected amount"), Unit.MONEY, is_summed=True, width=18)
_NO_STAGE = Name("（未填阶段）", "(no stage)")
_OUTCOMES = {
    Outcome.TAKEN: Name("收下", "Taken in"),
    Outcome.DUPLICATE: Name("以前收过", "Taken in before"),
    Outcome.HELD: Name("退回", "Held"),
    Outcome.UNDO: Name("撤销", "Undo"),
}


def pipeline(facts: DailyFacts, language: Language, today: date) -> ReportTable:
    """Open opportunities by stage, with what is expected of them and when it lands."""
    choices, digits = facts.choices.get("stage", ()), facts.currency_digits
    stages, success, open_deals = (
        funnel(choices, facts.stages, digits),
        success_from(choices),
        _open_deals(facts),
    )
    rows: list[tuple[Cell, ...]] = [
        _stage(each, open_deals.get(each.stage, ()), success[each.stage], digits) for each in stages
    ]
    rows += _outside(facts, {each.stage for each in stages}, language)
    return ReportTable(
        Name("商机漏斗", "Pipeline"),
        (
            TableColumn(Name("阶段", "Stage"), width=22),
            TableColumn(Name("商机数", "Opportunities"), Unit.COUNT, is_summed=True),
            TableColumn(Name("金额", "Amount"), Unit.MONEY, is_summed=True, width=18),
            TableColumn(Name("成功率", "Success rate"), Unit.PERCENT),
            _EXPECTED,
            TableColumn(Name("第几个月落地", "Lands in month"), Unit.COUNT, width=16),
        ),
        rows,
        notes.pipeline([each.stage for each in stages if each.expected is None], language, today),
        chart=Chart((0,), 2),
    )


def _open_deals(facts: DailyFacts) -> Mapping[str | None, Sequence[Deal]]:
    """By stage the open deals; none where the store is too large to know them all."""
    deals = facts.insight.deals if facts.insight else ()
    return grouped((deal for deal in deals if deal.is_open), lambda deal: deal.stage)


def _stage(
    each: FunnelStage, deals: Sequence[Deal], success: Decimal | None, digits: int
) -> tuple[Cell, ...]:
    expected = None
    if each.expected is not None and success is not None:
        parts = ((deal.number, rounded(deal.amount * success, digits)) for deal in deals)
        expected = told_by(each.expected, parts, _EXPECTED)
    return each.stage, *_told(each, deals), each.success, expected, landing_month(each)


def _told(each: FunnelStage | StageSum, deals: Sequence[Deal]) -> tuple[Cell, Cell]:
    """(count, amount)"""
    numbers = [deal.number for deal in deals]
    return followed(each.count, numbers), followed(each.amount, numbers)


def _outside(facts: DailyFacts, known: set[str], language: Language) -> Iterator[tuple[Cell, ...]]:
    """Open opportunities without a stage, or with one that is not in the list: counted, nothing expected."""
    sums: dict[str | None, tuple[int, Decimal]] = {}
    for each in facts.stages:
        if each.state == OPEN and each.stage not in known:
            count, amount = sums.get(each.stage or None, (0, Decimal(0)))
            sums[each.stage or None] = (count + each.count, amount + each.amount)
    open_deals = _open_deals(facts)
    for stage, (count, amount) in sums.items():
        each = StageSum(OPEN, stage, None, count, amount)
        yield stage or _NO_STAGE[language], *_told(each, open_deals.get(stage, ())), None, None, None


def landing(facts: DailyFacts, language: Language, today: date) -> ReportTable:
    """What is expected month by month, the gap months among them."""
    stages = funnel(facts.choices.get("stage", ()), facts.stages, facts.currency_digits)
    months, expected = by_month(stages), _expected_in(stages, facts)
    return ReportTable(
        Name("落地月份", "Landing months"),
        (
            TableColumn(Name("从现在起第几个月", "Month from now"), Unit.COUNT, width=18),
            _EXPECTED,
        ),
        [(month, told_by(amount, expected.get(month, ()), _EXPECTED)) for month, amount in months.items()],
        notes.landing(
            [month for month, amount in months.items() if not amount],
            refill(stages, facts.currency_digits),
            language,
            today,
        ),
        chart=Chart((0,), 1) if months else None,
        is_over_time=True,
    )


def _expected_in(
    stages: Sequence[FunnelStage], facts: DailyFacts
) -> Mapping[int, Sequence[tuple[str, Decimal]]]:
    """By month the open deals that land in it, each with what is expected of it."""
    open_deals, success = _open_deals(facts), success_from(facts.choices.get("stage", ()))
    found: dict[int, list[tuple[str, Decimal]]] = {}
    for each in stages:
        chance = success[each.stage]
        if chance is not None:
            found.setdefault(landing_month(each), []).extend(
                (deal.number, rounded(deal.amount * chance, facts.currency_digits))
                for deal in open_deals.get(each.stage, ())
            )
    return found


def states(facts: DailyFacts, language: Language, today: date) -> ReportTable:
    """All opportunities by person and state."""
    sums: dict[tuple[str, str], StageSum] = {}
    for each in facts.stages:
        key = (
            each.owner or NOBODY[language],
            STATES[each.state][language] if each.state in STATES else each.state or BLANK[language],
        )
        before = sums.get(key)
        count, amount = (before.count, before.amount) if before else (0, Decimal(0))
        sums[key] = StageSum(each.state, None, each.owner, count + each.count, amount + each.amount)
    deals = facts.insight.deals if facts.insight else ()
    theirs = grouped(deals, lambda deal: (deal.owner or None, deal.state))
    rows = [
        (person, state, *_told(each, theirs.get((each.owner or None, each.state), ())))
        for (person, state), each in sorted(sums.items())
    ]
    return ReportTable(
        Name("各人商机", "Opportunities by person"),
        (
            TableColumn(Name("负责人", "Owner"), width=18),
            TableColumn(Name("状态", "State")),
            TableColumn(Name("商机数", "Opportunities"), Unit.COUNT, is_summed=True),
            TableColumn(Name("金额", "Amount"), Unit.MONEY, is_summed=True, width=18),
        ),
        rows,
        notes.states(today),
    )


_COMING = Name("休息日到期", "On days off")
_LISTS: Mapping[Name, Callable[[PersonDue], Sequence[DueRow]]] = {
    Name("待跟进", "Due"): lambda each: each.due,
    Name("其中逾期", "Of these overdue"): lambda each: [row for row in each.due if row.days_overdue],
    _COMING: lambda each: each.coming,
    Name("没有下次时间", "No next date"): lambda each: each.undated,
    Name("太久没跟进", "Neglected"): lambda each: each.neglected,
    Name("已过预计成交", "Close passed"): lambda each: each.closing,
}


def due_counts(due: DueList, language: Language) -> ReportTable:
    """How much waits for each person."""
    counted = tuple(_LISTS)
    if not any(each.coming for each in due.people):
        counted = tuple(name for name in counted if name is not _COMING)
    rows = [
        (each.person or NOBODY[language], *(_rows(_LISTS[name](each)) for name in counted))
        for each in due.people
    ]
    columns = tuple(TableColumn(name, Unit.COUNT, is_summed=True, width=16) for name in counted)
    return ReportTable(
        Name("待跟进", "Due"),
        (TableColumn(Name("负责人", "Owner"), width=18), *columns),
        rows,
        notes.due_counts(due.date),
        chart=Chart((0,), 1) if rows else None,
    )


def _rows(rows: Sequence[DueRow]) -> Cell:
    return followed(len(rows), (row.record.number for row in rows))


def came_in(facts: DailyFacts, language: Language, today: date) -> ReportTable:
    """The files of the day."""
    rows = [
        (
            each.id,
            say(each.arrival.received, language),
            each.arrival.sender or "",
            _file(each),
            _OUTCOMES[each.outcome][language],
            _rows_of(each, sum(sheet.new + sheet.changed + sheet.unchanged for sheet in each.sheets)),
            _rows_of(each, sum(sheet.held for sheet in each.sheets)),
        )
        for each in facts.receipts
    ]
    return ReportTable(
        Name("收到的文件", "What came in"),
        (
            TableColumn(Name("导入回执", "Receipt")),
            TableColumn(Name("时间", "Time"), width=17),
            TableColumn(Name("发件人", "Sender")),
            TableColumn(Name("文件", "File"), width=36),
            TableColumn(Name("结果", "Outcome")),
            TableColumn(Name("收下行数", "Rows taken"), Unit.COUNT, is_summed=True),
            TableColumn(Name("退回行数", "Rows held"), Unit.COUNT, is_summed=True),
        ),
        rows,
        notes.came_in(facts.first, today),
    )


def _file(each: Receipt) -> Cell:
    """The file's name, linked to its answer, or to the file itself where it was held."""
    return file_link(each.arrival.file, each.answer) if each.answer else each.arrival.file


def _rows_of(each: Receipt, count: int) -> Cell:
    """How many rows, to be followed to the answer, where every row stands with what became of it."""
    return file_count(count, each.answer) if each.answer else count


def held(facts: DailyFacts, language: Language, today: date) -> ReportTable:
    """Every row and file of the day that was held, and why, but for those that still wait to be mended."""
    waiting = _Waiting(facts.unmended)
    rows = [
        (receipt.arrival.sender or "", _file(receipt), str(each.place), each.value, message(each, language), hint(each, language))
        for receipt in facts.receipts
        for each in receipt.findings
        if each.rule.severity is Severity.ERROR and not waiting.has(receipt, each)
    ]  # fmt: skip
    note = notes.came_in(facts.first, today)
    return ReportTable(
        Name("退回的行", "Held rows"),
        (
            TableColumn(Name("发件人", "Sender")),
            TableColumn(Name("文件", "File"), width=28),
            TableColumn(Name("位置", "Place"), width=18),
            TableColumn(Name("原值", "Value"), width=18),
            TableColumn(Name("原因", "What is the matter"), width=48),
            TableColumn(Name("怎么改", "What to do"), width=48),
        ),
        rows,
        Name(note.zh + _OTHERS.zh, f"{note.en} {_OTHERS.en}") if facts.unmended else note,
    )


_OTHERS = Name("还没改好的列在“退回未改”里。", "Those that are not mended yet stand in a table of their own.")


class _Waiting:
    """What is listed as not mended yet, by list, sheet and row."""

    def __init__(self, unmended: Unmended) -> None:
        self._rows = {(list_name(each.file), each.sheet, each.row) for each in unmended.rows}
        self._files = {each.receipt for each in unmended.files}

    def has(self, receipt: Receipt, error: Finding) -> bool:
        """Whether the rows of an error, or its file, are all listed."""
        if receipt.id in self._files:
            return True
        file, place = list_name(receipt.arrival.file), error.place
        rows = (place.row, *error.rows) if place.row is not None or not error.rows else error.rows
        return place.sheet is not None and all((file, place.sheet, row) in self._rows for row in rows)


def left_out(records: int) -> ReportTable:
    """Says that the deeper reports were not made, and how to have them."""
    return ReportTable(
        Name("没有做的报表", "Reports left out"),
        (TableColumn(Name("现有记录数", "Records in the store"), Unit.COUNT, width=24),),
        [(records,)],
        notes.LEFT_OUT,
    )
