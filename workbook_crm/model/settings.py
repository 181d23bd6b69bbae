"""A workspace's settings: values with defaults. Where they come from is `wire`'s business."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal, Self, TypeVar
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, PrivateAttr, field_validator, model_validator

from workbook_crm.model.access import Mode
from workbook_crm.model.brand import OUR_COLOUR
from workbook_crm.model.columns import DATED, NUMERIC
from workbook_crm.model.keys import search_key
from workbook_crm.model.language import Language, Name
from workbook_crm.model.mail_settings import Mail
from workbook_crm.model.options import option_words
from workbook_crm.model.settings_keys import (
    UnknownKeysError,
    unknown_choices,
    unknown_columns,
    unknown_kinds,
    unknown_listed,
)
from workbook_crm.model.sheets import SHEET_OF
from workbook_crm.model.workdays import Workdays, has_holidays

T = TypeVar("T")


class UnknownSettingError(ValueError):
    """A value that cannot be; carries what it has to be, in words."""

    def __init__(self, wanted: Name) -> None:
        super().__init__(wanted.en)
        self.wanted = wanted


_ZONE = Name(
    "时区的标准名称，例如 Asia/Shanghai",
    "the standard name of a time zone, like Asia/Shanghai or Europe/London",
)
_COUNTRY = Name(
    "国家代码（ISO 3166），例如 CN；要精确到地区时，例如 GB-ENG",
    "the code of a country (ISO 3166), like CN, or of a part of one, like GB-ENG",
)
_STORE_URL = Name(
    " sqlite:/// 或 postgresql:// 开头的数据库地址",
    "the address of a database, beginning with sqlite:/// or postgresql://",
)


_SERVER = Name(
    " postgresql://用户:密码@服务器:端口/库名 这样的地址；"
    "密码里的 @ : / ? # % 和空格要写成 %40 %3A %2F %3F %23 %25 %20",
    "an address like postgresql://user:password@server:port/database; in the password @ : / ? # % and a "
    "space are written %40 %3A %2F %3F %23 %25 %20",
)
_SERVER_URL = re.compile(
    r"postgresql(\+\w+)?://([^@:/?#\s]*(:[^@:/?#\s]*)?@)?(\[[0-9A-Fa-f:.]+\]|[^@:/?#\s\[\]]*)(:\d{1,5})?"
    r"(/[^@/?#\s]*)?(\?[^#\s]*)?"
)
"""RFC 3986, with a numeric port: what stands in no place of its own here is a character to be encoded."""


def _without(table: T, unknown: Iterable[Name]) -> T:
    """The table as it is; raises UnknownKeysError where it has keys that nothing is called."""
    problems = tuple(unknown)
    if problems:
        raise UnknownKeysError(problems)
    return table


class _Group(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Store(_Group):
    """Where records are kept."""

    url: str | None = None
    """A database URL; None for `workbook_crm.db` in the workspace."""

    @field_validator("url")
    @classmethod
    def _known_kind(cls, url: str | None) -> str | None:
        if url is not None and not url.startswith(("sqlite:///", "postgresql://", "postgresql+")):
            raise UnknownSettingError(_STORE_URL)
        if url is not None and url.startswith("postgresql") and not _SERVER_URL.fullmatch(url):
            raise UnknownSettingError(_SERVER)
        return url and url.replace("postgresql://", "postgresql+psycopg://")


class Limits(_Group):
    """What a file may ask of the machine before it is held."""

    file_mb: Annotated[int, Field(gt=0)] = 200
    memory_mb: Annotated[int, Field(gt=0)] = 2048
    time_s: Annotated[float, Field(gt=0)] = 120.0

    @property
    def file_bytes(self) -> int:
        return self.file_mb << 20


class Inbox(_Group):
    """When a file in the inbox is taken. Ages count from our own first sight, never from the file's date."""

    quiet_s: Annotated[float, Field(ge=0)] = 0.3
    """`watch` takes a workbook that has not changed for so long, and whose bytes are complete."""
    text_quiet_s: Annotated[float, Field(ge=0)] = 10.0
    """The same for text (.csv), whose bytes cannot tell whether they are complete."""
    scan_s: Annotated[float, Field(gt=0)] = 5.0
    """`watch` looks through the inbox at least so often; reports of changes only make it look sooner."""
    incomplete_s: Annotated[float, Field(ge=0)] = 3600.0
    """A file that is incomplete, and has not grown for so long, is held instead of waited for."""
    open_s: Annotated[float, Field(ge=0)] = 3600.0
    """A workbook that is open in an office program is waited for so long after its last change."""
    sentinel: str | None = None
    """A file that must lie in the inbox for it to count as reachable: for shares that are mounted there."""


