"""The same for all picked cases: asked once, sent as a batch, the refused stay picked."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from casework import commands as cm
from casework import events as ev
from casework.refusal import Refusal, RefusalCode
from console.actions import Actions
from console.batch import Batch, Fate
from console.catalogue import Need
from console.feeds.port import Trouble
from console.models.queue import QueueModel
from console.outbox.port import Outcome
from console.views.casefields import EnterText
from console.views.parts import languages
from console.views.picksdialog import PicksDialog
from tests.support.seat import Seat, reported, seat

NO = Refusal(RefusalCode.HELD, "held by seat-2", verb="note", holder="seat-2")


@pytest.fixture
def at(qtbot: QtBot) -> Iterator[Seat]:
    made = seat()
    with qtbot.waitSignal(made.session.linked):
        pass
    for n in range(1, 6):
        made.session._apply([made.envelope(n, reported())], [], False)
    yield made
    made.session.stop()


@pytest.fixture
def dialog(at: Seat, qtbot: QtBot) -> PicksDialog:
    actions, model = Actions(at.session), QueueModel(at.session)
    batch = Batch(at.session, actions)
    made = PicksDialog(at.session, actions, model, batch)
    qtbot.addWidget(made)
    made.wanted.connect(lambda name, cases, said: batch.begin(name, cases, **said))
    model.picks.add((1, 2, 3))
    return made


def answer(at: Seat, refusal: Refusal | None = None) -> None:
    order = at.outbox.sent.pop(0)
    at.session._tell(Outcome(order.command_id, order.case_id, "note", refusal=refusal))


def test_what_is_missing_is_asked_for_and_the_refused_stay_picked(
    at: Seat, dialog: PicksDialog, qtbot: QtBot
) -> None:
    dialog.begin()
    dialog.action.setCurrentIndex(dialog.action.findData("note"))
    dialog.send.click()
    assert at.outbox.sent == []
    assert dialog.hint.text()
    assert dialog.fields is not None
    field = dialog.fields.field(Need.TEXT)
    assert isinstance(field, EnterText)
    field.setPlainText("the same for all")
    dialog.send.click()
    qtbot.waitUntil(lambda: len(at.outbox.sent) == 3)
    assert [order.command for order in at.outbox.sent] == [cm.AddNote("the same for all")] * 3
    answer(at)
    answer(at)
    with qtbot.waitSignal(dialog._batch.finished):
        answer(at, NO)
    assert dialog.cases() == (3,)
    assert not dialog.isVisible()


def test_what_is_about_one_case_alone_is_not_offered_for_many(dialog: PicksDialog) -> None:
    dialog.begin()
    offered = {dialog.action.itemData(i) for i in range(dialog.action.count())}
    assert "claim" in offered
    assert not offered & {"merge", "assign", "withdraw", "next"}


def test_a_refusal_is_said_in_the_language_of_now(at: Seat, qtbot: QtBot) -> None:
    at.session._apply([at.envelope(2, ev.CaseRejected("not-a-case"))], [], False)
    batch = Batch(at.session, Actions(at.session))
    languages.install("en")
    with qtbot.waitSignal(batch.finished):
        batch.begin("claim", (1, 2))
        answer(at, NO)
    by_central, by_the_seat = (item.why for item in batch.items)
    assert "seat-2" in by_central
    assert "Not possible while the case is" in by_the_seat
    languages.install("zh_CN")
    later = [item.why for item in batch.items]
    languages.install("en")
    assert "seat-2" in later[0]
    assert later[0] != by_central
    assert "Not possible" not in later[1]
    assert later[1]
    assert [item.why for item in batch.items] == [by_central, by_the_seat]


def test_what_an_earlier_batch_left_in_the_outbox_is_told_when_it_is_answered(
    at: Seat, qtbot: QtBot
) -> None:
    batch = Batch(at.session, Actions(at.session))
    batch.begin("note", (1,), text="x")
    order = at.outbox.sent.pop(0)
    away = Outcome(order.command_id, 1, "note", trouble=Trouble.UNREACHABLE, final=False)
    with qtbot.waitSignal(batch.finished):
        at.session._tell(away)
    assert batch.begin_each("note", {4: {"text": "four"}, 5: {"text": "five"}})
    assert [o.command for o in at.outbox.sent] == [cm.AddNote("four"), cm.AddNote("five")]
    told = []
    batch.moved.connect(told.append)
    at.session._tell(Outcome(order.command_id, 1, "note"))
    assert [(item.case_id, item.fate) for item in told] == [(1, Fate.DONE)]
    assert batch.counts()[Fate.SENT] == 2
