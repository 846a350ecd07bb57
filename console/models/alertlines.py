"""The lines of the alerts' list: groups, the alerts of those that are open, and a flood as one.

Bounded whatever happens: so many groups, so many alerts of an open one, and how many more.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from itertools import groupby

from PySide6.QtCore import QCoreApplication

from casework.instant import to_ms
from console import words
from console.board.alerts.groups import Group
from console.board.alerts.kinds import Alert, GroupKey, Kind, Klass
from console.models.alerting import Alerting
from console.session import Session
from console.words.alerts import SIGNS, alert_class, alert_kind

MOST_GROUPS, MOST_ALERTS = 200, 50


@dataclass(frozen=True)
class Line:
    """`name` is the same as long as the line is about the same. `groups`: what it stands for.

    `alert`: the one it is about, None for a line of a whole group. `fresh`: how many of it nobody
    has acknowledged. The rest is what is shown.
    """

    name: str
    klass: Klass
    groups: tuple[GroupKey, ...]
    alert: Alert | None
    fresh: int
    what: str
    place: str = ""
    count: str = ""
    age: str = ""
    who: str = ""


def lines(alerting: Alerting, session: Session, opened: Collection[str]) -> list[Line]:
    """What is to be shown now; `opened`: names of the lines whose alerts are listed."""
    groups = alerting.alerts.groups.listed()
    listed = list(_merged(groups) if alerting.rate.rush else ((g,) for g in groups))
    found: list[Line] = []
    for some in listed[:MOST_GROUPS]:
        line = _of_groups(some, alerting, session)
        is_open = line.name in opened
        found.append(replace(line, what=f"{'▾' if is_open else '▸'} {line.what}"))
        if is_open:
            found += _of_alerts(some[0], alerting, session)
    if len(listed) > MOST_GROUPS:
        rest = [g for some in listed[MOST_GROUPS:] for g in some]
        found.append(_more(rest))
    return found


def _merged(groups: Iterable[Group]) -> Iterable[tuple[Group, ...]]:
    """While too many come: one line for each kind, except for what is critical."""
    for (klass, _kind), some in groupby(groups, key=lambda g: (g.key.klass, g.key.kind)):
        together = tuple(some)
        if klass is Klass.CRITICAL:
            yield from ((one,) for one in together)
        else:
            yield together


def place_of(session: Session, key: GroupKey) -> str:
    return key.place if key.kind is Kind.AREA else words.area(session, key.place)


def _of_groups(some: tuple[Group, ...], alerting: Alerting, session: Session) -> Line:
    first = some[0].key
    fresh, held = sum(len(g.fresh) for g in some), sum(len(g) for g in some)
    one = len(some) == 1
    place = place_of(session, first) if one else _places(some)
    since = min(g.since() for g in some)
    return Line(
        f"{first.klass}:{first.kind}:{first.place if one else '*'}",
        first.klass,
        tuple(g.key for g in some),
        None,
        fresh,
        f"{SIGNS[first.klass]} {alert_kind(first.kind)}",
        place,
        words.count(fresh) if fresh == held else f"{words.count(fresh)} / {words.count(held)}",
        words.duration_ms(max(0, session.clock.now_ms() - since)),
        _state_of_group(some, fresh, alerting, session),
    )


def _places(some: tuple[Group, ...]) -> str:
    text = QCoreApplication.translate("Alerts", "{n} places")
    return words.fill(text, n=len(some))


def _state_of_group(
    some: tuple[Group, ...], fresh: int, alerting: Alerting, session: Session
) -> str:
    until = max(alerting.alerts.shelf.until(g.key) for g in some)
    if until:
        text = QCoreApplication.translate("Alerts", "aside until {time}")
        when = words.instant_ms(until, words.zone(session), seconds=False)
        return words.fill(text, time=when)
    if fresh:
        return ""
    names = {_by(alert, session) for alert in _few(some[0], alerting)} - {""}
    return QCoreApplication.translate("Words", ", ").join(sorted(names))


def _few(group: Group, alerting: Alerting) -> list[Alert]:
    found = (alerting.alerts.alert(code) for code, _, _ in group.first(5))
    return [alert for alert in found if alert is not None]


def _by(alert: Alert, session: Session) -> str:
    seen = session.desk.seen(alert.key)
    return words.actor(seen.by, session) if seen else ""


def _of_alerts(group: Group, alerting: Alerting, session: Session) -> list[Line]:
    found: list[Line] = []
    for code, standing, fresh in group.first(MOST_ALERTS):
        alert = alerting.alerts.alert(code)
        if alert is None:
            continue
        age = words.duration_ms(max(0, session.clock.now_ms() - standing[1]))
        who = "" if fresh else _seen(alert, session)
        if fresh and alerting.is_asked(alert.key):
            who = QCoreApplication.translate("Alerts", "sending…")
        elif fresh and (why := alerting.round.refusal(alert.key)):
            who = f"✕ {' '.join(why.split())}"
        name = what_of(session, alert)
        where = _address(session, alert)
        key = (group.key,)
        found.append(
            Line(
                alert.key,
                group.key.klass,
                key,
                alert,
                int(fresh),
                f"      {name}",
                where,
                "",
                age,
                who,
            )
        )
    if len(group) > MOST_ALERTS:
        text = QCoreApplication.translate("Alerts", "… and {n} more")
        said = words.fill(text, n=words.count(len(group) - MOST_ALERTS))
        name = f"more:{group.key}"
        found.append(Line(name, group.key.klass, (group.key,), None, 0, f"      {said}"))
    return found


def what_of(session: Session, alert: Alert) -> str:
    """The case, the unit or the alarm in few words."""
    if alert.group.kind is Kind.SILENT:
        units = session.board.units
        row = units.row(alert.number)
        sign = units.call_sign[row] if row >= 0 else str(alert.number)
        text = QCoreApplication.translate("Alerts", "{unit}, sent to {id}")
        return words.fill(text, unit=sign, id=alert.case_id)
    row = session.board.cases.row(alert.case_id)
    if row < 0:
        return alert.group.place
    title = " ".join(session.board.cases.title[row].split())[:80]
    return f"{alert.case_id} {title}"


def _address(session: Session, alert: Alert) -> str:
    row = session.board.cases.row(alert.case_id)
    return " ".join(session.board.cases.address[row].split())[:80] if row >= 0 else ""


def _seen(alert: Alert, session: Session) -> str:
    seen = session.desk.seen(alert.key)
    if seen is None:
        return ""
    text = QCoreApplication.translate("Alerts", "{by} {time}")
    when = words.instant_ms(to_ms(seen.at), words.zone(session), seconds=False)
    said = words.fill(text, by=words.actor(seen.by, session), time=when)
    return f"{said}: {' '.join(seen.text.split())}" if seen.text else said


def _more(rest: list[Group]) -> Line:
    text = QCoreApplication.translate("Alerts", "… and {n} more groups")
    said = words.fill(text, n=words.count(len(rest)))
    keys = tuple(g.key for g in rest)
    return Line("more", Klass.LOW, keys, None, sum(len(g.fresh) for g in rest), said)


def summary(alerting: Alerting, session: Session) -> str:
    """What is most pressing and how much of it, on one line; empty where nothing is fresh."""
    for group in alerting.alerts.groups.listed():
        if group.fresh and not alerting.alerts.shelf.has(group.key):
            text = QCoreApplication.translate(
                "Alerts", "{sign} {klass}: {what}, {place}, {n}, {age}"
            )
            age = words.duration_ms(max(0, session.clock.now_ms() - group.since()))
            key = group.key
            return words.fill(
                text,
                sign=SIGNS[key.klass],
                klass=alert_class(key.klass),
                what=alert_kind(key.kind),
                place=place_of(session, key),
                n=f"×{words.count(len(group.fresh))}",
                age=age,
            )
    return ""
