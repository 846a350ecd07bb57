"""Everything that must hold: format, lint, types, imports, sizes; with --all the suite too.

Runs the same way on every system: `make check`, `make test`, or `uv run tools/check.py --all`.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
#: Two workers, a file at a time: fixtures that start a central or a database stay shared. In the
#: order of the folders: the long files come before the many short ones, which even the ends out.
TESTS = [PYTHON, "-m", "pytest", "-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"]


class Done(NamedTuple):
    code: int
    said: str
    seconds: float


def steps() -> list[tuple[str, list[str]]]:
    """(name, command); they run side by side, the longest begins first."""
    return [
        ("types", [PYTHON, "-m", "mypy"]),
        ("imports", [PYTHON, "-c", "from importlinter.cli import lint_imports_command as c; c()"]),
        ("translations", [PYTHON, "tools/translations.py", "--check"]),
        ("sizes", [PYTHON, "tools/sizes.py"]),
        ("lint", [PYTHON, "-m", "ruff", "check", "."]),
        ("format", [PYTHON, "-m", "ruff", "format", "--check", "."]),
    ]


def main() -> int:
    arguments = sys.argv[1:]
    extra = [a for a in arguments if a != "--all"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    failed = check(environment)
    if "--all" in arguments:
        print("== tests", flush=True)
        done = run([*TESTS, *extra], environment, aloud=True)
        if report("tests", done):
            failed.append("tests")
    if failed:
        print(f"failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def check(environment: Mapping[str, str]) -> list[str]:
    """The names of the checks that failed; each says what it has to say when it has ended."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        running: list[tuple[str, Future[Done]]] = [
            (name, pool.submit(run, command, environment)) for name, command in steps()
        ]
        return [name for name, found in reversed(running) if report(name, found.result())]


def run(command: list[str], environment: Mapping[str, str], *, aloud: bool = False) -> Done:
    """`aloud`: what it says goes to the terminal as it comes."""
    began = time.monotonic()
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=environment,
        check=False,
        text=True,
        stdout=None if aloud else subprocess.PIPE,
        stderr=None if aloud else subprocess.STDOUT,
    )
    return Done(done.returncode, done.stdout or "", time.monotonic() - began)


def report(name: str, done: Done) -> bool:
    """Whether it failed."""
    print(
        f"{done.said}== {name}: {'FAILED' if done.code else 'ok'} {done.seconds:.1f} s", flush=True
    )
    return bool(done.code)


if __name__ == "__main__":
    sys.exit(main())
