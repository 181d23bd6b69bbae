"""What a number in a discount column says: the row's arithmetic decides between a rate and money."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.desk import Desk, found
from workbook_crm.price.catalog import percent
from workbook_crm.price.discount import How, Reading, Typed, proven, readings
from workbook_crm.price.lines import _Sum

CENT = Decimal("0.01")
BASE = """
# 产品目录
| 产品编码 | 类别 | 产品名称 | 单价 | 计价周期 |
| P1 | 整车 | 叉车P1 | 100000 | |
| P2 | 整车 | 叉车P2 | 80000 | |
| R1 | 租赁 | 叉车月租 | 4000 | 月 |
| X1 | 配件 | X1 | 1000 | |
# 客户
| 客户名称 | 电话 | 来源 |
| 宏达物流有限公司 | 13911112222 | 转介绍 |
# 商机
| 商机名称 | 客户 | 意向产品 |
| D1 | 宏达物流有限公司 | 整车 |
"""


def take(desk: Desk, headers: str, *rows: str, name: str = "行.xlsx") -> tuple[list[str], list[object]]:
    """What is found in lines of D1 (without the limit of discounts), and their amounts."""
    text = "\n".join(f"| D1 | {row} |" for row in rows)
    receipt = desk.take(f"# 商机产品\n| 商机 | {headers} |\n{text}", name=name)
    codes = [line for line in found(receipt) if not line.endswith("discount-limit")]
    return codes, [line["amount"] for line in desk.show("O-000001")["lines"]]


def money(*amounts: str) -> list[Decimal]:
    return [Decimal(each) for each in amounts]


@pytest.fixture
def base(empty_desk: Desk) -> Desk:
    empty_desk.take(BASE)
    return empty_desk


@pytest.mark.parametrize(
    ("header", "product", "quantity", "discount", "total", "amount", "codes"),
    [
        # money off the line
        ("优惠", "叉车P1", "2", "5000", "195000", "195000", ["note discount-is-money"]),
        ("优惠", "叉车P2", "1", "20", "79980", "79980", ["note discount-is-money"]),
        ("优惠", "叉车P2", "1", "0.2", "79999.8", "79999.80", ["note discount-is-money"]),
        ("优惠率", "叉车P2", "1", "20", "79980", "79980", ["note discount-is-money"]),
        ("折扣", "叉车P2", "1", "95", "79905", "79905", ["note discount-is-money"]),
        ("優惠金額", "叉车P1", "2", "50", "199950", "199950", ["note discount-is-money"]),
        # a cent off, and more
        ("优惠", "叉车P2", "1", "20", "79980.01", "79980", ["note discount-is-money", "warning total-differs"]),
        ("优惠", "叉车P2", "1", "20", "79979.99", "79980", ["note discount-is-money", "warning total-differs"]),
        ("优惠", "叉车P2", "1", "20", "79980.02", "64000", ["warning discount-read-as", "warning total-differs"]),
        # money off each unit
        ("优惠", "叉车P1", "2", "5000", "190000", "190000", ["note discount-is-money"]),
        ("优惠金额", "叉车P1", "3", "100", "299700", "299700", ["note discount-is-money"]),
        # shares
        ("优惠", "叉车P2", "1", "20", "64000", "64000", ["note discount-by-total"]),
        ("优惠", "叉车P2", "1", "95", "76000", "76000", ["note discount-by-total"]),
        ("优惠", "叉车P2", "1", "5", "76000", "76000", ["note discount-by-total"]),
        ("优惠", "叉车P2", "1", "9.5", "76000", "76000", ["note discount-by-total"]),
        ("优惠", "叉车P2", "1", "0.95", "76000", "76000", ["note discount-by-total"]),
        ("优惠率", "叉车P2", "1", "0.05", "76000", "76000", []),
        ("优惠金额", "叉车P2", "1", "5%", "76000", "76000", []),
        ("折扣", "叉车P2", "1", "95", "76000", "76000", []),
        ("折扣", "叉车P2", "1", "10", "80000", "80000", []),
        # nothing decides
        ("优惠", "叉车P2", "1", "20", "", "64000", ["warning discount-read-as"]),
        ("优惠", "叉车P2", "1", "10", "", "72000", ["warning discount-read-as"]),
        ("优惠", "叉车P2", "1", "100.01", "", "79899.99", ["note discount-is-money"]),
        ("优惠", "叉车P2", "2", "5000", "", "155000", ["note discount-is-money"]),
        ("优惠率", "叉车P2", "1", "20", "", "64000", []),
        ("优惠(元)", "叉车P2", "1", "20", "", "79980", ["note discount-is-money"]),
        ("折让金额", "叉车P2", "1", "20", "", "79980", ["note discount-is-money"]),
        ("Discount ($)", "叉车P2", "1", "20", "", "79980", ["note discount-is-money"]),
        ("Discount Amount", "叉车P2", "1", "20", "", "79980", ["note discount-is-money"]),
        ("优惠金额(万元)", "叉车P2", "1", "0.5", "", "75000", ["note discount-is-money"]),
        ("优惠", "叉车P2", "1", "减5000元", "", "75000", ["note discount-is-money"]),
        ("优惠", "叉车P2", "1", "¥5,000.00", "", "75000", ["note discount-is-money"]),
        ("优惠", "叉车P2", "1", "-5000", "", "75000", ["note discount-is-money"]),
        ("优惠金额", "叉车P2", "1", "80000", "", "0", ["note discount-is-money"]),
        ("优惠金额", "叉车P2", "1", "0", "", "80000", []),
    ],
)  # fmt: skip
def test_what_a_discount_says(
    base: Desk,
    header: str,
    product: str,
    quantity: str,
    discount: str,
    total: str,
    amount: str,
    codes: list[str],
) -> None:
    said, amounts = take(
        base, f"产品 | 数量 | {header} | 金额", f"{product} | {quantity} | {discount} | {total}"
    )
    assert amounts == money(amount)
    assert [f"{line.split()[0]} {line.split()[-1]}" for line in said] == codes
    cells = [line.split()[1] for line in said]
    assert len(cells) == len(set(cells)), "two findings at one cell"


def test_more_money_off_than_the_line_is_worth_is_held_and_said_once(base: Desk) -> None:
    said, amounts = take(base, "产品 | 数量 | 优惠金额 | 金额", "X1 | 1 | 1000.01 | ", "X1 | 2 | 1999.99 | ")
    assert said == ["error 商机产品!D2 out-of-range", "note 商机产品!D3 discount-is-money"]
    assert amounts == money("0.01")


def test_money_off_a_rental_is_off_all_its_periods_or_off_each(base: Desk) -> None:
    said, amounts = take(
        base,
        "产品 | 数量 | 租期 | 优惠 | 金额",
        "叉车月租 | 2 | 6 | 500 | 47500",
        "叉车月租 | 2 | 6 | 500 | 42000",
    )
    assert [line.split()[-1] for line in said] == ["discount-is-money"] * 2
    assert amounts == money("47500", "42000")


def test_a_column_that_holds_an_amount_of_money_holds_money(base: Desk) -> None:
    said, amounts = take(
        base,
        "产品 | 数量 | 优惠",
        "叉车P1 | 1 | 5000",
        "叉车P2 | 1 | 50",
        "叉车P2 | 2 | 5%",
        "叉车P2 | 3 | 95折",
    )
    assert [line.split()[-1] for line in said] == ["discount-is-money"] * 2
    assert amounts == money("95000", "79950", "152000", "228000")


def test_a_column_of_money_fills_the_gaps_of_one_of_rates(base: Desk) -> None:
    said, amounts = take(
        base, "产品 | 数量 | 折扣率 | 优惠金额", "叉车P1 | 2 | 95% | 9000", "叉车P2 | 1 | | 500", "X1 | 1 | |"
    )
    assert said == ["note 商机产品!D3 discount-is-money"]
    assert amounts == money("190000", "79500", "1000")
    assert base.show("O-000001")["lines"][0]["extra"] == {"优惠金额": "9000"}


@pytest.mark.parametrize("after", ["Total After Discount", "Amount after discount", "折后金额", "優惠後合計"])
@pytest.mark.parametrize("before", ["Total", "金额", "小计"])
def test_the_lists_total_is_not_the_amount(base: Desk, before: str, after: str) -> None:
    said, amounts = take(
        base,
        f"Product | List Price | Quantity | {before} | Discount | {after}",
        "X1 | 1000 | 1 | 1000 | 50 | 950",
        "X1 | 1009.784 | 3 | 3029.352 | 60.587 | 2968.765",
    )
    assert amounts == money("950.00", "2968.77")
    assert {line.split()[-1] for line in said} <= {"discount-is-money", "same-column-twice", "unknown-column"}


def test_what_was_settled_once_stays_so_when_it_is_sent_again(base: Desk) -> None:
    headers, row = "产品 | 数量 | 优惠 | 金额", "叉车P2 | 1 | 20 | 79980"
    take(base, headers, row)
    assert take(base, headers, row, name="again.xlsx")[1] == money("79980")
    assert take(base, headers, row.replace("| 1 |", "| 2 |"), name="two.xlsx")[1] == money("159980")


@given(
    price=st.decimals("0.01", 10**7, places=2),
    quantity=st.integers(1, 1000),
    part=st.decimals(0, 1, places=6),
)
def test_money_off_is_exact_to_the_cent_and_comes_out_of_the_share(
    price: Decimal, quantity: int, part: Decimal
) -> None:
    total = _Sum(price, Decimal(quantity), None, CENT)
    off = (total.exact * part).quantize(CENT)
    share = total.share(Reading(How.LINE, off))
    assert share is not None
    assert total.amount(share) == total.exact.quantize(CENT) - off
    assert share == Decimal(repr(float(share))), "a workbook keeps it"


def test_readings_and_which_of_them_is_proven() -> None:
    twenty = Typed(Decimal(20), is_money=False, share=None)
    assert [each.number for each in readings(twenty)] == [Decimal("0.2"), Decimal("0.2"), 20, 20]
    distances = {How.OFF: Decimal("0.01"), How.LINE: Decimal("0.005")}
    nearest = proven(twenty, lambda each: distances.get(each.how), CENT)
    assert nearest == Reading(How.LINE, Decimal(20))
    assert proven(twenty, lambda each: Decimal("0.011"), CENT) is None


@pytest.mark.parametrize(
    ("header", "discount", "total", "share", "codes"),
    [
        # 1 and 100 may be nothing or all: the arithmetic decides, else the sender is asked
        ("优惠率", "1", "", None, ["error discount-unclear"]),
        ("优惠率", "100", "", None, ["error discount-unclear"]),
        ("优惠率", "'100%", "", None, ["error discount-unclear"]),
        ("优惠率", "'-100%", "", None, ["error discount-unclear"]),
        ("优惠", "1", "", None, ["error discount-unclear"]),
        ("Discount %", "100", "", None, ["error discount-unclear"]),
        ("优惠率", "'100%", "123", None, ["error discount-unclear"]),
        ("优惠率", "1", "80000", "0", ["note discount-by-total"]),
        ("优惠率", "'100%", "80000", "0", ["note discount-by-total"]),
        ("优惠率", "1", "79200", "0.01", ["note discount-by-total"]),
        ("优惠率", "1", "0", "1", ["note discount-by-total"]),
        ("优惠率", "'100%", "0", "1", ["note discount-by-total"]),
        ("优惠率", "100", "0", "1", ["note discount-by-total"]),
        ("优惠率", "10", "0", "0.1", ["warning total-differs"]),
        ("优惠率", "'1%", "", "0.01", []),
        ("Discount %", "1", "", "0.01", []),
        ("折扣", "1", "", "0", []),
        ("折扣", "'100%", "", "0", []),
        ("优惠", "'100% off", "", "1", []),
        # a minus stands before what is taken off
        ("优惠率", "-5", "", "0.05", ["warning discount-read-as"]),
        ("优惠率", "'−5", "", "0.05", ["warning discount-read-as"]),
        ("优惠率", "'−5%", "", "0.05", []),
        ("优惠率", "-60", "", "0.6", ["warning discount-read-as"]),
        ("优惠率", "-5", "79995", "0.0000625", ["note discount-is-money"]),
        # a percentage is no amount of money and no tenths
        ("折扣", "'5%", "", "0.05", ["warning discount-read-as"]),
        ("折扣", "'1%", "", "0.01", ["warning discount-read-as"]),
        ("优惠率", "'60%", "79940", "0.4", ["warning discount-read-as", "warning total-differs"]),
        # what cannot be read is said once, and nothing is made of the figures in it
        ("优惠率", "'110%", "", None, ["error not-a-discount"]),
        ("优惠率", "'优惠150%", "", None, ["error not-a-discount"]),
        ("优惠率", "'5或10", "", None, ["error not-a-discount"]),
        ("优惠率", "'#DIV/0!", "80000", None, ["error error-value"]),
    ],
)  # fmt: skip
def test_what_may_be_nothing_or_all_is_asked(
    base: Desk, header: str, discount: str, total: str, share: str | None, codes: list[str]
) -> None:
    said, amounts = take(base, f"产品 | 数量 | {header} | 金额", f"叉车P2 | 1 | {discount} | {total}")
    assert [f"{line.split()[0]} {line.split()[-1]}" for line in said] == codes
    assert amounts == ([] if share is None else money(str(80000 * (1 - Decimal(share)))))


@pytest.mark.parametrize(
    ("share", "text"),
    [("0.05", "5"), ("0.12345", "12.345"), ("0.025000000000001", "2.5"), ("0.000251", "0.0251")],
)
def test_percentages_in_words(share: str, text: str) -> None:
    assert percent(Decimal(share)) == text


AFTER = (
    "Net amount",
    "Net total",
    "Net price total",
    "折后总价",
    "優惠後金額",
    "实收金额",
    "应付金额",
    "成交总价",
    "净价合计",
    "Amount due",
)


@pytest.mark.parametrize("after", AFTER)
@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 0, 2)])
def test_what_is_paid_in_the_end_is_the_total(shop: Desk, after: str, order: tuple[int, ...]) -> None:
    heads, cells = ("Subtotal", "Discount", after), ("264000", "6400", "257600")
    head, row = (" | ".join(each[i] for i in order) for each in (heads, cells))
    receipt = shop.take(
        f"# 商机产品\n| 商机 | 产品 | 规格 | 单价 | 数量 | {head} |\n| 远航三台叉车 | 内燃叉车 | 3吨 | 88000 | 3 | {row} |"
    )
    assert "total-differs" not in [each.rule.code for each in receipt.findings]


@pytest.mark.parametrize(
    ("head", "row", "differs"),
    [
        ("小计 | 优惠金额 | 合计", "264000 | 6400 | 257600", False),
        ("小计 | 优惠金额 | 合计", "264000 | 6400 | 257500", True),
        ("小计 | 优惠金额", "264000 | 6400", False),
        ("小计 | 优惠金额", "263999.99 | 6400", True),
        ("优惠金额 | 小计", "6400 | 264000", True),
        ("优惠金额 | 小计", "6400 | 257600", False),
        ("Total | Discount | Net", "264000 | 6400 | 257600", False),
        ("Discount | Net price | Total", "5% | 83600 | 250800", False),
    ],
)
def test_a_total_before_the_discount_is_not_compared(shop: Desk, head: str, row: str, differs: bool) -> None:
    receipt = shop.take(
        f"# 商机产品\n| 商机 | 产品 | 规格 | 单价 | 数量 | {head} |\n| 远航三台叉车 | 内燃叉车 | 3吨 | 88000 | 3 | {row} |"
    )
    assert ("total-differs" in [each.rule.code for each in receipt.findings]) is differs


def test_what_has_been_paid_so_far_is_no_total(shop: Desk) -> None:
    receipt = shop.take(
        "# 商机产品\n| 商机 | 产品 | 规格 | 单价 | 数量 | 实收金额 |\n| 远航三台叉车 | 内燃叉车 | 3吨 | 88000 | 3 | 50000 |"
    )
    assert not {"implied-discount", "total-differs"} & {each.rule.code for each in receipt.findings}
