"""The wheel, installed into an empty environment and run from elsewhere, with all it needs inside."""

import os
import shutil
import subprocess
import sys
import venv
import zipfile
from configparser import ConfigParser
from pathlib import Path

import pytest

DRAFTING = "supportapp/drafting"
ASK = """
from pathlib import Path
from supportapp import create_app
app = create_app()
client = app.test_client()
page = client.get("/", follow_redirects=True)
assert page.status_code == 200, page.status
assert "<form" in page.text, page.text
for path in filter(Path.is_file, Path(app.static_folder).rglob("*")):
    with client.get(f"{app.static_url_path}/{path.relative_to(app.static_folder).as_posix()}") as answer:
        assert answer.status_code == 200, path
print(app.template_folder, app.static_folder, sep="\\n")
"""


def run(*command: str | Path, cwd: Path, **environment: str) -> str:
    """Run a command without the settings of this shell; return what it printed."""
    done = subprocess.run(
        list(command),
        cwd=cwd,
        env={**os.environ, "PIP_DISABLE_PIP_VERSION_CHECK": "1", **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="session")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel, by way of a source archive, from a copy of the tree, which stays as it is."""
    copy, made = tmp_path_factory.mktemp("tree"), tmp_path_factory.mktemp("wheel")
    for name in ("setup.cfg", "pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(root / name, copy)
    for name in ("supportapp", "templates", "static", "migrations"):
        shutil.copytree(root / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", made, copy, cwd=copy)
    return next(made.glob("*.whl"))


def test_every_package_of_the_tree_is_listed(root: Path) -> None:
    config = ConfigParser()
    config.read(root / "setup.cfg")
    listed = {name for name in config["options"]["packages"].split() if "._" not in name}
    there = {".".join(path.parent.relative_to(root).parts) for path in (root / "supportapp").rglob("__init__.py")}
    assert listed == there


def test_locks_name_no_place(root: Path) -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (root / name).read_text()
        assert "--hash=sha256:" in text
        for place in ("http:", "https:", "file:", "--index-url", "--find-links", "/home/", "/root/"):
            assert place not in text, f"{place} in {name}"


@pytest.mark.slow
def test_the_wheel_runs_from_another_folder(wheel: Path, root: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        inside = set(archive.namelist())
    assert inside >= {"supportapp/_migrations/env.py", "supportapp/_migrations/alembic.ini", "supportapp/py.typed"}
    drafting = [path for end in ("*.json", "*.json.gz", "corpus/*.jsonl") for path in (root / DRAFTING).glob(end)]
    assert {path.name for path in drafting} >= {"model.json.gz", "model.manifest.json"}
    assert inside >= {path.relative_to(root).as_posix() for path in drafting}
    assert inside >= {f"supportapp/demo/{name}" for name in ("conversations.jsonl", "names.json", "texts.json")}
    travels = filter(Path.is_file, [*(root / "templates").rglob("*"), *(root / "static").rglob("*")])
    assert inside >= {f"supportapp/_{path.relative_to(root).as_posix()}" for path in travels}
    assert not [name for name in inside if "__pycache__" in name or name.startswith(("tests/", "templates/"))]

    venv.create(tmp_path / "venv", with_pip=False)
    python = tmp_path / "venv" / "bin" / "python"
    pip = (sys.executable, "-m", "pip", "--python", python)
    run(*pip, "install", "--no-deps", "--no-index", wheel, cwd=tmp_path)
    libraries = next(path for path in sys.path if path.endswith("site-packages"))
    elsewhere = {
        "PYTHONPATH": libraries,
        "SUPPORTAPP_INSTANCE_PATH": str(tmp_path / "instance"),
        "PYTHONWARNINGS": "error",
    }
    flask = (python, "-m", "flask", "--app", "supportapp")

    run(*flask, "db", "upgrade", cwd=tmp_path, **elsewhere)
    run(*flask, "db", "check", cwd=tmp_path, **elsewhere)
    assert "conversations drafted (rules" in run(*flask, "drafts", "eval", cwd=tmp_path, **elsewhere)
    assert "demo" in run(tmp_path / "venv" / "bin" / "supportapp", "--help", cwd=tmp_path, **elsewhere)
    folders = run(python, "-c", ASK, cwd=tmp_path, **elsewhere).splitlines()
    assert all(str(tmp_path / "venv") in folder for folder in folders[-2:]), folders
    assert (tmp_path / "instance" / "supportapp.sqlite").exists()
