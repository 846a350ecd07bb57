"""The keystroke-level model: how long a practised person takes for a task without errors.

Card, Moran and Newell, "The keystroke-level model for user performance time with interactive
systems", CACM 23 (7), 1980. Nothing here points or homes: the hands stay on the keyboard.
"""

from __future__ import annotations

from dataclasses import dataclass

#: Seconds a key: an average skilled typist (55 words a minute), and an average one (40).
K_SKILLED, K_AVERAGE = 0.20, 0.28
#: Seconds to prepare mentally; a command with its arguments is one unit of thought (rule 2).
M = 1.35
_SHIFTED = frozenset('ABCDEFGHIJKLMNOPQRSTUVWXYZ~!@#$%^&*()_+{}|:"<>?')


@dataclass
class Task:
    """The keys of one task. Held keys count as keys, as do capitals."""

    keys: int = 0

    def chord(self, keys: str) -> None:
        """ "Ctrl+Shift+L": every key in it."""
        self.keys += len(keys.split("+"))

    def typed(self, text: str) -> None:
        self.keys += len(text) + sum(c in _SHIFTED for c in text)

    def seconds(self, k: float = K_SKILLED) -> float:
        return M + self.keys * k
