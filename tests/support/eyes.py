"""How colours look to eyes that see fewer of them, and how far two colours are apart.

The matrices are those of full severity of G. M. Machado, M. M. Oliveira and L. A. F. Fernandes,
"A Physiologically-based Model for Simulation of Color Vision Deficiency", IEEE Transactions on
Visualization and Computer Graphics 15 (6), 2009, table 1; they work on linear RGB.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

_SIMULATED = {
    "protan": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritan": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
_GREY = (0.2126, 0.7152, 0.0722)  # relative luminance, Rec. 709
MATRICES: dict[str, Array] = {
    "all": np.eye(3),
    **{name: np.array(rows) for name, rows in _SIMULATED.items()},
    "grey": np.array([_GREY, _GREY, _GREY]),
}
EYES = tuple(MATRICES)
_TO_XYZ = np.array(
    [
        [0.4123908, 0.3575843, 0.1804808],
        [0.2126390, 0.7151687, 0.0721923],
        [0.0193308, 0.1191948, 0.9505322],
    ]
)
_WHITE = _TO_XYZ.sum(axis=1)


def linear(coded: Array) -> Array:
    """sRGB from 0 to 1 as light."""
    return np.where(coded <= 0.04045, coded / 12.92, ((coded + 0.055) / 1.055) ** 2.4)


def lab(rgb: Array, eye: str) -> Array:
    """CIE Lab (1976, D65) of sRGB colours (…, 3) from 0 to 1, as `eye` sees them."""
    seen = np.clip(linear(rgb) @ MATRICES[eye].T, 0.0, 1.0)
    share = (seen @ _TO_XYZ.T) / _WHITE
    root = np.where(share > 216 / 24389, np.cbrt(share), (24389 / 27 * share + 16) / 116)
    x, y, z = root[..., 0], root[..., 1], root[..., 2]
    return np.stack([116 * y - 16, 500 * (x - y), 200 * (y - z)], axis=-1)


def rgb(colour: str) -> Array:
    return np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])


def apart(one: str, other: str, eye: str) -> float:
    """The distance of two ``#rrggbb`` colours as `eye` sees them, in units of CIE Lab."""
    return float(np.linalg.norm(lab(rgb(one), eye) - lab(rgb(other), eye)))
