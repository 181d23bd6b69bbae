"""Our own guards with lowered limits, so that small and harmless files meet them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import partial
from types import ModuleType
from unittest.mock import patch

from workbook_crm.arrive import zipped
from workbook_crm.arrive.inspect import MAX_FILE_BYTES
from workbook_crm.arrive.sandbox import Sandbox
from workbook_crm.model.finding import Findings
from workbook_crm.model.raw import RawWorkbook
from workbook_crm.read import csv_text, far_cells, ods, package, text_amount
from workbook_crm.untrusted import read_untrusted
from workbook_crm.write_back.package import markup

_LIMITS: Mapping[str, tuple[tuple[ModuleType, str], ...]] = {
    "parts": ((zipped, "MAX_PARTS"),),
    "unpacked_bytes": ((zipped, "MAX_UNPACKED_BYTES"),),
    "ratio": ((zipped, "MAX_RATIO"),),
    "ratio_from_bytes": ((zipped, "RATIO_COUNTS_FROM_BYTES"),),
    "part_bytes": ((package, "MAX_PART_BYTES"),),
    "easy_cells": ((far_cells, "EASY_CELLS"),),
    "cells": ((far_cells, "MAX_CELLS"), (ods, "MAX_CELLS"), (csv_text, "MAX_CELLS")),
    "left_out": ((far_cells, "MAX_LEFT_OUT"),),
    "row_gap": ((far_cells, "_ROW_GAP"),),
    "column_gap": ((far_cells, "_COLUMN_GAP"),),
    "cell_characters": ((text_amount, "LONGEST_CELL"),),
    "characters": ((text_amount, "MOST_TEXT"),),
    "depth": ((markup, "_MAX_DEPTH"),),
}


@contextmanager
def lowered(**limits: int) -> Iterator[None]:
    """Within it, limits of ours are what they are said to be."""
    with ExitStack() as stack:
        for name, limit in limits.items():
            for module, constant in _LIMITS[name]:
                assert limit < getattr(module, constant)
                stack.enter_context(patch.object(module, constant, limit))
        yield


def lowered_reader(**limits: int) -> Sandbox[RawWorkbook]:
    """The real reader in a process of its own, in which the limits are lowered."""
    return Sandbox(partial(_read, limits=tuple(limits.items())))


def _read(
    content: bytes, name: str, limits: tuple[tuple[str, int], ...]
) -> tuple[RawWorkbook | None, Findings]:
    with lowered(**dict(limits)):
        return read_untrusted(content, name, MAX_FILE_BYTES)
