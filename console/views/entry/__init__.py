"""Signing in and out, as a person sees it."""

from console.views.entry.dialog import SignDialog
from console.views.entry.filemenu import LOCK_KEY, FileMenu

__all__ = ["LOCK_KEY", "FileMenu", "SignDialog"]
