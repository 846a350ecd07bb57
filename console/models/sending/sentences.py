"""Why this unit, why not that one, and why nobody: in words, one for each part of the sum."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from casework.vocabulary import STEP_ORDER, UNIT_KIND_ORDER, UnitKind
from console import words
from console.models.sending.fleet import Wanted
from console.models.sending.score import Candidate
from console.models.sending.weights import MOVEMENTS, Factor, Fit
from console.session import Session


def _say(text: str, **values: object) -> str:
    return words.fill(text, **values)


def minutes(value: float) -> str:
    """Whole minutes, never less than one: nobody is there at once."""
    return words.duration_ms(max(1, round(value)) * 60_000)


def unit_text(session: Session, c: Candidate) -> str:
    """ "WG-00012 · officer · 4 min · 1.2 km"."""
    name, kind = words.unit_name(session, c.unit_id), _kind(session, c)
    parts = [name, words.unit_kind(kind)] if kind else [name]
    return " · ".join([*parts, minutes(c.way_min), words.distance_m(c.metres)])


def reasons(session: Session, wanted: Wanted, c: Candidate) -> dict[Factor, str]:
    """Every part of the sum in its order, with what it adds where it adds something."""
    said = {
        Factor.WAY: _way(c),
        Factor.HOME: _home(session, c),
        Factor.SKILL: _skill(session, wanted, c),
        Factor.LOAD: load(session, c),
        Factor.BATTERY: _battery(session, c),
        Factor.AGE: _age(session, c),
    }
    return {f: _with_cost(f, text, c.minutes[f]) for f, text in said.items() if text}


def brief(session: Session, wanted: Wanted, c: Candidate) -> str:
    """The reasons in one line, without the way and being free: the list says that already."""
    said = reasons(session, wanted, c)
    known = {Factor.WAY, Factor.LOAD} if c.fit is Fit.FREE else {Factor.WAY}
    return " · ".join(text for factor, text in said.items() if factor not in known)


def explained(session: Session, wanted: Wanted, c: Candidate) -> str:
    """All of it in lines, with the sum and what was assumed about the way."""
    tr = QCoreApplication.translate
    total = _say(tr("Sending", "Counts as {time} away"), time=minutes(c.total))
    head = [unit_text(session, c), total]
    return "\n".join([*head, *reasons(session, wanted, c).values(), assumed(_kind(session, c))])


def assumed(kind: UnitKind | None) -> str:
    """What the time on the way rests on."""
    tr = QCoreApplication.translate
    if kind is None:
        return ""
    way = MOVEMENTS[kind]
    return _say(
        tr(
            "Sending",
            "Assumed for this kind: {speed} m/s, way {detour} × the straight line, "
            "{ready} min to set off",
        ),
        speed=f"{way.speed_mps:g}",
        detour=f"{way.detour:g}",
        ready=f"{way.ready_min:g}",
    )


def load(session: Session, c: Candidate) -> str:
    """ "free", or the case it is at and how far it has got there."""
    tr = QCoreApplication.translate
    if not c.cases:
        if c.fit is Fit.BUSY:
            return tr("Sending", "being sent to another case")
        return tr("Sending", "free")
    if not c.busy_with:
        return tr("Sending", "at this case")
    row = session.board.units.row(c.unit_id)
    step = int(session.board.units.column("step")[row]) if row >= 0 else 0
    text = tr("Sending", "at case {case}: {step}")
    said = _say(text, case=c.busy_with, step=words.step(STEP_ORDER[step]))
    more = _say(tr("Sending", "{n} cases in all"), n=c.cases)
    return f"{said}, {more}" if c.cases > 1 else said


def nobody(counts: dict[Fit, int]) -> str:
    """Why no unit can be sent, the commonest reason first; with counts."""
    tr = QCoreApplication.translate
    against = {fit: n for fit, n in counts.items() if n and fit is not Fit.FREE}
    if not against and not counts.get(Fit.FREE):
        return tr("Sending", "Central knows no units.")
    if counts.get(Fit.FREE):
        text = tr(
            "Sending", "Nobody left: {n} unit(s) would do, and go to cases that need them more"
        )
        return _say(text, n=words.count(counts[Fit.FREE]))
    ordered = sorted(against, key=lambda fit: (-against[fit], fit))
    listed = " · ".join(f"{words.count(against[fit])} {fit_text(fit)}" for fit in ordered)
    return _say(tr("Sending", "Nobody fits: {reasons}"), reasons=listed)


def fit_text(fit: Fit) -> str:
    """Why units of this kind of fit are not sent; follows a count."""
    tr = QCoreApplication.translate
    return {
        Fit.FREE: tr("Sending", "free"),
        Fit.THERE: tr("Sending", "at this case already"),
        Fit.SILENT: tr("Sending", "without a position"),
        Fit.STALE: tr("Sending", "with a position that is too old"),
        Fit.NO_CHARGE: tr("Sending", "with unknown battery or range"),
        Fit.OUT_OF_RANGE: tr("Sending", "that would not get back on the battery"),
        Fit.TOO_FAR: tr("Sending", "too far away"),
        Fit.BUSY: tr("Sending", "busy"),
    }[fit]


def _kind(session: Session, c: Candidate) -> UnitKind | None:
    row = session.board.units.row(c.unit_id)
    return UNIT_KIND_ORDER[int(session.board.units.column("kind")[row])] if row >= 0 else None


def _with_cost(factor: Factor, text: str, cost: float) -> str:
    if factor is Factor.WAY or cost < 0.5:
        return text
    return _say(
        QCoreApplication.translate("Sending", "{reason} (+{n} min)"), reason=text, n=round(cost)
    )


def _way(c: Candidate) -> str:
    text = QCoreApplication.translate("Sending", "there in about {time}, {distance} away")
    return _say(text, time=minutes(c.way_min), distance=words.distance_m(c.metres))


def _home(session: Session, c: Candidate) -> str:
    tr = QCoreApplication.translate
    units = session.board.units
    row = units.row(c.unit_id)
    code = units.words.word(int(units.column("area")[row])) if row >= 0 else ""
    if not code:
        return tr("Sending", "home area unknown")
    if not c.minutes[Factor.HOME]:
        return tr("Sending", "its own area")
    return _say(tr("Sending", "from {area}"), area=words.area(session, code))


def _skill(session: Session, wanted: Wanted, c: Candidate) -> str:
    tr = QCoreApplication.translate
    units = session.board.units
    row = units.row(c.unit_id)
    if row < 0 or not int(units.column("skills")[row]):
        return tr("Sending", "training unknown")
    if not c.minutes[Factor.SKILL]:
        return tr("Sending", "trained for it")
    text = tr("Sending", "not trained for {category}")
    return _say(text, category=words.category(session, wanted.category))


def _battery(session: Session, c: Candidate) -> str:
    if not c.reach_m:
        return ""
    row = session.board.units.row(c.unit_id)
    charge = int(session.board.units.column("battery")[row]) if row >= 0 else -1
    text = QCoreApplication.translate("Sending", "battery {charge} %: {reach} out and back")
    return _say(text, charge=charge, reach=words.distance_m(c.reach_m))


def _age(session: Session, c: Candidate) -> str:
    row = session.board.units.row(c.unit_id)
    said = _say(
        QCoreApplication.translate("Sending", "position: {age}"), age=words.position_age(c.age_ms)
    )
    doubt = words.unit_doubt(session.board.units, row) if row >= 0 else ""
    return f"{said}, {doubt}" if doubt else said
