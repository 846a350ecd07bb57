"""Whatever anybody tries, a case stays one the lifecycle knows."""

from __future__ import annotations

import itertools
from datetime import datetime

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from casework import commands as cm
from casework import events as ev
from casework import workflow
from casework.actor import Actor
from casework.case import Case
from casework.codec import decode_envelope, encode_envelope, verb_of
from casework.decide import decide, report
from casework.exceptional import BOUNCES_A_LEVEL, echo
from casework.fold import fold
from casework.refusal import Refusal, RefusalCode
from casework.ruling import LEVELLED, OPEN_TO_OTHERS
from casework.vocabulary import OPEN_STATES, CaseState, Level, Post, Request
from tests.support.effort import examples
from tests.unit.casework.world import ACTORS, COMMANDS, NOON, REPORT, USUAL, later, ruling

MEI = ACTORS[0]


def record(
    case: Case | None, event: ev.CaseEvent, log: list[ev.Envelope], at: datetime = NOON
) -> Case:
    """Append one event to the log and fold it, as the record office does."""
    case_id = case.case_id if case else 1001
    version = case.version + 1 if case else 1
    seq = len(log) + 1
    envelope = ev.Envelope(seq, f"id-{seq}", at, "x", "", case_id, version, "command", event)
    log.append(envelope)
    after = fold(case, envelope)
    assert after is not None
    return after


def reported() -> tuple[Case, list[ev.Envelope]]:
    decision = report(REPORT, ruling(MEI, NOON))
    assert isinstance(decision, tuple)
    log: list[ev.Envelope] = []
    return record(None, decision[0], log), log


def twin() -> tuple[Case, list[ev.Envelope]]:
    """Another report of the same matter, as case 1002."""
    case, log = reported()
    return msgspec.structs.replace(case, case_id=1002), log


class Lifecycle(RuleBasedStateMachine):
    """Random people send random commands on random versions, while time passes."""

    @initialize()
    def begin(self) -> None:
        self.case, self.log = reported()
        self.twin, self.twin_log = twin()
        self.now = NOON

    @rule(minutes=st.integers(0, 60))
    def time_passes(self, minutes: int) -> None:
        self.now = later(self.now, minutes)

    @rule(actor=st.sampled_from(ACTORS), command=COMMANDS, behind=st.sampled_from((0, 0, 0, 1)))
    def somebody_tries(self, actor: Actor, command: cm.CaseCommand, behind: int) -> None:
        self.attempt(actor, command, self.case.version - behind)

    @rule()
    def it_goes_its_usual_way(self) -> None:
        for command in USUAL:
            if workflow.find(self.case.state, verb_of(command), self.case.request):
                self.attempt(MEI, command, self.case.version)
                return

    def attempt(self, actor: Actor, command: cm.CaseCommand, version: int) -> None:
        before, verb = self.case, verb_of(command)
        by = ruling(actor, self.now, before, self.twin)
        outcome = decide(before, version, command, by)
        if isinstance(outcome, Refusal):
            assert outcome.detail
            assert self.case == before
            return
        row = workflow.find(before.state, verb, before.request)
        assert row is not None
        assert row.posts & actor.posts
        assert version == before.version
        for event in outcome:
            self.case = record(self.case, event, self.log, self.now)
            if (meant := echo(event, self.case.case_id)) is not None:
                assert meant[0] == self.twin.case_id
                self.twin = record(self.twin, meant[1], self.twin_log, self.now)
        held = before.lease_until is not None and before.lease_until > self.now
        if held and before.holder != actor.actor_id:
            assert verb in OPEN_TO_OTHERS
        assert self.case.state in row.leads_to(before.state)
        if verb == "reassign" and self.case.bounces % BOUNCES_A_LEVEL == 0:
            assert self.case.level is Level.CITY
        if verb in LEVELLED and before.level is Level.CITY:
            assert not actor.areas
            assert not actor.departments

    @invariant()
    def the_state_is_one_of_the_table(self) -> None:
        if hasattr(self, "case"):
            known = {row.target for row in workflow.TABLE if row.target}
            assert self.case.state in known | {CaseState.REPORTED}

    @invariant()
    def the_version_counts_the_events(self) -> None:
        if hasattr(self, "case"):
            assert self.case.version == len(self.log)

    @invariant()
    def the_log_over_the_wire_folds_into_the_same_case(self) -> None:
        if hasattr(self, "case"):
            case: Case | None = None
            for envelope in self.log:
                case = fold(case, decode_envelope(encode_envelope(envelope)))
            assert case == self.case
            stored = msgspec.json.decode(msgspec.json.encode(case), type=Case)
            assert stored == self.case

    @invariant()
    def a_case_that_is_over_binds_nobody(self) -> None:
        if hasattr(self, "case") and not self.case.is_open:
            assert not self.case.units
            assert not self.case.holder
            assert self.case.closed_at is not None

    @invariant()
    def what_waits_for_a_decision_can_be_decided(self) -> None:
        if hasattr(self, "case") and self.case.is_open and self.case.request:
            row = workflow.find(self.case.state, "approve", self.case.request)
            assert row is not None

    @invariant()
    def a_suspended_case_has_no_running_limit(self) -> None:
        if hasattr(self, "case") and self.case.is_open:
            suspended = self.case.state is CaseState.SUSPENDED
            assert (self.case.paused_at is not None) == suspended
            assert (self.case.due_at is None) == suspended

    @invariant()
    def both_ends_of_a_merge_agree(self) -> None:
        if hasattr(self, "case"):
            merged = self.case.state is CaseState.MERGED
            assert self.case.merged_into == (self.twin.case_id if merged else 0)
            assert self.twin.merged == ((self.case.case_id,) if merged else ())

    @invariant()
    def a_holder_and_a_lease_go_together(self) -> None:
        if hasattr(self, "case"):
            assert bool(self.case.holder) == (self.case.lease_until is not None)


