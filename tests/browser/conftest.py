"""A server in this process, which starts in no time, and a browser that reports what its console said."""

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser.profiles import NewContext, SignInBrowser
from browser.steps import TALK
from fixtures.browser import Server
from fixtures.people import CSRF_FIELD, PASSWORD, MakeConversation, People
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page
from werkzeug.serving import WSGIRequestHandler, make_server

HERE = Path(__file__).parent
REFUSED = "Failed to load resource"  # Chromium's word on any answer above 399, a form sent back with errors too


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is in this folder: it drives a browser, on one database (how they differ is tested elsewhere)."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.browser)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Say so before the databases are dealt out."""
    metafunc.definition.add_marker(pytest.mark.database("sqlite"))


class QuietHandler(WSGIRequestHandler):
    """Writes nothing for each request; HTTP/1.1, so that a browser keeps its connections."""

    protocol_version = "HTTP/1.1"

    def log(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def db_url(sqlite_template: Path, engines: None, tmp_path: Path) -> str:  # noqa: ARG001
    """Return the URL of a database of this test's own: what a page asks late must not meet the next one."""
    path = tmp_path / "test.sqlite"
    shutil.copyfile(sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture
def app(fresh_app: Flask) -> Flask:
    """Return an application of this test's own, for the same reason."""
    return fresh_app


@pytest.fixture
def live_server(app: Flask, people: People, tmp_path: Path) -> Iterator[Server]:
    """Serve `app`, with the four people in its database, on a free loopback port."""
    assert people
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=QuietHandler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield Server(f"http://127.0.0.1:{server.server_port}", tmp_path / "server.log")
    server.shutdown()
    thread.join(10)
    server.server_close()


@pytest.fixture
def new_context(browser: Browser, live_server: Server) -> Iterator[NewContext]:
    """Give a function that makes a browser profile; afterwards no page of any may have complained.

    A script or a style that the Content Security Policy stops is told on the console, as is an error of ours.
    """
    made: list[BrowserContext] = []
    complaints: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not message.text.startswith(REFUSED):
            complaints.append(f"{message.page.url if message.page else ''}: {message.text}")

    def make(**options: object) -> BrowserContext:
        context = browser.new_context(base_url=live_server.url, **options)  # type: ignore[arg-type]
        context.set_default_timeout(8_000)
        context.on("console", note)
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        made.append(context)
        return context

    yield make
    for context in made:
        context.close()
    assert not complaints


@pytest.fixture
def sign_in_browser(live_server: Server) -> SignInBrowser:
    """Give a function that signs a browser profile in by sending the form of /login, without drawing it."""
    assert live_server

    def sign_in(context: BrowserContext, name: str) -> None:
        token = CSRF_FIELD.search(context.request.get("/login").text())
        assert token, "the sign-in page carries no CSRF token"
        form = {"email": f"{name}@example.com", "password": PASSWORD, "csrf_token": token[1]}
        answer = context.request.post("/login", form=form, max_redirects=0)
        assert answer.status == 303, answer.text()

    return sign_in


@pytest.fixture
def alices(new_context: NewContext, sign_in_browser: SignInBrowser) -> NewContext:
    """Give a function that makes a browser profile in which alice is signed in."""

    def make(**options: object) -> BrowserContext:
        context = new_context(**options)
        sign_in_browser(context, "alice")
        return context

    return make


@pytest.fixture(params=["script", "no script"])
def page(alices: NewContext, request: pytest.FixtureRequest) -> Page:
    """Return alice's page, once with JavaScript and once without."""
    return alices(java_script_enabled=request.param == "script").new_page()


@pytest.fixture
def scripted(alices: NewContext) -> Page:
    """Return alice's page with JavaScript."""
    return alices().new_page()


@pytest.fixture
def plain(alices: NewContext) -> Page:
    """Return alice's page without JavaScript."""
    return alices(java_script_enabled=False).new_page()


@pytest.fixture
def talk(make_conversation: MakeConversation) -> int:
    """Return the id of a conversation of alice's in which something does not work."""
    return make_conversation("alice", TALK)
