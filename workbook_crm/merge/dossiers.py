"""Records with all that belongs to them, many at once, and which of them a revision has touched."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, func, null, or_, select

from workbook_crm.merge.lookup import records_in
from workbook_crm.merge.portions import portions
from workbook_crm.model.called import called
from workbook_crm.model.history import Dossier, LogEntry, Mention
from workbook_crm.model.snapshot import Stored

if TYPE_CHECKING:
    from workbook_crm.merge.queries import Queries

KINDS = ("customers", "opportunities", "leads")
"""The kinds that have a page of their own, in the order in which a list shows them."""

Many = Mapping[str, tuple[Stored[Any], ...]]
"""Records by the number that they belong to."""
Numbers = dict[str, set[str]]
"""Numbers of records by kind."""


def dossiers(queries: Queries, kind: str, numbers: Iterable[str]) -> Iterator[Dossier]:
    """Every record of these numbers with all that belongs to it, in a fixed number of queries a portion."""
    for some in portions(numbers):
        yield from _portion(queries, kind, _belonging(queries, kind, "number", some))


def _portion(queries: Queries, kind: str, found: Many) -> Iterator[Dossier]:
    deals = _belonging(queries, "opportunities", "customer", found if kind == "customers" else ())
    of_deals = [deal.record.number for some in deals.values() for deal in some]
    lines = _belonging(
        queries, "opportunity_lines", "opportunity", found if kind == "opportunities" else of_deals
    )
    follow_ups = _belonging(queries, "follow_ups", "subject", (*found, *of_deals))
    whose = {each.record.customer for some in found.values() for each in some} if kind == KINDS[1] else ()
    customers = _belonging(queries, "customers", "number", filter(None, whose))
    history = _history(queries, kind, [each.id for some in found.values() for each in some])
    sheets = queries.sheets_of(each.written_in for entries in history.values() for each in entries)
    for number, (stored,) in found.items():
        mine = deals.get(number, ())
        about = (follow_up for deal in mine for follow_up in follow_ups.get(deal.record.number, ()))
        yield Dossier(
            kind,
            stored,
            lines=lines.get(number, ()),
            follow_ups=follow_ups.get(number, ()),
            opportunities=mine,
            history=tuple(history.get(stored.id, ())),
            sheets=sheets,
            undos=queries.undos,
            customer=next(iter(customers.get(getattr(stored.record, "customer", ""), ())), None),
            about_opportunities=tuple(about),
            opportunity_lines=tuple(line for deal in mine for line in lines.get(deal.record.number, ())),
        )


def _belonging(queries: Queries, kind: str, field: str, numbers: Iterable[str]) -> Many:
    """Records of a kind by one of their fields, for these values of it, the first to come in first."""
    found: defaultdict[str, list[Stored[Any]]] = defaultdict(list)
    stored = records_in(queries.connection, queries.schema, kind, field, numbers)
    for each in sorted(stored, key=lambda each: each.id):
        found[getattr(each.record, field)].append(each)
    return {number: tuple(records) for number, records in found.items()}


def _history(queries: Queries, kind: str, ids: Iterable[int]) -> Mapping[int, list[LogEntry]]:
    found: defaultdict[int, list[LogEntry]] = defaultdict(list)
    for some in portions(ids):
        for record_id, entry in queries.log(kind, some):
            found[record_id].append(entry)
    return found


def every_number(queries: Queries) -> Numbers:
    """The numbers of all records that have a page of their own."""
    tables = queries.schema.records
    asked = {kind: select(tables[kind].c.number).where(queries.keeps(kind)) for kind in KINDS}
    return {kind: set(queries.connection.execute(query).scalars()) for kind, query in asked.items()}


def how_many(queries: Queries) -> int:
    """How many records would have a page of their own."""
    tables = queries.schema.records
    counts = (select(func.count()).select_from(tables[kind]) for kind in KINDS)
    return sum(queries.connection.execute(each).scalar() or 0 for each in counts)


def touched_since(queries: Queries, revision: int) -> Numbers:
    """The records whose page tells something else than it did at a revision.

    A customer's page shows its opportunities, theirs shows the customer; both show lines and follow-ups.
    """
    touched: Numbers = {kind: set(_numbers(queries, kind, "number", revision)) for kind in KINDS}
    renamed = set(touched["customers"])
    for kind in KINDS:
        touched[kind] |= set(_struck_since(queries, kind, revision))
    touched["opportunities"] |= set(_numbers(queries, "opportunity_lines", "opportunity", revision))
    subjects = set(_numbers(queries, "follow_ups", "subject", revision))
    subjects |= set(_former(queries, "follow_ups", "subject", revision))
    touched["opportunities"] |= set(_former(queries, "opportunity_lines", "opportunity", revision))
    for kind in KINDS:  # another system's number does not tell of which kind it is
        number = queries.schema.records[kind].c.number
        touched[kind] |= set(_column(queries, number, number)(subjects))
    deals = queries.schema.records["opportunities"]
    customers_of = _column(queries, deals.c.number, deals.c.customer)
    deals_of = _column(queries, deals.c.customer, deals.c.number)
    touched["customers"] |= {
        *customers_of(touched["opportunities"]),
        *_former(queries, "opportunities", "customer", revision),
    }
    touched["opportunities"] |= set(deals_of(renamed))
    return touched


def _numbers(queries: Queries, kind: str, field: str, revision: int) -> Iterator[str]:
    """A field of every record of a kind that was changed since a revision."""
    table, changes = queries.schema.records[kind], queries.schema.changes
    ids = select(changes.c.record_id).where(changes.c.revision > revision, changes.c.kind == kind)
    query = select(table.c[field]).where(table.c.id.in_(ids), table.c[field].is_not(None)).distinct()
    yield from queries.connection.execute(query).scalars()


def _struck_since(queries: Queries, kind: str, revision: int) -> Iterator[str]:
    """The records in whose history something was struck, or is no longer: an undo need not change them."""
    undone = queries.undos.taken_back_since(revision)
    table, changes = queries.schema.records[kind], queries.schema.changes
    is_undone = or_(changes.c.revision.in_(undone), changes.c.source.in_(undone))
    ids = select(changes.c.record_id).where(changes.c.kind == kind, is_undone)
    if undone:
        query = select(table.c.number).where(table.c.id.in_(ids), table.c.number.is_not(None)).distinct()
        yield from queries.connection.execute(query).scalars()


def _column(queries: Queries, given: Any, wanted: Any) -> Callable[[Collection[str]], Iterator[str]]:
    def values(numbers: Collection[str]) -> Iterator[str]:
        for some in portions(numbers):
            query = select(wanted).where(given.in_(some), wanted.is_not(None)).distinct()
            yield from queries.connection.execute(query).scalars()

    return values


def _former(queries: Queries, kind: str, field: str, revision: int) -> Iterator[str]:
    """What records of a kind referred to before they were given to another, or taken back."""
    changes = queries.schema.changes
    former = changes.c.before[field].as_string()
    query = select(former).where(changes.c.revision > revision, changes.c.kind == kind, former.is_not(None))
    yield from queries.connection.execute(query).scalars()


def mentions(queries: Queries) -> Iterator[Mention]:
    """Every record that has a page of its own, in few words."""
    for kind in KINDS:
        for row in queries.connection.execute(_mentioned(queries, kind)):
            name = called(row.name, None if kind == "opportunities" else row.phone)
            yield Mention(row.number, kind, name, row.company, row.phone, row.owner, row.state)


def _mentioned(queries: Queries, kind: str) -> Any:
    table, customers = queries.schema.records[kind], queries.schema.records["customers"]
    own = [table.c[field] for field in ("number", "name", "owner", "state")]
    if kind != "opportunities":
        company = table.c.company if kind == "leads" else null()
        query = select(*own, company.label("company"), table.c.phone)
        return query.where(queries.keeps(kind)).order_by(table.c.id)
    known = and_(table.c.customer == customers.c.number, queries.keeps("customers"))
    query = select(*own, customers.c.name.label("company"), customers.c.phone)
    return (
        query.select_from(table.outerjoin(customers, known)).where(queries.keeps(kind)).order_by(table.c.id)
    )
