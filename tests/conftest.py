"""What every test can ask for. The fixtures themselves are in tests/fixtures/, by subject."""

import os
from pathlib import Path

import pytest

pytest_plugins = [
    "fixtures.databases",
    "fixtures.application",
    "fixtures.people",
    "fixtures.browser",
]

KINDS = ("sqlite", "postgresql")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--database`, which narrows a run to one of the two."""
    parser.addoption(
        "--database",
        choices=(*KINDS, "both"),
        default="both",
        help="run what uses a database on this one only (default: both)",
    )


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run each test that touches a database once on SQLite and once on PostgreSQL."""
    if "database_kind" not in metafunc.fixturenames:
        return
    chosen = metafunc.config.getoption("--database")
    kinds = KINDS if chosen == "both" else (chosen,)
    only = {kind for mark in metafunc.definition.iter_markers("database") for kind in mark.args}
    metafunc.parametrize("database_kind", [k for k in kinds if not only or k in only], scope="session")


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the folder of the project."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def shared(root: Path) -> Path:
    """Return the folder of reference data that lies beside the project, or skip."""
    folder = (root / os.environ.get("SUPPORTAPP_SHARED", "../shared")).resolve()
    if not folder.is_dir():
        pytest.skip(f"no reference data at {folder}; SUPPORTAPP_SHARED names another folder")
    return folder
