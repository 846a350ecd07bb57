"""The dialog of signing in, against a real central."""

from __future__ import annotations

from keyring.backends.fail import Keyring as Refusing
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from console.app.entrance import Entrance
from console.profiles import Profile
from console.signing.port import Signed
from console.signing.ring import TokenRing
from console.tokens import load_tokens
from console.views.entry import SignDialog
from tests.contract.central.people_at_the_door import PASSWORD, Door
from tests.gui.entry.conftest import SLOW_MS, Bench


def opened(qtbot: QtBot, entrance: Entrance, profile: Profile) -> tuple[SignDialog, list[Signed]]:
    came: list[Signed] = []
    dialog = entrance.dialog(load_tokens("light"), came.append)
    qtbot.addWidget(dialog)
    dialog.form.suggest(profile)
    dialog.show()
    return dialog, came


def type_and_enter(qtbot: QtBot, dialog: SignDialog, password: str) -> None:
    dialog.form.password.setText(password)
    qtbot.keyClick(dialog.form.password, Qt.Key.Key_Return)
    qtbot.waitUntil(dialog.form.isEnabled, timeout=SLOW_MS)


def test_a_wrong_password_is_told_and_the_right_one_lets_in(
    qtbot: QtBot, bench: Bench, profile: Profile
) -> None:
    entrance = bench.entrance()
    dialog, came = opened(qtbot, entrance, profile)
    assert not dialog.enter.isEnabled(), "there is no password yet"
    type_and_enter(qtbot, dialog, "guess")
    assert "wrong" in dialog.told.text()
    assert dialog.isVisible()
    dialog.form.password.setText(PASSWORD)
    qtbot.mouseClick(dialog.enter, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(came), timeout=SLOW_MS)
    assert came[0].actor_id == "chen"
    assert not dialog.isVisible()
    assert dialog.form.password.text() == "", "no secret stays in a field"
    assert entrance.settings.profiles[0] == profile
    kept = "".join(bench.ring.kept.values())
    assert came[0].token in kept
    assert PASSWORD not in kept
    files = [p.read_bytes() for p in bench.home.rglob("*") if p.is_file()]
    assert not any(x in f for f in files for x in (PASSWORD.encode(), came[0].token.encode()))
    found: list[Signed | None] = []
    bench.entrance().recall(profile, found.append)
    qtbot.waitUntil(lambda: bool(found), timeout=SLOW_MS)
    assert found[0] is not None
    assert found[0].token == came[0].token


def test_who_guesses_too_often_is_told_how_long_to_wait(
    qtbot: QtBot, bench: Bench, door: Door
) -> None:
    profile = Profile("office", door.inside.url, "", "nobody")
    dialog, _ = opened(qtbot, bench.entrance(), profile)
    for _ in range(5):
        type_and_enter(qtbot, dialog, "guess")
    assert "Try again in 1 s" in dialog.told.text()
    assert not dialog.enter.isEnabled()
    qtbot.waitUntil(dialog.enter.isEnabled, timeout=3_000)


def test_a_central_that_is_not_there_is_named(qtbot: QtBot, bench: Bench) -> None:
    dialog, _ = opened(qtbot, bench.entrance(), Profile("gone", "http://127.0.0.1:1", "", "chen"))
    type_and_enter(qtbot, dialog, PASSWORD)
    assert "http://127.0.0.1:1" in dialog.told.text()
    assert "network" in dialog.told.text()


def test_without_a_keyring_the_session_is_kept_for_this_run_and_that_is_said(
    qtbot: QtBot, bench: Bench, profile: Profile
) -> None:
    entrance = Entrance(bench.settings, TokenRing(Refusing()))
    bench.entrances.append(entrance)
    signed = bench.enter(entrance, profile)
    assert "until the console closes" in entrance.ring_notice()
    desk = bench.seat(entrance, signed)
    assert "no keyring" in desk._window.command.answer.text()


def test_a_profile_that_is_forgotten_takes_its_session_out_of_the_keyring(
    qtbot: QtBot, bench: Bench, profile: Profile
) -> None:
    entrance = bench.entrance()
    bench.enter(entrance, profile)
    assert bench.ring.kept
    dialog, _ = opened(qtbot, entrance, profile)
    qtbot.mouseClick(dialog.form.forget, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not bench.ring.kept, timeout=SLOW_MS)
    assert entrance.settings.profiles == ()
    assert dialog.form.url.text() == ""
