"""Whether a row is an older row of its list that was mended: one identifier, and little else."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from enum import Enum
from typing import Any, NamedTuple

from rapidfuzz.distance import OSA

from workbook_crm.model.batch import Table
from workbook_crm.model.columns import Sheet
from workbook_crm.model.file_lines import ERASED, KEPT, NO_BASE, Base, Cell, said_cell
from workbook_crm.model.keys import search_key

_IDENTIFIERS: Mapping[str, tuple[str, ...]] = {
    "leads": ("name", "phone", "wechat", "mail"),
    "customers": ("name", "phone", "wechat", "mail"),
    "opportunities": ("customer", "name"),
    "follow_ups": ("subject", "time", "content"),
    "catalog": ("code", "product", "spec", "valid_from", "vin", "plate", "year", "mileage"),
    "staff": ("name", "phone", "mail"),
    "choices": ("list", "value"),
}
"""By kind: what tells one record from another."""
_FIXED: Mapping[str, frozenset[str]] = {
    "follow_ups": frozenset({"time"}),
    "catalog": frozenset({"code", "valid_from", "vin", "plate", "year", "mileage"}),
    "choices": frozenset({"list"}),
}
"""What is never mended in an edit: another day is another contact, another code another product."""
_MOST_DIFFERING = 2
"""Cells beside the mended one that may differ too."""
_SLIP = 2
"""Letters that a slip changes at most."""
_LETTERS_A_SLIP = 4
"""Letters that a text must have for each letter that a slip changes: short names differ by one letter."""
_TELLING = re.compile(r"\d+|[一二三四五六七八九十甲乙丙丁]")
"""Parts of a name that tell two things of one name apart: 一期 and 二期, P1 and P2."""


class Sureness(Enum):
    """Whether two rows are one."""

    EDIT = "edit"
    ASK = "ask"


class Near(NamedTuple):
    """Two rows that are, or may be, one."""

    sureness: Sureness
    field: str
    distance: float
    """How much they differ: the nearest pair is taken first."""


class Telling:
    """Which cells of a base tell one of its rows from the others: those that no other row has.

    A word of a list (a level, a source) or an owner never does, however short the base.
    """

    def __init__(self, of: Sheet[Any], base: Base) -> None:
        self._base = base
        self._shared = {each.field for each in of.visible if each.options or each.choices} | {"owner"}
        self._counts: dict[str, Counter[Cell]] = {}

    def tells(self, name: str, cell: Cell) -> bool:
        """Whether a cell of a column is one row's alone."""
        if name in self._shared:
            return False
        if name not in self._counts:
            self._counts[name] = Counter(self._base.columns[name])
        return self._counts[name][cell] == 1


class _Beside(NamedTuple):
    """How two rows compare."""

    changed: tuple[str, ...]
    """Identifiers that differ, where both rows have them."""
    same: tuple[str, ...]
    agreeing: int
    """Other filled cells that are equal."""
    differing: int
    is_told: bool
    """Whether one of the equal ones is this row's alone."""


def near(
    table: Table[Any], nth: int, base: Base, row: int, telling: Telling, *, is_same_place: bool
) -> Near | None:
    """How near a row is to a row of the base whose key is gone; None where they are two.

    `is_same_place`: its neighbours in the list are those that the other one had.
    """
    now = {name: said_cell(table.rows[nth], name) for name in base.columns if _is_in(name, table, nth)}
    was = {name: base.cell(row, name) for name in now}
    beside = _beside(table.kind, now, was, telling)
    if len(beside.changed) > 1 or set(beside.changed) & _FIXED.get(table.kind, frozenset()):
        return None
    if not beside.changed:
        return _identified_otherwise(table.kind, beside, _on_one_side(table.kind, now, was), is_same_place)
    field = beside.changed[0]
    if _tells_apart(table.kind, field) and _is_another(str(was[field]), str(now[field])):
        return None
    is_slip = _is_slip(field, str(was[field]), str(now[field]))
    sureness = _sureness(table.kind, field, beside, is_slip=is_slip, is_same_place=is_same_place)
    distance = beside.differing + (not is_slip) * 0.5 + (not is_same_place) * 0.25
    return Near(sureness, field, distance) if sureness else None


def _is_in(name: str, table: Table[Any], nth: int) -> bool:
    if name.startswith(KEPT):
        return any(KEPT + header == name for header, _text in table.rows[nth].record.extra)
    return name in table.columns and name != "number"


