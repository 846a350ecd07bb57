"""The command bar's language: what a line means, what is wrong with it, what may come next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from console.catalogue import ACTIONS
from console.commandline import (
    VERBS,
    Entry,
    Parsed,
    Problem,
    ProblemCode,
    Slot,
    complete,
    format_line,
    parse,
    slot_at,
)
from console.commandline.coordinates import Typed, coordinates
from console.commandline.grammar import BY_ID
from console.commandline.parse import LONGEST

DEPARTMENTS = (
    Entry("D01", ("环卫", "东莞市环卫局", "Sanitation Bureau"), "环卫局"),
    Entry("D02", ("园林", "东莞市园林局", "Parks Bureau"), "园林局"),
)
REASONS = {
    "reassign": (Entry("not-ours", ("不属本部门职责",)), Entry("wrong-area", ("不在本辖区",))),
    "close": (Entry("done", ("已处置完成",)), Entry("duplicate", ("重复",))),
    "reject": (Entry("no-place", ("地点不明",)),),
    "reopen": (Entry("came-back", ("问题反弹",)),),
    "withdraw": (Entry("not-needed", ("无需到场",)),),
    "return": (Entry("unclear", ("诉求不清",)),),
    "extend": (Entry("weather", ("受天气影响",)),),
    "rework": (Entry("not-clean", ("处置不到位",)),),
    "suspend": (Entry("no-owner", ("权属不明",)),),
    "escalate": (Entry("boundary", ("边界区域",)),),
    "void": (Entry("careless", ("随意上报",)),),
    "merge": (Entry("same-matter", ("同一问题重复上报",)),),
}
AREAS = (
    Entry("441900006000", ("莞城街道", "Guancheng"), "莞城街道"),
    Entry("441900401000", ("松山湖", "Songshan Lake"), "松山湖"),
)
SIGNS = ("D-07", "D-70", "WG-00001", "77")


@dataclass
class Desk:
    """A lexicon with case 5 selected; cases 1000 to 1099 exist."""

    selected: int = 5
    picked: tuple[int, ...] = ()

    def chosen(self) -> Sequence[int]:
        return self.picked or ((self.selected,) if self.selected else ())

    def has_case(self, case_id: int) -> bool:
        return 1_000 <= case_id < 1_100 or case_id == 5

    def departments(self) -> Sequence[Entry]:
        return DEPARTMENTS

    def reasons(self, name: str) -> Sequence[Entry]:
        return REASONS.get(name, ())

    def areas(self) -> Sequence[Entry]:
        return AREAS

    def spot(self, text: str) -> Typed | None:
        return coordinates(text)

    def unit(self, sign: str) -> str:
        return next((s for s in SIGNS if s.casefold() == sign.casefold()), "")

    def units_like(self, start: str, limit: int) -> Sequence[Entry]:
        fits = [Entry(s) for s in SIGNS if s.casefold().startswith(start.casefold())]
        return fits[:limit]

    def cases_like(self, start: str, limit: int) -> Sequence[Entry]:
        fits = [Entry(str(n), (), "title") for n in (5, 1_023) if str(n).startswith(start)]
        return fits[:limit]


DESK = Desk()


@pytest.mark.parametrize(
    ("line", "meaning"),
    [
        ("claim 1023", Parsed("claim", 1023)),
        ("/claim #1023", Parsed("claim", 1023)),
        ("cla", Parsed("claim", 5)),
        ("认领 １０２３", Parsed("claim", 1023)),
        ("next", Parsed("next")),
        ("assign 1023 D-07", Parsed("assign", 1023, unit="D-07")),
        ("as d-07 !", Parsed("assign", 5, unit="D-07", even_if_busy=True)),
        ("assign 77", Parsed("assign", 5, unit="77")),
        ("re 1023 环卫 not-ours", Parsed("reassign", 1023, "D01", "not-ours")),
        ("re 园 不属 see  photo", Parsed("reassign", 5, "D02", "not-ours", "see  photo")),
        ('dispatch 1023 "Parks Bureau"', Parsed("dispatch", 1023, "D02")),
        ("note 1023 two words", Parsed("note", 1023, text="two words")),
        ("note . 3 people", Parsed("note", 5, text="3 people")),
        ("feedback 清理完毕", Parsed("feedback", 5, text="清理完毕")),
        ("close 1023 done 好了", Parsed("close", 1023, reason="done", text="好了")),
        ("verify fail 残留", Parsed("verify", 5, passed=False, text="残留")),
        ("核查 1023 通过", Parsed("verify", 1023)),
        ("reject 1023 no-p", Parsed("reject", 1023, reason="no-place")),
        ("withdraw D-07 not-needed", Parsed("withdraw", 5, reason="not-needed", unit="D-07")),
        ("go 莞城", Parsed("go", place="441900006000")),
        ("go Songshan Lake", Parsed("go", place="441900401000")),
        ("go 1023", Parsed("go", 1023)),
        ("go wg-00001", Parsed("go", unit="WG-00001")),
        ("find 井盖", Parsed("find", text="井盖")),
        ("find", Parsed("find")),
    ],
)
def test_a_line_means_what_a_dispatcher_means(line: str, meaning: Parsed) -> None:
    assert parse(line, DESK) == meaning


@pytest.mark.parametrize(
    ("line", "code", "at", "slot"),
    [
        ("", ProblemCode.EMPTY, 0, None),
        ("  / ", ProblemCode.EMPTY, 0, None),
        ("fly 1023", ProblemCode.UNKNOWN_VERB, 0, None),
        ("  rel", None, 0, None),
        ("ac 1 2", ProblemCode.UNKNOWN_CASE, 3, Slot.CASE),
        ("claim 999", ProblemCode.UNKNOWN_CASE, 6, Slot.CASE),
        ("note 3 people", ProblemCode.UNKNOWN_CASE, 5, Slot.CASE),
        ("claim 1023 now", ProblemCode.SURPLUS, 11, Slot.CASE),
        ("assign 1023", ProblemCode.MISSING, 11, Slot.UNIT),
        ("assign 1023 X-9", ProblemCode.UNKNOWN, 12, Slot.UNIT),
        ("dispatch 1023 局", ProblemCode.AMBIGUOUS, 14, Slot.DEPARTMENT),
        ("dispatch 1023 税务", ProblemCode.UNKNOWN, 14, Slot.DEPARTMENT),
        ("re 1023 环卫", ProblemCode.MISSING, 10, Slot.REASON),
        ("re 1023 环卫 because", ProblemCode.UNKNOWN, 11, Slot.REASON),
        ("verify 1023 maybe", ProblemCode.UNKNOWN, 12, Slot.PASSED),
        ("go nowhere", ProblemCode.NO_PLACE, 3, Slot.PLACE),
        ("claim 1023\nclose 1023", ProblemCode.RUBBISH, 10, None),
        ("note a\x00b", ProblemCode.RUBBISH, 6, None),
        ("note \u202eabc", ProblemCode.RUBBISH, 5, None),
        ("note " + "x" * 10_000, ProblemCode.TOO_LONG, LONGEST, None),
        ("re", ProblemCode.MISSING, 2, Slot.DEPARTMENT),
        ("f1", ProblemCode.UNKNOWN_VERB, 0, None),
        ("st 1023 x", ProblemCode.SURPLUS, 8, Slot.CASE),
    ],
)
def test_a_problem_names_the_place_and_the_reason(
    line: str, code: ProblemCode | None, at: int, slot: Slot | None
) -> None:
    said = parse(line, DESK)
    if code is None:
        assert isinstance(said, Parsed)
        return
    assert isinstance(said, Problem)
    assert (said.code, said.at, said.slot) == (code, at, slot)


def test_without_a_selected_case_a_number_is_asked_for() -> None:
    said = parse("claim", Desk(selected=0))
    assert isinstance(said, Problem)
    assert said.code is ProblemCode.NO_CASE


def test_an_ambiguous_verb_lists_what_it_can_mean() -> None:
    said = parse("reo", DESK)
    assert isinstance(said, Problem)
    assert said.slot is Slot.REASON
    said = parse("rel", DESK)
    assert said == Parsed("release", 5)
    said = parse("wi", DESK)
    assert isinstance(said, Problem)
    said = parse("re", Desk())
    assert isinstance(said, Problem)
    assert said.slot is Slot.DEPARTMENT
    said = parse("fi", DESK)
    assert isinstance(said, Problem)
    assert said.code is ProblemCode.AMBIGUOUS_VERB
    assert set(said.expected) == {"file", "find"}


@given(st.text(max_size=80))
@example('"')
@example('go "')
@example("assign . .")
@example("٣ claim ٣")
def test_any_text_is_answered_and_nothing_raises(line: str) -> None:
    assert isinstance(parse(line, DESK), Parsed | Problem)
    for candidate in complete(line, DESK):
        assert 0 <= candidate.start <= candidate.end <= len(line)
    slot_at(line)


@given(st.sampled_from([v.id for v in VERBS]), st.text(max_size=60))
def test_any_text_after_a_verb_is_answered_too(verb: str, rest: str) -> None:
    assert isinstance(parse(f"{verb} {rest}", DESK), Parsed | Problem)
    complete(f"{verb} {rest}", DESK)


texts = (
    st.text(st.characters(categories=("L", "N", "P"), include_characters=" "), min_size=1)
    .map(lambda t: " ".join(t.split()))
    .filter(bool)
)


@given(
    st.sampled_from([v for v in VERBS if v.id != "go"]),
    st.sampled_from((5, 1_001, 1_099)),
    st.sampled_from(DEPARTMENTS),
    st.sampled_from(SIGNS),
    st.booleans(),
    texts,
    st.data(),
)
def test_what_is_written_out_reads_back_the_same(
    verb: object,
    case_id: int,
    department: Entry,
    sign: str,
    flag: bool,
    text: str,
    data: st.DataObject,
) -> None:
    row = BY_ID[getattr(verb, "id", "")]
    has = row.slots.__contains__
    reason = data.draw(st.sampled_from(REASONS[row.reasons])).code if row.reasons else ""
    said = Parsed(
        row.id,
        case_id=case_id if has(Slot.CASE) else 0,
        department=department.code if has(Slot.DEPARTMENT) else "",
        reason=reason,
        text=text if has(Slot.TEXT) else "",
        unit=sign if has(Slot.UNIT) else "",
        passed=flag if has(Slot.PASSED) else True,
        even_if_busy=flag if has(Slot.BUSY) else False,
        into=case_id if has(Slot.INTO) else 0,
    )
    assert parse(format_line(said), DESK) == said


def test_every_action_has_a_verb_and_every_verb_an_action() -> None:
    assert set(ACTIONS) == {v.id for v in VERBS} - {"go", "find", "who", "keys"}


def test_every_need_of_an_action_can_be_said_in_a_line() -> None:
    for action in ACTIONS.values():
        slots = {str(s) for s in BY_ID[action.id].slots}
        assert {str(n) for n in (*action.needs, *action.optional)} <= slots, action.id


@pytest.mark.parametrize(
    ("line", "first"),
    [
        ("cl", "claim"),
        ("/cl", "/claim"),
        ("claim 10", "1023"),
        ("re 1023 ", "D01"),
        ("re 1023 园", "D02"),
        ("re 1023 par", "D02"),
        ("re 1023 环卫 wr", "wrong-area"),
        ("assign 1023 d", "D-07"),
        ("assign ", "D-07"),
        ("verify 1023 ", "pass"),
        ("merge 10", "1023"),
        ("merge 1023 sa", "same-matter"),
        ("go 莞", "441900006000"),
        ("go Songshan La", "441900401000"),
    ],
)
def test_completion_offers_what_fits_here(line: str, first: str) -> None:
    offered = complete(line, DESK)
    assert offered[0].text == first
    assert offered[0].end == len(line)


def test_taking_a_completion_makes_a_line_that_parses() -> None:
    line = "re 1023 园"
    chosen = complete(line, DESK)[0]
    line = line[: chosen.start] + chosen.text + " not"
    chosen = complete(line, DESK)[0]
    line = line[: chosen.start] + chosen.text
    assert parse(line, DESK) == Parsed("reassign", 1023, "D02", "not-ours")
