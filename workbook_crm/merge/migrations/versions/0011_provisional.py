"""Records that were made because others name them are marked until a row of their own completes them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_KINDS = ("leads", "customers", "opportunities")


def upgrade() -> None:
    """Adds the mark; no record of an earlier version was made of what others say."""
    for kind in _KINDS:
        op.add_column(kind, sa.Column("provisional", sa.Boolean(), nullable=True))


def downgrade() -> None:
    """Takes it away again."""
    for kind in _KINDS:
        op.drop_column(kind, "provisional")
