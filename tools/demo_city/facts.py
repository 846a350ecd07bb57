"""What the simulator is told about the true scale of the city, each figure with its source.

`assumed` marks a figure chosen by reasoning because none was found; it may be changed freely.
"""

from __future__ import annotations

from typing import Any

_PRESS = "published articles on Dongguan's grid programme (智网工程)"
_DAILY = "东莞日报 2017-06-01, www.e-gov.org.cn/article-163712.html"
_DRONES = "published articles on Dongguan's urban management drones"
_MAKER = "makers' data sheets of small enterprise quadcopters, rounded"
_RULE = "no figure found; chosen so that the monthly load and closing rate come out"
_RHYTHM = (
    "shape of 10,000 civic requests of one Shenzhen district in 2018 (morning peak at 10 h, second "
    "at 17 h), flattened a little for officers' patrols"
)

Fact = dict[str, Any]


def facts() -> dict[str, Any]:
    """The contents of city.json."""
    known = {**_scale(), **_clocks(), **_machines(), **_skills()}
    return {"version": 1, "city": "441900000000", "facts": {**known, **_behaviour()}}


def _fact(value: object, unit: str, source: str, *, assumed: bool = False) -> Fact:
    return {"value": value, "unit": unit, "source": source, "assumed": assumed}


def _scale() -> dict[str, Fact]:
    return {
        "area_km2": _fact(2465, "km²", _PRESS),
        "population": _fact(10_400_000, "people", _PRESS),
        "towns": _fact(33, "town-level units", _PRESS),
        "villages": _fact(593, "villages and communities", _DAILY),
        "grids": _fact(3201, "basic grids", _DAILY),
        "command_centres": _fact(627, "centres: 1 city, 33 town, 593 village", _PRESS),
        "departments": _fact(24, "municipal departments", _PRESS),
        "officers": _fact(9177, "grid officers", _PRESS),
        "drones": _fact(126, "drones", _DRONES),
        "teams": _fact(94, "drone teams", _DRONES),
        "pilots": _fact(205, "drone pilots", _DRONES),
        "sensors": _fact(35_000, "sensors of 18 kinds", _PRESS),
        "cameras_in_one_town": _fact(2944, "cameras", _PRESS),
        "cases_per_month": _fact(38_036, "cases, February 2019", _PRESS),
        "closing_rate": _fact(0.9543, "closed / due to close", _PRESS),
    }


def _clocks() -> dict[str, Fact]:
    return {
        "hotline_response_minutes": _fact(13.5, "min, mean of the 12345 hotline", _PRESS),
        "complaint_answer_hours": _fact(24, "h, citizens' complaints", _PRESS),
        "emergency_contact_minutes": _fact(30, "min, one town's emergency mode", _PRESS),
        "emergency_arrival_minutes": _fact(60, "min, one town's emergency mode", _PRESS),
        "town_sweep_days": _fact(14, "days for drones to cover one town", _DRONES),
    }


def _machines() -> dict[str, Fact]:
    return {
        "drone_battery_minutes": _fact(40, "min of flight on one battery", _MAKER, assumed=True),
        "drone_speed_mps": _fact(15.0, "m/s, cruise", _MAKER, assumed=True),
        "drone_range_m": _fact(7000, "m from the pilot", _MAKER, assumed=True),
        "drone_height_m": _fact(100, "m above ground, below the 120 m rule", _MAKER, assumed=True),
        "drone_turnaround_minutes": _fact(10, "min to change a battery", _RULE, assumed=True),
        "officer_walk_mps": _fact(1.3, "m/s on foot", "usual walking pace", assumed=True),
        "officer_ride_mps": _fact(5.0, "m/s on an electric scooter", _RULE, assumed=True),
        "vehicle_speed_mps": _fact(8.0, "m/s in town traffic", _RULE, assumed=True),
        "position_interval_seconds": _fact(10, "s between two positions", _RULE, assumed=True),
        "officers_on_duty_share": _fact(0.45, "of officers at 10 h", _RULE, assumed=True),
    }


def _skills() -> dict[str, Fact]:
    everyday = {"201": 1.0, "202": 1.0, "204": 1.0}
    trained = {"101": 0.5, "102": 0.35, "103": 0.6, "104": 0.4, "105": 0.2, "106": 0.3}
    some = {"203": 0.35, "205": 0.3, "206": 0.4}
    from_above = ["20101", "20106", "20110", "20113", "20115", "20116", "20117", "20130"]
    seen = [*from_above, "20302", "20304", "20305", "20310", "20312", "20505", "20510", "20610"]
    what = "beginning of a category's code → part of the officers trained for it"
    return {
        "officer_skill_shares": _fact({**everyday, **trained, **some}, what, _RULE, assumed=True),
        "drone_skills": _fact(seen, "categories that are judged from above", _RULE, assumed=True),
    }


def _behaviour() -> dict[str, Fact]:
    shares = {
        "officer": 0.62,
        "hotline": 0.14,
        "citizen_app": 0.06,
        "snapshot": 0.05,
        "qr_code": 0.02,
        "camera": 0.05,
        "drone": 0.02,
        "sensor": 0.02,
        "platform": 0.02,
    }
    hours = [15, 6, 4, 3, 3, 5, 12, 30, 80, 88, 105, 70, 42, 34, 58, 72, 74, 72, 58, 48, 38, 36]
    days = [1.06, 1.08, 1.06, 1.05, 1.05, 0.88, 0.82]
    return {
        "channel_shares": _fact(shares, "of reports; sums to 1", _RULE, assumed=True),
        "hourly_weights": _fact([*hours, 30, 17], "parts of 1000, 0–23 h", _RHYTHM, assumed=True),
        "weekday_weights": _fact(days, "Monday first; mean 1", _RULE, assumed=True),
        "duplicate_share": _fact(0.06, "of reports", _RULE, assumed=True),
        "reject_share": _fact(0.05, "of reports", _RULE, assumed=True),
        "reassign_share": _fact(0.07, "of dispatches sent back", _RULE, assumed=True),
        "rework_share": _fact(0.04, "of verified cases", _RULE, assumed=True),
        "extend_share": _fact(0.03, "of disposals", _RULE, assumed=True),
        "reopen_share": _fact(0.01, "of closed cases", _RULE, assumed=True),
    }
