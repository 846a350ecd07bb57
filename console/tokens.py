"""Style tokens: every colour the console uses, by role, from `resources/style/*.toml`. Pure."""

from __future__ import annotations

import tomllib
from pathlib import Path

import msgspec

#: Every theme there is; each has a file and a folder of icons.
THEMES = ("light", "dark", "contrast")
#: The console's usual letters, logical pixels.
TEXT_PX = 14
RESOURCES = Path(__file__).resolve().parent.parent / "resources"


class Surface(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    window: str
    panel: str
    raised: str
    line: str
    text: str
    text_soft: str
    text_off: str  # what cannot be used now
    selection: str
    selection_text: str
    focus: str
    field: str


class Signals(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`*_ink` is text on a panel; what is written on a `*_fill` is told by `ink_on`."""

    red_ink: str
    red_fill: str
    amber_ink: str
    amber_fill: str
    blue_ink: str
    blue_fill: str
    green_ink: str
    calm_ink: str
    on_dark_fill: str
    on_light_fill: str


class MapColours(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    outside: str
    land: str
    water: str
    green: str
    road: str
    town_line: str
    village_line: str
    label: str
    label_halo: str
    case_red: str
    case_amber: str
    case_open: str
    case_held: str
    case_done: str
    case_edge: str
    officer: str
    officer_busy: str
    officer_stale: str
    drone: str
    link: str
    select: str


class Tokens(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One theme. Colours are ``#rrggbb``."""

    name: str
    surface: Surface
    signal: Signals
    map: MapColours


def load_tokens(name: str) -> Tokens:
    """The theme `name`, one of `THEMES`.

    Raises:
        FileNotFoundError: no such theme.
        msgspec.ValidationError: a token is missing or unknown.
    """
    text = (RESOURCES / "style" / f"{name}.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text), Tokens)


_GROUNDS = ("surface.window", "surface.panel", "surface.raised", "surface.field")
_INKS = (
    "surface.text",
    "surface.text_soft",
    "signal.red_ink",
    "signal.amber_ink",
    "signal.blue_ink",
    "signal.green_ink",
    "signal.calm_ink",
)
#: (ink, ground) of every text the console writes, by token. What lies on a fill or on a mark of the
#: map takes the better of the two inks, see `ink_on`.
TEXT_PAIRS: tuple[tuple[str, str], ...] = (
    *((ink, ground) for ink in _INKS for ground in _GROUNDS),
    ("surface.selection_text", "surface.selection"),
    *(("ink_on", f"signal.{fill}") for fill in ("red_fill", "amber_fill", "blue_fill")),
    *(("map.label", f"map.{ground}") for ground in ("outside", "land", "water", "green")),
    ("map.label", "map.label_halo"),
    ("ink_on", "map.case_red"),
)


def colour(tokens: Tokens, name: str) -> str:
    """A token by its dotted name, such as ``surface.text``; ``#rrggbb``."""
    part, _, field = name.partition(".")
    return str(getattr(getattr(tokens, part), field))


def ink_on(fill: str, tokens: Tokens) -> str:
    """The one of the two inks that reads better on `fill`."""
    signal = tokens.signal
    return max((signal.on_dark_fill, signal.on_light_fill), key=lambda ink: contrast(ink, fill))


def text_pairs(tokens: Tokens) -> dict[tuple[str, str], float]:
    """The contrast of every pair in `TEXT_PAIRS`, by the names of ink and ground."""
    found = {}
    for ink, ground in TEXT_PAIRS:
        below = colour(tokens, ground)
        above = ink_on(below, tokens) if ink == "ink_on" else colour(tokens, ink)
        found[ink, ground] = contrast(above, below)
    return found


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two ``#rrggbb`` colours, 1 to 21 (WCAG 2.1, relative luminance)."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
