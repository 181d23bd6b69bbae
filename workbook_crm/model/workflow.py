"""What may follow what: states and moves as tables."""

from __future__ import annotations

from collections.abc import Mapping

from workbook_crm.model.options import LOST, OPEN, PAUSED, TERMINATED, WON

LIVE = frozenset({OPEN, PAUSED, WON})
"""States in which an opportunity holds the used vehicles that are on it."""

MOVES: Mapping[str, frozenset[str]] = {
    OPEN: frozenset({WON, LOST, PAUSED, TERMINATED}),
    PAUSED: frozenset({OPEN, WON, LOST, TERMINATED}),
    WON: frozenset({OPEN, LOST, TERMINATED}),
    LOST: frozenset({OPEN, WON, TERMINATED}),
    TERMINATED: frozenset(),
}
"""Where an opportunity may go from each state. Terminated is for good; paused can be taken up again."""

CLOSING_NEEDS: Mapping[str, tuple[str, ...]] = {
    WON: ("summary",),
    LOST: ("summary", "loss_reason", "competitor"),
}
"""What must be filled in when an opportunity is closed."""

FIRST_STATE: Mapping[str, str] = {
    "catalog": "active",
    "staff": "active",
    "choices": "active",
    "leads": "new",
    "customers": "valid",
    "opportunities": OPEN,
}
"""The state of a new record of which the sender says nothing else."""

OPEN_STATES: Mapping[str, frozenset[str]] = {
    "leads": frozenset({"new", "following"}),
    "customers": frozenset({"valid"}),
    "opportunities": frozenset({OPEN}),
}
"""The states in which somebody has to follow up."""
