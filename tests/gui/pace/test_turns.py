"""No turn of the event loop is long: one thing comes after the other, keys in between."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtCore import QAbstractEventDispatcher, QCoreApplication, QObject, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from console import turns as module
from console.turns import FULL_S, Frames, Patient, Turns, in_turn


class Bench:
    """Turns that are taken, which turn it is, and what was done in which."""

    def __init__(self, app: QCoreApplication) -> None:
        self.turns = Turns(app)
        self.turns.begin()
        self.now = 0
        self.done: list[tuple[str, int]] = []
        dispatcher = QAbstractEventDispatcher.instance()
        assert dispatcher is not None
        self._awake = dispatcher.awake.connect(self._count)
        self._dispatcher = dispatcher

    def _count(self) -> None:
        self.now += 1

    def work(self, name: str, for_s: float = 0.0) -> None:
        """Compute for so long, and write it down."""
        self.done.append((name, self.now))
        until = time.thread_time() + for_s
        while time.thread_time() < until:
            pass

    @property
    def order(self) -> str:
        return "".join(name for name, _ in self.done)

    def let_go(self) -> None:
        self._dispatcher.awake.disconnect(self._awake)
        shiboken6.delete(self.turns)


@pytest.fixture
def bench(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    made = Bench(qapp)
    monkeypatch.setattr(module, "_made", made.turns)
    monkeypatch.setattr(module, "_frames", Frames(made.turns))
    yield made
    made.let_go()


def test_what_takes_long_has_a_turn_for_itself(bench: Bench, qtbot: QtBot) -> None:
    owner = QObject()
    jobs = [lambda n=n: bench.work(n, 2 * FULL_S) for n in "abc"]

    def together() -> None:
        for job in jobs:
            bench.turns.do(owner, job)

    bench.turns.soon(owner, together)  # outside a loop: at once, and all that it brings
    assert bench.order == "abc"
    bench.done.clear()
    module.QTimer.singleShot(0, owner, together)
    qtbot.waitUntil(lambda: len(bench.done) == 3)
    assert bench.order == "abc"
    assert len({turn for _, turn in bench.done}) == 3


def test_what_is_short_shares_a_turn(bench: Bench, qtbot: QtBot) -> None:
    owner = QObject()
    jobs = [lambda n=n: bench.work(n) for n in "abcd"]
    module.QTimer.singleShot(0, owner, lambda: [bench.turns.soon(owner, job) for job in jobs])
    qtbot.waitUntil(lambda: len(bench.done) == 4)
    assert len({turn for _, turn in bench.done}) == 1


def test_what_is_asked_for_again_and_again_is_done_once(bench: Bench, qtbot: QtBot) -> None:
    class Owner(QObject):
        def job(self) -> None:
            bench.work("a")

    owner = Owner()
    ask = lambda: [bench.turns.soon(owner, owner.job) for _ in range(5)]  # noqa: E731
    module.QTimer.singleShot(0, owner, ask)
    module.QTimer.singleShot(0, owner, lambda: bench.turns.soon(owner, lambda: bench.work("z")))
    qtbot.waitUntil(lambda: "z" in bench.order)
    assert bench.order == "az"


def test_nothing_is_done_for_who_is_gone(bench: Bench, qtbot: QtBot) -> None:
    owner, other = QObject(), QObject()

    def leave() -> None:
        bench.turns.soon(owner, lambda: bench.work("a"))
        bench.turns.soon(other, lambda: bench.work("z"))
        shiboken6.delete(owner)

    module.QTimer.singleShot(0, other, leave)
    qtbot.waitUntil(lambda: bool(bench.done))
    assert bench.order == "z"


def test_a_fault_of_one_stops_none_of_the_others(bench: Bench, qtbot: QtBot) -> None:
    owner = QObject()

    def ask() -> None:
        bench.turns.soon(owner, lambda: 1 // 0)
        bench.turns.soon(owner, lambda: bench.work("z"))

    with qtbot.captureExceptions() as faults:
        module.QTimer.singleShot(0, owner, ask)
        qtbot.waitUntil(lambda: bool(bench.done))
    assert [kind for kind, _, _ in faults] == [ZeroDivisionError]


def test_when_it_is_over_nothing_waits_any_longer(bench: Bench, qtbot: QtBot) -> None:
    owner = QObject()

    def leave() -> None:
        bench.turns.soon(owner, lambda: bench.work("a"))
        bench.turns.end()
        bench.turns.soon(owner, lambda: bench.work("z"))

    module.QTimer.singleShot(0, owner, leave)
    qtbot.waitUntil(lambda: bool(bench.done))
    qtbot.wait(1)
    assert bench.order == "z"


def test_a_timer_keeps_nobody_alive(bench: Bench) -> None:
    class Owner(QObject):
        def job(self) -> None:
            bench.work("a")

    owner = Owner()
    due = in_turn(owner, owner.job)
    due()
    del owner
    due()
    assert bench.order == "a"


class Slow(QWidget):
    """Paints every pixel itself."""

    def __init__(self, bench: Bench, parent: QWidget) -> None:
        super().__init__(parent)
        self._bench = bench
        self.colour = Qt.GlobalColor.red
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.patient = Patient(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._bench.work("s")
        painter = QPainter(self)
        painter.fillRect(event.rect(), self.colour)
        painter.end()


class Quick(QLabel):
    """Says when it is painted."""

    def __init__(self, bench: Bench, parent: QWidget) -> None:
        super().__init__(parent)
        self._bench = bench

    def paintEvent(self, event: QPaintEvent) -> None:
        self._bench.work("q")
        super().paintEvent(event)


class Window(QWidget):
    """Something quick above two that are slow."""

    def __init__(self, bench: Bench) -> None:
        super().__init__()
        self.quick = Quick(bench, self)
        self.slow = [Slow(bench, self), Slow(bench, self)]
        self.resize(60, 90)
        self.quick.setGeometry(0, 0, 60, 30)
        for at, each in enumerate(self.slow, 1):
            each.setGeometry(0, 30 * at, 60, 30)


@pytest.fixture
def window(bench: Bench, qtbot: QtBot) -> Window:
    made = Window(bench)
    qtbot.addWidget(made)
    module.frames().follow(made)
    made.show()
    qtbot.waitUntil(lambda: bench.order.count("s") >= 2 and "q" in bench.order)
    qtbot.wait(1)
    bench.done.clear()
    return made


def test_who_takes_long_is_painted_alone(bench: Bench, window: Window, qtbot: QtBot) -> None:
    def change() -> None:
        for part in (*window.slow, window.quick):
            part.update()

    module.QTimer.singleShot(0, window, change)
    qtbot.waitUntil(lambda: len(bench.done) == 3)
    assert bench.order == "qss"


def test_until_then_it_keeps_the_pixels_it_had(bench: Bench, window: Window, qtbot: QtBot) -> None:
    seen = []
    bench.work, plain = lambda name: (seen.append(shown(window)), plain(name)), bench.work  # type: ignore[method-assign]

    def change() -> None:
        for part in (window.quick, *window.slow):
            part.update()
        for each in window.slow:
            each.colour = Qt.GlobalColor.blue

    module.QTimer.singleShot(0, window, change)
    qtbot.waitUntil(lambda: len(bench.done) == 3)
    qtbot.wait(1)
    red, blue = "#ff0000", "#0000ff"
    assert seen == [(red, red), (red, red), (blue, red)]
    assert shown(window) == (blue, blue)


def shown(window: Window) -> tuple[str, str]:
    """The colours of the two slow parts as they lie on the screen."""
    store = window.backingStore().paintDevice()
    picture = store.copy() if hasattr(store, "copy") else None
    assert picture is not None
    return tuple(picture.pixelColor(30, 30 * at + 15).name() for at in (1, 2))  # type: ignore[return-value]


def test_where_it_has_never_stood_it_is_painted_at_once(
    bench: Bench, window: Window, qtbot: QtBot
) -> None:
    def change() -> None:
        window.quick.update()
        window.slow[0].move(0, 31)
        window.slow[1].update()

    module.QTimer.singleShot(0, window, change)
    qtbot.waitUntil(lambda: bench.order.count("s") == 2 and "q" in bench.order)
    first = bench.done[0][1]
    assert [turn == first for name, turn in bench.done if name == "s"] == [True, False]


def test_a_picture_of_the_window_waits_for_nothing(bench: Bench, window: Window) -> None:
    for each in window.slow:
        each.colour = Qt.GlobalColor.blue
    picture = window.grab().toImage()
    assert [picture.pixelColor(30, 30 * at + 15).name() for at in (1, 2)] == ["#0000ff"] * 2
