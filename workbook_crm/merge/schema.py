"""The tables of the store, derived from the sheets: a table a kind, and beside them what remembers why."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Select,
    String,
    Table,
    Text,
    TypeDecorator,
    bindparam,
    select,
)
from sqlalchemy.engine import Dialect

from workbook_crm.merge.fit import UNFIT, moment_in
from workbook_crm.model.columns import Column as SheetColumn
from workbook_crm.model.columns import Of, Sheet
from workbook_crm.model.sheets import SHEET_OF, SHEETS

SCHEMA_VERSION = "0014"
"""The newest Alembic revision in `merge/migrations`."""

_ONE = Decimal(1)
_PRICE_DIGITS = 4
_QUANTITY_DIGITS = 6
_RATE_DIGITS = 8
_DISCOUNT_DIGITS = 15
"""A discount in money is kept as a share, and the amount must come out of it to the cent."""


class Scaled(TypeDecorator[Decimal]):
    """A decimal kept as a whole number of its smallest unit: exact, and summed by the database."""

    impl = BigInteger
    cache_ok = True

    def __init__(self, digits: int, *, is_money: bool = False) -> None:
        super().__init__()
        self.digits, self.is_money = digits, is_money

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        return None if value is None else int(value.scaleb(self.digits).to_integral_value())

    def process_result_value(self, value: Any | None, dialect: Dialect) -> Decimal | None:
        """The number; UNFIT where it is none of ours. A sum has a type of its own on some databases."""
        if value is None:
            return None
        if type(value) is not int and not isinstance(value, Decimal):
            return UNFIT  # type: ignore[no-any-return]  # stands for whatever cannot be read
        return _unscaled(value, self.digits, self.is_money)


@lru_cache(maxsize=100_000)  # the same prices and quantities stand on line after line
def _unscaled(value: int, digits: int, is_money: bool) -> Decimal:
    exact = Decimal(value).scaleb(-digits)
    return exact if is_money else _shortest(exact)


def _shortest(value: Decimal) -> Decimal:
    """The same number without zeros at its end: 88000, not 88000.000000 and not 8.8E+4."""
    shortest = value.normalize()
    return shortest.quantize(_ONE) if shortest.as_tuple().exponent > 0 else shortest  # type: ignore[operator]


class Moment(TypeDecorator[date]):
    """A date, or a date with a time of day, as ISO 8601 text: it sorts, and no time zone shifts it."""

    impl = String
    cache_ok = True

    def __init__(self, *, is_day: bool = False) -> None:
        """`is_day`: of a column of days, where a time of day that somebody kept is dropped."""
        super().__init__()
        self.is_day = is_day

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:
        return None if value is None else value.isoformat()

    def process_result_value(self, value: Any | None, dialect: Dialect) -> date | None:
        """The date; UNFIT where what is kept is none."""
        return None if value is None else moment_in(value, is_day=self.is_day)


def _type_of(column: SheetColumn, currency_digits: int) -> Any:
    match column.of:
        case Of.MONEY:
            return Scaled(currency_digits, is_money=True)
        case Of.PRICE:
            return Scaled(currency_digits + _PRICE_DIGITS)
        case Of.QUANTITY:
            return Scaled(_QUANTITY_DIGITS)
        case Of.RATE:
            return Scaled(_RATE_DIGITS)
        case Of.DISCOUNT:
            return Scaled(_DISCOUNT_DIGITS)
        case Of.DATE | Of.MOMENT:
            return Moment(is_day=column.of is Of.DATE)
        case Of.INTEGER | Of.YEAR:
            return Integer()
        case Of.YES:
            return Boolean()
        case _:
            return Text()


KEYS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "catalog": {
        "product_key": ("product",),
        "full_key": ("product", "spec"),
        "code_key": ("code",),
        "vin_key": ("vin",),
    },
    "leads": {"name_key": ("name",)},
    "customers": {"name_key": ("name",), "company_key": ("name",)},
    "opportunities": {"name_key": ("name",)},
}
"""Search keys that are kept beside the fields they are made of, by kind."""

_INDEXES: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "leads": (("phone",), ("state", "next_follow_up"), ("owner",)),
    "customers": (("phone",), ("state", "next_follow_up"), ("owner",)),
    "opportunities": (("customer",), ("state", "next_follow_up"), ("owner",), ("state", "stage", "amount")),
    "opportunity_lines": (("opportunity",), ("item",)),
    "follow_ups": (("subject", "time"),),
}


def _record_table(metadata: MetaData, sheet: Sheet[Any], currency_digits: int) -> Table:
    columns = [Column(column.field, _type_of(column, currency_digits)) for column in sheet.columns]
    keys = [Column(name, Text, index=True) for name in KEYS.get(sheet.kind, ())]
    indexes = [Index(f"ix_{sheet.kind}_{'_'.join(each)}", *each) for each in _INDEXES.get(sheet.kind, ())]
    if sheet.prefix:
        indexes.append(Index(f"ix_{sheet.kind}_number", "number", unique=True))
    return Table(
        sheet.kind,
        metadata,
        Column("id", Integer, primary_key=True),
        *columns,
        *keys,
        Column("extra", JSON(none_as_null=True)),
        Column("since", Moment(is_day=True)),
        *indexes,
    )


class Schema:
    """All tables, for a currency with this many decimals."""

    def __init__(self, currency_digits: int) -> None:
        self.metadata = MetaData()
        self.currency_digits = currency_digits
        self.records = {sheet.kind: _record_table(self.metadata, sheet, currency_digits) for sheet in SHEETS}
        self._selects: dict[tuple[str, str], Select[Any]] = {}
        self.changes = Table(
            "changes",
            self.metadata,
            Column("id", Integer, primary_key=True),
            Column("revision", Integer, nullable=False, index=True),
            Column("kind", String, nullable=False),
            Column("record_id", Integer, nullable=False),
            Column("sheet", Text, nullable=False),
            Column("row", Integer, nullable=False),
            Column("before", JSON(none_as_null=True)),
            Column("after", JSON, nullable=False),
            Column("source", Integer),
            Index("ix_changes_record", "kind", "record_id"),
        )
        """`source`: the receipt of the workbook in which the row stands, where that came earlier."""
        self.waiting_rows = Table(
            "waiting_rows",
            self.metadata,
            Column("id", Integer, primary_key=True),
            Column("receipt", Integer, nullable=False),
            Column("sheet", Text, nullable=False),
            Column("row", Integer, nullable=False),
            Column("kind", String, nullable=False),
            Column("missing", Text, nullable=False),
            Column("likeness", String, nullable=False),
            Column("waited_kind", String),
            Column("waited_key", Text),
            Column("settled_by", Integer),
            Index("ix_waiting_rows_row", "receipt", "sheet", "row"),
        )
        """Rows that were rejected because a record is missing, a line for every way in which it may come.

        `waited_key` is a search key of its number, name, phone or product; without one the row waits for
        another row of its own workbook. `settled_by`: the receipt under which the row was taken.
        """
        self.rejected_rows = Table(
            "rejected_rows",
            self.metadata,
            Column("id", Integer, primary_key=True),
            Column("receipt", Integer, nullable=False, index=True),
            Column("since", String, nullable=False),
            Column("sheet", Text, nullable=False),
            Column("row", Integer, nullable=False),
            Column("kind", String),
            Column("list", Text, nullable=False),
            Column("person", Text),
            Column("name", Text, nullable=False),
            Column("keys", Text, nullable=False),
            Column("fields", Text, nullable=False),
            Column("digest", String, nullable=False),
            Column("list_rows", Integer, nullable=False),
            Column("closed_by", Integer, index=True),
        )
        """Rows that were rejected, see `model.rejected`; what is the matter with each stands in its receipt.

        `closed_by`: the receipt under which the row was mended, given up, or rejected once more.
        """
        self.file_lines = Table(
            "file_lines",
            self.metadata,
            Column("id", Integer, primary_key=True),
            Column("sender", Text),
            Column("kind", String, nullable=False),
            Column("file", Text, nullable=False),
            Column("sheet", Text, nullable=False),
            Column("first", Integer, nullable=False),
            Column("receipt", Integer, nullable=False),
            Column("sample", LargeBinary, nullable=False),
            Column("remembered", JSON, nullable=False),
            Column("base", LargeBinary, nullable=False),
            Column("export", String),
            Index("ix_file_lines_kind", "kind", "sender"),
        )
        """Lists that are sent again and again, each with what its cells last had applied.

        `first` and `receipt`: of its first and its last version. `remembered`: answers given once for all.
        `export`: of a workbook that we handed out, which one it is.
        """
        self.line_versions = Table(
            "line_versions",
            self.metadata,
            Column("id", Integer, primary_key=True),
            Column("line", Integer, nullable=False),
            Column("file", Text, nullable=False),
            Column("sheet", Text, nullable=False),
            Column("receipt", Integer, nullable=False),
            Column("sample", LargeBinary, nullable=False),
            Column("base", LargeBinary, nullable=False),
            Index("ix_line_versions_line", "line", "receipt"),
        )
        """The versions of lists that are not the present one; an undo makes one of them that again."""
        self.exports = Table(
            "exports",
            self.metadata,
            Column("id", String, primary_key=True),
            Column("code", String, nullable=False),
            Column("revision", Integer, nullable=False),
            Column("person", Text, nullable=False),
            Column("made", String, nullable=False),
            Column("sheets", LargeBinary, nullable=False),
            Index("ix_exports_code", "code"),
        )
        """Workbooks that were handed out: `code` is what the cell of their stamp shows."""
        self.store_settings = Table(
            "store_settings",
            self.metadata,
            Column("name", String, primary_key=True),
            Column("value", Text, nullable=False),
        )
        """What only the store knows and no file says, such as the key of the stamps."""
        self.phones = Table(
            "phones",
            self.metadata,
            Column("id", Integer, primary_key=True),
            Column("kind", String, nullable=False),
            Column("record_id", Integer, nullable=False),
            Column("phone", Text, nullable=False),
            Index("ix_phones_phone", "phone"),
            Index("ix_phones_record", "kind", "record_id"),
        )
        """The further numbers of leads and customers, those beside their phone column: few have any."""
        self.receipts = Table(
            "receipts",
            self.metadata,
            Column("id", Integer, primary_key=True),
            Column("token", String, nullable=False, unique=True),
            Column("file", Text, nullable=False),
            Column("sha256", String, nullable=False, index=True),
            Column("sender", Text),
            Column("received", String, nullable=False, index=True),
            Column("outcome", String, nullable=False),
            Column("answer", Text),
            Column("of", Integer),
            Column("body", JSON, nullable=False),
            Column("undoes", Integer, index=True),
        )
        """`undoes`: of an undo, the receipt that it takes back; that may be another undo."""
        self.parcels = Table(
            "parcels",
            self.metadata,
            Column("id", Integer, primary_key=True),
            Column("receipt", Integer, nullable=False, index=True),
            Column("path", Text, nullable=False),
            Column("staged", Text, nullable=False),
        )
        self.mails = Table(
            "mails",
            self.metadata,
            Column("id", Integer, primary_key=True),
            Column("message_id", String, nullable=False, unique=True),
            Column("kind", String, nullable=False),
            Column("person", Text, nullable=False),
            Column("address", Text, nullable=False),
            Column("receipt", Integer),
            Column("state", String, nullable=False),
            Column("made", String, nullable=False),
            Column("next_try", String),
            Column("tries", Integer, nullable=False),
            Column("doubts", Integer, nullable=False),
            Column("said", Text, nullable=False),
            Column("staged", Text, nullable=False),
            Index("ix_mails_state", "state"),
            Index("ix_mails_address", "address", "made"),
        )
        """Mails of ours, see `model.outgoing`; `staged`: the file with its bytes, while it has to go out.

        They are kept for good: a mail that comes back is known by its id. Moments are in UTC.
        """
        self.letters = Table(
            "letters",
            self.metadata,
            Column("id", Integer, primary_key=True),
            Column("token", String, nullable=False, unique=True),
            Column("person", Text, nullable=False),
            Column("address", Text, nullable=False),
            Column("message_id", Text, nullable=False),
            Column("earlier", JSON, nullable=False),
            Column("subject", Text, nullable=False),
            Column("open", Integer, nullable=False),
        )
        """Mails that came in and are answered once each of their files has a receipt; gone after that."""
        self.letter_parts = Table(
            "letter_parts",
            self.metadata,
            Column("id", Integer, primary_key=True),
            Column("letter", Integer, nullable=False),
            Column("receipt", Integer, nullable=False),
            Column("language", String, nullable=False),
            Column("name", Text, nullable=False),
            Column("staged", Text, nullable=False),
            Index("ix_letter_parts_letter", "letter"),
        )
        """What the files of such a mail came to so far."""
        self.counters = Table(
            "counters",
            self.metadata,
            Column("name", String, primary_key=True),
            Column("next", Integer, nullable=False),
        )
        self.version = Table(
            "alembic_version", self.metadata, Column("version_num", String(32), primary_key=True)
        )

    def select_records(self, kind: str, field: str = "") -> Select[Any]:
        """The records of a kind by id; with a field, those with one of the parameter `values` in it.

        Made once a store: making a statement and the key of its compiled form takes longer than running it.
        """
        if (kind, field) not in self._selects:
            table = self.records[kind]
            names = ("id", *SHEET_OF[kind].by_field, "extra", "since")
            query = select(*(table.c[name] for name in names)).order_by(table.c.id)
            some = query.where(table.c[field].in_(bindparam("values", expanding=True))) if field else query
            self._selects[kind, field] = some
        return self._selects[kind, field]
