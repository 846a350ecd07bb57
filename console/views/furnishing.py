"""The panes of the seat's window that come after its queue, one step after the other.

Importing this module brings the map, the case panel and everything else a seat has; it may be
imported on another thread. The steps are for the GUI thread, with room for keys between them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from console.map.canvas import MapCanvas
from console.views.alerts import AlertDesk
from console.views.casepanel import CasePanel
from console.views.exportdialog import ExportDialog
from console.views.frame import SeatFrame
from console.views.handover import Handing
from console.views.mapwork.maps import Around, Maps
from console.views.outbox import OutboxView
from console.views.parts.alertcorner import AlertCorner
from console.views.parts.comfort import Comfort
from console.views.parts.keyboard import Keyboard
from console.views.parts.layermemory import LayerMemory
from console.views.parts.menus import Menus
from console.views.parts.outboxcorner import OutboxCorner
from console.views.parts.strips import Rank
from console.views.picksdialog import PicksDialog
from console.views.sendmany.opening import send_many
from console.views.units import UnitsView


def steps(window: SeatFrame) -> Iterator[Callable[[], None]]:
    """In this order, and all of them; none takes longer than some frames."""
    return iter(
        partial(step, window)
        for step in (_lists, _case, _map, _keys, _maps, _dialogs, _corners, _menus)
    )


def _lists(window: SeatFrame) -> None:
    session, tokens = window.session, window.tokens
    window.units = UnitsView(session, window.acts, tokens, window)
    window.outbox = OutboxView(session, tokens, window)
    window.places.fill("units", window.units, window.units.table.horizontalHeader())
    window.places.fill("outbox", window.outbox)


def _case(window: SeatFrame) -> None:
    window.case = CasePanel(window.session, window.acts, window.tokens)
    window.places.fill("case", window.case)


def _map(window: SeatFrame) -> None:
    window.map = MapCanvas(window.session, window.tokens, window)
    window.setCentralWidget(window.map)
    window.map.show()


def _keys(window: SeatFrame) -> None:
    session, acts, settings = window.session, window.acts, window.settings
    window.keyboard = Keyboard(session, acts, window.command, settings, window)
    window.picks = PicksDialog(session, acts, window.queue.model, window.keyboard.batch, window)
    window.handover = Handing(session, acts, window.tokens, settings, window)


def _maps(window: SeatFrame) -> None:
    session, acts = window.session, window.acts
    panes = (window.map, window.queue, window.case, window.command)
    window.maps = Maps(Around(session, acts, *panes, window.settings), window.tokens, window)
    window.alerts = AlertDesk(session, acts, window.tokens, window.command.say, window)
    window.places.fill("alerts", window.alerts.view)


def _dialogs(window: SeatFrame) -> None:
    session, queue = window.session, window.queue
    window.exports = ExportDialog(session, window.map, queue.model, window)
    window.send_many = send_many(window, session, window.acts, queue, window.case)
    alerts, areas, batch = window.alerts.strip, window.maps.strip, window.keyboard.strip
    handover, put = window.handover.banner, window.strips.put
    put(Rank.ALERTS, alerts, alerts.text)
    put(Rank.BATCH, batch, batch.text.text)
    put(Rank.HANDOVER, handover, handover.text)
    put(Rank.AREAS, areas, areas.text.text)


def _corners(window: SeatFrame) -> None:
    docks, session = window.places.docks, window.session
    window.outbox_corner = OutboxCorner(session, window.outbox, docks["outbox"], window.command)
    window.alert_corner = AlertCorner(
        session, window.alerts, docks["alerts"], window.map, window.maps
    )
    LayerMemory(window.map.extras.panel, session, window.settings)
    window.queue.batch_wanted.connect(window.picks.begin)
    window.picks.wanted.connect(window.keyboard.begin)
    window.command.go.connect(window.maps.desk.travel)


def _menus(window: SeatFrame) -> None:
    window.menus = Menus(window.bar, window, window.session, window.acts, window.do)
    window.bar.addMenu(window.maps.desk.menu.menu)
    for dock in window.places.docks.values():
        window.menus.panes.addAction(dock.toggleViewAction())
    window.comfort = Comfort(
        window,
        window.menus.view_menu,
        window.places,
        window.settings,
        lambda: window.apply_theme(window.tokens.name),
        lambda said: window.command.say(said, "soft"),
    )