class Brand(_Group):
    """How the dealership wants what is made for people to look."""

    name: str | None = None
    """Stands at the top of pages and workbooks."""
    logo: str | None = None
    """A PNG or JPEG file, relative to the workspace."""
    colour: Annotated[str, Field(pattern=r"^#[0-9A-Fa-f]{6}$")] = OUR_COLOUR
    """Of the heads of tables, and of titles as dark as is readable."""


class Reports(_Group):
    """What is made for people to look at."""

    most_pages: Annotated[int, Field(ge=0)] = 20_000
    """Customers, opportunities and leads up to which each gets a page of its own, and the search finds it."""


class Archive(_Group):
    """What is kept of what came in."""

    keep_days: Annotated[int | None, Field(gt=0)] = None
    """Days after which an archived file is removed; None keeps everything for ever."""


class Log(_Group):
    """One line an event, without personal data beyond receipt and record numbers."""

    format: Literal["text", "json"] = "text"
    file: str | None = None
    """Relative to the workspace; None for work/log.txt under `watch`, else nowhere."""


class Trade(_Group):
    """Rules of the dealership that are not in its workbooks."""

    discount_limit: Annotated[Decimal, Field(ge=0, le=1)] = Decimal("0.10")
    """The largest discount that a salesperson gives without asking; 0.10 is 10 % off."""
    day_first: bool | None = None
    """How 03/04/2024 is read: True for 3 April, False for 4 March, None for "ask"."""
    lines_open_opportunities: bool = False
    """Whether a line that names an unknown opportunity opens it, as order exports of other systems need."""
    phone_region: str | None = "CN"
    """ISO 3166 code of the country in which a phone number without a country code lies; None leaves such
    numbers as they are written."""

    @field_validator("phone_region")
    @classmethod
    def _open_or_a_code(cls, region: str | None) -> str | None:
        return region.strip().upper() or None if region else None


