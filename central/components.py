"""The city's register of components: checked once at the start, then looked things up in.

It may have a million entries, so it is no part of the gazetteer that every console reads.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from casework.actor import covers_area
from casework.area import Gazetteer
from casework.component import Component
from casework.datum import check_lon_lat


def register_of(components: Iterable[Component], gazetteer: Gazetteer) -> dict[str, Component]:
    """By code, in order of the codes.

    Raises:
        ValueError: an entry contradicts the gazetteer or another entry.
    """
    kinds: dict[str, str] = {category.code: category.kind for category in gazetteer.categories}
    areas = {area.code for area in gazetteer.areas}
    found: dict[str, Component] = {}
    for component in sorted(components, key=lambda c: c.code):
        if component.code in found:
            raise ValueError(f"component {component.code} is declared twice")
        if why := _wrong(component, kinds, areas):
            raise ValueError(f"component {component.code}: {why}")
        found[component.code] = component
    return found


def _wrong(component: Component, kinds: dict[str, str], areas: set[str]) -> str:
    if not component.code or len(component.code) > 64:
        return "its code has to have 1 to 64 characters"
    if kinds.get(component.category) != "component":
        return f"{component.category!r} is no type of kind component"
    if component.area not in areas:
        return f"it lies in {component.area!r}, which is not declared"
    try:
        check_lon_lat(component.lon, component.lat)
    except ValueError as error:
        return str(error)
    return ""


def listed(
    register: Mapping[str, Component],
    categories: tuple[str, ...],
    areas: tuple[str, ...],
    after: str,
    limit: int,
) -> tuple[list[Component], str | None]:
    """Some entries in order of their codes, and the code to go on `after`, None at the end."""
    page: list[Component] = []
    for code, component in register.items():
        if code <= after or (categories and component.category not in categories):
            continue
        if areas and not any(covers_area(area, component.area) for area in areas):
            continue
        if len(page) == limit:
            return page, page[-1].code
        page.append(component)
    return page, None
