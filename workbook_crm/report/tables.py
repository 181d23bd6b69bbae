"""The tables of every day: pipeline, landing months, who has what, what came in, what was held."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from workbook_crm.model.due import DueList
from workbook_crm.model.finding import Severity
from workbook_crm.model.language import Language, Name
from workbook_crm.model.options import OPEN
from workbook_crm.model.report import Cell, DailyFacts, ReportTable, StageSum, TableColumn, Unit
from workbook_crm.model.run import Outcome
from workbook_crm.model.words import hint, message, say
from workbook_crm.report import notes
from workbook_crm.report.funnel import by_month, funnel, landing_month, refill
from workbook_crm.report.words import NOBODY, STATES

_NO_STAGE = Name("（未填阶段）", "(no stage)")
_OUTCOMES = {
    Outcome.TAKEN: Name("收下", "Taken in"),
    Outcome.DUPLICATE: Name("以前收过", "Taken in before"),
    Outcome.HELD: Name("没有收下", "Held"),
}


def pipeline(facts: DailyFacts, language: Language) -> ReportTable:
    """Open opportunities by stage, with what is expected of them and when it lands."""
    stages = funnel(facts.choices.get("stage", ()), facts.stages)
    rows: list[tuple[Cell, ...]] = [
        (each.stage, each.count, each.amount, each.success, each.expected, landing_month(each))
        for each in stages
    ]
    rows += _outside(facts, {each.stage for each in stages}, language)
    return ReportTable(
        Name("商机漏斗", "Pipeline"),
        (
            TableColumn(Name("阶段", "Stage"), width=22),
            TableColumn(Name("商机数", "Opportunities"), Unit.COUNT, is_summed=True),
            TableColumn(Name("金额", "Amount"), Unit.MONEY, is_summed=True, width=18),
            TableColumn(Name("成功率", "Success rate"), Unit.PERCENT),
            TableColumn(Name("预期金额", "Expected amount"), Unit.MONEY, is_summed=True, width=18),
            TableColumn(Name("第几个月落地", "Lands in month"), Unit.COUNT, width=16),
        ),
        rows,
        notes.pipeline([each.stage for each in stages if each.expected is None], language),
        chart=(0, 2),
    )


def _outside(facts: DailyFacts, known: set[str], language: Language) -> Iterator[tuple[Cell, ...]]:
    """Open opportunities without a stage, or with one that is not in the list: counted, nothing expected."""
    sums: dict[str, tuple[int, Decimal]] = {}
    for each in facts.stages:
        if each.state == OPEN and each.stage not in known:
            name = each.stage or _NO_STAGE[language]
            count, amount = sums.get(name, (0, Decimal(0)))
            sums[name] = (count + each.count, amount + each.amount)
    for name, (count, amount) in sums.items():
        yield name, count, amount, None, None, None


def landing(facts: DailyFacts, language: Language) -> ReportTable:
    """What is expected month by month, the gap months among them."""
    stages = funnel(facts.choices.get("stage", ()), facts.stages)
    months = by_month(stages)
    return ReportTable(
        Name("落地月份", "Landing months"),
        (
            TableColumn(Name("从现在起第几个月", "Month from now"), Unit.COUNT, width=18),
            TableColumn(Name("预期金额", "Expected amount"), Unit.MONEY, is_summed=True, width=18),
        ),
        tuple(months.items()),
        _gaps_and_refill(months, refill(stages), language),
        chart=(0, 1) if months else None,
    )


def _gaps_and_refill(months: Mapping[int, Decimal], needed: Decimal, language: Language) -> Name:
    gaps = [str(month) for month, amount in months.items() if not amount]
    zh, en = [], []
    if gaps:
        zh.append(f"第 {'、'.join(gaps)} 个月没有预期金额：需要新的商机来补。")
        en.append(f"Nothing is expected in month {', '.join(gaps)}: new business is needed for it.")
    if needed:
        zh.append(f"要保持现在的水平，第一阶段每月需要新商机 {say(needed, language)}。")
        en.append(f"To keep this up, the first stage needs {say(needed, language)} of new business a month.")
    return Name("".join(zh), " ".join(en))


def states(facts: DailyFacts, language: Language) -> ReportTable:
    """All opportunities by person and state."""
    sums: dict[tuple[str, str], StageSum] = {}
    for each in facts.stages:
        key = (
            each.owner or NOBODY[language],
            STATES[each.state][language] if each.state in STATES else each.state,
        )
        before = sums.get(key)
        count, amount = (before.count, before.amount) if before else (0, Decimal(0))
        sums[key] = StageSum(each.state, None, each.owner, count + each.count, amount + each.amount)
    rows = [(person, state, each.count, each.amount) for (person, state), each in sorted(sums.items())]
    return ReportTable(
        Name("各人商机", "Opportunities by person"),
        (
            TableColumn(Name("负责人", "Owner"), width=18),
            TableColumn(Name("状态", "State")),
            TableColumn(Name("商机数", "Opportunities"), Unit.COUNT, is_summed=True),
            TableColumn(Name("金额", "Amount"), Unit.MONEY, is_summed=True, width=18),
        ),
        rows,
    )


def due_counts(due: DueList, language: Language) -> ReportTable:
    """How much waits for each person."""
    rows = [
        (
            each.person or NOBODY[language],
            len(each.due),
            sum(1 for row in each.due if row.days_overdue),
            len(each.undated),
            len(each.neglected),
            len(each.closing),
        )
        for each in due.people
    ]
    counted = (
        Name("待跟进", "Due"),
        Name("其中逾期", "Of these overdue"),
        Name("没有下次时间", "No next date"),
        Name("太久没跟进", "Neglected"),
        Name("已过预计成交", "Close passed"),
    )
    columns = tuple(TableColumn(name, Unit.COUNT, is_summed=True, width=16) for name in counted)
    return ReportTable(
        Name("待跟进", "Due"),
        (TableColumn(Name("负责人", "Owner"), width=18), *columns),
        rows,
        chart=(0, 1) if rows else None,
    )


def came_in(facts: DailyFacts, language: Language) -> ReportTable:
    """The files of the day."""
    rows = [
        (
            each.id,
            say(each.arrival.received, language),
            each.arrival.sender or "",
            each.arrival.file,
            _OUTCOMES[each.outcome][language],
            sum(sheet.new + sheet.changed + sheet.unchanged for sheet in each.sheets),
            sum(sheet.held for sheet in each.sheets),
        )
        for each in facts.receipts
    ]
    return ReportTable(
        Name("收到的文件", "What came in"),
        (
            TableColumn(Name("收据", "Receipt")),
            TableColumn(Name("时间", "Time"), width=17),
            TableColumn(Name("发件人", "Sender")),
            TableColumn(Name("文件", "File"), width=36),
            TableColumn(Name("结果", "Outcome")),
            TableColumn(Name("收下行数", "Rows taken"), Unit.COUNT, is_summed=True),
            TableColumn(Name("退回行数", "Rows held"), Unit.COUNT, is_summed=True),
        ),
        rows,
    )


def held(facts: DailyFacts, language: Language) -> ReportTable:
    """Every row and file of the day that was held, and why."""
    rows = [
        (receipt.arrival.sender or "", receipt.arrival.file, str(each.place), each.value, message(each, language), hint(each, language))
        for receipt in facts.receipts
        for each in receipt.findings
        if each.rule.severity is Severity.ERROR
    ]  # fmt: skip
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
    )


def left_out(records: int) -> ReportTable:
    """Says that the deeper reports were not made, and how to have them."""
    return ReportTable(
        Name("没有做的报表", "Reports left out"),
        (TableColumn(Name("现有记录数", "Records in the store"), Unit.COUNT, width=24),),
        [(records,)],
        notes.LEFT_OUT,
    )
