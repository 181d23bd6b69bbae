"""A column of cells read as their formats show them: each run of one format with a context of its own."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from workbook_crm.model.columns import Column, Of, Value
from workbook_crm.model.raw import RawSheet
from workbook_crm.read.cells import read_column
from workbook_crm.read.noticed import Context, Noticed
from workbook_crm.read.number_formats import NumberFormat, number_format

_SHOWN = frozenset({Of.MONEY, Of.PRICE, Of.QUANTITY, Of.RATE, Of.DISCOUNT})
"""Kinds of value of which a format may tell something."""
Formats = Sequence[NumberFormat | None]


def formats_of(sheet: RawSheet, rows: Sequence[int], column: int, of: Column) -> Formats:
    """The format of each row's cell in a column, counted from 0; empty where no format says anything."""
    runs = sheet.formats.get(sheet.first_column + column, ())
    if not runs or of.of not in _SHOWN:
        return ()
    firsts = [run.first for run in runs]
    formats = [number_format(run.code) for run in runs]
    nearest = [bisect_right(firsts, row) - 1 for row in rows]
    return [
        formats[i] if i >= 0 and row <= runs[i].last else None for i, row in zip(nearest, rows, strict=True)
    ]


def read_formatted(cells: Sequence[object], formats: Formats, context: Context) -> list[Value | Noticed]:
    """Every cell's value, or what was noticed about it."""
    if not formats:
        return read_column(cells, context)
    read: list[Value | Noticed] = [None] * len(cells)
    for each in dict.fromkeys(formats):
        where = [i for i, own in enumerate(formats) if own == each]
        values = read_column([cells[i] for i in where], replace(context, format=each))
        for i, value in zip(where, values, strict=True):
            read[i] = value
    return read


def as_numbers(cells: Sequence[object], formats: Formats) -> Sequence[object]:
    """The cells without those that are not shown as they are: the header's unit is not said of them."""
    if not any(own is not None and own.is_scaled for own in formats):
        return cells
    return [
        "" if own is not None and own.is_scaled and not isinstance(cell, str) else cell
        for cell, own in zip(cells, formats, strict=True)
    ]