class Week(_Group):
    """Which days the dealership works; without any of these, every day."""

    country: str | None = None
    """Whose holidays, weekends and make-up days count: an ISO 3166 code, such as CN or GB-ENG."""
    rest: tuple[Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"], ...] | None = None
    """Weekdays off; None for those of the country."""
    closed: tuple[date, ...] = ()
    """Days off of its own."""
    open: tuple[date, ...] = ()
    """Days that are worked all the same."""

    @field_validator("country")
    @classmethod
    def _known_place(cls, place: str | None) -> str | None:
        if place is not None and not has_holidays(place):
            raise UnknownSettingError(_COUNTRY)
        return place

    @property
    def workdays(self) -> Workdays:
        return Workdays(self.country, self.rest, frozenset(self.closed), frozenset(self.open))


EARLY_DAYS = 2


class Lists(_Group):
    """The morning's lists."""

    pdf: bool = False
    """Whether each list is printed to a PDF as well, which the extra `pdf` does."""
    workbooks: bool = False
    """Whether everybody finds a fresh workbook with all their records in outbox after each round."""
    early_days: Annotated[int, Field(ge=0, le=31)] = EARLY_DAYS
    """A contact so many days before the planned one still does for it."""


class Merge(_Group):
    """What counts where a workbook and the store differ."""

    first_sending: Literal["ask", "set"] = "ask"
    """Whether a list that is sent for the first time writes over what another sender wrote."""


class Undo(_Group):
    """Who may take an import back."""

    hours_sender: Annotated[int, Field(ge=0, le=8760)] = 24
    """For so many hours its sender himself may."""


class Settings(_Group):
    """Every key is optional; the manual states each default."""

    language: Language = Language.ZH
    time_zone: str | None = None
    """IANA name; None for the machine's."""
    currency: str | None = "CNY"
    """ISO 4217 code; None where amounts are in no currency in particular, and no sign is another's."""
    currency_digits: Annotated[int, Field(ge=0, le=4)] = 2
    access: Mode = "open"
    """Whose records people may change: everybody's, those of their team, or their own."""
    store: Store = Store()
    limits: Limits = Limits()
    inbox: Inbox = Inbox()
    brand: Brand = Brand()
    reports: Reports = Reports()
    archive: Archive = Archive()
    log: Log = Log()
    trade: Trade = Trade()
    workdays: Week = Week()
    lists: Lists = Lists()
    merge: Merge = Merge()
    undo: Undo = Undo()
    mail: Mail = Mail()
    headers: dict[str, dict[str, list[str]]] = {}
    """The dealership's own words for columns: [headers.<kind>] field = ["word", ...]."""
    sheets: dict[str, list[str]] = {}
    """The dealership's own words for sheets: kind = ["word", ...]."""
    choices: dict[str, dict[str, list[str]]] = {}
    """The dealership's own words for values: [choices.<list>] value = ["word", ...]."""

    defaults: dict[str, dict[str, str]] = {}
    """What a new record gets where the sheet has no such column: [defaults.<kind>] field = "value"."""
    optional: dict[str, list[str]] = {}
    """Wanted columns that this dealership does not ask for: kind = ["field", ...]."""
    strict: dict[str, bool | list[str]] = {}
    """Wanted columns without which a row is held, as a form would: kind = true, or kind = ["field", ...]."""
    _home: Language | None = PrivateAttr(None)

    @property
    def home(self) -> Language:
        """Of the lists until the dealership keeps its own: what is stored is the same whoever speaks."""
        return self._home or self.language

    def spoken_in(self, language: Language) -> Self:
        """The same settings, words for people in another language: lists, region and currency stay."""
        spoken = self.model_copy(update={"language": language})
        spoken._home = self.home
        return spoken

    @model_validator(mode="before")
    @classmethod
    def _at_home(cls, given: Any) -> Any:
        """A workspace in English is in no country in particular, until it says in which."""
        if not isinstance(given, dict) or given.get("language", Language.ZH) == Language.ZH:
            return given
        trade = given.get("trade", {})
        trade = {"phone_region": None} | trade if isinstance(trade, dict) else trade
        return {"currency": None} | given | {"trade": trade}

    @field_validator("currency")
    @classmethod
    def _open_or_a_currency(cls, currency: str | None) -> str | None:
        return currency.strip().upper() or None if currency else None

    @field_validator("headers")
    @classmethod
    def _known_headers(cls, headers: dict[str, dict[str, list[str]]]) -> dict[str, dict[str, list[str]]]:
        return _without(headers, unknown_columns("headers", headers))

    @field_validator("sheets")
    @classmethod
    def _known_sheets(cls, sheets: dict[str, list[str]]) -> dict[str, list[str]]:
        return _without(sheets, unknown_kinds("sheets", sheets))

    @field_validator("choices")
    @classmethod
    def _known_choices(cls, choices: dict[str, dict[str, list[str]]]) -> dict[str, dict[str, list[str]]]:
        return _without(choices, unknown_choices(choices))

    @field_validator("optional")
    @classmethod
    def _known_columns(cls, optional: dict[str, list[str]]) -> dict[str, list[str]]:
        return _without(optional, unknown_listed("optional", optional))

    @field_validator("defaults")
    @classmethod
    def _text_columns(cls, defaults: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
        """Only columns of text or choices; words of fixed choices as the codes that records hold."""
        _without(defaults, unknown_columns("defaults", defaults))
        for kind, values in defaults.items():
            for field in values:
                column = SHEET_OF[kind].by_field.get(field) if kind in SHEET_OF else None
                if column is None or column.of in NUMERIC | DATED or column.refers:
                    raise UnknownSettingError(
                        Name(
                            f"文字或选项的列，而 {kind}.{field} 不是",
                            f"columns of text or choices, which {kind}.{field} is not",
                        )
                    )
                code = option_words(column.options, {}).get(search_key(values[field]))
                values[field] = code or values[field]
        return defaults

    @field_validator("optional", "strict")
    @classmethod
    def _columns_of_kinds(cls, named: dict[str, Any]) -> dict[str, Any]:
        """Only kinds and columns that there are: a slip would do nothing, and say nothing."""
        for kind, fields in named.items():
            if kind not in SHEET_OF:
                kinds = ", ".join(SHEET_OF)
                raise UnknownSettingError(
                    Name(
                        f"表的名称（{kinds}），而 {kind} 不是",
                        f"kinds of sheets ({kinds}), which {kind} is not",
                    )
                )
            columns = [column.field for column in SHEET_OF[kind].visible]
            for field in fields if isinstance(fields, list) else ():
                if field not in columns:
                    known = ", ".join(columns)
                    raise UnknownSettingError(
                        Name(
                            f"{kind} 的列（{known}），而 {field} 不是",
                            f"columns of {kind} ({known}), which {field} is not",
                        )
                    )
        return named

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, name: str | None) -> str | None:
        try:
            ZoneInfo(name or "UTC")
        except (KeyError, ValueError, OSError) as error:  # no such name; a path; a folder of names
            raise UnknownSettingError(_ZONE) from error
        return name
