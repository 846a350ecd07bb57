"""Finds the interface's texts, keeps their translations, compiles them.

``python tools/translations.py`` updates ``resources/translations/*.ts`` from the sources and
compiles them to ``.qm``. ``--check`` changes nothing and fails when a text is untranslated or a
file is out of date. The tools are the ones inside the PySide6 wheel. The sheets of keys in
``docs/keys`` are made of the same texts, and are made or checked along with them.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import PySide6

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "translations"
LANGUAGES = ("zh_CN", "en")
SHEETS = "tools/keysheet.py"
#: English is the source; its file is for the plural forms only.
PLURALS_ONLY = ("en",)
_BARE_TR = re.compile(r"(?<![\w.])tr\(")


def tool(name: str) -> str:
    """The program `name` of the PySide6 wheel."""
    home = Path(PySide6.__file__).parent
    for place in (home / name, home / f"{name}.exe", home / "Qt" / "libexec" / name):
        if place.is_file():
            return str(place)
    raise SystemExit(f"{name} is not in {home}; install PySide6-Essentials")


def sources() -> list[str]:
    """Every file with texts, relative, in one order on every machine."""
    found = sorted((ROOT / "console").rglob("*.py"))
    return [p.relative_to(ROOT).as_posix() for p in found if "tr" in p.read_text("utf-8").lower()]


def ts_file(language: str, folder: Path = FOLDER) -> Path:
    return folder / f"console_{language}.ts"


def readable(scratch: Path) -> None:
    """Copies of the sources as lupdate reads them: it takes a bare ``tr(`` for ``self.tr(``."""
    for name in sources():
        copy = scratch / name
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(_BARE_TR.sub("translate(", (ROOT / name).read_text("utf-8")), "utf-8")


def update(folder: Path) -> None:
    """Bring the .ts files in `folder` up to the sources; texts no longer used go."""
    with tempfile.TemporaryDirectory() as scratch:
        readable(Path(scratch))
        for language in LANGUAGES:
            _update(language, folder, Path(scratch))


def _update(language: str, folder: Path, scratch: Path) -> None:
    options = ["-no-obsolete", "-locations", "none", "-silent"]
    options += ["-source-language", "en", "-target-language", language]
    if language in PLURALS_ONLY:
        options.append("-pluralonly")
    run(tool("lupdate"), *options, *sources(), "-ts", str(ts_file(language, folder)), at=scratch)


def compile_all(folder: Path, target: Path) -> None:
    """Put the .qm files into `target`, each at once and whole.

    A console that runs has the old one mapped: written over in place it would end with SIGBUS.
    """
    with tempfile.TemporaryDirectory(dir=target) as scratch:
        for language in LANGUAGES:
            made = Path(scratch) / f"console_{language}.qm"
            run(tool("lrelease"), "-silent", str(ts_file(language, folder)), "-qm", str(made))
            made.replace(target / made.name)


def run(*words: str, at: Path = ROOT) -> None:
    done = subprocess.run(words, cwd=at, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{words[0]} failed:\n{done.stdout}{done.stderr}")


def unfinished(path: Path) -> Iterator[str]:
    """Texts of a .ts file without a finished translation."""
    tree = ET.parse(path)  # noqa: S314 - our own file
    for context in tree.getroot().iter("context"):
        name = context.findtext("name", "")
        for message in context.iter("message"):
            said = message.find("translation")
            if said is None or said.get("type") == "unfinished" or not _said(said):
                yield f"{path.name}: {name}: {message.findtext('source', '')}"


def _said(translation: ET.Element) -> bool:
    forms = translation.findall("numerusform")
    return all(f.text for f in forms) if forms else bool(translation.text)


def check() -> list[str]:
    """What is wrong; empty when everything is translated, up to date and compiled."""
    problems = []
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        for language in LANGUAGES:
            shutil.copy(ts_file(language), folder)
        update(folder)
        compile_all(folder, folder)
        for language in LANGUAGES:
            problems += list(unfinished(ts_file(language, folder)))
            for suffix in ("ts", "qm"):
                name = f"console_{language}.{suffix}"
                kept = FOLDER / name
                if not kept.exists() or kept.read_bytes() != (folder / name).read_bytes():
                    problems.append(f"{name} is out of date: run `make translations`")
    return problems


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="change nothing, fail when wrong")
    if parser.parse_args().check:
        problems = check()
        sheets = subprocess.run(
            [sys.executable, SHEETS, "--check"],
            cwd=ROOT, capture_output=True, text=True, check=False,
        )  # fmt: skip
        problems += (sheets.stdout + sheets.stderr).splitlines() if sheets.returncode else []
        print("\n".join(problems), file=sys.stderr)
        return 1 if problems else 0
    FOLDER.mkdir(parents=True, exist_ok=True)
    update(FOLDER)
    compile_all(FOLDER, FOLDER)
    run(sys.executable, SHEETS)
    for language in LANGUAGES:
        for line in unfinished(ts_file(language)):
            print(f"untranslated: {line}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
