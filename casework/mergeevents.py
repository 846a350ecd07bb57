"""One matter or two: what is said of two cases. Each of them has its own event of it."""

from __future__ import annotations

from casework.eventbase import Event


class CaseMerged(Event, frozen=True, tag="case_merged"):
    """The same matter as `into`, where it goes on."""

    into: int
    reason: str
    text: str = ""


class CaseUnmerged(Event, frozen=True, tag="case_unmerged"):
    """A case of its own again, as it was before."""

    from_case: int
    text: str = ""


class DuplicateAdded(Event, frozen=True, tag="duplicate_added"):
    """The other end of a merge: `case` goes on here."""

    case: int


class DuplicateRemoved(Event, frozen=True, tag="duplicate_removed"):
    case: int


class DuplicateDenied(Event, frozen=True, tag="duplicate_denied"):
    """Somebody has looked: this and `other` are two matters. Both cases say so."""

    other: int
    text: str = ""


class DenialLifted(Event, frozen=True, tag="denial_lifted"):
    """`other` may be the same matter after all."""

    other: int
    text: str = ""
