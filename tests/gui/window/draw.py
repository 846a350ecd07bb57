"""Draws the seat without a screen: ``python tests/gui/window/draw.py [FOLDER]``."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT))

from PySide6.QtWidgets import QApplication

from casework.refusal import Refusal, RefusalCode
from console.actions import Actions
from console.feeds.port import Beat, Trouble
from console.outbox.port import Outcome
from console.session import Session
from console.settings import KeptView
from console.tokens import load_tokens
from console.views import theme
from console.views.window import ConsoleWindow
from tests.gui.window import made_city
from tests.support.seat import HandFeed, HandOutbox


class Memory:
    """Settings that last as long as the process."""

    def __init__(self, language: str = "", theme: str = "") -> None:
        self.language, self.theme = language, theme
        self.text_size = 100
        self.kept: dict[str, bytes] = {}
        self.notes: dict[str, str] = {}
        self.views: dict[str, list[KeptView]] = {}
        self.layers: dict[str, dict[str, bool]] = {}
        self.keys: dict[str, str] = {}
        self.lines: dict[str, tuple[str, ...]] = {}

    def note_of(self, key: str) -> str:
        return self.notes.get(key, "")

    def keep_note(self, key: str, text: str) -> None:
        self.notes[key] = text

    def own_keys(self) -> dict[str, str]:
        return self.keys

    def keep_keys(self, own: dict[str, str]) -> None:
        self.keys = own

    def lines_of(self, operator: str) -> tuple[str, ...]:
        return self.lines.get(operator, ())

    def keep_lines(self, operator: str, lines: tuple[str, ...]) -> None:
        self.lines[operator] = lines

    def views_of(self, operator: str) -> list[KeptView]:
        return self.views.get(operator, [])

    def remember_views(self, operator: str, views: list[KeptView]) -> None:
        self.views[operator] = views

    def layers_of(self, operator: str) -> dict[str, bool]:
        return self.layers.get(operator, {})

    def remember_layers(self, operator: str, shown: dict[str, bool]) -> None:
        self.layers[operator] = shown

    def remember(self, key: str, state: bytes) -> None:
        self.kept[key] = state

    def recall(self, key: str) -> bytes | None:
        return self.kept.get(key)


def settle(app: QApplication, feed: HandFeed, seconds: float = 0.6) -> None:
    began = time.monotonic()
    feed.post(Beat(made_city.NOW_MS, 1.0, began, 0))
    end = began + seconds
    while time.monotonic() < end:
        app.processEvents()
        time.sleep(0.01)


def seat() -> tuple[Session, HandFeed, HandOutbox, made_city.Story]:
    feed, outbox = HandFeed(), HandOutbox()
    session = Session(feed, outbox)
    session.start()
    items, story = made_city.items()
    feed.post(*items)
    return session, feed, outbox, story


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    tokens = load_tokens("light")
    theme.apply(app, tokens)
    session, feed, outbox, _story = seat()
    actions = Actions(session)
    window = ConsoleWindow(session, actions, tokens, Memory("zh_CN"))
    window.show()
    settle(app, feed, 1.0)
    model = window.queue.model
    session.select(model.case_at(2))
    actions.run("claim", model.case_at(1))
    second = actions.run("note", model.case_at(4), text="x")
    no = Refusal(RefusalCode.HELD, "held", verb="note", holder="seat-2")
    outbox.answer(Outcome(second or "", model.case_at(4), "note", refusal=no))
    third = actions.run("claim", model.case_at(5))
    waiting = Outcome(third or "", model.case_at(5), "claim", trouble=Trouble.TIMEOUT, final=False)
    outbox.answer(waiting)
    for language in ("zh_CN", "en"):
        for name in ("light", "dark"):
            window.apply_language(language)
            window.apply_theme(name)
            settle(app, feed)
            window.grab().save(str(folder / f"seat-{language}-{name}.png"))
    window.resize(1280, 720)
    settle(app, feed)
    window.places.share_out()
    settle(app, feed)
    window.command.begin("re ")
    settle(app, feed, 0.2)
    window.grab().save(str(folder / "seat-small.png"))
    session.stop()


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "build/pictures"))
