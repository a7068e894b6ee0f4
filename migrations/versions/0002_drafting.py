"""A draft keeps the model's offer beside the first draft, what the person unmasked, and their answers to what was missing.

Revision ID: 0002
Revises: 0001
Create Date: 2026-11-23 12:00:00+00:00
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
EMPTY = sa.text("'{}'")


def upgrade() -> None:
    op.add_column("draft", sa.Column("offer", JSON, nullable=True))
    op.add_column("draft", sa.Column("shown", JSON, nullable=False, server_default=EMPTY))
    op.add_column("draft", sa.Column("answers", JSON, nullable=False, server_default=EMPTY))


def downgrade() -> None:
    with op.batch_alter_table("draft") as batch:
        for column in ("answers", "shown", "offer"):
            batch.drop_column(column)
