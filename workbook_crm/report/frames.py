"""The records of the deeper reports as pandas frames: a row a record, in the store's order, a column a field.

Texts are Python's own, "" where there is none; amounts exact decimals, None where there is none; days
datetime64, else NaT. `number` is the record's own, or that of the record which the row tells of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from operator import attrgetter

import pandas as pd

from workbook_crm.model.insight import Insight, Period
from workbook_crm.model.options import WON
from workbook_crm.report.months import rounded

_SHARE = re.compile(r"([^\s,，、;；%％][^,，、;；%％]*?)\s*(\d+(?:\.\d+)?)\s*[%％]")
"""A name, which may have spaces, and a percentage."""
_DAYS = "datetime64[s]"
"""Holds every date that a workbook can, which nanoseconds do not."""


@dataclass(frozen=True)
class Frames:
    """What the deeper reports look at, each kind of record made a frame when it is first asked for."""

    insight: Insight

    @property
    def teams(self) -> Mapping[str, str]:
        """By name of a member of staff."""
        return self.insight.teams

    @property
    def digits(self) -> int:
        """Decimals of an amount."""
        return self.insight.digits

    @cached_property
    def deals(self) -> pd.DataFrame:
        """Opportunities, whatever became of them."""
        texts = (
            "number", "name", "customer", "customer_name", "owner", "seller", "state", "source",
            "loss_reason", "competitor",
        )  # fmt: skip
        deals = _frame(self.insight.deals, texts, ("amount",), ("began", "ended", "last_contact"))
        return deals.assign(is_won=deals["state"] == WON)

    @cached_property
    def credits(self) -> pd.DataFrame:
        """Who has which part of which deal; `is_counted` only for the seller: co-owners share its amount."""
        rows = [
            (nth, *credit)
            for nth, deal in enumerate(self.insight.deals)
            for credit in _parts(deal.seller or "", deal.co_owners or "", deal.amount, self.digits)
        ]
        made = pd.DataFrame(rows, columns=["deal", "person", "part", "is_counted"], dtype=object)
        team = pd.Series([self.teams.get(person, "") for person in made["person"]], dtype=object)
        made = made.assign(team=team, is_counted=made["is_counted"].astype(bool))
        return made.join(self.deals[["number", "state", "is_won", "amount", "ended"]], on="deal")

    @cached_property
    def prospects(self) -> pd.DataFrame:
        """Leads and customers."""
        texts = ("number", "kind", "owner", "source", "state")
        return _frame(self.insight.prospects, texts, (), ("since", "last_contact"))

    @cached_property
    def contacts(self) -> pd.DataFrame:
        """Follow-ups of each record, the oldest first; `agreed` is the day agreed for the next one."""
        frame = _frame(self.insight.contacts, ("subject", "by"), (), ("day", "agreed"))
        return frame.rename(columns={"subject": "number"})

    @cached_property
    def lines(self) -> pd.DataFrame:
        """Lines, each with what is told of its opportunity: whose it is, its `state`, and when it `ended`."""
        texts, amounts = ("opportunity", "product", "spec", "kind"), ("quantity", "amount", "listed", "floor")
        lines = _frame(self.insight.lines, texts, amounts).rename(columns={"opportunity": "number"})
        of_deal = self.deals.set_index("number")[["name", "owner", "state", "ended"]]
        return lines.join(of_deal, on="number", how="inner")


def _frame(
    records: Sequence[object], texts: Iterable[str], amounts: Iterable[str] = (), days: Iterable[str] = ()
) -> pd.DataFrame:
    """Fields of records side by side."""
    columns = {
        **{field: _objects(each or "" for each in map(attrgetter(field), records)) for field in texts},
        **{field: _objects(map(attrgetter(field), records)) for field in amounts},
        **{field: pd.Series(map(attrgetter(field), records), dtype=_DAYS) for field in days},
    }
    return pd.DataFrame(columns)


def _objects(values: Iterable[object]) -> pd.Series:
    return pd.Series(list(values), dtype=object)


def _parts(seller: str, co_owners: str, amount: Decimal, digits: int) -> Iterator[tuple[str, Decimal, bool]]:
    """(person, part, whether the deal is counted) of everybody who has a part in a deal.

    Co-owners have their percentage, rounded to units of money, the seller what is left: together the amount.
    """
    unshared, left = Decimal(1), amount
    for name, percent in _SHARE.findall(co_owners):
        share = min(unshared, Decimal(percent) / 100)
        part = rounded(amount * share, digits)
        unshared, left = unshared - share, left - part
        yield name, part, False
    yield seller, left, True


def looked_up(keys: pd.Series, values: pd.Series) -> pd.Series:
    """What the index of the values has for each key, the last of several; missing where it has nothing."""
    return values[~values.index.duplicated(keep="last")].reindex(keys).set_axis(keys.index)


def within(days: pd.Series, period: Period) -> pd.Series:
    """Which of the days belong to a period; an unknown day only where the period has no first one."""
    last = days <= pd.Timestamp(period.last)
    if period.first is None:
        return last | days.isna()
    return last & (days >= pd.Timestamp(period.first))
