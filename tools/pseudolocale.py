"""A language that nobody speaks, 40 % longer than English: it shows what is cut or not translated.

``python -m tools.pseudolocale FOLDER`` writes ``console_xx.qm`` there. Every text stands between
⟦ and ⟧, its letters wear accents, and it is padded; places such as ``{name}`` and ``%n``, keys
after ``&`` and line ends stay. It is made for tests and is no part of the product.
"""

from __future__ import annotations

import re
import sys
import tempfile
import xml.etree.ElementTree as ET
from pathlib import Path

from tools.translations import run, tool, ts_file

LANGUAGE = "xx"
OPEN, CLOSE = "⟦", "⟧"
LONGER = 0.4
_KEPT = re.compile(r"(\{\w*\}|%n|%L?\d|&\w|<[^<>]*>|\n)")
_ACCENTS = str.maketrans(
    "aceinosuyzACEINOSUYZ", "áçéíñóšúýžÁÇÉÍÑÓŠÚÝŽ"
)  # letters that every font has
_PADDING = "~"


def pseudo(text: str) -> str:
    """`text` with accents, between brackets, at least 40 % longer in letters.

    What stands in for something else is kept as it is, so a filled sentence is still filled.
    """
    if not text.strip():
        return text
    parts = _KEPT.split(text)
    said = "".join(p if i % 2 else p.translate(_ACCENTS) for i, p in enumerate(parts))
    letters = sum(len(p) for p in parts[::2])
    # Two of the letters are the brackets.
    return OPEN + said + _PADDING * max(0, round(letters * LONGER + 0.5) - 2) + CLOSE


def write_ts(source: Path, target: Path) -> None:
    """The texts of a .ts file, each translated into the language that nobody speaks."""
    tree = ET.parse(source)  # noqa: S314 - our own file
    root = tree.getroot()
    root.set("language", LANGUAGE)
    for message in root.iter("message"):
        said, text = message.find("translation"), message.findtext("source", "")
        if said is None:
            continue
        said.attrib.clear()
        for form in list(said):
            said.remove(form)
        said.text = None if message.get("numerus") == "yes" else pseudo(text)
        if message.get("numerus") == "yes":
            for _ in range(2):
                ET.SubElement(said, "numerusform").text = pseudo(text)
    tree.write(target, encoding="utf-8", xml_declaration=True)


def make(folder: Path) -> Path:
    """Write ``console_xx.qm`` into `folder`; returns it."""
    out = folder / f"console_{LANGUAGE}.qm"
    with tempfile.TemporaryDirectory() as scratch:
        ts = Path(scratch) / f"console_{LANGUAGE}.ts"
        # Every text is in the Chinese file; the English one has the plurals alone.
        write_ts(ts_file("zh_CN"), ts)
        run(tool("lrelease"), "-silent", str(ts), "-qm", str(out))
    return out


if __name__ == "__main__":
    print(make(Path(sys.argv[1])))
