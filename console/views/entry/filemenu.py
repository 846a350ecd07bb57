"""The menu of the seat itself: coming, going, locking."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Signal, SignalInstance
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from console.bindings import Bindings
from console.catalogue import SEAT_ACTIONS

#: Minutes without a touch; 0: never.
CHOICES = (5, 10, 20, 30, 0)


class _Menu(QMenu):
    spoken = Signal()  # the language has changed

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.spoken.emit()
        super().changeEvent(event)


class FileMenu(QObject):
    """First in the menu bar. What it cannot do at this seat is grey and says why."""

    sign_in, sign_out, lock = Signal(), Signal(), Signal()
    lock_after = Signal(int)  # minutes

    def __init__(self, bar: QMenuBar, window: QWidget, keys: Bindings, lock_after_min: int) -> None:
        super().__init__(window)
        self._window, self._keys = window, keys
        self._who = self._why_not = ""
        self.menu, self.after = _Menu(bar), QMenu(bar)
        self.menu.setToolTipsVisible(True)
        first = bar.actions()[0] if bar.actions() else None
        bar.insertMenu(first, self.menu) if first else bar.addMenu(self.menu)
        self.to_sign_in = self._entry(self.sign_in)
        self.to_sign_out = self._entry(self.sign_out)
        self.menu.addSeparator()
        self.to_lock = self._entry(self.lock)
        self.menu.addMenu(self.after)
        self.menu.addSeparator()
        self.to_close = self.menu.addAction("")
        self.to_close.triggered.connect(window.close)
        self._minutes = QActionGroup(self)
        for minutes in sorted({*CHOICES, lock_after_min}, key=lambda m: m or 10_000):
            entry = self._minutes.addAction(self.after.addAction(""))
            entry.setCheckable(True)
            entry.setData(minutes)
            entry.setChecked(minutes == lock_after_min)
        self._minutes.triggered.connect(lambda entry: self.lock_after.emit(int(entry.data())))
        self.menu.spoken.connect(self.retranslate)
        keys.changed.connect(self.set_keys)
        self.set_keys()
        self.retranslate()

    @property
    def of(self) -> dict[str, QAction]:
        """The entries by the ids of the catalogue."""
        entries = (self.to_sign_in, self.to_sign_out, self.to_lock, self.to_close)
        return dict(zip((a.id for a in SEAT_ACTIONS), entries, strict=True))

    def set_keys(self) -> None:
        for name, entry in self.of.items():
            entry.setShortcut(QKeySequence(self._keys.key(f"seat.{name}")))

    def _entry(self, tells: SignalInstance) -> QAction:
        entry = self.menu.addAction("")
        entry.triggered.connect(lambda _on=False: tells.emit())
        self._window.addAction(entry)
        return entry

    def offer_sign_out(self, who: str, why_not: str = "") -> None:
        """`who` can sign out, or cannot, and why."""
        self._who, self._why_not = who, why_not
        self.to_sign_out.setEnabled(not why_not)
        self.retranslate()

    def retranslate(self) -> None:
        self.menu.setTitle(self.tr("&File"))
        for action in SEAT_ACTIONS:
            self.of[action.id].setText(QCoreApplication.translate("FileMenu", action.label))
        out = self.to_sign_out.text()
        self.to_sign_out.setText(f"{out} — {self._who}".replace("&", "&&") if self._who else out)
        self.to_sign_out.setToolTip(self._why_not or out)
        self.after.setTitle(self.tr("Lock by itself"))
        for entry in self._minutes.actions():
            minutes = int(entry.data())
            text = self.tr("after %n minute(s) without a touch", "", minutes)
            entry.setText(text if minutes else self.tr("never"))
