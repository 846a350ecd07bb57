"""Signing in to a real central with real operators: every no is one of its own."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pyotp
import pytest

from casework.vocabulary import Post
from console.feeds.errors import Unauthorised, Untrusted
from console.feeds.key import Key
from console.feeds.line import Line
from console.profiles import Profile
from console.signing.door import sign_in, sign_out
from console.signing.port import Ask, Fault, SignError
from tests.contract.central import people_at_the_door
from tests.contract.central.people_at_the_door import PASSWORD, Door
from tests.contract.central.serving import Central
from tests.contract.central.small_city import write_city
from tests.support import certificates


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    with people_at_the_door.open_door(tmp_path_factory.mktemp("central")) as made:
        made.hire("mei", Post.DISPATCHER)
        yield made


def ask(url: str, user: str = "mei", password: str = PASSWORD, **more: str) -> Ask:
    ca_file = more.pop("ca_file", "")
    return Ask(Profile("here", url, ca_file, user), user, password, more.get("totp", ""))


def refused(asked: Ask, **more: datetime) -> SignError:
    with pytest.raises(SignError) as caught:
        sign_in(asked, **{n: (lambda v=v: v) for n, v in more.items()})
    return caught.value


def test_the_right_password_opens_a_session_that_ends_with_signing_out(door: Door) -> None:
    signed = sign_in(ask(door.inside.url))
    assert (signed.actor_id, signed.name) == ("mei", "Mei")
    assert PASSWORD not in repr(ask(door.inside.url))
    assert signed.token not in repr(signed)
    key = Key(signed.token)
    line = Line(door.inside.url, key)
    assert b'"mei"' in line.get("/v1/me")
    sign_out(door.inside.url, key)
    with pytest.raises(Unauthorised):
        line.get("/v1/me")
    sign_out(door.inside.url, key)  # over already is as good
    line.close()


def test_a_key_that_changes_changes_every_line_at_once(door: Door) -> None:
    key, heard = Key("zw_nobody"), []
    key.listen(lambda: heard.append(key.token))
    line = Line(door.inside.url, key)
    with pytest.raises(Unauthorised):
        line.get("/v1/me")
    key.change(sign_in(ask(door.inside.url)).token)
    assert line.get("/v1/me")
    assert heard == [key.token]
    line.close()


def test_wrong_passwords_are_told_and_then_slowed_down_for_so_long(door: Door) -> None:
    door.hire("li", Post.DISPATCHER)
    for _ in range(4):
        assert refused(ask(door.inside.url, "li", "guess")).fault is Fault.WRONG
    no = refused(ask(door.inside.url, "li"))
    assert (no.fault, no.wait_s) == (Fault.THROTTLED, 1)


def test_a_refused_code_beside_a_wrong_clock_says_so(door: Door) -> None:
    secret = pyotp.random_base32()
    door.hire("wu", Post.DISPATCHER, totp=secret)
    now = datetime.now(UTC)
    assert refused(ask(door.inside.url, "wu", totp="000000"), now=now).fault is Fault.WRONG
    late = refused(ask(door.inside.url, "wu", totp="000000"), now=now + timedelta(minutes=9))
    assert late.fault is Fault.CLOCK
    assert 500 < late.apart_s < 600
    door.wait(60)
    code = pyotp.TOTP(secret).at(door.ms // 1_000)
    assert sign_in(ask(door.inside.url, "wu", totp=code)).with_code


def test_nobody_there_and_nonsense_are_told_apart(door: Door) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    assert refused(ask(f"http://127.0.0.1:{port}")).fault is Fault.AWAY
    assert refused(ask("central.example")).fault is Fault.ADDRESS
    assert refused(ask(door.inside.url + "/elsewhere")).fault is Fault.NOT_CENTRAL


@pytest.mark.parametrize(
    ("address", "from_h", "to_h", "known", "fault"),
    [
        ("127.0.0.1", -1, 1, False, Fault.UNTRUSTED),
        ("192.0.2.7", -1, 1, True, Fault.OTHER_NAME),
        ("127.0.0.1", 1, 2, True, Fault.CERTIFICATE_TIME),
        ("127.0.0.1", -2, -1, True, Fault.CERTIFICATE_TIME),
    ],
)
def test_what_is_wrong_with_a_certificate_has_its_own_name(
    tmp_path: Path, address: str, from_h: float, to_h: float, known: bool, fault: Fault
) -> None:
    files = certificates.make(tmp_path, address, from_h, to_h)
    ca_file = str(files.cert) if known else ""
    with certificates.shown(files) as url:
        assert refused(ask(url, ca_file=ca_file)).fault is fault
        line = Line(url, Key("zw_token", ca_file))
        with pytest.raises(Untrusted):
            line.get("/v1/me")
        line.close()


def test_a_file_of_authorities_that_is_none_is_named(tmp_path: Path) -> None:
    for name, content in (("absent.pem", None), ("text.pem", "no certificate")):
        path = tmp_path / name
        if content:
            path.write_text(content)
        no = refused(ask("https://127.0.0.1:1", ca_file=str(path)))
        assert (no.fault, name in no.detail) == (Fault.CA_FILE, True)


@pytest.mark.e2e
def test_the_file_of_authorities_of_the_profile_decides_whom_to_trust(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = certificates.make(tmp_path / "tls")
    # a variable of the environment must not come before what the profile says
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificates.make(tmp_path / "other").cert))
    flags = ("--tls-cert", str(files.cert), "--tls-key", str(files.key))
    central = Central(tmp_path / "data", write_city(tmp_path / "city"), *flags)
    try:
        no = refused(ask(central.url, ca_file=str(files.cert)))
        assert no.fault is Fault.WRONG  # the handshake was good; the file's people have no password
    finally:
        central.stop()
