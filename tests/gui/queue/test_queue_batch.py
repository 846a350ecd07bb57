"""The same for all picked cases: asked once, sent as a batch, the refused stay picked."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from casework import commands as cm
from casework.refusal import Refusal, RefusalCode
from console.actions import Actions
from console.batch import Batch
from console.catalogue import Need
from console.models.queue import QueueModel
from console.outbox.port import Outcome
from console.views.casefields import EnterText
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
