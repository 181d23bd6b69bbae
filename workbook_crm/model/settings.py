"""A workspace's settings: values with defaults. Where they come from is `wire`'s business."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, field_validator

from workbook_crm.model.language import Language


class _Group(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Store(_Group):
    """Where records are kept."""

    url: str | None = None
    """A database URL; None for `workbook_crm.db` in the workspace."""


class Limits(_Group):
    """What a file may ask of the machine before it is held."""

    file_mb: Annotated[int, Field(gt=0)] = 200
    memory_mb: Annotated[int, Field(gt=0)] = 2048
    time_s: Annotated[float, Field(gt=0)] = 120.0


class Trade(_Group):
    """Rules of the dealership that are not in its workbooks."""

    discount_limit: Annotated[Decimal, Field(ge=0, le=1)] = Decimal("0.10")
    """The largest discount that a salesperson gives without asking; 0.10 is 10 % off."""
    day_first: bool | None = None
    """How 03/04/2024 is read: True for 3 April, False for 4 March, None for "ask"."""
    lines_open_opportunities: bool = False
    """Whether a line that names an unknown opportunity opens it, as order exports of other systems need."""
    phone_region: str = "CN"
    """ISO 3166 code of the country in which a phone number without a country code lies."""


class Settings(_Group):
    """Every key is optional; the manual states each default."""

    language: Language = Language.ZH
    time_zone: str | None = None
    """IANA name; None for the machine's."""
    currency: str = "CNY"
    currency_digits: Annotated[int, Field(ge=0, le=4)] = 2
    access: Literal["open"] = "open"
    store: Store = Store()
    limits: Limits = Limits()
    trade: Trade = Trade()
    headers: dict[str, dict[str, list[str]]] = {}
    """The dealership's own words for columns: [headers.<kind>] field = ["word", ...]."""
    sheets: dict[str, list[str]] = {}
    """The dealership's own words for sheets: kind = ["word", ...]."""
    choices: dict[str, dict[str, list[str]]] = {}
    """The dealership's own words for values: [choices.<list>] value = ["word", ...]."""

    defaults: dict[str, dict[str, str]] = {}
    """What a new record gets where the sheet has no such column: [defaults.<kind>] field = "value"."""
    optional: dict[str, list[str]] = {}
    """Required columns that this dealership does without: kind = ["field", ...]."""

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, name: str | None) -> str | None:
        if name is not None:
            ZoneInfo(name)
        return name
