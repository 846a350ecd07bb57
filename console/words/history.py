"""One line of a case's history, in words: who did what."""

from __future__ import annotations

from functools import singledispatch

from PySide6.QtCore import QCoreApplication

from casework import events as ev
from casework.dutyevents import DutyEvent
from casework.instant import to_ms
from console.session import Session
from console.words import measures, names, room, terms
from console.words.language import QT_TRANSLATE_NOOP, fill

#: Events that say everything by having happened.
_PLAIN: dict[type, str] = {
    ev.CaseAccepted: QT_TRANSLATE_NOOP("Words", "accepted"),
    ev.CaseFiled: QT_TRANSLATE_NOOP("Words", "filed"),
    ev.CaseReleased: QT_TRANSLATE_NOOP("Words", "released"),
    ev.WorkStarted: QT_TRANSLATE_NOOP("Words", "work started"),
    ev.CaseUnmerged: QT_TRANSLATE_NOOP("Words", "merge undone: a case of its own again"),
}

#: Actors that are no persons.
_OFFICES: dict[str, str] = {
    "central": QT_TRANSLATE_NOOP("Words", "central"),
    "demo-city": QT_TRANSLATE_NOOP("Words", "demo city"),
    "demo-lead": QT_TRANSLATE_NOOP("Words", "demo shift lead"),
    "import": QT_TRANSLATE_NOOP("Words", "imported"),
}


def event(envelope: ev.Envelope, session: Session) -> str:
    """ "chen: sent on from A to B (not ours), bounce 2"; the time stands beside it."""
    what = _what(envelope.event, session)
    who = actor(envelope.actor, session)
    if not who:
        return what
    return fill(QCoreApplication.translate("Words", "{who}: {what}"), who=who, what=what)


def actor(actor_id: str, session: Session) -> str:
    """Who acted; the person at this seat reads as "you"."""
    if session.actor is not None and actor_id and actor_id == session.actor.actor_id:
        return QCoreApplication.translate("Words", "you")
    if actor_id in _OFFICES:
        return QCoreApplication.translate("Words", _OFFICES[actor_id])
    return actor_id


def _with(said: str, text: str) -> str:
    """A sentence and the words somebody wrote with it, on one line."""
    text = " ".join(text.split())
    return f"{said} — {text}" if text else said


@singledispatch
def _what(happened: object, _: Session) -> str:
    if type(happened) in _PLAIN:
        return QCoreApplication.translate("Words", _PLAIN[type(happened)])
    if isinstance(happened, DutyEvent):
        return room.what(happened)
    text = QCoreApplication.translate("Words", "something this console does not know ({kind})")
    return fill(text, kind=getattr(happened, "kind", type(happened).__name__))


@_what.register
def _(happened: ev.CaseReported, _: Session) -> str:
    text = QCoreApplication.translate("Words", "reported through: {channel}")
    said = fill(text, channel=terms.channel(happened.channel))
    if not happened.doubt:
        return said
    why = QCoreApplication.translate("Words", "{what}; the place is doubtful ({why})")
    return fill(why, what=said, why=terms.doubt(happened.doubt))


@_what.register
def _(happened: ev.CaseRejected, session: Session) -> str:
    text = QCoreApplication.translate("Words", "rejected ({reason})")
    why = names.reason(session, "reject", happened.reason)
    return _with(fill(text, reason=why), happened.text)


@_what.register
def _(happened: ev.CaseDispatched, session: Session) -> str:
    text = QCoreApplication.translate("Words", "dispatched to {department}")
    return fill(text, department=names.department(session, happened.department))


@_what.register
def _(happened: ev.CaseClaimed, session: Session) -> str:
    text = QCoreApplication.translate("Words", "claimed by {holder} until {time}")
    until = _clock(to_ms(happened.lease_until), session)
    return fill(text, holder=actor(happened.holder, session), time=until)


@_what.register
def _(happened: ev.LeaseRenewed, session: Session) -> str:
    text = QCoreApplication.translate("Words", "held on to until {time}")
    return fill(text, time=_clock(to_ms(happened.lease_until), session))


@_what.register
def _(happened: ev.LeaseExpired, session: Session) -> str:
    text = QCoreApplication.translate("Words", "the hold of {holder} ran out")
    return fill(text, holder=actor(happened.holder, session))


@_what.register
def _(happened: ev.UnitAssigned, session: Session) -> str:
    text = QCoreApplication.translate("Words", "sent {unit}")
    return fill(text, unit=names.unit_name(session, happened.unit))


@_what.register
def _(happened: ev.UnitWithdrawn, session: Session) -> str:
    text = QCoreApplication.translate("Words", "withdrew {unit} ({reason})")
    why = names.reason(session, "withdraw", happened.reason)
    return fill(text, unit=names.unit_name(session, happened.unit), reason=why)


@_what.register
def _(happened: ev.UnitProgressed, session: Session) -> str:
    text = QCoreApplication.translate("Words", "{unit}: {step}")
    unit = names.unit_name(session, happened.unit)
    return fill(text, unit=unit, step=terms.step(happened.step))


@_what.register
def _(happened: ev.AttachmentAdded, _: Session) -> str:
    # a name may hold marks that turn the line around or hide: they are kept, and not shown
    name = "".join(c for c in happened.name if c.isprintable())
    return _with(QCoreApplication.translate("Words", "file attached"), name)


