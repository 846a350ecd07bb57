"""The scene as it is drawn: its discs set beside the names. Laid out once, not for every strip."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from console.map.atlas import Atlas, cluster_size
from console.map.cases import CaseScene
from console.map.elbowroom import Taken, beside, furthest
from console.map.viewport import Bounds, holds

#: What the letters of the largest names reach up and down, logical pixels.
_NAME_HALF = 8.0
_WORLD: Bounds = (-np.inf, -np.inf, np.inf, np.inf)


@dataclass(frozen=True)
class _Held:
    """What was laid out last: of which scene, at which scale, beside which names, and where."""

    scene: CaseScene
    scale: float
    names: Taken
    window: Bounds
    made: CaseScene

    def serves(self, scene: CaseScene, scale: float, names: Taken) -> bool:
        return self.scene is scene and self.scale == scale and self.names is names


class Aside:
    """Keeps the last scene that was laid out."""

    def __init__(self, atlas: Atlas) -> None:
        self._atlas = atlas
        self._held: _Held | None = None
        largest = atlas.disc_px[-1:] + 1.0
        most = furthest(largest, np.array([_NAME_HALF * atlas.ratio * atlas.growth]))
        #: Where a disc goes hangs on what is within so many device pixels of where it then stands.
        self.reach = round(2 * (float(most[0]) + float(largest[0])))

    def of(self, scene: CaseScene, scale: float, names: Taken | None, window: Bounds) -> CaseScene:
        """`scene` with its discs beside `names`, right within `window` without its outer `reach`.

        A zoom asks once and then has another scale: only what the window holds is set aside. A pan
        asks for strip after strip: from the second on it gets the same object for the same three.
        """
        if names is None or not len(scene.clusters):
            return scene
        held = self._held
        if held is not None and held.serves(scene, scale, names):
            if holds(held.window, window):
                return held.made
            window = _WORLD
        self._held = _Held(scene, scale, names, window, self._moved(scene, scale, names, window))
        return self._held.made

    def _moved(self, scene: CaseScene, scale: float, names: Taken, window: Bounds) -> CaseScene:
        """Only places are others, so that what they are places of need not be laid out anew."""
        made, (west, north, east, south) = scene.clusters, window
        near = (made.x >= west) & (made.x <= east) & (made.y >= north) & (made.y <= south)
        radius = self._atlas.disc_px[cluster_size(made.count[near])]
        to_x, to_y = beside(made.x[near] * scale, made.y[near] * scale, radius, names)
        x, y = made.x.copy(), made.y.copy()
        x[near], y[near] = to_x / scale, to_y / scale
        return replace(scene, clusters=replace(made, x=x, y=y))
