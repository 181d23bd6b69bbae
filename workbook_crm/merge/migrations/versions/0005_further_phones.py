"""Leads and customers are found by every number that is kept with them, not by the first one alone."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

from workbook_crm.merge.phones import further_rows
from workbook_crm.model.sheets import PHONED

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds the table, filled in for the records that are known."""
    phones = op.create_table(
        "phones",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_phones_phone", "phones", ["phone"], unique=False)
    op.create_index("ix_phones_record", "phones", ["kind", "record_id"], unique=False)
    connection = op.get_bind()
    for kind in sorted(PHONED):
        columns: tuple[sa.ColumnClause[Any], ...] = (
            sa.column("id"),
            sa.column("phone"),
            sa.column("extra", sa.JSON()),
        )
        records = sa.table(kind, *columns)
        found = connection.execute(
            sa.select(*columns).select_from(records).where(records.c.extra.is_not(None))
        )
        rows = [
            each
            for record in found
            for each in further_rows(kind, record.id, record.phone, (record.extra or {}).items())
        ]
        if rows:
            connection.execute(phones.insert(), rows)


def downgrade() -> None:
    """Takes it away again."""
    op.drop_table("phones")
