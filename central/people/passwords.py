"""Passwords as argon2id hashes, and one-time codes (RFC 6238)."""

from __future__ import annotations

import hmac
import unicodedata

import pyotp
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

MIN_LENGTH, MAX_LENGTH = 10, 1_024
STEP_S = 30
#: A phone's clock may be off by this many steps either way.
WINDOW = 1
#: RFC 9106, second recommended option: argon2id, 64 MiB, three passes.
_HASHER = PasswordHasher()


def hashed(password: str) -> str:
    """The argon2id hash, with its parameters and salt.

    Raises:
        ValueError: the password is too short or too long.
    """
    if not MIN_LENGTH <= len(password) <= MAX_LENGTH:
        raise ValueError(f"a password has {MIN_LENGTH} to {MAX_LENGTH} characters")
    return _HASHER.hash(_prepared(password))


def _of_nobody() -> str:
    """A hash that no password has, and that takes as long to check as any other."""
    salt, digest = "A" * 22, "A" * 43  # 16 and 32 zero bytes; a real one would cost every start
    cost = f"m={_HASHER.memory_cost},t={_HASHER.time_cost},p={_HASHER.parallelism}"
    return f"$argon2id$v=19${cost}${salt}${digest}"


#: Checked where there is no such operator, so that the answer takes as long.
NOBODY = _of_nobody()


def fits(known: str, password: str) -> bool:
    """Whether `password` is the one behind the hash `known`."""
    try:
        return _HASHER.verify(known, _prepared(password))
    except (VerificationError, InvalidHashError):
        return False


def outdated(known: str) -> bool:
    """Whether the hash was made with weaker parameters than those of today."""
    return _HASHER.check_needs_rehash(known)


def step_of(secret: str, code: str, now_ms: int) -> int | None:
    """The time step whose code this is, within the window around now; None where none fits."""
    totp = pyotp.TOTP(secret, interval=STEP_S)
    here = now_ms // 1_000 // STEP_S
    given = code.strip().encode("utf-8", "replace")
    found = None
    for step in range(here - WINDOW, here + WINDOW + 1):
        if hmac.compare_digest(totp.generate_otp(max(step, 0)).encode(), given):
            found = step
    return found


def new_secret() -> str:
    return pyotp.random_base32()


def secret_uri(secret: str, actor_id: str) -> str:
    """What an authenticator app reads, for example as a QR code."""
    return pyotp.TOTP(secret).provisioning_uri(name=actor_id, issuer_name="Zhiwang")


def _prepared(password: str) -> bytes:
    # one keyboard sends é as one character, another as two (RFC 8265)
    return unicodedata.normalize("NFC", password).encode("utf-8", "replace")
