"""Base layers in the page: pictures as data within it, so that it asks for nothing. Pure."""

from __future__ import annotations

import base64
from typing import Any

from console.board.mercator import unproject
from console.export.situation import BaseBlock


def base_of(block: BaseBlock | None, lacking: str) -> dict[str, Any] | None:
    """Pictures with their bounds, names and whose they are; `lacking`: what to say of a gap."""
    if block is None:
        return None
    west, north = unproject(*block.window[:2])
    east, south = unproject(*block.window[2:])
    places = [(text, *unproject(x, y)) for text, x, y in block.names]
    return {
        "bounds": [[south, west], [north, east]],
        "under": _picture(block.under),
        "over": _picture(block.over),
        "names": [{"name": t, "lon": lon, "lat": lat, "large": False} for t, lon, lat in places],
        "credit": " · ".join([*block.credits, *(["▲ " + lacking] if block.lacking else [])]),
    }


def _picture(data: bytes) -> str:
    if not data:
        return ""
    kind = "png" if data.startswith(b"\x89PNG") else "jpeg"
    return f"data:image/{kind};base64,{base64.b64encode(data).decode()}"
