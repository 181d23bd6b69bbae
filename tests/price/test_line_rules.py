"""What one line comes to: which price, which discount, what is said where; each rule at its edge, without a store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.check.tables import linked_of, record_of, table_of
from workbook_crm.model.linked import Context, Target
from workbook_crm.model.settings import Settings
from workbook_crm.model.snapshot import Snapshot
from workbook_crm.model.taxes import Tax
from workbook_crm.price.lines import price
from workbook_crm.price.taxes import Line, with_tax

CONTEXT = Context(Snapshot(), Settings(), date(2026, 11, 23))
HEADER = "product | unit_price | quantity | periods | discount | amount"
ITEM = "code | kind | product | spec | unit_price | floor_price | billing_period"
FORKLIFT = "F | vehicle | 叉车 |  | 1000 | 800 | "
RENTED = "R | rental | 月租 |  | 100 |  | day"
Priced = tuple[str | None, str | None, str | None]


def priced(
    row: str, item: str | None = FORKLIFT, known: str | None = None, *, header: str = HEADER,
    typed: str | None = None, tax: Tax | None = None, settings: Settings | None = None,
) -> tuple[Priced, list[tuple[str, str]], Any]:  # fmt: skip
    """(unit price, discount, amount) of a line, (code, cell) of all that is said, and the line itself."""
    table = table_of("opportunity_lines", header, row)
    if typed is not None:
        table = replace(table, rows=(replace(table.rows[0], typed=(("discount", typed),)),))
    if tax is not None:
        table = replace(table, taxes={2: tax})
    stored: dict[str, Mapping[int, Any]] = {}
    if item is not None:
        stored["catalog"] = {1: record_of("catalog", ITEM, item)}
    if known is not None:
        stored["opportunity_lines"] = {1: record_of("opportunity_lines", HEADER, known)}
    targets = ({"item": (Target("catalog", 1) if item else None,)},)
    linked = linked_of(table, ids=[[1 if known else -1]], targets=targets, stored=stored)
    done, found = price(linked, replace(CONTEXT, settings=settings or Settings()))
    line = done.batch.tables[0].rows[0]
    told = (line.record.unit_price, line.record.discount, line.record.amount)
    values = tuple(None if each is None else f"{each.normalize():f}" for each in told)
    return (
        (values[0], values[1], values[2]),
        [(each.rule.code, each.place.cell or "") for each in found],
        line,
    )


LINES: list[tuple[str, str | None, str | None, Priced, list[tuple[str, str]]]] = [
    # the row, the catalog's item, what is known of the line, what comes of it, what is said
    ("叉车 |  | 2 |  |  | ", FORKLIFT, None, ("1000", None, "2000"), []),
    ("叉车 | 900 | 2 |  |  | ", FORKLIFT, None, ("900", None, "1800"), []),
    ("叉车 | 900 | 2 |  |  | ", None, None, ("900", None, "1800"), []),
    ("叉车 |  | 2 |  |  | ", None, None, (None, None, None), []),
    ("叉车 |  | 2 |  |  | ", "F | vehicle | 叉车 |  |  |  | ", None, (None, None, None), [("no-price", "B2")]),
    ("叉车 | 900 | 2 |  |  | ", "F | vehicle | 叉车 |  |  |  | ", None, ("900", None, "1800"), []),
    # an amount is all that is told
    ("叉车 |  |  |  |  | 500.005", FORKLIFT, None, (None, None, "500.01"), []),
    ("叉车 |  |  |  |  | ", FORKLIFT, None, ("1000", None, None), []),
    # what the line had before
    ("叉车 |  | 3 |  |  | ", FORKLIFT, "叉车 | 900 | 2 |  | 0.1 | 1620", ("900", "0.1", "2430"), []),
    ("叉车 |  | 3 |  |  | 1620", FORKLIFT, "叉车 | 900 | 2 |  | 0.1 | 1620", ("900", "0.1", "2430"), []),
    ("叉车 |  | 3 |  |  | 1621", FORKLIFT, "叉车 | 900 | 2 |  | 0.1 | 1620", ("900", "0.1", "2430"), [("total-differs", "F2")]),
    # another product than before: its own price, unless the sender writes one
    ("叉车 |  | 2 |  |  | ", FORKLIFT, "轮胎 | 680 | 2 |  |  | 1360", ("1000", None, "2000"), []),
    ("叉车 | 680 | 2 |  |  | ", FORKLIFT, "轮胎 | 680 | 2 |  |  | 1360", ("680", None, "1360"), [("price-not-changed", "B2"), ("below-floor", "B2")]),
    ("叉车 | 900 | 2 |  |  | ", FORKLIFT, "轮胎 | 680 | 2 |  |  | 1360", ("900", None, "1800"), []),
    ("叉车 | 1000 | 2 |  |  | ", FORKLIFT, "轮胎 | 1000 | 2 |  |  | 2000", ("1000", None, "2000"), []),
    ("叉 车 | 680 | 2 |  |  | ", FORKLIFT, "叉车 | 680 | 2 |  |  | 1360", ("680", None, "1360"), [("below-floor", "B2")]),
    ("叉车 |  | 2 |  |  | ", "F | vehicle | 叉车 |  |  |  | ", "轮胎 | 680 | 2 |  |  | 1360", ("680", None, "1360"), []),
    ("叉车 |  | 2 |  |  | ", None, "轮胎 | 680 | 2 |  |  | 1360", ("680", None, "1360"), []),
    # periods count for what is rented
    ("月租 |  | 2 | 3 |  | ", RENTED, None, ("100", None, "600"), []),
    ("月租 |  | 2 |  |  | ", RENTED, None, ("100", None, None), [("periods-needed", "D2")]),
    ("叉车 |  | 2 | 3 |  | ", FORKLIFT, None, ("1000", None, "2000"), []),
    ("叉车 | 900 | 2 | 3 |  | ", None, None, ("900", None, "5400"), []),
    # a total: as worked out, but for less than a cent
    ("叉车 |  | 2 |  |  | 2000", FORKLIFT, None, ("1000", None, "2000"), []),
    ("叉车 |  | 2 |  |  | 2000.009", FORKLIFT, None, ("1000", None, "2000"), []),
    ("叉车 |  | 2 |  |  | 2000.01", FORKLIFT, None, ("1000", None, "2000"), [("total-differs", "F2")]),
    ("叉车 |  | 2 |  |  | 1999.99", FORKLIFT, None, ("1000", None, "2000"), [("total-differs", "F2")]),
    ("叉车 |  | 2 |  |  | 0", FORKLIFT, None, ("1000", None, "2000"), [("total-differs", "F2")]),
    # discount, limit and floor
    ("叉车 |  | 2 |  | 0.1 | ", FORKLIFT, None, ("1000", "0.1", "1800"), []),
    ("叉车 |  | 2 |  | 0.101 | ", FORKLIFT, None, ("1000", "0.101", "1798"), [("discount-limit", "E2")]),
    ("叉车 |  | 2 |  | 0.2 | ", FORKLIFT, None, ("1000", "0.2", "1600"), [("discount-limit", "E2")]),
    ("叉车 |  | 2 |  | 0.201 | ", FORKLIFT, None, ("1000", "0.201", "1598"), [("below-floor", "B2")]),
    ("叉车 |  | 2 |  | 1 | ", None, None, (None, "1", None), []),
    ("叉车 | 900 | 2 |  | 1 | ", None, None, ("900", "1", "0"), [("discount-limit", "E2")]),
    ("叉车 | 800 | 2 |  |  | ", FORKLIFT, None, ("800", None, "1600"), []),
    ("叉车 | 799.99 | 2 |  |  | ", FORKLIFT, None, ("799.99", None, "1599.98"), [("below-floor", "B2")]),
]  # fmt: skip


@pytest.mark.parametrize(("row", "item", "known", "expected", "said"), LINES)
def test_what_a_line_comes_to(
    row: str, item: str | None, known: str | None, expected: Priced, said: list[tuple[str, str]]
) -> None:
    assert priced(row, item, known)[:2] == (expected, said)


OPEN: list[tuple[str, str | None, str, Priced, list[tuple[str, str]]]] = [
    # a discount that may mean several things (behind ≈), what its header says of it, the row's total
    ("500元", None, "1500", ("1000", "0.25", "1500"), [("discount-is-money", "E2"), ("below-floor", "B2")]),
    ("500元", None, "1000", ("1000", "0.5", "1000"), [("discount-is-money", "E2"), ("below-floor", "B2")]),  # off each
    ("400元", None, "", ("1000", "0.2", "1600"), [("discount-is-money", "E2")]),
    ("2000元", None, "", ("1000", "1", "0"), [("discount-is-money", "E2"), ("below-floor", "B2")]),
    ("2001元", None, "", ("1000", None, "2000"), [("out-of-range", "E2")]),
    ("5", None, "1900", ("1000", "0.05", "1900"), [("discount-by-total", "E2")]),
    ("5", "0.05", "1900", ("1000", "0.05", "1900"), []),
    ("5", "0.05", "", ("1000", "0.05", "1900"), []),
    ("5", "0.05", "1995", ("1000", "0.0025", "1995"), [("discount-is-money", "E2")]),
    ("95", None, "1900", ("1000", "0.05", "1900"), [("discount-by-total", "E2")]),
    ("95", None, "", ("1000", "0.05", "1900"), [("discount-read-as", "E2")]),
    ("95", None, "2000", ("1000", "0", "2000"), [("discount-by-total", "E2")]),
    ("1", None, "", ("1000", None, "2000"), [("discount-unclear", "E2")]),
    ("1", None, "1980", ("1000", "0.01", "1980"), [("discount-by-total", "E2")]),
    ("1", None, "0", ("1000", "1", "0"), [("discount-by-total", "E2"), ("below-floor", "B2")]),
    ("100%", None, "1999", ("1000", None, "2000"), [("discount-unclear", "E2")]),  # nor is the total compared
    ("-0.6", None, "", ("1000", "0.6", "800"), [("discount-read-as", "E2"), ("below-floor", "B2")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "share", "total", "expected", "said"), OPEN)
def test_a_discount_that_may_mean_several_things(
    text: str, share: str | None, total: str, expected: Priced, said: list[tuple[str, str]]
) -> None:
    found = priced(f"叉车 |  | 2 |  | {share or ''} | {total}", typed=f"≈{text}")
    limit = [each for each in found[1] if each[0] != "discount-limit"]
    assert (found[0], limit) == (expected, said)


def test_our_own_total_of_last_time_proves_a_discount_of_the_line_as_it_was() -> None:
    """The quantity was mended, the discount stands as it stood, and the total is ours of last time."""
    known = "叉车 | 1000 | 2 |  | 0.05 | 1900"
    assert priced("叉车 |  | 4 |  |  | 1900", known=known, typed="≈5")[0] == ("1000", "0.05", "3800")
    assert priced("叉车 |  | 4 |  |  | 1901", known=known, typed="≈95")[1][0] == ("discount-read-as", "E2")
    rented = "月租 | 100 | 2 | 3 | 0.05 | 570"
    assert priced("月租 |  | 4 | 3 |  | 570", RENTED, rented, typed="≈95")[0] == ("100", "0.05", "1140")
    assert priced("月租 |  | 4 | 3 |  | 570", RENTED, "月租 |  | 2 | 3 | 0.05 | 570", typed="≈9")[1][0][0] == "discount-read-as"  # fmt: skip


WHERE: list[tuple[str, str, str | None, list[tuple[str, str]]]] = [
    # a sheet without the column: where a person would look for it
    ("product | quantity | amount", "叉车 | 2 | 1", None, [("total-differs", "C2")]),
    ("product | unit_price | quantity", "叉车 | 700 | 2", None, [("below-floor", "B2")]),
    ("product | quantity | discount", "叉车 | 2 | 0.15", None, [("discount-limit", "C2")]),
    ("product | quantity", "月租 | 2", RENTED, [("periods-needed", "A2")]),
    ("product | quantity | unit_price", "月租 | 2 | 90", RENTED, [("periods-needed", "C2")]),
    ("product | quantity | unit_price | amount", "月租 | 2 | 90 | 1", RENTED, [("periods-needed", "D2")]),
    ("quantity | remark", "2 | 热", RENTED, [("periods-needed", "")]),
]


@pytest.mark.parametrize(("header", "row", "item", "said"), WHERE)
def test_where_it_is_said(header: str, row: str, item: str | None, said: list[tuple[str, str]]) -> None:
    found = priced(row, item or FORKLIFT, header=header)[1]
    assert found == said


@pytest.mark.parametrize(
    ("header", "row", "discount", "codes"),
    [
        ("product | quantity | amount", "叉车 | 2 | 1900", "0.05", ["implied-discount"]),
        ("product | quantity | amount", "叉车 | 2 | 1899", None, ["total-differs"]),
        ("product | quantity | discount | amount", "叉车 | 2 |  | 1900", None, ["total-differs"]),
        # a total before its discount, where that stands behind it
        ("product | quantity | amount | discount", "叉车 | 2 | 2000 | 0.05", "0.05", []),
        ("product | quantity | amount | discount", "叉车 | 2 | 1999 | 0.05", "0.05", ["total-differs"]),
        ("product | quantity | discount | amount", "叉车 | 2 | 0.05 | 2000", "0.05", ["total-differs"]),
    ],
)
def test_a_total_and_the_discount_beside_it(
    header: str, row: str, discount: str | None, codes: list[str]
) -> None:
    told, found, _line = priced(row, header=header)
    assert (told[1], [code for code, _cell in found]) == (discount, codes)


def test_what_is_said_of_money_off_and_of_limits_in_words() -> None:
    table = table_of("opportunity_lines", HEADER, "叉车 |  | 2 |  |  | ")
    table = replace(table, rows=(replace(table.rows[0], typed=(("discount", "≈400元"),)),))
    targets = ({"item": (Target("catalog", 1),)},)
    stored = {"catalog": {1: record_of("catalog", ITEM, FORKLIFT)}}
    _done, found = price(linked_of(table, targets=targets, stored=stored), CONTEXT)
    money, limit = (dict(each.facts) for each in found)
    assert (money["working"], money["amount"]) == ("1,000 × 2 − 400", Decimal("1600.00"))
    assert (limit["percent"], limit["limit"]) == ("20", "10")


@pytest.mark.parametrize(("period", "word"), [("day", "日"), ("month", "月"), ("", "月")])
def test_a_rental_that_says_nothing_is_by_the_month(period: str, word: str) -> None:
    table = table_of("opportunity_lines", HEADER, "月租 |  | 2 |  |  | ")
    stored = {"catalog": {1: record_of("catalog", ITEM, f"R | rental | 月租 |  | 100 |  | {period}")}}
    targets = ({"item": (Target("catalog", 1),)},)
    _done, (said,) = price(linked_of(table, targets=targets, stored=stored), CONTEXT)
    told: Any = dict(said.facts)["period"]
    assert told.zh == word


TAXED: list[tuple[str, Tax, Priced, list[str]]] = [
    # the row, what its columns of taxes say
    ("叉车 |  | 2 |  |  | ", Tax(rate=Decimal("0.13"), net_price=Decimal(100)), ("113", None, "226"), ["below-floor", "tax-added"]),
    ("叉车 |  | 2 |  |  | ", Tax(rate=Decimal(0), net_price=Decimal(1000)), ("1000", None, "2000"), []),
    ("叉车 |  |  |  |  | ", Tax(rate=Decimal("0.13"), net_price=Decimal(100)), ("1000", None, None), []),
    ("叉车 |  | 2 |  |  | ", Tax(net_price=Decimal(100)), (None, None, None), ["tax-unsettled"]),
    ("叉车 | 1000 | 2 |  |  | ", Tax(rate=Decimal("0.13")), (None, None, None), ["tax-unsettled"]),
    ("叉车 | 1000 | 2 |  |  | ", Tax(rate=Decimal("0.13"), is_gross=True), ("1000", None, "2000"), []),
    ("叉车 |  | 2 |  | 0.5 | ", Tax(rate=Decimal("0.13"), net_total=Decimal(1000)), ("1130", "0.5", "1130"), ["below-floor", "tax-added"]),
]  # fmt: skip


@pytest.mark.parametrize(("row", "tax", "expected", "codes"), TAXED)
def test_a_line_with_taxes(row: str, tax: Tax, expected: Priced, codes: list[str]) -> None:
    told, found, line = priced(row, tax=tax)
    assert (told, [code for code, _cell in found]) == (expected, codes)
    assert ({"unit_price", "amount"} <= line.erased) is ("tax-unsettled" in codes)


def test_periods_of_a_rental_count_in_what_a_unit_costs_with_tax() -> None:
    tax = Tax(rate=Decimal("0.13"), net_total=Decimal(600))
    assert priced("月租 |  | 2 | 3 |  | ", RENTED, tax=tax)[0] == ("113", None, "678")
    assert priced("叉车 |  | 2 | 3 |  | ", "F | part | 叉车 |  | 1 |  | ", tax=tax)[0] == ("339", None, "678")


def of(
    rate: str = "", tax: str = "", net_price: str = "", net_total: str = "", *, gross: bool = False
) -> Tax:
    said = {"rate": rate, "tax": tax, "net_price": net_price, "net_total": net_total}
    told: dict[str, Any] = {name: Decimal(each) for name, each in said.items() if each}
    return Tax(**told, is_gross=gross)


def line(stated: str = "", times: str = "2", typed: str = "") -> Line:
    told = [Decimal(each) if each else None for each in (stated, typed)]
    return Line(told[0], Decimal(times), told[1], Decimal("0.01"))


TAXES: list[tuple[Tax, Line, tuple[str, str | None, str | None] | None]] = [
    # what columns say, what stands beside them; the price, what it is without tax, the rate
    (of("0.13", net_price="100"), line(), ("113", "100", "0.13")),
    (of("0.13", net_total="200"), line(), ("113", "100", "0.13")),
    (of("0.13", net_total="200"), line("99"), None),  # three figures that do not fit
    (of("0.13", net_total="200"), line(times="0"), ("0", None, None)),
    (of("0.13"), line(), ("0", None, None)),
    (of("0.13"), line("113"), None),
    (of("0.13", gross=True), line("113"), ("0", None, None)),
    (of(), line("113"), ("0", None, None)),
    (of("0"), line("113"), ("0", None, None)),
    # the rate: as written, by the tax, by the total
    (of(tax="26", net_price="100"), line(), ("113", "100", "0.13")),
    (of(tax="0", net_price="100"), line(), ("100", "100", "0")),
    (of(tax="100", net_price="100"), line(), ("150", "100", "0.5")),
    (of(tax="102", net_price="100"), line(), None),
    (of(tax="-1", net_price="100"), line(), None),
    (of(net_price="100"), line(), None),
    (of(net_price="100"), line(typed="226"), ("113", "100", "0.13")),
    (of(net_price="100"), line(typed="199"), None),
    (of(tax="26", net_price="100"), line(typed="300"), ("113", "100", "0.13")),
    (of(tax="26", net_price="0"), line(), None),
    (of("0.13", net_price="100"), line(times="0"), ("113", "100", "0.13")),
    # a total that differs by the rounding of the price only is right: 0.01 + 0.005 × 2 × 1.13
    (of("0.13", net_price="100"), line(typed="226.02"), ("113.01", "100", "0.13")),
    (of("0.13", net_price="100"), line(typed="226.0213"), ("113.01065", "100", "0.13")),
    (of("0.13", net_price="100"), line(typed="226.03"), ("113", "100", "0.13")),
    (of("0.13", net_price="100"), line(typed="225.98"), ("112.99", "100", "0.13")),
    (of("0.13", net_price="100"), line(typed="225.97"), ("113", "100", "0.13")),
    # a price that does not say whether tax is in it
    (of("0.13"), line("100", typed="226"), ("113", "100", "0.13")),
    (of("0.13"), line("113", typed="226"), ("0", None, None)),
    (of("0.13"), line("100", typed="226.02"), ("113.01", "100", "0.13")),
    (of("0.13"), line("100", typed="226.021"), ("0", None, None)),
    (of("0.13"), line("100", typed="999"), ("0", None, None)),
    (of(tax="26"), line("100"), None),  # the rate is told by the tax: it proves nothing
    (of(tax="26"), line("100", typed="226"), ("113", "100", "0.13")),
    (of("0.13", tax="26"), line("100"), ("113", "100", "0.13")),
    (of("0.13", tax="26"), line("113"), ("0", None, None)),
    (of("0.13", tax="27"), line("113"), None),
    (of("0.13", net_total="200"), line("100"), ("113", "100", "0.13")),
    (of("0.13", net_total="200"), line("113"), ("0", None, None)),
    (of("0.13", tax="26", net_total="200"), line("100"), ("113", "100", "0.13")),
    (of("0.13", tax="26", net_total="200"), line("113"), ("0", None, None)),
    (of("0.13", tax="26"), line("100", typed="200"), ("0", None, None)),  # they contradict each other
    (of("0.13"), line("0", typed="0"), None),
    (of(tax="0.10", net_price="0.5"), line(times="1"), ("0.6", "0.5", "0.2")),
    (of(tax="0.13"), line("0.5", times="1", typed="0.63"), ("0.63", "0.5", "0.26")),
    (of("0.13"), line("100", times="0"), None),
    (of("0.0001"), line("1", times="1", typed="1"), ("0", None, None)),  # so little tax that both fit
]


@pytest.mark.parametrize(("tax", "beside", "expected"), TAXES)
def test_what_the_customer_pays_for_a_unit(
    tax: Tax, beside: Line, expected: tuple[str, str | None, str | None] | None
) -> None:
    found = with_tax(tax, beside)
    told = found and tuple(None if each is None else f"{each.normalize():f}" for each in found)
    assert told == expected
