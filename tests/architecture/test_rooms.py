"""The laws of the house that import-linter cannot say, lazy and type-checking imports included."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("casework", "central", "simulator", "console")


def modules() -> dict[str, Path]:
    """Dotted name → file of every module of the rooms."""
    found = {}
    for room in ROOMS:
        for path in (ROOT / room).rglob("*.py"):
            parts = path.relative_to(ROOT).with_suffix("").parts
            found[".".join(p for p in parts if p != "__init__")] = path
    return found


def imports(path: Path) -> Iterator[str]:
    """Every absolute import of a file, wherever it stands in it."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            assert node.module
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_no_module_imports_itself_by_a_detour() -> None:
    known = modules()
    graph = {
        name: {i for i in imports(path) if i in known and i != name and not is_parent(i, name)}
        for name, path in known.items()
    }
    try:
        tuple(TopologicalSorter(graph).static_order())
    except CycleError as error:
        raise AssertionError(f"import cycle: {' → '.join(error.args[1])}") from None


def is_parent(outer: str, inner: str) -> bool:
    return inner.startswith(outer + ".")


def test_widgets_stay_in_views_map_and_app() -> None:
    free = ("console.views", "console.map", "console.app")
    guilty = [
        name
        for name, path in modules().items()
        if not name.startswith(free) and any("QtWidgets" in i for i in imports(path))
    ]
    assert guilty == []


def test_charts_are_the_only_use_of_pyqtgraph() -> None:
    guilty = [
        name
        for name, path in modules().items()
        if not name.startswith("console.views") and any("pyqtgraph" in i for i in imports(path))
    ]
    assert guilty == []


def test_casework_needs_only_the_standard_library_msgspec_and_numpy() -> None:
    allowed = sys.stdlib_module_names | {"msgspec", "numpy", "casework"}
    guilty = {
        (name, i)
        for name, path in modules().items()
        if name.startswith("casework")
        for i in imports(path)
        if i.partition(".")[0] not in allowed
    }
    assert guilty == set()


def test_the_import_contracts_hold() -> None:
    code = "from importlinter.cli import lint_imports_command as c; c()"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-2_000:]


def test_no_file_of_the_product_names_an_absolute_path_of_a_machine() -> None:
    marks = ("/home/", "/root/", "/work/", "../shared", "C:\\Users")
    guilty = [
        path.relative_to(ROOT).as_posix()
        for room in (*ROOMS, "tools", "bench", "docs")
        for path in (ROOT / room).rglob("*")
        if path.suffix in {".py", ".md", ".toml", ".json"}
        and any(mark in path.read_text("utf-8") for mark in marks)
    ]
    assert guilty == []
