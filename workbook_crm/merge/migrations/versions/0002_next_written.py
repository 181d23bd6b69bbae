"""What a record's own row said of its next follow-up is remembered beside what is planned."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_KINDS = ("leads", "customers", "opportunities")


def upgrade() -> None:
    """Adds the column to every kind that is followed up."""
    for kind in _KINDS:
        op.add_column(kind, sa.Column("next_written", sa.String(), nullable=True))


def downgrade() -> None:
    """Takes it away again."""
    for kind in _KINDS:
        op.drop_column(kind, "next_written")
