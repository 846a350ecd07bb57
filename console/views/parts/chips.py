"""A row of toggle buttons, one word each, that narrow a list."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from console.views.parts.termchips import Flow


class Chips(QWidget):
    """`exclusive` groups let one chip of theirs be on at a time; the first one means "all"."""

    changed = Signal()

    def __init__(self, ids: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips: dict[str, QPushButton] = {}
        row = Flow(self)  # large text on a small screen needs a second line
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for name in ids:
            chip = QPushButton(self)
            chip.setCheckable(True)
            chip.setObjectName(f"chip-{name}")
            chip.clicked.connect(lambda _checked, n=name: self._clicked(n))
            row.addWidget(chip)
            self._chips[name] = chip
        self._rest = ids[0]
        self._chips[self._rest].setChecked(True)

    def set_text(self, name: str, text: str, tip: str = "") -> None:
        chip = self._chips[name]
        chip.setText(text.replace("&", "&&"))
        chip.setToolTip(tip)
        chip.setAccessibleName(tip or text)

    def on(self, name: str) -> bool:
        return self._chips[name].isChecked()

    def toggle(self, name: str) -> None:
        """As if the person had pressed the chip."""
        self._chips[name].click()

    def put(self, on: Collection[str]) -> None:
        """Show that these are on, without telling anybody."""
        for name, chip in self._chips.items():
            chip.setChecked(name in on if name != self._rest else not on)

    def clear(self) -> None:
        self._clicked(self._rest)

    def _clicked(self, name: str) -> None:
        if name == self._rest:
            for chip in self._chips.values():
                chip.setChecked(False)
        narrowed = any(c.isChecked() for n, c in self._chips.items() if n != self._rest)
        self._chips[self._rest].setChecked(not narrowed)
        self.changed.emit()
