"""Sizes that keep it a house: files ≤ 300 lines, classes ≤ 200, functions ≤ 40."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("casework", "central", "simulator", "console", "tools", "bench", "tests", "main.py")
FILE, CLASS, FUNCTION = 300, 200, 40


def sources() -> Iterator[Path]:
    """Every Python file of the product."""
    for room in ROOMS:
        path = ROOT / room
        yield from [path] if path.is_file() else sorted(path.rglob("*.py"))


def breaches(path: Path) -> Iterator[str]:
    """A line for each thing in `path` that has outgrown its limit."""
    name = path.relative_to(ROOT).as_posix()
    text = path.read_text("utf-8")
    lines = text.count("\n")
    if lines > FILE:
        yield f"{name}: {lines} lines, at most {FILE}"
    for node in ast.walk(ast.parse(text, name)):
        if not isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        limit = CLASS if isinstance(node, ast.ClassDef) else FUNCTION
        size = (node.end_lineno or node.lineno) - node.lineno + 1
        if size > limit and not is_table(node):
            yield f"{name}:{node.lineno}: {node.name} has {size} lines, at most {limit}"


def is_table(node: ast.AST) -> bool:
    """A table of data may be longer: one `return` of a literal, or a class of fields only."""
    body = [n for n in getattr(node, "body", []) if not _is_docstring(n)]
    if isinstance(node, ast.ClassDef):
        return all(isinstance(n, ast.Assign | ast.AnnAssign) for n in body)
    return len(body) == 1 and isinstance(body[0], ast.Return)


def _is_docstring(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def main() -> int:
    found = [line for path in sources() for line in breaches(path)]
    for line in found:
        print(line)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
