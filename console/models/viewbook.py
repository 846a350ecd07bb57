"""Named views of the queue: the operator's own, kept by the settings, and those that are shared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from console.models.filters import QueueFilter
from console.models.query import parse, to_filter
from console.models.querywords import QueryNames
from console.models.sortkeys import GROUPINGS, By
from console.models.tallies import MOST
from console.session import Session
from console.settings import KeptView

#: Beside the standing counts there is a bit for so many.
COUNTED = MOST - 8


class KeepsViews(Protocol):
    """Where an operator's own views are kept."""

    def views_of(self, operator: str) -> list[KeptView]: ...

    def remember_views(self, operator: str, views: list[KeptView]) -> None: ...


@dataclass(frozen=True)
class NamedView:
    """One view. `shared`: its id, "" for the operator's own; `by` who shares it."""

    kept: KeptView
    shared: str = ""
    by: str = ""

    @property
    def name(self) -> str:
        return self.kept.name


class ViewBook(QObject):
    """All views there are for this operator. `changed`: others, or other names."""

    changed = Signal()

    def __init__(self, session: Session, names: QueryNames, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._names = session, names
        self._kept: KeepsViews | None = None
        self._own: list[KeptView] = []
        self._shown: tuple[NamedView, ...] = ()
        session.city_known.connect(self._learn)
        session.desk_changed.connect(self._tell)

    def keep_in(self, kept: KeepsViews) -> None:
        """From now on the operator's own views outlast the window."""
        self._kept = kept
        self._learn()

    @property
    def _me(self) -> str:
        return self._session.actor.actor_id if self._session.actor else ""

    def all(self) -> tuple[NamedView, ...]:
        """The operator's own in the order they were saved, then the shared ones by name. What he
        has shared as it is stands there once; without the sharing it is his own again."""
        shared = tuple(
            NamedView(KeptView(v.name, v.query, tuple(v.columns), v.sort), v.view, v.by)
            for v in self._session.desk.views
        )
        again = [view.kept for view in shared if view.by == self._me]
        own = (NamedView(kept) for kept in self._own if kept not in again)
        return (*own, *shared)

    def filters(self) -> tuple[QueueFilter, ...]:
        """What the first of them ask, to be counted; one that is not understood asks for nothing
        there is."""
        asked = (parse(v.kept.query, self._names) for v in self.all()[:COUNTED])
        nothing = QueueFilter(holders=("\x00",), departments=("\x00",))
        return tuple(to_filter(q.terms, self._me) if not q.problems else nothing for q in asked)

    def understood(self, view: NamedView) -> bool:
        """Whether its question can be asked in this city."""
        return not parse(view.kept.query, self._names).problems

    def save(self, view: KeptView) -> None:
        """Keep a view; one of the same name gives way."""
        same = [i for i, held in enumerate(self._own) if held.name == view.name]
        if same:
            self._own[same[0]] = view
        else:
            self._own.append(view)
        self._write()

    def remove(self, view: NamedView) -> None:
        """Forget an own view, or end one that is shared: central decides whether I may."""
        if view.shared:
            self._session.withdraw_view(view.shared)
        else:
            self._own = [held for held in self._own if held.name != view.name]
            self._write()

    def share(self, view: NamedView) -> None:
        """Let everybody who works where I do use it; the answer comes as an outcome."""
        kept = view.kept
        self._session.share_view(kept.name, kept.query, kept.columns, kept.sort)

    def _learn(self) -> None:
        self._own = list(self._kept.views_of(self._me)) if self._kept else self._own
        self.changed.emit()

    def _write(self) -> None:
        if self._kept is not None:
            self._kept.remember_views(self._me, self._own)
        self.changed.emit()

    def _tell(self) -> None:
        views = self.all()
        if views != self._shown:
            self._shown = views
            self.changed.emit()


def write_sort(by: By, descending: bool, group: By | None) -> str:
    """An order as a word: "clock-" is by the clock backwards, "urgency/place" in groups."""
    grouped = f"/{group.name.lower()}" if group is not None else ""
    return f"{by.name.lower()}{'-' if descending else ''}{grouped}"


def read_sort(text: str) -> tuple[By, bool, By | None]:
    """The order of `write_sort`; what is unknown (a newer console's) reads as urgency."""
    head, _, tail = text.partition("/")
    by = By.__members__.get(head.rstrip("-").upper(), By.URGENCY)
    group = By.__members__.get(tail.upper())
    return by, head.endswith("-"), group if group in GROUPINGS else None


def columns_of(names: tuple[str, ...]) -> list[By]:
    """The columns named, unknown ones left out."""
    known = (By.__members__.get(name.upper()) for name in names)
    return [by for by in known if by is not None and by >= 0]
