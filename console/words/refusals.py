"""A no, in one or two sentences: where, why, and the way out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication

from casework.instant import require_zone, to_ms
from casework.refusal import Refusal, RefusalCode
from casework.vocabulary import CaseState, Level, Post, Request
from console.deskwork import VERBS
from console.feeds.port import Trouble
from console.outbox.port import Outcome
from console.session import Session
from console.words import measures, names, terms
from console.words.keys import key
from console.words.language import QT_TRANSLATE_NOOP, fill
from console.words.problems import problem

_SENTENCES = {
    RefusalCode.NOT_FOUND: QT_TRANSLATE_NOOP(
        "Words", "{case} is not there, or lies outside your area. Choose another case."
    ),
    RefusalCode.VERSION: QT_TRANSLATE_NOOP(
        "Words",
        "{case} changed while you decided: it is “{state}” now, held by {holder}. "
        "Look again, then repeat “{verb}” if it still fits.",
    ),
    RefusalCode.HELD: QT_TRANSLATE_NOOP(
        "Words",
        "{case} is held by {holder} until {until}. Ask {holder} to release it, or take another.",
    ),
    RefusalCode.NOT_HELD: QT_TRANSLATE_NOOP(
        "Words", "You do not hold {the_case}; {holder} does. Claim it first, then “{verb}”."
    ),
    RefusalCode.LEASE_EXPIRED: QT_TRANSLATE_NOOP(
        "Words", "Your hold on {the_case} has run out. Claim it again, then repeat “{verb}”."
    ),
    RefusalCode.TRANSITION: QT_TRANSLATE_NOOP(
        "Words",
        "{case} is “{state}”; “{verb}” would make it “{target}”, which is not allowed from there. "
        "Allowed now: {allowed}.",
    ),
    RefusalCode.POST: QT_TRANSLATE_NOOP(
        "Words", "“{verb}” on {the_case} needs the post: {posts}. Ask somebody who holds it."
    ),
    RefusalCode.SCOPE: QT_TRANSLATE_NOOP(
        "Words", "{case} lies outside your area or department. Ask the centre that covers it."
    ),
    RefusalCode.REASON: QT_TRANSLATE_NOOP(
        "Words",
        "“{verb}” on {the_case} needs a reason from the list; “{value}” is not on it: {known}.",
    ),
    RefusalCode.CATEGORY: QT_TRANSLATE_NOOP(
        "Words", "There is no type “{value}” in this city. Choose one from the list."
    ),
    RefusalCode.AREA: QT_TRANSLATE_NOOP(
        "Words", "There is no area “{value}” in this city. Choose one from the list."
    ),
    RefusalCode.COMPONENT: QT_TRANSLATE_NOOP(
        "Words", "The city's register has no component “{value}”. Report it without one."
    ),
    RefusalCode.DEPARTMENT: QT_TRANSLATE_NOOP(
        "Words", "There is no department “{value}” to send {the_case} to. Choose one from the list."
    ),
    RefusalCode.SAME_DEPARTMENT: QT_TRANSLATE_NOOP(
        "Words", "{case} is with {department} already. Choose another department."
    ),
    RefusalCode.UNIT: QT_TRANSLATE_NOOP(
        "Words", "{unit} is not known to central (any more). Choose another unit for {the_case}."
    ),
    RefusalCode.UNIT_BUSY: QT_TRANSLATE_NOOP(
        "Words", "{unit} is busy with case {other}. Choose a free unit, or send it all the same."
    ),
    RefusalCode.UNIT_NOT_ASSIGNED: QT_TRANSLATE_NOOP(
        "Words", "{unit} is not at {the_case} (any more). Nothing is left to withdraw."
    ),
    RefusalCode.UNIT_ALREADY: QT_TRANSLATE_NOOP(
        "Words", "{unit} is at {the_case} already. Choose another unit."
    ),
    RefusalCode.SHORT_CLOSING: QT_TRANSLATE_NOOP(
        "Words",
        "{case} is “{state}” and has not passed verification. "
        "Verify it first, or close it as one of: {known}.",
    ),
    RefusalCode.FUTURE: QT_TRANSLATE_NOOP(
        "Words", "The report says it was made in the future. Check the clock of the sending device."
    ),
    RefusalCode.PLACE: QT_TRANSLATE_NOOP(
        "Words", "The position given is nowhere on the map. Check longitude, latitude and datum."
    ),
    RefusalCode.NOTHING_TO_TAKE: QT_TRANSLATE_NOOP(
        "Words", "Nothing to take: no open case in your area is without a holder."
    ),
    RefusalCode.READ_ONLY: QT_TRANSLATE_NOOP(
        "Words", "This sign-in can only read; “{verb}” was not done. Sign in at a seat to act."
    ),
    RefusalCode.NO_REQUEST: QT_TRANSLATE_NOOP(
        "Words", "Nothing waits for a decision on {the_case}. Allowed now: {allowed}."
    ),
    RefusalCode.REQUEST_PENDING: QT_TRANSLATE_NOOP(
        "Words", "{case} already waits for a decision: {request}. Approve or deny that first."
    ),
    RefusalCode.OWN_REQUEST: QT_TRANSLATE_NOOP(
        "Words",
        "You asked for this yourself ({request}, {the_case}): somebody else has to approve it, "
        "with the post: {posts}. You can still deny it.",
    ),
    RefusalCode.LEVEL: QT_TRANSLATE_NOOP(
        "Words",
        "{case} has been passed around too often: only the level above ({level}) can “{verb}” now.",
    ),
    RefusalCode.TOP_LEVEL: QT_TRANSLATE_NOOP(
        "Words", "{case} is at the highest level already. Decide it here."
    ),
    RefusalCode.CANNOT_MERGE: QT_TRANSLATE_NOOP(
        "Words", "{case} cannot be merged into case {value}. Name another open case in your area."
    ),
    RefusalCode.CANNOT_PART: QT_TRANSLATE_NOOP(
        "Words",
        "“{verb}” does not fit {the_case} and case {value}. Look at both, then name another case.",
    ),
    RefusalCode.SETTLED: QT_TRANSLATE_NOOP(
        "Words", "This handover is settled already, by {by}. Nothing is left to do."
    ),
    RefusalCode.NOT_YOURS: QT_TRANSLATE_NOOP(
        "Words",
        "“{verb}” is not for you here. Ask {by}, or a shift supervisor.",
    ),
    RefusalCode.COLLEAGUE: QT_TRANSLATE_NOOP(
        "Words",
        "“{value}” is no colleague who could take cases. Choose somebody from the list, "
        "or the pool.",
    ),
    RefusalCode.IN_PARTS: QT_TRANSLATE_NOOP(
        "Words",
        "{who} does not work everywhere these cases lie. Hand them over in parts: one handover "
        "for each area or department.",
    ),
    RefusalCode.ALERT_TAKEN: QT_TRANSLATE_NOOP(
        "Words", "{by} has acknowledged this alert already. Nothing is left to do."
    ),
    RefusalCode.VIEW_NAME: QT_TRANSLATE_NOOP(
        "Words", "{by} already shares a filter called “{value}”. Choose another name."
    ),
    RefusalCode.TOO_MANY: QT_TRANSLATE_NOOP(
        "Words", "“{verb}” was refused: there are too many already. Take one back first."
    ),
}
#: One that was kept from the last time does not know until when.
_HELD = QT_TRANSLATE_NOOP(
    "Words", "{case} is held by {holder}. Ask {holder} to release it, or take another."
)
#: The case a unit is busy with may be one that this person is not to know of.
_BUSY_OUTSIDE = QT_TRANSLATE_NOOP(
    "Words",
    "{unit} is busy with a case outside your area. Choose a free unit, or send it all the same.",
)


def refusal(no: Refusal, session: Session | None = None, case_id: int = 0) -> str:
    """Why a command was refused, and what can be done instead.

    `session` gives names and the city's zone; `case_id` where the refusal itself names none.
    """
    number = no.current.case_id if no.current else case_id
    until = _until(no, session)
    sentence = _SENTENCES[no.code]
    if no.code is RefusalCode.UNIT_BUSY and not no.params.get("other"):
        sentence = _BUSY_OUTSIDE
    elif no.code is RefusalCode.HELD and not until:
        sentence = _HELD
    said = QCoreApplication.translate("Words", sentence)
    nobody = QCoreApplication.translate("Words", "nobody")
    return fill(
        said,
        case=_case(number),
        the_case=_the_case(number),
        verb=terms.verb(no.verb),
        state=_state(no.current.state if no.current else no.state),
        target=_state(no.target),
        holder=no.holder or nobody,
        until=until,
        allowed=_listed(terms.verb(v) for v in no.allowed),
        posts=_posts(no.params.get("posts", "")),
        value=no.params.get("value", ""),
        known=_known(no, session),
        department=_department(no, session),
        unit=names.unit_name(session, no.params.get("unit", "?")),
        request=terms.request(no.current.request if no.current else Request.NONE),
        level=terms.level(no.current.level if no.current else Level.CITY),
        other=no.params.get("other", ""),
        by=no.params.get("by", "") or QCoreApplication.translate("Words", "a colleague"),
        who=no.params.get("who", "") or QCoreApplication.translate("Words", "A colleague"),
    )


def outcome(answer: Outcome, session: Session | None = None) -> str:
    """What became of a command, in words."""
    what, where = terms.verb(answer.verb), _the_case(answer.case_id)
    if answer.refusal is not None:
        return refusal(answer.refusal, session, answer.case_id)
    if answer.verb in VERBS:
        return _about_none(answer, what)
    if answer.trouble is Trouble.NONE:
        text = QCoreApplication.translate("Words", "Done: “{verb}”, {the_case}.")
        return fill(text, verb=what, the_case=where)
    why = problem(answer.problem) if answer.problem else terms.trouble(answer.trouble)
    if not answer.final and answer.trouble in (Trouble.TOO_OLD, Trouble.OTHER_LOG):
        text = QCoreApplication.translate(
            "Words", "“{verb}” is not sent, {the_case}: {trouble}. Decide in the outbox ({key})."
        )
    elif answer.final:
        text = QCoreApplication.translate(
            "Words", "“{verb}” was not recorded, {the_case}: {trouble}. It will not be sent again."
        )
    else:
        text = QCoreApplication.translate(
            "Words", "“{verb}” is not recorded yet, {the_case}: {trouble}. Still trying."
        )
    return fill(text, verb=what, the_case=where, trouble=why, key=key("view.outbox"))


def _about_none(answer: Outcome, what: str) -> str:
    """What became of a command that is about no single case."""
    if answer.trouble is Trouble.NONE:
        return fill(QCoreApplication.translate("Words", "Done: “{verb}”."), verb=what)
    text = QCoreApplication.translate(
        "Words", "“{verb}” is not recorded yet: {trouble}. Still trying."
    )
    if answer.final:
        text = QCoreApplication.translate(
            "Words", "“{verb}” was not recorded: {trouble}. It will not be sent again."
        )
    why = problem(answer.problem) if answer.problem else terms.trouble(answer.trouble)
    return fill(text, verb=what, trouble=why)


def _case(number: int) -> str:
    if not number:
        return QCoreApplication.translate("Words", "The case")
    return fill(QCoreApplication.translate("Words", "Case {number}"), number=number)


def _the_case(number: int) -> str:
    """The same in the middle of a sentence."""
    if not number:
        return QCoreApplication.translate("Words", "the case")
    return fill(QCoreApplication.translate("Words", "case {number}"), number=number)


def _state(word: str) -> str:
    return terms.state(CaseState(word)) if word in frozenset(CaseState) else word


def _until(no: Refusal, session: Session | None) -> str:
    """When the hold ends: from the case as it came back, or from the refusal's own words; empty
    where neither is known any more."""
    until = no.current.lease_until if no.current else None
    try:
        until = until or datetime.fromisoformat(no.params.get("until", ""))
    except ValueError:
        return ""
    where = measures.zone(session) if session else UTC
    return measures.instant_ms(to_ms(require_zone(until)), where, seconds=False)


def _posts(listed: str) -> str:
    found = (p.strip() for p in listed.split(","))
    return _listed(terms.post(Post(p)) if p in frozenset(Post) else p for p in found if p)


def _known(no: Refusal, session: Session | None) -> str:
    codes = [c.strip() for c in no.params.get("known", "").split(",") if c.strip()]
    if session is None:
        return _listed(codes)
    return _listed(names.reason(session, no.verb, c) for c in codes)


def _department(no: Refusal, session: Session | None) -> str:
    code = no.params.get("value", "")
    return names.department(session, code) if session else code


def _listed(words: Iterable[str]) -> str:
    joined = QCoreApplication.translate("Words", ", ").join(words)
    return joined or QCoreApplication.translate("Words", "nothing")
