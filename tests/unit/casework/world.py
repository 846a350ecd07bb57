"""A small world to judge in: people, reference data, and any sequence of commands."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from casework import commands as cm
from casework.actor import Actor
from casework.area import Limit, LimitUnit
from casework.case import Case
from casework.clock import WorkCalendar
from casework.datum import Datum
from casework.reasons import ReasonLists
from casework.ruling import Ruling
from casework.vocabulary import Channel, Post, Step
from tests.contract.central import small_city

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)
CITY = small_city.gazetteer()
REASONS: ReasonLists = small_city.reasons()
LISTS = ("reassign", "reject", "close", "reopen", "withdraw", "return", "rework", "extend",
         "suspend", "void", "merge", "escalate")  # fmt: skip
CODES = sorted({r.code for name in LISTS
                for r in REASONS.named(name)} | {"nonsense"})  # fmt: skip
UNITS = (1, 2, 3)

ACTORS = [
    Actor("mei", "Mei", frozenset(Post) - {Post.WALL}),
    Actor("li", "Li", frozenset({Post.DISPATCHER})),
    Actor("intake", "Intake", frozenset({Post.INTAKE})),
    Actor("dept", "Dept", frozenset({Post.DEPARTMENT}), (), ("D02",)),
    Actor("wall", "Wall", frozenset({Post.WALL})),
    Actor("north", "North", frozenset(Post) - {Post.WALL}, (small_city.NORTH,)),
    Actor("chief", "Chief", frozenset({Post.SHIFT_SUPERVISOR})),
    Actor("south", "South", frozenset({Post.DISPATCHER}), (small_city.SOUTH,)),
]

REPORT = cm.ReportCase(
    category="0101",
    title="垃圾",
    area=small_city.NORTH,
    lon=113.75,
    lat=23.04,
    datum=Datum.WGS84,
    channel=Channel.HOTLINE,
)

_codes = st.sampled_from(CODES)
_texts = st.text(max_size=20)
_units = st.sampled_from((*UNITS, 99))
_limits = st.builds(Limit, st.floats(0.5, 40), st.sampled_from(LimitUnit))
_departments = st.sampled_from(("D01", "D02", "D99"))

COMMANDS: st.SearchStrategy[cm.CaseCommand] = st.one_of(
    st.builds(cm.AcceptCase),
    st.builds(cm.RejectCase, _codes, _texts),
    st.builds(cm.FileCase),
    st.builds(cm.DispatchCase, _departments),
    st.builds(cm.ClaimCase),
    st.builds(cm.RenewLease),
    st.builds(cm.ReleaseCase),
    st.builds(cm.AssignUnit, _units, st.booleans()),
    st.builds(cm.WithdrawUnit, _units, _codes),
    st.builds(cm.ProgressUnit, _units, st.sampled_from(Step)),
    st.builds(cm.ReassignCase, _departments, _codes, _texts),
    st.builds(cm.AddNote, _texts),
    st.builds(cm.AttachFile, _codes, _texts, _texts, st.integers(0, 100), _texts),
    st.builds(cm.StartWork),
    st.builds(cm.GiveFeedback, _texts),
    st.builds(cm.VerifyCase, st.booleans(), _texts),
    st.builds(cm.CloseCase, _codes, _texts),
    st.builds(cm.ReopenCase, _codes, _texts),
    st.builds(cm.ReturnCase, st.just("wrong-department"), _texts),
    st.builds(cm.ReworkCase, st.just("not-clean"), _texts),
    st.builds(cm.ExtendCase, st.just("parts-ordered"), _texts, st.none() | _limits),
    st.builds(cm.SuspendCase, st.just("waits-for-law"), _texts),
    st.builds(cm.ApproveRequest, _texts),
    st.builds(cm.DenyRequest, _texts),
    st.builds(cm.ResumeCase, _texts),
    st.builds(cm.VoidCase, _codes, _texts),
    st.builds(cm.EscalateCase, _codes, _texts),
    st.builds(cm.ContactReporter, _texts),
    st.builds(cm.MergeCase, st.sampled_from((1001, 1002, 9999)), st.just("same-matter"), _texts),
    st.builds(cm.UnmergeCase, _texts),
    st.builds(cm.DenyDuplicate, st.sampled_from((1001, 1002, 9999)), _texts),
    st.builds(cm.LiftDenial, st.sampled_from((1001, 1002, 9999)), _texts),
    st.builds(cm.ExpireLease),
)

#: The usual way of a case, so that random walks get beyond the first states.
USUAL: tuple[cm.CaseCommand, ...] = (
    cm.AcceptCase(),
    cm.FileCase(),
    cm.DispatchCase("D01"),
    cm.StartWork(),
    cm.GiveFeedback(""),
    cm.VerifyCase(True),
    cm.CloseCase("solved"),
)


def ruling(
    actor: Actor, now: datetime, case: Case | None = None, other: Case | None = None
) -> Ruling:
    """Judged in this world; the units of `case` are busy with it, unit 3 with case 7."""
    known = {found.case_id: found for found in (case, other) if found is not None}

    def busy_with(unit: int) -> int | None:
        if unit not in UNITS:
            raise KeyError(unit)
        if case is not None and unit in case.units:
            return case.case_id
        return 7 if unit == 3 else None

    return Ruling(
        actor,
        now,
        {category.code: category for category in CITY.categories},
        frozenset(item.code for item in CITY.departments),
        frozenset(area.code for area in CITY.areas),
        REASONS,
        WorkCalendar(SHANGHAI),
        busy_with,
        clocks=small_city.clocks(),
        other=known.get,
    )


def later(now: datetime, minutes: int) -> datetime:
    return now + timedelta(minutes=minutes)
