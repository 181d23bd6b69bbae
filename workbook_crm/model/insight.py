"""What the deeper reports look at: deals, contacts, lines and people as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from workbook_crm.model.options import LOST, OPEN, PAUSED, TERMINATED, WON

CLOSED = frozenset({WON, LOST, TERMINATED})


@dataclass(frozen=True, slots=True)
class Deal:
    """One opportunity, whatever became of it."""

    number: str
    name: str
    customer: str
    """The customer's number."""
    customer_name: str
    owner: str | None
    state: str
    stage: str | None
    amount: Decimal
    opened: date
    """The day on which it was first taken in."""
    co_owners: str | None = None
    level: str | None = None
    """The customer's."""
    source: str | None = None
    """Its own, else the customer's."""
    expected_close: date | None = None
    probability: Decimal | None = None
    loss_reason: str | None = None
    competitor: str | None = None
    last_contact: date | None = None
    since_state: date | None = None
    """The day on which a workbook changed it to its state; None where it came in with it."""
    closer: str | None = None
    """Whose it was on that day: who is credited with it, though it was handed on since."""

    @property
    def is_open(self) -> bool:
        return self.state == OPEN

    @property
    def ended(self) -> date | None:
        """The day on which it left the open ones; None for an open one.

        Of one that came in closed only the expected close can tell, unless that lies later.
        """
        if self.is_open:
            return None
        if self.since_state is not None:
            return self.since_state
        known = self.expected_close or self.opened
        return min(known, self.opened)

    @property
    def seller(self) -> str | None:
        """Who is credited with it: whose it was when it ended, whose it is while it is open."""
        return self.owner if self.is_open else self.closer or self.owner

    @property
    def began(self) -> date:
        """The day from which it counts: never after it ended."""
        return min(self.opened, self.ended or self.opened)


@dataclass(frozen=True, slots=True)
class Contact:
    """One follow-up: with whom, when, by whom, and what was agreed for the next one."""

    subject: str
    day: date
    by: str | None
    method: str | None
    agreed: date | None = None


@dataclass(frozen=True, slots=True)
class SoldLine:
    """One line of an opportunity, beside what the catalog asks for it."""

    opportunity: str
    product: str
    spec: str | None
    kind: str | None
    """The catalog's; None for a product that is not in it."""
    quantity: Decimal
    amount: Decimal
    listed: Decimal | None = None
    """What the line would cost at the catalog's price."""
    floor: Decimal | None = None
    """What it costs at the lowest price that nobody has to be asked for."""


@dataclass(frozen=True, slots=True)
class Prospect:
    """A lead or a customer."""

    number: str
    kind: str
    name: str
    owner: str | None
    source: str | None
    level: str | None
    state: str
    since: date
    last_contact: date | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """From a day on an opportunity was in this stage and this state; the first one is how it came in."""

    opportunity: str
    day: date
    stage: str | None
    state: str


@dataclass(frozen=True, slots=True)
class Standing:
    """From a day on a lead or a customer was of this level and in this state; the first is how it came in."""

    number: str
    day: date
    level: str | None
    state: str


@dataclass(frozen=True, slots=True)
class Period:
    """The days that a report tells of; without a first day everything up to the last."""

    last: date
    first: date | None = None

    def holds(self, day: date | None) -> bool:
        """Whether something of that day belongs to it; of an unknown day only if there is no first one."""
        if day is None:
            return self.first is None
        return day <= self.last and (self.first is None or self.first <= day)


@dataclass(frozen=True, slots=True)
class Insight:
    """Everything that the deeper reports of a day are made from."""

    deals: tuple[Deal, ...] = ()
    contacts: tuple[Contact, ...] = ()
    """By subject, the oldest first."""
    lines: tuple[SoldLine, ...] = ()
    prospects: tuple[Prospect, ...] = ()
    moves: tuple[Move, ...] = ()
    """By opportunity, the oldest first."""
    standings: tuple[Standing, ...] = ()
    """By lead or customer, the oldest first."""
    teams: Mapping[str, str] = field(default_factory=dict)
    """By name of a member of staff."""
    digits: int = 2
    """Decimals of an amount."""


FROZEN = frozenset({PAUSED, TERMINATED})
"""States of opportunities that nobody works on and that are neither won nor lost."""
