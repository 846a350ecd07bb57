"""The lifecycle as one table: state × command → state, who may, which reason list it needs.

Rows follow the seven stages of GB/T 30428. An odd row carries
its reason in `why`. Nothing else in the product decides whether a step is allowed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from casework.vocabulary import OPEN_STATES, Post, Request
from casework.vocabulary import CaseState as S

_DESK = frozenset({Post.DISPATCHER, Post.SHIFT_SUPERVISOR})
_INTAKE = frozenset({Post.INTAKE, Post.SHIFT_SUPERVISOR})
_DEPARTMENT = frozenset({Post.DEPARTMENT, Post.DISPATCHER})
_VERIFY = frozenset({Post.VERIFIER, Post.SHIFT_SUPERVISOR})
_CLOSE = frozenset({Post.SHIFT_SUPERVISOR, Post.DISPATCHER})
_ANYONE = frozenset(Post) - {Post.WALL, Post.AUDITOR}
_STAFF = _ANYONE - {Post.COLLECTOR}
_SUPERVISOR = frozenset({Post.SHIFT_SUPERVISOR})
_HANDLING = frozenset({S.DISPATCHED, S.WORKING})
_CHECKED = frozenset({S.FEEDBACK, S.VERIFIED})

#: Outcomes with which a case may be closed without having been through verification.
SHORT_CLOSINGS = frozenset({"on-the-spot", "not-found", "duplicate", "withdrawn"})


@dataclass(frozen=True)
class Transition:
    """`verb` takes a case from any of `sources` to `target` (None: it stays where it is).

    `also`: where else the outcome may lead. `asks`: what it asks another post for. `decides`: the
    request that has to be waiting. `apart`: not by the person who asked for it (four eyes).
    """

    verb: str
    sources: frozenset[S]
    target: S | None
    posts: frozenset[Post]
    reasons: str = ""
    why: str = ""
    also: frozenset[S] = frozenset()
    asks: Request = Request.NONE
    decides: Request = Request.NONE
    apart: bool = False

    def leads_to(self, state: S) -> frozenset[S]:
        """Every state a case in `state` may be in afterwards."""
        return self.also | {self.target or state}


def _row(
    verb: str, sources: frozenset[S] | set[S], target: S | None, posts: frozenset[Post], **more: Any
) -> Transition:
    return Transition(verb, frozenset(sources), target, posts, **more)


def _asked(
    request: Request,
    sources: frozenset[S],
    target: S | None,
    asking: frozenset[Post],
    deciding: frozenset[Post],
    why: str,
) -> tuple[Transition, ...]:
    """The three rows of something that one post asks for and another decides."""
    verb = request.value
    return (
        _row(verb, sources, None, asking, reasons=verb, asks=request, why=why),
        _row("approve", sources, target, deciding, decides=request, apart=True),
        _row("deny", sources, None, deciding, decides=request),
    )


TABLE: tuple[Transition, ...] = (
    _row("accept", {S.REPORTED}, S.ACCEPTED, _INTAKE),
    _row("reject", {S.REPORTED, S.ACCEPTED}, S.REJECTED, _INTAKE, reasons="reject"),
    _row("file", {S.ACCEPTED}, S.FILED, _INTAKE),
    _row("dispatch", {S.FILED}, S.DISPATCHED, _DESK),
    _row("start", {S.DISPATCHED}, S.WORKING, _DEPARTMENT),
    _row(
        "reassign",
        {S.DISPATCHED, S.WORKING},
        S.DISPATCHED,
        _DEPARTMENT | _DESK,
        reasons="reassign",
        why="a department may send a case on too; the counter and the reason make it visible",
    ),
    _row("feedback", {S.DISPATCHED, S.WORKING}, S.FEEDBACK, _DEPARTMENT),
    _row(
        "verify",
        {S.FEEDBACK},
        S.VERIFIED,
        _VERIFY,
        also=frozenset({S.DISPATCHED}),
        why="a failed check goes back to dispatched",
    ),
    _row("close", {S.VERIFIED}, S.CLOSED, _CLOSE, reasons="close"),
    _row(
        "close",
        OPEN_STATES - {S.VERIFIED},
        S.CLOSED,
        _CLOSE,
        reasons="close",
        why="only with a short closing: settled on the spot, not found, duplicate, withdrawn",
    ),
    _row("reopen", {S.CLOSED, S.REJECTED, S.VOIDED}, S.FILED, _DESK, reasons="reopen"),
    *_asked(
        Request.RETURN,
        _HANDLING,
        S.FILED,
        _DEPARTMENT,
        _DESK,
        why="back to the dispatcher, without a department",
    ),
    *_asked(
        Request.REWORK,
        _CHECKED,
        S.DISPATCHED,
        _VERIFY,
        _DESK,
        why="the same department does it again",
    ),
    *_asked(
        Request.EXTEND, _HANDLING, None, _DEPARTMENT, _DESK, why="the deadline moves when approved"
    ),
    *_asked(
        Request.SUSPEND,
        _HANDLING,
        S.SUSPENDED,
        _DEPARTMENT,
        _SUPERVISOR,
        why="nothing can be done now; the clock stops when approved",
    ),
    _row("resume", {S.SUSPENDED}, S.DISPATCHED, _DESK, why="the department begins again"),
    _row("void", OPEN_STATES, S.VOIDED, _SUPERVISOR, reasons="void"),
    _row("merge", OPEN_STATES, S.MERGED, _INTAKE | _DESK, reasons="merge"),
    _row(
        "unmerge",
        {S.MERGED},
        None,
        _INTAKE | _DESK,
        also=OPEN_STATES,
        why="back to where it was when it was merged",
    ),
    _row(
        "distinct",
        frozenset(S) - {S.MERGED},
        None,
        _INTAKE | _DESK,
        why="a new case may look like one that is over",
    ),
    _row("undistinct", frozenset(S) - {S.MERGED}, None, _INTAKE | _DESK),
    _row("escalate", OPEN_STATES, None, _DEPARTMENT | _DESK, reasons="escalate"),
    _row("contact", OPEN_STATES, None, _ANYONE),
    _row("claim", OPEN_STATES, None, _DESK),
    _row("renew", OPEN_STATES, None, _DESK),
    _row("release", OPEN_STATES, None, _DESK),
    _row("expire", frozenset(S), None, frozenset({Post.ADMINISTRATOR})),
    _row("assign", OPEN_STATES, None, _DESK),
    _row("withdraw", OPEN_STATES, None, _DESK, reasons="withdraw"),
    _row("progress", OPEN_STATES, None, _ANYONE),
    _row("attach", frozenset(S), None, _ANYONE, why="evidence may come after the case is closed"),
    _row("note", frozenset(S), None, _STAFF, why="a closed case may still be commented on"),
)


def find(state: S, verb: str, request: Request = Request.NONE) -> Transition | None:
    """The row that lets `verb` act in `state` while `request` waits, or None."""
    for row in TABLE:
        if row.verb == verb and state in row.sources and row.decides in (Request.NONE, request):
            return row
    return None


def rows_for(verb: str) -> tuple[Transition, ...]:
    """Every row of `verb`; empty for a word the lifecycle does not know."""
    return tuple(row for row in TABLE if row.verb == verb)


def allowed(
    state: S, posts: frozenset[Post], request: Request = Request.NONE, *, own: bool = False
) -> tuple[str, ...]:
    """The verbs somebody with `posts` may use in `state`, in table order, without repeats.

    While a `request` waits it can be decided, and nothing else be asked for. `own`: they asked for
    it themselves.
    """
    verbs = (
        row.verb
        for row in TABLE
        if state in row.sources
        and row.posts & posts
        and row.verb != "expire"
        and row.decides in (Request.NONE, request)
        and not (row.asks and request)
        and not (row.apart and own)
    )
    return tuple(dict.fromkeys(verbs))
