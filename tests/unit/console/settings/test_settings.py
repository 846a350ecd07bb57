"""What the console remembers between two starts."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from console.settings import FILE, load_settings


def test_language_theme_and_layout_are_there_at_the_next_start(tmp_path: Path) -> None:
    first = load_settings(tmp_path)
    first.language, first.theme = "zh_CN", "dark"
    first.remember("window", b"\x00\xff layout")
    again = load_settings(tmp_path)
    assert (again.language, again.theme) == ("zh_CN", "dark")
    assert again.recall("window") == b"\x00\xff layout"
    assert again.recall("wall") is None


def test_the_chosen_base_map_is_there_at_the_next_start(tmp_path: Path) -> None:
    load_settings(tmp_path).base_map = "city-2026"
    again = load_settings(tmp_path)
    assert again.base_map == "city-2026"
    assert again.maps_file == tmp_path / "maps.toml"


def test_a_damaged_file_is_set_aside_and_named(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text("{ not json", "utf-8")
    settings = load_settings(tmp_path)
    assert FILE in settings.problem
    settings.theme = "light"
    assert (tmp_path / "console.unreadable.json").read_text("utf-8") == "{ not json"
    assert load_settings(tmp_path).theme == "light"


def test_a_folder_that_cannot_be_written_is_reported_and_nothing_breaks(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", "utf-8")
    settings = load_settings(tmp_path / "file")
    settings.theme = "dark"
    assert settings.theme == "dark"
    assert settings.problem


def test_a_damaged_layout_is_forgotten(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('{"layouts": {"window": "%%%"}}', "utf-8")
    assert load_settings(tmp_path).recall("window") is None


@given(raw=st.binary(max_size=200))
def test_no_content_of_the_file_keeps_the_console_from_starting(
    tmp_path_factory: object, raw: bytes
) -> None:
    home = tmp_path_factory.mktemp("home")  # type: ignore[attr-defined]
    (home / FILE).write_bytes(raw)
    assert load_settings(home).recall("window") is None


def test_the_layers_of_the_map_are_kept_for_each_operator(tmp_path: Path) -> None:
    kept = load_settings(tmp_path)
    kept.remember_layers("chen", {"cases": True, "villages": False})
    kept.remember_layers("li", {"villages": True})
    again = load_settings(tmp_path)
    assert again.layers_of("chen") == {"cases": True, "villages": False}
    assert again.layers_of("li") == {"villages": True}
    assert again.layers_of("wang") == {}
