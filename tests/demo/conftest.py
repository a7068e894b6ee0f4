"""The command that fills the desk."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner


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
