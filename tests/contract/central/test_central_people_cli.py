"""`python -m central user`: operators from the command line, passwords never on it."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pyotp
import pytest

from central.__main__ import main
from tests.contract.central.people_at_the_door import open_door

PASSWORD = "a long password"
User = Callable[..., int]


@pytest.fixture
def user(tmp_path: Path, database: str, monkeypatch: pytest.MonkeyPatch) -> User:
    """Run `user` on the test's database with a line on standard input."""

    def run(*arguments: str, typed: str = PASSWORD) -> int:
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{typed}\n"))
        monkeypatch.setattr("central.__main__.log_to_stderr", lambda: None)
        where = ["--database", database] if database else ["--data", str(tmp_path)]
        return main(["user", *arguments, *where])

    return run


@pytest.fixture
def mei(user: User) -> str:
    assert user("add", "mei", "--name", "梅", "--post", "dispatcher", "--post", "intake") == 0
    return "mei"


def served(folder: Path, database: str, who: str, password: str = PASSWORD) -> int:
    with open_door(folder, database) as door:
        return door.knock(who, password).status_code


def test_who_was_added_can_sign_in(tmp_path: Path, database: str, mei: str) -> None:
    assert served(tmp_path, database, mei) == 201


def test_the_list_names_everybody_and_no_secret(
    user: User, mei: str, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert user("list") == 0
    (line,) = [json.loads(text) for text in capfdbinary.readouterr().out.splitlines()]
    assert line == {
        "actor_id": "mei",
        "name": "梅",
        "posts": ["dispatcher", "intake"],
        "areas": [],
        "departments": [],
        "totp": False,
        "disabled": False,
    }


def test_who_was_disabled_is_let_in_again_by_a_reset(
    user: User, tmp_path: Path, database: str, mei: str
) -> None:
    assert user("disable", mei) == 0
    assert served(tmp_path, database, mei) == 401
    assert user("reset", mei, typed="another password") == 0
    assert served(tmp_path, database, mei, PASSWORD) == 401
    assert served(tmp_path, database, mei, "another password") == 201


def test_disabling_ends_sessions_of_a_central_that_runs(
    user: User, tmp_path: Path, database: str, mei: str
) -> None:
    with open_door(tmp_path, database) as door:
        person = door.holding(door.knock(mei, PASSWORD).json()["token"])
        assert person.get("/v1/me").status_code == 200
        assert user("disable", mei) == 0
        door.wait(5)
        assert person.get("/v1/me").status_code == 401


def test_the_secret_of_one_time_codes_is_printed_once(
    user: User, tmp_path: Path, database: str, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert user("add", "li", "--name", "Li", "--post", "verifier", "--totp") == 0
    uri = capfdbinary.readouterr().out.decode().strip()
    totp = pyotp.parse_uri(uri)
    assert isinstance(totp, pyotp.TOTP)
    with open_door(tmp_path, database) as door:
        assert door.knock("li", PASSWORD).status_code == 401
        code = totp.at(door.ms // 1_000)
        assert door.knock("li", PASSWORD, totp=code).status_code == 201
    user("list")
    assert totp.secret.encode() not in capfdbinary.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "typed", "said"),
    [
        (["add", "mei", "--name", "M", "--post", "intake"], PASSWORD, "already"),
        (["add", "new", "--name", "N", "--post", "intake"], "short", "10 to"),
        (["disable", "nobody"], "", "user list"),
        (["reset", "nobody"], PASSWORD, "user list"),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason(
    user: User,
    mei: str,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    typed: str,
    said: str,
) -> None:
    assert user(*arguments, typed=typed) == 8
    assert said in capsys.readouterr().err


def test_a_scope_that_the_city_lacks_is_refused(
    user: User, city_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    flags = ["--area", "000000", "--city", str(city_folder)]
    assert user("add", "li", "--name", "Li", "--post", "intake", *flags) == 8
    assert "nobody was added" in capsys.readouterr().err


def test_a_password_on_the_command_line_is_no_argument(user: User) -> None:
    with pytest.raises(SystemExit):
        user("add", "li", "--name", "Li", "--post", "intake", "--password", "x")


def test_every_change_is_in_the_trail(user: User, tmp_path: Path, database: str, mei: str) -> None:
    user("disable", mei)
    user("reset", mei)
    with open_door(tmp_path, database) as door:
        said = [(line.actor_id, line.outcome) for line in door.trail()]
    assert said == [("mei", "user add"), ("mei", "user disable"), ("mei", "user reset")]
