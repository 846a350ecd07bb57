"""Going from pane to pane with the keyboard."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget


def go_on(panes: Sequence[QWidget], by: int) -> None:
    """Give the focus to the pane `by` places after the one that has it."""
    focus = QApplication.focusWidget()
    if not panes:
        return
    at = next(
        (
            i
            for i, p in enumerate(panes)
            if focus is not None and (p is focus or p.isAncestorOf(focus))
        ),
        -1 if by > 0 else 0,
    )
    to = panes[(at + by) % len(panes)]
    to.setFocus(Qt.FocusReason.TabFocusReason)
    if focus is QApplication.focusWidget():  # a pane that hands its focus on to a child
        child = to.nextInFocusChain()
        if child is not None and to.isAncestorOf(child):
            child.setFocus(Qt.FocusReason.TabFocusReason)
