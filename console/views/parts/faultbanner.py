"""Something in the console itself has failed: what, where that is written, what still works."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from console import words
from console.feeds.port import LinkState
from console.session import Session
from console.tokens import Tokens
from console.views.plaintext import PlainText, flat
from console.views.signs import SignMark, Tone, ToneFrame

_LONGEST = 160


class FaultBanner(ToneFrame):
    """Hidden until `tell`; one line however often it happens, until somebody puts it away."""

    def __init__(
        self, session: Session, log: str, tokens: Tokens, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("fault-banner")
        self._session, self._log = session, log
        self._told: dict[str, tuple[str, int]] = {}  # by place: what, how often
        self._heart = False
        self._sign, self._text = SignMark(20, self), PlainText(4, self)
        self.away = QPushButton(self)
        self.away.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.away.clicked.connect(self.put_away)
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 6, 12, 6)
        line.setSpacing(10)
        line.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._text, 1)
        line.addWidget(self.away, 0, Qt.AlignmentFlag.AlignTop)
        session.linked.connect(self._say)
        self.hide()
        self.set_tokens(tokens)
        self.retranslate()

    def tell(self, what: str, place: str, count: int, heart: bool) -> None:
        """`heart`: the picture may lack something since then."""
        self._told.pop(place, None)
        self._told[place] = (flat(what)[:_LONGEST], count)
        self._heart = self._heart or heart
        self._say()
        self.show()

    def text(self) -> str:
        """What is said; empty while hidden."""
        return "" if self.isHidden() else self._text.text()

    def put_away(self) -> None:
        """Somebody has read it."""
        self._told.clear()
        self.hide()

    def set_tokens(self, tokens: Tokens) -> None:
        on_it = self.wear(Tone.WARN, tokens)
        self._sign.show_tone(Tone.WARN, on_it)
        self._text.set_colour(on_it)

    def _say(self, _link: object = None) -> None:
        if not self._told:
            return
        place, (what, count) = next(reversed(self._told.items()))
        said = words.fill(
            self.tr("A part of the console failed: {what} ({place})."), what=what, place=place
        )
        if count > 1:
            said += " " + words.fill(self.tr("{n} times so far."), n=words.count(count))
        if len(self._told) > 1:
            others = self.tr("{n} other parts failed too.")
            said += " " + words.fill(others, n=len(self._told) - 1)
        log = words.fill(self.tr("The details are in {log}."), log=self._log)
        self._text.set_text(f"{said} {self._still_works()} {log}")

    def _still_works(self) -> str:
        if self._heart:
            return self.tr(
                "The picture may lack something since then: close the console and start it again; "
                "what you have sent is kept."
            )
        if self._session.link.state is LinkState.LIVE:
            return self.tr("Central is still heard, and commands are sent as before.")
        return self.tr("The rest of the console goes on; what you send is kept.")

    def retranslate(self) -> None:
        self.away.setText(self.tr("Put away"))
        self._say()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