TestLifecycle = Lifecycle.TestCase
TestLifecycle.settings = settings(max_examples=examples(60), stateful_step_count=25, deadline=None)


class TestTheTable:
    def test_every_verb_of_the_api_has_a_row_and_every_row_a_verb(self) -> None:
        shapes = {verb_of_type(shape) for shape in cm.CaseCommand.__args__}
        assert shapes == {row.verb for row in workflow.TABLE}

    def test_no_state_is_a_dead_end_and_each_can_be_reached(self) -> None:
        for state in CaseState:
            assert any(state in row.sources and row.verb != "expire" for row in workflow.TABLE)
        reached = {CaseState.REPORTED} | {row.target for row in workflow.TABLE if row.target}
        assert reached == set(CaseState)

    def test_one_row_at_most_answers_for_a_verb_in_a_state(self) -> None:
        for state, request in itertools.product(CaseState, Request):
            for verb in {row.verb for row in workflow.TABLE}:
                rows = [r for r in workflow.TABLE if r.verb == verb and state in r.sources
                        and r.decides in (Request.NONE, request)]  # fmt: skip
                assert len(rows) <= 1

    @pytest.mark.parametrize("post", [Post.WALL, Post.AUDITOR])
    def test_who_only_reads_may_do_nothing(self, post: Post) -> None:
        for state in CaseState:
            assert workflow.allowed(state, frozenset({post})) == ()

    def test_only_a_short_closing_skips_verification(self) -> None:
        case, _ = reported()
        for reason, allowed in [("on-the-spot", True), ("duplicate", True), ("solved", False)]:
            outcome = decide(case, 1, cm.CloseCase(reason), ruling(MEI, NOON))
            assert isinstance(outcome, tuple) is allowed

    @pytest.mark.parametrize("state", sorted(OPEN_STATES))
    def test_what_is_allowed_is_what_is_not_refused_as_a_transition(self, state: CaseState) -> None:
        case, _ = reported()
        case = msgspec.structs.replace(case, state=state)
        allowed = set(workflow.allowed(state, MEI.posts))
        for shape in cm.CaseCommand.__args__:
            verb = verb_of_type(shape)
            if verb == "expire":
                continue
            outcome = decide(case, 1, example(shape), ruling(MEI, NOON))
            by_state = (RefusalCode.TRANSITION, RefusalCode.NO_REQUEST)
            assert (isinstance(outcome, Refusal) and outcome.code in by_state) is (
                verb not in allowed
            )


def verb_of_type(shape: type[cm.Command]) -> str:
    return str(shape.__struct_config__.tag)


def example(shape: type[cm.Command]) -> cm.CaseCommand:
    """A command of this shape with any fields."""
    words = {
        "unit": 1,
        "passed": True,
        "step": "done",
        "into": 2,
        "other": 2,
        "limit": None,
        "size": 1,
    }
    fields = {name: words.get(name, "x") for name in shape.__struct_fields__}
    fields.pop("even_if_busy", None)
    return msgspec.convert(fields, shape)


@given(st.sampled_from(ACTORS), COMMANDS)
def test_a_wall_and_a_stranger_learn_nothing(actor: Actor, command: cm.CaseCommand) -> None:
    case, _ = reported()
    outcome = decide(case, 1, command, ruling(actor, NOON))
    if actor.actor_id in ("wall", "south"):
        assert isinstance(outcome, Refusal)
        assert outcome.current is None


def test_passing_a_case_around_is_counted_and_buys_no_time() -> None:
    case, log = reported()
    for command in USUAL[:3]:
        outcome = decide(case, case.version, command, ruling(MEI, NOON))
        assert isinstance(outcome, tuple)
        case = record(case, outcome[0], log)
    due = case.due_at
    for target in ("D02", "D01", "D02"):
        command = cm.ReassignCase(target, "not-ours")
        outcome = decide(case, case.version, command, ruling(MEI, later(NOON, 60)))
        assert isinstance(outcome, tuple)
        for event in outcome:
            case = record(case, event, log)
    assert (case.bounces, case.department, case.due_at) == (3, "D02", due)
