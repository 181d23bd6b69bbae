"""Findings put into words: the one renderer behind notes, receipts, terminal, mail and pages."""

from __future__ import annotations

import string
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from workbook_crm.model.finding import Finding, Rule, Severity
from workbook_crm.model.gathered import Gathered
from workbook_crm.model.language import Language, Name
from workbook_crm.model.rules.headers import COLUMN_NOT_ACTED_ON, SHEET_NOT_BUILT
from workbook_crm.model.run import SheetReceipt

SEVERITIES: Mapping[Severity, Name] = {
    Severity.ERROR: Name("错误", "Error"),
    Severity.WARNING: Name("警告", "Warning"),
    Severity.NOTE: Name("提示", "Note"),
}


_FATES = (
    ("new", Name("新增 {rows}", "{rows} new")),
    ("changed", Name("更新 {rows}", "{rows} changed")),
    ("unchanged", Name("未变 {rows}", "{rows} unchanged")),
    ("held", Name("退回 {rows}", "{rows} held back")),
    ("empty", Name("空行 {rows}", "{rows} empty")),
    ("subtotal", Name("合计行 {rows}", "{rows:subtotal|subtotals}")),
)


_BESIDE = Name("{rows}；旁边的跟进：{contacts}", "{rows}; contacts beside them: {contacts}")


def fates_in_words(sheet: SheetReceipt, language: Language) -> str:
    """`新增 9，退回 1`: what became of a sheet's rows, nothing said of what did not happen.

    Of the contacts that stand beside its records the same.
    """
    rows = _fates({fate: getattr(sheet, fate) for fate, _ in _FATES}, language)
    contacts = _fates(sheet.beside.get("follow_ups", {}), language)
    return fill(_BESIDE[language], language, rows=rows, contacts=contacts) if contacts else rows


def _fates(counts: Mapping[str, int], language: Language) -> str:
    parts = [fill(name[language], language, rows=counts[fate]) for fate, name in _FATES if counts.get(fate)]
    return ("，" if language is Language.ZH else ", ").join(parts)


def message(finding: Finding, language: Language) -> str:
    """What is the matter, in one sentence."""
    return _fill(finding.rule[language].message, finding, language)


def hint(finding: Finding, language: Language) -> str:
    """What to do next; empty where nothing needs doing."""
    return _fill(finding.rule[language].hint, finding, language)


_NOT_READ = Name(
    "还不能处理、没有读入的表：{names}。", "Not read, because it cannot be handled yet: {names}."
)
_NO_EFFECT = Name("还不起作用的列：{names}。", "Without effect yet: {names}.")
_IDLE: Mapping[Rule, Name] = {SHEET_NOT_BUILT: _NOT_READ, COLUMN_NOT_ACTED_ON: _NO_EFFECT}


def idle_in_words(findings: Iterable[Finding], language: Language) -> str:
    """What of a workbook nobody acts on, in a sentence or two that come before all others; empty for none."""
    named: dict[Rule, dict[str, None]] = {rule: {} for rule in _IDLE}
    for each in findings:
        if each.rule in named:
            named[each.rule][each.value] = None
    parts = [
        fill(_IDLE[rule][language], language, names=tuple(names)) for rule, names in named.items() if names
    ]
    return ("" if language is Language.ZH else " ").join(parts)


_SAME = Name("另有 {rows} 行也是这样：第 {which} 行。", "So it is in {rows:more row|more rows}: {which}.")
_OTHERS = Name(
    "这一列另有 {count} 处也是这个问题，都已在单元格里标出。",
    "The same is the matter with {count:more cell|more cells} of this column, each marked in its place.",
)
_STRANGE = Name(
    "有 {count} 列不认识：{columns}；内容会随记录保留并原样返回。",
    "{count} columns are not ours: {columns}. They are kept with the record and come back.",
)
_ROWS_NAMED = 8


def of_many(line: Gathered, language: Language) -> str:
    """What is the matter, and where else: the message of a finding that stands for many."""
    if line.columns:
        return fill(_STRANGE[language], language, count=len(line.columns), columns=line.columns)
    parts = [message(line.finding, language)]
    if line.same:
        named: tuple[str, ...] = tuple(map(str, line.same[:_ROWS_NAMED]))
        which = (*named, "…") if len(line.same) > _ROWS_NAMED else named
        parts.append(fill(_SAME[language], language, rows=len(line.same), which=which))
    if line.others:
        parts.append(fill(_OTHERS[language], language, count=line.others))
    return ("" if language is Language.ZH else " ").join(parts)


def say(value: object, language: Language) -> str:
    """One fact as a reader of the language expects to see it: 12,000.00; 2026-11-23; A, B and C as a list."""
    if isinstance(value, Name):
        return value[language]
    if isinstance(value, Decimal):
        return f"{_shortest(value):,f}"
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return ("、" if language is Language.ZH else ", ").join(say(each, language) for each in value)
    return str(value)


def _shortest(value: Decimal) -> Decimal:
    """88000 without zeros behind the point, 79000.50 with both of its cents."""
    if value == value.to_integral_value():
        return value.quantize(Decimal(1))
    return value if value.as_tuple().exponent == -2 else value.normalize()


class _Filler(string.Formatter):
    """`{rows}` says a fact; `{rows:row|rows}` says a count with its noun in the right number."""

    def __init__(self, language: Language) -> None:
        self._language = language

    def format_field(self, value: Any, format_spec: str) -> str:
        if format_spec == ",":
            return f"{value:,}"
        if "|" in format_spec:
            one, many = format_spec.split("|")
            return f"{value:,} {one if value == 1 else many}"
        return say(value, self._language)

    def get_value(self, key: int | str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        return kwargs[str(key)]


_FILLERS = {language: _Filler(language) for language in Language}


def fill(template: str, language: Language, **facts: object) -> str:
    """`template` with its facts said in the language."""
    return _FILLERS[language].vformat(template, (), facts) if "{" in template else template


def _fill(template: str, finding: Finding, language: Language) -> str:
    return fill(template, language, value=finding.value, **dict(finding.facts))
