"""What a room tells each other: folded, bounded, and decided without surprises."""

from __future__ import annotations

import dataclasses
from datetime import timedelta

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from casework import dutycommands as dc
from casework import dutyevents as de
from casework import events as ev
from casework.actor import Actor
from casework.case import Case
from casework.codec import decode_envelope, encode_envelope
from casework.duty import KEEP, MOST_ALERTS, NOTHING, Duty, SeenAlert, fold_duty
from casework.dutybench import Bench, DutyDecision, common_area
from casework.dutyrules import MOST_OPEN, decide_duty
from casework.fold import fold
from casework.refusal import Refusal, RefusalCode
from casework.sharing import MOST_VIEWS
from casework.vocabulary import OPEN_STATES, CaseState, Channel, Post
from tests.contract.central import small_city
from tests.support.effort import examples
from tests.unit.casework.world import ACTORS, CITY, NOON, ruling

MEI, LI = ACTORS[0], ACTORS[1]
AREAS = [area.code for area in CITY.areas]
_ids = st.sampled_from(("a", "b", "c"))
_people = st.sampled_from([actor for actor in ACTORS if Post.DISPATCHER in actor.posts])
_numbers = st.lists(st.integers(1, 4), max_size=4, unique=True).map(tuple)
COMMANDS: st.SearchStrategy[dc.AnyDutyCommand] = st.one_of(
    st.builds(dc.OfferHandover, st.sampled_from(("", "li", "north")), _numbers, st.just("n")),
    st.builds(dc.AcknowledgeHandover, _ids),
    st.builds(dc.DeclineHandover, _ids, st.just("no")),
    st.builds(dc.WithdrawHandover, _ids),
    st.builds(dc.AcknowledgeAlert, _ids, st.integers(0, 5), st.sampled_from(["", *AREAS])),
    st.builds(dc.ShareView, st.sampled_from(("x", "y")), area=st.sampled_from(["", *AREAS])),
    st.builds(dc.WithdrawView, _ids),
)


def case(case_id: int, area: str, holder: str = "", state: CaseState = CaseState.FILED) -> Case:
    return Case(
        case_id, 1, state, "0101", "x", area, 113.7, 23.0, 3, Channel.OFFICER, NOON, NOON,
        holder=holder, lease_until=NOON + timedelta(minutes=15) if holder else None,
    )  # fmt: skip


class Room:
    """Four cases, and everything that was decided about them."""

    def __init__(self) -> None:
        north, south = small_city.NORTH, small_city.SOUTH
        self.cases = {n: case(n, north if n < 3 else south, "mei") for n in range(1, 5)}
        self.duty, self.seq, self.at = NOTHING, 0, NOON
        self.lines: list[bytes] = []
        self.names = iter("abc" * 1_000)

    def ask(self, command: dc.AnyDutyCommand, who: Actor) -> DutyDecision | Refusal:
        by = dataclasses.replace(ruling(who, self.at), other=self.cases.get)
        to = getattr(command, "to", "")
        colleague = next((actor for actor in ACTORS if actor.actor_id == to), None)
        decision = decide_duty(command, Bench(self.duty, by, colleague, lambda: next(self.names)))
        if isinstance(decision, DutyDecision):
            self._take(decision, who)
        return decision

    def _take(self, decision: DutyDecision, who: Actor) -> None:
        for before, events in decision.cases:
            after: Case | None = before
            for event in events:
                after = fold(after, self._envelope(event, before.case_id, who, before.area))
            assert after is not None
            self.cases[before.case_id] = after
        envelope = self._envelope(decision.event, 0, who, decision.area)
        self.lines.append(encode_envelope(envelope))
        self.duty = fold_duty(self.duty, envelope)

    def _envelope(self, event: ev.KnownEvent, case_id: int, who: Actor, area: str) -> ev.Envelope:
        self.seq += 1
        version = self.cases[case_id].version + 1 if case_id else 0
        return ev.Envelope(
            self.seq, "id", self.at, who.actor_id, area, case_id, version, "k", event
        )


@given(st.lists(st.tuples(COMMANDS, _people), max_size=25))
@settings(max_examples=examples(80), deadline=None)
def test_the_log_folds_into_the_same_and_nobody_loses_a_case(
    steps: list[tuple[dc.AnyDutyCommand, Actor]],
) -> None:
    room = Room()
    for command, who in steps:
        before, cases = room.duty, dict(room.cases)
        outcome = room.ask(command, who)
        if isinstance(outcome, Refusal):
            assert outcome.detail
            assert (room.duty, room.cases) == (before, cases)
            continue
        for number, was in cases.items():
            now = room.cases[number]
            if now.holder != was.holder:
                assert now.version == was.version + 1
                assert now.holder in ("", who.actor_id)
                assert who.covers(now.area, now.department)
        assert not outcome.area or who.covers(outcome.area, outcome.department)
    folded = NOTHING
    for line in room.lines:
        folded = fold_duty(folded, decode_envelope(line))
    assert folded == room.duty
    assert msgspec.json.decode(msgspec.json.encode(folded), type=Duty) == folded


