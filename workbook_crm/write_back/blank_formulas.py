"""The live formulas: a line's amount from the price list, an opportunity's amount from its lines.

They say what `price` works out when the workbook comes in; where they cannot know, they stay blank.
"""

from __future__ import annotations

from collections.abc import Mapping

from workbook_crm.model.options import CATALOG_KINDS, RENTAL
from workbook_crm.write_back.blank_plan import Page

_RENTAL = next(option.name for option in CATALOG_KINDS if option.code == RENTAL)

PRICE = (
    'IF({unit_price}<>"",{unit_price},IFERROR(LOOKUP(2,1/((catalog_product={product})'
    '*(((catalog_spec={spec})+({spec}="")*(COUNTIF(catalog_product,{product})=1))>0)'
    "*(catalog_from<=TODAY())"
    '*(((catalog_to="")+(catalog_to>=TODAY()))>0)),catalog_price),""))'
)
"""What was typed; else the price of the product and spec that is valid today."""
PERIODS = (
    'IF({periods}="",1,IF(COUNTIF(catalog_product,{product})=0,{periods},'
    'IF(COUNTIFS(catalog_product,{product},catalog_kind,"RENTAL")>0,{periods},1)))'
)
"""Periods count for rentals only."""
LINE_AMOUNT = (
    'IF(OR({product}="",{quantity}=""),"",IFERROR(ROUND(' + PRICE + "*{quantity}*(1-{discount})*" + PERIODS
    + ',DIGITS),""))'
)  # fmt: skip
"""`95折` in the discount is text to Excel: the amount stays blank until the answer."""
SUM_OF_LINES = (
    'IF({name}="","",IF(COUNTIF(LINES,{name})+IF({number}="",0,COUNTIF(LINES,{number})'
    '+COUNTIF(LINES,{number}&" *"))=0,"",'
    "SUMIFS(SUMS,LINES,{name})"
    '+IF({number}="",0,SUMIFS(SUMS,LINES,{number})+SUMIFS(SUMS,LINES,{number}&" *"))))'
)
"""Lines name their opportunity by name, number or both (`O-000012 叉车`); without any line it stays blank."""


def formulas(by_kind: Mapping[str, Page], digits: int) -> Mapping[tuple[str, str], str]:
    """The formula of each computed column by (kind, field), for the row that it stands in."""
    lines, deals = by_kind["opportunity_lines"], by_kind["opportunities"]
    amount = LINE_AMOUNT.replace("RENTAL", _RENTAL[lines.language]).replace("DIGITS", str(digits))
    total = SUM_OF_LINES.replace("LINES", lines.column("opportunity")).replace("SUMS", lines.column("amount"))
    return {
        ("opportunity_lines", "amount"): "=" + _of_row(amount, lines),
        ("opportunities", "amount"): "=" + _of_row(total, deals),
    }


def _of_row(formula: str, page: Page) -> str:
    return formula.format_map({column.field: page.this(column.field) for column in page.columns})
