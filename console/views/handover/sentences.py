"""What is said of a handover: the same in the window, in the dialog and on the wall."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from casework.duty import Handover, HandoverState
from casework.dutyevents import Left
from casework.instant import to_ms
from console import words
from console.session import Session
from console.views.plaintext import flat
from console.words.room import colleague, why_left

translate = QCoreApplication.translate
#: Open for longer than this it wants to be looked at, milliseconds of the city's time.
LATE_MS = 15 * 60_000
#: A case in the list of those that stayed behind is named up to here, the rest is counted.
_MOST_NAMED = 5


def is_late(handover: Handover, session: Session) -> bool:
    """Whether nobody has acknowledged it for long."""
    return session.clock.now_ms() - to_ms(handover.at) > LATE_MS


def title(handover: Handover, session: Session) -> str:
    """From whom, to whom, how many cases, since when."""
    text = translate("Handover", "Handover from {giver} to {to}, cases: {n}, since {time}")
    when = words.instant_ms(to_ms(handover.at), words.zone(session), seconds=False)
    return words.fill(
        text,
        giver=words.actor(handover.giver, session),
        to=_whom(handover, session),
        n=len(handover.cases),
        time=when,
    )


def state(handover: Handover, session: Session) -> str:
    """What became of it."""
    by = words.actor(handover.by, session)
    if handover.state is HandoverState.ACKNOWLEDGED:
        text = translate("Handover", "acknowledged by {by}, cases taken over: {n}")
        return words.fill(text, by=by, n=len(handover.taken))
    if handover.state is HandoverState.DECLINED:
        text = translate("Handover", "declined by {by}: {text}")
        return words.fill(text, by=by, text=flat(handover.text))
    if handover.state is HandoverState.WITHDRAWN:
        return words.fill(translate("Handover", "taken back by {by}"), by=by)
    return translate("Handover", "not acknowledged yet")


def stayed(left: tuple[Left, ...]) -> str:
    """Which cases did not come along, and why; empty for none."""
    if not left:
        return ""
    listed = [f"{one.case} ({why_left(one.why)})" for one in left[:_MOST_NAMED]]
    if len(left) > _MOST_NAMED:
        more = translate("Handover", "{n} more")
        listed.append(words.fill(more, n=len(left) - _MOST_NAMED))
    text = translate("Handover", "Did not come along: {cases}")
    return words.fill(text, cases=translate("Words", ", ").join(listed))


def _whom(handover: Handover, session: Session) -> str:
    return words.actor(handover.to, session) if handover.to else colleague("")
