"""The session's token in the system's keyring. Where there is none it is kept nowhere.

Every call may wait for the keyring to be opened by its owner: not for the GUI thread.
"""

from __future__ import annotations

import logging
from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from casework.instant import Instant
from console.profiles import Profile
from console.signing.port import Signed

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "zhiwang-console"
_LOGGER = logging.getLogger(__name__)


class _Kept(msgspec.Struct):
    token: str
    actor_id: str
    name: str
    expires_at: Instant
    with_code: bool = False


_KEPT = msgspec.json.Decoder(_Kept)


class NoRingError(Exception):
    """No keyring keeps secrets here; the text says why, for a tooltip or the log."""


class TokenRing:
    """Tokens by profile. `backend`: in place of the one the system has."""

    def __init__(self, backend: KeyringBackend | None = None) -> None:
        self._backend = backend

    def keep(self, who: Signed) -> None:
        """
        Raises:
            NoRingError: it is kept nowhere but in memory.
        """
        kept = _Kept(who.token, who.actor_id, who.name, who.expires_at, who.with_code)
        text = msgspec.json.encode(kept).decode()
        try:
            self._ring().set_password(SERVICE, _entry(who.profile), text)
        except NoRingError:
            raise
        except Exception as error:  # every backend has errors of its own
            raise NoRingError(f"{type(error).__name__}: {error}") from error

    def find(self, profile: Profile, now: datetime) -> Signed | None:
        """The session that `profile` had, None where there is none that can still be good."""
        try:
            text = self._ring().get_password(SERVICE, _entry(profile))
            kept = _KEPT.decode(text) if text else None
        except msgspec.MsgspecError:
            return None
        except Exception as error:
            _LOGGER.info("the keyring gives nothing: %s", error)
            return None
        if kept is None or kept.expires_at <= now:
            return None
        return Signed(
            profile, kept.actor_id, kept.name, kept.token, kept.expires_at, False, kept.with_code
        )

    def drop(self, profile: Profile) -> None:
        """Nothing is kept of it any more."""
        try:
            self._ring().delete_password(SERVICE, _entry(profile))
        except Exception as error:  # nothing was there, or nobody keeps anything
            _LOGGER.info("nothing was dropped from the keyring: %s", error)

    def _ring(self) -> KeyringBackend:
        import keyring  # a second on a slow machine, and needed by nobody who does not sign in

        backend = self._backend or keyring.get_keyring()
        for each in getattr(backend, "backends", None) or (backend,):
            if not _keeps_secrets(each):
                raise NoRingError(f"{type(each).__module__}.{type(each).__name__}")
        return backend


def _keeps_secrets(backend: KeyringBackend) -> bool:
    """Not the one that refuses, nor those that write secrets into files by themselves."""
    home = type(backend).__module__
    return not home.startswith(("keyring.backends.fail", "keyring.backends.null", "keyrings.alt"))


def _entry(profile: Profile) -> str:
    return f"{profile.user}@{profile.url.strip().rstrip('/')}"
