"""Units on a case: they set out, arrive, work, and go back to what they were doing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from casework import commands as cm
from casework.case import Case
from casework.vocabulary import Step
from simulator import wording
from simulator.agenda import Agenda
from simulator.desk import Desk
from simulator.dice import rng_for
from simulator.fleet import Fleet
from simulator.office import Due, FieldStep, Office
from simulator.policy import MINUTE

_HOVER_S = 5 * MINUTE
_NO_BATTERY_YET_S = 3 * MINUTE
#: A drone waits no longer than this many times for its battery.
_MOST_WAITS = 25
_NEXT = {Step.ASSIGNED: Step.EN_ROUTE, Step.EN_ROUTE: Step.ON_SCENE, Step.ON_SCENE: Step.DONE}


class Crew:
    """Moves units of the fleet that are on a case, and reports their progress.

    `office` and `desk` are set once both exist: the office tells the crew, the crew asks the desk.
    """

    office: Office
    desk: Desk

    def __init__(self, fleet: Fleet, seed: int, now: Callable[[], float]) -> None:
        self._fleet, self._seed, self._now = fleet, seed, now
        self._on_case: dict[int, int] = {}

    @property
    def _agenda(self) -> Agenda[Due]:
        return self.office.agenda

    def units_changed(self, case: Case, unit: int, step: Step | None) -> None:
        """Somebody, perhaps a person at a console, has moved a unit on."""
        if not (self._fleet.is_officer(unit) or self._fleet.is_drone(unit)):
            return
        if step is None:
            if self._on_case.get(unit) == case.case_id:
                del self._on_case[unit]
                self.desk.busy.discard(unit)
                self._fleet.recall(unit, self._now())
            return
        self._on_case[unit] = case.case_id
        self.desk.busy.add(unit)
        if step in _NEXT:
            wait = self._takes(case, unit, step)
            self._agenda.push(self._now() + wait, FieldStep(case.case_id, unit, step))

    def _takes(self, case: Case, unit: int, step: Step) -> float:
        """How long `unit` stays at `step`, city seconds; sets it moving where it has to."""
        rng = rng_for(self._seed, "field", case.case_id, unit, step)
        if step is Step.ASSIGNED:
            return rng.uniform(15.0, 60.0)
        if step is Step.EN_ROUTE:
            return self._set_out(case, unit) + rng.uniform(5.0, 30.0)
        return _HOVER_S if self._fleet.is_drone(unit) else rng.uniform(5, 18) * MINUTE

    def _set_out(self, case: Case, unit: int) -> float:
        if self._fleet.is_officer(unit):
            return self._fleet.send_officer(unit, case.lon, case.lat, self._now())
        return self._fleet.drone(unit).send(*self._fleet.city.plane.to_xy(case.lon, case.lat))

    async def act(self, step: FieldStep) -> None:
        """On to the next step, unless somebody has changed it meanwhile."""
        case = self.office.cases.get(step.case_id)
        if case is None or case.units.get(step.unit) is not step.step:
            return
        flies = step.step is Step.ASSIGNED and self._fleet.is_drone(step.unit)
        if flies and not await self._may_fly(case, step):
            return
        reply = await self.desk.command(case, cm.ProgressUnit(step.unit, _NEXT[step.step]))
        if reply.status in (409, 412) and step.tries < _MOST_WAITS:
            again = replace(step, tries=step.tries + 1)
            self._agenda.push(self._now() + 5.0, again)

    async def _may_fly(self, case: Case, step: FieldStep) -> bool:
        """Whether a drone can get there and back; it says so when it never can."""
        drone = self._fleet.drone(step.unit)
        goal = self._fleet.city.plane.to_xy(case.lon, case.lat)
        if drone.can_reach(*goal, _HOVER_S):
            return True
        if drone.within_range(*goal) and step.tries < _MOST_WAITS:
            again = replace(step, tries=step.tries + 1)
            self._agenda.push(self._now() + _NO_BATTERY_YET_S, again)
            drone.recall()
            return False
        call_sign = self._fleet.call_sign(step.unit)
        await self.desk.command(case, cm.AddNote(wording.CANNOT_FLY.format(call_sign=call_sign)))
        return False
