"""What we leave in a workbook so that a second pass can take our marks away: hidden defined names.

Defined names survive a spreadsheet program that saves the answer again: references in them move with inserted
columns and renamed sheets, text in them stays. There are, all beginning with `_workbook_crm.`:

- `view`: which sheet was open and which were selected before ours was.
- `fill1`, `fill7` ...: fills of the sender's under our marks, by number (see tones).
- `summary`, local: the summing-up sheet. `result`, local: the header cell of a result column.
- `undo`, local: what the result column changed around it, as `key=value` with `|` between.
- `texts`, `texts2` ...: the seals of what we wrote in notes and result cells (see model.seals).
- `boxes`, local: where boxes of the sender's notes ended before ours made them larger, as `B2=anchor` alike.

Some programs drop such names (exceljs), and workbooks of other formats lose them on their way. So hidden
cells of the summing-up sheet say the same, a cell a name: `workbook_crm:trace result/客户/'客户'!$H$3`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from types import MappingProxyType

from workbook_crm.model.grid import Area, cell_name
from workbook_crm.model.marks import TRACE_MARK, TRACE_PREFIX
from workbook_crm.model.named_tuple import NamedTuple

from .areas import area, fixed_reference
from .notes import Cell
from .patterns import lazily
from .workbook import DefinedName, quoted_sheet

PREFIX = TRACE_PREFIX
_CODED, _DECODED = str.maketrans("\r\n\t", "\\/;"), str.maketrans("\\/;", "\r\n\t")
_ANCHOR = lazily(r"[\d, \\/;]*")
_SEALS = 800
"""In one name: a formula may have 8,192 characters."""
_LONGEST_CELL = 32_000
_PIECE = 250
"""A text in a formula may have 255 characters."""
_TEXT = lazily(r'"((?:[^"]|"")*)"')


class Trace(NamedTuple):
    """What an earlier pass left: sheets by their 0-based index."""

    view: str | None = None
    fills: Mapping[int, bytes] = MappingProxyType({})
    """By the number that a colour carries."""
    summary: int | None = None
    results: Mapping[int, tuple[Area, dict[str, str]]] = MappingProxyType({})
    """Header cell and undo of each result column."""
    seals: frozenset[str] = frozenset()
    """Of the texts that we wrote."""
    is_there: bool = False
    """Whether any name of ours is."""
    boxes: Mapping[int, Mapping[Cell, str]] = MappingProxyType({})
    """The anchors that boxes of the sender's notes had."""


def in_cells(names: Iterable[DefinedName], sheets: Sequence[str]) -> Iterator[str]:
    """These names as texts of cells; one that is longer than a cell may be is left to the names alone."""
    for each in names:
        sheet = "" if each.sheet is None else sheets[each.sheet]
        text = f"{TRACE_MARK}{each.name.removeprefix(PREFIX)}/{sheet}/{each.formula}"
        if len(text) <= _LONGEST_CELL:
            yield text


def with_cells(
    names: Sequence[DefinedName], cells: Iterable[str], sheets: Sequence[str]
) -> Sequence[DefinedName]:
    """The names, and those that only cells of the summing-up sheet still tell."""
    known = {(each.name, each.sheet) for each in names}
    more = [each for each in map(partial(_of_cell, sheets), cells) if each]
    return [*names, *(each for each in more if (each.name, each.sheet) not in known)]


def _of_cell(sheets: Sequence[str], text: str) -> DefinedName | None:
    """The name that a cell tells; None where its sheet is not there any more."""
    name, _, rest = text.removeprefix(TRACE_MARK).partition("/")
    sheet, _, formula = rest.partition("/")
    if sheet and sheet not in sheets:
        return None
    return DefinedName(PREFIX + name, formula, sheets.index(sheet) if sheet else None)


