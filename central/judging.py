"""Jobs judged one after another on a draft; each sees what the ones before it did.

Decisions are pure (`casework.decide`): a refused job adds nothing to the draft but its answer, so
it cannot hurt its neighbours in the same transaction.
"""

from __future__ import annotations

import time
import uuid
from functools import partial

import msgspec
from msgspec.structs import replace

from casework import commands as cm
from casework import workflow
from casework.actor import Actor
from casework.case import Case
from casework.codec import ENCODER, decode_envelope, verb_of
from casework.decide import decide, report
from casework.dutybench import Bench
from casework.dutyrules import decide_duty
from casework.exceptional import Decision, echo
from casework.fold import fold
from casework.instant import to_ms
from casework.refusal import Refusal, RefusalCode
from casework.ruling import Ruling
from casework.vocabulary import Post
from central.city import City
from central.draft import Draft
from central.jobs import (
    Attach,
    Done,
    Job,
    KeyReused,
    No,
    OnCase,
    OnDuty,
    Outcome,
    Register,
    Report,
    TakeNext,
)
from central.projections.cases import urgency
from central.store.interface import AnswerRow, Tx

_REFUSAL = msgspec.json.Decoder(Refusal)
_MAY_CLAIM = frozenset[Post]().union(*(row.posts for row in workflow.rows_for("claim")))


