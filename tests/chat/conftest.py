"""Programs and browsers of the four people."""

from collections.abc import Callable

import pytest
from fixtures.people import Auth, SignIn
from flask import Flask
from flask.testing import FlaskClient
from tickets.callers import Caller


@pytest.fixture
def caller(app: Flask, auth: Auth) -> Callable[[str], Caller]:
    """Give a function from a name to their program."""
    return lambda name: Caller(app.test_client(), auth(name))


@pytest.fixture
def alice(caller: Callable[[str], Caller]) -> Caller:
    """Return alice's program."""
    return caller("alice")


@pytest.fixture
def charlie(caller: Callable[[str], Caller]) -> Caller:
    """Return charlie's program."""
    return caller("charlie")


@pytest.fixture
def browser_of(app: Flask, sign_in: SignIn) -> Callable[[str], FlaskClient]:
    """Give a function from a name to a signed-in browser of theirs."""
    return lambda name: sign_in(app.test_client(), name)
