"""From a key, a button or a typed word to a command: whether it may be done now, and doing it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject, Signal

from casework import commands as cm
from casework import workflow
from casework.actor import Actor
from casework.ruling import LEVELLED, OPEN_TO_OTHERS
from casework.vocabulary import LEVEL_ORDER, OPEN_STATES, REQUEST_ORDER, STATE_ORDER, CaseState
from console import words
from console.bindings import Bindings
from console.catalogue import ACTIONS, Action, Need
from console.feeds.port import LinkState
from console.session import Session

__all__ = ["ACTIONS", "Action", "Actions", "Availability", "Need"]


#: A reason in the person's words, in the language of the moment it is asked for.
Why = Callable[[], str]


@dataclass(frozen=True)
class Availability:
    """Whether an action can be taken now; None: it can, else `no` words why not."""

    no: Why | None = None

    @property
    def ok(self) -> bool:
        return self.no is None

    @property
    def why(self) -> str:
        """Why not, in the language of now; empty where it can be taken."""
        return self.no() if self.no is not None else ""


class Actions(QObject):
    """Acts on the session for whoever asks; every way in ends here."""

    form_wanted = Signal(str, object)  # action id, case id: the person has to say more
    told = Signal(str)  # a line for the person who acted: why not
    noted = Signal(str)  # the same: what is being done

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        #: Chooses the unit for "send" and "redirect" and sends it; the command id, None for a no.
        self.chooser: Callable[[str, int], str | None] = lambda _action, _case: None
        self.keys = Bindings(self)
        self._within: tuple[Actor, tuple[str, ...]] | None = None

    def label(self, action_id: str) -> str:
        return QCoreApplication.translate("Actions", ACTIONS[action_id].label)

    def hint(self, action_id: str) -> str:
        return QCoreApplication.translate("Actions", ACTIONS[action_id].hint)

    def availability(self, action_id: str, case_id: int) -> Availability:
        """Judge with what the board knows; central has the last word.

        Raises:
            KeyError: no such action.
        """
        action = ACTIONS[action_id]
        if general := self._cannot_send():
            return Availability(general)
        if action_id == "next":
            may = action_id in self.within_posts()
            return Availability(None if may else self._not_yours)
        row = self._session.board.cases.row(case_id)
        if row < 0:
            return Availability(lambda: self.tr("Select a case first."))
        # a second note is another note; a second claim is a slip of the finger
        twice = action.verb != "note"
        if twice and any(p.verb == action.verb for p in self._session.ledger.of_case(case_id)):
            return Availability(lambda: self.tr("Already sent; waiting for the answer."))
        cases = self._session.board.cases
        state = STATE_ORDER[int(cases.column("state")[row])]
        holder = cases.words.word(int(cases.column("holder")[row]))
        no = self._forbidden(action, state, row) or self._held(action, holder, row)
        return Availability(no or self._nothing_to(action_id, row))

    def _not_yours(self) -> str:
        return self.tr("Your posts do not allow this.")

    def _nothing_to(self, action_id: str, row: int) -> Why | None:
        """Why there is nothing that the action could be about."""
        cases = self._session.board.cases
        if action_id == "withdraw" and not cases.units(row):
            return lambda: self.tr("No unit is at this case.")
        if action_id == "undistinct" and not cases.rare(row).get("distinct"):
            return lambda: self.tr("Nobody has told another case apart from this one.")
        return None

    def within_posts(self) -> tuple[str, ...]:
        """The actions that this person's posts allow in one state or another."""
        actor = self._session.actor
        if actor is None:
            return tuple(ACTIONS)
        if self._within is None or self._within[0] is not actor:
            self._within = (actor, _within(actor))
        return self._within[1]

    def statement(self) -> str:
        """What somebody may do who only watches or administers; empty for everybody else."""
        actor = self._session.actor
        if actor is None:
            return ""
        return words.rights(actor, [self.label(name) for name in self.within_posts()])

    def trigger(self, action_id: str) -> None:
        """Act on the selected case: at once, or by asking for what is missing."""
        case_id = self._session.selected_case
        judged = self.availability(action_id, case_id)
        if not judged.ok:
            self.told.emit(judged.why)
        elif ACTIONS[action_id].needs or ACTIONS[action_id].file:
            self.form_wanted.emit(action_id, case_id)
        else:
            self.run(action_id, case_id)

    def run(
        self,
        action_id: str,
        case_id: int,
        *,
        department: str = "",
        reason: str = "",
        text: str = "",
        unit: int = 0,
        passed: bool = True,
        even_if_busy: bool = False,
        into: int = 0,
        version: int | None = None,
    ) -> str | None:
        """Send the action with what was said; returns the command id, None when it was not sent.

        Why not has been told then. `version`: what was decided on, where the board has a newer.
        """
        judged = self.availability(action_id, case_id)
        if not judged.ok:
            self.told.emit(judged.why)
            return None
        if action_id == "next":
            return self._session.take_next()
        if action_id in ("send", "redirect"):
            return self.chooser(action_id, case_id)
        said = {
            "department": department,
            "reason": reason,
            "text": text,
            "unit": unit,
            "passed": passed,
            "even_if_busy": even_if_busy,
            "into": into,
        }
        if _unsaid(ACTIONS[action_id], said):
            self.form_wanted.emit(action_id, case_id)
            return None
        return self._session.dispatch(case_id, _command(ACTIONS[action_id], said), version)

    def cannot_send(self) -> str:
        """Why nothing can be sent from this seat now; empty where it can."""
        no = self._cannot_send()
        return no() if no is not None else ""

    def _cannot_send(self) -> Why | None:
        link = self._session.link
        if link.state is LinkState.REPLAY:
            return lambda: self.tr("This is a replay: nothing can be sent.")
        if self._session.read_only:
            return lambda: self.tr("This seat may only watch.")
        if link.state is LinkState.REFUSED:
            return lambda: self.tr("Central has refused this seat; sign in again.")
        if link.state is LinkState.CONNECTING and not self._session.has_picture:
            return lambda: self.tr("Not connected to central yet.")
        return None

    def _forbidden(self, action: Action, state: CaseState, at: int) -> Why | None:
        cases = self._session.board.cases
        request = REQUEST_ORDER[int(cases.column("request")[at])]
        row = workflow.find(state, action.verb, request)
        if row is None and action.verb in ("approve", "deny"):
            return lambda: self.tr("Nothing waits for a decision.")
        if row is None:
            return lambda: self.tr("Not possible while the case is: {state}.").format(
                state=words.state(state)
            )
        actor = self._session.actor
        if actor is not None and not row.posts & actor.posts:
            return self._not_yours
        if request and (no := self._undecided(row, at)):
            return no
        level = LEVEL_ORDER[int(cases.column("level")[at])]
        if action.verb in LEVELLED and actor is not None and not actor.decides_at(level):
            return lambda: self.tr("Only the level above decides this now.")
        return None

    def _undecided(self, row: workflow.Transition, at: int) -> Why | None:
        """Why nothing new can be asked for, or this not be approved from here."""
        if row.asks:
            return lambda: self.tr("Something else waits for a decision already.")
        actor = self._session.actor
        asked_by = self._session.board.cases.rare(at).get("request_by")
        if row.apart and actor is not None and asked_by == actor.actor_id:
            return lambda: self.tr("You asked for it yourself: somebody else has to approve it.")
        return None

    def _held(self, action: Action, holder: str, row: int) -> Why | None:
        me = self._session.actor.actor_id if self._session.actor else ""
        if action.verb in ("release", "renew") and holder != me:
            return lambda: self.tr("You do not hold this case.")
        if action.verb == "claim" and holder and holder == me:
            return lambda: self.tr("You hold this case already.")
        lease = int(self._session.board.cases.column("lease_ms")[row])
        free_to_others = action.verb in OPEN_TO_OTHERS
        if holder and holder != me and not free_to_others and lease > self._session.clock.now_ms():
            return lambda: self.tr("Held by {holder}.").format(holder=holder)
        return None


