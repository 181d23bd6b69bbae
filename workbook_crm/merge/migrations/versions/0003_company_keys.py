"""Customers are found by what their company's name has in common with another spelling of it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from workbook_crm.model.companies import company_key

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Adds the key beside the name, filled in for the customers that are known."""
    op.add_column("customers", sa.Column("company_key", sa.Text(), nullable=True))
    customers = sa.table("customers", sa.column("id"), sa.column("name"), sa.column("company_key"))
    connection = op.get_bind()
    keys = [
        {"of": each.id, "key": key}
        for each in connection.execute(sa.select(customers.c.id, customers.c.name))
        if each.name and (key := company_key(each.name))
    ]
    if keys:
        filled = customers.update().where(customers.c.id == sa.bindparam("of"))
        connection.execute(filled.values(company_key=sa.bindparam("key")), keys)
    op.create_index(op.f("ix_customers_company_key"), "customers", ["company_key"], unique=False)


def downgrade() -> None:
    """Takes it away again."""
    op.drop_index(op.f("ix_customers_company_key"), table_name="customers")
    op.drop_column("customers", "company_key")
