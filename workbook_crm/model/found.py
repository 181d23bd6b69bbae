"""One record that was looked for, with enough to know it by."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Found:
    """A lead, customer or opportunity, or a row of the catalog."""

    number: str | None
    """Of a row of the catalog: its code."""
    kind: str
    name: str
    company: str | None
    """A lead's company, an opportunity's customer, the spec of what is sold."""
    phone: str | None
    owner: str | None
    state: str | None
    plate: str | None
    vin: str | None
    matched: tuple[str, ...]
    """The fields in which the text stands."""
    is_whole: bool
    """One of them is that text, and no more."""
