"""What a row tells of the record that it names: own fields of its, and columns that are that record's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from workbook_crm.model.aliases import aliases_of, composed_aliases, weak_aliases
from workbook_crm.model.batch import Heading, Sourced, Table
from workbook_crm.model.columns import Of
from workbook_crm.model.header_words import NOUNS
from workbook_crm.model.keys import search_key
from workbook_crm.model.numbers_of import first_number, numbers_of
from workbook_crm.model.settings import Settings
from workbook_crm.model.sheets import SHEET_OF
from workbook_crm.model.simplified import simplified

_TOLD: Mapping[str, tuple[str, ...]] = {
    "customers": ("phone", "wechat", "mail", "region", "address", "industry", "size", "source", "owner"),
    "leads": ("phone", "wechat", "mail", "region", "industry", "size", "company", "model", "source", "owner"),
    "opportunities": ("customer", "owner"),
}
"""By the kind of what is made: the fields that a row of another kind may tell."""
_ALSO: Mapping[tuple[str, str], Mapping[str, str]] = {
    ("opportunities", "customers"): {"owner": "owner", "source": "source"},
    ("follow_ups", "leads"): {"owner": "by"},
}
"""By the kind of the row and of what is made: its field, and the row's own that says the same."""


class Teller(NamedTuple):
    """How the rows of a table tell of a record of one kind."""

    kind: str
    also: Mapping[str, str]
    headings: Mapping[str, Heading]
    """By field: the column beside the row's own fields that tells it."""

    def of(self, row: Sourced[Any]) -> dict[str, Any]:
        """What a row tells, without blanks."""
        told = {field: getattr(row.record, own) for field, own in self.also.items()}
        extra = dict(row.record.extra) if row.record.extra and self.headings else {}
        for field, heading in self.headings.items():
            told[field] = told.get(field) or _value(self.kind, field, extra.get(heading.text))
        if "phone" in self.headings and not told["phone"]:
            told["phone"] = next(iter(numbers_of(None, row.record.extra)), None)
        return {field: value for field, value in told.items() if value is not None}


def teller_of(table: Table[Any], kind: str, settings: Settings) -> Teller:
    """How the rows of a table tell of a record of another kind."""
    free = {_key(each.text): each for each in reversed(table.headings) if each.field is None}
    headings = {
        field: heading
        for field in _TOLD[kind]
        if (heading := next((free[word] for word in _words(kind, field, settings) if word in free), None))
    }
    return Teller(kind, _ALSO.get((table.kind, kind), {}), headings)


def customers_told(table: Table[Any], settings: Settings) -> set[str]:
    """The customers that rows of lines tell beside their deals."""
    if table.kind != "opportunity_lines":
        return set()
    heading = teller_of(table, "opportunities", settings).headings.get("customer")
    if heading is None:
        return set()
    texts = (text for row in table.rows for header, text in row.record.extra if header == heading.text)
    return {text.strip() for text in texts if text.strip()}


def _words(kind: str, field: str, settings: Settings) -> Iterator[str]:
    yield from map(_key, settings.headers.get(kind, {}).get(field, ()))
    yield from _listed(kind, field)


@lru_cache(maxsize=100)
def _listed(kind: str, field: str) -> tuple[str, ...]:
    """The words over a field, the better ones first, also with a noun before: 客户地址."""
    column = SHEET_OF[kind].by_field[field]
    words = (column.name.zh, column.name.en, *aliases_of(kind, field), *composed_aliases(kind, field))
    weak = weak_aliases(kind, field) if field == "customer" else ()
    keys = [_key(word) for word in (*words, *weak)]
    nouns = [_key(noun) for noun in NOUNS[kind]]
    return tuple(dict.fromkeys((*keys, *(noun + key for noun in nouns for key in keys))))


@lru_cache(maxsize=10_000)
def _key(header: str) -> str:
    return search_key(simplified(header)).strip("*＊:：")


def _value(kind: str, field: str, text: str | None) -> str | None:
    if text is None or not text.strip():
        return None
    return first_number(text) if SHEET_OF[kind].by_field[field].of is Of.PHONE else text.strip()
