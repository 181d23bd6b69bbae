"""A line's price and amount, worked out once more in fractions by the letter of the trade's rules, for lines made at random."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.desk import NOW, Desk, desk

TODAY = NOW.date()
CENT, LIMIT = Fraction(1, 100), Fraction(1, 10)
KINDS = {"vehicle": "整车", "part": "配件", "rental": "租赁", "used": "二手车"}


@dataclass(frozen=True)
class Price:
    """One row of the catalog."""

    spec: str
    amount: Fraction | None
    floor: Fraction | None
    first: date | None
    last: date | None
    is_active: bool


@dataclass(frozen=True)
class Product:
    name: str
    kind: str
    prices: tuple[Price, ...]

    @property
    def specs(self) -> list[str]:
        return sorted({each.spec for each in self.prices})


@dataclass(frozen=True)
class Line:
    """What a sender writes of one product."""

    deal: int
    product: Product
    spec: str
    unit_price: Fraction | None
    quantity: Fraction
    periods: Fraction | None
    discount: Fraction | None
    typed: Fraction | None


@dataclass(frozen=True)
class Worked:
    """What becomes of a line: nothing where it is held."""

    unit_price: Fraction | None = None
    discount: Fraction | None = None
    amount: Fraction | None = None
    warnings: frozenset[str] = frozenset()


HELD = Worked()


def half_up(exact: Fraction) -> Fraction:
    """To the cent, a half always up; amounts are never below nothing."""
    return Fraction((exact / CENT + Fraction(1, 2)).__floor__()) * CENT


def priced(line: Line, has_discounts: bool) -> Worked:
    """One line by the rules, in the order in which the trade's description states them."""
    on_sale = [each for each in line.product.prices if each.is_active and each.spec == line.spec]
    if not on_sale:
        return HELD
    valid = [each for each in on_sale if (each.first or TODAY) <= TODAY <= (each.last or TODAY)]
    if not valid and line.unit_price is None:
        return HELD
    price = max(valid or on_sale, key=lambda each: each.first or date.min)
    unit_price = line.unit_price if line.unit_price is not None else price.amount
    if unit_price is None:
        return HELD
    times = line.quantity
    if line.product.kind == "rental":
        if line.periods is None:
            return HELD
        times *= line.periods
    notes = set()
    discount = line.discount if has_discounts else None
    if not has_discounts and line.typed is not None:
        discount = implied(line.typed, half_up(unit_price * times))
        notes |= {"implied-discount"} if discount else set()
    off = discount or Fraction(0)
    amount = half_up(unit_price * times * (1 - off))
    if line.typed is not None and line.typed != amount:
        notes.add("total-differs")
    if price.floor is not None and unit_price * (1 - off) < price.floor:
        notes.add("below-floor")
    elif off > LIMIT:
        notes.add("discount-limit")
    return Worked(unit_price, discount, amount, frozenset(notes))


def implied(typed: Fraction, whole: Fraction) -> Fraction | None:
    """The discount, in half per cents, that makes a total less than the whole what was typed, give or take a cent."""
    if not 0 < typed < whole:
        return None
    nearest = Fraction(((1 - typed / whole) * 200 + Fraction(1, 2)).__floor__(), 200)
    return nearest if 0 < nearest < 1 and abs(whole * (1 - nearest) - typed) <= CENT else None


def worked(lines: list[Line], has_discounts: bool) -> list[Worked]:
    """All lines of a workbook; a used vehicle goes to the first deal that names it."""
    holders: dict[str, int] = {}
    results = []
    for line in lines:
        result = priced(line, has_discounts)
        if line.product.kind == "used" and holders.setdefault(line.product.name, line.deal) != line.deal:
            result = HELD
        results.append(result)
    return results


def fractions(least: int, most: int, places: int) -> st.SearchStrategy[Fraction]:
    unit = 10**places
    return st.integers(least * unit, most * unit).map(lambda each: Fraction(each, unit))


DAYS = st.none() | st.sampled_from([-400, -1, 0, 1, 400]).map(lambda each: TODAY + timedelta(days=each))
AMOUNTS = st.sampled_from([1001, 8000, 68_000, 100_000]).map(Fraction) | fractions(1001, 500_000, 4)
"""What vehicles cost; below a thousand somebody is asked for the unit."""


@st.composite
def products(draw: st.DrawFn, name: str) -> Product:
    kind = draw(st.sampled_from(list(KINDS)))
    specs = draw(st.sampled_from([[""], ["三吨"], ["三吨", "五吨"]])) if kind != "used" else [""]
    prices = []
    for spec in specs:
        firsts = draw(st.lists(DAYS, min_size=1, max_size=3, unique=True)) if kind != "used" else [None]
        for first in firsts:
            last = draw(DAYS)
            is_in_order = first is None or last is None or first <= last
            prices.append(
                Price(
                    spec,
                    draw(AMOUNTS | st.none()),
                    draw(st.none() | AMOUNTS),
                    first,
                    last if is_in_order else None,
                    draw(st.sampled_from([True, True, True, False])),
                )
            )
    return Product(name, kind, tuple(draw(st.permutations(prices))))


