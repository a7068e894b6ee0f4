"""Comments and notes, reading and writing, saved views, bulk changes, rotation; search over comments; list indexes.

Revision ID: 0004
Revises: 0003
Create Date: 2026-11-23 15:00:00+00:00
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
TIME = sa.DateTime(timezone=True)
JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
KINDS = ("status", "priority", "category")
OLD_INDEXES = (
    ("conversation_id",),
    ("user_id", "created_at", "id"),
    ("user_id", "status", "created_at", "id"),
    ("user_id", "updated_at", "id"),
    ("created_at", "id"),
    ("updated_at", "id"),
    ("status", "created_at", "id"),
    ("assignee_id", "status", "created_at", "id"),
)
NEW_INDEXES = {
    "created": ("created_at", "id"),
    "updated": ("updated_at", "id"),
    "kind_created": (*KINDS, "created_at", "id"),
    "kind_updated": (*KINDS, "updated_at", "id"),
    "user_id_created": ("user_id", "created_at", "id"),
    "user_id_updated": ("user_id", "updated_at", "id"),
    "user_id_kind_created": ("user_id", *KINDS, "created_at", "id"),
    "user_id_kind_updated": ("user_id", *KINDS, "updated_at", "id"),
    "assignee_id_created": ("assignee_id", "created_at", "id"),
    "assignee_id_updated": ("assignee_id", "updated_at", "id"),
    "assignee_id_kind_created": ("assignee_id", *KINDS, "created_at", "id"),
    "assignee_id_kind_updated": ("assignee_id", *KINDS, "updated_at", "id"),
    "conversation_id_id": ("conversation_id", "id"),
}
LONGEST_TALK = 200_000  # characters of comments, newest first, that are searched; as many of notes
DOCUMENT = "title, description, comments, notes, scope"


def upgrade() -> None:
    for name in ("first_reply_at", "noted_at"):
        op.add_column("ticket", sa.Column(name, TIME, nullable=True))
    op.add_column("ticket", sa.Column("last_reply_by", sa.Text(), nullable=True))
    op.add_column("ticket_event", sa.Column("source", sa.Text(), nullable=True))
    create_comments()
    create_queue()
    for columns in OLD_INDEXES:
        op.drop_index(f"ix_ticket_{'_'.join(columns)}", "ticket")
    for name, columns in NEW_INDEXES.items():
        op.create_index(f"ix_ticket_{name}", "ticket", list(columns))
    widen_search[op.get_context().dialect.name]()


def downgrade() -> None:
    narrow_search[op.get_context().dialect.name]()
    for name in NEW_INDEXES:
        op.drop_index(f"ix_ticket_{name}", "ticket")
    for columns in OLD_INDEXES:
        op.create_index(f"ix_ticket_{'_'.join(columns)}", "ticket", list(columns))
    for table in ("rotation", "bulk_change", "saved_view", "ticket_reader", "comment"):
        op.drop_table(table)
    for name in ("first_reply_at", "noted_at", "last_reply_by"):
        op.drop_column("ticket", name)  # never by a copy of the table: on SQLite that would lose the triggers on it
    op.drop_column("ticket_event", "source")


def create_comments() -> None:
    op.create_table(
        "comment",
        sa.Column("id", ID, nullable=False),
        sa.Column("ticket_id", ID, nullable=False),
        sa.Column("author_id", ID, nullable=True),
        sa.Column("by_agent", sa.Boolean(), nullable=False),
        sa.Column("internal", sa.Boolean(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=True),
        sa.Column("conversation_id", ID, nullable=True),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("edited_at", TIME, nullable=True),
        sa.Column("deleted_at", TIME, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_comment"),
        sa.UniqueConstraint("ticket_id", "author_id", "key", name="uq_comment_ticket_id_author_id_key"),
        points_to("comment", "ticket_id", "ticket", "CASCADE"),
        points_to("comment", "author_id", "account", "SET NULL"),
        points_to("comment", "conversation_id", "conversation", "SET NULL"),
    )
    op.create_index("ix_comment_ticket_id_id", "comment", ["ticket_id", "id"])


def create_queue() -> None:
    op.create_table(
        "ticket_reader",
        sa.Column("ticket_id", ID, nullable=False),
        sa.Column("user_id", ID, nullable=False),
        sa.Column("seen_at", TIME, nullable=True),
        sa.Column("replying_until", TIME, nullable=True),
        sa.Column("unsent", sa.Text(), nullable=True),
        sa.Column("unsent_internal", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("ticket_id", "user_id", name="pk_ticket_reader"),
        points_to("ticket_reader", "ticket_id", "ticket", "CASCADE"),
        points_to("ticket_reader", "user_id", "account", "CASCADE"),
    )
    op.create_table(
        "saved_view",
        sa.Column("id", ID, nullable=False),
        sa.Column("user_id", ID, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("shared", sa.Boolean(), nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_saved_view"),
        sa.UniqueConstraint("user_id", "name", name="uq_saved_view_user_id_name"),
        points_to("saved_view", "user_id", "account", "CASCADE"),
    )
    op.create_table(
        "bulk_change",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("user_id", ID, nullable=False),
        sa.Column("results", JSON, nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("undone_at", TIME, nullable=True),
        sa.PrimaryKeyConstraint("key", name="pk_bulk_change"),
        points_to("bulk_change", "user_id", "account", "CASCADE"),
    )
    op.create_index("ix_bulk_change_user_id", "bulk_change", ["user_id"])
    op.create_table(
        "rotation",
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("user_id", ID, nullable=False),
        sa.Column("last_at", TIME, nullable=True),
        sa.PrimaryKeyConstraint("category", "user_id", name="pk_rotation"),
        points_to("rotation", "user_id", "account", "CASCADE"),
    )


def points_to(table: str, column: str, target: str, ondelete: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_{column}_{target}"
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name, ondelete=ondelete)


def widen_search_sqlite() -> None:
    """One document a ticket: title, description, comments, notes, and whose it is ("u7", so that one person's are found).

    The index keeps no text of its own, so an entry is removed by giving it the very text it was made of: before
    each change of the ticket or its comments the old text goes out, after it the new one comes in.
    """
    drop_search_sqlite("insert", "delete", "update")
    op.execute(
        f"""CREATE VIEW ticket_words AS SELECT id, title, description,
        {said_sqlite("NOT internal")} AS comments, {said_sqlite("internal")} AS notes, 'u' || user_id AS scope
        FROM ticket"""
    )
    op.execute(
        f"CREATE VIRTUAL TABLE ticket_search USING fts5({DOCUMENT},"
        " content='ticket_words', content_rowid='id', tokenize='unicode61 remove_diacritics 2')"
    )
    new = "new.id, new.title, new.description, '', '', 'u' || new.user_id"
    trigger("ticket", "insert", "AFTER INSERT", f"INSERT INTO ticket_search (rowid, {DOCUMENT}) VALUES ({new});")
    trigger("ticket", "delete", "BEFORE DELETE", words_out("old.id"))
    trigger("ticket", "update_before", "BEFORE UPDATE OF title, description", words_out("old.id"))
    trigger("ticket", "update", "AFTER UPDATE OF title, description", words_in("new.id"))
    for event, row in (("INSERT", "new"), ("UPDATE OF body, internal", "old"), ("DELETE", "old")):
        name = event.split()[0].lower()
        trigger("comment", f"{name}_before", f"BEFORE {event}", words_out(f"{row}.ticket_id"))
        trigger("comment", name, f"AFTER {event}", words_in(f"{row}.ticket_id"))
    op.execute("INSERT INTO ticket_search (ticket_search) VALUES ('rebuild')")


def said_sqlite(which: str) -> str:
    newest_first = f"SELECT body FROM comment WHERE ticket_id = ticket.id AND {which} ORDER BY id DESC"
    return f"(SELECT coalesce(substr(group_concat(body, ' '), 1, {LONGEST_TALK}), '') FROM ({newest_first}))"


def words_out(ticket_id: str) -> str:
    return (
        f"INSERT INTO ticket_search (ticket_search, rowid, {DOCUMENT})"
        f" SELECT 'delete', id, {DOCUMENT} FROM ticket_words WHERE id = {ticket_id};"
    )


def words_in(ticket_id: str) -> str:
    return (
        f"INSERT INTO ticket_search (rowid, {DOCUMENT})"
        f" SELECT id, {DOCUMENT} FROM ticket_words WHERE id = {ticket_id};"
    )


def trigger(table: str, name: str, when: str, body: str) -> None:
    prefix = "ticket_search" if table == "ticket" else "comment_search"
    op.execute(f"CREATE TRIGGER {prefix}_{name} {when} ON {table} BEGIN {body} END")


def drop_search_sqlite(*events: str) -> None:
    for event in events:
        op.execute(f"DROP TRIGGER ticket_search_{event}")
    op.execute("DROP TABLE ticket_search")


def narrow_search_sqlite() -> None:
    """Back to the index of 0001: title and description, read from the ticket itself."""
    for name in ("insert", "update", "delete"):
        op.execute(f"DROP TRIGGER comment_search_{name}_before")
        op.execute(f"DROP TRIGGER comment_search_{name}")
    drop_search_sqlite("insert", "delete", "update", "update_before")
    op.execute("DROP VIEW ticket_words")
    op.execute(
        "CREATE VIRTUAL TABLE ticket_search USING fts5("
        "title, description, content='ticket', content_rowid='id', tokenize='unicode61 remove_diacritics 2')"
    )
    add = "INSERT INTO ticket_search (rowid, title, description) VALUES (new.id, new.title, new.description);"
    remove = (
        "INSERT INTO ticket_search (ticket_search, rowid, title, description)"
        " VALUES ('delete', old.id, old.title, old.description);"
    )
    trigger("ticket", "insert", "AFTER INSERT", add)
    trigger("ticket", "delete", "AFTER DELETE", remove)
    trigger("ticket", "update", "AFTER UPDATE OF title, description", f"{remove} {add}")
    op.execute("INSERT INTO ticket_search (ticket_search) VALUES ('rebuild')")


TITLE_AND_DESCRIPTION = (
    "setweight(to_tsvector('simple', {row}title), 'A') || setweight(to_tsvector('simple', {row}description), 'B')"
)


def widen_search_postgresql() -> None:
    """The stored column becomes one that triggers fill: comments have weight C, notes D. Nothing is rewritten."""
    op.execute("ALTER TABLE ticket ALTER COLUMN search DROP EXPRESSION")
    op.execute(
        f"""CREATE FUNCTION said_on_ticket(number bigint) RETURNS tsvector LANGUAGE sql STABLE AS $$
        SELECT setweight(to_tsvector('simple', {said_postgresql("NOT internal")}), 'C')
            || setweight(to_tsvector('simple', {said_postgresql("internal")}), 'D')
        FROM comment WHERE ticket_id = number $$"""
    )
    op.execute(
        f"""CREATE FUNCTION search_ticket() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        NEW.search := {TITLE_AND_DESCRIPTION.format(row="NEW.")};
        IF TG_OP = 'UPDATE' THEN NEW.search := NEW.search || said_on_ticket(NEW.id); END IF;
        RETURN NEW; END $$"""
    )
    op.execute(
        f"""CREATE FUNCTION search_comment() RETURNS trigger LANGUAGE plpgsql AS $$
        DECLARE number bigint := CASE WHEN TG_OP = 'DELETE' THEN OLD.ticket_id ELSE NEW.ticket_id END;
        BEGIN
        UPDATE ticket SET search = {TITLE_AND_DESCRIPTION.format(row="")} || said_on_ticket(number) WHERE id = number;
        RETURN NULL; END $$"""
    )
    op.execute(
        "CREATE TRIGGER ticket_search BEFORE INSERT OR UPDATE OF title, description ON ticket"
        " FOR EACH ROW EXECUTE FUNCTION search_ticket()"
    )
    op.execute(
        "CREATE TRIGGER comment_search AFTER INSERT OR UPDATE OF body, internal OR DELETE ON comment"
        " FOR EACH ROW EXECUTE FUNCTION search_comment()"
    )


def said_postgresql(which: str) -> str:
    newest_first = f"string_agg(body, ' ' ORDER BY id DESC) FILTER (WHERE {which})"
    return f"left(coalesce({newest_first}, ''), {LONGEST_TALK})"


def narrow_search_postgresql() -> None:
    """Back to the column of 0001, which PostgreSQL fills by itself."""
    op.execute("DROP TRIGGER comment_search ON comment")
    op.execute("DROP TRIGGER ticket_search ON ticket")
    for function in ("search_comment()", "search_ticket()", "said_on_ticket(bigint)"):
        op.execute(f"DROP FUNCTION {function}")
    op.execute("DROP INDEX ix_ticket_search")
    op.execute("ALTER TABLE ticket DROP COLUMN search")
    op.execute(
        f"ALTER TABLE ticket ADD COLUMN search tsvector NOT NULL GENERATED ALWAYS AS"
        f" ({TITLE_AND_DESCRIPTION.format(row='')}) STORED"
    )
    op.execute("CREATE INDEX ix_ticket_search ON ticket USING gin (search)")


widen_search = {"sqlite": widen_search_sqlite, "postgresql": widen_search_postgresql}
narrow_search = {"sqlite": narrow_search_sqlite, "postgresql": narrow_search_postgresql}
