"""How large the parts of a sheet are, logical pixels. Pure."""

from __future__ import annotations

import math

from console.export.situation import Format, Head
from console.map.viewport import Bounds, Viewport, centred, fitted

LEGEND, PAD, ROW, FOOT = 236.0, 16.0, 22.0, 34.0
LOGICAL_DPI = 96
#: Of a landscape page within its margins.
MARGIN_MM = 8
#: Formats that show the ground; the theme of what is printed.
PICTURED: tuple[Format, ...] = ("html", "png", "pdf")
PAPER = "light"
#: A base picture is no denser than this, nor has more pixels; beyond the map it has a rim.
_DENSEST, _MOST_PX, _PAGE_PX = 2.0, 12e6, 5e6
_RIM, _PAGE_RIM = 1.04, 1.7
_PAGE_MM = {"A4": (297, 210), "A3": (420, 297)}


def above(head: Head) -> float:
    """Height of the title and what stands under it."""
    lines = len(head.lines) + bool(head.stale)
    return 44 + 18.0 * lines


def legend_height(head: Head) -> float:
    return ROW * len(head.terms.legend) + 12


def map_box(head: Head) -> tuple[float, float]:
    """Width and height of the map on the sheet; of a page that scrolls those of the window."""
    frame = head.frame
    if head.format == "png":
        return float(frame.width), max(frame.height, legend_height(head))
    if head.format != "pdf":
        return float(frame.width), float(frame.height)
    width, height = ((side - 2 * MARGIN_MM) / 25.4 * LOGICAL_DPI for side in _PAGE_MM[head.page])
    return width - LEGEND - 2 * PAD, height - above(head) - FOOT


def base_view(head: Head, bounds: Bounds) -> Viewport:
    """What of the ground the base picture shows; `bounds`: of the scope, unit square."""
    width, height = map_box(head)
    page = head.format == "html"
    rim, most = (_PAGE_RIM, _PAGE_PX) if page else (_RIM, _MOST_PX)
    asked = {"png": float(head.scale), "pdf": 3.0}.get(head.format, 1.5)
    ratio = min(asked, _DENSEST, math.sqrt(most / (width * height)) / rim)
    if head.scope == "view":
        frame = head.frame
        zoom = frame.zoom + math.log2(min(width / frame.width, height / frame.height))
        width, height = (side * 2 ** (zoom - frame.zoom) for side in (frame.width, frame.height))
        x, y = frame.x, frame.y
    else:
        view = fitted(bounds, round(width), round(height))
        zoom, (x, y) = view.zoom, view.centre
    return centred(x, y, zoom, round(width * rim * ratio), round(height * rim * ratio), ratio)
