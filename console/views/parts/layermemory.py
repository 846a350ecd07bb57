"""What each operator wants to see on the map, found again at the next start."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject

from console.map.layerlist import LayerPanel
from console.session import Session


class KeepsLayers(Protocol):
    """Where the choices are kept, by operator."""

    def layers_of(self, operator: str) -> dict[str, bool]: ...

    def remember_layers(self, operator: str, shown: dict[str, bool]) -> None: ...


class LayerMemory(QObject):
    """Applies what the operator chose another time, as soon as it is known who sits there."""

    def __init__(self, panel: LayerPanel, session: Session, kept: KeepsLayers) -> None:
        super().__init__(panel)
        self._panel, self._session, self._kept = panel, session, kept
        self._operator: str | None = None
        panel.chosen.connect(self._keep)
        session.city_known.connect(self._learn)
        self._learn()

    def _learn(self) -> None:
        operator = self._session.actor.actor_id if self._session.actor else ""
        if operator != self._operator:
            self._operator = operator
            self._panel.apply(self._kept.layers_of(operator))

    def _keep(self) -> None:
        self._kept.remember_layers(self._operator or "", self._panel.choices())
