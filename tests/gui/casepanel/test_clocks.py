"""The clocks in the panel: the nearest on top, every one below, words and signs for a pause."""

from __future__ import annotations

from datetime import timedelta

from msgspec.structs import replace

from casework import events as ev
from casework.instant import from_ms
from casework.vocabulary import Level, Request
from console.outbox.port import HistoryAnswer
from console.views.signs import Tone
from tests.gui.casepanel.panel import Desk
from tests.support.seat import NOW_MS, reported

NOW = from_ms(NOW_MS)


def texts(here: Desk) -> dict[str, str]:
    return dict(here.panel.page.clocks.texts())


def test_the_clock_on_top_names_the_stage_when_that_is_breached_first(here: Desk) -> None:
    here.hear(9, replace(reported(), stage_due=NOW + timedelta(minutes=10)))
    here.select(9)
    assert here.panel.page.head.clock.words().startswith("Accept: 9 min left")
    listed = here.panel.page.clocks.texts()
    assert [name for name, _ in listed] == ["Accept", "Disposal"]
    assert listed[0][1].startswith("In time: 0 s of 9 min")
    assert "due 11-15 06:23" in listed[0][1]


def test_an_emergency_shows_contact_and_arrival_until_they_are_made(here: Desk) -> None:
    urgent = replace(
        reported(priority=1, due_ms=NOW_MS + 7_200_000),
        contact_due=NOW + timedelta(minutes=30),
        arrival_due=NOW - timedelta(minutes=5),
    )
    here.hear(9, urgent)
    here.select(9)
    assert here.panel.page.head.clock.words().startswith("Arrival: Overdue by 5 min")
    assert list(texts(here)) == ["Arrival", "Contact", "Disposal"]
    here.hear(9, ev.ReporterContacted())
    assert texts(here)["Contact"].startswith("In time: took 0 s of 30 min")
    assert texts(here)["Arrival"].startswith("Overdue:")


def test_a_paused_clock_has_its_word_and_its_sign(here: Desk) -> None:
    here.hear(
        7, ev.StepRequested(Request.SUSPEND, "waits-for-law"), ev.RequestApproved(Request.SUSPEND)
    )
    assert here.panel.page.head.clock.words().startswith("Paused, 59 min left since 2023-11-15")
    assert here.panel.page.head.clock._tone is Tone.PAUSED
    assert texts(here)["Disposal"].startswith("paused since 11-15 06:13: 0 s of 1 h 00 min")
    here.hear(7, ev.CaseResumed("", NOW + timedelta(hours=2), NOW))
    assert here.panel.page.head.clock.words().startswith("1 h 59 min left")


def test_past_stages_and_pauses_come_with_the_history(here: Desk) -> None:
    at = here.at
    log = [
        at.envelope(9, replace(reported(), stage_due=NOW + timedelta(minutes=10))),
        at.envelope(9, ev.CaseAccepted()),
        at.envelope(9, ev.RequestApproved(Request.SUSPEND)),
        at.envelope(9, ev.CaseResumed("", NOW + timedelta(hours=1), NOW)),
    ]
    here.at.session._apply(log, [], False)
    here.select(9)
    assert list(texts(here)) == ["Disposal"]
    at.outbox.answer(HistoryAnswer(9, tuple(log)))
    here.qtbot.waitUntil(lambda: "Accept" in texts(here))
    assert texts(here)["Accept"].startswith("In time: took 0 s of 9 min")
    assert "stood still 11-15 06:13 – 11-15 06:13 (0 s)" in texts(here)["Disposal"]


def test_without_a_limit_the_panel_says_so(here: Desk) -> None:
    here.hear(9, replace(reported(), due_at=None))
    here.select(9)
    assert here.panel.page.clocks.texts() == []
    assert "No limit runs" in here.panel.page.clocks._none.text()


def test_an_escalated_case_says_on_top_who_alone_decides(here: Desk) -> None:
    assert "Decision" not in here.panel.page.facts.texts()
    here.hear(7, ev.CaseReassigned("D01", "D02", "not-ours", 3), ev.CaseEscalated(Level.CITY))
    facts = here.panel.page.facts.texts()
    assert list(facts)[:2] == ["Decision", "Sent on"]
    assert facts["Decision"] == "may only be decided by: city"
    assert facts["Sent on"].startswith("3 ×")
