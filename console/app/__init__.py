"""The only place of the console that wires things together."""

from __future__ import annotations

from console.app.arguments import parse


def main(argv: list[str]) -> int:
    """Run what `argv` asks for; returns the process's exit code (0: ended as asked)."""
    options = parse(argv)
    # Qt is imported only now: `--help` and a wrong word answer at once.
    from console.app.run import run

    return run(options)
