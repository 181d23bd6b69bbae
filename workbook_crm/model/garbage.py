"""No garbage collection while a million values are made: hundreds of rounds that would find nothing."""

from __future__ import annotations

import gc


class no_collections:  # noqa: N801  # read as a word: with no_collections():
    """Halves the time of reading 100,000 rows; on again afterwards where it was on."""

    def __enter__(self) -> None:
        self._was_enabled = gc.isenabled()
        gc.disable()

    def __exit__(self, *raised: object) -> None:
        if self._was_enabled:
            gc.enable()
