"""The forecast at two versions of the store, deal by deal, and what moved it from one to the other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from workbook_crm.model.language import Name
from workbook_crm.model.options import LOST, OPEN, PAUSED, TERMINATED, WON, Choice
from workbook_crm.model.versions import StoreVersion


@dataclass(frozen=True, slots=True)
class ForecastDeal:
    """What the forecast needs to know of one opportunity, be it open or not."""

    number: str
    name: str
    owner: str | None
    state: str
    stage: str | None
    amount: Decimal
    expected_close: date | None
    probability: Decimal | None
    """What its people wrote; without it the stages tell."""

    @property
    def is_open(self) -> bool:
        return self.state == OPEN


@dataclass(frozen=True, slots=True)
class Forecast:
    """All that the forecast was made from at one version."""

    deals: Mapping[int, ForecastDeal] = field(default_factory=dict)
    """By id of the record: every opportunity that there was."""
    stages: tuple[Choice, ...] = ()
    version: StoreVersion | None = None
    """None before anything was taken in."""


@dataclass(frozen=True, slots=True)
class Between:
    """The forecast before and after, and how these versions were asked for."""

    before: Forecast
    after: Forecast
    since: date | str
    """The day from whose beginning on, or the receipt or moment after which changes count."""
    until: date | str
    """The day up to whose end, or the receipt or moment up to which they do."""


class Reason(StrEnum):
    """Why the forecast moved. Of a deal that changed in several ways each is told, in this order."""

    NEW = "new"
    REOPENED = "reopened"
    WON = "won"
    LOST = "lost"
    PAUSED = "paused"
    TERMINATED = "terminated"
    CLOSED = "closed"
    """In a state that is none of ours."""
    WITHDRAWN = "withdrawn"
    """No longer in the store: its import was undone."""
    OWNER = "owner"
    SLIPPED = "slipped"
    """Expected in another month, or on the other side of the last day that counts."""
    AMOUNT = "amount"
    STAGE = "stage"
    PROBABILITY = "probability"
    """Its own was written anew, or the list of stages has other rates."""


REASONS: Mapping[Reason, Name] = {
    Reason.NEW: Name("新商机", "New"),
    Reason.REOPENED: Name("重新洽谈", "Reopened"),
    Reason.WON: Name("赢单", "Won"),
    Reason.LOST: Name("输单", "Lost"),
    Reason.PAUSED: Name("中止", "Paused"),
    Reason.TERMINATED: Name("终止", "Terminated"),
    Reason.CLOSED: Name("不再洽谈", "No longer open"),
    Reason.WITHDRAWN: Name("已撤回", "Withdrawn"),
    Reason.OWNER: Name("换负责人", "Handed over"),
    Reason.SLIPPED: Name("改期", "Slipped"),
    Reason.AMOUNT: Name("金额变动", "Amount"),
    Reason.STAGE: Name("阶段变动", "Stage"),
    Reason.PROBABILITY: Name("概率变动", "Probability"),
}
"""In the order in which they are told."""
LEFT_AS: Mapping[str, Reason] = {
    WON: Reason.WON,
    LOST: Reason.LOST,
    PAUSED: Reason.PAUSED,
    TERMINATED: Reason.TERMINATED,
}
"""By the state of a deal that is open no more."""


@dataclass(frozen=True, slots=True)
class Movement:
    """What one deal added to the forecast of one month and one person, or took from it, for one reason."""

    reason: Reason
    number: str
    name: str
    amount: Decimal
    month: str
    """`2026-12`; empty where no close is expected on any day."""
    owner: str | None
    was: str | Decimal | date | None = None
    now: str | Decimal | date | None = None
    """What the reason is about: a stage, an amount, a rate, a day, an owner."""


@dataclass(frozen=True, slots=True)
class Moved:
    """Why the forecast moved: what it was, what it is, and all that came between, which sums up to that."""

    before: Mapping[tuple[str, str | None], tuple[tuple[str, Decimal], ...]]
    """By month and owner: (number, what was expected of it) of each deal."""
    after: Mapping[tuple[str, str | None], tuple[tuple[str, Decimal], ...]]
    movements: tuple[Movement, ...]
    """By reason, then by deal."""

    @property
    def difference(self) -> Decimal:
        """What all movements come to."""
        return sum((each.amount for each in self.movements), Decimal(0))
