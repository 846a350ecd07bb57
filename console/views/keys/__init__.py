"""Which key does what: the dialog that changes it, and the sheet to put on the wall."""

from console.views.keys.dialog import KeysDialog
from console.views.keys.sheet import sheet_html, write_pdf

__all__ = ["KeysDialog", "sheet_html", "write_pdf"]
