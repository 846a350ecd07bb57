"""The controls of a replay: play, pause, speed, scrubber, and what could not be used."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QKeySequence, QMouseEvent, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QSlider,
    QStyle,
    QStyleOptionSlider,
    QVBoxLayout,
    QWidget,
)

from console import words
from console.feeds.port import ReplayControl, ReplayProgress
from console.session import Session
from console.tokens import Tokens
from console.views import theme

#: Steps a hand can find again: a third of a decade each, ×1 to ×1000.
SPEEDS = (1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0, 500.0, 1_000.0)
_STEPS = 10_000  # of the scrubber
JUMP_MS, LONG_JUMP_MS = 60_000, 600_000
PLAY, PAUSE = "\u25b6", "\u275a\u275a"
Index = QModelIndex | QPersistentModelIndex


class _Scrubber(QSlider):
    """A click on the groove goes there, instead of a page towards there."""

    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(QSize(0, theme.target()))

    def minimumSizeHint(self) -> QSize:
        return super().minimumSizeHint().expandedTo(QSize(0, theme.target()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            option = QStyleOptionSlider()
            self.initStyleOption(option)
            part = QStyle.SubControl.SC_SliderHandle
            box = self.style().subControlRect(QStyle.ComplexControl.CC_Slider, option, part, self)
            if not box.contains(event.position().toPoint()):
                span = max(1, self.width() - box.width())
                at = round(event.position().x() - box.width() / 2)
                self.setValue(QStyle.sliderValueFromPosition(0, self.maximum(), at, span))
                self.sliderReleased.emit()
        super().mousePressEvent(event)


class _Problems(QAbstractListModel):
    """Lines that could not be used; as many as there are, made into words only when seen."""

    def __init__(self, problems: Sequence[tuple[int, str]], parent: QWidget) -> None:
        super().__init__(parent)
        self._problems = problems

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._problems)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role != Qt.ItemDataRole.DisplayRole or not 0 <= index.row() < len(self._problems):
            return None
        line, why = self._problems[index.row()]
        return words.fill(self.tr("line {line}: {why}"), line=line, why=" ".join(why.split()))


class ProblemList(QDialog):
    """Every row of the file that could not be used, with its line number and the reason."""

    def __init__(self, problems: Sequence[tuple[int, str]], parent: QWidget) -> None:
        super().__init__(parent)
        self.list = QListView(self)
        self.list.setModel(_Problems(problems, self.list))
        self.list.setUniformItemSizes(True)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        close.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.list)
        column.addWidget(close)
        self.setWindowTitle(
            words.fill(self.tr("Rows that could not be used: {n}"), n=len(problems))
        )
        self.resize(640, 420)


class ReplayBar(QWidget):
    """Space plays and pauses, [ and ] change the speed, J and L jump."""

    def __init__(
        self,
        session: Session,
        control: ReplayControl,
        tokens: Tokens,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session, self._control, self._tokens = session, control, tokens
        self._progress = ReplayProgress(0, 0, 0, 1.0, False)
        self._problems: Sequence[tuple[int, str]] = ()
        self.problem_list: ProblemList | None = None
        self.play, self.back, self.forward = QPushButton(self), QPushButton(self), QPushButton(self)
        self.slower, self.faster = QPushButton("\u2212", self), QPushButton("+", self)
        self.speed, self.now = QLabel(self), QLabel(self)
        self.begin, self.end = QLabel(self), QLabel(self)
        self.scrubber = _Scrubber(Qt.Orientation.Horizontal, self)
        self.scrubber.setRange(0, _STEPS)
        self.problems = QPushButton(self)
        self.problems.hide()
        self._lay_out()
        self._wire()
        self._retranslate()

    def _lay_out(self) -> None:
        line = QHBoxLayout(self)
        line.setContentsMargins(8, 4, 8, 4)
        line.setSpacing(6)
        for label in (self.begin, self.end):
            label.setProperty("role", "soft")
        self.now.setProperty("role", "title")
        self.speed.setAlignment(Qt.AlignmentFlag.AlignCenter)
        for part in (self.back, self.play, self.forward, self.now, self.begin):
            line.addWidget(part)
        line.addWidget(self.scrubber, 1)
        for part in (self.end, self.slower, self.speed, self.faster, self.problems):
            line.addWidget(part)
        for button in (self.play, self.back, self.forward, self.slower, self.faster):
            # The space bar belongs to play; a button that keeps the focus would take it.
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.speed.setMinimumWidth(self.fontMetrics().horizontalAdvance("×1000") + 16)
        self.play.setMinimumWidth(self.fontMetrics().height() * 3)

    def _wire(self) -> None:
        self.play.clicked.connect(self.toggle)
        self.back.clicked.connect(lambda: self.jump(-JUMP_MS))
        self.forward.clicked.connect(lambda: self.jump(JUMP_MS))
        self.slower.clicked.connect(lambda: self.change_speed(-1))
        self.faster.clicked.connect(lambda: self.change_speed(1))
        self.scrubber.sliderReleased.connect(self._seek)
        self.scrubber.sliderMoved.connect(lambda _value: self._show_now())
        self.problems.clicked.connect(self.show_problems)
        self._session.replay_progress.connect(self._on_progress)
        self._session.city_known.connect(self._show)
        for key, act in (
            ("Space", self.toggle),
            ("[", lambda: self.change_speed(-1)),
            ("]", lambda: self.change_speed(1)),
            ("J", lambda: self.jump(-JUMP_MS)),
            ("L", lambda: self.jump(JUMP_MS)),
            ("Shift+J", lambda: self.jump(-LONG_JUMP_MS)),
            ("Shift+L", lambda: self.jump(LONG_JUMP_MS)),
        ):
            QShortcut(QKeySequence(key), self, act)

    # -- what a person does ------------------------------------------------------------------

    def toggle(self) -> None:
        """Play, or pause; at the end, play from the beginning."""
        if self._progress.playing:
            self._control.pause()
            return
        if self._progress.at_ms >= self._progress.end_ms > 0:
            self._control.seek(self._progress.start_ms)
        self._control.play()

    def change_speed(self, steps: int) -> None:
        nearest = min(range(len(SPEEDS)), key=lambda i: abs(SPEEDS[i] - self._progress.speed))
        self._control.set_speed(SPEEDS[min(max(nearest + steps, 0), len(SPEEDS) - 1)])

    def jump(self, by_ms: int) -> None:
        """Jump in the recording's own time; further at higher speed, where a minute is nothing."""
        far = by_ms * max(1, round(self._progress.speed / 60))
        self._control.seek(self._inside(self._progress.at_ms + far))

    def set_problems(self, problems: Sequence[tuple[int, str]]) -> None:
        """Rows that could not be used: (line number, reason)."""
        self._problems = problems
        self._show()

    def show_problems(self) -> None:
        self.problem_list = ProblemList(self._problems, self)
        self.problem_list.open()

    def set_tokens(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self.update()

    # -- what the replay says ----------------------------------------------------------------

    def _on_progress(self, progress: ReplayProgress) -> None:
        self._progress = progress
        if not self.scrubber.isSliderDown():
            self.scrubber.setValue(self._place(progress.at_ms))
        self._show()

    def _place(self, at_ms: int) -> int:
        span = self._progress.end_ms - self._progress.start_ms
        return round((at_ms - self._progress.start_ms) / span * _STEPS) if span > 0 else 0

    def _under_hand(self) -> int:
        """The instant the scrubber points at."""
        p = self._progress
        return p.start_ms + round((p.end_ms - p.start_ms) * self.scrubber.value() / _STEPS)

    def _seek(self) -> None:
        self._control.seek(self._under_hand())

    def _inside(self, at_ms: int) -> int:
        return min(max(at_ms, self._progress.start_ms), self._progress.end_ms)

    def _show(self) -> None:
        p, zone = self._progress, words.zone(self._session)
        self.play.setText(PAUSE if p.playing else PLAY)
        name = self.tr("Pause") if p.playing else self.tr("Play")
        self.play.setAccessibleName(name)
        self.play.setToolTip(words.fill(self.tr("{name} (Space)"), name=name))
        self.speed.setText(f"×{p.speed:g}")
        self.begin.setText(words.instant_ms(p.start_ms, zone, with_date=True, seconds=False))
        self.end.setText(words.instant_ms(p.end_ms, zone, with_date=True, seconds=False))
        self.slower.setEnabled(p.speed > SPEEDS[0])
        self.faster.setEnabled(p.speed < SPEEDS[-1])
        self.problems.setText(words.fill(self.tr("Rows not used: {n}"), n=len(self._problems)))
        self.problems.setVisible(bool(self._problems))
        self._show_now()

    def _show_now(self) -> None:
        at = self._under_hand() if self.scrubber.isSliderDown() else self._progress.at_ms
        self.now.setText(words.instant_ms(at, words.zone(self._session), with_date=True))

    def _retranslate(self) -> None:
        for button, sign, name in (
            (self.back, "\u00ab", self.tr("Back (J, further with Shift)")),
            (self.forward, "\u00bb", self.tr("Forward (L, further with Shift)")),
            (self.slower, "\u2212", self.tr("Slower ([)")),
            (self.faster, "+", self.tr("Faster (])")),
        ):
            button.setText(sign)
            button.setToolTip(name)
            button.setAccessibleName(name)
        self.scrubber.setAccessibleName(self.tr("Place in the recording"))
        self._show()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)