@st.composite
def lines_of(draw: st.DrawFn, product: Product, deal: int, has_discounts: bool) -> Line:
    spec = draw(st.sampled_from(product.specs))
    unit_price = draw(st.none() | AMOUNTS)
    quantity = Fraction(1) if product.kind == "used" else draw(fractions(1, 20, 0) | fractions(1, 20, 2))
    periods = draw(st.none() | fractions(1, 36, 1))
    discount = draw(
        st.none() | st.sampled_from([5, 100, 1000, 1001, 2000]).map(lambda each: Fraction(each, 10_000))
    )
    line = Line(deal, product, spec, unit_price, quantity, periods, discount, None)
    right = priced(line, True).amount
    typed = draw(st.none() | fractions(1, 1_000_000, 2))
    if right is not None and draw(st.booleans()):
        typed = max(CENT, right + draw(st.sampled_from([-1, 0, 0, 0, 1])) * CENT)
    return Line(
        deal, product, spec, unit_price, quantity, periods, discount if has_discounts else None, typed
    )


@st.composite
def workbooks(draw: st.DrawFn) -> tuple[list[Product], list[Line], bool]:
    made = [draw(products(f"产品{letter}")) for letter in "甲乙丙丁"]
    has_discounts = draw(st.booleans())
    pairs = [(product, deal) for product in made for deal in (1, 2)]
    several = draw(st.lists(st.sampled_from(pairs), min_size=1, max_size=14))
    unique = [each for nth, each in enumerate(several) if each[0].kind != "used" or each not in several[:nth]]
    return made, [draw(lines_of(product, deal, has_discounts)) for product, deal in unique], has_discounts


def written(value: Fraction | None) -> str:
    return "" if value is None else f"{float(value):.4f}".rstrip("0").rstrip(".")


def texts(nth: int, made: list[Product], lines: list[Line], has_discounts: bool) -> str:
    """The workbook, every name of it marked as this example's."""
    catalog = "\n".join(
        f"| {KINDS[product.kind]} | {product.name}第{nth}例 | {price.spec} | {written(price.amount)} | {written(price.floor)} "
        f"| {price.first or ''} | {price.last or ''} | {'在用' if price.is_active else '停用'} | {f'V{nth}X{product.name}' if product.kind == 'used' else ''} |"
        for product in made
        for price in product.prices
    )
    columns = "商机 | 产品 | 规格 | 单价 | 数量 | 租期 | 金额" + (" | 优惠率" if has_discounts else "")
    rows = []
    for line in lines:
        cells = [
            f"第{nth}例商机{line.deal}",
            f"{line.product.name}第{nth}例",
            line.spec,
            written(line.unit_price),
        ]
        cells += [written(line.quantity), written(line.periods), written(line.typed)]
        if has_discounts:
            cells.append("" if line.discount is None else f"{written(line.discount * 100)}%")
        rows.append(f"| {' | '.join(cells)} |")
    deals = "\n".join(f"| 第{nth}例商机{deal} | 宏达物流有限公司 | |" for deal in (1, 2))
    return (
        "# 产品目录\n| 类别 | 产品名称 | 规格 | 单价 | 底价 | 生效日期 | 失效日期 | 状态 | 车架号 |\n"
        f"{catalog}\n# 商机\n| 商机名称 | 客户 | 意向产品 |\n{deals.replace('| |', '| 其他 |')}\n"
        f"# 商机产品\n| {columns} |\n" + "\n".join(rows)
    )


@pytest.fixture(scope="module")
def counter() -> Iterator[tuple[Desk, Iterator[int]]]:
    """A dealership with one customer, in which every example has its own products and deals."""
    import tempfile
    from pathlib import Path

    with tempfile.TemporaryDirectory() as folder, desk(Path(folder), "[limits]\ntime_s = 600") as shop:
        shop.take("# 客户\n| 客户名称 | 电话 | 来源 |\n| 宏达物流有限公司 | 13911112222 | 转介绍 |")
        yield shop, count(1)


CODES = ("implied-discount", "total-differs", "below-floor", "discount-limit")


@given(workbook=workbooks())
@settings(max_examples=80, deadline=None)
def test_every_line_is_priced_as_the_rules_say(
    counter: tuple[Desk, Iterator[int]], workbook: tuple[list[Product], list[Line], bool]
) -> None:
    made, lines, has_discounts = workbook
    shop, numbers = counter
    nth = next(numbers)
    receipt = shop.take(texts(nth, made, lines, has_discounts), name=f"第{nth}例.xlsx")
    expected = worked(lines, has_discounts)
    errors = {each.place.row for each in receipt.findings if each.is_error and each.place.sheet == "商机产品"}
    assert errors == {row for row, each in enumerate(expected, 2) if each is HELD}
    told = {(each.place.row, each.rule.code) for each in receipt.findings if each.rule.code in CODES}
    told = {(row, code) for row, code in told if row not in errors}
    assert told == {(row, code) for row, each in enumerate(expected, 2) for code in each.warnings}
    with shop.workspace.store.reading() as queries:
        deals = {each.record.name: each.record for each in queries.every("opportunities")}
        stored = [each.record for each in queries.every("opportunity_lines")]
    for deal in (1, 2):
        record = deals[f"第{nth}例商机{deal}"]
        mine = [each for each in stored if each.opportunity == record.number]
        right = [
            each for line, each in zip(lines, expected, strict=True) if line.deal == deal and each is not HELD
        ]
        assert [(exact(each.unit_price), exact(each.discount), exact(each.amount)) for each in mine] == [
            (each.unit_price, each.discount, each.amount) for each in right
        ]
        total = sum((each.amount or Fraction(0) for each in right), Fraction(0))
        assert exact(record.amount) == (total if right else None)


def exact(value: object) -> Fraction | None:
    return None if value is None else Fraction(str(value))
