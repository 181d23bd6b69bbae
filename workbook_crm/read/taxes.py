"""Columns of taxes on lines: the rate, the tax itself, prices and totals without it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from workbook_crm.model.simplified import simplified
from workbook_crm.model.taxes import TaxPart
from workbook_crm.model.vocabulary import Word

_TAX = r"(?:tax(?:es)?|vat|gst|hst)"
_RATE = re.compile(rf"税率|税点|\b{_TAX}[ _-]?(?:rate|%|pct|percent(?:age)?|\(%\))|^{_TAX}s?$|^税$")
_AMOUNT = re.compile(rf"税额|税金|\b{_TAX}[ _-]?(?:amount|amt|value|total)")
_NET = re.compile(
    rf"不含税|未税|无税|税前|除税|去税"
    rf"|\b(?:excl?\.?|excluding|ex\.?|exc\.?|before|without|w/o|less|net of|pre)[ -]*"
    rf"(?:of )?{_TAX}\b|\b(?:tax|vat|gst)[ -](?:excl|exclusive|excluded)"
)
_GROSS = re.compile(
    rf"含税|价税合计|税后|\b(?:incl?\.?|including|with|after|plus|inc\.?)[ -]*{_TAX}\b"
    r"|\b(?:tax|vat|gst)[ -](?:incl|inclusive|included)|\bgross\b"
)
_BOTH = 2
"""So many columns that include tax speak of it: one alone (价税合计) needs nothing else."""
_BARE_NET = re.compile(r"\bnet\b")
_PRICE = re.compile(r"单价|价格|价(?!税)|\bprice|\brate\b")
_OTHER_PRICE = re.compile(r"成本|进价|进货|采购|底价|最低|\bcost|\bdealer|\bfloor|\bmin|\bpurchase|\bbuying")
"""Prices that no customer pays."""
_TOTAL = re.compile(r"金额|合计|小计|总价|总额|\bamount|\b(?:sub)?total|\bvalue|\bsum\b")


def tax_columns(texts: Sequence[str], words: Sequence[Word | None]) -> Mapping[int, str]:
    """By position: the `TaxPart` of the columns of taxes.

    "Net" speaks of tax only beside another column that does. So does 金额 beside 价税合计: there it is
    the total without tax.
    """
    plain = [simplified(text).casefold() for text in texts]
    found: dict[int, str] = {}
    for i, text in enumerate(plain):
        part = _part(text, _NET)
        if part and part not in found.values():
            found[i] = part
    gross = [i for i, text in enumerate(plain) if i not in found and _GROSS.search(text)]
    if not found and len(gross) < _BOTH:
        return found
    for i, text in enumerate(plain):
        part = _part(text, _BARE_NET)
        if i not in found and i not in gross and part and part not in found.values():
            found[i] = part
    _plain_total(gross, words, found)
    return found


def _plain_total(gross: Sequence[int], words: Sequence[Word | None], found: dict[int, str]) -> None:
    """Take a total of which nothing is said for the one without tax, beside one that includes it."""
    totals = [
        i for i, word in enumerate(words) if word is not None and word.field == "amount" and i not in found
    ]
    rest = [i for i in totals if i not in gross]
    if len(rest) == 1 and len(rest) < len(totals) and TaxPart.NET_TOTAL not in found.values():
        found[rest[0]] = TaxPart.NET_TOTAL


def _part(text: str, net: re.Pattern[str]) -> str | None:
    if _AMOUNT.search(text) and not net.search(text):
        return TaxPart.TAX
    if _RATE.search(text):
        return TaxPart.RATE
    if not net.search(text):
        return None
    if _TOTAL.search(text) and not _PRICE.search(text):
        return TaxPart.NET_TOTAL
    is_price = _PRICE.search(text) and not _OTHER_PRICE.search(text)
    return TaxPart.NET_PRICE if is_price else None


def is_gross(header: str) -> bool:
    """Whether a header says that tax is included."""
    plain = simplified(header).casefold()
    return bool(_GROSS.search(plain)) and not _NET.search(plain)
