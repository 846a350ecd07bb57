"""Random outages, crashes, cancels and colleagues: every command ends once, each case in order."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from console.feeds.errors import TimedOut
from console.outbox.clerk import Clerk
from console.outbox.letter import Letter, Stage
from console.outbox.port import Outcome
from console.outbox.shelf import Opened
from tests.support.effort import examples
from tests.unit.console.outbox.test_tray import no, yes

CASES = st.integers(1, 3)


@dataclass
class Disk:
    """A shelf whose content outlives the clerk, as a disk outlives a process."""

    letters: dict[str, Letter] = field(default_factory=dict)
    durable: bool = True

    def open(self) -> Opened:
        return Opened(tuple(self.letters.values()), "log-1")

    def save(self, letters: tuple[Letter, ...]) -> str:
        self.letters |= {x.command_id: x for x in letters}
        return ""

    def drop(self, command_ids: tuple[str, ...]) -> None:
        for each in command_ids:
            del self.letters[each]

    def note_log(self, log_id: str) -> None:
        raise AssertionError("the log has not changed")

    def close(self) -> None:
        """The disk stays."""


@dataclass
class Office:
    """What central does: a version a case, an answer a key."""

    versions: dict[int, int] = field(default_factory=dict)
    answers: dict[str, tuple[int | None, Outcome]] = field(default_factory=dict)
    done: list[Letter] = field(default_factory=list)

    def take(self, letter: Letter) -> Outcome:
        if letter.command_id in self.answers:
            asked, answer = self.answers[letter.command_id]
            assert asked == letter.sent_version, "the same key came with another version: 422"
            return answer
        version = self.versions.setdefault(letter.case_id, 1)
        if letter.sent_version == version:
            self.versions[letter.case_id] = version + 1
            self.done.append(letter)
            answer = yes(letter, version + 1)
        else:
            answer = no(letter)
        self.answers[letter.command_id] = letter.sent_version, answer
        return answer


class Outages(RuleBasedStateMachine):
    """One console that crashes and starts again, one central that answers or does not."""

    def __init__(self) -> None:
        super().__init__()
        self.now = datetime(2026, 3, 1, 8, tzinfo=UTC)
        self.office, self.disk = Office(), Disk()
        self.given: list[str] = []
        self.case_of: dict[str, int] = {}
        self.finals: dict[str, list[Outcome]] = {}
        self.seen: dict[int, int] = {}
        self.under_way: Letter | None = None
        self.begin()

    def begin(self) -> None:
        self.clerk = Clerk(self.disk, self.hear, lambda: self.now)
        self.clerk.open()
        self.under_way = None

    def hear(self, item: object) -> None:
        if isinstance(item, Outcome) and item.final:
            self.finals.setdefault(item.command_id, []).append(item)

    @rule(case_id=CASES)
    def give(self, case_id: int) -> None:
        command_id = f"command-{len(self.given)}"
        self.given.append(command_id)
        self.case_of[command_id] = case_id
        version = self.seen.get(case_id, 1)
        path = f"/v1/cases/{case_id}/note"
        self.clerk.give(Letter(command_id, case_id, "note", path, b"{}", version))

    @rule(case_id=CASES)
    def the_board_catches_up(self, case_id: int) -> None:
        self.seen[case_id] = self.office.versions.get(case_id, 1)

    @rule(case_id=CASES)
    def a_colleague_changes_the_case(self, case_id: int) -> None:
        self.office.versions[case_id] = self.office.versions.get(case_id, 1) + 1

    @precondition(lambda self: self.under_way is None)
    @rule()
    def set_out(self) -> None:
        self.under_way = self.clerk.due()

    @precondition(lambda self: self.under_way is not None)
    @rule(heard=st.booleans(), answered=st.booleans())
    def come_back(self, heard: bool, answered: bool) -> None:
        """Central may not hear it at all, or its answer may get lost."""
        assert self.under_way is not None
        letter, self.under_way = self.under_way, None
        answer = self.office.take(letter) if heard else None
        if answer is not None and answered:
            self.clerk.came(answer)
        else:
            self.clerk.failed(letter, TimedOut("no answer"))

    @rule(heard=st.booleans())
    def crash(self, heard: bool) -> None:
        if heard and self.under_way is not None:
            self.office.take(self.under_way)
        self.begin()

    @precondition(lambda self: self.given)
    @rule(data=st.data())
    def cancel(self, data: st.DataObject) -> None:
        command_id = data.draw(st.sampled_from(self.given))
        under_way = self.under_way is not None and self.under_way.command_id == command_id
        self.clerk.cancel(command_id, under_way)

    @rule(hours=st.sampled_from([1, 30]))
    def time_goes_by(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @rule()
    def somebody_agrees_to_everything(self) -> None:
        for command_id in self.given:
            self.clerk.send_anyway(command_id)

    @invariant()
    def nothing_is_done_twice(self) -> None:
        done = [x.command_id for x in self.office.done]
        assert len(done) == len(set(done))

    @invariant()
    def each_case_is_worked_on_in_order(self) -> None:
        for case_id in self.seen:
            numbers = [x.number for x in self.office.done if x.case_id == case_id]
            assert numbers == sorted(numbers)

    def teardown(self) -> None:
        """Central answers again: everything comes to its one end, and the end is the truth."""
        self.begin()
        if (first := self.clerk.due()) is not None:  # it holds whatever has become too old
            self.clerk.came(self.office.take(first))
        self.somebody_agrees_to_everything()
        while (letter := self.clerk.due()) is not None:
            self.clerk.came(self.office.take(letter))
        assert self.disk.letters.keys() == set(self.given)
        done = {x.command_id for x in self.office.done}
        for command_id, letter in self.disk.letters.items():
            assert letter.over
            if letter.stage is Stage.CANCELLED and not letter.tried:
                assert command_id not in done
            elif letter.stage is not Stage.CANCELLED:
                assert (letter.stage is Stage.CONFIRMED) is (command_id in done)
        for outcomes in self.finals.values():
            assert len(outcomes) == 1


TestOutages = Outages.TestCase
TestOutages.settings = settings(max_examples=examples(60), stateful_step_count=30)
