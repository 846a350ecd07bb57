"""The pages of the wall by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import tzinfo

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from casework.instant import from_ms
from console import words
from console.map.canvas import MapCanvas
from console.models.citycounts import CityCounts
from console.session import Session
from console.tokens import Tokens
from console.views.wall.alarms import AlarmList
from console.views.wall.hours import HourChart
from console.views.wall.lettering import MAP, in_lines
from console.views.wall.tiles import Tiles
from console.views.wall.towns import TownBars
from console.words.language import QT_TRANSLATE_NOOP

_GAP = 8


class Page(QWidget):
    """A page shows the counts in the parts it is made of."""

    def __init__(self, session: Session, tokens: Tokens) -> None:
        super().__init__()
        self._session = session
        self.tiles: Tiles | None = None
        self.map: MapCanvas | None = None
        self.towns: TownBars | None = None
        self.hours: HourChart | None = None
        self.alarms: AlarmList | None = None
        self.build(tokens)

    def build(self, tokens: Tokens) -> None:
        """Make the parts and lay them out."""
        raise NotImplementedError

    def show_counts(self, counts: CityCounts) -> None:
        """Show fresh counts."""
        if self.tiles is not None:
            self.tiles.show_counts(counts, self._session.has_picture)
        if self.towns is not None:
            self.towns.show_towns(counts.towns)
        if self.alarms is not None:
            self.alarms.show_alarms(counts.alarms)
        if self.hours is not None:
            now = from_ms(self._session.clock.now_ms()).astimezone(self._zone())
            self.hours.show_hours(counts.hours, now.hour)

    def set_tokens(self, tokens: Tokens) -> None:
        for part in (self.tiles, self.map, self.towns, self.hours, self.alarms):
            if part is not None:
                part.set_tokens(tokens)
        self._letter()  # another style sheet has taken it back to the application's size

    def speak(self) -> None:
        """The language has changed."""
        if self.map is not None:
            self.map.set_language(words.language())

    def _zone(self) -> tzinfo:
        return words.zone(self._session)

    def _canvas(self, tokens: Tokens) -> MapCanvas:
        canvas = MapCanvas(self._session, tokens, self)
        canvas.set_language(words.language())
        canvas.extras.only_watch()
        return canvas

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._letter()
        super().resizeEvent(event)

    def _letter(self) -> None:
        """The map's words go by the height of the wall, like all others."""
        if self.map is not None:
            face = QFont(self.map.font())
            face.setPixelSize(in_lines(MAP, self.window().height()))
            self.map.setFont(face)


class FrontPage(Page):
    """The city at a glance: what presses on the left, where in the middle, what is new right."""

    def build(self, tokens: Tokens) -> None:
        self.tiles, self.map = Tiles(tokens, columns=2), self._canvas(tokens)
        self.hours = HourChart(tokens, self)
        self.towns = TownBars(self._session, tokens)
        self.alarms = AlarmList(self._session, tokens)
        line = QHBoxLayout(self)
        for parts, share in (
            (((self.tiles, 1),), 29),
            (((self.map, 5), (self.hours, 3)), 39),
            (((self.alarms, 5), (self.towns, 4)), 38),
        ):
            column = QVBoxLayout()
            column.setSpacing(_GAP)
            for part, stretch in parts:
                column.addWidget(part, stretch)
            line.addLayout(column, share)
        _tighten(line)


class MapPage(Page):
    """The map, with the four counts that press on its left."""

    def build(self, tokens: Tokens) -> None:
        self.tiles, self.map = Tiles(tokens, columns=1, most=4), self._canvas(tokens)
        line = QHBoxLayout(self)
        line.addWidget(self.tiles, 1)
        line.addWidget(self.map, 5)
        _tighten(line)


class TownsPage(Page):
    """Every town, in two columns."""

    def build(self, tokens: Tokens) -> None:
        self.tiles = Tiles(tokens, columns=4, most=4)
        self.towns = TownBars(self._session, tokens, columns=2)
        column = QVBoxLayout(self)
        column.addWidget(self.tiles, 1)
        column.addWidget(self.towns, 4)
        _tighten(column)


class AlarmsPage(Page):
    """The newest alarms, large, beside the map."""

    def build(self, tokens: Tokens) -> None:
        self.alarms, self.map = AlarmList(self._session, tokens), self._canvas(tokens)
        line = QHBoxLayout(self)
        line.addWidget(self.alarms, 1)
        line.addWidget(self.map, 1)
        _tighten(line)


@dataclass(frozen=True)
class PageKind:
    """`title` is English source text, context "Wall"."""

    title: str
    make: Callable[[Session, Tokens], Page]

    def label(self) -> str:
        return QCoreApplication.translate("Wall", self.title)


PAGES: Mapping[str, PageKind] = {
    "front": PageKind(QT_TRANSLATE_NOOP("Wall", "City at a glance"), FrontPage),
    "map": PageKind(QT_TRANSLATE_NOOP("Wall", "Map"), MapPage),
    "towns": PageKind(QT_TRANSLATE_NOOP("Wall", "Towns"), TownsPage),
    "alarms": PageKind(QT_TRANSLATE_NOOP("Wall", "Alerts"), AlarmsPage),
}


def page_kind(name: str) -> PageKind:
    """The page called `name`.

    Raises:
        ValueError: no such page; the message names those there are.
    """
    found = PAGES.get(name)
    if found is None:
        text = QCoreApplication.translate("Wall", "The wall has no page “{name}”. It has: {known}.")
        raise ValueError(words.fill(text, name=name, known=", ".join(PAGES)))
    return found


def _tighten(box: QHBoxLayout | QVBoxLayout) -> None:
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(_GAP)
