"""Colours: every pair of text and ground can be read, in every theme and by most eyes."""

from __future__ import annotations

import re

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from console.map.glyphs import cluster_fill
from console.map.symbols import Severity
from console.tokens import RESOURCES, THEMES, Tokens, contrast, ink_on, load_tokens, text_pairs
from console.views import theme
from tests.support.eyes import EYES, apart

TEXT = {"light": 7.0, "dark": 7.0, "contrast": 9.0}
#: What must be told apart by colour where the shape is the same, in CIE Lab (1976): far more than
#: the 2.3 that is just noticed.
TOLD = 11.0


@pytest.fixture(params=THEMES)
def tokens(request: pytest.FixtureRequest) -> Tokens:
    return load_tokens(request.param)


def test_text_holds_seven_to_one_on_its_ground(tokens: Tokens) -> None:
    weak = {p: round(held, 2) for p, held in text_pairs(tokens).items() if held < TEXT[tokens.name]}
    assert weak == {}


def test_the_number_of_a_cluster_holds_seven_to_one(tokens: Tokens) -> None:
    for worst in Severity:
        ground = cluster_fill(worst, tokens)
        assert contrast(ink_on(ground, tokens), ground) >= 7.0, worst.name


def test_the_high_contrast_theme_is_stronger_than_the_others_on_every_pair() -> None:
    strong = text_pairs(load_tokens("contrast"))
    dark = text_pairs(load_tokens("dark"))
    weaker = {p: (round(strong[p], 1), round(dark[p], 1)) for p in dark if strong[p] < dark[p]}
    assert weaker == {}


def test_edges_and_the_focus_can_be_seen(tokens: Tokens) -> None:
    """WCAG 2.1, 1.4.11: what shows where the focus is holds three to one."""
    s = tokens.surface
    for ground in (s.window, s.panel, s.raised, s.field):
        assert contrast(s.focus, ground) >= 3.0
        assert tokens.name != "contrast" or contrast(s.line, ground) >= 4.5


@pytest.mark.parametrize("eye", [e for e in EYES if e != "grey"])
def test_an_overdue_case_is_told_from_a_calm_one_by_its_colour_too(
    tokens: Tokens, eye: str
) -> None:
    """The shape says it, and for every eye that sees some colour the colour as well."""
    m = tokens.map
    for other in (m.case_open, m.case_held, m.land):
        assert apart(m.case_red, other, eye) >= TOLD, other


def test_every_colour_of_the_style_sheet_is_a_token(tokens: Tokens) -> None:
    known = {
        getattr(part, f).lower()
        for part in (tokens.surface, tokens.signal)
        for f in part.__struct_fields__
    }
    used = {c.lower() for c in re.findall(r"#[0-9a-fA-F]{6}\b", theme.sheet(tokens))}
    assert used
    assert used <= known


def test_every_theme_has_its_icons(tokens: Tokens) -> None:
    wanted = {p.name for p in (RESOURCES / "icons" / "light").iterdir()}
    assert {p.name for p in (RESOURCES / "icons" / tokens.name).iterdir()} == wanted
    assert tokens.name in {p.stem for p in (RESOURCES / "style").glob("*.toml")}


def test_no_view_names_a_colour_of_its_own() -> None:
    """A grey before the first tokens come is the only one."""
    folder = RESOURCES.parent / "console"
    named = {
        (path.relative_to(folder).as_posix(), colour)
        for room in ("views", "map")
        for path in (folder / room).rglob("*.py")
        for colour in re.findall(r'"(#[0-9a-fA-F]{6})"', path.read_text("utf-8"))
    }
    assert {colour for _, colour in named} <= {"#808080"}


def test_the_palette_wears_the_tokens(qapp: QApplication, tokens: Tokens) -> None:
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
