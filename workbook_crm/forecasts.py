"""The forecast at two versions of the store: what `why` and the reports of a day tell of its movement."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from workbook_crm.check.choices import lists_of
from workbook_crm.model.movement import Between, Forecast
from workbook_crm.model.settings import Settings
from workbook_crm.model.versions import Asked, StoreVersion, version_of

if TYPE_CHECKING:
    from workbook_crm.merge.forecast_deals import Deals
    from workbook_crm.merge.queries import Queries


def forecasts_between(
    queries: Queries, settings: Settings, since: tuple[date | str, Asked], until: tuple[date | str, Asked]
) -> Between:
    """The forecast at two versions, each as it was asked for and what that means.

    Settings are as now, also what they say of the lists.
    """
    from workbook_crm.merge.forecast_deals import deals_now

    times, now = queries.times(), deals_now(queries)
    before, after = (
        _forecast(queries, settings, now, version_of(asked, times)) for _said, asked in (since, until)
    )
    return Between(before, after, since[0], until[0])


def _forecast(queries: Queries, settings: Settings, now: Deals, version: StoreVersion | None) -> Forecast:
    from workbook_crm.merge.forecast_deals import choices_at, deals_at

    if version is None:  # before the first file there were neither deals nor a list of ours
        return Forecast(stages=lists_of((), settings).get("stage", ()))
    stages = lists_of(choices_at(queries, version.revision), settings).get("stage", ())
    return Forecast(deals_at(queries, now, version.revision), stages, version)
