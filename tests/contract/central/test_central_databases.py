"""What only shows on a database of several: one order, waking, outages, durability, migrations."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from central import app
from central.errors import StartError
from central.settings import Settings
from tests.contract.central import small_city
from tests.contract.central.cluster import HOW_TO_GET, Cluster, binaries, name_of
from tests.contract.central.serving import PEOPLE, REPORT, Central, Person, Sse

SECRETS = json.dumps({"tokens": PEOPLE}).encode() + b"\n"


@pytest.fixture
def address(cluster: Cluster) -> str:
    return cluster.new_database()


@pytest.fixture(scope="module")
def shared(cluster: Cluster) -> str:
    return cluster.new_database()


@pytest.fixture(scope="module")
def three(
    shared: str, tmp_path_factory: pytest.TempPathFactory, city_folder: Path
) -> Iterator[list[Central]]:
    """Three centrals that share nothing but the database, started at the same time."""

    def begin(number: int) -> Central:
        folder = tmp_path_factory.mktemp(f"central{number}")
        return Central(folder, city_folder, "--database", shared)

    with ThreadPoolExecutor(3) as pool:
        running = list(pool.map(begin, range(3)))
    yield running
    for one in running:
        one.stop()


def lines_until(messages: Iterator[Sse], last: int) -> list[dict[str, Any]]:
    """The envelopes of a feed up to line `last`."""
    heard: list[dict[str, Any]] = []
    for message in messages:
        if message.name == "log":
            heard += message.data
        if heard and heard[-1]["seq"] >= last:
            break
    return heard


class TestSeveralCentralsOnOneDatabase:
    def test_make_one_gapless_order_that_every_feed_tells(
        self, three: list[Central], cluster: Cluster, shared: str
    ) -> None:
        """Eight writers, and a transaction that stays open all the while."""
        contested = three[0].person("mei").report()
        before = three[0].person("mei").head()
        with ExitStack() as stack:
            long = stack.enter_context(cluster.connect(name_of(shared)))
            long.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")
            long.execute("CREATE TABLE bystander AS SELECT max(seq) FROM event")
            feeds = [stack.enter_context(c.person("mei").feed(before)) for c in three]
            pool = stack.enter_context(ThreadPoolExecutor(11))
            work = [pool.submit(write, three[i % 3], i, contested) for i in range(8)]
            won = [one.result() for one in work]
            head = max(central.person("mei").head() for central in three)
            stories = list(pool.map(lambda feed: lines_until(feed, head), feeds))
            long.execute("ROLLBACK")
        assert sum(won) == 1
        assert [line["seq"] for line in stories[0]] == list(range(before + 1, head + 1))
        assert stories[0] == stories[1] == stories[2]
        told = [(line["case_id"], line["version"]) for line in stories[0]]
        assert len(set(told)) == len(told)
        assert three[2].person("li").log(after=before) == stories[0]

    def test_answer_a_repeated_request_as_the_first_of_them_did(self, three: list[Central]) -> None:
        first = three[0].person("mei").send("/v1/cases", REPORT, key="one-key-everywhere")
        again = three[1].person("mei").send("/v1/cases", REPORT, key="one-key-everywhere")
        assert again.headers["Idempotent-Replayed"] == "true"
        assert again.json() == first.json()

    def test_judge_by_what_another_has_written(self, three: list[Central]) -> None:
        mei, li = three[0].person("mei"), three[1].person("li")
        held = mei.do(mei.report(), "claim")
        answer = li.act(held, "claim")
        assert (answer.status_code, answer.json()["holder"]) == (409, "mei")
        free = mei.do(held, "release")
        assert li.do(free, "claim")["holder"] == "li"
        stale = mei.act(held, "note", text="too late")
        assert (stale.status_code, stale.json()["current"]["version"]) == (412, free["version"] + 1)

    def test_follow_on_where_the_reader_left_another(self, three: list[Central]) -> None:
        mei = three[0].person("mei")
        mei.report()
        seen = mei.head()
        with three[2].person("mei").feed(seen) as feed:
            mei.report()
            assert [line["seq"] for line in lines_until(feed, seen + 1)] == [seen + 1]

    def test_pass_positions_on(self, three: list[Central]) -> None:
        mei = three[0].person("mei")
        unit = {"unit_id": 7, "kind": "officer", "call_sign": "M7", "area": small_city.NORTH}
        mei.send("/v1/units", {"units": [unit]})
        fixes = {"unit": [7], "lon": [113.75], "lat": [23.04], "at_ms": [1_700_000_000_000]}
        body = {"area": small_city.NORTH, "datum": "WGS-84", "fixes": fixes}
        with three[1].person("li").feed(0) as feed:
            lines_until(feed, mei.head())
            assert mei.send("/v1/positions", body).json()["accepted"] == 1
            moved = next(message for message in feed if message.name == "positions")
        assert moved.data["unit"] == [7]


def write(central: Central, number: int, contested: dict[str, Any]) -> bool:
    """One attempt at the case that all want (whether it was won), and ten cases of one's own."""
    who = central.person("mei" if number % 2 else "li")
    won = who.act(contested, "claim").status_code == 200
    for _ in range(10):
        who.do(who.do(who.report(), "claim"), "note", text=f"writer {number}")
    return won


