"""Everything the console says about the domain, as plain text in the person's language.

English is the source text; translations go through Qt (context "Words"). Names that a city declares
(areas, departments, types, reasons) are data in both languages and follow `language()`.
"""

from console.words.attachments import (
    component,
    component_owner,
    component_standard,
    file_problem,
    file_size,
)
from console.words.clocks import deadline, decided_by, paused
from console.words.devices import device_kind, device_state
from console.words.files import file_trouble, part_trouble
from console.words.fixes import doubtful, fix_doubt, reach, unit_doubt
from console.words.history import actor, event
from console.words.keys import key
from console.words.language import fill, language, set_language
from console.words.maps import map_problem
from console.words.measures import (
    count,
    distance_m,
    duration_ms,
    instant_ms,
    position_age,
    time_left,
    zone,
)
from console.words.names import (
    area,
    area_path,
    category,
    category_class,
    department,
    reason,
    unit_name,
)
from console.words.outgoing import (
    cache_trouble,
    keeping_notice,
    only_queued,
    queued,
    stage,
    stage_reason,
    substance,
    waiting_commands,
)
from console.words.refusals import outcome, refusal
from console.words.rights import rights
from console.words.signing import sign_fault
from console.words.terms import (
    channel,
    doubt,
    level,
    limit_unit,
    link,
    post,
    priority,
    request,
    state,
    step,
    traffic_light,
    trouble,
    unit_kind,
    verb,
)

__all__ = [
    "actor",
    "area",
    "area_path",
    "cache_trouble",
    "category",
    "category_class",
    "channel",
    "component",
    "component_owner",
    "component_standard",
    "count",
    "deadline",
    "decided_by",
    "department",
    "device_kind",
    "device_state",
    "distance_m",
    "doubt",
    "doubtful",
    "duration_ms",
    "event",
    "file_problem",
    "file_size",
    "file_trouble",
    "fill",
    "fix_doubt",
    "instant_ms",
    "keeping_notice",
    "key",
    "language",
    "level",
    "limit_unit",
    "link",
    "map_problem",
    "only_queued",
    "outcome",
    "part_trouble",
    "paused",
    "position_age",
    "post",
    "priority",
    "queued",
    "reach",
    "reason",
    "refusal",
    "request",
    "rights",
    "set_language",
    "sign_fault",
    "stage",
    "stage_reason",
    "state",
    "step",
    "substance",
    "time_left",
    "traffic_light",
    "trouble",
    "unit_doubt",
    "unit_kind",
    "unit_name",
    "verb",
    "waiting_commands",
    "zone",
]
