"""Finding a piece of text in a million titles without a Python loop over them.

Each block of rows is one run of UTF-8 bytes with a separator after each text; numpy finds the bytes
and a binary search turns places into rows. UTF-8 cannot match across characters by mistake.
"""

from __future__ import annotations

import time
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.int64]
_SEPARATOR = "\x1e"
#: Joining texts keeps the interpreter to itself: so many at a time take about a millisecond.
_SLICE = 4_096
#: Blocks are merged when there are more; the largest ones stay as they are.
_BLOCKS = 24
_BREATH_S = 0.0005
#: Looked through so many bytes at a time, which stay in the processor's own memory.
_CHUNK = 1 << 20
#: How many bytes tell which ones are rare.
_SAMPLE = 1 << 17


class TextIndex:
    """Texts by row, appended in order. Letter case does not matter."""

    def __init__(self) -> None:
        self.rows = 0
        self._blocks: list[_Block] = []

    def extend(self, texts: Sequence[str], size: int | None = None, pause: bool = False) -> None:
        """Take in the texts from `self.rows` up to `size`; `pause`: let other threads in."""
        size = len(texts) if size is None else min(size, len(texts))
        if size <= self.rows:
            return
        parts = []
        for first in range(self.rows, size, _SLICE):
            parts.append(_bytes_of(texts[first : min(size, first + _SLICE)]))
            if pause:
                time.sleep(_BREATH_S)
        self._blocks.append(_Block(self.rows, np.concatenate(parts)))
        self.rows = size
        if len(self._blocks) > _BLOCKS:
            small = self._blocks[1:]
            merged = np.concatenate([block.raw for block in small])
            self._blocks[1:] = [_Block(small[0].first, merged)]

    def find(self, needle: str) -> NDArray[np.bool_]:
        """Shape (rows,): whether the row's text contains `needle`."""
        hit = np.zeros(self.rows, np.bool_)
        wanted = folded(needle).encode("utf-8", "replace")
        if not wanted:
            hit[:] = True
            return hit
        for block in self._blocks:
            hit[block.find(wanted)] = True
        return hit


def folded(text: str) -> str:
    """How a text is compared: without letter case, the separator as a blank."""
    return text.replace(_SEPARATOR, " ").casefold()


def _bytes_of(texts: Sequence[str]) -> NDArray[np.uint8]:
    """The folded texts as bytes, each with a separator after it."""
    joined = _SEPARATOR.join(texts)
    if joined.count(_SEPARATOR) != len(texts) - 1:
        # A text from outside holds the separator itself; rare, so it may cost a pass.
        joined = _SEPARATOR.join(t.replace(_SEPARATOR, " ") for t in texts)
    raw = (joined + _SEPARATOR).casefold().encode("utf-8", "replace")
    return np.frombuffer(raw, np.uint8)


class _Block:
    """The folded bytes of some consecutive rows."""

    def __init__(self, first: int, raw: NDArray[np.uint8]) -> None:
        self.first, self.raw = first, raw
        self._ends = np.flatnonzero(raw == ord(_SEPARATOR))
        self._common = np.bincount(raw[:: 1 + len(raw) // _SAMPLE], minlength=256)

    def find(self, needle: bytes) -> Rows:
        """Rows whose text holds `needle`, repeats possible."""
        wanted = np.frombuffer(needle, np.uint8)
        # Begin with the bytes that are rarest here, so that few places are looked at twice.
        offsets = np.argsort(self._common[wanted], kind="stable").tolist()
        parts = []
        for first in range(0, len(self.raw) - len(wanted) + 1, _CHUNK):
            last = min(first + _CHUNK, len(self.raw) - len(wanted) + 1)
            hit = self.raw[first + offsets[0] : last + offsets[0]] == wanted[offsets[0]]
            if len(offsets) > 1:
                hit &= self.raw[first + offsets[1] : last + offsets[1]] == wanted[offsets[1]]
            parts.append(np.flatnonzero(hit) + first)
        places = np.concatenate(parts) if parts else np.empty(0, np.int64)
        for offset in offsets[2:]:
            places = places[self.raw[places + offset] == wanted[offset]]
        rows: Rows = np.searchsorted(self._ends, places) + self.first
        return rows
