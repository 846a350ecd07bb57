"""A seat without a network: a feed and an outbox that do what the test says, in memory."""

from __future__ import annotations

from dataclasses import dataclass, field

from casework import events as ev
from casework.actor import Actor
from casework.area import Area, Category, Department, Gazetteer, Limit, LimitUnit
from casework.commands import Order
from casework.instant import from_ms
from casework.reasons import Reason, ReasonLists
from casework.unit import Unit
from casework.vocabulary import Channel, Post, UnitKind
from console.board.board import Board
from console.feeds.port import Beat, City, Item, Link, LinkState, Log, Picture, Sink
from console.outbox.fileport import FileJob
from console.outbox.port import Answer, Answers
from console.session import Session

NOW_MS = 1_700_000_000_000
TOWN = "441900003000"
ME = "seat-1"


def gazetteer() -> Gazetteer:
    """Two towns, two departments, two categories."""
    limit = Limit(4, LimitUnit.WORK_HOUR)
    return Gazetteer(
        city="441900000000",
        name_zh="东莞市",
        name_en="Dongguan",
        zone="Asia/Shanghai",
        areas=[
            Area("441900000000", "city", "东莞市", "Dongguan", "", 113.75, 23.02),
            Area(TOWN, "town", "东城街道", "Dongcheng", "441900000000", 113.78, 23.04),
            Area("441900004000", "town", "南城街道", "Nancheng", "441900000000", 113.74, 23.02),
        ],
        departments=[
            Department("D01", "市城管局", "Urban Management", "城管"),
            Department("D02", "市住建局", "Housing", "住建", ("排水",)),
        ],
        categories=[
            Category("20101", "event", "市容", "Looks", "暴露垃圾", "Litter", "D01", 3, limit),
            Category("20501", "event", "突发", "Sudden", "路面塌陷", "Collapse", "D02", 1, limit),
        ],
    )


def reasons() -> ReasonLists:
    """One list for each decision, with the codes the product ships."""

    def made(*codes: str) -> list[Reason]:
        return [Reason(code, f"中{code}", code) for code in codes]

    return ReasonLists(
        version="test",
        reassign=made("not-ours", "wrong-area"),
        reject=made("not-a-case"),
        close=made("done", "on-the-spot", "not-found", "duplicate", "withdrawn"),
        reopen=made("came-back"),
        withdraw=made("not-needed"),
        send_back=made("wrong-department"),
        rework=made("not-clean"),
        extend=made("parts-ordered"),
        suspend=made("waits-for-law"),
        void=made("test-report"),
        merge=made("same-matter"),
        escalate=made("cannot-agree"),
    )


def operator(*posts: Post, actor_id: str = ME) -> Actor:
    return Actor(actor_id, "陈派遣", frozenset(posts or (Post.DISPATCHER, Post.SHIFT_SUPERVISOR)))


@dataclass
class HandFeed:
    """A feed whose items the test posts."""

    sink: Sink | None = None

    def start(self, sink: Sink) -> None:
        self.sink = sink

    def stop(self) -> None:
        self.sink = None

    def post(self, *items: Item) -> None:
        assert self.sink is not None, "the session has not been started"
        for item in items:
            self.sink(item)


@dataclass
class HandOutbox:
    """An outbox that keeps what it was given; the test answers."""

    read_only: bool = False
    sent: list[Order] = field(default_factory=list)
    nexts: list[str] = field(default_factory=list)
    asked: list[int] = field(default_factory=list)
    cancelled: list[str] = field(default_factory=list)
    sent_anyway: list[str] = field(default_factory=list)
    forgotten: int = 0
    colleagues_asked: int = 0
    things: list[str] = field(default_factory=list)
    jobs: list[FileJob] = field(default_factory=list)
    answers: Answers | None = None

    def start(self, answers: Answers) -> None:
        self.answers = answers

    def stop(self) -> None:
        self.answers = None

    def send(self, order: Order) -> None:
        self.sent.append(order)

    def take_next(self, command_id: str) -> None:
        self.nexts.append(command_id)

    def cancel(self, command_id: str) -> None:
        self.cancelled.append(command_id)

    def send_anyway(self, command_id: str) -> None:
        self.sent_anyway.append(command_id)

    def forget_finished(self) -> None:
        self.forgotten += 1

    def ask_history(self, case_id: int) -> None:
        self.asked.append(case_id)

    def ask_colleagues(self) -> None:
        self.colleagues_asked += 1

    def ask_component(self, code: str) -> None:
        self.things.append(code)

    def carry(self, job: FileJob) -> None:
        self.jobs.append(job)

    def answer(self, answer: Answer) -> None:
        assert self.answers is not None, "the session has not been started"
        self.answers(answer)


@dataclass
class Seat:
    """A started session with its two ends, and the log the test has told it so far."""

    session: Session
    feed: HandFeed
    outbox: HandOutbox
    seq: int = 0
    versions: dict[int, int] = field(default_factory=dict)

    def envelope(
        self, case_id: int, event: ev.AnyEvent, command_id: str = "somebody", actor: str = "town"
    ) -> ev.Envelope:
        """The next envelope of the log."""
        self.seq += 1
        self.versions[case_id] = self.versions.get(case_id, 0) + 1
        return ev.Envelope(
            self.seq,
            f"event-{self.seq}",
            from_ms(NOW_MS + self.seq),
            actor,
            TOWN,
            case_id,
            self.versions[case_id],
            command_id,
            event,
        )

    def happens(self, case_id: int, *events: ev.AnyEvent, command_id: str = "somebody") -> None:
        """Let central announce events of one case."""
        self.feed.post(Log(tuple(self.envelope(case_id, e, command_id) for e in events)))


def reported(
    title: str = "暴露垃圾", priority: int = 3, due_ms: int = NOW_MS + 3_600_000
) -> ev.CaseReported:
    return ev.CaseReported(
        category="20101",
        title=title,
        area=TOWN,
        lon=113.78,
        lat=23.04,
        priority=priority,
        channel=Channel.OFFICER,
        reported_at=from_ms(NOW_MS),
        due_at=from_ms(due_ms),
    )


def officers(count: int = 2) -> ev.UnitsRegistered:
    return ev.UnitsRegistered(
        [Unit(n, UnitKind.OFFICER, f"WG-{n:05d}", TOWN) for n in range(1, count + 1)]
    )


def seat(read_only: bool = False, actor: Actor | None = None) -> Seat:
    """A session on an empty, live board; run the event loop to let it hear the city."""
    feed, outbox = HandFeed(), HandOutbox(read_only)
    session = Session(feed, outbox)
    session.start()
    feed.post(
        City(gazetteer(), reasons(), actor or operator()),
        Picture(Board("log-1")),
        Beat(NOW_MS, 1.0, session.last_heard, 0),
        Link(LinkState.LIVE, where="http://127.0.0.1:1"),
    )
    return Seat(session, feed, outbox)
