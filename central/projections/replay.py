"""The log folded again from its first line: for rebuilding, for exports, and for checking."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field

from casework.case import Case
from casework.codec import ENCODER, decode_envelope
from casework.duty import NOTHING, Duty, fold_duty
from casework.dutyevents import DutyEvent
from casework.events import UnitsRegistered, UnknownEvent
from casework.fold import fold
from casework.unit import Unit
from central.errors import CorruptStoreError
from central.store.interface import Store

LOG = logging.getLogger("central.replay")
_CHUNK = 2_000


@dataclass
class Folded:
    """What the log says up to line `seq`."""

    seq: int = 0
    cases: dict[int, Case] = field(default_factory=dict)
    units: dict[int, Unit] = field(default_factory=dict)
    duty: Duty = NOTHING


def fold_log(store: Store, up_to: int) -> Folded:
    """Fold every line up to `up_to`; an unknown event changes nothing and is reported."""
    folded = Folded()
    while folded.seq < up_to:
        rows = store.rows(folded.seq, up_to, _CHUNK)
        if not rows:
            raise CorruptStoreError(f"the log breaks off after line {folded.seq}")
        for row in rows:
            envelope = decode_envelope(row.line)
            folded.seq = envelope.seq
            if isinstance(envelope.event, UnitsRegistered):
                folded.units.update((unit.unit_id, unit) for unit in envelope.event.units)
                continue
            if isinstance(envelope.event, DutyEvent):
                folded.duty = fold_duty(folded.duty, envelope)
                continue
            if isinstance(envelope.event, UnknownEvent):
                LOG.warning("line %d: unknown event %r", envelope.seq, envelope.event.kind)
            case = fold(folded.cases.get(envelope.case_id), envelope)
            if case is not None:
                folded.cases[envelope.case_id] = case
    return folded


def rebuild(store: Store) -> Folded:
    """Throw the query tables away and make them anew from the log."""
    folded = fold_log(store, store.head())
    store.replace_projections(
        list(folded.cases.values()), list(folded.units.values()), ENCODER.encode
    )
    return folded
