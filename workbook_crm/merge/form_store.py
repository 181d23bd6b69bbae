"""What senders have answered about the forms of their lists: file lines without a base."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Row, select

from workbook_crm.merge.line_store import in_bytes
from workbook_crm.merge.schema import Schema
from workbook_crm.model.agreed import Form, Given
from workbook_crm.model.file_lines import Base
from workbook_crm.model.replies import Block

FORM = "form"
"""In place of a kind of record; no list is of this kind."""
_MOST = 5_000
"""Forms that are looked at, those first about which something was answered last."""


class Forms:
    """The forms, as one open transaction sees them."""

    def __init__(self, connection: Connection, schema: Schema) -> None:
        self._connection, self._table = connection, schema.file_lines

    def every(self) -> tuple[Form, ...]:
        """All forms, the latest first."""
        table = self._table
        query = select(table).where(table.c.kind == FORM).order_by(table.c.receipt.desc(), table.c.id.desc())
        return tuple(map(_form, self._connection.execute(query.limit(_MOST))))

    def keep(self, forms: Iterable[Form], revision: int) -> None:
        """Keeps forms with the answers about them, under the receipt that brings these."""
        for each in forms:
            values = {"file": each.file, "sheet": each.sheet, "receipt": revision, "remembered": _told(each)}
            if each.id:
                known = self._table.c.id == each.id
                self._connection.execute(self._table.update().where(known).values(**values))
            else:
                more = {"sender": each.sender, "kind": FORM, "first": revision}
                blank = {"sample": b"", "base": in_bytes(Base())}
                self._connection.execute(self._table.insert().values(**values, **more, **blank))


def _told(form: Form) -> dict[str, Any]:
    given = [[each.topic.value, list(each.subject), each.choice, each.by, each.since] for each in form.given]
    return {"headers": sorted(form.headers), "given": given}


def _form(row: Row[Any]) -> Form:
    told = row.remembered
    given = tuple(
        Given(Block(topic), tuple(subject), choice, by, since)
        for topic, subject, choice, by, since in told["given"]
    )
    return Form(row.sender, row.file, row.sheet, frozenset(told["headers"]), given, row.id, row.receipt)
