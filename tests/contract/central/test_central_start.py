"""Starting and ending: every trouble has its own exit code and says the way out."""

from __future__ import annotations

import io
import json
import signal
import socket
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from central import app
from central.errors import StartError
from central.settings import Settings
from tests.contract.central.inside import HandClock, serving
from tests.contract.central.serving import PEOPLE, ROOT, Central

SECRETS = json.dumps({"tokens": PEOPLE}).encode() + b"\n"


@pytest.fixture
def refused(tmp_path: Path, city_folder: Path) -> Callable[..., StartError]:
    """Try to serve with some settings changed; the refusal."""

    def attempt(secrets: bytes = SECRETS, **changes: object) -> StartError:
        settings = {"data": tmp_path / "data", "city": city_folder, "secrets_stdin": True}
        with pytest.raises(StartError) as caught:
            app.serve(Settings(**{**settings, **changes}), io.BytesIO(secrets), lambda _: None)
        return caught.value

    return attempt


Refused = Callable[..., StartError]


def test_a_second_central_on_the_same_folder_is_refused(
    starter: Callable[..., Central], refused: Refused
) -> None:
    first = starter()
    error = refused()
    assert error.exit_code == 3
    assert "another central" in str(error)
    assert first.process.poll() is None


def test_a_taken_port_is_named_with_the_way_out(refused: Refused) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        error = refused(port=port)
    assert error.exit_code == 4
    assert str(port) in str(error)
    assert "--port" in str(error)


def test_a_folder_that_cannot_be_written_is_refused(tmp_path: Path, refused: Refused) -> None:
    (tmp_path / "file").write_text("not a folder")
    error = refused(data=tmp_path / "file" / "data")
    assert error.exit_code == 5


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("gazetteer.json", None, "--city"),
        ("reasons.json", None, "--city"),
        ("gazetteer.json", "{", "cannot be used"),
        ("gazetteer.json", '{"city": 1}', "city"),
        ("reasons.json", "[]", "object"),
    ],
)
def test_bad_city_data_is_refused_with_the_place(
    tmp_path: Path, city_folder: Path, refused: Refused, name: str, text: str | None, said: str
) -> None:
    city = tmp_path / "city"
    city.mkdir()
    for file in city_folder.iterdir():
        (city / file.name).write_bytes(file.read_bytes())
    (city / name).unlink()
    if text is not None:
        (city / name).write_text(text)
    error = refused(city=city)
    assert error.exit_code == 6
    assert said in str(error)


def test_city_data_that_contradicts_itself_is_refused(
    tmp_path: Path, city_folder: Path, refused: Refused
) -> None:
    city = tmp_path / "city"
    city.mkdir()
    (city / "reasons.json").write_bytes((city_folder / "reasons.json").read_bytes())
    whole = json.loads((city_folder / "gazetteer.json").read_bytes())
    for change, said in [
        ({"zone": "Asia/Atlantis"}, "Atlantis"),
        ({"areas": [*whole["areas"], whole["areas"][0]]}, "twice"),
        ({"areas": whole["areas"][1:]}, "not declared"),
        ({"departments": whole["departments"][:1]}, "D02"),
    ]:
        (city / "gazetteer.json").write_text(json.dumps({**whole, **change}))
        error = refused(city=city)
        assert error.exit_code == 6
        assert said in str(error)


class TestADatabaseThatIsNotOne:
    @pytest.fixture
    def path(self, tmp_path: Path) -> Path:
        (tmp_path / "data").mkdir()
        return tmp_path / "data" / "central.sqlite3"

    def assert_left_alone(self, path: Path, refused: Refused) -> None:
        before = path.read_bytes()
        error = refused()
        assert error.exit_code == 7
        assert "left as it is" in str(error)
        assert path.read_bytes() == before

    def test_is_left_alone_when_it_is_something_else(self, path: Path, refused: Refused) -> None:
        path.write_bytes(b"These are my holiday pictures." * 100)
        self.assert_left_alone(path, refused)

    def test_is_left_alone_when_it_is_anothers(self, path: Path, refused: Refused) -> None:
        with sqlite3.connect(path) as db:
            db.execute("CREATE TABLE recipes (name TEXT)")
        db.close()
        self.assert_left_alone(path, refused)

    @pytest.mark.parametrize("harm", ["cut", "scribbled"])
    def test_is_left_alone_when_it_is_damaged(
        self, path: Path, refused: Refused, harm: str
    ) -> None:
        with serving(path.parent, HandClock()) as first:
            for _ in range(30):
                first.person("mei").report(description="x" * 3_000)
        whole = path.read_bytes()
        if harm == "cut":
            path.write_bytes(whole[: len(whole) // 2])
        else:
            middle = len(whole) // 2 // 4096 * 4096
            path.write_bytes(whole[:middle] + b"\xff" * 4096 + whole[middle + 4096 :])
        self.assert_left_alone(path, refused)


@pytest.mark.parametrize(
    ("secrets", "said"),
    [
        (b"", "standard input"),
        (b"{}\n", "tokens"),
        (b'{"tokens":[]}\n', "tokens"),
        (SECRETS.replace(b"mei-0123456789", b""), "length"),
        (SECRETS.replace(b'"intake"', b'"king"'), "king"),
        (SECRETS.replace(b'"D02"', b'"D99"'), "D99"),
    ],
)
def test_wrong_tokens_are_refused_and_not_repeated(
    refused: Refused, secrets: bytes, said: str
) -> None:
    error = refused(secrets=secrets)
    assert error.exit_code == 8
    assert said in str(error)
    assert "token-of" not in str(error)


def serve(*flags: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-W", "error", "-m", "central", "serve", *flags]
    return subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL
    )


def test_without_tokens_it_makes_some_that_only_the_owner_can_read(
    tmp_path: Path, city_folder: Path
) -> None:
    process = serve("--data", str(tmp_path / "data"), "--city", str(city_folder))
    assert process.stdout
    ready = json.loads(process.stdout.readline())
    assert ready["ready"] is True
    process.send_signal(signal.SIGTERM)
    out, err = process.communicate(timeout=15)
    assert process.returncode in (0, -signal.SIGTERM)
    made = tmp_path / "data" / "tokens.toml"
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    assert str(made) in err.decode()
    tokens = [line.split('"')[1] for line in made.read_text().splitlines() if "token =" in line]
    assert len(set(tokens)) == 3
    assert not any(token in (out + err).decode() for token in tokens)
    assert all(json.loads(line) for line in err.decode().splitlines())


def test_the_exit_code_and_one_sentence_reach_the_shell(tmp_path: Path) -> None:
    process = serve("--data", str(tmp_path / "data"), "--city", str(tmp_path / "nowhere"))
    out, err = process.communicate(timeout=15)
    assert (process.returncode, out) == (6, b"")
    assert err.decode().startswith("central: ")
    assert "Traceback" not in err.decode()


def test_it_ends_when_the_program_that_started_it_does(start: Callable[..., Central]) -> None:
    central = start()
    with central.person("mei").feed(0) as feed:
        next(feed)
        assert central.process.stdin
        central.process.stdin.close()
        assert central.process.wait(timeout=10) == 0


def test_the_help_names_every_flag_and_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    from central.__main__ import main

    with pytest.raises(SystemExit):
        main(["serve", "--help"])
    text = capsys.readouterr().out
    for name in Settings.__dataclass_fields__:
        assert f"--{name.replace('_', '-')}" in text
    for code in (*range(3, 10), 11, 12):
        assert f"{code} " in text
