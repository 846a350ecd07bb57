"""The tools as small state machines: what is being drawn, and what an act of the hand makes of it.

Pure. Places are on the unit square. Clicks and keys come as `POINT`, a drawn stroke as `PRESS`,
`DRAG` …, `RELEASE`; what is finished has `done` set and changes only by a new start.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, StrEnum, auto

Point = tuple[float, float]
#: A stroke keeps at most so many places; a longer one loses every other.
MOST_POINTS = 2_048


class Kind(StrEnum):
    BOX = "box"
    LASSO = "lasso"
    MEASURE = "measure"
    WATCH = "watch"
    NEAR = "near"


class Act(Enum):
    PRESS = auto()
    DRAG = auto()
    RELEASE = auto()
    HOVER = auto()
    POINT = auto()
    BACK = auto()
    FINISH = auto()


#: Tools that are drawn with the button held down: a drag draws and does not move the map.
STROKES = frozenset({Kind.BOX, Kind.LASSO, Kind.NEAR})
#: Tools that stay in the hand when something is finished.
STAYING = frozenset({Kind.MEASURE, Kind.NEAR})
_LEAST = {Kind.BOX: 2, Kind.LASSO: 3, Kind.MEASURE: 2, Kind.WATCH: 3, Kind.NEAR: 1}


@dataclass(frozen=True)
class Sketch:
    """`points`: what is fixed; `at`: where the hand is; `drawing`: the button is down."""

    kind: Kind
    points: tuple[Point, ...] = ()
    at: Point | None = None
    drawing: bool = False
    done: bool = False

    @property
    def path(self) -> tuple[Point, ...]:
        """What is fixed and, while it is not finished, where the hand is."""
        loose = () if self.done or self.at is None or not self.points else (self.at,)
        return self.points + loose if loose != self.points[-1:] else self.points

    @property
    def ring(self) -> tuple[Point, ...]:
        """The outline that is or would be enclosed; empty while there is none."""
        path = self.path
        if self.kind is Kind.BOX:
            return _corners(path[0], path[-1]) if len(path) > 1 else ()
        return path if len(set(path)) > 2 and self.kind is not Kind.NEAR else ()


def step(sketch: Sketch, act: Act, where: Point) -> Sketch:
    """The sketch after `act` at `where`."""
    if act is Act.HOVER:
        return replace(sketch, at=where)
    if sketch.done:
        if act not in (Act.PRESS, Act.POINT):
            return sketch
        sketch = Sketch(sketch.kind)
    return _ACTS[act](sketch, where)


def _press(sketch: Sketch, where: Point) -> Sketch:
    if sketch.kind is Kind.LASSO:
        return replace(_added(sketch, where), drawing=True)
    if sketch.kind in STROKES and not sketch.points:
        return replace(sketch, points=(where,), at=where, drawing=True)
    return replace(sketch, at=where, drawing=sketch.kind in STROKES)


def _drag(sketch: Sketch, where: Point) -> Sketch:
    if sketch.drawing and sketch.kind is Kind.LASSO:
        return _added(sketch, where)
    return replace(sketch, at=where)


def _release(sketch: Sketch, where: Point) -> Sketch:
    if not sketch.drawing:
        return sketch
    sketch = replace(sketch, drawing=False)
    if sketch.kind is Kind.LASSO:
        return _finish(sketch, where)
    return _ended(_added(sketch, where))


def _point(sketch: Sketch, where: Point) -> Sketch:
    sketch = replace(_added(sketch, where), drawing=False)
    at_once = sketch.kind in (Kind.BOX, Kind.NEAR)
    return _ended(sketch) if at_once else sketch


def _back(sketch: Sketch, where: Point) -> Sketch:  # noqa: ARG001 - the shape of an act
    return replace(sketch, points=sketch.points[:-1], drawing=False)


def _finish(sketch: Sketch, where: Point) -> Sketch:  # noqa: ARG001
    if sketch.kind is Kind.BOX and len(sketch.points) == 1 and sketch.at is not None:
        sketch = _added(sketch, sketch.at)
    return _ended(sketch)


def _added(sketch: Sketch, where: Point) -> Sketch:
    points = sketch.points if sketch.points[-1:] == (where,) else (*sketch.points, where)
    if len(points) > MOST_POINTS:
        points = points[::2]
    return replace(sketch, points=points, at=where)


def _ended(sketch: Sketch) -> Sketch:
    """Finished, if it is something: a box has two sides, a ring three corners."""
    fixed = replace(sketch, done=True, drawing=False)
    if len(sketch.points) < _LEAST[sketch.kind]:
        return sketch
    if sketch.kind is Kind.BOX:
        return fixed if len(set(fixed.ring)) == 4 else sketch
    enclosed = sketch.kind in (Kind.LASSO, Kind.WATCH)
    return fixed if not enclosed or fixed.ring else sketch


def _corners(one: Point, other: Point) -> tuple[Point, ...]:
    (x1, y1), (x2, y2) = one, other
    return (x1, y1), (x2, y1), (x2, y2), (x1, y2)


_ACTS = {
    Act.PRESS: _press,
    Act.DRAG: _drag,
    Act.RELEASE: _release,
    Act.POINT: _point,
    Act.BACK: _back,
    Act.FINISH: _finish,
}
