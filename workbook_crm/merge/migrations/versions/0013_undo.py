"""Imports can be undone: which receipt undoes which is kept, and the versions of lists that were replaced."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds both; of lists that were sent before, the version before the present one is not known."""
    op.add_column("receipts", sa.Column("undoes", sa.Integer(), nullable=True))
    op.create_index("ix_receipts_undoes", "receipts", ["undoes"], unique=False)
    op.create_table(
        "line_versions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("sheet", sa.Text(), nullable=False),
        sa.Column("receipt", sa.Integer(), nullable=False),
        sa.Column("sample", sa.LargeBinary(), nullable=False),
        sa.Column("base", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_line_versions_line", "line_versions", ["line", "receipt"], unique=False)


def downgrade() -> None:
    """Takes them away again."""
    op.drop_table("line_versions")
    op.drop_index("ix_receipts_undoes", "receipts")
    op.drop_column("receipts", "undoes")