class Judge:
    """Judges the jobs of one transaction."""

    def __init__(self, draft: Draft, city: City, tx: Tx) -> None:
        self._draft, self._city, self._tx = draft, city, tx

    def judge(self, job: Job) -> Outcome:
        """Decide one job; what follows from it is kept in the draft."""
        first = self._draft.head + 1
        outcome = self._dispatch(job)
        if job.key:
            self._draft.answers.append(_answer(job, outcome, first, self._draft.head))
        return outcome

    def recall(self, job: Job, row: AnswerRow) -> Outcome:
        """The answer given before to the same key, or the complaint that it meant another thing."""
        if row.fingerprint != job.fingerprint():
            return KeyReused()
        if row.refusal:
            return No(_REFUSAL.decode(row.refusal), stale=_stale(job, row.version), replayed=True)
        own = [self._tx.line(seq) for seq in range(row.first_seq, row.last_seq + 1)]
        if isinstance(job.work, Register | OnDuty):
            units = len(job.work.units) if isinstance(job.work, Register) else 0
            return Done(b"", 0, own, created=row.created, registered=units, replayed=True)
        case: Case | None = None
        lines = self._tx.history(row.case_id, row.version)
        for line in lines:
            case = fold(case, decode_envelope(line))
        return Done(ENCODER.encode(case), row.version, own, row.case_id, row.created, replayed=True)

    def _dispatch(self, job: Job) -> Outcome:
        draft, actor = self._draft, job.actor
        busy_with = partial(draft.busy_with, actor=actor)
        by = self._city.ruling(actor, draft.now, busy_with, draft.case)
        work = job.work
        if isinstance(work, OnCase | Attach):
            return self._on_case(work, job, by)
        if isinstance(work, Report):
            return self._report(work.command, job, by)
        if isinstance(work, TakeNext):
            return self._take_next(job, by)
        if isinstance(work, OnDuty):
            return self._on_duty(work, job, by)
        return self._register(work, job)

    def _report(self, command: cm.ReportCase, job: Job, by: Ruling) -> Outcome:
        if command.area in by.areas and not job.actor.covers(command.area):
            detail = f"area {command.area} is outside your scope; report it in one of yours"
            return No(Refusal(RefusalCode.SCOPE, detail, verb="report"))
        try:
            decision = report(command, by)
        except (ValueError, OverflowError) as error:
            return No(Refusal(RefusalCode.PLACE, str(error), verb="report"))
        if isinstance(decision, Refusal):
            return No(decision)
        case_id = self._draft.next_case_id
        self._draft.next_case_id += 1
        return self._draft.record(None, case_id, decision, job)

    def _on_case(self, work: OnCase | Attach, job: Job, by: Ruling) -> Outcome:
        case = self._draft.case(work.case_id)
        if case is None or not job.actor.covers(case.area, case.department):
            detail = f"there is no case {work.case_id} in your scope"
            return No(Refusal(RefusalCode.NOT_FOUND, detail, verb=verb_of(work.command)))
        version = work.version if isinstance(work, OnCase) else case.version
        decision = decide(case, version, work.command, by)
        if isinstance(decision, Refusal):
            return No(decision, stale=version != case.version)
        done = self._draft.record(case, case.case_id, decision, job)
        return self._at_the_other_end(done, decision, job)

    def _at_the_other_end(self, done: Done, decision: Decision, job: Job) -> Done:
        """A merge and its undoing happen to two cases: the other one, in the same transaction."""
        for event in decision:
            meant = echo(event, done.case_id)
            if meant is None:
                continue
            other = self._draft.case(meant[0])
            if other is not None:
                also = self._draft.record(other, other.case_id, meant[1:], job)
                done = replace(done, lines=[*done.lines, *also.lines])
        return done

    def _take_next(self, job: Job, by: Ruling) -> Outcome:
        if not _MAY_CLAIM & job.actor.posts:
            detail = f"taking a case needs one of the posts: {', '.join(sorted(_MAY_CLAIM))}"
            return No(Refusal(RefusalCode.POST, detail, verb="claim"))
        case = self._most_urgent(job.actor)
        if case is None:
            detail = "no open case in your scope is waiting for somebody to take it"
            return No(Refusal(RefusalCode.NOTHING_TO_TAKE, detail, verb="claim"))
        decision = decide(case, case.version, cm.ClaimCase(), by)
        if isinstance(decision, Refusal):
            return No(decision)
        return self._draft.record(case, case.case_id, decision, job)

    def _most_urgent(self, actor: Actor) -> Case | None:
        """The stored queue in its order, set against what this batch has changed already."""
        draft = self._draft
        changed = (case for case, _ in draft.cases.values() if self._waits(case, actor))
        best = min(changed, key=urgency, default=None)
        for case in self._tx.takeable(to_ms(draft.now)):
            if case.case_id in draft.cases or not self._waits(case, actor):
                continue
            return case if best is None or urgency(case) < urgency(best) else best
        return best

    def _waits(self, case: Case, actor: Actor) -> bool:
        free = not case.holder or case.lease_until is None or case.lease_until <= self._draft.now
        return case.is_open and free and actor.covers(case.area, case.department)

    def _on_duty(self, work: OnDuty, job: Job, by: Ruling) -> Outcome:
        bench = Bench(self._draft.duty, by, work.colleague, lambda: str(uuid.uuid4()))
        decision = decide_duty(work.command, bench)
        if isinstance(decision, Refusal):
            return No(decision)
        return self._draft.tell(decision, job)

    def _register(self, work: Register, job: Job) -> Outcome:
        for unit in work.units:
            if unit.area not in self._city.areas:
                detail = f"unit {unit.unit_id} belongs to area {unit.area!r}, which does not exist"
                return No(Refusal(RefusalCode.AREA, detail, params={"value": unit.area}))
            if not job.actor.covers(unit.area):
                detail = f"unit {unit.unit_id} belongs to area {unit.area}, outside your scope"
                return No(Refusal(RefusalCode.SCOPE, detail))
        return self._draft.register(work.units, job)


def _answer(job: Job, outcome: Outcome, first: int, last: int) -> AnswerRow:
    case_id = version = 0
    refusal = b""
    if isinstance(outcome, No):
        refusal = ENCODER.encode(outcome.refusal)
        version = outcome.refusal.current.version if outcome.refusal.current else 0
    elif isinstance(outcome, Done):
        version, case_id = outcome.version, outcome.case_id
    return AnswerRow(
        actor_id=job.actor.actor_id,
        key=job.key,
        route=job.work.route,
        fingerprint=job.fingerprint(),
        case_id=case_id,
        version=version,
        created=isinstance(outcome, Done) and outcome.created,
        first_seq=first,
        last_seq=last,
        refusal=refusal,
        created_ms=time.time_ns() // 1_000_000,
    )


def _stale(job: Job, version: int) -> bool:
    return isinstance(job.work, OnCase) and version not in (0, job.work.version)
