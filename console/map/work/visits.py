"""Back and forward through the views of a map, as a browser goes through pages. Pure."""

from __future__ import annotations

from dataclasses import dataclass, field

MOST = 64
#: A view this much like the last one takes its place: shares of the window, zoom levels.
_NEAR, _ZOOM = 0.2, 0.3


@dataclass(frozen=True)
class Spot:
    """What a map shows: WGS-84 degrees of its middle, its zoom, and the degrees it is wide."""

    lon: float
    lat: float
    zoom: float
    wide: float

    def like(self, other: Spot) -> bool:
        """Whether going from one to the other would be no step at all."""
        step = max(abs(self.lon - other.lon), abs(self.lat - other.lat))
        return abs(self.zoom - other.zoom) <= _ZOOM and step <= _NEAR * max(self.wide, other.wide)


@dataclass
class Visits:
    """`spots[at]` is what is shown; before it what was, behind it what one has gone back from."""

    spots: list[Spot] = field(default_factory=list)
    at: int = -1

    def note(self, spot: Spot) -> None:
        """The map has come to rest at `spot`. A small step renews the last one."""
        if self.at >= 0 and self.spots[self.at].like(spot):
            self.spots[self.at] = spot
            return
        self.spots = [*self.spots[: self.at + 1], spot][-MOST:]
        self.at = len(self.spots) - 1

    def back(self) -> Spot | None:
        """The view before; None at the first."""
        return self._go(self.at - 1)

    def forward(self) -> Spot | None:
        """The view one has gone back from; None at the last."""
        return self._go(self.at + 1)

    def _go(self, to: int) -> Spot | None:
        if not 0 <= to < len(self.spots):
            return None
        self.at = to
        return self.spots[to]
