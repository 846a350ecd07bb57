"""What is wrong with the features of a file: each kind told once, with its first feature."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


class Troubles:
    """Gathers (code, feature) while a file is read."""

    def __init__(self) -> None:
        self.layer = ""
        self.fids: NDArray[np.int64] = np.zeros(0, np.int64)
        self._of: dict[str, tuple[set[int], str]] = {}

    def add(self, code: str, feature: int, found: str = "") -> None:
        """`feature`: its index; `found`: what is there, of the first one."""
        self._of.setdefault(code, (set(), found))[0].add(feature)

    def add_all(self, code: str, features: NDArray[np.int64], found: str = "") -> None:
        for feature in np.unique(features).tolist():
            self.add(code, feature, found)

    def lines(self) -> list[tuple[str, str]]:
        """(code, "layer, feature 3 (fid 4) +2: found") of each kind."""
        return [(code, self._line(of, found)) for code, (of, found) in self._of.items()]

    def _line(self, features: set[int], found: str) -> str:
        first = min(features)
        fid = f" (fid {self.fids[first]})" if first < len(self.fids) else ""
        more = f" +{len(features) - 1}" if len(features) > 1 else ""
        return f"{self.layer}, feature {first + 1}{fid}{more}" + (f": {found}" if found else "")
