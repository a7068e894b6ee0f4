"""All tables of the first release, and the full-text index over tickets.

Revision ID: 0001
Revises:
Create Date: 2026-11-23 09:00:00+00:00
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")

TABLES = (
    "outbox",
    "ticket_event",
    "ticket",
    "draft",
    "message",
    "conversation",
    "rate_limit",
    "sign_in",
    "account",
)


def upgrade() -> None:
    create_accounts()
    create_conversations()
    create_drafts()
    create_tickets()
    create_outbox()
    create_search[op.get_context().dialect.name]()


def downgrade() -> None:
    drop_search[op.get_context().dialect.name]()
    for table in TABLES:
        op.drop_table(table)


def create_accounts() -> None:
    op.create_table(
        "account",
        sa.Column("id", ID, nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("verified_at", TIME, nullable=True),
        sa.Column("created_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_account"),
        sa.UniqueConstraint("email", name="uq_account_email"),
    )
    op.create_table(
        "sign_in",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("user_id", ID, nullable=False),
        sa.Column("refresh_jti", sa.Text(), nullable=True),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("expires_at", TIME, nullable=False),
        sa.Column("revoked_at", TIME, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_sign_in"),
        points_to("sign_in", "user_id", "account", ondelete="CASCADE"),
    )
    index("sign_in", "user_id")
    op.create_table(
        "rate_limit",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("expires_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_rate_limit"),
    )
    index("rate_limit", "expires_at")


def create_conversations() -> None:
    op.create_table(
        "conversation",
        sa.Column("id", ID, nullable=False),
        sa.Column("user_id", ID, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("external_id", sa.Text(), nullable=True),
        sa.Column("message_count", sa.Integer(), nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("updated_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_conversation"),
        sa.UniqueConstraint("user_id", "external_id", name="uq_conversation_user_id_external_id"),
        points_to("conversation", "user_id", "account", ondelete="CASCADE"),
    )
    index("conversation", "user_id", "updated_at", "id")
    op.create_table(
        "message",
        sa.Column("id", ID, nullable=False),
        sa.Column("conversation_id", ID, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_message"),
        sa.UniqueConstraint("conversation_id", "position", name="uq_message_conversation_id_position"),
        points_to("message", "conversation_id", "conversation", ondelete="CASCADE"),
    )


def create_drafts() -> None:
    op.create_table(
        "draft",
        sa.Column("id", ID, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("user_id", ID, nullable=False),
        sa.Column("conversation_id", ID, nullable=True),
        sa.Column("message_count", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("drafter", sa.Text(), nullable=False),
        sa.Column("drafter_version", sa.Text(), nullable=False),
        sa.Column("suggestion", JSON, nullable=False),
        sa.Column("values", JSON, nullable=False),
        sa.Column("useful", sa.Boolean(), nullable=True),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("updated_at", TIME, nullable=False),
        sa.Column("opened_at", TIME, nullable=True),
        sa.Column("submitted_at", TIME, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_draft"),
        sa.UniqueConstraint("user_id", "key", name="uq_draft_user_id_key"),
        points_to("draft", "user_id", "account", ondelete="CASCADE"),
        points_to("draft", "conversation_id", "conversation", ondelete="SET NULL"),
    )
    index("draft", "conversation_id")
    index("draft", "user_id", "updated_at")
    unique_where(
        "uq_draft_active_conversation",
        "draft",
        ["user_id", "conversation_id"],
        "state IN ('generated', 'opened', 'edited')",
    )


def create_tickets() -> None:
    op.create_table(
        "ticket",
        sa.Column("id", ID, nullable=False),
        sa.Column("conversation_id", ID, nullable=True),
        sa.Column("user_id", ID, nullable=False),
        sa.Column("draft_id", ID, nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("priority", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("assignee_id", ID, nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("submit_key", sa.Text(), nullable=True),
        sa.Column("submit_hash", sa.Text(), nullable=True),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("updated_at", TIME, nullable=False),
        sa.Column("resolved_at", TIME, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_ticket"),
        sa.UniqueConstraint("draft_id", name="uq_ticket_draft_id"),
        points_to("ticket", "conversation_id", "conversation", ondelete="SET NULL"),
        points_to("ticket", "user_id", "account"),
        points_to("ticket", "draft_id", "draft", ondelete="SET NULL"),
        points_to("ticket", "assignee_id", "account", ondelete="SET NULL"),
    )
    index("ticket", "conversation_id")
    index("ticket", "user_id", "created_at", "id")
    index("ticket", "user_id", "status", "created_at", "id")
    index("ticket", "user_id", "updated_at", "id")
    index("ticket", "created_at", "id")
    index("ticket", "updated_at", "id")
    index("ticket", "status", "created_at", "id")
    index("ticket", "assignee_id", "status", "created_at", "id")
    index("ticket", "resolved_at", "created_at", where="resolved_at IS NOT NULL")
    unique_where(
        "uq_ticket_user_id_submit_key", "ticket", ["user_id", "submit_key"], "submit_key IS NOT NULL"
    )
    op.create_table(
        "ticket_event",
        sa.Column("id", ID, nullable=False),
        sa.Column("ticket_id", ID, nullable=False),
        sa.Column("actor_id", ID, nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("old", sa.Text(), nullable=True),
        sa.Column("new", sa.Text(), nullable=True),
        sa.Column("created_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_ticket_event"),
        points_to("ticket_event", "ticket_id", "ticket", ondelete="CASCADE"),
        points_to("ticket_event", "actor_id", "account", ondelete="SET NULL"),
    )
    index("ticket_event", "ticket_id", "id")


def create_outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("handler", sa.Text(), nullable=False),
        sa.Column("payload", JSON, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_at", TIME, nullable=False),
        sa.Column("leased_until", TIME, nullable=True),
        sa.Column("leased_by", sa.Text(), nullable=True),
        sa.Column("last_error", sa.Text(), nullable=True),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("delivered_at", TIME, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sa.CheckConstraint(
            "state IN ('pending', 'delivered', 'failed')", name=op.f("ck_outbox_state")
        ),
    )
    index("outbox", "state", "next_at")
    index("outbox", "state", "created_at")


def create_search_sqlite() -> None:
    """An FTS5 index that reads its text from `ticket`, kept up to date by triggers."""
    op.execute(
        "CREATE VIRTUAL TABLE ticket_search USING fts5("
        "title, description, content='ticket', content_rowid='id', tokenize='unicode61 remove_diacritics 2')"
    )
    add = "INSERT INTO ticket_search (rowid, title, description) VALUES (new.id, new.title, new.description);"
    remove = (
        "INSERT INTO ticket_search (ticket_search, rowid, title, description)"
        " VALUES ('delete', old.id, old.title, old.description);"
    )
    trigger("ticket_search_insert", "AFTER INSERT", add)
    trigger("ticket_search_delete", "AFTER DELETE", remove)
    trigger("ticket_search_update", "AFTER UPDATE OF title, description", f"{remove} {add}")


def trigger(name: str, when: str, body: str) -> None:
    op.execute(f"CREATE TRIGGER {name} {when} ON ticket BEGIN {body} END")


def drop_search_sqlite() -> None:
    for event in ("insert", "delete", "update"):
        op.execute(f"DROP TRIGGER ticket_search_{event}")
    op.execute("DROP TABLE ticket_search")


def create_search_postgresql() -> None:
    """A stored column, so that the words of a ticket are split once; `simple` suits every language."""
    op.execute(
        "ALTER TABLE ticket ADD COLUMN search tsvector NOT NULL GENERATED ALWAYS AS ("
        "setweight(to_tsvector('simple', title), 'A') || setweight(to_tsvector('simple', description), 'B')"
        ") STORED"
    )
    op.execute("CREATE INDEX ix_ticket_search ON ticket USING gin (search)")


def drop_search_postgresql() -> None:
    op.execute("DROP INDEX ix_ticket_search")
    op.execute("ALTER TABLE ticket DROP COLUMN search")


create_search = {"sqlite": create_search_sqlite, "postgresql": create_search_postgresql}
drop_search = {"sqlite": drop_search_sqlite, "postgresql": drop_search_postgresql}


def points_to(table: str, column: str, target: str, ondelete: str | None = None) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_{column}_{target}"
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name, ondelete=ondelete)


def index(table: str, *columns: str, where: str | None = None) -> None:
    op.create_index(f"ix_{table}_{'_'.join(columns)}", table, list(columns), **condition(where))


def unique_where(name: str, table: str, columns: list[str], where: str) -> None:
    op.create_index(name, table, columns, unique=True, **condition(where))


def condition(where: str | None) -> dict[str, sa.TextClause]:
    return {f"{name}_where": sa.text(where) for name in create_search} if where else {}
