"""Whether the cells below a header look like what its word would make of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from workbook_crm.model.columns import Column, Of
from workbook_crm.model.header_words import UNITS
from workbook_crm.model.keys import search_key
from workbook_crm.model.options import NO_WORDS, YES_WORDS

_FLAGS = YES_WORDS | NO_WORDS


def _is_flag(cell: object) -> bool:
    return isinstance(cell, bool) or search_key(_text(cell)) in _FLAGS


def _is_unit(cell: object) -> bool:
    return isinstance(cell, str) and search_key(cell).rstrip(".") in UNITS


def _is_day(cell: object) -> bool:
    return isinstance(cell, date)


def _is_fraction(cell: object) -> bool:
    return isinstance(cell, float) and not cell.is_integer()


def _text(cell: object) -> str:
    return f"{cell:g}" if isinstance(cell, float) else str(cell)


_LONGEST_UNIT = 6
_Test = Callable[[object], bool]
_NO_NAME: tuple[_Test, ...] = (_is_flag, _is_unit, _is_day, _is_fraction)
_UNLIKE: Mapping[Of, tuple[_Test, ...]] = {
    Of.NAME: _NO_NAME,
    Of.REFERENCE: _NO_NAME,
    Of.PERSON: _NO_NAME,
    Of.RATE: (_is_flag, _is_day),
    Of.DATE: (_is_flag, _is_unit),
    Of.MOMENT: (_is_flag, _is_unit),
    Of.PHONE: (_is_flag, _is_unit, _is_day),
    Of.MAIL: (_is_flag, _is_unit, _is_day),
}
"""What a column cannot hold in all of its cells, by the kind of value that its field asks for."""


def are_no_units(cells: Sequence[object]) -> bool:
    """Whether long texts stand where 台 and pcs would: Unit over the vehicles themselves."""
    texts = [cell for cell in set(cells) if isinstance(cell, str) and cell.strip()]
    return bool(texts) and all(len(text.strip()) > _LONGEST_UNIT for text in texts)


def is_unlike(column: Column, cells: Sequence[object]) -> bool:
    """Whether every cell of a column is something else than its field asks for: True/False under a person.

    A text that must be written (跟进内容) is no flag and no unit; other texts may be anything.
    """
    tests = _UNLIKE.get(
        column.of, (_is_flag, _is_unit, _is_day) if column.of is Of.TEXT and column.starred else ()
    )
    seen = set(cells) - {""} if tests else ()
    return bool(seen) and any(all(map(test, seen)) for test in tests)
