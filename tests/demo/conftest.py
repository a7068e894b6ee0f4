"""The command that fills the desk."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskCliRunner


@pytest.fixture(autouse=True)
def one_afternoon() -> Iterator[None]:
    """Let every run make the same year: what is made ends with the present moment."""
    with time_machine.travel(datetime(2026, 11, 23, 15, 30, tzinfo=UTC)):
        yield


@pytest.fixture
def runner(app: Flask) -> FlaskCliRunner:
    """Return what runs `flask` commands inside this process."""
    return app.test_cli_runner()


@pytest.fixture
def demo(runner: FlaskCliRunner) -> Callable[[int | str], str]:
    """Give a function that runs `flask demo --tickets N` and returns what it said."""

    def run(count: int | str) -> str:
        result = runner.invoke(args=["demo", "--tickets", str(count)])
        assert result.exit_code == 0, result.output
        return result.stdout

    return run
