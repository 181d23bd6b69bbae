"""Open records that lack what is wanted of them, or were made because others name them: 待补资料."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import or_, select

from workbook_crm.merge.queries import Queries
from workbook_crm.model.called import called
from workbook_crm.model.columns import Sheet
from workbook_crm.model.due import Incomplete
from workbook_crm.model.missing import is_asked, missing
from workbook_crm.model.settings import Settings
from workbook_crm.model.sheets import PHONED, SHEET_OF
from workbook_crm.model.workflow import OPEN_STATES

_STAND_INS = ("mail", "wechat", "number")
"""What a name may be that only stands in for one."""
MOST_INCOMPLETE = 5_000
"""Of each kind: nobody reads more."""


def incomplete(queries: Queries, settings: Settings) -> Iterator[Incomplete]:
    """The open records of each kind that lack something or are provisional, the newest first."""
    for kind, states in OPEN_STATES.items():
        sheet = SHEET_OF[kind]
        asked = [field for field in sheet.wanted if is_asked(sheet, field, settings)]
        yield from _of_kind(queries, sheet, states, asked, settings)


def _of_kind(
    queries: Queries, sheet: Sheet[Any], states: frozenset[str], asked: list[str], settings: Settings
) -> Iterator[Incomplete]:
    table = queries.schema.records[sheet.kind]
    also = ("phone", *_STAND_INS) if sheet.kind in PHONED else ()
    shown = dict.fromkeys(("number", "owner", "provisional", *also, *sheet.wanted))
    query = (
        select(*(table.c[field] for field in shown))
        .where(
            table.c.state.in_(states),
            queries.keeps(sheet.kind),
            or_(
                table.c.provisional.is_(True),
                *(table.c[field].is_(None) for field in asked),
                *(table.c.name == table.c[field] for field in also if field in _STAND_INS),
            ),
        )
        .order_by(table.c.id.desc())
        .limit(MOST_INCOMPLETE)
    )
    for row in queries.connection.execute(query):
        phone = row.phone if "phone" in shown else None
        columns = tuple(missing(sheet, row, settings))
        name = called(row.name, phone, row.number)
        yield Incomplete(sheet.kind, row.number, name, row.owner, columns, bool(row.provisional))
