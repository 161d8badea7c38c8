"""The design's rules, held: who may import whom, what the core must not load, how long things may be."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

LONGEST_FILE = 300
LONGEST_FUNCTION = 40


def sources(project: Path) -> list[Path]:
    return sorted((project / "reader").rglob("*.py"))


def modules(project: Path, folder: str) -> list[str]:
    found = sorted((project / "reader" / folder).rglob("*.py"))
    names = [".".join(path.relative_to(project).with_suffix("").parts) for path in found]
    return [name.removesuffix(".__init__") for name in names]


def test_the_import_contracts_hold(project: Path) -> None:
    linted = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache", "--no-logo"],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
    )
    assert linted.returncode == 0, linted.stdout + linted.stderr
    assert "0 broken" in linted.stdout


@pytest.mark.parametrize(
    "folder", ["api", "session", "page", "storage", "exchange", "corrections", "annotations", "articles"]
)
def test_the_core_loads_no_screen_and_no_models(project: Path, folder: str) -> None:
    names = modules(project, folder)
    assert names
    loading = (
        f"import importlib, sys\nfor name in {names!r}: importlib.import_module(name)\n"
        "print(sorted(name for name in sys.modules if name in {'textual', 'nltk', 'spacy', 'rich.console'}))"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", loading], cwd=project, capture_output=True, text=True, check=False
    )
    assert (loaded.stdout, loaded.stderr) == ("[]\n", "")


def test_no_file_is_long(project: Path) -> None:
    lengths = {str(path): len(path.read_text(encoding="utf-8").splitlines()) for path in sources(project)}
    assert len(lengths) > 50
    assert {path: length for path, length in lengths.items() if length > LONGEST_FILE} == {}


def functions(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno is not None
            yield f"{path.name}:{node.lineno} {node.name}", node.end_lineno - node.lineno + 1


def test_no_function_is_long(project: Path) -> None:
    lengths = dict(found for path in sources(project) for found in functions(path))
    assert len(lengths) > 200
    assert {name: length for name, length in lengths.items() if length > LONGEST_FUNCTION} == {}


def test_folders_hold_no_code_in_their_init(project: Path) -> None:
    """Names are imported from modules, so that importing a folder loads nothing."""
    allowed = {project / "reader" / "__init__.py", project / "reader" / "cli" / "__init__.py"}
    for path in sources(project):
        if path.name == "__init__.py" and path not in allowed:
            body = ast.parse(path.read_text(encoding="utf-8")).body
            assert len(body) == 1, path
            assert isinstance(body[0], ast.Expr), path
