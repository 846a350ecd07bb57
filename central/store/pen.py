"""The one connection that writes, kept at hand between transactions.

To take a connection from the pool, to begin and to give it back costs more by SQLAlchemy than a
small transaction costs the database.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, NamedTuple

from sqlalchemy import Connection, Engine

from central.store.swift import Swift

#: A connection that was not used for so long is asked whether it lives, seconds. To ask before
#: every single command would cost each a way to the server and back.
RESTED_S = 0.5


class Hand(NamedTuple):
    """The same connection twice: as SQLAlchemy knows it, and its driver on the short way."""

    db: Connection
    swift: Swift


class Pen:
    """Whoever wants to write in this process waits for his turn; `swift` makes the short way."""

    def __init__(self, engine: Engine, swift: Callable[[Any], Swift]) -> None:
        self._engine, self._swift = engine, swift
        self._mine = threading.Lock()
        self._kept: Hand | None = None
        self._used_at = 0.0

    @contextmanager
    def turn(self) -> Iterator[Hand]:
        """The connection, for one transaction that the caller begins and commits.

        After any error nothing of it is stored, unless the error was the commit's own.
        """
        with self._mine:
            hand = self._taken()
            try:
                yield hand
                if hand.db.in_transaction():
                    hand.db.commit()  # only SQLAlchemy's idea of it: the driver's is over
            except BaseException:
                if _undone(hand):
                    self._keep(hand)
                else:
                    _throw_away(hand)
                raise
            self._keep(hand)

    def close(self) -> None:
        """Give the connection back; the next turn takes another one."""
        with self._mine:
            kept, self._kept = self._kept, None
            if kept is not None:
                kept.db.close()

    def _keep(self, hand: Hand) -> None:
        self._kept, self._used_at = hand, time.monotonic()

    def _taken(self) -> Hand:
        hand, self._kept = self._kept, None
        rested = time.monotonic() - self._used_at >= RESTED_S
        if hand is not None and rested and not hand.swift.alive():
            _throw_away(hand)
            hand = None
        if hand is None:
            db = self._engine.connect()
            hand = Hand(db, self._swift(db.connection.driver_connection))
        return hand


def _undone(hand: Hand) -> bool:
    try:
        undone = hand.swift.undo()
        hand.db.rollback()  # SQLAlchemy has to hear of it too
    except Exception:
        return False
    return undone


def _throw_away(hand: Hand) -> None:
    # whatever it was doing, the database undoes it when the connection ends
    with suppress(Exception):
        hand.db.invalidate()
    with suppress(Exception):
        hand.db.close()
