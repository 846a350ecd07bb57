"""The wall of the command centre: read from 3 to 8 m, changes nothing."""

from console.views.wall.pages import PAGES
from console.views.wall.window import WallWindow

__all__ = ["PAGES", "WallWindow"]
