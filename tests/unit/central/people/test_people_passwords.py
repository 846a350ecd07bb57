"""Passwords and one-time codes against the vectors of their standards."""

from __future__ import annotations

import base64

import pytest
from argon2 import extract_parameters

from central.people import passwords

#: RFC 6238, appendix B, SHA-1, the last six digits.
RFC_SECRET = base64.b32encode(b"12345678901234567890").decode()


@pytest.mark.parametrize(
    ("at_s", "code"),
    [
        (59, "287082"),
        (1_111_111_109, "081804"),
        (1_234_567_890, "005924"),
        (2_000_000_000, "279037"),
    ],
)
def test_codes_are_those_of_rfc_6238(at_s: int, code: str) -> None:
    assert passwords.step_of(RFC_SECRET, code, at_s * 1_000) == at_s // 30


@pytest.mark.parametrize("code", ["", "28708", "2870820", "２８７０８２", "\ud800", "abcdef"])
def test_what_is_no_code_fits_nowhere(code: str) -> None:
    assert passwords.step_of(RFC_SECRET, code, 59_000) is None


def test_the_hash_is_argon2id_with_a_salt_of_its_own() -> None:
    first, second = passwords.hashed("a long password"), passwords.hashed("a long password")
    assert first != second
    assert first.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert passwords.fits(first, "a long password")
    assert not passwords.fits(first, "a long passwore")
    assert not passwords.outdated(first)


@pytest.mark.parametrize("password", ["", "too short", "x" * 1_025])
def test_a_password_has_a_sensible_length(password: str) -> None:
    with pytest.raises(ValueError, match="10 to 1024"):
        passwords.hashed(password)


def test_a_hash_that_is_none_lets_nobody_in() -> None:
    assert not passwords.fits("", "anything at all")
    assert not passwords.fits(passwords.NOBODY, "anything at all")
    assert not passwords.outdated(passwords.NOBODY)  # as costly to check as anybody's
    assert extract_parameters(passwords.NOBODY) == extract_parameters(passwords.hashed("x" * 12))
