"""What follows from the country that a workspace is made for: phones, currency, working days, time zone.

Source of the time zones: the tz database, zone1970.tab, for countries that have one only.
"""

from __future__ import annotations

from dataclasses import dataclass

from workbook_crm.model.workdays import has_holidays
from workbook_crm.read.currencies import usual_currency

CHINA = "CN"
_ZONES = {
    "CN": "Asia/Shanghai", "HK": "Asia/Hong_Kong", "MO": "Asia/Macau", "TW": "Asia/Taipei",
    "JP": "Asia/Tokyo", "KR": "Asia/Seoul", "SG": "Asia/Singapore", "MY": "Asia/Kuala_Lumpur",
    "TH": "Asia/Bangkok",
    "VN": "Asia/Ho_Chi_Minh", "PH": "Asia/Manila", "IN": "Asia/Kolkata", "AE": "Asia/Dubai",
    "SA": "Asia/Riyadh", "IL": "Asia/Jerusalem", "TR": "Europe/Istanbul", "GB": "Europe/London",
    "IE": "Europe/Dublin",
    "FR": "Europe/Paris", "BE": "Europe/Brussels", "NL": "Europe/Amsterdam", "DE": "Europe/Berlin",
    "AT": "Europe/Vienna", "CH": "Europe/Zurich", "IT": "Europe/Rome", "ES": "Europe/Madrid",
    "PT": "Europe/Lisbon", "SE": "Europe/Stockholm", "NO": "Europe/Oslo", "DK": "Europe/Copenhagen",
    "FI": "Europe/Helsinki", "PL": "Europe/Warsaw", "CZ": "Europe/Prague", "HU": "Europe/Budapest",
    "GR": "Europe/Athens", "UA": "Europe/Kyiv", "ZA": "Africa/Johannesburg", "NZ": "Pacific/Auckland",
}  # fmt: skip
_WITHOUT_MINOR_UNITS = frozenset({"JPY", "KRW", "VND"})


class UnknownCountryError(ValueError):
    """No country has this code."""


@dataclass(frozen=True, slots=True)
class Country:
    """What the settings of a workspace say of its country; None where nothing follows for certain."""

    phone_region: str
    currency: str | None
    currency_digits: int
    workdays: str | None
    time_zone: str | None


def country_of(code: str) -> Country:
    """What follows from `CN`, or from `GB-ENG`, a part of a country. Raises UnknownCountryError."""
    import phonenumbers  # 60 ms; only a new workspace asks

    code = code.strip().upper()
    region = code.partition("-")[0]
    if region not in phonenumbers.SUPPORTED_REGIONS or (region != code and not has_holidays(code)):
        raise UnknownCountryError(code)
    currency = usual_currency(region)
    digits = 0 if currency in _WITHOUT_MINOR_UNITS else 2
    return Country(region, currency, digits, code if has_holidays(code) else None, _ZONES.get(region))
