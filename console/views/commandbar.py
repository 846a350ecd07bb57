"""The command bar: one key away, everything a mouse can do, and the answer beside it."""

from __future__ import annotations

import html

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from console import words
from console.actions import Actions
from console.batch import preview
from console.catalogue import ACTIONS
from console.commandline import (
    Candidate,
    Parsed,
    Problem,
    ProblemCode,
    complete,
    parse,
    slot_at,
)
from console.commandline.grammar import BY_ID
from console.models.lexicon import BoardLexicon
from console.outbox.port import Outcome
from console.session import Session
from console.tokens import Tokens
from console.views import theme
from console.views.parts import commandwords
from console.views.parts.commandfield import CommandField
from console.views.parts.completions import Completions
from console.views.parts.whois import who

#: From so many cases on, a line has to be entered twice.
_TWICE = 10
#: Two lines of what the console answers, in pixels.
_ANSWER = 38


class CommandBar(QWidget):
    """Field and answer line. What is no action on one case is for the window to carry out."""

    go = Signal(object)  # Parsed with case_id, unit or place
    find_wanted = Signal(str)
    keys_wanted = Signal()
    bulk = Signal(str, object, object)  # action id, case ids, what `Actions.run` takes
    carried_out = Signal(str, object)  # the line, Parsed
    left = Signal()

    def __init__(
        self, session: Session, actions: Actions, tokens: Tokens, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session, self._actions, self._tokens = session, actions, tokens
        self.lexicon = BoardLexicon(session)
        self.completions = Completions(parent or self)
        self.field = CommandField(self.completions, self)
        self.sign = QLabel("›", self)
        self.answer = QLabel(self)
        self._lay_out()
        self.field.textEdited.connect(self._typed)
        self.field.returnPressed.connect(self._enter)
        self.field.left.connect(self.left)
        self._sure = ""  # the line that has been entered once
        actions.keys.changed.connect(self.retranslate)
        self.completions.taken.connect(self._take)
        actions.told.connect(self._on_told)
        # After the answer to the same command, which says less.
        queued = Qt.ConnectionType.QueuedConnection
        actions.noted.connect(lambda text: self.say("→ " + text, "blue"), queued)
        session.outcome.connect(self._on_outcome)
        self._fade = QTimer(self)
        self._fade.setSingleShot(True)
        self._fade.setInterval(20_000)
        self._fade.timeout.connect(self._rest)
        self.retranslate()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 3, 8, 3)
        row.setSpacing(8)
        row.addWidget(self.sign)
        row.addWidget(self.field, 5)
        row.addWidget(self.answer, 6)
        self.sign.setProperty("role", "title")
        self.answer.setTextFormat(Qt.TextFormat.PlainText)
        self.answer.setWordWrap(True)
        self.answer.setFixedHeight(theme.px(_ANSWER))
        self.answer.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.field.setMinimumWidth(280)

    def set_tokens(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self.answer.setFixedHeight(theme.px(_ANSWER))

    def begin(self, text: str = "") -> None:
        """Take the keyboard, with `text` to go on from."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if text:
            self.field.setText(text)
        self._typed(self.field.text())

    # -- typing ------------------------------------------------------------------------------

    def _typed(self, line: str) -> None:
        before = line[: self.field.cursorPosition()]
        self.completions.offer(complete(before, self.lexicon) if before else [], self.field)
        self._help(line)

    def _help(self, line: str) -> None:
        said = parse(line, self.lexicon)
        if isinstance(said, Parsed):
            self.say("⏎ " + self._effect(said), "soft", fade=False)
            return
        verb, _slot = slot_at(line)
        finished = said.code in (ProblemCode.RUBBISH, ProblemCode.TOO_LONG)
        if verb is not None and not finished:
            self.say(commandwords.usage(verb), "soft", fade=False)
        else:
            role = "red" if finished or said.code is ProblemCode.UNKNOWN_VERB else "soft"
            self.say(commandwords.problem(said), role, fade=False)

    def _effect(self, said: Parsed) -> str:
        if said.cases and said.verb in ACTIONS:
            seen = preview(self._actions, said.verb, said.cases)
            return commandwords.bulk_effect(said, self._session, BY_ID[said.verb].reasons, seen)
        return commandwords.effect(said, self._session, BY_ID[said.verb].reasons)

    def _take(self, candidate: object) -> None:
        if not isinstance(candidate, Candidate):
            return
        line = self.field.text()
        head = line[: candidate.start] + candidate.text + " "
        self.field.setText(head + line[candidate.end :].lstrip())
        self.field.setCursorPosition(len(head))
        self._typed(self.field.text())

    # -- doing -------------------------------------------------------------------------------

    def _enter(self) -> None:
        line = self.field.text()
        self.completions.hide()
        said = parse(line, self.lexicon)
        if isinstance(said, Problem):
            self.say("✕ " + commandwords.problem(said), "red")
            if said.code is not ProblemCode.TOO_LONG and said.at < len(line):
                self.field.setCursorPosition(said.at)
            return
        if len(said.cases) >= _TWICE and said.verb in ACTIONS and self._sure != line:
            self._sure = line
            again = self.tr("{effect} — press Enter again to do it.")
            self.say("? " + words.fill(again, effect=self._effect(said)), "amber", fade=False)
            return
        self._sure = ""
        self.field.remember(line.strip())
        self.field.clear()
        self.carried_out.emit(line.strip(), said)
        self._do(said)

    def _do(self, said: Parsed) -> None:
        if said.verb not in ACTIONS:
            self._look(said)
            return
        self.say("… " + self._effect(said), "blue")
        told = commandwords.arguments(said, self.lexicon)
        # A no before anything is sent is told through `actions.told` and overwrites this line.
        if said.cases:
            self.bulk.emit(said.verb, said.cases, told)
        else:
            self._actions.run(said.verb, said.case_id, **told)

    def _look(self, said: Parsed) -> None:
        """What only shows something."""
        self.say(self._effect(said), "soft")
        if said.verb == "go":
            self.go.emit(said)
        elif said.verb == "find":
            self.find_wanted.emit(said.text)
        elif said.verb == "keys":
            self.keys_wanted.emit()
        else:
            self.say(who(self._session, said.case_id), "soft", fade=False)
            self._session.select(said.case_id)

    # -- answering ---------------------------------------------------------------------------

    def say(self, text: str, role: str, fade: bool = True) -> None:
        """One line for the person; `role` is a style role, the sign in front says the same."""
        self.answer.setText(text)
        self.answer.setToolTip(html.escape(text))  # two lines are not always enough
        if self.answer.property("role") != role:
            self.answer.setProperty("role", role)
            self.answer.style().unpolish(self.answer)
            self.answer.style().polish(self.answer)
        if fade:
            self._fade.start()

    def _on_told(self, text: str) -> None:
        self.say("! " + text, "amber")

    def _on_outcome(self, outcome: Outcome) -> None:
        text = words.outcome(outcome, self._session)
        if outcome.accepted:
            self.say("✓ " + text, "green")
        elif outcome.final:
            self.say("✕ " + text, "red")
        else:
            self.say("… " + text, "amber")

    def _rest(self) -> None:
        """After a while the line goes back to saying what the bar is for."""
        if not self.field.text():
            self.say(self.tr("Type a command, or / from anywhere. Tab completes."), "soft", False)

    def retranslate(self) -> None:
        self.field.setPlaceholderText(
            words.fill(self.tr("Command ({key})"), key=words.key("view.command"))
        )
        self.field.setAccessibleName(self.tr("Command bar"))
        self.answer.setAccessibleName(self.tr("Answer"))
        self._rest()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
