"""The pages that show what becomes of damaged cells: the cases of the tests, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any

from tests.docs.pages import ROOT
from tests.read.damaged import ALL_CASES, SECTIONS, Case
from tests.read.grids import TODAY
from tests.read.test_cells import noticed_in
from workbook_crm.model.columns import Of
from workbook_crm.model.finding import Finding, Severity
from workbook_crm.model.language import Language, Name
from workbook_crm.model.place import Place
from workbook_crm.model.sheets import SHEET_OF
from workbook_crm.model.words import message, say
from workbook_crm.read.remarks import seen

PAGES = {Language.EN: ROOT / "docs" / "damage.md", Language.ZH: ROOT / "docs" / "damage.zh.md"}


class Verdict(Enum):
    """What is done with a cell."""

    RECOVERED = Name("还原", "recovered")
    FLAGGED = Name("指出", "flagged")
    UNTOUCHED = Name("原样", "untouched")


_TITLE = Name("坏掉的单元格：怎么读，怎么说", "Damaged cells: what is read, and what is said")
_INTRODUCTION = Name(
    "别人发来的表里会有什么样的格子，读成什么，会对发件人说什么。**还原**：意思确定，读成应有的样子；**指出**：拿不准，或已经"
    "损坏，写明看到了什么、该怎么写；**原样**：没有坏，一个字不动。本页由 `pytest tests/docs --accept` 生成，与测试用的是同一份数据"
    "（今天按 {today} 算）。",
    "What stands in the cells that people send, what it is read as, and what the sender is told. **Recovered**: what is "
    "meant is certain, and is read so. **Flagged**: it is not, or is lost; the sender is told what was seen and what to "
    "write. **Untouched**: nothing is wrong, and nothing is changed. Made by `pytest tests/docs --accept` from the very "
    "cases that the tests check (where today is {today}).",
)
_ALL = Name("共 {cells} 格：{counts}。", "{cells} cells in all: {counts}.")
_HEADS = (
    Name("写的是", "It says"),
    Name("列", "Column"),
    Name("读作", "Read as"),
    Name("处理", "Verdict"),
    Name("对发件人说", "The sender is told"),
)
_BLANK = Name("（空）", "(blank)")
_BY_TOTAL = Name("由这一行的金额决定；没有金额就提醒", "decided by the row's amount; without one, a warning")
_ERASES = Name("清掉已有的内容", "erases what is known")
_KEPT = Name("；整格内容随记录保留", "; the whole cell is kept with the record")
_DATE_CELL = Name("（日期格）", " (a date)")
_NUMBER_CELL = Name("（数字格）", " (a number)")
_UNCALCULATED = Name("没有算过的公式", "a formula that was never calculated")
_YES = {True: Name("是", "yes"), False: Name("否", "no")}
_SIGNS: Mapping[str, str] = {
    "\n": "⏎", "\u200b": "⟨ZWSP⟩", "\xa0": "⟨NBSP⟩", "\u200e": "⟨LRM⟩", "\u202d": "⟨LRO⟩", "\u202e": "⟨RLO⟩",
    "\u202c": "⟨PDF⟩", "\u3000": "⟨　⟩", "\ue100": "⟨E100⟩",
}  # fmt: skip
"""How a page shows what cannot be seen."""


def page(language: Language) -> str:
    """The whole page."""
    counts: dict[Verdict, int] = dict.fromkeys(Verdict, 0)
    for case in ALL_CASES:
        counts[verdict_of(case)] += 1
    counted = ("，" if language is Language.ZH else ", ").join(
        f"{verdict.value[language]} {count}" for verdict, count in counts.items()
    )
    lines = [
        f"# {_TITLE[language]}",
        "",
        _INTRODUCTION[language].format(today=TODAY.isoformat()),
        "",
        _ALL[language].format(cells=len(ALL_CASES), counts=counted),
        *(line for title, cases in SECTIONS.items() for line in _section(title, cases, language)),
    ]
    return "\n".join(lines) + "\n"


def _section(title: Name, cases: tuple[Case, ...], language: Language) -> Iterator[str]:
    yield from ("", f"## {title[language]}", "")
    yield "| " + " | ".join(head[language] for head in _HEADS) + " |"
    yield "|" + " --- |" * len(_HEADS)
    for case in cases:
        yield "| " + " | ".join(each.replace("|", "\\|") for each in _row(case, language)) + " |"


def _row(case: Case, language: Language) -> tuple[str, ...]:
    column = case.header or SHEET_OF[case.kind].by_field[case.field].name[language]
    return _written(case.cell, language), column, *_outcome(case, language)


def _outcome(case: Case, language: Language) -> tuple[str, str, str]:
    verdict = verdict_of(case).value[language]
    if case.rule in ("typed", "erased"):
        told = _BY_TOTAL if case.rule == "typed" else _ERASES
        return told[language], verdict, ""
    noticed = noticed_in(case)
    kept = _KEPT[language] if noticed is not None and noticed.extra is not None else ""
    said = ""
    if noticed is not None and noticed.rule is not None:
        found = Finding(noticed.rule, Place(""), seen(case.cell), noticed.facts)
        said = f"[{message(found, language)}](gallery/{noticed.rule.code}.md)"
    return _meant(case, language) + kept, verdict, said


def verdict_of(case: Case) -> Verdict:
    """What was done, by the rule that applied and by whether the value is what stood there."""
    noticed = noticed_in(case)
    if case.rule == "typed" or (noticed and noticed.rule and noticed.rule.severity is not Severity.NOTE):
        return Verdict.FLAGGED
    return Verdict.UNTOUCHED if _is_as_written(case) else Verdict.RECOVERED


def _is_as_written(case: Case) -> bool:
    if case.value is None or case.rule is not None:
        return False
    if isinstance(case.cell, str):
        return case.cell == case.value or (isinstance(case.value, bool) and case.cell in ("是", "否"))
    if isinstance(case.cell, float) and isinstance(case.value, Decimal):
        return Decimal(repr(case.cell)) == case.value
    return type(case.cell) is type(case.value) and bool(case.cell == case.value)


def _written(cell: Any, language: Language) -> str:
    if isinstance(cell, str):
        return f"`{''.join(_SIGNS.get(each, each) for each in cell)}`"
    text = seen(cell)
    if isinstance(cell, bool):
        return f"`{text}`"
    if isinstance(cell, (date, time, timedelta)):
        return f"`{text}`{_DATE_CELL[language]}"
    if isinstance(cell, float):
        return f"`{text}`{_NUMBER_CELL[language]}"
    return f"`{text}`" if text else _UNCALCULATED[language]


def _meant(case: Case, language: Language) -> str:
    value = case.value
    if value is None:
        return _BLANK[language]
    if isinstance(value, bool):
        return _YES[value][language]
    if isinstance(value, Decimal) and SHEET_OF[case.kind].by_field[case.field].of in (Of.DISCOUNT, Of.RATE):
        return f"{say(value * 100, language)}%"
    if isinstance(value, (Decimal, datetime, date)):
        return say(value, language)
    return f"`{value}`".replace("\n", "⏎")
