"""What can be wrong with a map service's description of itself: reason and way out by code."""

from __future__ import annotations

from console.words.language import QT_TRANSLATE_NOOP

_TEMPLATE = QT_TRANSLATE_NOOP(
    "Words", "Ask the service's people, or declare its tiles with url and matrix_set instead."
)
_LISTED = QT_TRANSLATE_NOOP("Words", "Declare one of those in brackets.")
#: Code → (reason, way out).
WMTS_SAID: dict[str, tuple[str, str]] = {
    "caps-unreadable": (
        QT_TRANSLATE_NOOP("Words", "the service's capabilities cannot be read"),
        QT_TRANSLATE_NOOP(
            "Words", "Check the path or address, and choose the map again when it can be reached."
        ),
    ),
    "caps-xml": (
        QT_TRANSLATE_NOOP("Words", "the capabilities are no sound XML"),
        _TEMPLATE,
    ),
    "caps-dtd": (
        QT_TRANSLATE_NOOP("Words", "the capabilities declare a DTD or entities, which are refused"),
        _TEMPLATE,
    ),
    "caps-not-wmts": (
        QT_TRANSLATE_NOOP("Words", "this is no capabilities document of WMTS 1.0.0"),
        QT_TRANSLATE_NOOP(
            "Words", "Check the address: it ends in REQUEST=GetCapabilities or names the document."
        ),
    ),
    "caps-layer": (QT_TRANSLATE_NOOP("Words", "the service has no such layer"), _LISTED),
    "caps-style": (QT_TRANSLATE_NOOP("Words", "the layer has no such style"), _LISTED),
    "caps-matrix-set": (
        QT_TRANSLATE_NOOP("Words", "the layer is not cut in such a tile matrix set"),
        _LISTED,
    ),
    "caps-mercator": (
        QT_TRANSLATE_NOOP("Words", "none of its tile matrix sets is Web Mercator as it is drawn"),
        QT_TRANSLATE_NOOP(
            "Words",
            "Ask for EPSG:3857 tiles of 256 or 512 pixels from the corner of the world, halved "
            "from zoom to zoom.",
        ),
    ),
    "caps-format": (
        QT_TRANSLATE_NOOP("Words", "the layer is not given as PNG, JPEG or WebP, or not as asked"),
        _LISTED,
    ),
    "caps-address": (
        QT_TRANSLATE_NOOP("Words", "the service says no address for its tiles"),
        _TEMPLATE,
    ),
}
