"""Why a command was not carried out, in a form that a person and a program can act on."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from casework.case import Case


class RefusalCode(StrEnum):
    """What kind of no it is. Stable words: the interface translates them."""

    NOT_FOUND = "not-found"
    VERSION = "version-conflict"
    HELD = "held-by-another"
    NOT_HELD = "not-held-by-you"
    LEASE_EXPIRED = "lease-expired"
    TRANSITION = "transition-forbidden"
    POST = "post-not-allowed"
    SCOPE = "outside-scope"
    REASON = "unknown-reason"
    CATEGORY = "unknown-category"
    AREA = "unknown-area"
    COMPONENT = "unknown-component"
    DEPARTMENT = "unknown-department"
    SAME_DEPARTMENT = "same-department"
    UNIT = "unknown-unit"
    UNIT_BUSY = "unit-busy"
    UNIT_NOT_ASSIGNED = "unit-not-assigned"
    UNIT_ALREADY = "unit-already-assigned"
    SHORT_CLOSING = "verification-missing"
    FUTURE = "reported-in-the-future"
    PLACE = "impossible-place"
    NOTHING_TO_TAKE = "nothing-to-take"
    READ_ONLY = "read-only"
    NO_REQUEST = "nothing-to-approve"
    REQUEST_PENDING = "request-pending"
    OWN_REQUEST = "own-request"
    LEVEL = "level-above-decides"
    TOP_LEVEL = "already-at-the-top"
    CANNOT_MERGE = "cannot-merge"
    CANNOT_PART = "cannot-tell-apart"
    SETTLED = "handover-settled"
    NOT_YOURS = "handover-not-yours"
    COLLEAGUE = "unknown-colleague"
    IN_PARTS = "handover-in-parts"
    ALERT_TAKEN = "alert-already-taken"
    VIEW_NAME = "view-name-taken"
    TOO_MANY = "too-many"


class Refusal(msgspec.Struct, frozen=True):
    """A no with its reasons.

    `state` is where the case is, `target` where the verb would have led; `allowed` is what the
    same person may do now; `holder` who holds the case; `detail` a plain English sentence that
    names the place, the reason and the way out; `params` the words a translation needs.
    """

    code: RefusalCode
    detail: str
    verb: str = ""
    state: str = ""
    target: str = ""
    holder: str = ""
    allowed: tuple[str, ...] = ()
    params: dict[str, str] = {}
    current: Case | None = None


class Refused(Exception):  # noqa: N818 - the domain's word
    """Raised inside `decide` to leave at once; never crosses the room's door."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.detail)
        self.refusal = refusal
