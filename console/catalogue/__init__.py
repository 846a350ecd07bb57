"""Every action a person can take, once: menus, buttons, keys and the command bar come from here."""

from console.catalogue.action import Action, Need
from console.catalogue.exceptional import exceptional
from console.catalogue.fixed import EDITING, FIXED_KEYS, FixedKey
from console.catalogue.mapwork import MapAction, map_actions
from console.catalogue.seatwork import SEAT_ACTIONS
from console.catalogue.usual import usual
from console.catalogue.viewwork import VIEW_ACTIONS, ViewAction

__all__ = [
    "ACTIONS",
    "EDITING",
    "FIXED_KEYS",
    "MAP_ACTIONS",
    "SEAT_ACTIONS",
    "VIEW_ACTIONS",
    "Action",
    "FixedKey",
    "MapAction",
    "Need",
    "ViewAction",
]

ACTIONS: dict[str, Action] = {action.id: action for action in (*usual(), *exceptional())}
MAP_ACTIONS: dict[str, MapAction] = {action.id: action for action in map_actions()}
