"""What somebody may do at this seat who only watches or administers, as a plain statement."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from casework.actor import Actor
from casework.vocabulary import Post
from console.words import terms
from console.words.language import fill

#: Posts that do not take part in the way of a case.
WATCHING = frozenset({Post.AUDITOR, Post.ADMINISTRATOR, Post.SUPERVISOR, Post.WALL})


def rights(actor: Actor, actions: Iterable[str]) -> str:
    """Who is signed in and what they may do; `actions` are labels. Empty for posts that decide."""
    if not actor.posts or actor.posts - WATCHING:
        return ""
    between = QCoreApplication.translate("Words", ", ")
    posts = between.join(terms.post(post) for post in sorted(actor.posts))
    may = between.join(actions)
    if may:
        said = QCoreApplication.translate(
            "Words",
            "You are signed in as: {posts}. You may read every case in your area with its history, "
            "and on a case: {actions}. All other steps are taken at the posts of the centre.",
        )
    else:
        said = QCoreApplication.translate(
            "Words",
            "You are signed in as: {posts}. You may read every case in your area with its history; "
            "you may not change one. Steps are taken at the posts of the centre.",
        )
    return fill(said, posts=posts, actions=may)
