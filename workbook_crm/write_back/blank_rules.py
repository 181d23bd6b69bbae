"""Drop-down lists and checks: what Excel offers and asks while somebody types.

Nobody is blocked from writing what the system may know better than this workbook: only a fixed list and a
computed cell refuse, everything else asks or informs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from workbook_crm.model.columns import Column, Of
from workbook_crm.model.options import LISTS
from workbook_crm.write_back.blank_plan import Page
from workbook_crm.write_back.blank_words import WRONG, WRONG_TITLE, prompt
from workbook_crm.write_back.drawing import Worksheet
from workbook_crm.write_back.shown import NO, YES, option_names

_MOST = 10**13
_FIRST_DAY, _LAST_DAY = date(1990, 1, 1), date(2100, 12, 31)
_LISTED = frozenset(option.code for option in LISTS)

Rule = Mapping[str, Any]
"""Options of XlsxWriter's data validation; `wrong` names the words."""


def _asks(wrong: str, **options: Any) -> Rule:
    return {"wrong": wrong, "error_type": "warning", **options}


def _informs(wrong: str, source: str) -> Rule:
    return {"wrong": wrong, "error_type": "information", "validate": "list", "source": source}


_AMOUNT = _asks("amount", validate="decimal", criteria="between", minimum=0, maximum=_MOST)
_WHOLE = _asks("whole", validate="integer", criteria="between", minimum=0, maximum=100_000)
_COUNT = _asks("count", validate="decimal", criteria="between", minimum=0.000001, maximum=_MOST)
_DAY = _asks("date", validate="date", criteria="between", minimum=_FIRST_DAY, maximum=_LAST_DAY)
_RULES: Mapping[Of, Rule] = {
    Of.MONEY: _AMOUNT,
    Of.PRICE: _AMOUNT,
    Of.QUANTITY: _AMOUNT,
    Of.INTEGER: _WHOLE,
    Of.RATE: _asks("rate", validate="decimal", criteria="between", minimum=0, maximum=1),
    Of.DISCOUNT: _asks("share", validate="decimal", criteria="between", minimum=0, maximum=1),
    Of.DATE: _DAY,
    Of.MOMENT: _DAY,
    Of.YEAR: _asks("year", validate="integer", criteria="between", minimum=1950, maximum=2100),
    Of.PHONE: _asks("phone", validate="length", criteria="between", minimum=5, maximum=30),
    Of.PERSON: _asks("person", validate="list", source="=list_staff"),
}
_SPECS = "=OFFSET(catalog_spec,MATCH({product}2,catalog_product,0)-1,0,COUNTIF(catalog_product,{product}2),1)"
"""The specs of the row's product, which stand together in the price list."""
_OWN_RULES: Mapping[tuple[str, str], Callable[[Page], Rule]] = {
    ("opportunities", "customer"): lambda page: _informs("reference", "=list_customers"),
    ("opportunity_lines", "opportunity"): lambda page: _informs("reference", "=list_opportunities"),
    ("opportunity_lines", "product"): lambda page: _informs("product", "=list_product"),
    ("opportunity_lines", "spec"): lambda page: _informs(
        "product", _SPECS.format(product="$" + page.letter("product"))
    ),
    ("opportunity_lines", "quantity"): lambda page: _COUNT,
    ("opportunity_lines", "periods"): lambda page: _COUNT,
    ("follow_ups", "subject"): lambda page: _informs("reference", "=list_subjects"),
}


def add_rules(sheet: Worksheet, page: Page) -> None:
    """One validation for each column that has anything to offer, to check or to say."""
    for position, column in enumerate(page.columns):
        rule = _rule(page, column)
        words = prompt(page.kind, column, page.language)
        if rule or words:
            options = _options(rule or {"validate": "any"}, words, page, column)
            sheet.data_validation(1, position, page.reach - 1, position, options)


def _rule(page: Page, column: Column) -> Rule | None:
    own = _OWN_RULES.get((page.kind, column.field))
    if own:
        return own(page)
    if column.computed:
        return {"wrong": "computed", "validate": "custom", "value": "=FALSE", "error_type": "warning"}
    if column.options:
        return {
            "wrong": "option",
            "validate": "list",
            "source": list(option_names(column, page.language).values()),
        }
    if column.of is Of.YES:
        return {"wrong": "option", "validate": "list", "source": [YES[page.language], NO[page.language]]}
    if column.choices in _LISTED:
        return _informs("choice", f"=list_{column.choices}")
    return _RULES.get(column.of)


def _options(rule: Rule, words: tuple[str, str] | None, page: Page, column: Column) -> dict[str, Any]:
    options = {key: value for key, value in rule.items() if key != "wrong"}
    if words:
        options |= {"input_title": words[0], "input_message": words[1]}
    if "wrong" in rule:
        source = rule.get("source")
        allowed = ("、" if page.language == "zh" else ", ").join(source) if isinstance(source, list) else ""
        options["error_title"] = WRONG_TITLE[page.language]
        options["error_message"] = WRONG[rule["wrong"]][page.language].format(allowed=allowed)
    return options