def _beside(kind: str, now: Mapping[str, Cell], was: Mapping[str, Cell], telling: Telling) -> _Beside:
    identifiers = [
        name for name in _IDENTIFIERS[kind] if _is_filled(now.get(name)) and _is_filled(was.get(name))
    ]
    rest = [name for name in now if name not in _IDENTIFIERS[kind] and _is_filled(now[name])]
    agreeing = [name for name in rest if now[name] == was[name]]
    return _Beside(
        tuple(name for name in identifiers if now[name] != was[name]),
        tuple(name for name in identifiers if now[name] == was[name]),
        len(agreeing),
        len(rest) - len(agreeing),
        any(telling.tells(name, now[name]) for name in agreeing),
    )


def _is_filled(cell: Cell) -> bool:
    return cell not in (None, "", NO_BASE, ERASED)


def _on_one_side(kind: str, now: Mapping[str, Cell], was: Mapping[str, Cell]) -> str | None:
    """The identifier that only one of two rows has: a phone that was filled in, or taken out."""
    sides = ((name, _is_filled(now.get(name)), _is_filled(was.get(name))) for name in _IDENTIFIERS[kind])
    return next((name for name, is_now, has_been in sides if is_now != has_been), None)


def _identified_otherwise(
    kind: str, beside: _Beside, on_one_side: str | None, is_same_place: bool
) -> Near | None:
    """Rows whose identifiers agree as far as both have them."""
    agrees = beside.differing <= min(_MOST_DIFFERING, beside.agreeing)
    if not beside.same or not (agrees or is_same_place) or kind in ("follow_ups", "catalog"):
        return None
    field = on_one_side or beside.same[0]
    return Near(Sureness.EDIT, field, beside.differing + (not is_same_place) * 0.25)


def _sureness(
    kind: str, field: str, beside: _Beside, *, is_slip: bool, is_same_place: bool
) -> Sureness | None:
    if kind == "follow_ups":
        return _of_follow_up(field, is_slip=is_slip, is_same_place=is_same_place)
    if kind == "catalog" and "code" in beside.same:
        return Sureness.EDIT
    agrees = beside.differing <= min(_MOST_DIFFERING, beside.agreeing)
    if not beside.same:
        is_sure = is_slip and is_same_place and beside.differing == 0
        return Sureness.EDIT if is_sure else None
    if agrees and (
        is_slip or (kind != "catalog" and _has_stayed(field, beside, is_same_place=is_same_place))
    ):
        return Sureness.EDIT
    is_like = is_same_place or beside.differing <= beside.agreeing
    is_asked = is_slip and is_like and kind in ("leads", "customers", "opportunities")
    return Sureness.ASK if is_asked else None


def _has_stayed(field: str, beside: _Beside, *, is_same_place: bool) -> bool:
    """Whether the rest of a row tells that it is the same though an identifier is another one altogether.

    A deal may move to another customer; somebody with another number may be a namesake.
    """
    is_telling = field == "customer" or (field != "name" and beside.is_told)
    is_whole = beside.differing == 0 and beside.agreeing > 1
    return (is_same_place and beside.agreeing > 0) or (is_telling and is_whole)


def _of_follow_up(field: str, *, is_slip: bool, is_same_place: bool) -> Sureness | None:
    """One contact: who and when agree, and what as well but for a slip; or two of them at the same place."""
    return Sureness.EDIT if is_same_place or (field == "content" and is_slip) else None


def _is_slip(field: str, was: str, now: str) -> bool:
    """Whether a text differs by a slip of the pen: two letters, two digits of a phone, or one word."""
    if field == "phone":
        return len(was) == len(now) and OSA.distance(was, now) <= _SLIP
    if _TELLING.findall(was) != _TELLING.findall(now):
        return False
    one, other = search_key(was), search_key(now)
    if field == "content" and (one.startswith(other) or other.startswith(one)):
        return True  # a text that grew
    distance = OSA.distance(one, other)
    if distance <= _SLIP and distance * _LETTERS_A_SLIP <= max(len(one), len(other)):
        return True
    return _is_one_word(was.split(), now.split())


def _tells_apart(kind: str, field: str) -> bool:
    """Whether a number in a field is part of the record's name; a deal may move to another customer."""
    return kind != "follow_ups" and field not in ("phone", "customer")


def _is_another(was: str, now: str) -> bool:
    """Whether texts are the same but for the numbers in them: 商机008 and 商机018."""
    return _TELLING.findall(was) != _TELLING.findall(now) and _TELLING.sub("", was) == _TELLING.sub("", now)


def _is_one_word(was: list[str], now: list[str]) -> bool:
    """Whether one word of several was exchanged."""
    is_long = len(was) == len(now) and len(was) > 2
    return is_long and sum(a.casefold() != b.casefold() for a, b in zip(was, now, strict=True)) == 1
