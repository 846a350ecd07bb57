"""A component (部件): a thing of the city's register, who owns it, what it has to meet."""

from __future__ import annotations

import msgspec


class Component(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing of the register. `lon`, `lat`: WGS-84 degrees; `area`: code of the area it is in.

    `code` is the city's own (标识码); `category` the code of its type, one of kind "component".
    `owner_zh`, `owner_en`: who owns it and keeps it up (权属单位), which need not be the department
    that the type goes to. `standard`: what it has to meet, as the standard is cited; may be empty.
    `approximate`: the entry is a construction, not a survey.
    """

    code: str
    category: str
    name_zh: str
    name_en: str
    owner_zh: str
    owner_en: str
    area: str
    lon: float
    lat: float
    standard: str = ""
    approximate: bool = False
