"""The actions of the selected case as buttons with their keys, and why some are off."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QPainter,
    QPaintEvent,
    QPalette,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QGridLayout,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from console import words
from console.actions import Actions
from console.catalogue import ACTIONS
from console.tokens import Tokens
from console.views import theme
from console.views.plaintext import PlainText

_PAD = 8
#: From this width on there are two columns, even if a long key has no room left.
_TWO = 300
_LOOKS = {QEvent.Type.FontChange, QEvent.Type.StyleChange, QEvent.Type.PaletteChange}
#: Sizes and states of one button that are kept painted.
_MOST_FACES = 8

_TEXT = QPalette.ColorRole.ButtonText


class ActionButton(QPushButton):
    """Label on the left, key on the right; where there is no room for both, the label."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.key = ""
        self._hint = QSize()
        self._faces: dict[tuple[object, ...], QPixmap] = {}
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        # By itself a button is never narrower than its hint, and would push the page under the bar.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def name_key(self, key: str) -> None:
        """The key as it is called in the language of the moment."""
        self.key = key
        self._hint = QSize()

    def judge(self, ok: bool, why: str) -> None:
        """Whether it can be taken, and what is said of it; a button that stays costs nothing."""
        if ok != self.isEnabled():
            self.setEnabled(ok)
        if (said := f"{why} ({self.key})") != self.toolTip():
            self.setToolTip(said)
            self.setAccessibleDescription(why)

    def sizeHint(self) -> QSize:
        if self._hint.isEmpty():
            self._hint = self._measured()
        return self._hint

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in _LOOKS:
            self._hint = QSize()
            self._faces.clear()
        super().changeEvent(event)

    def _measured(self) -> QSize:
        metrics = self.fontMetrics()
        width = metrics.horizontalAdvance(self.text()) + metrics.horizontalAdvance(self.key)
        return QSize(width + 3 * _PAD, max(26, metrics.height() + 10))

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A button at rest is painted once: selecting a case moves them all and changes few."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        ratio = self.devicePixelRatioF()
        look = (self.width(), self.height(), ratio, self.text(), self.key, option.state.value)
        face = self._faces.get(look)
        if face is None:
            if len(self._faces) >= _MOST_FACES:
                self._faces.clear()
            face = QPixmap(self.size() * ratio)
            face.setDevicePixelRatio(ratio)
            face.fill(Qt.GlobalColor.transparent)
            self._draw(face, option)
            self._faces[look] = face
        painter = QPainter(self)
        painter.drawPixmap(0, 0, face)
        painter.end()

    def _draw(self, face: QPixmap, option: QStyleOptionButton) -> None:
        option.text = ""
        painter = QStylePainter(face, self)
        painter.setFont(self.font())
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        group = QPalette.ColorGroup.Normal if self.isEnabled() else QPalette.ColorGroup.Disabled
        colour = self.palette().color(group, _TEXT)
        middle = Qt.AlignmentFlag.AlignVCenter
        box = self.rect().adjusted(_PAD, 0, -_PAD, 0)
        painter.setPen(colour)
        metrics = self.fontMetrics()
        label = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, middle | Qt.AlignmentFlag.AlignLeft, label)
        painter.setFont(theme.font(theme.SMALL))
        wide = painter.fontMetrics().horizontalAdvance(self.key)
        if metrics.horizontalAdvance(label) + wide + _PAD // 2 > box.width():
            painter.end()
            return
        painter.setPen(self.palette().color(QPalette.ColorGroup.Disabled, _TEXT))
        painter.drawText(box, middle | Qt.AlignmentFlag.AlignRight, self.key)
        painter.end()


