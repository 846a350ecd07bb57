"""Closed sets of the domain in words: states, channels, steps, posts, troubles, link states."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from casework.area import LimitUnit
from casework.vocabulary import (
    CaseState,
    Channel,
    Level,
    PlaceDoubt,
    Post,
    Request,
    Step,
    TrafficLight,
    UnitKind,
)
from console.feeds.port import LinkState, Trouble
from console.words.language import QT_TRANSLATE_NOOP, fill

_STATES = {
    CaseState.REPORTED: QT_TRANSLATE_NOOP("Words", "To accept"),
    CaseState.ACCEPTED: QT_TRANSLATE_NOOP("Words", "To file"),
    CaseState.FILED: QT_TRANSLATE_NOOP("Words", "To dispatch"),
    CaseState.DISPATCHED: QT_TRANSLATE_NOOP("Words", "To handle"),
    CaseState.WORKING: QT_TRANSLATE_NOOP("Words", "In work"),
    CaseState.FEEDBACK: QT_TRANSLATE_NOOP("Words", "To verify"),
    CaseState.VERIFIED: QT_TRANSLATE_NOOP("Words", "To close"),
    CaseState.CLOSED: QT_TRANSLATE_NOOP("Words", "Closed"),
    CaseState.REJECTED: QT_TRANSLATE_NOOP("Words", "Rejected"),
    CaseState.SUSPENDED: QT_TRANSLATE_NOOP("Words", "Suspended"),
    CaseState.VOIDED: QT_TRANSLATE_NOOP("Words", "Voided"),
    CaseState.MERGED: QT_TRANSLATE_NOOP("Words", "Merged"),
}
_DOUBTS = {
    PlaceDoubt.NULL_ISLAND: QT_TRANSLATE_NOOP("Words", "0, 0: the sender did not know the place"),
    PlaceDoubt.OUTSIDE_CITY: QT_TRANSLATE_NOOP("Words", "outside the city"),
}
_CHANNELS = {
    Channel.OFFICER: QT_TRANSLATE_NOOP("Words", "Grid officer"),
    Channel.HOTLINE: QT_TRANSLATE_NOOP("Words", "12345 hotline"),
    Channel.CITIZEN_APP: QT_TRANSLATE_NOOP("Words", "Citizen app"),
    Channel.SNAPSHOT: QT_TRANSLATE_NOOP("Words", "Snapshot"),
    Channel.QR_CODE: QT_TRANSLATE_NOOP("Words", "Service code"),
    Channel.CAMERA: QT_TRANSLATE_NOOP("Words", "Camera"),
    Channel.DRONE: QT_TRANSLATE_NOOP("Words", "Drone"),
    Channel.SENSOR: QT_TRANSLATE_NOOP("Words", "Sensor"),
    Channel.PLATFORM: QT_TRANSLATE_NOOP("Words", "Other platform"),
}
_UNIT_KINDS = {
    UnitKind.OFFICER: QT_TRANSLATE_NOOP("Words", "Officer"),
    UnitKind.DRONE: QT_TRANSLATE_NOOP("Words", "Drone"),
    UnitKind.VEHICLE: QT_TRANSLATE_NOOP("Words", "Vehicle"),
}
_STEPS = {
    Step.ASSIGNED: QT_TRANSLATE_NOOP("Words", "Assigned"),
    Step.EN_ROUTE: QT_TRANSLATE_NOOP("Words", "On the way"),
    Step.ON_SCENE: QT_TRANSLATE_NOOP("Words", "On scene"),
    Step.TRANSPORTING: QT_TRANSLATE_NOOP("Words", "Transporting"),
    Step.AT_HOSPITAL: QT_TRANSLATE_NOOP("Words", "At hospital"),
    Step.DONE: QT_TRANSLATE_NOOP("Words", "Done"),
}
_POSTS = {
    Post.COLLECTOR: QT_TRANSLATE_NOOP("Words", "collector"),
    Post.INTAKE: QT_TRANSLATE_NOOP("Words", "intake"),
    Post.SHIFT_SUPERVISOR: QT_TRANSLATE_NOOP("Words", "shift supervisor"),
    Post.DISPATCHER: QT_TRANSLATE_NOOP("Words", "dispatcher"),
    Post.DEPARTMENT: QT_TRANSLATE_NOOP("Words", "department"),
    Post.VERIFIER: QT_TRANSLATE_NOOP("Words", "verifier"),
    Post.WALL: QT_TRANSLATE_NOOP("Words", "wall display"),
    Post.ADMINISTRATOR: QT_TRANSLATE_NOOP("Words", "administrator"),
    Post.SUPERVISOR: QT_TRANSLATE_NOOP("Words", "supervisor"),
    Post.AUDITOR: QT_TRANSLATE_NOOP("Words", "auditor"),
}
_LIGHTS = {
    TrafficLight.NONE: QT_TRANSLATE_NOOP("Words", "No limit"),
    TrafficLight.GREEN: QT_TRANSLATE_NOOP("Words", "In time"),
    TrafficLight.YELLOW: QT_TRANSLATE_NOOP("Words", "Near the limit"),
    TrafficLight.RED: QT_TRANSLATE_NOOP("Words", "Overdue"),
}
_PRIORITIES = {
    1: QT_TRANSLATE_NOOP("Words", "1 Emergency"),
    2: QT_TRANSLATE_NOOP("Words", "2 Urgent"),
    3: QT_TRANSLATE_NOOP("Words", "3 Normal"),
    4: QT_TRANSLATE_NOOP("Words", "4 Low"),
}
_LIMIT_UNITS = {
    LimitUnit.EMERGENCY_HOUR: QT_TRANSLATE_NOOP("Words", "{n} h round the clock"),
    LimitUnit.WORK_HOUR: QT_TRANSLATE_NOOP("Words", "{n} working hours"),
    LimitUnit.WORK_DAY: QT_TRANSLATE_NOOP("Words", "{n} working days"),
    LimitUnit.CALENDAR_DAY: QT_TRANSLATE_NOOP("Words", "{n} calendar days"),
}
_VERBS = {
    "report": QT_TRANSLATE_NOOP("Words", "Report a case"),
    "accept": QT_TRANSLATE_NOOP("Words", "Accept"),
    "reject": QT_TRANSLATE_NOOP("Words", "Reject"),
    "file": QT_TRANSLATE_NOOP("Words", "File"),
    "dispatch": QT_TRANSLATE_NOOP("Words", "Dispatch to a department"),
    "claim": QT_TRANSLATE_NOOP("Words", "Claim"),
    "next": QT_TRANSLATE_NOOP("Words", "Take next"),
    "renew": QT_TRANSLATE_NOOP("Words", "Hold longer"),
    "release": QT_TRANSLATE_NOOP("Words", "Release"),
    "assign": QT_TRANSLATE_NOOP("Words", "Send a unit"),
    "withdraw": QT_TRANSLATE_NOOP("Words", "Withdraw a unit"),
    "progress": QT_TRANSLATE_NOOP("Words", "Report a unit's step"),
    "reassign": QT_TRANSLATE_NOOP("Words", "Send on to another department"),
    "note": QT_TRANSLATE_NOOP("Words", "Add a note"),
    "start": QT_TRANSLATE_NOOP("Words", "Start work"),
    "feedback": QT_TRANSLATE_NOOP("Words", "Give feedback"),
    "verify": QT_TRANSLATE_NOOP("Words", "Verify"),
    "close": QT_TRANSLATE_NOOP("Words", "Close"),
    "reopen": QT_TRANSLATE_NOOP("Words", "Reopen"),
    "return": QT_TRANSLATE_NOOP("Words", "Ask to return the case"),
    "rework": QT_TRANSLATE_NOOP("Words", "Ask for rework"),
    "extend": QT_TRANSLATE_NOOP("Words", "Ask for more time"),
    "suspend": QT_TRANSLATE_NOOP("Words", "Ask to suspend"),
    "approve": QT_TRANSLATE_NOOP("Words", "Approve"),
    "deny": QT_TRANSLATE_NOOP("Words", "Deny"),
    "resume": QT_TRANSLATE_NOOP("Words", "Resume"),
    "void": QT_TRANSLATE_NOOP("Words", "Void"),
    "escalate": QT_TRANSLATE_NOOP("Words", "Escalate to the level above"),
    "attach": QT_TRANSLATE_NOOP("Words", "Attach a file"),
    "contact": QT_TRANSLATE_NOOP("Words", "Record a contact"),
    "merge": QT_TRANSLATE_NOOP("Words", "Merge into another case"),
    "unmerge": QT_TRANSLATE_NOOP("Words", "Undo a merge"),
    "distinct": QT_TRANSLATE_NOOP("Words", "Not a duplicate"),
    "undistinct": QT_TRANSLATE_NOOP("Words", "Take “not a duplicate” back"),
    "expire": QT_TRANSLATE_NOOP("Words", "End a hold"),
    "handover-offer": QT_TRANSLATE_NOOP("Words", "Hand over"),
    "handover-acknowledge": QT_TRANSLATE_NOOP("Words", "Acknowledge a handover"),
    "handover-decline": QT_TRANSLATE_NOOP("Words", "Decline a handover"),
    "handover-withdraw": QT_TRANSLATE_NOOP("Words", "Take a handover back"),
    "alert-acknowledge": QT_TRANSLATE_NOOP("Words", "Acknowledge an alert"),
    "view-share": QT_TRANSLATE_NOOP("Words", "Share a saved filter"),
    "view-withdraw": QT_TRANSLATE_NOOP("Words", "Stop sharing a saved filter"),
}
_REQUESTS = {
    Request.NONE: QT_TRANSLATE_NOOP("Words", "nothing to decide"),
    Request.RETURN: QT_TRANSLATE_NOOP("Words", "return to the dispatcher"),
    Request.REWORK: QT_TRANSLATE_NOOP("Words", "rework"),
    Request.EXTEND: QT_TRANSLATE_NOOP("Words", "more time"),
    Request.SUSPEND: QT_TRANSLATE_NOOP("Words", "suspension"),
}
_LEVELS = {
    Level.VILLAGE: QT_TRANSLATE_NOOP("Words", "village"),
    Level.TOWN: QT_TRANSLATE_NOOP("Words", "town"),
    Level.CITY: QT_TRANSLATE_NOOP("Words", "city"),
}
_TROUBLES = {
    Trouble.NONE: QT_TRANSLATE_NOOP("Words", "No trouble"),
    Trouble.UNREACHABLE: QT_TRANSLATE_NOOP("Words", "Central cannot be reached"),
    Trouble.TIMEOUT: QT_TRANSLATE_NOOP("Words", "Central did not answer in time"),
    Trouble.CUT: QT_TRANSLATE_NOOP("Words", "The connection to central broke off"),
    Trouble.NOT_CENTRAL: QT_TRANSLATE_NOOP(
        "Words", "What answers at this address is not a central"
    ),
    Trouble.UNTRUSTED: QT_TRANSLATE_NOOP("Words", "The certificate there is not to be trusted"),
    Trouble.UNAUTHORISED: QT_TRANSLATE_NOOP("Words", "Central does not accept this sign-in"),
    Trouble.SERVER_ERROR: QT_TRANSLATE_NOOP("Words", "Central reports a fault of its own"),
    Trouble.BAD_ADDRESS: QT_TRANSLATE_NOOP("Words", "The address of central is not an address"),
    Trouble.READ_ONLY: QT_TRANSLATE_NOOP("Words", "Nothing can be sent from here"),
    Trouble.FULL_DISK: QT_TRANSLATE_NOOP(
        "Words", "Central's disk is full: it can read, not record"
    ),
    Trouble.PROBLEM: QT_TRANSLATE_NOOP("Words", "Central does not take the request as it is"),
    Trouble.OUTBOX_FULL: QT_TRANSLATE_NOOP("Words", "Too many commands wait in the outbox already"),
    Trouble.STOPPED: QT_TRANSLATE_NOOP(
        "Words", "An earlier command about the same case was refused, so this one was not sent"
    ),
    Trouble.CANCELLED: QT_TRANSLATE_NOOP("Words", "It was cancelled here"),
    Trouble.CANCELLED_LATE: QT_TRANSLATE_NOOP(
        "Words",
        "It was cancelled here after it had been tried; the history of the case tells whether it "
        "was carried out",
    ),
    Trouble.TOO_OLD: QT_TRANSLATE_NOOP(
        "Words", "It has waited so long that central may have forgotten whether it was carried out"
    ),
    Trouble.OTHER_LOG: QT_TRANSLATE_NOOP(
        "Words", "Central keeps another log now, where the same number means another case"
    ),
}
_LINKS = {
    LinkState.CONNECTING: QT_TRANSLATE_NOOP("Words", "Connecting to central"),
    LinkState.LIVE: QT_TRANSLATE_NOOP("Words", "Live"),
    LinkState.STALE: QT_TRANSLATE_NOOP("Words", "No word from central"),
    LinkState.REFUSED: QT_TRANSLATE_NOOP("Words", "Central refuses this console"),
    LinkState.REPLAY: QT_TRANSLATE_NOOP("Words", "Replay"),
}


def state(value: CaseState) -> str:
    """Where a case stands, as the thing that has to be done next."""
    return _say(_STATES[value])


def channel(value: Channel) -> str:
    return _say(_CHANNELS[value])


def doubt(value: PlaceDoubt) -> str:
    """Why a place is not to be relied on, empty where it is."""
    return _say(_DOUBTS[value]) if value else ""


def unit_kind(value: UnitKind) -> str:
    return _say(_UNIT_KINDS[value])


def step(value: Step) -> str:
    return _say(_STEPS[value])


def post(value: Post) -> str:
    return _say(_POSTS[value])


def traffic_light(value: TrafficLight) -> str:
    return _say(_LIGHTS[value])


def priority(value: int) -> str:
    """Number and word; a number outside 1 to 4 is shown as it is."""
    return _say(_PRIORITIES[value]) if value in _PRIORITIES else str(value)


def limit_unit(value: float, unit: LimitUnit) -> str:
    """A limit as the standards count it, for example "4 working hours"."""
    return fill(_say(_LIMIT_UNITS[unit]), n=f"{value:g}")


def verb(word: str) -> str:
    """What an action does; a verb of a newer central is shown as it is."""
    return _say(_VERBS[word]) if word in _VERBS else word


def request(value: Request) -> str:
    """What has been asked for and waits for a decision."""
    return _say(_REQUESTS[value])


def level(value: Level) -> str:
    """A rung of the ladder."""
    return _say(_LEVELS[value])


def trouble(value: Trouble) -> str:
    """Why a link is not live or a command got no answer."""
    return _say(_TROUBLES[value])


def link(value: LinkState) -> str:
    return _say(_LINKS[value])


def _say(text: str) -> str:
    return QCoreApplication.translate("Words", text)
