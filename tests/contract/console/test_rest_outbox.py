"""Where orders go: once, in order, with the same id until somebody answers."""

from __future__ import annotations

import json
import threading
import time
from typing import Any

import msgspec
import pytest

from casework import commands as cm
from casework.codec import encode_envelope
from casework.datum import Datum
from casework.refusal import RefusalCode
from casework.vocabulary import Channel
from console.feeds.port import Trouble
from console.outbox.port import HistoryAnswer, Outcome
from console.outbox.rest import RestOutbox
from tests.contract.console.ear import Heard
from tests.contract.console.fake_central import (
    PROBLEM,
    Answer,
    FakeCentral,
    accepted,
    case,
    reported,
)


def order(number: int = 1, command: Any = None, case_id: int = 7) -> cm.Order:
    return cm.Order(f"command-{number}", case_id, 3, command or cm.AcceptCase())


def yes(case_id: int = 7, seq: int = 12) -> Answer:
    body = {
        "case": json.loads(msgspec.json.encode(case(case_id, version=4))),
        "envelopes": [json.loads(encode_envelope(accepted(seq, case_id)))],
    }
    return Answer(body=body)


def no(status: int, code: str, **more: Any) -> Answer:
    body = {"type": "x", "title": "No", "status": status, "detail": "because", "code": code}
    return Answer(status, {**body, **more}, PROBLEM)


def final(item: Any) -> bool:
    return isinstance(item, Outcome) and item.final


def test_an_order_goes_out_with_its_key_and_the_version_it_was_decided_on(
    central: FakeCentral, outbox: RestOutbox, heard: Heard
) -> None:
    central.answers["/v1/cases/7/dispatch"] = [yes()]
    outbox.start(heard)
    outbox.send(order(command=cm.DispatchCase("D5")))
    outcome = heard.until(final)
    (asked,) = central.asked
    assert asked.headers["Idempotency-Key"] == "command-1"
    assert asked.headers["If-Match"] == '"3"'
    assert asked.headers["Authorization"] == "Bearer secret"
    assert json.loads(asked.body) == {"department": "D5"}
    assert outcome.accepted
    assert (outcome.case.version, outcome.seqs, outcome.verb) == (4, (12,), "dispatch")


def test_a_report_names_no_version(central: FakeCentral, outbox: RestOutbox, heard: Heard) -> None:
    central.answers["/v1/cases"] = [Answer(201, yes(9).body)]
    report = cm.ReportCase(
        "10101", "a hole", "441900003000", 113.7, 23.0, Datum.WGS84, Channel.HOTLINE
    )
    outbox.start(heard)
    outbox.send(order(command=report, case_id=0))
    outcome = heard.until(final)
    assert (outcome.accepted, outcome.case_id, outcome.verb) == (True, 9, "report")
    (asked,) = central.asked
    assert "If-Match" not in asked.headers
    assert json.loads(asked.body)["datum"] == "WGS-84"
    assert "verb" not in json.loads(asked.body)


def test_take_next_answers_with_the_case_it_got(
    central: FakeCentral, outbox: RestOutbox, heard: Heard
) -> None:
    central.answers["/v1/next"] = [yes(31), no(404, "nothing-to-take")]
    outbox.start(heard)
    outbox.take_next("command-1")
    outbox.take_next("command-2")
    nothing = heard.until(lambda i: isinstance(i, Outcome) and i.refusal is not None)
    first = heard.all(Outcome)[0]
    assert (first.case_id, first.verb) == (31, "next")
    assert nothing.refusal.code is RefusalCode.NOTHING_TO_TAKE
    assert all("If-Match" not in a.headers and a.body == b"{}" for a in central.asked)


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (409, "held-by-another"),
        (412, "version-conflict"),
        (403, "post-not-allowed"),
        (403, "read-only"),
        (404, "not-found"),
        (422, "unknown-reason"),
    ],
)
def test_a_no_is_shown_with_its_reasons_and_never_tried_again(
    status: int, code: str, central: FakeCentral, outbox: RestOutbox, heard: Heard
) -> None:
    now = json.loads(msgspec.json.encode(case(7, holder="d2", version=9)))
    central.answers["/v1/cases/7/accept"] = [
        no(status, code, holder="d2", state="reported", allowed=["claim"], current=now)
    ]
    outbox.start(heard)
    outbox.send(order())
    outcome = heard.until(final)
    assert not outcome.accepted
    assert outcome.trouble is Trouble.NONE
    refusal = outcome.refusal
    assert (refusal.code, refusal.detail, refusal.holder) == (code, "because", "d2")
    assert (refusal.allowed, refusal.current.version) == (("claim",), 9)
    assert len(central.asked) == 1


