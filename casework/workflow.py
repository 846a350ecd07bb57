"""The lifecycle as one table: state × command → state, who may, which reason list it needs.

Rows follow the seven stages of GB/T 30428. An odd row carries
its reason in `why`. Nothing else in the product decides whether a step is allowed.
"""

from __future__ import annotations

from dataclasses import dataclass

from casework.vocabulary import OPEN_STATES, Post
from casework.vocabulary import CaseState as S

_DESK = frozenset({Post.DISPATCHER, Post.SHIFT_SUPERVISOR})
_INTAKE = frozenset({Post.INTAKE, Post.SHIFT_SUPERVISOR})
_DEPARTMENT = frozenset({Post.DEPARTMENT, Post.DISPATCHER})
_VERIFY = frozenset({Post.VERIFIER, Post.SHIFT_SUPERVISOR})
_CLOSE = frozenset({Post.SHIFT_SUPERVISOR, Post.DISPATCHER})
_ANYONE = frozenset(Post) - {Post.WALL}
_STAFF = _ANYONE - {Post.COLLECTOR}

#: Outcomes with which a case may be closed without having been through verification.
SHORT_CLOSINGS = frozenset({"on-the-spot", "not-found", "duplicate", "withdrawn"})


@dataclass(frozen=True)
class Transition:
    """`verb` takes a case from any of `sources` to `target` (None: it stays where it is)."""

    verb: str
    sources: frozenset[S]
    target: S | None
    posts: frozenset[Post]
    reasons: str = ""
    why: str = ""


def _row(
    verb: str, sources: frozenset[S] | set[S], target: S | None, posts: frozenset[Post], **more: str
) -> Transition:
    return Transition(verb, frozenset(sources), target, posts, **more)


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
    _row("verify", {S.FEEDBACK}, S.VERIFIED, _VERIFY, why="a failed check goes back to dispatched"),
    _row("close", {S.VERIFIED}, S.CLOSED, _CLOSE, reasons="close"),
    _row(
        "close",
        OPEN_STATES - {S.VERIFIED},
        S.CLOSED,
        _CLOSE,
        reasons="close",
        why="only with a short closing: settled on the spot, not found, duplicate, withdrawn",
    ),
    _row("reopen", {S.CLOSED, S.REJECTED}, S.FILED, _DESK, reasons="reopen"),
    _row("claim", OPEN_STATES, None, _DESK),
    _row("renew", OPEN_STATES, None, _DESK),
    _row("release", OPEN_STATES, None, _DESK),
    _row("expire", frozenset(S), None, frozenset({Post.ADMINISTRATOR})),
    _row("assign", OPEN_STATES, None, _DESK),
    _row("withdraw", OPEN_STATES, None, _DESK, reasons="withdraw"),
    _row("progress", OPEN_STATES, None, _ANYONE),
    _row("note", frozenset(S), None, _STAFF, why="a closed case may still be commented on"),
)


def find(state: S, verb: str) -> Transition | None:
    """The row that lets `verb` act in `state`, or None."""
    for row in TABLE:
        if row.verb == verb and state in row.sources:
            return row
    return None


def rows_for(verb: str) -> tuple[Transition, ...]:
    """Every row of `verb`; empty for a word the lifecycle does not know."""
    return tuple(row for row in TABLE if row.verb == verb)


def allowed(state: S, posts: frozenset[Post]) -> tuple[str, ...]:
    """The verbs somebody with `posts` may use in `state`, in table order, without repeats."""
    verbs = (r.verb for r in TABLE if state in r.sources and r.posts & posts and r.verb != "expire")
    return tuple(dict.fromkeys(verbs))
