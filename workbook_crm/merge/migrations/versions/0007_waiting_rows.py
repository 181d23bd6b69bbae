"""Rows that were rejected because a record is missing are tried again by themselves when it comes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds the table, empty, and the place of a change whose row stands in an earlier workbook."""
    op.create_table(
        "waiting_rows",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("receipt", sa.Integer(), nullable=False),
        sa.Column("sheet", sa.Text(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("missing", sa.Text(), nullable=False),
        sa.Column("likeness", sa.String(), nullable=False),
        sa.Column("waited_kind", sa.String(), nullable=True),
        sa.Column("waited_key", sa.Text(), nullable=True),
        sa.Column("settled_by", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_waiting_rows_row", "waiting_rows", ["receipt", "sheet", "row"], unique=False)
    op.add_column("changes", sa.Column("source", sa.Integer(), nullable=True))


def downgrade() -> None:
    """Takes both away again."""
    op.drop_column("changes", "source")
    op.drop_table("waiting_rows")
