"""Who signed in during this run, so that a locked console opens again while central is away.

Only an Argon2 hash, only in memory. Guessing is slowed down as central slows it down.
"""

from __future__ import annotations

import math
import time
import unicodedata
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from console.signing.port import Fault, SignError

if TYPE_CHECKING:
    from argon2 import PasswordHasher

#: So many wrong passwords cost nothing; then one second, doubling to a minute.
FREE, CAP_S = 3, 60.0


class PasswordMemory:
    """Called from worker threads, one at a time: hashing takes a good part of a second."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._hash = ""
        self._wrong = 0
        self._until = 0.0

    @cached_property
    def _hasher(self) -> PasswordHasher:
        from argon2 import PasswordHasher  # not before somebody signs in: a window waits for this

        return PasswordHasher()

    @property
    def knows(self) -> bool:
        return bool(self._hash)

    def learn(self, password: str) -> None:
        """Central has just taken this password."""
        self._hash = self._hasher.hash(_normal(password))
        self._wrong, self._until = 0, 0.0

    def forget(self) -> None:
        self._hash = ""

    def check(self, password: str) -> None:
        """
        Raises:
            SignError: it is wrong, nothing is remembered, or it is too early to try again.
        """
        from argon2.exceptions import Argon2Error, InvalidHashError

        if not self._hash:
            raise SignError(Fault.NO_MEMORY)
        wait = self._until - self._monotonic()
        if wait > 0:
            raise SignError(Fault.THROTTLED, wait_s=math.ceil(wait))
        try:
            self._hasher.verify(self._hash, _normal(password))
        except (Argon2Error, InvalidHashError) as error:
            self._wrong += 1
            if self._wrong > FREE:
                self._until = self._monotonic() + min(CAP_S, 2.0 ** (self._wrong - FREE - 1))
            raise SignError(Fault.WRONG) from error
        self._wrong, self._until = 0, 0.0


def _normal(password: str) -> str:
    """As central takes it (RFC 8265), however the keyboard composes its letters."""
    return unicodedata.normalize("NFC", password)
