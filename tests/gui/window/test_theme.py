"""Colours: every pair of text and ground that is really used can be read."""

from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from console.tokens import Tokens, contrast, load_tokens
from console.views import theme

TEXT = 7.0


def pairs(tokens: Tokens) -> list[tuple[str, str]]:
    """(ink, ground) as the queue, the units, the bars and the style sheet put them together."""
    s, g = tokens.surface, tokens.signal
    grounds = (s.window, s.panel, s.raised, s.field)
    inks = (s.text, s.text_soft, g.red_ink, g.amber_ink, g.blue_ink, g.green_ink, g.calm_ink)
    return [
        *((ink, ground) for ink in inks for ground in grounds),
        (s.selection_text, s.selection),
        (g.on_dark_fill, g.red_fill),
        (g.on_dark_fill, g.blue_fill),
        (g.on_light_fill, g.amber_fill),
    ]


@pytest.mark.parametrize("name", ["light", "dark"])
def test_text_holds_seven_to_one_on_its_ground(name: str) -> None:
    tokens = load_tokens(name)
    weak = {(i, g): round(contrast(i, g), 2) for i, g in pairs(tokens) if contrast(i, g) < TEXT}
    assert weak == {}


@pytest.mark.parametrize("name", ["light", "dark"])
def test_every_colour_of_the_style_sheet_is_a_token(name: str) -> None:
    tokens = load_tokens(name)
    known = {
        getattr(part, f).lower()
        for part in (tokens.surface, tokens.signal)
        for f in part.__struct_fields__
    }
    used = {c.lower() for c in re.findall(r"#[0-9a-fA-F]{6}\b", theme.sheet(tokens))}
    assert used
    assert used <= known


def test_the_palette_wears_the_tokens(qapp: QApplication) -> None:
    tokens = load_tokens("dark")
    made = theme.palette(tokens)
    assert made.color(QPalette.ColorRole.Window) == QColor(tokens.surface.window)
    assert made.color(QPalette.ColorRole.Text) == QColor(tokens.surface.text)


def test_a_machine_without_a_chinese_font_is_told_which_package_has_one(
    monkeypatch: pytest.MonkeyPatch, qapp: QApplication
) -> None:
    assert theme.find_font().family
    monkeypatch.setattr(theme.QFontDatabase, "families", lambda *_a: [])
    assert theme.find_font().missing == theme.FONT_PACKAGE


def test_there_are_at_most_five_sizes_of_text() -> None:
    sizes = {int(s) for s in re.findall(r"font-size: (\d+)px", theme.sheet(load_tokens("light")))}
    assert len(sizes | {theme.SMALL, theme.BODY, theme.STRONG, theme.TITLE}) <= 5
