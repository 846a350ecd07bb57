"""PNG and PDF: the furniture is there, strokes stay strokes, sizes are as asked."""

from __future__ import annotations

import re
import zlib
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from console.export.files import ExportError
from console.export.picture import png
from console.tokens import load_tokens
from tests.unit.console.export.made import export, head, situation


@pytest.mark.parametrize("scale", [1, 2])
def test_a_picture_has_the_size_of_its_map_and_its_furniture(
    qapp: QApplication, tmp_path: Path, scale: int
) -> None:
    path = export("png", tmp_path, situation(scale=scale, scope="view"))
    image = QImage(str(path))
    assert image.width() == (700 + 236 + 32) * scale
    assert image.height() > 500 * scale
    assert image.text("Title") == head().title
    assert image.dotsPerMeterX() == round(96 * scale / 0.0254)


def test_cases_stand_where_the_map_puts_them(qapp: QApplication, tmp_path: Path) -> None:
    with_cases = QImage(str(export("png", tmp_path, situation(scope="city"))))
    shown = [n for n in head().shown if n != "cases"]
    without = QImage(str(export("png", tmp_path, situation(scope="city", shown=shown))))
    red = load_tokens("light").map.case_red
    assert count(with_cases, red) > count(without, red)


def count(image: QImage, colour: str) -> int:
    """Pixels of exactly this colour within the map."""
    return sum(
        image.pixelColor(x, y).name() == colour
        for x in range(16, image.width() - 250, 2)
        for y in range(80, image.height() - 40, 2)
    )


def test_a_silent_source_is_said_on_the_sheet(qapp: QApplication, tmp_path: Path) -> None:
    fresh = QImage(str(export("png", tmp_path, situation())))
    stale = QImage(str(export("png", tmp_path, situation(stale="No word from central"))))
    assert stale.height() == fresh.height() + 18


def test_a_picture_beyond_all_measure_is_refused(qapp: QApplication) -> None:
    frame = type(head().frame)(11.0, 0.8, 0.4, 20_000, 20_000)
    with pytest.raises(ExportError) as caught:
        png(situation(scale=4, frame=frame), load_tokens("light"))
    assert caught.value.code == "too-large"


@pytest.mark.parametrize(("page", "width"), [("A4", 842), ("A3", 1191)])
def test_a_sheet_is_one_landscape_page_of_strokes_and_text(
    qapp: QApplication, tmp_path: Path, page: str, width: int
) -> None:
    raw = export("pdf", tmp_path, situation(page=page)).read_bytes()
    boxes = re.findall(rb"/MediaBox \[([\d. ]+)\]", raw)
    assert len(boxes) == 1
    assert round(float(boxes[0].split()[2])) == width
    assert b"/Subtype /Image" not in raw
    assert b"/FontFile" in raw
    strokes = b"".join(zlib.decompress(s) for s in streams(raw))
    assert strokes.count(b" l\n") > 50  # lines, not a picture of lines


def streams(raw: bytes) -> list[bytes]:
    """What can be unpacked of the document's streams."""
    found = re.findall(rb"/FlateDecode[^>]*>>\s*stream\r?\n(.*?)\r?\nendstream", raw, re.DOTALL)
    return [s for s in found if s[:1] == b"\x78"]
