"""A replay's outbox refuses visibly and still tells what happened."""

from __future__ import annotations

from typing import Any

from casework.commands import AcceptCase, Order
from console.feeds.port import Trouble
from console.outbox.fileport import (
    AskPicture,
    CancelFile,
    ComponentAnswer,
    FileSaved,
    PictureAnswer,
    SaveFile,
    SendFile,
)
from console.outbox.port import HistoryAnswer, Outcome
from console.outbox.refusing import RefusingOutbox
from tests.unit.console.board.logs import random_log


def test_every_order_is_answered_at_once_with_read_only() -> None:
    heard: list[Any] = []
    outbox = RefusingOutbox()
    outbox.start(heard.append)
    outbox.send(Order("command-1", 7, 3, AcceptCase()))
    outbox.take_next("command-2")
    assert outbox.read_only
    assert heard == [
        Outcome("command-1", 7, "accept", trouble=Trouble.READ_ONLY),
        Outcome("command-2", 0, "next", trouble=Trouble.READ_ONLY),
    ]


def test_files_and_components_are_answered_read_only_too() -> None:
    heard: list[Any] = []
    outbox = RefusingOutbox()
    outbox.start(heard.append)
    picture, file = AskPicture("a"), SaveFile("a", "", "a.jpg")
    outbox.carry(picture)
    outbox.carry(file)
    outbox.carry(SendFile("command-3", 7, "a.jpg", "a.jpg"))
    outbox.carry(CancelFile("command-3"))
    outbox.ask_component("M-1")
    no = Trouble.READ_ONLY
    assert heard == [
        PictureAnswer(picture, trouble=no),
        FileSaved(file, trouble=no),
        Outcome("command-3", 7, "attach", trouble=no),
        ComponentAnswer("M-1", trouble=no),
    ]


def test_history_comes_from_the_replay_where_there_is_one() -> None:
    heard: list[Any] = []
    log = tuple(random_log(1, 3))
    outbox = RefusingOutbox(lambda case_id: log if case_id == 7 else ())
    outbox.start(heard.append)
    outbox.ask_history(7)
    outbox.ask_history(8)
    assert heard == [HistoryAnswer(7, log), HistoryAnswer(8)]


def test_without_a_replay_nobody_knows_the_history() -> None:
    heard: list[Any] = []
    outbox = RefusingOutbox()
    outbox.start(heard.append)
    outbox.ask_history(7)
    assert heard == [HistoryAnswer(7, trouble=Trouble.READ_ONLY)]


def test_after_stop_nobody_is_answered() -> None:
    heard: list[Any] = []
    outbox = RefusingOutbox()
    outbox.start(heard.append)
    outbox.stop()
    outbox.take_next("command-2")
    assert heard == []
