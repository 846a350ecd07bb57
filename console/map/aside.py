"""The scene as it is drawn: its discs set beside the names. Laid out once, not for every strip."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from console.map.atlas import Atlas, cluster_size
from console.map.cases import CaseScene
from console.map.elbowroom import Taken, beside, furthest

#: A name's half height, logical pixels: with the largest disc it bounds how far one goes aside.
_NAME_HALF = 12.0


class Aside:
    """Keeps the last scene that was laid out."""

    def __init__(self, atlas: Atlas) -> None:
        self._atlas = atlas
        self._held: tuple[CaseScene, float, Taken, CaseScene] | None = None
        largest = atlas.disc_px[-1:] + 1.0
        most = furthest(largest, np.array([_NAME_HALF * atlas.ratio * atlas.growth]))
        #: Where a disc goes hangs on what is within so many device pixels of where it then stands.
        self.reach = round(2 * (float(most[0]) + float(largest[0])))

    def of(self, scene: CaseScene, scale: float, names: Taken | None) -> CaseScene:
        """`scene` with its discs beside `names`; the same object for the same three."""
        if names is None or not len(scene.clusters):
            return scene
        held = self._held
        if held is None or held[0] is not scene or held[1] != scale or held[2] is not names:
            held = self._held = scene, scale, names, self._moved(scene, scale, names)
        return held[3]

    def _moved(self, scene: CaseScene, scale: float, names: Taken) -> CaseScene:
        made = scene.clusters
        radius = self._atlas.disc_px[cluster_size(made.count)]
        x, y = beside(made.x * scale, made.y * scale, radius, names)
        return replace(scene, clusters=replace(made, x=x / scale, y=y / scale))
