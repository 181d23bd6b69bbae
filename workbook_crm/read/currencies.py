"""Signs and words for currencies, and which one a sign means that several countries share.

Source: ISO 4217 (codes); [MS-LCID] 2.2 (the numbers and tags of languages that number formats name).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

MARKS: Mapping[str, str] = {
    mark: code
    for code, marks in {
        "CNY": "￥ ¥ rmb cny cn¥ 人民币 元 圆 块",
        "USD": "us$ usd $ 美元 美金",
        "EUR": "€ eur 欧元",
        "GBP": "£ gbp 英镑",
        "HKD": "hk$ hkd 港币 港元",
        "MOP": "mop$ mop 澳门元 葡币",
        "TWD": "nt$ twd ntd 新台币 新台幣 新臺幣 台币 台幣",
        "JPY": "jpy jp¥ 日元 日币 円 yen",
        "KRW": "₩ ￦ krw 韩元 韩币",
        "SGD": "s$ sgd 新加坡元 新加坡币",
        "AUD": "a$ au$ aud 澳元 澳币",
        "NZD": "nz$ nzd 新西兰元 纽币",
        "CAD": "c$ ca$ cad 加元 加币",
        "MYR": "myr rm 马币 令吉 林吉特",
        "THB": "฿ thb 泰铢",
        "VND": "₫ vnd 越南盾",
        "IDR": "idr rp 印尼盾",
        "PHP": "₱ php",
        "INR": "₹ inr rs. 卢比",
        "RUB": "₽ rub руб руб. 卢布",
        "KZT": "₸ kzt 坚戈",
        "UAH": "₴ uah",
        "TRY": "₺ try",
        "ILS": "₪ ils",
        "CHF": "chf 瑞郎 瑞士法郎",
        "SEK": "sek",
        "NOK": "nok",
        "DKK": "dkk",
        "PLN": "pln zł",
        "CZK": "czk kč",
        "HUF": "huf",
        "BRL": "r$ brl",
        "MXN": "mx$ mxn",
        "ZAR": "zar",
        "AED": "aed 迪拉姆",
        "SAR": "sar",
    }.items()
    for mark in marks.split()
}
"""What stands beside an amount, in lower case, and the currency that it means where nothing else is said."""
_REGIONS = {
    "TW": "404", "CN": "804", "HK": "C04", "SG": "1004 4809", "MO": "1404", "US": "409 40A0", "GB": "809",
    "AU": "C09", "CA": "1009 C0C", "NZ": "1409", "IE": "1809", "ZA": "1C09 436", "PH": "3409 464",
    "IN": "4009 439", "MY": "4409 43E", "FR": "40C", "BE": "80C 813", "CH": "100C 807 810", "DE": "407",
    "AT": "C07", "IT": "410", "JP": "411", "KR": "412", "NL": "413", "NO": "414 814", "PL": "415",
    "BR": "416", "PT": "816", "RU": "419", "SE": "41D", "TH": "41E", "TR": "41F", "ID": "421",
    "UA": "422", "VN": "42A",
    "CZ": "405", "DK": "406", "FI": "40B 81D", "GR": "408", "HU": "40E", "IL": "40D", "SA": "401",
    "AE": "3801",
    "ES": "C0A 40A 403", "MX": "80A", "KZ": "43F",
}  # fmt: skip
"""The numbers of languages by country."""
_OF_REGION = {
    "TW": "TWD", "CN": "CNY", "HK": "HKD", "SG": "SGD", "MO": "MOP", "US": "USD", "GB": "GBP", "AU": "AUD",
    "CA": "CAD", "NZ": "NZD", "ZA": "ZAR", "PH": "PHP", "IN": "INR", "MY": "MYR", "CH": "CHF", "JP": "JPY",
    "KR": "KRW", "NO": "NOK", "PL": "PLN", "BR": "BRL", "RU": "RUB", "SE": "SEK", "TH": "THB", "TR": "TRY",
    "ID": "IDR", "UA": "UAH", "VN": "VND", "CZ": "CZK", "DK": "DKK", "HU": "HUF", "IL": "ILS", "SA": "SAR",
    "AE": "AED", "MX": "MXN", "KZ": "KZT",
} | dict.fromkeys(("IE", "FR", "BE", "DE", "AT", "IT", "NL", "PT", "FI", "GR", "ES"), "EUR")  # fmt: skip
_BY_NUMBER = {int(number, 16): region for region, numbers in _REGIONS.items() for number in numbers.split()}
_SHARED = frozenset({"$", "¥", "￥", "£", "kr", "kr.", "元", "圆", "圓", "r", "rs", "р.", "fr.", "fr"})
"""Signs of several currencies: the country decides."""
_LONGEST = sorted(MARKS, key=len, reverse=True)
_IN_WORDS = re.compile(
    "|".join(
        rf"(?<![a-z]){re.escape(mark)}(?![a-z])" if mark.isascii() and mark.isalpha() else re.escape(mark)
        for mark in _LONGEST
    )
)


def currency_of(sign: str, locale: str = "") -> str:
    """The ISO code of a sign, empty where it is no currency's; `locale` is `409` or `en-US`, or empty.

    A sign of several countries is that of the locale's country: ¥ is the yen with 411, $ Canadian with 1009.
    """
    sign = sign.strip().casefold()
    of_locale = _OF_REGION.get(_region(locale), "")
    if sign in _SHARED and of_locale:
        return of_locale
    return MARKS.get(sign, "")


def currency_in(words: str) -> str:
    """The ISO code of the first currency that words name: `元/台`, ` USD`; empty where they name none."""
    found = _IN_WORDS.search(words.casefold())
    return MARKS[found[0]] if found else ""


def locale_of(country: str) -> str:
    """The number of a country's first language, as a number format names it; empty where it is not known."""
    return _REGIONS.get(country.upper(), "").partition(" ")[0]


def usual_currency(country: str) -> str | None:
    """The currency of a country by its ISO 3166 code; None where it is not known."""
    return _OF_REGION.get(country.upper())


def _region(locale: str) -> str:
    if "-" in locale:
        return locale.rpartition("-")[2].upper()
    try:
        return _BY_NUMBER.get(int(locale, 16) & 0xFFFF, "") if locale else ""
    except ValueError:
        return ""
