"""A second application beside `app`."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask

from supportapp import create_app
from supportapp.extensions import db

Build = Callable[..., Flask]


@pytest.fixture
def build(settings: dict[str, Any]) -> Iterator[Build]:
    """Give a function that builds an application with further settings; its connections are closed at the end."""
    built: list[Flask] = []

    def build_one(**further: Any) -> Flask:
        built.append(create_app({**settings, **further}))
        return built[-1]

    yield build_one
    for app in built:
        with app.app_context():
            db.engine.dispose()