@pytest.mark.parametrize(
    ("answer", "trouble"),
    [
        (Answer(200, b"<html>", "text/html"), Trouble.NOT_CENTRAL),
        (Answer(200, b"{}"), Trouble.NOT_CENTRAL),
        (Answer(200, b"garbage"), Trouble.NOT_CENTRAL),
        (Answer(404, b"<html>", "text/html"), Trouble.NOT_CENTRAL),
        (Answer(302, b"", headers={"Location": "/login"}), Trouble.NOT_CENTRAL),
        (Answer(409, b"not json", PROBLEM), Trouble.NOT_CENTRAL),
        (no(400, "idempotency-key-missing"), Trouble.PROBLEM),
        (no(409, "of-a-newer-central"), Trouble.PROBLEM),
        (no(401, "unauthorised"), Trouble.UNAUTHORISED),
        (Answer(401, b"", "text/html"), Trouble.UNAUTHORISED),
        (no(507, "disk-full"), Trouble.FULL_DISK),
        (no(500, "internal-error"), Trouble.SERVER_ERROR),
        (Answer(500, b"oops", "text/plain"), Trouble.SERVER_ERROR),
    ],
    ids=lambda v: f"{v.status} {v.kind}" if isinstance(v, Answer) else str(v),
)
def test_nonsense_is_final_and_named(
    answer: Answer, trouble: Trouble, central: FakeCentral, outbox: RestOutbox, heard: Heard
) -> None:
    central.answers["/v1/cases/7/accept"] = [answer]
    outbox.start(heard)
    outbox.send(order())
    outcome = heard.until(final)
    assert (outcome.trouble, outcome.refusal) == (trouble, None)
    assert outcome.detail
    assert len(central.asked) == 1


@pytest.mark.parametrize(
    ("answer", "trouble"),
    [
        (Answer(cut=True), Trouble.CUT),
        (Answer(502, b"<html>", "text/html"), Trouble.SERVER_ERROR),
        (Answer(503, b""), Trouble.SERVER_ERROR),
        (Answer(504, b""), Trouble.SERVER_ERROR),
        (no(409, "idempotency-key-busy"), Trouble.SERVER_ERROR),
    ],
    ids=lambda v: f"{v.status}" if isinstance(v, Answer) else str(v),
)
def test_no_answer_is_told_once_and_the_same_order_tried_until_there_is_one(
    answer: Answer, trouble: Trouble, central: FakeCentral, outbox: RestOutbox, heard: Heard
) -> None:
    central.answers["/v1/cases/7/accept"] = [answer, answer, yes()]
    outbox.start(heard)
    outbox.send(order())
    assert heard.until(final).accepted
    waiting = [o for o in heard.all(Outcome) if not o.final]
    assert [(o.command_id, o.trouble) for o in waiting] == [("command-1", trouble)]
    assert [a.headers["Idempotency-Key"] for a in central.asked] == ["command-1"] * 3


