"""What a person can say to the room: handovers, alerts seen, views shared, cases told apart.

Part of `console.session`; every call returns the id of the command at once, the answer comes as
`Session.outcome`, what it changed as `Session.desk_changed` (and `changed`, for the cases).
"""

from __future__ import annotations

from collections.abc import Iterable

from casework import commands as cm
from casework import dutycommands as dc
from console.board.board import Board
from console.board.desk import Desk
from console.outbox.port import Outbox

#: Verbs of commands that are about no single case.
VERBS = frozenset(str(shape.__struct_config__.tag) for shape in dc.AnyDutyCommand.__args__)


class DeskWork:
    """Intents that are about no single case, and the pair of cases that are two matters."""

    _outbox: Outbox
    board: Board

    @property
    def desk(self) -> Desk:
        """Handovers, alerts that somebody has seen, and shared views, as of the board."""
        return self.board.desk

    def offer_handover(self, to: str, cases: Iterable[int] = (), note: str = "") -> str:
        """Give `cases` that I hold to the colleague `to`, "" for the pool."""
        return self.tell(dc.OfferHandover(to, tuple(cases), note))

    def acknowledge_handover(self, handover: str) -> str:
        """Take it over: what its giver still holds of it is mine."""
        return self.tell(dc.AcknowledgeHandover(handover))

    def decline_handover(self, handover: str, text: str) -> str:
        """It was offered to me and I cannot take it; `text` says why and must not be empty."""
        return self.tell(dc.DeclineHandover(handover, text))

    def withdraw_handover(self, handover: str) -> str:
        return self.tell(dc.WithdrawHandover(handover))

    def acknowledge_alert(
        self, alert: str, case_id: int = 0, area: str = "", text: str = ""
    ) -> str:
        """I have seen `alert`, the key of one occurrence; about a case, or somewhere in `area`."""
        return self.tell(dc.AcknowledgeAlert(alert, case_id, area, text))

    def share_view(
        self, name: str, query: str, columns: Iterable[str] = (), sort: str = "", area: str = ""
    ) -> str:
        """Let everybody in `area` use a view, "" for where I work; my own name again replaces."""
        return self.tell(dc.ShareView(name, query, tuple(columns), sort, area))

    def withdraw_view(self, view: str) -> str:
        """End a shared view, by its id."""
        return self.tell(dc.WithdrawView(view))

    def deny_duplicate(self, case_id: int, other: int, text: str = "") -> str:
        """The two cases are two matters; said of both."""
        return self.dispatch(case_id, cm.DenyDuplicate(other, text))

    def lift_denial(self, case_id: int, other: int, text: str = "") -> str:
        """Take that back."""
        return self.dispatch(case_id, cm.LiftDenial(other, text))

    def ask_colleagues(self) -> None:
        """Who could take cases; the answer arrives as `Session.colleagues_ready`."""
        self._outbox.ask_colleagues()

    def tell(self, command: dc.AnyDutyCommand) -> str:
        """Send what is about no single case."""
        raise NotImplementedError

    def dispatch(self, case_id: int, command: cm.CaseCommand, version: int | None = None) -> str:
        """Send a command about a case."""
        raise NotImplementedError
