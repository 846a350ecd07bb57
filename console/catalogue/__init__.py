"""Every action a person can take, once: menus, buttons, keys and the command bar come from here."""

from console.catalogue.action import Action, Need
from console.catalogue.exceptional import exceptional
from console.catalogue.mapwork import MapAction, map_actions
from console.catalogue.usual import usual

__all__ = ["ACTIONS", "MAP_ACTIONS", "Action", "MapAction", "Need"]

ACTIONS: dict[str, Action] = {action.id: action for action in (*usual(), *exceptional())}
MAP_ACTIONS: dict[str, MapAction] = {action.id: action for action in map_actions()}
