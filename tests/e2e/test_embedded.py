"""The embedded central: secrets in private, one owner per folder, and up again after a crash."""

from __future__ import annotations

import os
import stat
import threading
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
import requests

from console.app.embedded import DISPATCHER, WALL, Embedded, running_wall
from console.app.exits import Exit, StartError

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(90)]


@pytest.fixture
def embedded(tmp_path: Path) -> Iterator[Embedded]:
    made = Embedded(tmp_path / "central", rate=1.0, seed=1, demo=False)
    made.start()
    made.wait()
    yield made
    made.stop()


def who(embedded: Embedded, name: str) -> requests.Response:
    headers = {"Authorization": f"Bearer {embedded.tokens[name]}"}
    return requests.get(f"{embedded.url}/v1/me", headers=headers, timeout=10)


def central_process(embedded: Embedded) -> psutil.Process:
    ours = str(embedded.data)
    (found,) = (p for p in psutil.Process().children() if ours in p.cmdline())
    return found


def test_each_credential_has_its_own_posts(embedded: Embedded) -> None:
    assert "dispatcher" in who(embedded, DISPATCHER).json()["posts"]
    assert who(embedded, WALL).json()["posts"] == ["wall"]


def test_no_secret_stands_on_the_command_line_or_in_the_environment(embedded: Embedded) -> None:
    central = central_process(embedded)
    visible = " ".join(central.cmdline()) + str(central.environ())
    assert not [name for name, token in embedded.tokens.items() if token in visible]


def test_only_the_read_only_token_is_left_for_a_wall_and_only_for_the_owner(
    embedded: Embedded,
) -> None:
    noted = embedded.data / "running.json"
    assert running_wall(embedded.data) == (embedded.url, embedded.tokens[WALL])
    assert embedded.tokens[DISPATCHER] not in noted.read_text("utf-8")
    if os.name == "posix":
        assert stat.S_IMODE(noted.stat().st_mode) == 0o600


def test_a_second_central_on_the_same_folder_is_turned_away(embedded: Embedded) -> None:
    second = Embedded(embedded.data, rate=1.0, seed=1, demo=False)
    second.start()
    with pytest.raises(StartError) as turned_away:
        second.wait()
    second.stop()
    assert turned_away.value.code is Exit.SECOND_INSTANCE
    assert who(embedded, DISPATCHER).status_code == 200, "the first one goes on"
    assert running_wall(embedded.data) is not None


def test_a_killed_central_is_up_again_at_the_same_address_with_the_same_secrets(
    embedded: Embedded,
) -> None:
    victim = central_process(embedded)
    again = threading.Event()
    embedded.on_ready = again.set
    victim.kill()
    assert again.wait(30)
    assert who(embedded, DISPATCHER).status_code == 200
    assert central_process(embedded).pid != victim.pid


def test_stopping_leaves_no_child(tmp_path: Path) -> None:
    made = Embedded(tmp_path / "central", rate=1.0, seed=1, demo=False)
    made.start()
    made.wait()
    child = central_process(made)
    made.stop()
    assert not child.is_running()
    assert running_wall(made.data) is None
