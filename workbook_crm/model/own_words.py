"""Our notes known again by the words of our rules, where nothing else is left of an answer to know them by.

A note says one finding or several, each as `【错误】…` or `Error: …`. It is ours where each of them is what a
rule of ours says, whatever it says it of.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from functools import cache

from workbook_crm.model.finding import Rule
from workbook_crm.model.language import Language
from workbook_crm.model.rules import all_rules
from workbook_crm.model.words import SEVERITIES

_ANY = "(?s:.*?)"
"""Of a fact; some say nothing, as a suggestion where there is none."""
_LEAST_WORDS = 4
"""Characters of its own that a rule must say, to be known by them."""


def without_own_words(text: str) -> str | None:
    """What of a note is not ours: what stands behind our findings; None where it begins with none of them."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    end = 0
    while found := _finding().match(text, end):
        end = found.end()
    return text[end:].strip() if end else None


@cache
def _finding() -> re.Pattern[str]:
    """One finding, up to the next one, a line of somebody else's, or the end."""
    said = (
        pattern for rule in all_rules().values() for language in Language for pattern in _said(rule, language)
    )
    return re.compile(rf"(?:{'|'.join(said)})[ \t]*(?:\n+|$)")


def _said(rule: Rule, language: Language) -> Iterator[str]:
    words, severity = rule[language], SEVERITIES[rule.severity][language]
    first = f"【{severity}】" if language is Language.ZH else f"{severity}: "
    between = "" if language is Language.ZH or not words.hint else " ?"
    if len(re.sub(r"\{[^}]*\}", "", words.message)) >= _LEAST_WORDS:
        yield re.escape(first) + _pattern(words.message) + between + _pattern(words.hint)


def _pattern(template: str) -> str:
    """A template of words with anything for each of its facts."""
    parts = string.Formatter().parse(template)
    return "".join(re.escape(words) + (_ANY if fact is not None else "") for words, fact, _, _ in parts)
