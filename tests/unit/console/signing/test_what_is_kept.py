"""What is kept of a sign-in: the token in a keyring, the password as a hash in memory."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from keyring.backend import KeyringBackend
from keyring.backends.chainer import ChainerBackend
from keyring.backends.fail import Keyring as Refusing
from keyring.errors import KeyringLocked

from console.profiles import Profile
from console.settings import load_settings
from console.signing.memory import PasswordMemory
from console.signing.port import Fault, Signed, SignError
from console.signing.ring import NoRingError, TokenRing
from tests.support.keyrings import MemoryRing

NOW = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
HOME = Profile("home", "https://central.example", "", "mei")


def signed(profile: Profile = HOME) -> Signed:
    return Signed(profile, "mei", "Mei", "zw_secret", NOW + timedelta(hours=12))


def test_a_token_is_found_again_until_its_session_ends() -> None:
    backend = MemoryRing()
    ring = TokenRing(backend)
    ring.keep(signed())
    found = TokenRing(backend).find(HOME, NOW)
    assert found is not None
    assert (found.token, found.actor_id, found.fresh) == ("zw_secret", "mei", False)
    assert ring.find(HOME, NOW + timedelta(hours=12)) is None
    assert ring.find(Profile("home", HOME.url, "", "li"), NOW) is None
    ring.drop(HOME)
    ring.drop(HOME)
    assert ring.find(HOME, NOW) is None


def test_rubbish_in_the_keyring_is_no_session() -> None:
    backend = MemoryRing()
    for rubbish in ("", "token", "{}", '{"token": 1}'):
        backend.set_password("zhiwang-console", "mei@https://central.example", rubbish)
        assert TokenRing(backend).find(HOME, NOW) is None


class Plain(MemoryRing):
    """Looks like one of those that write secrets into files."""


Plain.__module__ = "keyrings.alt.file"


class Locked(MemoryRing):
    def set_password(self, service: str, username: str, password: str) -> None:
        raise KeyringLocked("the owner said no")


class Chain(ChainerBackend):
    backends = (Plain(),)


@pytest.mark.parametrize("backend", [Refusing(), Plain(), Locked(), Chain()])
def test_without_a_keyring_that_keeps_secrets_nothing_is_kept(backend: KeyringBackend) -> None:
    ring = TokenRing(backend)
    with pytest.raises(NoRingError):
        ring.keep(signed())
    assert ring.find(HOME, NOW) is None
    assert not Plain.kept


def test_the_memory_of_a_password_opens_for_it_alone_and_slows_guessing_down() -> None:
    now = [0.0]
    memory = PasswordMemory(lambda: now[0])
    with pytest.raises(SignError) as nothing:
        memory.check("秘密 é")
    assert nothing.value.fault is Fault.NO_MEMORY
    memory.learn("秘密 é")
    assert "秘密" not in repr(vars(memory))
    memory.check("秘密 e\u0301")  # composed otherwise by another keyboard
    for _ in range(4):
        with pytest.raises(SignError) as wrong:
            memory.check("guess")
        assert wrong.value.fault is Fault.WRONG
    with pytest.raises(SignError) as slow:
        memory.check("秘密 é")
    assert (slow.value.fault, slow.value.wait_s) == (Fault.THROTTLED, 1)
    now[0] = 1.0
    memory.check("秘密 é")
    memory.forget()
    assert not memory.knows


def test_profiles_are_remembered_with_the_last_one_first(tmp_path: Path) -> None:
    settings = load_settings(tmp_path)
    assert settings.profiles == ()
    assert settings.lock_after_min == 10
    other = Profile("other", "http://127.0.0.1:8420")
    for profile in (HOME, other, HOME):
        settings.keep_profile(profile)
    settings.lock_after_min = 0
    again = load_settings(tmp_path)
    assert again.profiles == (HOME, other)
    assert again.lock_after_min == 0
    again.forget_profile("home")
    assert load_settings(tmp_path).profiles == (other,)
    assert "password" not in (tmp_path / "console.json").read_text("utf-8")
