"""What the people of a room have told each other, from its lines of the log."""

from __future__ import annotations

from collections.abc import Iterable

from casework.codec import decode_envelope
from casework.duty import NOTHING, Duty, fold_duty
from casework.dutyevents import AnyDutyEvent, ViewShared, ViewWithdrawn

DUTY_KINDS = frozenset(str(shape.__struct_config__.tag) for shape in AnyDutyEvent.__args__)
#: Views stay until they are withdrawn; everything else is forgotten after `casework.duty.KEEP`.
LASTING = frozenset(str(shape.__struct_config__.tag) for shape in (ViewShared, ViewWithdrawn))


def folded(lines: Iterable[bytes], duty: Duty = NOTHING) -> Duty:
    """`duty` after some lines of the log, which are all of `DUTY_KINDS`."""
    for line in lines:
        duty = fold_duty(duty, decode_envelope(line))
    return duty
