"""What goes on: one line an event in the log, for programs; and in words, for whoever watches the terminal.

The log is without names, phone numbers and cell contents.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Literal

from workbook_crm.model.events import Fact, event_in_words
from workbook_crm.model.language import Language


class Journal:
    """Appends events to a file, opened anew for each, so that it may be rotated away; and says them."""

    def __init__(
        self,
        now: Callable[[], datetime],
        format: Literal["text", "json"],
        file: Path | None = None,
        *,
        speaks: Language | None = None,
    ) -> None:
        """`file`: None for no log; `speaks`: says each event on standard error too, in that language."""
        self._now, self._format, self._file, self._speaks = now, format, file, speaks

    def tell(self, event: str, *, shown: str = "", **facts: Fact) -> None:
        """One event. A log that cannot be written stops nothing.

        `shown`: the name of the file that it is about, which is no part of the log.
        """
        if self._file is not None:
            self._log(self._file, self._line(event, facts))
        if self._speaks is not None:
            self._say(event_in_words(event, {**facts, "file": shown}, self._speaks))

    def _log(self, file: Path, line: str) -> None:
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            with file.open("a", encoding="utf-8") as log:
                log.write(line)
        except (OSError, ValueError):
            return

    def _say(self, sentence: str) -> None:
        if not sentence:
            return
        printable = "".join(each if each.isprintable() else "\N{REPLACEMENT CHARACTER}" for each in sentence)
        try:
            sys.stderr.write(f"{self._now():%H:%M:%S}  {printable}\n")
            sys.stderr.flush()
        except (OSError, ValueError):
            return

    def _line(self, event: str, facts: dict[str, Fact]) -> str:
        when = self._now().isoformat(timespec="milliseconds")
        if self._format == "json":
            return json.dumps({"time": when, "event": event, **facts}, ensure_ascii=False) + "\n"
        told = (f"{key}={_plain(value)}" for key, value in facts.items() if value is not None)
        return " ".join((when, event, *told)) + "\n"


def _plain(value: Fact) -> str:
    text = f"{value:.3f}" if isinstance(value, float) else str(value)
    return json.dumps(text, ensure_ascii=False) if " " in text or "\n" in text else text
