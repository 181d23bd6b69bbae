"""Discounts are kept with fifteen digits, so that money off a line is exact to the cent."""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_MORE = 10**7
"""Fifteen digits instead of eight."""


def upgrade() -> None:
    """Rescales the discounts that are kept."""
    op.execute(f"UPDATE opportunity_lines SET discount = discount * {_MORE} WHERE discount IS NOT NULL")


def downgrade() -> None:
    """Gives up the digits that are new."""
    op.execute(f"UPDATE opportunity_lines SET discount = discount / {_MORE} WHERE discount IS NOT NULL")
