"""What the console remembers between two starts: language, theme, where its docks stood.

One JSON file in the user's data folder, replaced whole and atomically. A file that cannot be read
is set aside under another name and reported, never overwritten.
"""

from __future__ import annotations

import base64
import binascii
import os
from pathlib import Path

import msgspec
import platformdirs

from console.profiles import Profile

APPLICATION = "zhiwang-console"
FILE = "console.json"
MAPS_FILE = "maps.toml"
#: A choice of base map: the city's own drawing. No map can have this id.
OWN_DRAWING = "-"
#: Nobody has touched the console for so long: it is locked.
LOCK_AFTER_MIN = 10


class KeptView(msgspec.Struct, frozen=True):
    """A named view of the queue: its question, its columns from left to right, its order."""

    name: str
    query: str = ""
    columns: tuple[str, ...] = ()
    sort: str = ""


class Remembered(msgspec.Struct):
    """The content of the file; unknown fields of a newer version are left out."""

    language: str = ""
    theme: str = ""
    text_size: int = 100
    base_map: str = ""
    wall_map: str = ""
    layouts: dict[str, str] = {}
    notes: dict[str, str] = {}  # drafts that are not sent yet
    layers: dict[str, dict[str, bool]] = {}  # of the map, by operator
    keys: dict[str, str] = {}  # those that differ from the catalogue
    lines: dict[str, list[str]] = {}  # of the command bar, by operator, without free text
    views: dict[str, list[KeptView]] = {}  # of the queue, by operator
    profiles: tuple[Profile, ...] = ()  # the one used last comes first
    lock_after_min: int = LOCK_AFTER_MIN


class Settings:
    """Remembered choices. Every change is written at once; a disk that is full loses only it."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.problem = ""  # why the file of the last start could not be used, plain text
        self._kept = self._read()

    @property
    def central_folder(self) -> Path:
        """Where the embedded central keeps its log."""
        return self.home / "central"

    @property
    def maps_file(self) -> Path:
        """Where base maps are declared unless another file is given."""
        return self.home / MAPS_FILE

    @property
    def tiles_folder(self) -> Path:
        """Where tiles of online maps are kept."""
        return self.home / "tiles"

    @property
    def language(self) -> str:
        """``zh_CN``, ``en``, or empty while nobody has chosen."""
        return self._kept.language

    @language.setter
    def language(self, code: str) -> None:
        self._kept.language = code
        self._write()

    @property
    def theme(self) -> str:
        """One of `tokens.THEMES`, or empty while nobody has chosen."""
        return self._kept.theme

    @theme.setter
    def theme(self, name: str) -> None:
        self._kept.theme = name
        self._write()

    @property
    def text_size(self) -> int:
        """In per cent of the usual one."""
        return self._kept.text_size

    @text_size.setter
    def text_size(self, percent: int) -> None:
        self._kept.text_size = percent
        self._write()

    @property
    def base_map(self) -> str:
        """Id of the seat's base map or `OWN_DRAWING`; empty while nobody has chosen."""
        return self._kept.base_map

    @base_map.setter
    def base_map(self, map_id: str) -> None:
        self._kept.base_map = map_id
        self._write()

    @property
    def wall_map(self) -> str:
        """The same for the wall, which is told on the command line."""
        return self._kept.wall_map

    @wall_map.setter
    def wall_map(self, map_id: str) -> None:
        self._kept.wall_map = map_id
        self._write()

    def remember(self, key: str, state: bytes) -> None:
        """Keep a window's layout under `key`."""
        self._kept.layouts[key] = base64.b64encode(state).decode("ascii")
        self._write()

    def recall(self, key: str) -> bytes | None:
        """The layout kept under `key`, None where there is none or it is damaged."""
        try:
            return base64.b64decode(self._kept.layouts.get(key, ""), validate=True) or None
        except (ValueError, binascii.Error):
            return None

    def note_of(self, key: str) -> str:
        """The draft kept under `key`, empty where there is none."""
        return self._kept.notes.get(key, "")

    def keep_note(self, key: str, text: str) -> None:
        """Keep a draft that is not sent yet; an empty one is dropped."""
        self._kept.notes.pop(key, None)
        if text:
            self._kept.notes[key] = text
        self._write()

    def layers_of(self, operator: str) -> dict[str, bool]:
        """What an operator has switched on and off on the map; empty where nothing was chosen."""
        return dict(self._kept.layers.get(operator, {}))

    def remember_layers(self, operator: str, shown: dict[str, bool]) -> None:
        self._kept.layers[operator] = shown
        self._write()

    def own_keys(self) -> dict[str, str]:
        """The keys somebody has chosen, portable, by action; others are as in the catalogue."""
        return dict(self._kept.keys)

    def keep_keys(self, own: dict[str, str]) -> None:
        self._kept.keys = own
        self._write()

    def lines_of(self, operator: str) -> tuple[str, ...]:
        """What an operator has typed into the command bar, the oldest first."""
        return tuple(self._kept.lines.get(operator, ()))

    def keep_lines(self, operator: str, lines: tuple[str, ...]) -> None:
        self._kept.lines[operator] = list(lines)
        self._write()

    def views_of(self, operator: str) -> list[KeptView]:
        """An operator's own views of the queue, in the order they were saved."""
        return list(self._kept.views.get(operator, ()))

    def remember_views(self, operator: str, views: list[KeptView]) -> None:
        self._kept.views[operator] = list(views)
        self._write()

    @property
    def profiles(self) -> tuple[Profile, ...]:
        """The centrals somebody has signed in to here, the one used last first."""
        return self._kept.profiles

    def keep_profile(self, profile: Profile) -> None:
        """Put it first; the one of the same name that was there gives way."""
        others = (p for p in self._kept.profiles if p.name != profile.name)
        self._kept.profiles = (profile, *others)
        self._write()

    def forget_profile(self, name: str) -> None:
        self._kept.profiles = tuple(p for p in self._kept.profiles if p.name != name)
        self._write()

    @property
    def lock_after_min(self) -> int:
        """Minutes without a touch after which the console is locked; 0: never."""
        return max(0, self._kept.lock_after_min)

    @lock_after_min.setter
    def lock_after_min(self, minutes: int) -> None:
        self._kept.lock_after_min = minutes
        self._write()

    def _read(self) -> Remembered:
        path = self.home / FILE
        try:
            return msgspec.json.decode(path.read_bytes(), type=Remembered)
        except FileNotFoundError:
            return Remembered()
        except (OSError, msgspec.MsgspecError) as error:
            self.problem = f"{path}: {error}"
            self._set_aside(path)
            return Remembered()

    def _set_aside(self, path: Path) -> None:
        try:
            path.replace(path.with_suffix(".unreadable.json"))
        except OSError as error:
            self.problem += f"; {error}"

    def _write(self) -> None:
        path = self.home / FILE
        draft = path.with_suffix(".new")
        try:
            self.home.mkdir(parents=True, exist_ok=True)
            draft.write_bytes(msgspec.json.encode(self._kept))
            os.replace(draft, path)  # noqa: PTH105 - says that it is atomic
        except OSError as error:
            self.problem = f"{path}: {error}"


def load_settings(home: Path | None = None) -> Settings:
    """The settings in `home`, by default the user's data folder for this product."""
    return Settings(home or Path(platformdirs.user_data_dir(APPLICATION, appauthor=False)))
