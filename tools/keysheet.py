"""Writes the sheets of keys in ``docs/keys`` from the catalogue, in Chinese and English.

``--check`` changes nothing and fails when a sheet is out of date. Keys are called as they are on
every machine (Ctrl, Shift, Alt), whatever language Qt speaks here.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from console.bindings import DEFAULTS  # noqa: E402 - the path comes first
from console.views.keys import sheet_html  # noqa: E402
from console.views.parts import languages  # noqa: E402

FOLDER = ROOT / "docs" / "keys"


def sheets() -> dict[str, str]:
    """Each sheet by its file's name; the last language spoken stays on."""
    made = {}
    for code in languages.LANGUAGES:
        languages.install(code)
        made[f"keys.{code}.html"] = sheet_html(DEFAULTS, str)
    return made


def stale(folder: Path) -> list[str]:
    """The names of the sheets in `folder` that are missing or not as they should be."""
    return [
        name
        for name, text in sheets().items()
        if not (folder / name).is_file() or (folder / name).read_text("utf-8") != text
    ]


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing; fail when stale")
    options = parser.parse_args(arguments)
    if QCoreApplication.instance() is None:
        keep = QCoreApplication([])
        assert keep is not None  # noqa: S101 - it has to live as long as the translators
    if options.check:
        wrong = stale(FOLDER)
        for name in wrong:
            print(f"docs/keys/{name} is out of date: run tools/keysheet.py")
        return 1 if wrong else 0
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, text in sheets().items():
        (FOLDER / name).write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
