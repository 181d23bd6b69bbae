"""Products: what is sold, at what price against the list, and which lines went below the floor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from workbook_crm.model.insight import Deal, Insight, Period, SoldLine
from workbook_crm.model.language import Language, Name
from workbook_crm.model.options import CATALOG_KINDS, OPEN, WON
from workbook_crm.model.report import Cell, Chart, ReportTable, TableColumn, Unit, told_by
from workbook_crm.report import notes
from workbook_crm.report.months import NOTHING, grouped, rounded, share
from workbook_crm.report.words import NOBODY, STATES

_KINDS = {option.code: option.name for option in CATALOG_KINDS}
_QUANTITY = TableColumn(Name("本行数量", "Quantity of the line"), Unit.NUMBER)
_AMOUNT = TableColumn(Name("本行金额", "Amount of the line"), Unit.MONEY)
_BELOW_LIST = TableColumn(Name("本行比目录价低", "Line below list"), Unit.PERCENT)
_GAP = TableColumn(Name("与底价的差额", "Against the floor"), Unit.MONEY)
_NOT_LISTED = Name("不在目录", "Not in the catalog")


def products(insight: Insight, language: Language, period: Period) -> ReportTable:
    """Each product and spec: sold and offered, and how far below the list it went."""
    state_of = {deal.number: deal.state for deal in insight.deals if deal.is_open or period.holds(deal.ended)}
    told = (line for line in insight.lines if state_of.get(line.opportunity) in {WON, OPEN})
    groups = grouped(told, lambda line: (line.kind or "", line.product, line.spec or ""))
    rows = [_product(key, lines, state_of, language, insight.digits) for key, lines in groups.items()]
    rows.sort(key=lambda row: (-row[4], str(row[1]), str(row[2])))  # type: ignore[operator]  # an amount
    return ReportTable(
        Name("产品与优惠", "Products"),
        (
            TableColumn(Name("类别", "Kind"), width=14),
            TableColumn(Name("产品", "Product"), width=26),
            TableColumn(Name("规格", "Spec"), width=16),
            TableColumn(Name("赢单数量", "Quantity won"), Unit.NUMBER, is_summed=True),
            TableColumn(Name("赢单金额", "Amount won"), Unit.MONEY, is_summed=True, width=18),
            TableColumn(Name("洽谈中数量", "Quantity open"), Unit.NUMBER, is_summed=True),
            TableColumn(Name("洽谈中金额", "Amount open"), Unit.MONEY, is_summed=True, width=18),
            TableColumn(Name("比目录价低", "Below list"), Unit.PERCENT, width=14),
            TableColumn(Name("低于底价的行", "Lines below floor"), Unit.COUNT, is_summed=True, width=16),
        ),
        rows,
        notes.products(period),
        chart=Chart((1, 2), 4),
    )


def _product(
    key: tuple[str, str, str],
    lines: Sequence[SoldLine],
    state_of: Mapping[str, str],
    language: Language,
    digits: int,
) -> tuple[Cell, ...]:
    kind, product, spec = key
    won = [line for line in lines if state_of.get(line.opportunity) == WON]
    offered = [line for line in lines if state_of.get(line.opportunity) == OPEN]
    low = [line for line in lines if is_below_floor(line, digits)]
    return (
        (_KINDS.get(kind) or _NOT_LISTED)[language],
        product,
        spec,
        _quantity(won),
        _amount(won),
        _quantity(offered),
        _amount(offered),
        _below_list([*won, *offered]),
        told_by(len(low), ((line.opportunity, line.amount - _floor(line, digits)) for line in low), _GAP),
    )


def _quantity(lines: Sequence[SoldLine]) -> Cell:
    parts = [(line.opportunity, line.quantity) for line in lines]
    return told_by(sum((line.quantity for line in lines), NOTHING), parts, _QUANTITY)


def _amount(lines: Sequence[SoldLine]) -> Cell:
    parts = [(line.opportunity, line.amount) for line in lines]
    return told_by(sum((line.amount for line in lines), NOTHING), parts, _AMOUNT)


def _below_list(lines: Sequence[SoldLine]) -> Cell:
    known = [(line, line.listed) for line in lines if line.listed]
    listed = sum((each for _line, each in known), NOTHING)
    part = share(listed - sum((line.amount for line, _each in known), NOTHING), listed)
    parts = [(line.opportunity, share(each - line.amount, each)) for line, each in known]
    return None if part is None else told_by(part, parts, _BELOW_LIST)


def is_below_floor(line: SoldLine, digits: int) -> bool:
    """Whether a line was sold or offered for less than the catalog's lowest price."""
    return line.floor is not None and line.amount < _floor(line, digits)


def _floor(line: SoldLine, digits: int) -> Decimal:
    return rounded(line.floor or NOTHING, digits)


def below_floor(insight: Insight, language: Language, period: Period) -> ReportTable:
    """The lines below the floor, the largest gap first."""
    deals = {deal.number: deal for deal in insight.deals if deal.is_open or period.holds(deal.ended)}
    told = (
        line for line in insight.lines if line.opportunity in deals and is_below_floor(line, insight.digits)
    )
    low = sorted(told, key=lambda line: line.amount - (line.floor or NOTHING))
    return ReportTable(
        Name("低于底价", "Below floor"),
        (
            TableColumn(Name("商机", "Opportunity"), names_record=True),
            TableColumn(Name("商机名称", "Name"), width=26),
            TableColumn(Name("负责人", "Owner"), width=14),
            TableColumn(Name("状态", "State"), width=10),
            TableColumn(Name("产品", "Product"), width=26),
            TableColumn(Name("规格", "Spec"), width=16),
            TableColumn(Name("金额", "Amount"), Unit.MONEY, is_summed=True, width=16),
            TableColumn(Name("按底价", "At floor price"), Unit.MONEY, is_summed=True, width=16),
        ),
        [_low(line, deals[line.opportunity], language, insight.digits) for line in low],
        notes.below_floor(period),
        is_list=True,
    )


def _low(line: SoldLine, deal: Deal, language: Language, digits: int) -> tuple[Cell, ...]:
    state = STATES[deal.state][language] if deal.state in STATES else deal.state
    owner, name = deal.owner or NOBODY[language], deal.name
    floor = _floor(line, digits)
    return line.opportunity, name, owner, state, line.product, line.spec, line.amount, floor
