"""A question about the queue, and the page that answers it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

OrderBy = Literal[
    "id", "-id", "due", "-due", "priority", "-priority", "reported", "-reported", "updated",
    "-updated",
]  # fmt: skip
Scalar = str | int


@dataclass(frozen=True)
class CaseQuery:
    """Filters are "and" between fields and "or" inside one; an empty tuple means no filter.

    `areas` are stems (see `casework.actor.stem`) of the areas asked for; `scope_areas` and
    `scope_departments` are what the asking person may see. `now_ms` is city time, for `overdue`.
    `after` holds the sort keys of the last case of the page before.
    """

    states: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    departments: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    holders: tuple[str, ...] = ()
    priorities: tuple[int, ...] = ()
    overdue: bool | None = None
    text: str = ""
    order: OrderBy = "due"
    after: tuple[Scalar, ...] = ()
    limit: int = 100
    now_ms: int = 0
    scope_areas: tuple[str, ...] = ()
    scope_departments: tuple[str, ...] = ()


@dataclass(frozen=True)
class CasePage:
    """The bodies of the cases as JSON, and the sort keys to go on from (empty at the end)."""

    bodies: list[bytes] = field(default_factory=list)
    after: tuple[Scalar, ...] = ()
