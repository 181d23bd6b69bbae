"""An undo in words: four lists, each a table, for its workbook and for the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from workbook_crm.model.columns import Value
from workbook_crm.model.language import Language, Name
from workbook_crm.model.sheets import SHEET_OF
from workbook_crm.model.trace import KEPT
from workbook_crm.model.undoing import WHOLE, Subject, UndoPlan
from workbook_crm.model.words import say
from workbook_crm.report.portrait import in_words

_UNDONE = Name("已撤销", "Undone")
_KEPT = Name("保留-后来又改", "Kept - changed since")
_LEANT = Name("保留-被引用", "Kept - referred to")
_REFUSED = Name("不能撤", "Cannot be undone")
_NUMBER, _KIND = Name("编号", "Number"), Name("类别", "Kind")
_FIELD = Name("字段", "Field")
_HEADS: tuple[tuple[Name, tuple[Name, ...]], ...] = (
    (_UNDONE, (_KIND, _NUMBER, _FIELD, Name("撤前", "Before the undo"), Name("撤后", "After the undo"))),
    (
        _KEPT,
        (
            _KIND,
            _NUMBER,
            _FIELD,
            Name("值", "Value"),
            Name("谁", "Who"),
            Name("何时", "When"),
            Name("导入回执", "Receipt"),
        ),
    ),
    (_LEANT, (_KIND, _NUMBER, Name("被谁引用", "Referred to by"))),
    (_REFUSED, (Name("什么", "What"), Name("为什么", "Why"))),
)


class UndoTable(NamedTuple):
    """One of the four lists in words."""

    title: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def undo_tables(plan: UndoPlan, language: Language) -> tuple[UndoTable, ...]:
    """What was taken back, what stays because it was written again or is referred to, what cannot be."""
    listed = (
        _reverted(plan, language),
        _kept(plan, language),
        _leant(plan, language),
        _refused(plan, language),
    )
    return tuple(
        UndoTable(title[language], tuple(each[language] for each in heads), tuple(rows))
        for (title, heads), rows in zip(_HEADS, listed, strict=True)
    )


def _reverted(plan: UndoPlan, language: Language) -> Iterator[tuple[str, ...]]:
    for each in plan.reverted:
        values = (_value(each.of, each.field, value, language) for value in (each.before, each.after))
        yield (*_subject(each.of, language), _field(each.of, each.field, language), *values)


def _kept(plan: UndoPlan, language: Language) -> Iterator[tuple[str, ...]]:
    for each in plan.kept:
        told = (_field(each.of, each.field, language), _value(each.of, each.field, each.value, language))
        yield (*_subject(each.of, language), *told, each.who or "", say(each.when, language), each.receipt)


def _leant(plan: UndoPlan, language: Language) -> Iterator[tuple[str, ...]]:
    for each in plan.leant:
        yield (*_subject(each.of, language), say(each.by, language))


def _refused(plan: UndoPlan, language: Language) -> Iterable[tuple[str, ...]]:
    return ((each.what, each.why[language]) for each in plan.refused)


def _subject(of: Subject, language: Language) -> tuple[str, str]:
    return SHEET_OF[of.kind].title(language), of.number


def _field(of: Subject, field: str | None, language: Language) -> str:
    if field is None:
        return WHOLE[language]
    column = SHEET_OF[of.kind].by_field.get(field)
    return column.name[language] if column else field.removeprefix(KEPT)


def _value(of: Subject, field: str | None, value: Value, language: Language) -> str:
    column = SHEET_OF[of.kind].by_field.get(field or "")
    return in_words(column, value, language) if column else str(value or "")
