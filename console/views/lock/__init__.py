"""A console that nobody sits at: covered, but for what cannot wait."""

from console.views.lock.desk import LockDesk
from console.views.lock.screen import LockScreen

__all__ = ["LockDesk", "LockScreen"]
