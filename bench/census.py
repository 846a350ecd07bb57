"""What a process holds, by type: what grows from one count to the next is what leaks."""

from __future__ import annotations

import gc
import json
from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass

import psutil
from PySide6.QtCore import QObject, QTimer

_SHOWN, TIMES = 25, 5


@dataclass(frozen=True)
class Census:
    """`held`: objects of Python by type, and of Qt, which Python may never have seen, by class."""

    resident_mb: float
    held: Counter[str]


def count(root: QObject) -> Census:
    """Everything that is left after a collection; takes some tenths of a second."""
    gc.collect()
    held = Counter(type(o).__qualname__ for o in gc.get_objects())
    held.update(f"Qt {o.metaObject().className()}" for o in root.findChildren(QObject))
    return Census(round(psutil.Process().memory_info().rss / 1e6, 1), held)


def follow(
    root: QObject,
    begin_s: float,
    end_s: float,
    aside: Callable[[], AbstractContextManager[None]],
) -> list[Census]:
    """Grows by a count `TIMES` times from `begin_s` to `end_s` seconds from now; each is a long
    gap of the event loop, and is made `aside`."""
    counts: list[Census] = []
    teller = QTimer(root)

    def tell_once() -> None:
        with aside():
            counts.append(count(root))

    teller.timeout.connect(tell_once)
    between = int((end_s - begin_s) * 1_000 / TIMES) - 100
    QTimer.singleShot(int(begin_s * 1_000), teller, lambda: teller.start(between))
    return counts


def tell(counts: list[Census]) -> None:
    """Print resident megabytes and objects at every count, and what has grown since the second."""
    if not counts:
        return
    first = counts[min(1, len(counts) - 1)]
    grown = Counter(counts[-1].held)
    grown.subtract(first.held)
    said = {
        "resident MB": [c.resident_mb for c in counts],
        "objects": [sum(c.held.values()) for c in counts],
        "grown": {
            name: [c.held[name] for c in counts] for name, n in grown.most_common(_SHOWN) if n > 0
        },
    }
    print(json.dumps(said, ensure_ascii=False))
