"""How a column is declared: once, on the field of its record; everything else is derived from that."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cache, cached_property
from operator import attrgetter
from typing import Any, Generic, TypeVar

from workbook_crm.model.language import Language, Name

Value = str | int | Decimal | date | bool | None
"""What a field of a record holds. A `date` may be a `datetime` where a time of day was given."""
Texts = tuple[tuple[str, str], ...]
"""(header, text) of columns that we do not know; of fields, their text."""


class Of(StrEnum):
    """The kind of value of a column: how it is read, stored, shown and validated."""

    TEXT = "text"
    NAME = "name"
    PHONE = "phone"
    MAIL = "mail"
    NUMBER = "number"
    """A record's number: `L-000001`."""
    CODE = "code"
    """A code that must stay text: `00123`, a plate, a product code."""
    VIN = "vin"
    MONEY = "money"
    """An amount in the currency's minor units."""
    PRICE = "price"
    """A unit price: four decimals finer than money, so that price × quantity is rounded only once."""
    QUANTITY = "quantity"
    INTEGER = "integer"
    RATE = "rate"
    """A share of one: 30 % is 0.3."""
    DISCOUNT = "discount"
    """The part taken off, as a share of one; header or value tell whether the part paid was written."""
    DATE = "date"
    MOMENT = "moment"
    """A date, with a time of day where one was given."""
    YEAR = "year"
    CHOICE = "choice"
    YES = "yes"
    REFERENCE = "reference"
    """A record of another kind, by number or name."""
    PERSON = "person"
    """A member of staff, by name."""
    SHARES = "shares"
    """People with percentages: `李四 30%`."""


OPEN_DISCOUNT = "≈"
"""In front of a discount in `Sourced.typed`: a number that was read, and may mean more than one thing."""
MONEY_OFF = "元"
"""Behind a discount in `Sourced.typed`: an amount of money, whatever the currency, and no share."""
NUMERIC = frozenset({Of.MONEY, Of.PRICE, Of.QUANTITY, Of.RATE, Of.DISCOUNT})
DATED = frozenset({Of.DATE, Of.MOMENT})
FREE_TEXT = frozenset({Of.TEXT, Of.NAME, Of.CODE})
"""Kinds in which "-" can be meant as text; elsewhere it erases."""


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a fixed list: stored by its code, shown by its name, read by any of its words."""

    code: str
    name: Name
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet, and one field of its record."""

    field: str
    of: Of
    name: Name
    options: tuple[Option, ...] = ()
    """A fixed list, the same in every dealership."""
    choices: str | None = None
    """The dealership's own list of this name (`stage`, `source`), kept on its Choices sheet."""
    refers: tuple[str, ...] = ()
    """Kinds of record that a reference may mean, in the order in which they are tried."""
    fallback: str | None = None
    """The option that an unknown word is treated as, with a warning; None where it is an error."""
    computed: bool = False
    """Filled in by us: the sender may leave it blank, and a differing value is only a warning."""
    internal: bool = False
    """Kept with the record but never a column of a workbook."""
    starred: bool = False
    """Needed or wanted on its sheet: the template shows a star, and a sheet is told by it."""


def column(of: Of, zh: str, en: str, **facts: Any) -> Any:
    """The declaration of a column, as the default of a record's field. Facts are those of `Column`;
    whether it is starred, its sheet says.

    Its other names are in `model.aliases`.
    """
    return dataclasses.field(default=None, metadata={"column": (of, Name(zh, en), facts)})


def internal(of: Of) -> Any:
    """A field that is kept with the record and is no column of a workbook."""
    return column(of, "", "", internal=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One row's content as values of the trade. Blank is None. Equal wherever it was written."""

    extra: tuple[tuple[str, str], ...] = ()
    """Columns that we do not know, as (header, text): kept with the record, and given back."""


R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Sheet(Generic[R]):
    """A record kind and the sheet it is kept on."""

    kind: str
    record: type[R]
    name: Name
    aliases: tuple[str, ...] = ()
    prefix: str | None = None
    """Of its numbers: `L` makes L-000001. None for kinds that have no numbers."""
    label: str = "name"
    """The field by which people call a record of this kind."""
    given: str | None = None
    """The field that our own lists fill in beforehand: a row that holds nothing else says nothing."""
    keys: tuple[tuple[str, ...], ...] = ()
    """What identifies a record without a number: each alternative in turn, all its fields together."""
    needed: tuple[tuple[str, ...], ...] = ()
    """Without which no record can be made: of each group at least one field has to be filled in."""
    wanted: tuple[str, ...] = ()
    """What is asked for, and never a reason to hold a row of a workbook that people keep themselves."""

    @cached_property
    def starred(self) -> frozenset[str]:
        """The fields that a form of ours shows a star at: all that is wanted, and needed without a choice."""
        return frozenset(self.wanted) | {group[0] for group in self.needed if len(group) == 1}

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """Every declared column in the order of the template, internal ones last."""
        return tuple(
            Column(
                each.name,
                *each.metadata["column"][:2],
                **(each.metadata["column"][2] | {"starred": each.name in self.starred}),
            )
            for each in dataclasses.fields(self.record)
            if "column" in each.metadata
        )

    @cached_property
    def visible(self) -> tuple[Column, ...]:
        """The columns that people see."""
        return tuple(each for each in self.columns if not each.internal)

    @cached_property
    def by_field(self) -> dict[str, Column]:
        """Columns by field name."""
        return {each.field: each for each in self.columns}

    @cached_property
    def values(self) -> Callable[[R], tuple[Value, ...]]:
        """A function from a record to its values in the order of `columns`."""
        return attrgetter(*(each.field for each in self.columns))

    def title(self, language: Language) -> str:
        """The sheet's name in the language."""
        return self.name[language]


def with_values(record: R, values: Mapping[str, Any]) -> R:
    """The record with other values in some fields: `dataclasses.replace`, in half its time."""
    kind = type(record)
    setters, current, at = _slots_of(kind)  # type: ignore[arg-type]  # a class can be hashed
    made, filled = kind.__new__(kind), list(current(record))
    for name, value in values.items():
        filled[at[name]] = value
    for setter, value in zip(setters, filled, strict=True):
        setter(made, value)
    return made


@cache
def values_in(fields: tuple[str, ...]) -> Callable[[Any], tuple[Value, ...]]:
    """A function from a record to its values in some fields, in their order. At least two fields."""
    return attrgetter(*fields)


@cache
def _slots_of(
    kind: type[Record],
) -> tuple[tuple[Callable[[Any, Any], None], ...], Callable[[Any], Any], Mapping[str, int]]:
    """What fills each field of a record that nobody has seen yet, what reads them all, and their places."""
    names = [each.name for each in dataclasses.fields(kind)]
    setters = tuple(slot(kind, name).__set__ for name in names)
    return setters, attrgetter(*names), {name: at for at, name in enumerate(names)}


def slot(owner: type, name: str) -> Any:
    """The descriptor of a slot: it fills a frozen value that nobody has seen yet."""
    return next(each.__dict__[name] for each in owner.__mro__ if name in each.__dict__)
