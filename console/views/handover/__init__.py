"""Handing a shift over and taking one over."""

from console.views.handover.banner import HANDOVER_KEY, HandoverBanner
from console.views.handover.dialog import HandoverDialog
from console.views.handover.give import KeepsNotes
from console.views.handover.handing import Handing

__all__ = ["HANDOVER_KEY", "Handing", "HandoverBanner", "HandoverDialog", "KeepsNotes"]
