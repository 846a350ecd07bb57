"""The scene as it is drawn: its discs set beside the names. Laid out once, not for every strip."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from console.map.atlas import Atlas, cluster_size
from console.map.cases import CaseScene, cut
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
        """`scene` with its discs beside `names`, whole within `window` without its outer `reach`.

        A zoom asks once and then has another scale: it gets what the window holds. A pan asks for
        strip after strip: from the second on it gets the same object for the same three.
        """
        if names is None or not len(scene.clusters):
            return scene
        held = self._held
        if held is not None and held.serves(scene, scale, names):
            if holds(held.window, window):
                return held.made
            part, window = scene, _WORLD
        else:
            part = cut(scene, window)
        self._held = _Held(scene, scale, names, window, self._moved(part, scale, names))
        return self._held.made

    def _moved(self, scene: CaseScene, scale: float, names: Taken) -> CaseScene:
        made = scene.clusters
        radius = self._atlas.disc_px[cluster_size(made.count)]
        x, y = beside(made.x * scale, made.y * scale, radius, names)
        return replace(scene, clusters=replace(made, x=x / scale, y=y / scale))
