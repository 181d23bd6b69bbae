"""Line totals as the trade works them out."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tests.desk import Desk, counts, found
from workbook_crm.price.discount import implied_discount
from workbook_crm.price.lines import line_amount

CENT = Decimal("0.01")


def lines(desk: Desk) -> list[tuple[object, ...]]:
    fields = ("product", "spec", "unit_price", "quantity", "discount", "amount")
    return [tuple(line[field] for field in fields) for line in desk.show("O-000001")["lines"]]


def test_price_comes_from_the_catalog_and_may_be_overwritten(shop: Desk) -> None:
    receipt = shop.take("""
# 商机产品
| 商机 | 产品 | 规格 | 单价 | 数量 | 优惠率 | 金额 |
| 远航三台叉车 | 内燃叉车 | 3吨 | | 2 | 5% | |
| 远航三台叉车 | 电动叉车 | 2吨 | 130000 | 1 | | |
""")
    assert found(receipt) == []
    assert lines(shop) == [
        ("内燃叉车", "3吨", Decimal(88000), Decimal(2), Decimal("0.05"), Decimal("167200.00")),
        ("电动叉车", "2吨", Decimal(130000), Decimal(1), None, Decimal("130000.00")),
    ]
    assert shop.show("O-000001")["values"]["amount"] == Decimal("297200.00")


def test_a_rental_is_multiplied_by_its_periods(shop: Desk) -> None:
    receipt = shop.take("""
# 商机产品
| 商机 | 产品 | 规格 | 数量 | 租期 | 金额 |
| 王伟租车 | 叉车月租 | 3吨 | 2 | 6 | |
| 王伟租车 | 叉车月租 | 3吨 | 1 | | |
""")
    assert found(receipt) == ["error 商机产品!E3 periods-needed"]
    (line,) = shop.show("O-000002")["lines"]
    assert line["amount"] == Decimal("50400.00")


def test_periods_of_something_that_is_sold_do_not_count(shop: Desk) -> None:
    shop.take("""
# 商机产品
| 商机 | 产品 | 规格 | 数量 | 租期 |
| 远航三台叉车 | 内燃叉车 | 3吨 | 1 | 12 |
""")
    assert lines(shop)[0][-1] == Decimal("88000.00")


def test_a_typed_total_that_differs_is_a_warning_with_both_figures(shop: Desk) -> None:
    receipt = shop.take("""
# 商机产品
| 商机 | 产品 | 规格 | 数量 | 优惠率 | 金额 |
| 远航三台叉车 | 内燃叉车 | 3吨 | 2 | | 170000 |
""")
    (one,) = receipt.findings
    assert one.rule.code == "total-differs"
    facts = dict(one.facts)
    assert (facts["typed"], facts["amount"]) == (Decimal(170000), Decimal("176000.00"))
    assert counts(receipt, "商机产品") == {"new": 1}
    assert lines(shop)[0][-1] == Decimal("176000.00")


def test_a_total_without_a_discount_column_tells_the_discount(shop: Desk) -> None:
    receipt = shop.take("""
# 商机产品
| 商机 | 产品 | 规格 | 数量 | 金额 |
| 远航三台叉车 | 实心轮胎 | | 10 | 4080 |
""")
    assert found(receipt) == ["note 商机产品!E2 implied-discount", "warning 商机产品!E2 discount-limit"]
    assert lines(shop)[0][-2:] == (Decimal("0.4"), Decimal("4080.00"))


def test_what_waits_for_approval_is_taken_and_said(shop: Desk) -> None:
    receipt = shop.take("""
# 商机产品
| 商机 | 产品 | 规格 | 单价 | 数量 | 优惠率 |
| 远航三台叉车 | 内燃叉车 | 3吨 | 79999 | 1 | |
| 远航三台叉车 | 实心轮胎 | | | 10 | 12% |
""")
    assert found(receipt) == ["warning 商机产品!D2 below-floor", "warning 商机产品!F3 discount-limit"]
    assert counts(receipt, "商机产品") == {"new": 2}


def test_correcting_a_quantity_in_an_answer_does_not_quarrel_with_our_own_total(shop: Desk) -> None:
    shop.take("""
# 商机产品
| 商机 | 产品 | 规格 | 数量 | 金额 |
| 远航三台叉车 | 内燃叉车 | 3吨 | 2 | |
""")
    receipt = shop.take("""
# 商机产品
| 商机 | 产品 | 规格 | 单价 | 数量 | 金额 |
| 远航三台叉车 | 内燃叉车 | 3吨 | 88000 | 3 | 176000 |
""")
    assert found(receipt) == []
    assert counts(receipt, "商机产品") == {"changed": 1}
    assert lines(shop)[0][-1] == Decimal("264000.00")


def test_only_a_round_discount_explains_a_total() -> None:
    assert implied_discount(Decimal("356.90"), Decimal("594.83"), CENT) == Decimal("0.4")
    assert implied_discount(Decimal(600), Decimal("594.83"), CENT) is None
    assert implied_discount(Decimal("401.37"), Decimal("594.83"), CENT) is None


money = st.decimals(0, 10**7, places=4)


@given(price=money, quantity=st.decimals(0, 10**4, places=2), discount=st.decimals(0, 1, places=4))
def test_a_line_is_rounded_once_and_half_up(price: Decimal, quantity: Decimal, discount: Decimal) -> None:
    exact = price * quantity * (1 - discount)
    amount = line_amount(price, quantity, discount, None, CENT)
    assert amount.as_tuple().exponent == -2
    assert -Decimal("0.005") <= exact - amount < Decimal("0.005")


def test_half_a_cent_goes_up() -> None:
    assert line_amount(Decimal("0.005"), Decimal(1), None, None, CENT) == CENT
