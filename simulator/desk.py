"""Carries out what the policy intends, and copes with the answers."""

from __future__ import annotations

import logging
from dataclasses import replace

import msgspec

from casework import commands as cm
from casework.case import Case
from casework.codec import verb_of
from simulator.client import Client, Reply
from simulator.office import DeskStep, Office
from simulator.policy import OPEN_VERBS, SendNearest
from simulator.witness import Witness

log = logging.getLogger("simulator.desk")
#: How often a step is tried again after somebody else was quicker, or central had a fault.
_MOST_TRIES = 6
#: Looked at again after this long while a colleague holds the case, city seconds.
_HELD_S = 300.0
_AGAIN_S = 5.0
_CANDIDATES = 5


class _CaseAnswer(msgspec.Struct):
    case: Case


_CASE = msgspec.json.Decoder(_CaseAnswer)


class Desk:
    """One pair of hands for all desks; the office remembers what they know."""

    def __init__(self, client: Client, office: Office, witness: Witness) -> None:
        self._client, self._office, self._witness = client, office, witness
        self.busy: set[int] = set()

    async def act(self, step: DeskStep) -> None:
        """Do what was intended, if the case still stands as it did and nobody else holds it."""
        case = self._office.stands(step)
        if case is None:
            return
        if isinstance(step.errand, SendNearest):
            if not self._office.held_until(case):
                await self.send_nearest(case)
            return
        if self._asked_alone(case, step.errand):
            return
        held = self._office.held_until(case)
        if held and verb_of(step.errand) not in OPEN_VERBS:
            # A colleague has it; what he does will change the situation, or he lets go.
            at = min(held, self._office.now() + _HELD_S) + 1.0
            self._office.agenda.push(at, step)
            return
        reply = await self.command(case, step.errand)
        failed = reply.status in (409, 412) or reply.status >= 500
        if failed and step.tries < _MOST_TRIES and self._office.stands(step) is not None:
            at = self._office.now() + _AGAIN_S * 2.0**step.tries
            self._office.agenda.push(at, replace(step, tries=step.tries + 1))

    async def report(self, report: cm.ReportCase) -> Case | None:
        """File a report; the new case, or None where central would not have it."""
        reply = await self._client.write("/v1/cases", fields_of(report))
        return self._learn("report", reply)

    async def command(self, case: Case, command: cm.CaseCommand) -> Reply:
        """Send one command on `case` as it is known here, and learn from the answer."""
        verb = verb_of(command)
        path = f"/v1/cases/{case.case_id}/{verb}"
        apart = isinstance(command, cm.ApproveRequest) and self._office.asked(case)
        reply = await self._client.write(path, fields_of(command), case.version, as_decider=apart)
        if reply.status == 404:
            self._office.forget(case.case_id)
        else:
            self._learn(verb, reply)
        return reply

    def _asked_alone(self, case: Case, errand: cm.CaseCommand) -> bool:
        """Whether this is an approval that only somebody at a console can give."""
        approves = isinstance(errand, cm.ApproveRequest)
        return approves and self._office.asked(case) and not self._client.decides

    async def send_nearest(self, case: Case) -> None:
        """Send the nearest officer on duty who is free."""
        near = self._witness.nearest_officers(
            case.lon, case.lat, self._office.now(), _CANDIDATES + len(self.busy)
        )
        free = [unit for unit in near if unit not in self.busy][:_CANDIDATES]
        for unit in free:
            known = self._office.cases.get(case.case_id, case)
            reply = await self.command(known, cm.AssignUnit(unit))
            if reply.status != 409 or reply.problem().code != "unit-busy":
                return

    async def refresh(self, case_id: int) -> None:
        """Fetch a case that changed in a way the feed alone does not explain."""
        reply = await self._client.get(f"/v1/cases/{case_id}")
        if reply.status == 404:
            self._office.forget(case_id)
        elif reply.ok:
            self._learn("get", reply)

    def _learn(self, verb: str, reply: Reply) -> Case | None:
        if reply.ok:
            case = _CASE.decode(reply.body).case
            self._office.learn(case)
            return case
        problem = reply.problem()
        if problem.current is not None:
            self._office.learn(problem.current)
        if reply.status not in (409, 412):
            log.warning("%s: %d %s %s", verb, reply.status, problem.code, problem.detail)
        return None


def fields_of(command: cm.Command) -> dict[str, object]:
    """A command's fields as the API takes them: the verb is in the path."""
    fields: dict[str, object] = msgspec.to_builtins(command)
    fields.pop("verb")
    return {name: value for name, value in fields.items() if value is not None}
