"""What a person can do on the map: a tool to take, a view to go to. It sends nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from console.catalogue.action import QT_TRANSLATE_NOOP


@dataclass(frozen=True)
class MapAction:
    """`label` and `hint`: source texts of the context "MapActions"; `shortcut`: portable."""

    id: str
    label: str
    hint: str
    shortcut: str
    group: Literal["tool", "watch", "go", "view", "window"]


def map_actions() -> tuple[MapAction, ...]:
    return (
        MapAction(
            "select-box",
            QT_TRANSLATE_NOOP("MapActions", "Select by rectangle"),
            QT_TRANSLATE_NOOP("MapActions", "Choose the cases inside a rectangle for the queue"),
            "Ctrl+Shift+B",
            "tool",
        ),
        MapAction(
            "select-lasso",
            QT_TRANSLATE_NOOP("MapActions", "Select by lasso"),
            QT_TRANSLATE_NOOP("MapActions", "Choose the cases inside a drawn line for the queue"),
            "Ctrl+Shift+O",
            "tool",
        ),
        MapAction(
            "select-clear",
            QT_TRANSLATE_NOOP("MapActions", "Clear the selection"),
            QT_TRANSLATE_NOOP("MapActions", "Let the queue show other cases again"),
            "Ctrl+Shift+X",
            "tool",
        ),
        MapAction(
            "measure",
            QT_TRANSLATE_NOOP("MapActions", "Measure"),
            QT_TRANSLATE_NOOP("MapActions", "Length of a line and the area it encloses"),
            "Ctrl+Shift+I",
            "tool",
        ),
        MapAction(
            "near",
            QT_TRANSLATE_NOOP("MapActions", "Who is near here"),
            QT_TRANSLATE_NOOP("MapActions", "Units about a place, the nearest first"),
            "Ctrl+Shift+H",
            "tool",
        ),
        MapAction(
            "watch-draw",
            QT_TRANSLATE_NOOP("MapActions", "Draw a watch area"),
            QT_TRANSLATE_NOOP("MapActions", "An area that alerts when a unit or a case comes in"),
            "Ctrl+Shift+A",
            "watch",
        ),
        MapAction(
            "watch-list",
            QT_TRANSLATE_NOOP("MapActions", "Watch areas and alerts"),
            QT_TRANSLATE_NOOP("MapActions", "Rename, change and delete them; acknowledge alerts"),
            "Ctrl+Shift+W",
            "watch",
        ),
        MapAction(
            "goto",
            QT_TRANSLATE_NOOP("MapActions", "Go to …"),
            QT_TRANSLATE_NOOP(
                "MapActions", "Coordinates, grid code, place, case number or call sign"
            ),
            "Ctrl+G",
            "go",
        ),
        MapAction(
            "bookmark-add",
            QT_TRANSLATE_NOOP("MapActions", "Bookmark this part of the map"),
            QT_TRANSLATE_NOOP("MapActions", "Keep what the map shows now under a name"),
            "Ctrl+Shift+D",
            "go",
        ),
        MapAction(
            "bookmarks",
            QT_TRANSLATE_NOOP("MapActions", "Bookmarks of the map"),
            QT_TRANSLATE_NOOP(
                "MapActions", "Go to a bookmarked part of the map; rename or delete it"
            ),
            "Ctrl+B",
            "go",
        ),
        MapAction(
            "view-back",
            QT_TRANSLATE_NOOP("MapActions", "Map where it was before"),
            QT_TRANSLATE_NOOP("MapActions", "Back to what the map showed before"),
            "Alt+Left",
            "view",
        ),
        MapAction(
            "view-forward",
            QT_TRANSLATE_NOOP("MapActions", "Map where it was after"),
            QT_TRANSLATE_NOOP("MapActions", "Forward again to what was gone back from"),
            "Alt+Right",
            "view",
        ),
        MapAction(
            "fit-selection",
            QT_TRANSLATE_NOOP("MapActions", "Selected cases on the map"),
            QT_TRANSLATE_NOOP("MapActions", "Show all cases chosen on the map, or the one case"),
            "Shift+F4",
            "view",
        ),
        MapAction(
            "fit-area",
            QT_TRANSLATE_NOOP("MapActions", "Area of the case on the map"),
            QT_TRANSLATE_NOOP("MapActions", "Show the whole area that the selected case lies in"),
            "Shift+F5",
            "view",
        ),
        MapAction(
            "second-map",
            QT_TRANSLATE_NOOP("MapActions", "Second map window"),
            QT_TRANSLATE_NOOP("MapActions", "Another map, for another screen"),
            "Ctrl+Shift+N",
            "window",
        ),
        MapAction(
            "lock-map",
            QT_TRANSLATE_NOOP("MapActions", "Lock this map"),
            QT_TRANSLATE_NOOP("MapActions", "Nothing moves this map until it is unlocked"),
            "Ctrl+Shift+K",
            "window",
        ),
    )