def test_orders_arrive_in_the_order_they_were_given(
    central: FakeCentral, outbox: RestOutbox, heard: Heard
) -> None:
    central.answers["/v1/cases/7/accept"] = [Answer(503), yes()]
    outbox.start(heard)
    for number in range(5):
        outbox.send(order(number))
    heard.until(lambda i: final(i) and i.command_id == "command-4")
    finals = [o.command_id for o in heard.all(Outcome) if o.final]
    assert finals == [f"command-{n}" for n in range(5)]


def test_history_does_not_wait_for_a_slow_order(
    central: FakeCentral, outbox: RestOutbox, heard: Heard
) -> None:
    hold = threading.Event()
    central.answers["/v1/cases/7/accept"] = [Answer(body=yes().body, hold=hold)]
    lines = [json.loads(encode_envelope(e)) for e in (reported(1, 7), accepted(2, 7))]
    central.answers["/v1/cases/7"] = [Answer(body={"case": {}, "history": lines})]
    outbox.start(heard)
    outbox.send(order())
    central.wait_for("/v1/cases/7/accept", 1)
    outbox.ask_history(7)
    answer = heard.first(HistoryAnswer)
    assert [e.seq for e in answer.envelopes] == [1, 2]
    assert heard.all(Outcome) == []
    hold.set()
    heard.until(final)


@pytest.mark.parametrize(
    ("answer", "trouble"),
    [
        (Answer(404, b"<html>", "text/html"), Trouble.NOT_CENTRAL),
        (Answer(401), Trouble.UNAUTHORISED),
        (Answer(200, b"{}"), Trouble.NOT_CENTRAL),
        (Answer(500), Trouble.SERVER_ERROR),
        (Answer(cut=True), Trouble.CUT),
    ],
    ids=lambda v: f"{v.status}" if isinstance(v, Answer) else str(v),
)
def test_a_history_that_cannot_be_had_says_why(
    answer: Answer, trouble: Trouble, central: FakeCentral, outbox: RestOutbox, heard: Heard
) -> None:
    central.answers["/v1/cases/7"] = [answer]
    outbox.start(heard)
    outbox.ask_history(7)
    assert heard.first(HistoryAnswer) == HistoryAnswer(7, trouble=trouble)


def test_a_wall_sends_nothing_but_still_asks(central: FakeCentral, heard: Heard) -> None:
    central.answers["/v1/cases/7"] = [Answer(body={"history": []})]
    outbox = RestOutbox(central.url, "secret", read_only=True)
    outbox.start(heard)
    try:
        outbox.send(order())
        outbox.take_next("command-2")
        outbox.ask_history(7)
        heard.first(HistoryAnswer)
        assert [o.trouble for o in heard.all(Outcome)] == [Trouble.READ_ONLY] * 2
        assert [a.path for a in central.asked] == ["/v1/cases/7"]
    finally:
        outbox.stop()
        assert outbox.join(5)


@pytest.mark.parametrize("url", ["", "central", "http://host:99999"])
def test_a_nonsense_address_is_final(url: str, heard: Heard) -> None:
    outbox = RestOutbox(url, "secret")
    outbox.start(heard)
    outbox.send(order())
    outbox.ask_history(7)
    try:
        assert heard.until(final).trouble is Trouble.BAD_ADDRESS
        assert heard.first(HistoryAnswer).trouble is Trouble.BAD_ADDRESS
    finally:
        outbox.stop()
        assert outbox.join(5)


def test_stop_ends_the_outbox_within_a_second_even_while_it_waits(
    central: FakeCentral, outbox: RestOutbox, heard: Heard
) -> None:
    hold = threading.Event()
    central.answers["/v1/cases/7/accept"] = [Answer(body=yes().body, hold=hold)]
    outbox.start(heard)
    outbox.send(order())
    central.wait_for("/v1/cases/7/accept", 1)
    began = time.monotonic()
    outbox.stop()
    assert outbox.join(5)
    assert time.monotonic() - began < 1
    assert heard.all(Outcome) == []
    hold.set()
