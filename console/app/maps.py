"""The declared base maps at a seat and on a wall: which is shown, and where that is remembered."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol

from console import words
from console.app.arguments import Options
from console.basemap.port import Problem
from console.basemap.service import DeclaredMaps
from console.export.layers import BaseLayers
from console.map.basemaps import BaseMapChooser
from console.map.canvas import MapCanvas
from console.map.tilelayer import NAME
from console.map.vectormaps import VectorMaps
from console.settings import OWN_DRAWING, Settings
from console.views.parts.basemapmenu import BaseMapMenu
from console.views.parts.mapnotices import MapNotices
from console.views.window import ConsoleWindow

if TYPE_CHECKING:
    from console.views.wall.maps import WallMaps


class Stoppable(Protocol):
    """Something of a map that works on until it is stopped."""

    def stop(self) -> None: ...


def offer_maps(
    options: Options, settings: Settings, window: ConsoleWindow
) -> tuple[BaseMapMenu, VectorMaps]:
    """The declared base maps in the View menu, and the layers that lie on them.

    The map chosen last time is shown; what is wrong is listed in the map's corner.
    """
    maps, problem = _declared(options, settings)
    if options.base_map and problem is None:
        settings.base_map = options.base_map

    def tell(said: str) -> None:
        window.command.say("▲ " + said, "amber", fade=False)

    chooser = BaseMapChooser(window.map, maps)
    notices = MapNotices(window.map, window.map.extras.panel.button)
    for known in (*maps.problems, *([problem] if problem else [])):
        notices.add(known)
    chooser.troubled.connect(notices.add)
    menu = BaseMapMenu(window.menus.view_menu, chooser, settings, tell)
    if problem is not None:
        tell(words.map_problem(problem))
    vectors = VectorMaps(window.map, maps.vectors)
    vectors.troubled.connect(notices.add)

    def reload() -> None:
        notices.forget({source.id for source in maps.vectors})
        vectors.reload()

    if maps.vectors:
        menu.offer_reload(reload)
    window.exports.base = partial(layers_now, window.map, chooser, vectors)
    return menu, vectors


def layers_now(canvas: MapCanvas, chooser: BaseMapChooser, vectors: VectorMaps) -> BaseLayers:
    """What lies under the map, as far as it is switched on: for an export."""
    shown, chosen = set(vectors.shown), chooser.current
    over = tuple(source for source in vectors.sources if source.id in shown)
    if not canvas.stage.shown.get(NAME, False):
        return BaseLayers(vectors=over)
    info = next(info for info in chooser.maps.maps if info.id == chosen)
    return BaseLayers(info, partial(chooser.maps.open, chosen), over)


def wall_maps(options: Options, settings: Settings) -> WallMaps:
    """The wall's base map: the one named at this start, or at one before, or the list's own."""
    from console.views.wall.maps import WallMaps  # a seat never needs the wall

    maps, problem = _declared(options, settings)
    if options.base_map and problem is None:
        settings.wall_map = options.base_map
    chosen = settings.wall_map or maps.default
    return WallMaps(maps, chosen, maps.vectors, (problem,) if problem else ())


def _declared(options: Options, settings: Settings) -> tuple[DeclaredMaps, Problem | None]:
    """The list, and what is wrong with the map that was named on the command line."""
    file, needed = options.maps or settings.maps_file, options.maps is not None
    maps = DeclaredMaps(file, settings.tiles_folder, needed)
    known = [info.id for info in maps.maps]
    if not options.base_map or options.base_map in (OWN_DRAWING, *known):
        return maps, None
    return maps, Problem("map-unknown", file.name, "", "--base-map", _among(options, known))


def _among(options: Options, known: list[str]) -> str:
    return f"{options.base_map!r}: {', '.join(known) or '–'}"
