"""What the history tells of one file of a case, and how it is said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from casework import events as ev
from casework.filekind import KINDS
from casework.instant import to_ms
from console import words
from console.session import Session


@dataclass(frozen=True)
class FileLine:
    """`name` is what somebody called it: data, shown literally. `at_ms`: when it was recorded."""

    attachment: str
    name: str
    media: str
    size: int
    sha256: str
    at_ms: int
    actor: str

    @property
    def picture(self) -> bool:
        kind = KINDS.get(self.media)
        return kind is not None and kind.picture

    @property
    def suffix(self) -> str:
        """By what it is, never by what it is called."""
        kind = KINDS.get(self.media)
        return kind.suffix if kind else "bin"

    @property
    def shown_name(self) -> str:
        """Without marks that turn the line around or hide."""
        return "".join(c for c in self.name if c.isprintable()) or self.attachment[:8]


def files_of(envelopes: Iterable[ev.Envelope]) -> list[FileLine]:
    """The files that some events tell of, in their order."""
    return [
        FileLine(
            e.event.attachment,
            e.event.name,
            e.event.media,
            e.event.size,
            e.event.sha256,
            to_ms(e.at),
            e.actor,
        )
        for e in envelopes
        if isinstance(e.event, ev.AttachmentAdded)
    ]


def says_what(file: FileLine, session: Session) -> str:
    """ "hole.jpg · 1.2 MB · Chen · 03-01 14:05"."""
    when = words.instant_ms(file.at_ms, words.zone(session), with_date=True, seconds=False)
    who = words.actor(file.actor, session)
    return " · ".join((file.shown_name, words.file_size(file.size), who, when.partition("-")[2]))
