"""Values on their way between two processes: packed quickly, unpacked without trusting who packed them."""

from __future__ import annotations

import io
import pickle
from dataclasses import replace
from typing import Any, TypeVar

from workbook_crm.model.finding import Findings
from workbook_crm.model.garbage import no_collections
from workbook_crm.model.letter import Letter
from workbook_crm.model.raw import RawSheet, RawWorkbook

Read = TypeVar("Read", bound=RawWorkbook | Letter)
"""What a file is read as."""

_TRUSTED = "workbook_crm.model."
_TRUSTED_CLASSES = frozenset(
    {("datetime", each) for each in ("date", "datetime", "time", "timedelta")} | {("decimal", "Decimal")}
)


def pack(outcome: tuple[RawWorkbook | Letter | None, Findings], peak_bytes: int) -> bytes:
    """What was read, and the memory that it took, as bytes."""
    book, findings = outcome
    sheets: tuple[RawSheet, ...] = ()
    bare = book
    if isinstance(book, RawWorkbook):
        sheets = book.sheets
        bare = replace(book, sheets=tuple(replace(sheet, cells=()) for sheet in sheets))
    out = io.BytesIO()
    pickle.Pickler(out, protocol=5).dump((bare, findings, peak_bytes))
    cells = pickle.Pickler(out, protocol=5)
    # Fast: a cell that stands twice is packed twice, in a third of the time. Only for cells: in this mode a
    # frozenset counts as a level of nesting for ever after, and the fiftieth raises KeyError.
    cells.fast = True
    cells.dump([sheet.cells for sheet in sheets])
    return out.getvalue()


def unpack(packed: bytes) -> tuple[tuple[Any, Findings], int]:
    """What was packed. Raises pickle.UnpicklingError, EOFError for anything else."""
    stream = io.BytesIO(packed)
    with no_collections():
        book, findings, peak_bytes = _ModelUnpickler(stream).load()
        cells = _ModelUnpickler(stream).load()
    if isinstance(book, RawWorkbook):
        sheets = tuple(replace(sheet, cells=rows) for sheet, rows in zip(book.sheets, cells, strict=True))
        book = replace(book, sheets=sheets)
    return (book, findings), peak_bytes


class _ModelUnpickler(pickle.Unpickler):
    """Makes values of the model and of the calendar, and calls nothing else: the reader of a hostile file is
    no more to be trusted than the file."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in _TRUSTED_CLASSES or (module.startswith(_TRUSTED) and "." not in name):
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"not a value of the model: {module}.{name}")
