"""The commands on their way, in their order, and what an answer to one means for the others. Pure.

Orders are sent one at a time in the order they were given. One about a case waits for the earlier
ones about it. Where the earlier one was carried out, the later one is decided on what that made:
its `If-Match` is moved along as far as only this tray's own commands lie between. Where the
earlier one was refused, the later ones are not sent: they were decided on something that did not
come about. A renewed hold is the exception, nobody decides anything on it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from msgspec.structs import replace

from console.feeds.port import Trouble
from console.outbox.letter import Letter, Stage
from console.outbox.port import Outcome

#: So many may be on their way at once; one more is refused, and said so.
LIMIT = 500
#: So many that are over are kept to be looked at.
KEPT = 200
#: Central forgets its answers after 24 hours (docs/protocol.md); what is near that is not repeated.
BLIND_FOR = timedelta(hours=23)


class Tray:
    """Letters by command id, in the order they were given. Every change is returned."""

    def __init__(self, letters: Iterable[Letter] = (), limit: int = LIMIT) -> None:
        self._limit = limit
        self._letters = {x.command_id: x for x in sorted(letters, key=lambda x: x.number)}
        self._number = max((x.number for x in self._letters.values()), default=0)
        self._made: dict[tuple[int, int], int] = {}
        for letter in self._letters.values():
            self._remember(letter)

    def __getitem__(self, command_id: str) -> Letter:
        return self._letters[command_id]

    def all(self) -> tuple[Letter, ...]:
        return tuple(self._letters.values())

    def waiting(self) -> tuple[Letter, ...]:
        """Those that are not over, in their order."""
        return tuple(x for x in self._letters.values() if not x.over)

    # -- in ----------------------------------------------------------------------------------

    def give(self, letter: Letter) -> Letter | None:
        """Take `letter` in at the end; None when there is no room, or it is there already."""
        if letter.command_id in self._letters or len(self.waiting()) >= self._limit:
            return None
        self._number += 1
        return self._put(replace(letter, number=self._number))

    def cancel(self, command_id: str, under_way: bool, now: datetime) -> Letter | None:
        """It is not wanted any more. `under_way`: an attempt is, and its answer still counts."""
        letter = self._letters.get(command_id)
        if letter is None or letter.over:
            return None
        if under_way:
            return self._put(replace(letter, cancelling=True))
        trouble = Trouble.CANCELLED_LATE if letter.tried else Trouble.CANCELLED
        return self._put(replace(letter, stage=Stage.CANCELLED, trouble=trouble, over_at=now))

    def agree(self, command_id: str) -> Letter | None:
        """Somebody wants a held one sent all the same; one of another log never is."""
        letter = self._letters.get(command_id)
        if letter is None or letter.stage is not Stage.HELD or letter.trouble is Trouble.OTHER_LOG:
            return None
        stage = Stage.SENDING if letter.tried else Stage.QUEUED
        return self._put(replace(letter, stage=stage, agreed=True, trouble=Trouble.NONE, detail=""))

    # -- out ---------------------------------------------------------------------------------

    def due(self) -> Letter | None:
        """The one to be sent now: the first that neither is held nor waits for such a one."""
        blocked: set[int] = set()
        for letter in self.waiting():
            if letter.case_id and letter.case_id in blocked:
                continue
            if letter.stage is Stage.HELD:
                blocked.add(letter.case_id)
                continue
            return letter
        return None

    def begin(self, command_id: str) -> Letter:
        """It is being sent: from now on always with the same version."""
        letter = self._letters[command_id]
        if letter.tried:
            return letter
        version = self._newest(letter.case_id, letter.version)
        return self._put(replace(letter, stage=Stage.SENDING, sent_version=version, tried=True))

    def hold(self, command_id: str, trouble: Trouble, detail: str = "") -> Letter:
        """It is not sent by itself any more."""
        letter = self._letters[command_id]
        return self._put(replace(letter, stage=Stage.HELD, trouble=trouble, detail=detail))

    def aged(self, now: datetime) -> tuple[Letter, ...]:
        """Hold what central may have forgotten, or what a wrong clock makes look so."""
        old = [
            x.command_id
            for x in self.waiting()
            if x.stage is not Stage.HELD and not x.agreed and abs(now - x.given_at) > BLIND_FOR
        ]
        return tuple(self.hold(command_id, Trouble.TOO_OLD) for command_id in old)

    def conclude(self, outcome: Outcome, now: datetime) -> tuple[Letter, ...]:
        """An answer for good. Returns what changed: the followers that it stops, then itself."""
        letter = self._letters.get(outcome.command_id)
        if letter is None or letter.over:
            return ()
        stopped = () if outcome.accepted else self._stop_followers(letter, now)
        made = outcome.case.version if outcome.case is not None else 0
        no = outcome.refusal
        over = replace(
            letter,
            stage=Stage.CONFIRMED if outcome.accepted else Stage.REFUSED,
            case_id=outcome.case_id or letter.case_id,
            made_version=made,
            refusal=replace(no, current=None) if no is not None else None,
            trouble=outcome.trouble,
            problem=outcome.problem,
            detail=outcome.detail,
            over_at=now,
        )
        self._remember(over)
        return (*stopped, self._put(over))

    def forget(self, most: int = 0) -> tuple[str, ...]:
        """Let go of what is over, but for the newest `most`; returns the command ids."""
        over = [x.command_id for x in self._letters.values() if x.over]
        gone = tuple(over[: len(over) - most]) if len(over) > most else ()
        for command_id in gone:
            del self._letters[command_id]
        return gone

    # -- inside ------------------------------------------------------------------------------

    def _put(self, letter: Letter) -> Letter:
        self._letters[letter.command_id] = letter
        return letter

    def _stop_followers(self, letter: Letter, now: datetime) -> tuple[Letter, ...]:
        if not letter.case_id or letter.verb == "renew":
            return ()
        return tuple(
            self._put(replace(x, stage=Stage.STOPPED, trouble=Trouble.STOPPED, over_at=now))
            for x in self.waiting()
            if x.case_id == letter.case_id and x.number > letter.number
        )

    def _remember(self, letter: Letter) -> None:
        if letter.stage is Stage.CONFIRMED and letter.sent_version is not None:
            made = letter.made_version
            if made > letter.sent_version:
                self._made[letter.case_id, letter.sent_version] = made
            if len(self._made) > 2 * KEPT:
                del self._made[next(iter(self._made))]

    def _newest(self, case_id: int, version: int | None) -> int | None:
        """`version`, moved along as far as nobody else changed the case in between."""
        while version is not None and (case_id, version) in self._made:
            version = self._made[case_id, version]
        return version
