"""The dealership's time."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo


class ZoneClock:
    """The clock of a time zone; of the machine where none is named."""

    def __init__(self, zone: str | None) -> None:
        self._zone = ZoneInfo(zone) if zone else None

    def now(self) -> datetime:
        """Now, with the zone's offset."""
        return datetime.now(self._zone) if self._zone else datetime.now().astimezone()
