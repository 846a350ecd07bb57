"""What the people of a room ask for that is about no single case."""

from __future__ import annotations

from typing import Annotated

import msgspec
from msgspec import Meta

Text = Annotated[str, Meta(max_length=10_000)]
Id = Annotated[str, Meta(max_length=100)]
Key = Annotated[str, Meta(min_length=1, max_length=200)]
Column = Annotated[str, Meta(min_length=1, max_length=40)]
#: A shift's cases: nobody holds more.
MOST_CASES = 500
CaseIds = Annotated[tuple[Annotated[int, Meta(ge=1)], ...], Meta(max_length=MOST_CASES)]


class DutyCommand(msgspec.Struct, frozen=True, tag_field="verb", forbid_unknown_fields=True):
    """Base of these."""


class OfferHandover(DutyCommand, frozen=True, tag="handover-offer"):
    """Give `cases` that I hold to the colleague `to`, or to the pool where it is ""."""

    to: Id = ""
    cases: CaseIds = ()
    note: Text = ""


class AcknowledgeHandover(DutyCommand, frozen=True, tag="handover-acknowledge"):
    handover: Id


class DeclineHandover(DutyCommand, frozen=True, tag="handover-decline"):
    handover: Id
    text: Annotated[str, Meta(min_length=1, max_length=2_000)]


class WithdrawHandover(DutyCommand, frozen=True, tag="handover-withdraw"):
    handover: Id


class AcknowledgeAlert(DutyCommand, frozen=True, tag="alert-acknowledge"):
    """I have seen `alert`, one occurrence of it; about `case`, or else somewhere in `area`."""

    alert: Key
    case: Annotated[int, Meta(ge=0)] = 0
    area: Id = ""
    text: Annotated[str, Meta(max_length=2_000)] = ""


class ShareView(DutyCommand, frozen=True, tag="view-share"):
    """Let everybody in `area` use a view; "": the whole of the area I work in."""

    name: Annotated[str, Meta(min_length=1, max_length=80)]
    query: Annotated[str, Meta(max_length=1_000)] = ""
    columns: Annotated[tuple[Column, ...], Meta(max_length=60)] = ()
    sort: Annotated[str, Meta(max_length=80)] = ""
    area: Id = ""


class WithdrawView(DutyCommand, frozen=True, tag="view-withdraw"):
    view: Id


AnyDutyCommand = (
    OfferHandover
    | AcknowledgeHandover
    | DeclineHandover
    | WithdrawHandover
    | AcknowledgeAlert
    | ShareView
    | WithdrawView
)