def reasons_for(action: Action, state: CaseState, codes: tuple[str, ...]) -> tuple[str, ...]:
    """The reason codes that make sense in `state`: a case not verified has only short closings."""
    if action.verb == "close" and state in OPEN_STATES and state is not CaseState.VERIFIED:
        return tuple(c for c in codes if c in workflow.SHORT_CLOSINGS)
    return codes


_BUILDERS: dict[str, type[cm.Command]] = {
    "accept": cm.AcceptCase,
    "reject": cm.RejectCase,
    "file": cm.FileCase,
    "dispatch": cm.DispatchCase,
    "claim": cm.ClaimCase,
    "release": cm.ReleaseCase,
    "assign": cm.AssignUnit,
    "withdraw": cm.WithdrawUnit,
    "reassign": cm.ReassignCase,
    "note": cm.AddNote,
    "start": cm.StartWork,
    "feedback": cm.GiveFeedback,
    "verify": cm.VerifyCase,
    "close": cm.CloseCase,
    "reopen": cm.ReopenCase,
    "return": cm.ReturnCase,
    "rework": cm.ReworkCase,
    "extend": cm.ExtendCase,
    "suspend": cm.SuspendCase,
    "approve": cm.ApproveRequest,
    "deny": cm.DenyRequest,
    "resume": cm.ResumeCase,
    "void": cm.VoidCase,
    "escalate": cm.EscalateCase,
    "contact": cm.ContactReporter,
    "merge": cm.MergeCase,
    "unmerge": cm.UnmergeCase,
    "distinct": cm.DenyDuplicate,
    "undistinct": cm.LiftDenial,
}


def _within(actor: Actor) -> tuple[str, ...]:
    return tuple(
        name
        for name, action in ACTIONS.items()
        if any(row.posts & actor.posts for row in workflow.rows_for(action.verb or "claim"))
    )


def _unsaid(action: Action, said: dict[str, object]) -> bool:
    """Whether the person has to be asked first."""
    return action.file or any(n is not Need.PASSED and not said[n] for n in action.needs)


def _command(action: Action, said: dict[str, object]) -> cm.CaseCommand:
    """The command of `action`, with the fields that command has."""
    said = {**said, "other": said["into"]}
    kind = _BUILDERS[action.verb]
    fields = {name: said[name] for name in kind.__struct_fields__ if name in said}
    command: cm.CaseCommand = kind(**fields)  # type: ignore[assignment]
    return command
