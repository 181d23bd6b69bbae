"""Workbooks that are handed out are remembered, and stamped with a key that only the store has."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds both tables, empty: what was handed out before carries no stamp."""
    op.create_table(
        "exports",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("made", sa.String(), nullable=False),
        sa.Column("sheets", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_exports_code", "exports", ["code"], unique=False)
    op.create_table(
        "store_settings",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name"),
    )
    op.add_column("file_lines", sa.Column("export", sa.String(), nullable=True))


def downgrade() -> None:
    """Takes them away again."""
    op.drop_column("file_lines", "export")
    op.drop_table("store_settings")
    op.drop_table("exports")
