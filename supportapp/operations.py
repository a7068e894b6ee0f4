"""What an operator's tools ask over HTTP: is it alive, is it ready."""

from functools import cache
from typing import Any

import sqlalchemy as sa
from alembic.config import Config
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from flask import current_app, jsonify
from flask.typing import ResponseReturnValue

from supportapp import outbox
from supportapp.accounts import policy
from supportapp.accounts.guard import endpoint
from supportapp.extensions import db
from supportapp.web import ApiBlueprint

blueprint = ApiBlueprint("operations", __name__, description="For an operator's tools")

VERSIONS = sa.table("alembic_version", sa.column("version_num"))
LATE = 300.0  # seconds that a due delivery may wait before readyz says that no worker seems to run

DATABASE_AWAY = "The database can't be reached. Check that it runs and that SUPPORTAPP_DATABASE_URL is right."
NOT_MIGRATED = "The database is not at the newest revision. Run: flask db upgrade"
NO_WORKER = "Deliveries wait and nobody takes them. Start a worker: flask worker"


@blueprint.route("/healthz", methods=["GET"])
@endpoint(policy.ANYONE)
@blueprint.alt_response(200, description="Alive", schema={"type": "object"})
def healthz() -> ResponseReturnValue:
    """Say that the process answers, whatever else is away."""
    return jsonify(status="ok")


@blueprint.route("/readyz", methods=["GET"])
@endpoint(policy.ANYONE)
@blueprint.alt_response(200, description="Ready", schema={"type": "object"})
@blueprint.alt_response(503, description="Not ready: the message says why and what to do", schema={"type": "object"})
def readyz() -> ResponseReturnValue:
    """Say whether requests can be served: 200, or 503 with what failed and what to do.

    A stuck outbox is told but isn't a 503: tickets can be sent without a worker, and taking every web server
    out of rotation would turn late mails into an outage.
    """
    try:
        checks = {"database": {"ok": True}, "migrations": _migrations()}
        checks["outbox"] = _outbox() if checks["migrations"]["ok"] else {"ok": False}
    except sa.exc.DBAPIError:
        checks = {"database": {"ok": False, "message": DATABASE_AWAY}}
    failed = [checks[name] for name in ("database", "migrations") if not checks.get(name, {"ok": True})["ok"]]
    if failed:
        return jsonify(success=False, message=failed[0]["message"], checks=checks), 503
    return jsonify(status="ok", checks=checks)


def migrations_at_head() -> bool:
    """Tell whether the database has every revision of this release, and none it doesn't know."""
    with db.engine.connect() as connection:
        if not sa.inspect(connection).has_table(VERSIONS.name):
            return False
        return set(connection.scalars(sa.select(VERSIONS.c.version_num))) == _heads()


def _migrations() -> dict[str, Any]:
    return {"ok": True} if migrations_at_head() else {"ok": False, "message": NOT_MIGRATED}


def _outbox() -> dict[str, Any]:
    waited = round(outbox.oldest_wait(), 1)
    late = {"message": NO_WORKER} if waited > LATE else {}
    return {"ok": not late, "oldest_wait_seconds": waited, **late}


def _heads() -> set[str]:
    return _heads_in(current_app.extensions["migrate"].directory)


@cache
def _heads_in(directory: str) -> set[str]:
    """Read the newest revision from the folder; it doesn't change while the program runs."""
    config = Config()
    config.set_main_option("script_location", directory.replace("%", "%%"))
    try:
        return set(ScriptDirectory.from_config(config).get_heads())
    except CommandError:  # no such folder
        return set()
