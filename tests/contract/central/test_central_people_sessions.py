"""Signing in and out: passwords, one-time codes, sessions that end, and guessing made slow."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyotp
import pytest
import requests
from requests.adapters import HTTPAdapter

from casework.vocabulary import Post
from central.people.entry import SESSION_MS, TRUST_MS
from central.people.throttle import CAP_MS, FREE
from tests.contract.central.people_at_the_door import HASH, NOW_MS, Door, open_door

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


@pytest.fixture
def door(tmp_path: Path, database: str) -> Iterator[Door]:
    with open_door(tmp_path, database) as opened:
        opened.hire("mei", Post.DISPATCHER)
        opened.hire("chief", Post.ADMINISTRATOR)
        yield opened


def code_at(ms: int) -> str:
    return pyotp.TOTP(SECRET).at(ms // 1_000)


def test_a_right_password_opens_a_session(door: Door) -> None:
    answer = door.knock("mei")
    assert answer.status_code == 201
    assert answer.headers["Cache-Control"] == "no-store"
    said = answer.json()
    assert said["actor"]["posts"] == ["dispatcher"]
    me = door.holding(said["token"]).get("/v1/me").json()
    assert me["actor_id"] == "mei"


def test_the_token_itself_is_kept_nowhere(door: Door) -> None:
    token = door.knock("mei").json()["token"]
    (held,) = door.book.sessions("mei", door.ms)
    assert held.token_hash == hashlib.sha256(token.encode()).digest()


def test_every_wrong_sign_in_looks_the_same(door: Door) -> None:
    door.hire("gone", Post.DISPATCHER, disabled=True)
    door.hire("careful", Post.DISPATCHER, totp=SECRET)
    answers = [
        door.knock("mei", "wrong"),
        door.knock("nobody"),
        door.knock("gone"),
        door.knock("careful"),
        door.knock("careful", totp="000000"),
    ]
    assert {answer.status_code for answer in answers} == {401}
    assert len({answer.text for answer in answers}) == 1


def test_a_password_is_the_same_however_the_keyboard_composes_it(door: Door) -> None:
    from central.people import passwords

    assert passwords.fits(passwords.hashed("café au lait"), "cafe\u0301 au lait")


class TestOneTimeCodes:
    @pytest.mark.parametrize("steps", [-1, 0, 1])
    def test_a_code_of_the_window_opens(self, door: Door, steps: int) -> None:
        door.hire("careful", Post.DISPATCHER, totp=SECRET)
        code = code_at(door.ms + steps * 30_000)
        assert door.knock("careful", totp=code).status_code == 201

    @pytest.mark.parametrize("steps", [-2, 2])
    def test_a_code_outside_the_window_does_not(self, door: Door, steps: int) -> None:
        door.hire("careful", Post.DISPATCHER, totp=SECRET)
        code = code_at(door.ms + steps * 30_000)
        assert door.knock("careful", totp=code).status_code == 401

    def test_a_code_works_once(self, door: Door) -> None:
        door.hire("careful", Post.DISPATCHER, totp=SECRET)
        assert door.knock("careful", totp=code_at(door.ms)).status_code == 201
        assert door.knock("careful", totp=code_at(door.ms)).status_code == 401
        door.wait(60)
        assert door.knock("careful", totp=code_at(door.ms)).status_code == 201


class TestASession:
    def test_ends_when_one_signs_out(self, door: Door) -> None:
        mei = door.enter("mei")
        assert mei.http.delete(f"{mei.url}/v1/session", timeout=5).status_code == 204
        assert mei.get("/v1/me").status_code == 401

    def test_expires(self, door: Door) -> None:
        mei = door.enter("mei")
        door.wait(SESSION_MS / 1_000 - 1)
        assert mei.get("/v1/me").status_code == 200
        door.wait(1)
        assert mei.get("/v1/me").status_code == 401

    def test_of_somebody_disabled_ends_within_seconds(self, door: Door) -> None:
        mei = door.enter("mei")
        assert mei.get("/v1/me").status_code == 200
        door.book.change("mei", disabled=True)
        door.wait(TRUST_MS / 1_000)
        assert mei.get("/v1/me").status_code == 401

    def test_is_listed_with_its_last_use(self, door: Door) -> None:
        mei, _other = door.enter("mei"), door.enter("mei")
        door.wait(120)
        listed = mei.get("/v1/sessions").json()["sessions"]
        assert [line["current"] for line in listed].count(True) == 1
        (mine,) = [line for line in listed if line["current"]]
        assert mine["last_used_at"] > mine["created_at"]
        assert all("token" not in field for line in listed for field in line)

    def test_are_listed_page_by_page_the_newest_first(self, door: Door) -> None:
        mei = [door.enter("mei") for _ in range(5)][-1]
        door.wait(60)
        door.enter("mei")
        whole = mei.get("/v1/sessions").json()
        assert (len(whole["sessions"]), whole["next"]) == (6, None)
        found, after = [], ""
        while after is not None:
            page = mei.get(f"/v1/sessions?limit=2&after={after}").json()
            assert len(page["sessions"]) == 2
            found += page["sessions"]
            after = page["next"]
        assert found == whole["sessions"]
        times = [line["created_at"] for line in found]
        assert times == sorted(times, reverse=True)
        assert times[0] > times[1]

    @pytest.mark.parametrize(
        "wrong", ["limit=0", "limit=51", "after=nowhere", "after=WzFd", "of=1"]
    )
    def test_a_page_that_cannot_be_is_refused(self, door: Door, wrong: str) -> None:
        answer = door.enter("mei").get(f"/v1/sessions?{wrong}")
        assert (answer.status_code, answer.json()["code"]) == (422, "invalid-parameter")

    def test_of_ones_own_can_be_ended_from_another(self, door: Door) -> None:
        lost, mei = door.enter("mei"), door.enter("mei")
        lost_id = next(
            line["session_id"] for line in lost.get("/v1/sessions").json()["sessions"]
            if line["current"]
        )  # fmt: skip
        end = f"{mei.url}/v1/sessions/{lost_id}"
        assert mei.http.delete(end, timeout=5).status_code == 204
        assert lost.get("/v1/me").status_code == 401
        assert mei.get("/v1/me").status_code == 200
        assert mei.http.delete(end, timeout=5).status_code == 404

    def test_of_somebody_else_is_the_administrators_alone(self, door: Door) -> None:
        mei, chief = door.enter("mei"), door.enter("chief")
        of_chief = chief.get("/v1/sessions").json()["sessions"][0]["session_id"]
        of_mei = mei.get("/v1/sessions").json()["sessions"][0]["session_id"]
        assert mei.get("/v1/sessions?actor_id=chief").status_code == 403
        url = f"{mei.url}/v1/sessions"
        assert mei.http.delete(f"{url}/{of_chief}", timeout=5).status_code == 404
        seen = chief.get("/v1/sessions?actor_id=mei").json()["sessions"]
        assert [line["session_id"] for line in seen] == [of_mei]
        assert chief.http.delete(f"{url}/{of_mei}", timeout=5).status_code == 204
        assert mei.get("/v1/me").status_code == 401

    def test_that_ends_takes_its_feed_along(self, door: Door) -> None:
        mei = door.enter("mei")
        with mei.feed(0) as messages:
            assert next(messages).name == "hello"
            door.enter("mei").http.delete(f"{mei.url}/v1/session", timeout=5)
            assert next(messages).name in ("beat", "log")
            mei.http.delete(f"{mei.url}/v1/session", timeout=5)
            assert len(list(messages)) < 3


def test_a_token_of_the_configuration_cannot_sign_out(door: Door) -> None:
    answer = door.inside.person("mei").http.delete(f"{door.inside.url}/v1/session", timeout=5)
    assert (answer.status_code, answer.json()["code"]) == (409, "not-a-session")


class TestGuessing:
    def guess(self, door: Door, times: int, who: str = "mei", **more: Any) -> requests.Response:
        for _ in range(times):
            answer = door.knock(who, "wrong password", **more)
        return answer

    def test_becomes_slow_and_says_until_when(self, door: Door) -> None:
        assert self.guess(door, FREE + 1).status_code == 401
        answer = self.guess(door, 1)
        assert (answer.status_code, answer.json()["code"]) == (429, "too-many-tries")
        assert answer.headers["Retry-After"] == "1"
        assert door.knock("mei").status_code == 429
        door.wait(1)
        assert door.knock("mei").status_code == 201

    def test_is_forgiven_by_the_right_password(self, door: Door) -> None:
        self.guess(door, FREE)
        assert door.knock("mei").status_code == 201
        assert self.guess(door, FREE + 1).status_code == 401

    def test_never_waits_longer_than_the_cap(self, door: Door) -> None:
        for _ in range(12):
            self.guess(door, 1)
            door.wait(CAP_MS / 1_000)
        self.guess(door, 1)
        assert int(self.guess(door, 1).headers["Retry-After"]) == CAP_MS // 1_000

    def test_of_one_name_leaves_the_rest_of_the_room_alone(self, door: Door) -> None:
        assert self.guess(door, FREE + 2).status_code == 429
        assert door.knock("chief").status_code == 201

    def test_from_one_address_leaves_the_operator_alone_at_another(self, door: Door) -> None:
        assert self.guess(door, FREE + 2).status_code == 429
        with requests.Session() as elsewhere:
            elsewhere.mount("http://", _From("127.0.0.2"))
            assert door.knock("mei", http=elsewhere).status_code == 201

    def test_is_as_slow_for_names_that_do_not_exist(self, door: Door) -> None:
        assert self.guess(door, FREE + 1, "nobody").status_code == 401
        assert self.guess(door, 1, "nobody").status_code == 429


class _From(HTTPAdapter):
    """Connects from an address of its own."""

    def __init__(self, address: str) -> None:
        self._address = address
        super().__init__()

    def init_poolmanager(self, *args: Any, **more: Any) -> None:
        super().init_poolmanager(*args, **more, source_address=(self._address, 0))


def test_sign_ins_are_in_the_trail_without_what_was_typed(door: Door) -> None:
    door.knock("my password by mistake", "x" * 12)
    door.knock("mei", "wrong password")
    door.enter("mei").http.delete(f"{door.inside.url}/v1/session", timeout=5)
    said = [(line.actor_id, line.outcome) for line in door.trail()]
    assert said == [
        ("", "sign-in-refused"),
        ("mei", "sign-in-refused"),
        ("mei", "signed-in"),
        ("mei", "signed-out"),
    ]
    assert door.trail()[0].at_ms == NOW_MS


def test_a_weak_old_hash_is_replaced_at_the_next_sign_in(door: Door) -> None:
    from argon2 import PasswordHasher

    weak = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash("a long password")
    door.book.change("mei", password=weak)
    assert door.knock("mei", "a long password").status_code == 201
    assert door.book.operator("mei").password not in (weak, HASH)
    assert door.knock("mei", "a long password").status_code == 201
