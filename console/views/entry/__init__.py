"""Signing in and out, as a person sees it."""

from console.views.entry.dialog import SignDialog
from console.views.entry.filemenu import FileMenu

__all__ = ["FileMenu", "SignDialog"]
