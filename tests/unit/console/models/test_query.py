"""The filter language: what is understood, and that nothing is quietly left out."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.vocabulary import OVER_STATES, STATE_ORDER, CaseState
from console.commandline.lexicon import Entry
from console.models.filters import QueueFilter
from console.models.query import (
    LONGEST,
    Flag,
    Key,
    Problem,
    Query,
    Term,
    Trouble,
    parse,
    split,
    to_filter,
    write,
)

ENTRIES = {
    Key.AREA: (
        Entry("441900003000", ("莞城街道", "Guancheng"), "莞城街道"),
        Entry("441900111000", ("石龙镇", "Shilong"), "石龙镇"),
        Entry("441900112000", ("石排镇", "Shipai"), "石排镇"),
        Entry("441900003001", ("新村", "Xincun"), "新村"),
        Entry("441900004001", ("新村", "Xincun"), "新村"),
    ),
    Key.DEPT: (Entry("D06", ("环卫", "环卫局", "City Cleaning"), "环卫局"),),
    Key.STATE: tuple(Entry(str(s), (), str(s)) for s in STATE_ORDER),
    Key.PRIO: tuple(Entry(str(n)) for n in (1, 2, 3, 4)),
    Key.TYPE: (Entry("10101", ("井盖",), "井盖"),),
    Key.HOLDER: (Entry("seat-2", ("王五",), "王五"),),
    Key.SOURCE: (Entry("drone", ("无人机",), "无人机"),),
}


class Names:
    def entries(self, key: Key) -> Sequence[Entry]:
        return ENTRIES[key]


def understood(line: str) -> QueueFilter:
    query = parse(line, Names())
    assert query.problems == ()
    return to_filter(query.terms, "me")


def trouble(line: str) -> Problem:
    (found,) = parse(line, Names()).problems
    return found


def test_a_whole_question_in_one_line() -> None:
    where = understood('area:莞城 dept:环卫 state:overdue prio:1 mine "井盖"')
    assert where == QueueFilter(
        areas=("441900003000",),
        departments=("D06",),
        overdue=True,
        priorities=(1,),
        holders=("me",),
        texts=("井盖",),
    )


def test_chinese_keys_and_colons_do_as_well() -> None:
    assert understood("区域：莞城 部门：环卫 超时 我的") == understood(
        "area:莞城 dept:环卫 overdue mine"
    )


def test_values_of_one_key_widen_and_keys_narrow() -> None:
    assert understood("prio:1,2") == understood("prio:1 prio:2") == QueueFilter(priorities=(1, 2))
    states = tuple(STATE_ORDER.index(s) for s in (CaseState.FILED, CaseState.WORKING))
    assert understood("state:filed,working").states == states


def test_what_is_over_is_shown_when_it_is_asked_for() -> None:
    assert {STATE_ORDER[i] for i in understood("closed").states} == OVER_STATES
    assert not understood("all").open_only


def test_a_name_that_several_places_have_means_all_of_them() -> None:
    assert understood("area:新村").areas == ("441900003001", "441900004001")


@pytest.mark.parametrize(
    ("line", "what", "at"),
    [
        ("xyz:1", Trouble.UNKNOWN_KEY, 0),
        ("mine colour:red", Trouble.UNKNOWN_KEY, 5),
        ("area:", Trouble.NO_VALUE, 5),
        ("prio:1,", Trouble.NO_VALUE, 7),
        ("prio:7", Trouble.UNKNOWN_VALUE, 5),
        ("prio:1,9", Trouble.UNKNOWN_VALUE, 7),
        ("area:石", Trouble.AMBIGUOUS, 5),
        ("state:overdue,filed", Trouble.UNKNOWN_VALUE, 6),
        ('mine "井', Trouble.OPEN_QUOTE, 5),
        ("x" * (LONGEST + 1), Trouble.TOO_LONG, LONGEST),
    ],
)
def test_what_cannot_be_understood_is_said_with_its_place(
    line: str, what: Trouble, at: int
) -> None:
    assert (trouble(line).trouble, trouble(line).at) == (what, at)


def test_an_ambiguous_value_names_what_it_could_be() -> None:
    assert trouble("area:石").expected == ("石龙镇", "石排镇")


def test_quotes_make_a_text_of_anything() -> None:
    assert understood('"mine" "a:b" "two words"').texts == ("mine", "a:b", "two words")


@given(st.text(alphabet='ab:： ,，"\t莞城minearea\x00\U0001f600', max_size=60))
def test_every_word_is_either_understood_or_said(line: str) -> None:
    query = parse(line, Names())
    assert isinstance(query, Query)
    heard = [t.spec for t in query.terms]
    for word in split(line):
        alone = parse(line[word.start : word.end], Names())
        missed = [p for p in query.problems if word.start <= p.at <= word.end]
        assert missed or all(t.spec in heard for t in alone.terms)
        assert missed or alone.terms or not word.text.strip()


terms = st.one_of(
    st.sampled_from(Flag).map(lambda f: Term(None, (), f)),
    st.sampled_from([k for k in Key if k is not Key.TEXT]).flatmap(
        lambda k: st.lists(
            st.sampled_from([e.code for e in ENTRIES[k]]), min_size=1, max_size=3, unique=True
        ).map(lambda codes: Term(k, tuple(codes)))
    ),
    st.text(alphabet="ab井盖 :,mine", min_size=1, max_size=12)
    .map(lambda t: " ".join(t.split()))
    .filter(bool)
    .map(lambda t: Term(Key.TEXT, (t,))),
)


@given(st.lists(terms, max_size=6, unique_by=lambda t: t.spec))
def test_a_written_question_reads_back_as_the_same(asked: list[Term]) -> None:
    query = parse(write(asked), Names())
    assert query.problems == ()
    assert [t.spec for t in query.terms] == [t.spec for t in asked]
