"""What the case says of commands that wait, and what of a draft outlives a crash."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace

from casework.refusal import Refusal, RefusalCode
from console.catalogue import Need
from console.feeds.port import Trouble
from console.outbox.letter import Letter, Stage, letter_of
from console.outbox.port import Outcome, Outgoing
from console.views.casefields import EnterText
from console.views.casefieldset import Draft
from console.views.drafts import Drafts
from tests.gui.casepanel.panel import Desk

MINUTES = timedelta(minutes=3)


class Paper:
    """A notebook in the test's hand."""

    def __init__(self, found: bytes = b"") -> None:
        self.page, self.aside = found, ""

    def found(self) -> bytes:
        return self.page

    def jot(self, everything: bytes) -> None:
        self.page = everything

    def set_aside(self, why: str) -> None:
        self.aside = why


def waiting(here: Desk, **more: object) -> Letter:
    """The newest order, as the outbox keeps it."""
    return replace(letter_of(here.order), given_at=datetime.now(UTC) - MINUTES, number=1, **more)


def list_outgoing(here: Desk, *letters: Letter, **more: object) -> None:
    with here.qtbot.waitSignal(here.at.session.outgoing_changed):
        here.at.outbox.answer(Outgoing(letters, **more))  # type: ignore[arg-type]


def test_what_must_not_wait_says_that_it_is_only_queued(here: Desk) -> None:
    here.actions.run("claim", 7)
    list_outgoing(here, waiting(here), away=Trouble.UNREACHABLE)
    said = here.panel.notice.text()
    assert "“Claim” is only queued, not decided" in said
    assert "somebody else may be first" in said


def test_a_note_says_that_it_is_kept(here: Desk) -> None:
    here.actions.run("note", 7, text="called back")
    list_outgoing(here, waiting(here), away=Trouble.TIMEOUT)
    assert "is kept and sent when central answers again" in here.panel.notice.text()


def test_one_that_is_held_says_why_and_where_to_decide(here: Desk) -> None:
    here.actions.run("claim", 7)
    list_outgoing(here, waiting(here, stage=Stage.HELD, trouble=Trouble.TOO_OLD))
    said = here.panel.notice.text()
    assert "central may have forgotten" in said
    assert "F9" in said


def test_what_an_earlier_console_left_behind_waits_on_its_case(here: Desk) -> None:
    left = Letter(
        "left-behind",
        7,
        "claim",
        "/v1/cases/7/claim",
        b"{}",
        4,
        given_at=datetime.now(UTC) - MINUTES,
        number=1,
        tried=True,
        stage=Stage.SENDING,
    )
    list_outgoing(here, left, away=Trouble.UNREACHABLE)
    assert "3 min so far" in here.panel.notice.text()
    assert not here.actions.availability("claim", 7).ok
    refusal = Refusal(RefusalCode.HELD, "held", verb="claim", holder="li")
    here.answer(Outcome("left-behind", 7, "claim", refusal=refusal))
    assert "held by li" in here.panel.notice.text()


def test_a_second_note_can_be_given_while_the_first_waits(here: Desk) -> None:
    here.actions.run("note", 7, text="one")
    assert here.actions.run("note", 7, text="two") is not None
    assert len(here.at.outbox.sent) == 2


def test_one_that_was_called_off_leaves_no_alarm_on_the_case(here: Desk) -> None:
    here.actions.run("claim", 7)
    here.answer(Outcome(here.order.command_id, 7, "claim", trouble=Trouble.CANCELLED))
    assert here.panel.notice.text() == ""


# -- drafts ----------------------------------------------------------------------------------------

WORDS = Draft("note", 7, text="half a sen")


def test_a_draft_is_there_again_after_a_crash() -> None:
    paper = Paper()
    Drafts(paper).keep(WORDS, still_open=True)
    again = Drafts(Paper(paper.page))
    assert again.recall(7, "note") == WORDS
    assert again.open_action(7) == "note"


def test_what_was_sent_or_emptied_is_gone_for_good() -> None:
    paper = Paper()
    drafts = Drafts(paper)
    drafts.keep(WORDS, still_open=True)
    drafts.keep(Draft("reject", 8, text="no"), still_open=False)
    drafts.sent("command-1", WORDS)
    drafts.conclude(Outcome("command-1", 7, "note"))
    drafts.keep(Draft("reject", 8), still_open=False)
    again = Drafts(Paper(paper.page))
    assert (again.recall(7, "note").empty, again.recall(8, "reject").empty) == (True, True)


@pytest.mark.parametrize(
    ("stage", "comes_back"),
    [(Stage.CONFIRMED, False), (Stage.REFUSED, True), (Stage.CANCELLED, True), (None, True)],
)
def test_after_a_crash_the_outbox_knows_what_became_of_a_sent_one(
    stage: Stage | None, comes_back: bool
) -> None:
    paper = Paper()
    Drafts(paper).sent("command-1", WORDS)
    again = Drafts(Paper(paper.page))
    letter = Letter("command-1", 7, "note", "/v1/cases/7/note", b"{}", 4)
    known = (replace(letter, stage=stage),) if stage else ()
    again.settle(Outgoing(known))
    assert again.recall(7, "note").empty is not comes_back


def test_one_that_still_waits_after_the_crash_comes_back_only_when_it_is_refused() -> None:
    paper = Paper()
    Drafts(paper).sent("command-1", WORDS)
    again = Drafts(Paper(paper.page))
    again.settle(Outgoing((Letter("command-1", 7, "note", "/v1/cases/7/note", b"{}", 4),)))
    assert again.recall(7, "note").empty
    again.conclude(Outcome("command-1", 7, "note", trouble=Trouble.STOPPED))
    assert again.recall(7, "note") == WORDS


def test_a_page_that_cannot_be_read_is_set_aside() -> None:
    paper = Paper(b'{"kept": [{"action_id"')
    assert Drafts(paper).recall(7, "note").empty
    assert paper.aside


def test_what_is_typed_is_written_down_while_the_form_is_still_open(here: Desk) -> None:
    paper = Paper()
    here.panel.desk.drafts = Drafts(paper)
    here.panel.desk.open("note", 7)
    field = here.form.fields.field(Need.TEXT)
    assert isinstance(field, EnterText)
    field.setPlainText("half a sen")
    here.qtbot.waitUntil(lambda: b"half a sen" in paper.page, timeout=3_000)
