"""Alerts at the seat: the list, the strip across the window, and the sound."""

from console.views.alerts.desk import AlertDesk
from console.views.alerts.strip import AlertStrip
from console.views.alerts.view import AlertView

__all__ = ["AlertDesk", "AlertStrip", "AlertView"]
