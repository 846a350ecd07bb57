"""Everything that must hold: format, lint, types, imports, sizes; with --all the suite too.

Runs the same way on every system: `make check`, `make test`, or `uv run tools/check.py --all`.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable


def steps(whole: bool, extra: list[str]) -> list[tuple[str, list[str]]]:
    """(name, command) in the order of cheapest first."""
    checks = [
        ("format", [PYTHON, "-m", "ruff", "format", "--check", "."]),
        ("lint", [PYTHON, "-m", "ruff", "check", "."]),
        ("sizes", [PYTHON, "tools/sizes.py"]),
        ("imports", [PYTHON, "-c", "from importlinter.cli import lint_imports_command as c; c()"]),
        ("types", [PYTHON, "-m", "mypy"]),
        ("translations", [PYTHON, "tools/translations.py", "--check"]),
    ]
    if whole:
        # Two workers, a file at a time: fixtures that start a central or a database stay shared.
        checks.append(("tests", [PYTHON, "-m", "pytest", "-n", "2", "--dist", "loadfile", *extra]))
    return checks


def main() -> int:
    arguments = sys.argv[1:]
    whole = "--all" in arguments
    extra = [a for a in arguments if a != "--all"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    failed = []
    for name, command in steps(whole, extra):
        print(f"== {name}", flush=True)
        began = time.monotonic()
        code = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
        print(f"== {name}: {'ok' if code == 0 else 'FAILED'} {time.monotonic() - began:.1f} s")
        if code:
            failed.append(name)
    if failed:
        print(f"failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