@_what.register
def _(happened: ev.CaseReassigned, session: Session) -> str:
    text = QCoreApplication.translate(
        "Words", "sent on from {before} to {after} ({reason}), bounce {n}"
    )
    said = fill(
        text,
        before=names.department(session, happened.from_department),
        after=names.department(session, happened.department),
        reason=names.reason(session, "reassign", happened.reason),
        n=happened.bounce,
    )
    return _with(said, happened.text)


@_what.register
def _(happened: ev.NoteAdded, _: Session) -> str:
    return _with(QCoreApplication.translate("Words", "note"), happened.text)


@_what.register
def _(happened: ev.FeedbackGiven, _: Session) -> str:
    return _with(QCoreApplication.translate("Words", "feedback"), happened.text)


@_what.register
def _(happened: ev.CaseVerified, _: Session) -> str:
    if happened.passed:
        return _with(QCoreApplication.translate("Words", "verification passed"), happened.text)
    return _with(
        QCoreApplication.translate("Words", "verification failed, back for rework"), happened.text
    )


@_what.register
def _(happened: ev.CaseClosed, session: Session) -> str:
    text = QCoreApplication.translate("Words", "closed ({reason})")
    why = names.reason(session, "close", happened.reason)
    return _with(fill(text, reason=why), happened.text)


@_what.register
def _(happened: ev.CaseReopened, session: Session) -> str:
    text = QCoreApplication.translate("Words", "reopened ({reason})")
    why = names.reason(session, "reopen", happened.reason)
    return _with(fill(text, reason=why), happened.text)


@_what.register
def _(happened: ev.StepRequested, session: Session) -> str:
    text = QCoreApplication.translate("Words", "asked for: {request} ({reason})")
    why = names.reason(session, happened.request.value, happened.reason)
    said = fill(text, request=terms.request(happened.request), reason=why)
    if happened.due_at is None:
        return _with(said, happened.text)
    until = QCoreApplication.translate("Words", "{what}, until {time}")
    where = measures.zone(session)
    due = measures.instant_ms(to_ms(happened.due_at), where, with_date=True, seconds=False)
    return _with(fill(until, what=said, time=due), happened.text)


@_what.register
def _(happened: ev.RequestApproved, _: Session) -> str:
    text = QCoreApplication.translate("Words", "approved: {request}")
    return _with(fill(text, request=terms.request(happened.request)), happened.text)


@_what.register
def _(happened: ev.RequestDenied, _: Session) -> str:
    text = QCoreApplication.translate("Words", "denied: {request}")
    return _with(fill(text, request=terms.request(happened.request)), happened.text)


@_what.register
def _(happened: ev.CaseResumed, _: Session) -> str:
    return _with(QCoreApplication.translate("Words", "resumed"), happened.text)


@_what.register
def _(happened: ev.CaseVoided, session: Session) -> str:
    text = QCoreApplication.translate("Words", "voided ({reason})")
    why = names.reason(session, "void", happened.reason)
    return _with(fill(text, reason=why), happened.text)


@_what.register
def _(happened: ev.CaseEscalated, session: Session) -> str:
    if happened.bounce:
        text = QCoreApplication.translate("Words", "after {n} bounces decided by: {level}")
        return fill(text, n=happened.bounce, level=terms.level(happened.level))
    text = QCoreApplication.translate("Words", "escalated to: {level} ({reason})")
    why = names.reason(session, "escalate", happened.reason)
    return _with(fill(text, level=terms.level(happened.level), reason=why), happened.text)


@_what.register
def _(happened: ev.ReporterContacted, _: Session) -> str:
    return _with(QCoreApplication.translate("Words", "contact made"), happened.text)


@_what.register
def _(happened: ev.CaseMerged, session: Session) -> str:
    text = QCoreApplication.translate("Words", "merged into case {number} ({reason})")
    why = names.reason(session, "merge", happened.reason)
    return _with(fill(text, number=happened.into, reason=why), happened.text)


@_what.register
def _(happened: ev.DuplicateAdded, _: Session) -> str:
    text = QCoreApplication.translate("Words", "case {number} was merged into this one")
    return fill(text, number=happened.case)


@_what.register
def _(happened: ev.DuplicateRemoved, _: Session) -> str:
    text = QCoreApplication.translate("Words", "case {number} is a case of its own again")
    return fill(text, number=happened.case)


@_what.register
def _(happened: ev.DuplicateDenied, _: Session) -> str:
    text = QCoreApplication.translate("Words", "another matter than case {number}")
    return _with(fill(text, number=happened.other), happened.text)


@_what.register
def _(happened: ev.DenialLifted, _: Session) -> str:
    text = QCoreApplication.translate("Words", "may be the same matter as case {number} after all")
    return _with(fill(text, number=happened.other), happened.text)


@_what.register
def _(happened: ev.UnitsRegistered, _: Session) -> str:
    text = QCoreApplication.translate("Words", "units registered: {n}")
    return fill(text, n=len(happened.units))


@_what.register
def _(happened: ev.CaseImported, _: Session) -> str:
    text = QCoreApplication.translate(
        "Words", "taken over from another system in the state: {state}"
    )
    return fill(text, state=terms.state(happened.case.state))


def _clock(ms: int, session: Session) -> str:
    return measures.instant_ms(ms, measures.zone(session), seconds=False)
