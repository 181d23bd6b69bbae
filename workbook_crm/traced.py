"""Where the values of a record came from, for a person at a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from workbook_crm.model.language import Language, Name
from workbook_crm.model.sheets import SHEET_OF
from workbook_crm.model.trace import Origin, Traced
from workbook_crm.model.words import fill, say
from workbook_crm.report.portrait import in_words
from workbook_crm.report.words import WORDS
from workbook_crm.terminal import Screen, safe

_HEAD = Name("[bold]{number}[/]  {kind}", "[bold]{number}[/]  {kind}")
_FIELD = Name("[bold]{name}[/]：{value}", "[bold]{name}[/]: {value}")
_FROM = Name("    {source}", "    {source}")
_BEFORE = Name("    以前：{value}  [dim]{source}[/]", "    before: {value}  [dim]{source}[/]")
_UNDONE = Name(
    "    已撤销（{undo}）：[strike]{value}[/]  [dim]{source}[/]",
    "    undone ({undo}): [strike]{value}[/]  [dim]{source}[/]",
)
_UNKNOWN = Name("来源没有记录", "nothing tells where it came from")
_ROW = Name("{sheet} 第 {row} 行", "{sheet}, row {row}")


def show_trace(screen: Screen, number: str, kind: str, traced: Sequence[Traced]) -> None:
    """Every field with its value, where that came from, and what it was before."""
    language = screen.language
    screen.line(_HEAD, number=safe(number), kind=SHEET_OF[kind].title(language))
    for each in traced:
        screen.line(
            _FIELD, name=safe(each.name[language]), value=safe(_value(kind, each, each.now, language))
        )
        screen.line(_FROM, source=safe(_source(each.now, language)))
        for one in each.before:
            told = {"value": _value(kind, each, one, language), "source": _source(one, language)}
            facts = {name: safe(text) for name, text in told.items()}
            screen.line(_UNDONE if one.undone_by else _BEFORE, undo=one.undone_by, **facts)


def _value(kind: str, traced: Traced, each: Origin, language: Language) -> str:
    column = SHEET_OF[kind].by_field.get(traced.field)
    text = in_words(column, each.value, language) if column else str(each.value or "")
    return text or WORDS["nothing_there"][language]


def _source(each: Origin, language: Language) -> str:
    """`客户.xlsx 客户!F7  张三  2026-11-23 08:00  R-000012`."""
    return "  ".join(_parts(each, language)) or _UNKNOWN[language]


def _parts(each: Origin, language: Language) -> Iterator[str]:
    if each.receipt is None:
        return
    yield f"{each.file} {_place(each, language)}".strip()
    if each.sender:
        yield each.sender
    if each.time is not None:
        yield say(each.time, language)
    yield each.receipt


def _place(each: Origin, language: Language) -> str:
    if each.cell:
        return f"{each.sheet}!{each.cell}"
    if each.row is None:
        return each.sheet
    return fill(_ROW[language], language, sheet=each.sheet, row=str(each.row))