class TestWhenTheDatabaseGoesAway:
    @pytest.fixture
    def own_cluster(self) -> Iterator[Cluster]:
        folder = binaries()
        if folder is None:
            pytest.skip(HOW_TO_GET)
        running = Cluster(folder)
        yield running
        running.remove()

    def test_commands_answer_503_and_go_on_when_it_is_back(
        self, own_cluster: Cluster, starter: Callable[..., Central]
    ) -> None:
        central = starter("--database", own_cluster.new_database())
        mei = central.person("mei")
        case = mei.report()
        own_cluster.stop()
        for answer in (
            mei.send("/v1/cases", REPORT, key="sent-in-the-dark"),
            mei.get("/v1/cases"),
        ):
            assert (answer.status_code, answer.json()["code"]) == (503, "database-unavailable")
            assert answer.headers["Retry-After"] == "1"
        own_cluster.start()
        answer = mei.send("/v1/cases", REPORT, key="sent-in-the-dark")
        assert answer.status_code == 201, answer.text
        assert [line["case_id"] for line in mei.log()] == [
            case["case_id"],
            answer.json()["case"]["case_id"],
        ]
        assert mei.head() == 2


class TestStarting:
    def refused(self, tmp_path: Path, city: Path, **changes: Any) -> StartError:
        settings = Settings(tmp_path / "data", city=city, secrets_stdin=True, **changes)
        with pytest.raises(StartError) as caught:
            app.serve(settings, io.BytesIO(SECRETS), lambda _: None)
        return caught.value

    @pytest.mark.parametrize("value", ["off", "local", "remote_write"])
    def test_is_refused_where_commits_are_not_durable(
        self, cluster: Cluster, address: str, tmp_path: Path, city_folder: Path, value: str
    ) -> None:
        cluster.run(f"ALTER DATABASE {name_of(address)} SET synchronous_commit = {value}")
        error = self.refused(tmp_path, city_folder, database=address)
        assert error.exit_code == 9
        assert "synchronous_commit" in str(error)

    def test_names_a_database_that_does_not_answer(self, tmp_path: Path, city_folder: Path) -> None:
        nowhere = f"postgresql+psycopg://mei:secret@/none?host={tmp_path}"
        error = self.refused(tmp_path, city_folder, database=nowhere)
        assert error.exit_code == 11
        assert "--database" in str(error)
        assert "secret" not in str(error)

    @pytest.mark.parametrize("text", ["mysql://x/y", "not an address"])
    def test_refuses_an_address_of_something_else(
        self, tmp_path: Path, city_folder: Path, text: str
    ) -> None:
        assert self.refused(tmp_path, city_folder, database=text).exit_code == 7


def test_a_person_sees_ones_own_write_on_the_next_central(three: list[Central]) -> None:
    case = three[0].person("mei").report()
    them: list[Person] = [central.person("li") for central in three[1:]]
    assert [who.act(case, "note", text="seen").status_code for who in them] == [200, 412]
