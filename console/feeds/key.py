"""What central knows us by, and whom we take for central. It may change while everything works."""

from __future__ import annotations

import threading
from collections.abc import Callable


class Key:
    """A bearer token shared by every line to one central; any thread may read or change it.

    `ca_file`: PEM file with the only authorities to be trusted, "" for the usual ones.
    """

    def __init__(self, token: str = "", ca_file: str = "") -> None:
        self.ca_file = ca_file
        self._token = token
        self._lock = threading.Lock()
        self._heard: list[Callable[[], None]] = []

    @property
    def token(self) -> str:
        """Empty while nobody has signed in."""
        return self._token

    def change(self, token: str) -> None:
        """From now on `token`; whoever listens hears of it on the caller's thread."""
        with self._lock:
            self._token = token
            heard = tuple(self._heard)
        for tell in heard:
            tell()

    def listen(self, tell: Callable[[], None]) -> None:
        """Have `tell` called after every change; it must not block."""
        with self._lock:
            self._heard.append(tell)


#: A token that never changes may be given as it is.
Token = str | Key


def key_of(token: Token) -> Key:
    return token if isinstance(token, Key) else Key(token)