def read_trace(names: Sequence[DefinedName]) -> Trace:
    """The trace that these names hold; an empty one where there is none."""
    ours = [name for name in names if name.name.startswith(PREFIX)]
    plain = {name.name.removeprefix(PREFIX): name for name in ours if name.sheet is None}
    local: dict[tuple[str, int | None], DefinedName] = {
        (name.name.removeprefix(PREFIX), name.sheet): name for name in ours if name.sheet is not None
    }
    return Trace(
        view=_text(plain["view"].formula) if "view" in plain else None,
        fills=dict(_fills(plain)),
        summary=next((sheet for kind, sheet in local if kind == "summary"), None),
        seals=frozenset(_seals(plain)),
        is_there=bool(ours),
        results={sheet: found for sheet, found in _results(local) if sheet is not None},
        boxes={
            sheet: dict(_boxes(name.formula))
            for (kind, sheet), name in local.items()
            if kind == "boxes" and sheet is not None
        },
    )


def fill_names(fills: Mapping[int, bytes]) -> Iterator[DefinedName]:
    for number, fill in sorted(fills.items()):
        yield DefinedName(f"{PREFIX}fill{number}", _formula(fill.decode("utf-8", "replace")))


def view_name(view: str) -> DefinedName:
    return DefinedName(f"{PREFIX}view", _formula(view))


def summary_name(sheet: str, index: int) -> DefinedName:
    return DefinedName(f"{PREFIX}summary", f"{quoted_sheet(sheet)}!$A$1", index)


def result_names(sheet: str, index: int, header: Area, undo: Mapping[str, str]) -> Iterator[DefinedName]:
    yield DefinedName(f"{PREFIX}result", f"{quoted_sheet(sheet)}!{fixed_reference(header)}", index)
    facts = "|".join(f"{key}={value}" for key, value in undo.items())
    yield DefinedName(f"{PREFIX}undo", _formula(facts), index)


def seal_names(seals: Collection[str]) -> Iterator[DefinedName]:
    listed = sorted(seals)
    for number, at in enumerate(range(0, len(listed), _SEALS), 1):
        text = " ".join(listed[at : at + _SEALS])
        yield DefinedName(f"{PREFIX}texts{number if number > 1 else ''}", _formula(text))


def _seals(plain: Mapping[str, DefinedName]) -> Iterator[str]:
    for kind, name in plain.items():
        if kind.startswith("texts"):
            yield from _text(name.formula).split()


def box_names(index: int, anchors: Mapping[Cell, str]) -> Iterator[DefinedName]:
    """Line breaks and tabs are kept as signs that no anchor has."""
    if anchors:
        facts = (f"{cell_name(*cell)}={anchor}" for cell, anchor in anchors.items())
        text = "|".join(facts).translate(_CODED)
        yield DefinedName(f"{PREFIX}boxes", _formula(text), index)


def _boxes(formula: str) -> Iterator[tuple[Cell, str]]:
    for fact in _text(formula).split("|"):
        address, _, anchor = fact.partition("=")
        place = area(address)
        if place and _ANCHOR().fullmatch(anchor):
            yield (place.top, place.left), anchor.translate(_DECODED)


def _fills(plain: Mapping[str, DefinedName]) -> Iterator[tuple[int, bytes]]:
    for kind, name in plain.items():
        number = kind.removeprefix("fill")
        if kind.startswith("fill") and number.isdigit():
            yield int(number), _text(name.formula).encode()


def _results(
    local: Mapping[tuple[str, int | None], DefinedName],
) -> Iterator[tuple[int | None, tuple[Area, dict[str, str]]]]:
    for (kind, sheet), name in local.items():
        place = area(name.formula.rpartition("!")[2])
        if kind == "result" and place:
            undo = local.get(("undo", sheet))
            facts = _text(undo.formula).split("|") if undo else []
            yield sheet, (place, dict(fact.split("=", 1) for fact in facts if "=" in fact))


def _formula(text: str) -> str:
    """A text as a formula: pieces of it in quotes, joined by `&`."""
    pieces = [text[at : at + _PIECE] for at in range(0, len(text), _PIECE)] or [""]
    return "&".join('"' + piece.replace('"', '""') + '"' for piece in pieces)


def _text(formula: str) -> str:
    return "".join(piece.replace('""', '"') for piece in _TEXT().findall(formula))
