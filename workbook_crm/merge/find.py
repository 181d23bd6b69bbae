"""Records by what people have at hand: a number, a name, a phone, a plate, a VIN, or a part of one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Row,
    Select,
    Text,
    and_,
    cast,
    func,
    literal,
    null,
    or_,
    select,
)

from workbook_crm.merge.dossiers import KINDS
from workbook_crm.merge.fit import kept_columns
from workbook_crm.model.called import called
from workbook_crm.model.found import Found
from workbook_crm.model.keys import search_key
from workbook_crm.model.sheets import PHONED

if TYPE_CHECKING:
    from workbook_crm.merge.queries import Queries

MOST_FOUND = 200
"""Nobody reads a longer list: it says that there is more."""
_LEAST_DIGITS, _LEAST_SIGNS = 4, 3
"""Of a phone, and of a plate or VIN; fewer are in half of them."""
_HOME_CODE = re.compile(r"^(00)?86(?=1\d{10}$)")
"""Before a Chinese mobile, which is kept without it."""
_VEHICLE = re.compile(r"车牌|车架|底盘|\bvin\b|plate|chassis|registration|frame", re.IGNORECASE)
"""Headers of columns that we do not know, and that hold a plate or VIN all the same."""


class _Sought(NamedTuple):
    """One text in the forms in which the store has it."""

    text: str
    key: str
    digits: str
    """Of a phone; empty where it is none."""
    sign: str
    """Of a plate or VIN; empty where it is too short for one."""


def find_records(queries: Queries, text: str) -> list[Found]:
    """The records that have `text` in number, name, phone, plate or VIN; those of which it is all come first.

    There is up to one more than `MOST_FOUND`.
    """
    sought = _sought(text)
    if not sought.key:
        return []
    found = [each for kind in KINDS for each in _of_kind(queries, kind, sought)]
    found += _of_catalog(queries, sought)
    return sorted(found, key=lambda each: not each.is_whole)[: MOST_FOUND + 1]


def _sought(text: str) -> _Sought:
    key = search_key(text)
    digits = _HOME_CODE.sub("", re.sub(r"[\s()+.-]", "", key))
    is_phone = digits.isdecimal() and len(digits) >= _LEAST_DIGITS
    sign = re.sub(r"[\s·.-]", "", key)
    return _Sought(text.strip(), key, digits if is_phone else "", sign if len(sign) >= _LEAST_SIGNS else "")


def _of_kind(queries: Queries, kind: str, sought: _Sought) -> Iterator[Found]:
    table, customers = queries.schema.records[kind], queries.schema.records["customers"]
    company: Any = table.c.company if kind == "leads" else null()
    phone = table.c.phone if kind in PHONED else customers.c.phone
    source: FromClause = table
    if kind == "opportunities":
        company, source = customers.c.name, table.outerjoin(customers, table.c.customer == customers.c.number)
    ways = [_in(func.lower(table.c.number), sought.text.lower()), _in(table.c.name_key, sought.key)]
    if kind == "leads":
        ways.append(_in(func.lower(table.c.company), sought.text.lower()))
    if kind in PHONED:
        ways += _phones(queries, kind, sought)
    if sought.sign:
        ways.append(_in(_signs_of(cast(table.c.extra, Text)), sought.sign))
    query = (
        select(
            table.c.number, table.c.name, company.label("company"), phone.label("phone"), table.c.owner,
            table.c.state, table.c.extra, null().label("plate"), null().label("vin"),
            literal(kind).label("kind"),
            _has_further(queries, kind, sought).label("has_further"),
        )
        .select_from(source)
        .where(or_(*ways), queries.keeps(kind))
        .order_by(table.c.id)
        .limit(MOST_FOUND * 5)
    )  # fmt: skip
    yield from _told(queries, query, sought)


def _phones(queries: Queries, kind: str, sought: _Sought) -> Iterator[ColumnElement[bool]]:
    if sought.digits:
        yield _in(_digits_of(queries.schema.records[kind].c.phone), sought.digits)
        yield _has_further(queries, kind, sought)


def _has_further(queries: Queries, kind: str, sought: _Sought) -> ColumnElement[bool]:
    """Whether one of the further numbers of a record has these digits."""
    table, phones = queries.schema.records[kind], queries.schema.phones
    if kind not in PHONED or not sought.digits:
        return literal(False)
    these = and_(phones.c.kind == kind, _in(_digits_of(phones.c.phone), sought.digits))
    return table.c.id.in_(select(phones.c.record_id).where(these))


def _of_catalog(queries: Queries, sought: _Sought) -> Iterator[Found]:
    table = queries.schema.records["catalog"]
    ways = [_in(func.lower(table.c.code), sought.text.lower()), _in(table.c.product_key, sought.key)]
    if sought.sign:
        ways += [_in(_signs_of(table.c[field]), sought.sign) for field in ("plate", "vin")]
    query = (
        select(
            table.c.code.label("number"), table.c.product.label("name"), table.c.spec.label("company"),
            null().label("phone"), null().label("owner"), table.c.state, table.c.extra,
            table.c.plate, table.c.vin,
            literal("catalog").label("kind"), literal(False).label("has_further"),
        )
        .where(or_(*ways), queries.keeps("catalog"))
        .order_by(table.c.id)
        .limit(MOST_FOUND * 5)
    )  # fmt: skip
    yield from _told(queries, query, sought)


def _in(column: ColumnElement[Any], text: str) -> ColumnElement[bool]:
    return func.coalesce(column, "").contains(text, autoescape=True)


def _digits_of(column: ColumnElement[Any]) -> ColumnElement[Any]:
    return _without(column, "-+ ")


def _signs_of(column: ColumnElement[Any]) -> ColumnElement[Any]:
    return _without(func.lower(column), "-. ·")


def _without(column: ColumnElement[Any], signs: str) -> ColumnElement[Any]:
    for each in signs:
        column = func.replace(column, each, "")
    return column


def _told(queries: Queries, query: Select[Any], sought: _Sought) -> Iterator[Found]:
    for row in queries.connection.execute(query):
        fields = dict(_matches(row, sought))
        if fields:
            name = called(row.name, row.phone if row.kind in PHONED else None)
            yield Found(
                row.number, row.kind, name, row.company, row.phone, row.owner, row.state, row.plate, row.vin,
                tuple(fields), any(fields.values()),
            )  # fmt: skip


def _matches(row: Row[Any], sought: _Sought) -> Iterator[tuple[str, bool]]:
    """(field, whether it is the whole text) of each by which a record was found."""
    own_phone = row.phone if row.kind in PHONED else None
    told = [
        ("number", (row.number or "").lower(), sought.text.lower()),
        ("name", search_key(row.name or ""), sought.key),
        ("company", search_key(row.company or "") if row.kind == "leads" else "", sought.key),
        ("phone", re.sub(r"[+ -]", "", own_phone or ""), sought.digits),
        *((field, _sign(getattr(row, field)), sought.sign) for field in ("plate", "vin")),
        *(("vehicle", _sign(value), sought.sign) for value in _vehicles(row)),
    ]
    for field, has, wanted in told:
        if wanted and wanted in has:
            yield field, wanted == has
    if row.has_further:
        yield "phone", False


def _vehicles(row: Row[Any]) -> Iterable[str]:
    """Plates and VINs that stand in columns that we do not know."""
    (kept,) = kept_columns((row.extra,))
    return [value for header, value in kept if _VEHICLE.search(header)]


def _sign(text: str | None) -> str:
    return re.sub(r"[\s·.-]", "", search_key(text or ""))
