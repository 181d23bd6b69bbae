"""Products: what is sold, at what price against the list, and which lines went below the floor."""

from __future__ import annotations

import pandas as pd

from workbook_crm.model.insight import Period
from workbook_crm.model.language import Language, Name
from workbook_crm.model.options import CATALOG_KINDS, OPEN, WON
from workbook_crm.model.report import Cell, Chart, ReportTable, TableColumn, Unit, told_by
from workbook_crm.report import notes
from workbook_crm.report.frames import Frames, within
from workbook_crm.report.measures import by_group, rows_of, side_by_side, told_counts, told_sums
from workbook_crm.report.months import NOTHING, rounded, share
from workbook_crm.report.words import NOBODY, STATES

_KINDS = {option.code: option.name for option in CATALOG_KINDS}
_QUANTITY = TableColumn(Name("本行数量", "Quantity of the line"), Unit.NUMBER)
_AMOUNT = TableColumn(Name("本行金额", "Amount of the line"), Unit.MONEY)
_BELOW_LIST = TableColumn(Name("本行比目录价低", "Line below list"), Unit.PERCENT)
_GAP = TableColumn(Name("与底价的差额", "Against the floor"), Unit.MONEY)
_NOT_LISTED = Name("不在目录", "Not in the catalog")


def products(frames: Frames, language: Language, period: Period) -> ReportTable:
    """Each product and spec: sold and offered, and how far below the list it went."""
    lines, by = _lines(frames, period), ["kind", "product", "spec"]
    lines = lines[lines["state"].isin([WON, OPEN])]
    won, offered = (lines[lines["state"] == state] for state in (WON, OPEN))
    low = _below_floor(lines, frames.digits)
    table = side_by_side(
        {
            "won": told_sums(won, by, "quantity", _QUANTITY),
            "won_amount": told_sums(won, by, "amount", _AMOUNT),
            "open": told_sums(offered, by, "quantity", _QUANTITY),
            "open_amount": told_sums(offered, by, "amount", _AMOUNT),
            "below_list": _below_list(pd.concat([won, offered]), by),
            "below_floor": told_counts(low, by, "gap", _GAP),
        },
        unknown={"below_list"},
    )
    ranked = table.sort_values(["won_amount", "product", "spec"], ascending=[False, True, True])
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
        [
            ((_KINDS.get(kind) or _NOT_LISTED)[language], product, spec, *figures)
            for (kind, product, spec), *figures in rows_of(ranked)
        ],
        notes.products(period),
        chart=Chart((1, 2), 4),
    )


def _lines(frames: Frames, period: Period) -> pd.DataFrame:
    """Lines of opportunities that are open, or ended in the period."""
    lines = frames.lines
    return lines[(lines["state"] == OPEN) | within(lines["ended"], period)]


def _below_list(lines: pd.DataFrame, by: list[str]) -> pd.Series:
    """How much less than at the catalog's prices, of the lines that have one; each told with its own."""
    priced = lines[lines["listed"].fillna(0) != 0]
    numbers, amounts, prices = (list(priced[field]) for field in ("number", "amount", "listed"))

    def figure(at: list[int]) -> Cell:
        listed = sum((prices[nth] for nth in at), NOTHING)
        part = share(listed - sum((amounts[nth] for nth in at), NOTHING), listed)
        parts = [(numbers[nth], share(prices[nth] - amounts[nth], prices[nth])) for nth in at]
        return None if part is None else told_by(part, parts, _BELOW_LIST)

    return by_group(priced, by, figure)


def _below_floor(lines: pd.DataFrame, digits: int) -> pd.DataFrame:
    """The lines for less than the catalog's lowest price, with that and the gap, the largest first."""
    bounded = lines[lines["floor"].notna()]
    bounded = bounded.assign(floor=bounded["floor"].map(lambda floor: rounded(floor, digits)))
    bounded = bounded.assign(gap=bounded["amount"] - bounded["floor"])
    return bounded[bounded["gap"] < 0].sort_values("gap", kind="stable")


def below_floor(frames: Frames, language: Language, period: Period) -> ReportTable:
    """The lines below the floor, the largest gap first."""
    low = _below_floor(_lines(frames, period), frames.digits)
    low = low.assign(
        owner=low["owner"].replace("", NOBODY[language]),
        state=[STATES[state][language] if state in STATES else state for state in low["state"]],
    )
    fields = ["number", "name", "owner", "state", "product", "spec", "amount", "floor"]
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
        list(low[fields].itertuples(index=False, name=None)),
        notes.below_floor(period),
        is_list=True,
    )
