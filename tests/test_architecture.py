"""What keeps the code in shape: who may import whom, how long things may be, nothing left for later."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

LONGEST_FILE = 250
LONGEST_FUNCTION = 40
LATER = ("TO" + "DO", "FIX" + "ME", "XX" + "X")
CODE = ("supportapp", "tests", "migrations")


def sources(root: Path, *folders: str) -> Iterator[Path]:
    """Yield the Python files below some folders of the project."""
    for folder in folders:
        yield from sorted((root / folder).rglob("*.py"))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Yield every function and method in a file."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count the lines of a function, its decorators left out."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


def test_everybody_imports_downwards_only(root: Path) -> None:
    command = [Path(sys.executable).with_name("lint-imports"), "--no-cache"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_file_is_too_long(root: Path) -> None:
    long = {
        str(path.relative_to(root)): lines
        for path in sources(root, *CODE)
        if path.parent.name != "versions" and (lines := len(path.read_text().splitlines())) > LONGEST_FILE
    }
    assert long == {}, f"split what is longer than {LONGEST_FILE} lines"


def test_no_function_is_too_long(root: Path) -> None:
    long = {
        f"{path.relative_to(root)}:{function.name}": length(function)
        for path in sources(root, *CODE)
        if path.parent.name != "versions"
        for function in functions(path)
        if length(function) > LONGEST_FUNCTION
    }
    assert long == {}, f"split what is longer than {LONGEST_FUNCTION} lines"


def test_our_own_code_is_imported_at_the_top(root: Path) -> None:
    local = {
        f"{path.relative_to(root)}:{function.name}"
        for path in sources(root, "supportapp")
        for function in functions(path)
        for node in ast.walk(function)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("supportapp")
    }
    assert local <= {"supportapp/__init__.py:create_app"}


def test_nothing_is_left_for_later(root: Path) -> None:
    left = [
        f"{path.relative_to(root)}:{number}"
        for path in sources(root, *CODE)
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if any(word in line for word in LATER)
    ]
    assert left == []
