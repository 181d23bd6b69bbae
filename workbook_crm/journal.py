"""The log: one line an event, for programs and for people, without names, phone numbers or cell contents."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Literal

Fact = str | int | float | bool | None


class Journal:
    """Appends events to a file, or to standard error; each is opened anew, so that it may be rotated away."""

    def __init__(
        self,
        now: Callable[[], datetime],
        format: Literal["text", "json"],
        file: Path | None = None,
        *,
        is_silent: bool = False,
    ) -> None:
        """`is_silent`: says nothing where no file is named."""
        self._now, self._format, self._file, self._is_silent = now, format, file, is_silent

    def tell(self, event: str, **facts: Fact) -> None:
        """One event. A log that cannot be written stops nothing."""
        line = self._line(event, facts)
        try:
            if self._file is not None:
                self._file.parent.mkdir(parents=True, exist_ok=True)
                with self._file.open("a", encoding="utf-8") as log:
                    log.write(line)
            elif not self._is_silent:
                sys.stderr.write(line)
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
