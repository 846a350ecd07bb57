"""How well the console hears its source, across the window, whenever that is not simply live."""

from __future__ import annotations

import time

from PySide6.QtCore import QCoreApplication, QEvent, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from console import words
from console.board.board import Delta
from console.feeds.port import LinkState, Trouble
from console.session import Session
from console.tokens import Tokens
from console.views.plaintext import PlainText
from console.views.signs import SignMark, Tone, ToneFrame

TICK_MS = 1_000
translate = QCoreApplication.translate
TONES = {
    LinkState.CONNECTING: Tone.BUSY,
    LinkState.LIVE: Tone.CALM,
    LinkState.STALE: Tone.WARN,
    LinkState.REFUSED: Tone.ALARM,
    LinkState.REPLAY: Tone.REPLAY,
}


class LinkBanner(ToneFrame):
    """Hidden while live; otherwise sign, colour and a sentence that counts up every second."""

    def __init__(self, session: Session, tokens: Tokens, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._tokens = session, tokens
        self._sign, self._text = SignMark(20, self), PlainText(max_lines=3, parent=self)
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 6, 12, 6)
        line.setSpacing(10)
        line.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._text, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._tick = QTimer(self)
        self._tick.setInterval(TICK_MS)
        self._tick.timeout.connect(self._refresh)
        self._tick.start()
        session.linked.connect(self._refresh)
        session.city_known.connect(self._refresh)
        session.outgoing_changed.connect(self._refresh)
        session.changed.connect(self._pictured)
        self._refresh()

    def set_tokens(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self._refresh()

    def text(self) -> str:
        """What is said; empty while hidden."""
        return "" if self.isHidden() else self._text.text()

    def _pictured(self, delta: Delta) -> None:
        """A picture of last time says so from its first frame on."""
        if delta.reset:
            self._refresh()

    def _refresh(self, _: object = None) -> None:
        link = self._session.link
        held = bool(self._session.outgoing.held)
        if link.state is LinkState.LIVE and not held:
            self.hide()
            return
        if self.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide):
            # A new banner comes with its window; only one that was hidden is shown again.
            self.show()
        tone = Tone.WARN if link.state is LinkState.LIVE else TONES[link.state]
        on_it = self.wear(tone, self._tokens)
        self._sign.show_tone(tone, on_it)
        self._text.set_colour(on_it)
        self._text.set_text(link_sentence(self._session))

        self.setToolTip(f"{link.where} {link.detail}".strip())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._refresh()
        super().changeEvent(event)


def link_sentence(session: Session) -> str:
    """How the link is, in full: the same on every window and on the wall."""
    waiting = words.waiting_commands(session.outgoing)
    if session.link.state is LinkState.LIVE:
        return waiting or words.link(LinkState.LIVE)
    return f"{_link(session)} {waiting}".strip()


def _link(session: Session) -> str:
    link = session.link
    if link.state is LinkState.STALE:
        return _stale(session)
    if link.state is LinkState.REFUSED:
        text = translate("LinkBanner", "{why}. {way_out}")
        said = words.fill(text, why=words.trouble(link.trouble), way_out=_way_out(link.trouble))
        return f"{_known(session)} {said}".strip()
    if link.state is LinkState.REPLAY:
        text = translate("LinkBanner", "Replay of {where}: nothing can be sent.")
        return words.fill(text, where=link.where or translate("LinkBanner", "a log"))
    if link.state is LinkState.CONNECTING:
        where = link.where or translate("LinkBanner", "central")
        if known := _known(session):
            text = translate("LinkBanner", "{known} Connecting to {where}…")
            return _with_why(words.fill(text, known=known, where=where), link.trouble)
        text = translate("LinkBanner", "Connecting to {where}… Nothing can be shown yet.")
        return _with_why(words.fill(text, where=where), link.trouble)
    return words.link(link.state)


def _known(session: Session) -> str:
    """Of when the picture is, where it is that of the last time; empty otherwise."""
    if not session.known_ms:
        return ""
    text = translate("LinkBanner", "As known at {since}, {age} old, not the present.")
    age = words.duration_ms(int(time.time() * 1_000) - session.known_ms)
    since = words.instant_ms(session.known_ms, words.zone(session), with_date=True)
    return words.fill(text, since=since, age=age)


def _stale(session: Session) -> str:
    silent = max(0.0, time.monotonic() - session.last_heard)
    heard_ms = session.clock.now_ms() - int(silent * 1_000 * session.clock.rate)
    text = translate(
        "LinkBanner", "Picture is {age} old. No word from central since {since}. Still trying."
    )
    age = words.duration_ms(int(silent * 1_000))
    since = words.instant_ms(heard_ms, words.zone(session))
    return _with_why(words.fill(text, age=age, since=since), session.link.trouble)


def _with_why(said: str, trouble: Trouble) -> str:
    if trouble is Trouble.NONE:
        return said
    text = translate("LinkBanner", "{said} ({why})")
    return words.fill(text, said=said, why=words.trouble(trouble))


def _way_out(trouble: Trouble) -> str:
    """What a person can do about a link that will not mend by itself."""
    if trouble is Trouble.UNAUTHORISED:
        return translate("LinkBanner", "Sign in again, or ask for a valid token.")
    if trouble is Trouble.UNTRUSTED:
        return translate(
            "LinkBanner",
            "Check this machine's clock, and the CA file of the profile (File, Sign in).",
        )
    if trouble in (Trouble.NOT_CENTRAL, Trouble.BAD_ADDRESS):
        return translate("LinkBanner", "Check the address given with --server.")
    return translate(
        "LinkBanner", "Restart the console; if it stays so, call whoever runs central."
    )
