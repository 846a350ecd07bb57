"""The ledger of commands under way: what was sent, what came back, what was refused. Pure.

Law 1: a command stays pending until its event is on the board, or its refusal has arrived.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from casework.events import Envelope
from console.feeds.port import Trouble
from console.outbox.letter import Stage
from console.outbox.port import Outcome, Outgoing


@dataclass(frozen=True)
class Pending:
    """A command that has been sent and not yet come back as an event or a refusal.

    `since`: local monotonic seconds. `waiting`: no answer so far, it is being tried again.
    `until`: accepted, and over as soon as the board has come to this sequence number; 0 unknown.
    """

    command_id: str
    case_id: int
    verb: str
    since: float
    waiting: bool = False
    until: int = 0


class Ledger:
    """Pending commands by id, and the newest refusal of each case until it has been seen."""

    def __init__(self) -> None:
        self.pending: dict[str, Pending] = {}
        self.refusals: dict[int, Outcome] = {}

    def of_case(self, case_id: int) -> tuple[Pending, ...]:
        return tuple(p for p in self.pending.values() if p.case_id == case_id)

    def sent(self, command_id: str, case_id: int, verb: str, since: float) -> None:
        self.pending[command_id] = Pending(command_id, case_id, verb, since)
        self.refusals.pop(case_id, None)

    def list_anew(self, outgoing: Outgoing, now: float, utc: datetime) -> frozenset[int]:
        """What the outbox has on its way, also from before this start; returns the cases touched.

        `now`: local monotonic seconds at `utc`.
        """
        touched = set()
        for letter in outgoing.waiting:
            waiting = outgoing.away is not Trouble.NONE or letter.stage is Stage.HELD
            known = self.pending.get(letter.command_id)
            if known is None:
                since = now - (utc - letter.given_at).total_seconds()
                known = Pending(letter.command_id, letter.case_id, letter.verb, since)
                touched.add(letter.case_id)
            if known.waiting != waiting and not known.until:
                known = replace(known, waiting=waiting)
                touched.add(letter.case_id)
            self.pending[letter.command_id] = known
        return frozenset(touched)

    def conclude(self, outcome: Outcome, head: int) -> frozenset[int]:
        """Take an answer in, with the board at `head`; returns the cases whose mark changed."""
        known = self.pending.get(outcome.command_id)
        if known is not None and not outcome.final:
            self.pending[outcome.command_id] = replace(known, waiting=True)
        elif known is not None and _is_over(outcome, head):
            del self.pending[outcome.command_id]
        elif known is not None:
            # Taking the next case names it only now; until its event comes the case is pending.
            self.pending[outcome.command_id] = replace(
                known, case_id=outcome.case_id, waiting=False, until=max(outcome.seqs)
            )
        cancelled = outcome.trouble is Trouble.CANCELLED
        if outcome.final and not outcome.accepted and outcome.case_id and not cancelled:
            self.refusals[outcome.case_id] = outcome
        return frozenset({outcome.case_id})

    def settle(self, envelopes: Iterable[Envelope], head: int = 0) -> frozenset[int]:
        """Events have reached the board: their commands are over. Returns the cases concerned.

        Args:
            head: how far the board is, where that is more than `envelopes` say: the event of an
                accepted command may have come inside a new picture.
        """
        done = set()
        for envelope in envelopes:
            done.add(envelope.command_id)
            head = max(head, envelope.seq)
        over = [c for c, p in self.pending.items() if c in done or 0 < p.until <= head]
        cases = frozenset(self.pending.pop(command).case_id for command in over)
        for case_id in cases:
            self.refusals.pop(case_id, None)
        return cases


def _is_over(outcome: Outcome, head: int) -> bool:
    return not outcome.accepted or not outcome.seqs or max(outcome.seqs) <= head
