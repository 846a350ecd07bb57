"""A place on a PostgreSQL database: beside others who keep the same time, or alone.

An advisory lock that dies with its connection: shared by centrals on the wall clock, and held
alone by whoever must not have company, because city time is its own or tables are made anew.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

import psycopg
from sqlalchemy import URL
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg

from central.store.postgres import PATIENCE, WRITER_LOCK

LOG = logging.getLogger("central.neighbours")
PLACE_LOCK = WRITER_LOCK + 1
_LOOK_S = 2.0
#: A broken connection keeps its lock on the server until the server has noticed, seconds.
_PATIENCE_S = 60.0


class Place:
    """Taken with `take`, watched over with `keep`, given back with `leave`."""

    def __init__(
        self, url: URL, *, alone: bool, look_s: float = _LOOK_S, patience_s: float = _PATIENCE_S
    ) -> None:
        self._url, self._alone = url, alone
        self._look_s, self._patience_s = look_s, patience_s
        self._connection: psycopg.Connection | None = None
        self._ended = threading.Event()
        self._thread: threading.Thread | None = None

    def take(self) -> bool:
        """Whether there is room.

        Raises:
            psycopg.Error: the database does not answer.
        """
        connection = connect(self._url)
        try:
            kind = "" if self._alone else "_shared"
            asked = connection.execute(f"SELECT pg_try_advisory_lock{kind}(%s)", (PLACE_LOCK,))
            found = asked.fetchone()
        except BaseException:
            connection.close()
            raise
        if not found or not found[0]:
            connection.close()
            return False
        self._connection = connection
        return True

    def keep(self, lost: Callable[[], None]) -> None:
        """Take the place again whenever its connection breaks; `lost`: somebody else has it."""
        self._thread = threading.Thread(target=self._watch, args=(lost,), name="place", daemon=True)
        self._thread.start()

    def leave(self) -> None:
        self._ended.set()
        if self._thread is not None:
            self._thread.join(15)
        if self._connection is not None:
            self._connection.close()

    def _watch(self, lost: Callable[[], None]) -> None:
        refused_s = 0.0
        while not self._ended.wait(self._look_s):
            try:
                if self._holds():
                    refused_s = 0.0
                    continue
            except psycopg.Error as error:
                LOG.warning("no line to the database: %s", str(error).strip())
                continue
            refused_s += self._look_s
            if refused_s >= self._patience_s:
                LOG.error("another central has taken the place of this one on the database")
                lost()
                return

    def _holds(self) -> bool:
        held = self._connection
        if held is not None:
            try:
                held.execute("SELECT 1")
            except psycopg.Error:
                held.close()
                self._connection = None
            else:
                return True
        return self.take()


def connect(url: URL) -> psycopg.Connection:
    """A connection outside the pools that commits every statement."""
    _, options = PGDialect_psycopg().create_connect_args(url)  # type: ignore[no-untyped-call]
    return psycopg.connect(**{**options, **PATIENCE}, autocommit=True)
