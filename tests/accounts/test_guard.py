"""Every route has an action; without one the application does not start."""

from typing import Any

import pytest
from flask import Flask

from supportapp.accounts import guard
from supportapp.accounts.policy import ANYONE, POLICY


def test_every_route_has_an_action(app: Flask) -> None:
    for name, view in app.view_functions.items():
        if not name.endswith("static"):
            assert getattr(view, "action", None) in {ANYONE, *POLICY}, name


@pytest.mark.parametrize("action", [None, "no.such.action"])
def test_application_with_an_open_route_does_not_start(action: str | None) -> None:
    app = Flask("open")

    def secrets_of_all() -> str:
        return "secret"

    if action:
        secrets_of_all.action = action  # type: ignore[attr-defined]
    app.add_url_rule("/secrets", view_func=secrets_of_all)
    with pytest.raises(RuntimeError, match="secrets_of_all"):
        guard.init_app(app)


def test_guard_keeps_what_describes_an_endpoint() -> None:
    def view() -> None:
        """Say what it does."""

    view._apidoc = {"response": 1}  # type: ignore[attr-defined]  # noqa: SLF001
    guarded: Any = guard.endpoint(ANYONE, words_on_failure="Sorry.")(view)
    assert (guarded.__name__, guarded.__doc__, guarded._apidoc) == ("view", view.__doc__, {"response": 1})  # noqa: SLF001
    assert (guarded.action, guarded.answers_json, guarded.words_on_failure) == (ANYONE, True, "Sorry.")
    assert guard.page("ticket.read")(view).answers_json is False  # type: ignore[attr-defined]


def test_role_without_the_right_is_told_so(client: Any, sign_in: Any) -> None:
    answer = sign_in(client, "alice").get("/agent/tickets")
    assert answer.status_code == 403
    assert sign_in(client.application.test_client(), "bob").get("/agent/tickets").status_code == 200


@pytest.mark.parametrize(("name", "place"), [("alice", "/chat"), ("bob", "/agent/tickets"), ("dora", "/agent/tickets")])
def test_first_page_is_where_each_begins(client: Any, sign_in: Any, name: str, place: str) -> None:
    assert client.get("/").location == "/chat"
    assert sign_in(client, name).get("/").location == place
