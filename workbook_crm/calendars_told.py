"""What the calendars of a workspace have told so far, kept in a file of ours between two makings."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from workbook_crm.report.calendar import AllTold, Told
from workbook_crm.send.outbox import write_whole


def read_told(file: Path) -> AllTold:
    """By person and number; nothing where there is no such file, or it cannot be read."""
    try:
        return _told(json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError, AttributeError, KeyError):  # gone, cut off, or another program's
        return {}


def _told(written: Mapping[str, Any]) -> AllTold:
    return {
        person: {
            number: Told(date.fromisoformat(each["day"]), str(each["customer"]))
            for number, each in events.items()
        }
        for person, events in written.items()
    }


def keep_told(file: Path, told: AllTold) -> None:
    """Writes it whole or not at all."""
    written = {
        person: {
            number: {"day": each.day.isoformat(), "customer": each.customer}
            for number, each in events.items()
        }
        for person, events in told.items()
    }
    write_whole(file, json.dumps(written).encode())
