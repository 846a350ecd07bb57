"""Commands on their way, in words: how far each has come, and what is wrong with the keeping."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QCoreApplication

from console.feeds.port import CacheTrouble, Trouble
from console.outbox.letter import Letter, Stage
from console.outbox.port import Outcome, Outgoing
from console.session import Session
from console.words import names, refusals, terms
from console.words.keys import key
from console.words.language import QT_TRANSLATE_NOOP, fill

#: What is decided by who comes first: waiting means that somebody else may have it.
FIRST_COME = frozenset({"claim", "next", "assign", "withdraw", "close", "approve", "deny"})

_STAGES = {
    Stage.QUEUED: QT_TRANSLATE_NOOP("Words", "Queued"),
    Stage.SENDING: QT_TRANSLATE_NOOP("Words", "Waiting for the answer"),
    Stage.HELD: QT_TRANSLATE_NOOP("Words", "Decide"),
    Stage.CONFIRMED: QT_TRANSLATE_NOOP("Words", "Confirmed"),
    Stage.REFUSED: QT_TRANSLATE_NOOP("Words", "Refused"),
    Stage.STOPPED: QT_TRANSLATE_NOOP("Words", "Not sent"),
    Stage.CANCELLED: QT_TRANSLATE_NOOP("Words", "Cancelled"),
}
_NOTICES = {
    "second-console": QT_TRANSLATE_NOOP(
        "Words",
        "Another console of yours is open on this machine. What waits here is sent as usual, but "
        "a crash of this console would lose it. Close one of the two.",
    ),
    "set-aside": QT_TRANSLATE_NOOP(
        "Words",
        "The outbox of the last time could not be read and was set aside ({detail}). What waited "
        "in it has not been sent: look at your cases.",
    ),
    "disk": QT_TRANSLATE_NOOP(
        "Words",
        "The outbox cannot be written ({detail}). Commands are sent as usual, but a crash of this "
        "console would lose what waits. Make room on the disk.",
    ),
}
_CACHE = {
    "set-aside": QT_TRANSLATE_NOOP(
        "Words",
        "The city kept from the last time cannot be used and was set aside ({detail}); it is "
        "asked from central anew.",
    ),
    "disk": QT_TRANSLATE_NOOP(
        "Words",
        "The city cannot be kept for the next start ({detail}). Make room on the disk.",
    ),
}


def stage(letter: Letter) -> str:
    """How far it has come, in a word or two."""
    text = QCoreApplication.translate("Words", _STAGES[letter.stage])
    if letter.cancelling and not letter.over:
        return QCoreApplication.translate("Words", "To be cancelled")
    return text


def stage_reason(letter: Letter, session: Session, away: Trouble) -> str:
    """Why it stands there, and what that means for whoever sent it."""
    if letter.stage in (Stage.REFUSED, Stage.STOPPED, Stage.CANCELLED):
        return refusals.outcome(_as_outcome(letter), session)
    if letter.stage is Stage.HELD:
        return terms.trouble(letter.trouble)
    if letter.stage is Stage.CONFIRMED:
        return ""
    why = terms.trouble(away) if away is not Trouble.NONE else ""
    if letter.verb in FIRST_COME:
        only = QCoreApplication.translate("Words", "only queued, nothing is decided yet")
        both = QCoreApplication.translate("Words", "{why}; {only}")
        return fill(both, why=why, only=only) if why else only
    return why


def queued(letter: Letter, session: Session, away: Trouble) -> str:
    """What is to be said beside the line it was given in, as long as it only waits."""
    said = substance(letter, session)
    about = f"{said} · {letter.case_id}" if letter.case_id else said
    text = QCoreApplication.translate(
        "Words", "{about}: not sent yet, {why}. It is kept in the outbox ({key})."
    )
    if letter.verb in FIRST_COME:
        text = QCoreApplication.translate(
            "Words",
            "{about}: only queued in the outbox ({key}), {why}. Nothing is decided yet, somebody "
            "else may be first.",
        )
    return fill(text, about=about, why=terms.trouble(away), key=key("view.outbox"))


def substance(letter: Letter, session: Session) -> str:
    """The action, and what was said with it."""
    said = [terms.verb(letter.verb)]
    try:
        body = msgspec.json.decode(letter.body, type=dict[str, object])
    except msgspec.MsgspecError:
        body = {}
    if code := str(body.get("department", "")):
        said.append(names.department(session, code))
    if code := str(body.get("reason", "")):
        said.append(names.reason(session, letter.verb, code))
    if unit := body.get("unit"):
        said.append(names.unit_name(session, str(unit)))
    if text := str(body.get("text", "")):
        said.append(" ".join(text.split()))
    return " · ".join(said)


def keeping_notice(outgoing: Outgoing) -> str:
    """What is wrong with keeping commands; empty while nothing is."""
    text = _NOTICES.get(outgoing.notice, "")
    if not text:
        return ""
    return fill(QCoreApplication.translate("Words", text), detail=outgoing.detail)


def cache_trouble(trouble: CacheTrouble) -> str:
    """Why the city is not shown from the last time, or not kept for the next."""
    text = _CACHE.get(trouble.code, "")
    return fill(QCoreApplication.translate("Words", text), detail=trouble.detail)


def waiting_commands(outgoing: Outgoing) -> str:
    """How many wait, and how many want a decision; empty where none does."""
    many, held = len(outgoing.waiting), outgoing.held
    said = []
    if many - held:
        text = QCoreApplication.translate("Words", "Outbox: {n} waiting to be sent.")
        said.append(fill(text, n=many - held))
    if held:
        text = QCoreApplication.translate("Words", "Outbox: {n} to be decided by you ({key}).")
        said.append(fill(text, n=held, key=key("view.outbox")))
    return " ".join(said)


def only_queued(letter: Letter, time: str, survives: bool = True) -> str:
    """What is to be said on the case while central does not answer.

    `survives`: a crash of the console would not lose it.
    """
    verb = terms.verb(letter.verb)
    if letter.stage is Stage.HELD:
        text = QCoreApplication.translate(
            "Words", "“{verb}” is not sent by itself: {why}. Decide in the outbox ({key})."
        )
        return fill(text, verb=verb, why=terms.trouble(letter.trouble), key=key("view.outbox"))
    if letter.verb in FIRST_COME:
        text = QCoreApplication.translate(
            "Words",
            "“{verb}” is only queued, not decided: somebody else may be first. "
            "It is sent when central answers again; {time} so far.",
        )
    elif not survives:
        text = QCoreApplication.translate(
            "Words", "“{verb}” is sent when central answers again; {time} so far."
        )
    else:
        text = QCoreApplication.translate(
            "Words", "“{verb}” is kept and sent when central answers again; {time} so far."
        )
    return fill(text, verb=verb, time=time)


def _as_outcome(letter: Letter) -> Outcome:
    return Outcome(
        letter.command_id,
        letter.case_id,
        letter.verb,
        refusal=letter.refusal,
        trouble=letter.trouble,
        detail=letter.detail,
        problem=letter.problem,
    )