class CaseActions(QWidget):
    """What can be done now, in one order; the rest, folded away, with each reason said once.

    Where one reason holds for everything it stands there by itself.
    """

    def __init__(self, actions: Actions, tokens: Tokens, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._actions, self._tokens = actions, tokens
        self._columns = 0
        self.buttons = {i: ActionButton(self) for i in ACTIONS}
        for action_id, button in self.buttons.items():
            button.clicked.connect(lambda _on=False, a=action_id: self._actions.trigger(a))
            button.hide()  # until it has its place
        self._shown = list(self.buttons.values())
        self._case_id = 0
        self._kept: list[ActionButton] = []  # in their places until another case is shown
        self._placed: list[ActionButton] = []
        self._why, self._rights = PlainText(8, self), PlainText(8, self)
        self.others = QToolButton(self)
        self.others.setCheckable(True)
        self.others.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.others.setAutoRaise(True)
        self.others.toggled.connect(self._arrange)
        self._grid = QGridLayout()
        self._grid.setSpacing(4)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._rights)
        column.addLayout(self._grid)
        column.addWidget(self.others)
        column.addWidget(self._why)
        actions.keys.changed.connect(self.retranslate)
        self.retranslate()
        self._place(2)
        self.set_tokens(tokens)

    def set_tokens(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self._why.set_colour(QColor(tokens.surface.text_soft))

    def show_case(self, case_id: int) -> None:
        """Judge every action anew; posts that only watch are told what they may do instead."""
        off: dict[str, list[str]] = {}
        self._state_rights()
        for action_id, button in self.buttons.items():
            if button not in self._shown:
                continue
            judged = self._actions.availability(action_id, case_id)
            button.judge(judged.ok, self._actions.hint(action_id) if judged.ok else judged.why)
            if not judged.ok:
                off.setdefault(judged.why, []).append(button.text())
        self._why.set_text("\n".join(self._off(why, names) for why, names in off.items()))
        if case_id != self._case_id:
            self._case_id, self._kept = case_id, []
        self._arrange()

    def _arrange(self, _on: bool = False) -> None:
        """What can be done on top; the grid is filled anew only where it changes.

        While one case is shown no button leaves its place: it might move under a click.
        """
        can = [button for button in self._shown if button.isEnabled()]
        off = len(self._shown) - len(can)
        unfolded = self.others.isChecked() or not can
        self.others.setVisible(bool(can and off))
        self._why.setVisible(bool(off) and unfolded)
        arrow = Qt.ArrowType.DownArrow if unfolded else Qt.ArrowType.RightArrow
        self.others.setArrowType(arrow)
        text = words.fill(self.tr("Not possible now: {n}"), n=words.count(off))
        self.others.setText(text)
        self.others.setToolTip(text)  # it may be cut where letters are large
        self._kept = [b for b in self._kept if b in self._shown]
        self._kept += [b for b in can if b not in self._kept]
        rest = [b for b in self._shown if b not in self._kept]
        placed = self._kept + (rest if self.others.isChecked() else [])
        if placed == self._placed:
            return
        for button in self._placed:
            self._grid.removeWidget(button)
            if button not in placed:
                button.hide()
        before, self._placed = self._placed, placed
        columns, self._columns = self._columns, 0
        self._place(columns)
        for button in placed:
            if button not in before:
                button.show()

    def _state_rights(self) -> None:
        said = self._actions.statement()
        self._rights.set_text(said)
        self._rights.setVisible(bool(said))
        within = self._actions.within_posts() if said else tuple(self.buttons)
        shown = [button for name, button in self.buttons.items() if name in within]
        self._shown = shown

    def rights(self) -> str:
        """The statement of what may be done; empty for posts that decide."""
        return self._rights.text()

    def offered(self) -> list[str]:
        """The actions that the person's posts allow in one state or another."""
        return [name for name, button in self.buttons.items() if button in self._shown]

    def why_off(self) -> str:
        """The lines that say what is off and why."""
        return self._why.text()

    def _off(self, why: str, names: list[str]) -> str:
        if len(names) == len(self._shown):
            return why
        listed = self.tr(", ").join(names)
        return words.fill(self.tr("{why} ({actions})"), why=why, actions=listed)

    def retranslate(self) -> None:
        for action_id, button in self.buttons.items():
            button.setText(self._actions.label(action_id))
            button.name_key(self._actions.keys.native(f"case.{action_id}"))
            button.setAccessibleName(f"{button.text()} {button.key}")
            button.updateGeometry()
            button.update()
        self._fit()

    def _place(self, columns: int) -> None:
        """Fill row by row with as many columns as fit."""
        if columns == self._columns:
            return
        self._columns = columns
        for at, button in enumerate(self._placed):
            self._grid.addWidget(button, at // columns, at % columns)
        for column in range(4):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)

    def _fit(self) -> None:
        """As many columns as the longest label leaves room for, two where that is bearable."""
        widest = max((b.sizeHint().width() for b in self._shown), default=_TWO) + 4
        least = 2 if self.width() >= _TWO else 1
        self._place(min(4, max(least, self.width() // widest)))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
