"""A scene of cases as sprites in drawing order. Pure."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from console.map.atlas import DIGIT_BASE, GLYPHS, Atlas, cluster_codes
from console.map.cases import CaseScene

I64 = NDArray[np.int64]
F64 = NDArray[np.float64]


@dataclass(frozen=True)
class Marks:
    """The sprites of a scene in drawing order: places on the unit square, pixels aside, numbers.

    `whose`: of which cluster the first of them are; the others are single cases.
    """

    x: F64
    y: F64
    aside: I64
    codes: I64
    whose: I64

    def moved(self, scene: CaseScene) -> Marks:
        """The same things at the places of `scene`."""
        x, y = _places(scene, self.whose)
        return replace(self, x=x, y=y)


def marks_of(scene: CaseScene, atlas: Atlas) -> Marks:
    """Lay a scene out: each cluster's disc, then its count, before the next; then single cases."""
    made = scene.clusters
    discs = cluster_codes(made.count, made.worst, made.bad)
    aside, digits, owner = _digits(made.count, atlas.dark_ink[made.worst], atlas.digit_step)
    # disc and count of one cluster before those of the next: a count never shines through
    order = np.argsort(np.concatenate([np.arange(len(discs)) * 2, owner * 2 + 1]), kind="stable")
    whose = np.concatenate([np.arange(len(discs)), owner])[order]
    x, y = _places(scene, whose)
    return Marks(
        x=x,
        y=y,
        aside=np.concatenate([np.zeros_like(discs), aside, np.zeros_like(scene.codes)])[
            np.concatenate([order, np.arange(len(scene.rows)) + len(order)])
        ],
        codes=np.concatenate([np.concatenate([discs, digits])[order], scene.codes]),
        whose=whose,
    )


def only_moved(scene: CaseScene, before: CaseScene) -> bool:
    """Whether only places are others: the columns that are laid out are the very same."""
    return scene.codes is before.codes and scene.clusters.count is before.clusters.count


def _places(scene: CaseScene, whose: I64) -> tuple[F64, F64]:
    made = scene.clusters
    return np.concatenate([made.x[whose], scene.x]), np.concatenate([made.y[whose], scene.y])


def _digits(count: I64, ink: I64, step: int) -> tuple[I64, I64, I64]:
    """(pixels aside of each glyph, its sprite, whose it is); from 10,000 on in thousands."""
    short = count >= 10_000
    value = np.where(short, count // 1_000, count)
    length = np.floor(np.log10(np.maximum(value, 1))).astype(np.int64) + 1 + short
    owner = np.repeat(np.arange(len(count)), length)
    place = np.arange(len(owner)) - np.repeat(np.cumsum(length) - length, length)
    aside = ((2 * place - length[owner] + 1) * step) // 2
    power = (length - short)[owner] - 1 - place
    glyph = np.where(power < 0, GLYPHS.index("k"), value[owner] // 10 ** np.maximum(power, 0) % 10)
    return aside, DIGIT_BASE + ink[owner] * len(GLYPHS) + glyph, owner
