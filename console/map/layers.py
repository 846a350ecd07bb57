"""Where further layers join the picture: a place in the painting order, a name, a switch.

A layer is painted strip by strip, like everything else: what it draws in a rectangle must be, pixel
for pixel, what it would draw there in a larger one, or a panned picture differs from a redraw.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Protocol

from PySide6.QtCore import QRect
from PySide6.QtGui import QFont, QPainter

from console.map.viewport import Viewport
from console.tokens import Tokens


class Place(IntEnum):
    """From below upwards."""

    UNDER = 0  # below the city's own land and borders; part of the ground picture
    ON_LAND = 1  # on the city's land, below its borders; part of the ground picture
    OVER = 2  # above the borders; part of the ground picture
    STEADY = 3  # right above the ground; another only when cases are, never with every move
    BENEATH_UNITS = 4
    BENEATH_CASES = 5  # above the units and the names
    GLASS = 6  # painted every frame, above all: what the hands are doing, what pulses


#: Layers of these places are repainted with the ground, not with every tick of the city.
ON_GROUND = (Place.UNDER, Place.ON_LAND, Place.OVER)


@dataclass(frozen=True)
class Look:
    """What a layer is drawn with; `ratio` device pixels make a logical one."""

    tokens: Tokens
    font: QFont
    ratio: float
    language: str


class Drawn(Protocol):
    """One layer. `name` is its key in the list of layers and in what the operator switched off.

    A `GLASS` layer that draws what follows cases or units has a method `moving` besides: viewport →
    QRegion of the window's device pixels that hold what it draws of them.
    """

    name: str
    #: `BENEATH_…` layers may say `free = False`: what they draw stays where it is, or in a unit's
    #: reach, so that a move of the units is painted where units are. Others have all painted anew.
    #: An `UNDER` layer that covers the ground: the city's own land is then not filled in.
    covers: bool

    def dress(self, look: Look) -> None:
        """Another theme, font, pixel ratio or language; called once before anything is drawn."""

    def settle(self, view: Viewport) -> None:
        """The map rests at `view`: prepare what is drawn at this zoom."""

    def paint(self, painter: QPainter, view: Viewport, rect: QRect, rough: bool) -> None:
        """Draw what touches `rect`, device pixels of `view`; `rough`: a zoom is under way."""

    def count(self, view: Viewport) -> int | None:
        """How many things of it are in the window, for the list; None: nothing to count."""


class Layers:
    """The layers that have joined, and which of all layers are switched on."""

    def __init__(self, built_in: tuple[str, ...]) -> None:
        self.shown = dict.fromkeys(built_in, True)
        self._of: dict[Place, list[Drawn]] = {place: [] for place in Place}
        self._place: dict[str, Place] = {}
        #: What layers are called that the city's people declared: in Chinese, in English.
        self.titles: dict[str, tuple[str, str]] = {}

    def join(self, place: Place, layer: Drawn, shown: bool = True) -> None:
        """Raises ValueError when the name is taken."""
        if layer.name in self.shown:
            raise ValueError(f"there is a layer {layer.name!r} already")
        self._of[place].append(layer)
        self._place[layer.name] = place
        self.shown[layer.name] = shown

    def leave(self, name: str) -> None:
        """Raises KeyError for a layer that has not joined."""
        place = self._place.pop(name)
        self._of[place] = [layer for layer in self._of[place] if layer.name != name]
        del self.shown[name]

    def place_of(self, name: str) -> Place | None:
        """None for a built-in layer."""
        return self._place.get(name)

    def at(self, place: Place) -> list[Drawn]:
        """What is switched on there, from below upwards."""
        return [layer for layer in self._of[place] if self.shown[layer.name]]

    def all(self) -> list[Drawn]:
        """Every layer that has joined, from below upwards, switched on or not."""
        return [layer for place in Place for layer in self._of[place]]

    @property
    def ground_covered(self) -> bool:
        """Whether something below replaces the city's own land."""
        return any(layer.covers for layer in self.at(Place.UNDER))
