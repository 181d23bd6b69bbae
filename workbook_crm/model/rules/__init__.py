"""Every rule there is, one module a stage; `rule_of` finds one by its code."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from workbook_crm.model.finding import Rule


@cache
def all_rules() -> Mapping[str, Rule]:
    """Every rule by its code. Raises ValueError where two rules share one."""
    rules: dict[str, Rule] = {}
    for module in iter_modules(__path__):
        for rule in vars(import_module(f"{__name__}.{module.name}")).values():
            if isinstance(rule, Rule) and rules.setdefault(rule.code, rule) is not rule:
                raise ValueError(f"two rules are called {rule.code}")
    return rules


def rule_of(code: str) -> Rule:
    """The rule of a code. Raises KeyError for a code that no rule has."""
    return all_rules()[code]
