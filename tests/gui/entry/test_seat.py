"""A session that ends at work, somebody else at the same machine, and leaving with work undone."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from casework import commands as cm
from console.app.keeping import Seat, operator
from console.app.seatdesk import Next, SeatDesk
from console.feeds.port import LinkState
from console.outbox.letter import Stage
from console.outbox.shelf import SqliteShelf
from console.profiles import Profile
from console.signing.port import Signed
from tests.contract.central.people_at_the_door import PASSWORD, Door
from tests.gui.entry.conftest import SLOW_MS, Bench


def reported(qtbot: QtBot, door: Door, desk: SeatDesk) -> int:
    """A new case that the window knows of."""
    case_id = int(door.inside.person("mei").report()["case_id"])
    board = desk._session.board
    qtbot.waitUntil(lambda: board.cases.row(case_id) >= 0, timeout=SLOW_MS)
    return case_id


def revoked(qtbot: QtBot, door: Door, desk: SeatDesk) -> None:
    """Central ends every session of `chen`; the window asks for a new one."""
    for held in door.book.sessions("chen", door.ms):
        door.book.revoke(held.session_id, "")
    door.inside.room.people._known.clear()
    qtbot.waitUntil(lambda: desk.dialog is not None, timeout=SLOW_MS)


def notes(door: Door, case_id: int) -> list[tuple[str, str]]:
    """Who noted what on a case, as central tells it."""
    history = door.inside.person("mei").get(f"/v1/cases/{case_id}").json()["history"]
    return [(e["actor"], e["event"]["text"]) for e in history if "text" in e["event"]]


def sign_in_again(qtbot: QtBot, desk: SeatDesk, user: str) -> None:
    dialog = desk.dialog
    assert dialog is not None
    dialog.form.user.setText(user)
    dialog.form.password.setText(PASSWORD)
    qtbot.keyClick(dialog.form.password, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.dialog is None, timeout=SLOW_MS)


def test_a_revoked_session_asks_again_over_the_window_and_sends_what_waited(
    qtbot: QtBot, bench: Bench, door: Door, profile: Profile
) -> None:
    entrance = bench.entrance()
    desk = bench.seat(entrance, bench.enter(entrance, profile))
    session, window = desk._session, desk._window
    case_id = reported(qtbot, door, desk)
    session.select(case_id)
    rows = window.queue.model.rowCount()
    revoked(qtbot, door, desk)
    assert "revoked" in desk.dialog.head.text()
    assert desk.dialog.form.user.text() == "chen"
    assert window.isVisible()
    session.dispatch(case_id, cm.AddNote("看过了"))
    qtbot.waitUntil(lambda: len(session.outgoing.waiting) == 1, timeout=SLOW_MS)
    sign_in_again(qtbot, desk, "chen")
    qtbot.waitUntil(lambda: session.link.state is LinkState.LIVE, timeout=SLOW_MS)
    qtbot.waitUntil(lambda: not session.outgoing.waiting, timeout=SLOW_MS)
    assert notes(door, case_id) == [("chen", "看过了")]
    assert session.selected_case == case_id
    assert window.queue.model.rowCount() == rows


def test_what_waits_is_not_sent_in_the_name_of_somebody_else(
    qtbot: QtBot, bench: Bench, door: Door, profile: Profile
) -> None:
    entrance = bench.entrance()
    desk = bench.seat(entrance, bench.enter(entrance, profile))
    session = desk._session
    case_id = reported(qtbot, door, desk)
    revoked(qtbot, door, desk)
    session.dispatch(case_id, cm.AddNote("mine"))
    qtbot.waitUntil(lambda: len(session.outgoing.waiting) == 1, timeout=SLOW_MS)
    sign_in_again(qtbot, desk, "lin")
    qtbot.waitUntil(lambda: desk.question is not None, timeout=SLOW_MS)
    said = desk.question.text()
    assert "not sent yet: 1." in said
    assert "not sent in the name of Lin" in said
    qtbot.mouseClick(desk.question.go, Qt.MouseButton.LeftButton)
    assert isinstance(desk.after, Signed)
    assert desk.after.actor_id == "lin"
    other = desk.after
    bench.settle()
    assert notes(door, case_id) == []
    again = bench.seat(bench.entrance(), other)
    assert again._session.outgoing.waiting == ()
    bench.settle()
    shelf = SqliteShelf(Seat(bench.home, profile.url, operator("chen")).folder)
    assert [x.stage in (Stage.QUEUED, Stage.SENDING) for x in shelf.open().letters] == [True]
    shelf.close()
    entrance = bench.entrance()
    author = bench.seat(entrance, bench.enter(entrance, profile))
    qtbot.waitUntil(lambda: notes(door, case_id) == [("chen", "mine")], timeout=SLOW_MS)
    assert author.after is Next.END


def test_leaving_with_a_command_under_way_asks_and_says_what_becomes_of_it(
    qtbot: QtBot, bench: Bench, door: Door, profile: Profile
) -> None:
    entrance = bench.entrance()
    desk = bench.seat(entrance, bench.enter(entrance, profile))
    case_id = reported(qtbot, door, desk)
    revoked(qtbot, door, desk)
    desk.dialog.reject()
    desk._session.dispatch(case_id, cm.AddNote("later"))
    qtbot.waitUntil(lambda: len(desk._session.outgoing.waiting) == 1, timeout=SLOW_MS)
    desk.menu.to_sign_out.trigger()
    assert "sent when Chen signs in here again" in desk.question.text()
    qtbot.keyClick(desk.question, Qt.Key.Key_Escape)
    assert desk.question is None
    assert desk.after is Next.END, "staying is the way out that costs nothing"
    desk.menu.to_sign_out.trigger()
    qtbot.mouseClick(desk.question.go, Qt.MouseButton.LeftButton)
    assert desk.after is Next.SIGNED_OUT
    assert not desk._window.isVisible()


def test_signing_out_ends_the_session_at_central_and_in_the_keyring(
    qtbot: QtBot, bench: Bench, door: Door, profile: Profile
) -> None:
    entrance = bench.entrance()
    signed = bench.enter(entrance, profile)
    assert bench.ring.kept
    told: list[object] = []
    entrance.leave(signed, told.append)
    qtbot.waitUntil(lambda: told == [None], timeout=SLOW_MS)
    assert bench.ring.kept == {}
    assert door.holding(signed.token).get("/v1/me").status_code == 401