@given(_people)
def test_everybody_sees_what_lies_in_their_scope_and_no_more(who: Actor) -> None:
    room = Room()
    room.ask(dc.OfferHandover("", (1, 2), "north"), MEI)
    room.ask(dc.OfferHandover("", (3,), "south"), MEI)
    seen = {h.note for h in room.duty.seen_by(who).handovers.values()}
    expected = {
        note
        for note, area in (("north", small_city.NORTH), ("south", small_city.SOUTH))
        if who.covers(area, "-")
    }
    assert seen == expected


def test_who_is_restricted_to_a_department_reads_no_note_of_the_desk() -> None:
    room = Room()
    room.ask(dc.OfferHandover("li", (1,), "private"), MEI)
    water = Actor("w", "W", frozenset({Post.DEPARTMENT}), (), ("D02",))
    assert room.duty.seen_by(water) == NOTHING


def test_old_handovers_and_alerts_are_forgotten_and_views_stay() -> None:
    room = Room()
    room.ask(dc.OfferHandover("li", (1,)), MEI)
    room.ask(dc.AcknowledgeAlert("k", 1), MEI)
    room.ask(dc.ShareView("night"), MEI)
    later = room.duty.at(NOON + KEEP + timedelta(seconds=1))
    assert (later.handovers, later.alerts) == ({}, {})
    assert len(later.views) == 1


def test_alerts_are_bounded_the_oldest_goes_first() -> None:
    made = {str(n): SeenAlert(str(n), "mei", NOON, "") for n in range(MOST_ALERTS)}
    event = de.AlertAcknowledged("new")
    full = fold_duty(Duty(alerts=made), ev.Envelope(1, "i", NOON, "li", "", 0, 0, "k", event))
    assert len(full.alerts) == MOST_ALERTS
    assert "0" not in full.alerts
    assert full.alerts["new"].by == "li"


def test_a_giver_has_so_many_open_and_an_area_so_many_views() -> None:
    room = Room()
    room.names = iter(map(str, range(1_000)))
    for _ in range(MOST_OPEN):
        assert isinstance(room.ask(dc.OfferHandover(note="n"), MEI), DutyDecision)
    for n in range(MOST_VIEWS):
        assert isinstance(room.ask(dc.ShareView(f"view {n}"), MEI), DutyDecision)
    for command in (dc.OfferHandover(note="n"), dc.ShareView("one more")):
        no = room.ask(command, MEI)
        assert isinstance(no, Refusal)
        assert no.code is RefusalCode.TOO_MANY
    assert isinstance(room.ask(dc.ShareView("view 7", "again"), MEI), DutyDecision)


def test_cases_that_no_area_has_in_common_are_not_shown_to_everybody() -> None:
    room = Room()
    by = dataclasses.replace(
        ruling(MEI, NOON),
        other=room.cases.get,
        areas=frozenset({small_city.NORTH, small_city.SOUTH}),
    )
    both = dc.OfferHandover("li", (1, 3), "for li only")
    no = decide_duty(both, Bench(NOTHING, by, LI, lambda: "a"))
    assert isinstance(no, Refusal)
    assert no.code is RefusalCode.IN_PARTS
    one = decide_duty(replace(both, cases=(1,)), Bench(NOTHING, by, LI, lambda: "a"))
    assert isinstance(one, DutyDecision)
    assert one.area == small_city.NORTH


@given(st.sets(st.sampled_from(AREAS), min_size=1))
def test_the_common_area_covers_all_and_none_below_it_does(codes: set[str]) -> None:
    found = common_area(codes, AREAS)
    who = Actor("x", "X", frozenset(), (found,))
    assert all(who.covers(code) for code in codes)
    for other in AREAS:
        narrower = Actor("y", "Y", frozenset(), (other,))
        if all(narrower.covers(code) for code in codes):
            assert narrower.covers(found)


def test_only_open_cases_pass_on() -> None:
    for state in CaseState:
        room = Room()
        room.ask(dc.OfferHandover("li", (1,)), MEI)
        room.cases[1] = replace(room.cases[1], state=state)
        decision = room.ask(dc.AcknowledgeHandover("a"), LI)
        assert isinstance(decision, DutyDecision)
        assert (room.cases[1].holder == "li") is (state in OPEN_STATES)
