"""All that a number in a discount column may say, the likeliest first, and what each comes to."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook_crm.price.discount import How, Reading, Typed, proven, readings, typed_discount
from workbook_crm.price.lines import _Sum

CENT = Decimal("0.01")
SHORT = {How.OFF: "off", How.PAID: "paid", How.LINE: "line", How.UNIT: "unit"}
READINGS: list[tuple[str, str | None, str]] = [
    # what is typed, what its header says of it, all that it may be
    ("20", None, "off 0.2, paid 0.2, line 20, unit 20"),
    ("5", None, "off 0.05, off 0.5, paid 0.05, paid 0.5, line 5, unit 5"),
    ("10", None, "off 0.1, paid 0.1, line 10, unit 10"),
    ("1", None, "off 1, off 0.01, off 0.1, paid 0.01, paid 0.1, line 1, unit 1"),
    ("0.5", None, "off 0.5, off 0.005, off 0.05, paid 0.5, paid 0.005, paid 0.05, line 0.5, unit 0.5"),
    ("100", None, "off 1, line 100, unit 100"),
    ("101", None, "line 101, unit 101"),
    ("0", None, "line 0, unit 0"),
    ("5%", None, "off 0.05, paid 0.05"),
    ("100%", None, "off 1"),
    ("0%", None, ""),
    ("50元", None, "line 50, unit 50, off 0.5, paid 0.5"),
    ("500元", None, "line 500, unit 500"),
    ("-5", None, "off 0.05, off 0.5, line 5, unit 5"),
    ("-5%", None, "off 0.05"),
    ("-50元", None, "line 50, unit 50, off 0.5"),
    ("5", "0.05", "off 0.05, off 0.05, off 0.5, paid 0.05, paid 0.5, line 5, unit 5"),
    ("95", "0.05", "off 0.05, off 0.95, paid 0.95, line 95, unit 95"),
]


@pytest.mark.parametrize(("text", "share", "expected"), READINGS)
def test_all_that_a_number_may_say(text: str, share: str | None, expected: str) -> None:
    typed = typed_discount(f"≈{text}", Decimal(share) if share else None)
    assert typed is not None
    told = [f"{SHORT[each.how]} {each.number.normalize():f}" for each in readings(typed)]
    assert ", ".join(told) == expected
    assert [each.is_money for each in readings(typed)] == [one.startswith(("line", "unit")) for one in told]


@pytest.mark.parametrize(
    ("text", "seen"),
    [("5000", "5,000"), ("-5", "-5"), ("100%", "100%"), ("-0.5%", "-0.5%"), ("500元", "500")],
)
def test_what_is_seen_of_it(text: str, seen: str) -> None:
    typed = typed_discount(f"≈{text}", None)
    assert typed is not None
    assert typed.seen == seen


@pytest.mark.parametrize(
    ("distances", "expected"),
    [
        ({How.OFF: "0.009", How.LINE: "0"}, How.OFF),  # the first that is right to less than a cent
        ({How.OFF: "0.01", How.LINE: "0.009"}, How.LINE),
        ({How.OFF: "0.01", How.LINE: "0.01"}, How.OFF),  # else by one
        ({How.OFF: "0.011", How.LINE: "0.01"}, How.LINE),
        ({How.OFF: "0.011"}, None),
        ({}, None),
    ],
)
def test_which_reading_is_proven(distances: dict[How, str], expected: How | None) -> None:
    def off_by(reading: Reading) -> Decimal | None:
        return Decimal(distances[reading.how]) if reading.how in distances else None

    found = proven(Typed(Decimal(20), is_money=False, share=None), off_by, CENT)
    assert (found and found.how) == expected


OF_A_LINE = _Sum(Decimal(1000), Decimal(2), None, CENT)
RENTED = _Sum(Decimal(100), Decimal(2), Decimal(3), CENT)
SHARES: list[tuple[_Sum, How, str, str | None]] = [
    (OF_A_LINE, How.OFF, "0.05", "0.05"), (OF_A_LINE, How.PAID, "0.95", "0.05"), (OF_A_LINE, How.LINE, "500", "0.25"), (OF_A_LINE, How.UNIT, "500", "0.5"),
    (OF_A_LINE, How.LINE, "2000", "1"), (OF_A_LINE, How.LINE, "2000.01", None), (OF_A_LINE, How.UNIT, "1000", "1"), (OF_A_LINE, How.UNIT, "1000.01", None),
    (RENTED, How.UNIT, "50", "0.5"), (RENTED, How.LINE, "60", "0.1"), (_Sum(Decimal(0), Decimal(2), None, CENT), How.LINE, "0", None),
]  # fmt: skip


@pytest.mark.parametrize(("of", "how", "number", "share"), SHARES)
def test_the_part_that_a_reading_takes_off(of: _Sum, how: How, number: str, share: str | None) -> None:
    found = of.share(Reading(how, Decimal(number)))
    assert (found and found.normalize()) == (share and Decimal(share))


@pytest.mark.parametrize(
    ("typed", "how", "number", "off"),
    [
        ("1900", How.OFF, "0.05", "0"),
        ("1901", How.OFF, "0.05", "1"),
        ("1899", How.OFF, "0.05", "1"),
        ("0", How.OFF, "1", "0"),
        ("1", How.OFF, "1", None),  # all of it, and that is not nothing
        ("1", How.LINE, "2001", None),
    ],
)
def test_how_far_a_reading_is_from_a_total(typed: str, how: How, number: str, off: str | None) -> None:
    found = OF_A_LINE.off_by(Decimal(typed), Reading(how, Decimal(number)))
    assert found == (off if off is None else Decimal(off))
    nothing = _Sum(Decimal(0), Decimal(1), None, CENT)
    assert nothing.off_by(Decimal(typed), Reading(how, Decimal(number))) is None


@pytest.mark.parametrize(
    ("of", "discount", "money", "words"),
    [
        (OF_A_LINE, None, None, "1,000 × 2"),
        (OF_A_LINE, "0", None, "1,000 × 2"),
        (OF_A_LINE, "0.05", None, "1,000 × 2 × (1 − 5%)"),
        (OF_A_LINE, "0.25", "500", "1,000 × 2 − 500"),
        (OF_A_LINE, None, "0", "1,000 × 2 − 0"),
        (RENTED, "0.125", None, "100 × 2 × 3 × (1 − 12.5%)"),
    ],
)
def test_a_working_in_words(of: _Sum, discount: str | None, money: str | None, words: str) -> None:
    told = (Decimal(each) if each is not None else None for each in (discount, money))
    assert of.working(*told) == words


@given(st.decimals("0.01", 10**6, places=2), st.integers(1, 500), st.decimals("0.01", 10**6, places=2))
def test_a_share_of_money_gives_the_money_back(price: Decimal, quantity: int, off: Decimal) -> None:
    """To the cent, whatever the price and the quantity."""
    of = _Sum(price, Decimal(quantity), None, CENT)
    share = of.share(Reading(How.LINE, off))
    assert (share is None) is (off > of.exact)
    assert share is None or of.amount(share) == of.exact - off
