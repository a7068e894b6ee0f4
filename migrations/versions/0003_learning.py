"""How drafts ended, what agents corrected, and the models trained on the desk's own tickets.

Revision ID: 0003
Revises: 0002
Create Date: 2026-11-23 13:00:00+00:00
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")


def upgrade() -> None:
    op.add_column("draft", sa.Column("outcome", JSON, nullable=True))
    op.create_table(
        "ticket_correction",
        sa.Column("id", ID, nullable=False),
        sa.Column("ticket_id", ID, nullable=False),
        sa.Column("field", sa.Text(), nullable=False),
        sa.Column("old", sa.Text(), nullable=True),
        sa.Column("new", sa.Text(), nullable=True),
        sa.Column("distance", sa.Double(), nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_ticket_correction"),
        sa.ForeignKeyConstraint(
            ["ticket_id"], ["ticket.id"], name="fk_ticket_correction_ticket_id_ticket", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_ticket_correction_ticket_id", "ticket_correction", ["ticket_id"])
    op.create_table(
        "drafter_model",
        sa.Column("id", ID, nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("manifest", JSON, nullable=False),
        sa.Column("figures", JSON, nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("created_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_drafter_model"),
        sa.UniqueConstraint("version", name="uq_drafter_model_version"),
    )


def downgrade() -> None:
    op.drop_table("drafter_model")
    op.drop_table("ticket_correction")
    with op.batch_alter_table("draft") as batch:
        batch.drop_column("outcome")
