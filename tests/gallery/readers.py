"""Readers that fail on purpose, so that what depends on a machine can be shown on every machine."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping

from workbook_crm.arrive.reader_process import Reading
from workbook_crm.arrive.sandbox import Sandbox
from workbook_crm.model.finding import Findings
from workbook_crm.model.raw import RawWorkbook


def _crash(content: bytes, name: str) -> tuple[RawWorkbook | None, Findings]:
    os.abort()


def _never_end(content: bytes, name: str) -> tuple[RawWorkbook | None, Findings]:
    while True:
        time.sleep(1)


def _want_more_memory(content: bytes, name: str) -> tuple[RawWorkbook | None, Findings]:
    raise MemoryError


_READINGS: Mapping[str, tuple[Reading[RawWorkbook], float]] = {
    "a reader that the file brings down": (_crash, 60.0),
    "a reader that never ends, and is given 1 second": (_never_end, 1.0),
    "a reader that needs more than it is given": (_want_more_memory, 60.0),
}


def failing_reader(sentence: str) -> Sandbox[RawWorkbook]:
    """The reader that a page's `reader` block describes."""
    reading, time_s = _READINGS[sentence]
    return Sandbox(reading, time_s=time_s)
