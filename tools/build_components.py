"""Build the demo city's register of components into resources/demo_city/components.json.

    uv run --no-sync python -m tools.build_components [--seed N]

All of it is constructed and marked `approximate`: three things for each village, of types drawn by
how often they are reported, at places drawn at random inside its (constructed) boundary. A real
register has some hundred thousand of them. The standards are cited where the type has one that is
generally known; elsewhere the entry names none. The same seed on the same gazetteer gives the same
bytes.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from pathlib import Path

import msgspec

from casework.area import Area, Category, Department, Gazetteer
from casework.component import Component
from tools.build_devices import inside

_CITY = Path(__file__).resolve().parent.parent / "resources" / "demo_city"
_EACH = 3
#: By words of the type's Chinese name: the standard that things of this type have to meet.
_STANDARDS = (
    ("井盖", "GB/T 23858-2009"),
    ("路灯", "CJJ 45-2015"),
    ("景观灯", "CJJ 45-2015"),
    ("消防", "GB 50974-2014"),
    ("交通标志", "GB 5768.2-2022"),
    ("信号灯", "GB 14886-2016"),
    ("无障碍", "GB 50763-2012"),
    ("公共厕所", "CJJ 14-2016"),
    ("垃圾箱", "CJJ 27-2012"),
    ("垃圾间", "CJJ 27-2012"),
    ("户外广告", "CJJ/T 149-2021"),
    ("健身", "GB 19272-2011"),
    ("行道树", "CJJ/T 287-2018"),
    ("古树", "GB/T 51168-2016"),
    ("绿地", "CJJ/T 287-2018"),
    ("电梯", "TSG T5002-2017"),
)


def main() -> None:
    parser = argparse.ArgumentParser(description="Build the demo city's register of components.")
    parser.add_argument("--seed", type=int, default=3042)
    dice = random.Random(parser.parse_args().seed)
    gazetteer = msgspec.json.decode((_CITY / "gazetteer.json").read_bytes(), type=Gazetteer)
    owners = {department.code: department for department in gazetteer.departments}
    kinds = [category for category in gazetteer.categories if category.kind == "component"]
    villages = [area for area in gazetteer.areas if area.level == "village"]
    things = [c for village in villages for c in _of(village, kinds, owners, dice)]
    lines = b",\n".join(msgspec.json.encode(thing) for thing in things)
    (_CITY / "components.json").write_bytes(b"[\n" + lines + b"\n]\n")
    print(f"{len(things)} components in {len(villages)} villages")


def _of(
    village: Area, kinds: list[Category], owners: dict[str, Department], dice: random.Random
) -> Iterator[Component]:
    drawn = dice.choices(kinds, [kind.weight for kind in kinds], k=_EACH)
    for at, kind in enumerate(drawn, 1):
        lon, lat = inside(village, dice)
        owner = owners[kind.department]
        yield Component(
            code=f"{village.code}{kind.code}{at:04d}",
            category=kind.code,
            name_zh=f"{village.name_zh}{kind.name_zh}{at:02d}",
            name_en=f"{village.name_en} · {kind.name_en} {at:02d}",
            owner_zh=owner.name_zh,
            owner_en=owner.name_en,
            area=village.code,
            lon=lon,
            lat=lat,
            standard=next((cited for word, cited in _STANDARDS if word in kind.name_zh), ""),
            approximate=True,
        )


if __name__ == "__main__":
    main()
