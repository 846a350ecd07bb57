"""The field's standard terms as closed sets: states, posts, channels, steps.

Names follow GB/T 30428 and CJJ/T 106. Everything a city may extend (categories, departments,
reason codes) is data and lives elsewhere; what is closed here is what the code branches on.
"""

from __future__ import annotations

from enum import StrEnum


class CaseState(StrEnum):
    """Where a case stands in the seven stages of the standards family."""

    REPORTED = "reported"  # 待受理
    ACCEPTED = "accepted"  # 待立案
    FILED = "filed"  # 待派遣
    DISPATCHED = "dispatched"  # 待处置
    WORKING = "working"  # 处置中
    FEEDBACK = "feedback"  # 待核查
    VERIFIED = "verified"  # 待结案
    CLOSED = "closed"  # 已结案
    REJECTED = "rejected"  # 不予受理
    SUSPENDED = "suspended"  # 挂账
    VOIDED = "voided"  # 作废
    MERGED = "merged"  # 并案


#: A case in one of these is over: it binds nobody and no clock of it runs.
OVER_STATES = frozenset({CaseState.CLOSED, CaseState.REJECTED, CaseState.VOIDED, CaseState.MERGED})
OPEN_STATES = frozenset(CaseState) - OVER_STATES

#: Stable small integers for the columnar board and the wire; append only, never renumber.
STATE_ORDER: tuple[CaseState, ...] = tuple(CaseState)


class Stage(StrEnum):
    """The desk's own stages that have a limit; the disposal's limit comes with the type."""

    ACCEPT = "accept"  # 受理
    FILE = "file"  # 立案
    DISPATCH = "dispatch"  # 派遣
    VERIFY = "verify"  # 核查
    CLOSE = "close"  # 结案


class Request(StrEnum):
    """What has to be asked for and approved. NONE: nothing waits for a decision."""

    NONE = ""
    RETURN = "return"  # 回退
    REWORK = "rework"  # 返工
    EXTEND = "extend"  # 延时
    SUSPEND = "suspend"  # 挂账


REQUEST_ORDER: tuple[Request, ...] = tuple(Request)


class Level(StrEnum):
    """The rung of the ladder that decides where a case goes, the lowest first."""

    VILLAGE = "village"  # 村（社区）
    TOWN = "town"  # 镇街
    CITY = "city"  # 市


LEVEL_ORDER: tuple[Level, ...] = tuple(Level)


class Post(StrEnum):
    """A post (岗位) an operator can hold."""

    COLLECTOR = "collector"  # 监督员
    INTAKE = "intake"  # 受理员
    SHIFT_SUPERVISOR = "shift_supervisor"  # 值班长
    DISPATCHER = "dispatcher"  # 派遣员
    DEPARTMENT = "department"  # 专业部门
    VERIFIER = "verifier"  # 核查员
    WALL = "wall"  # 大屏, reads only
    ADMINISTRATOR = "administrator"
    SUPERVISOR = "supervisor"  # 督察, watches over the centres below
    AUDITOR = "auditor"  # 审计, reads everything in scope and who was refused what


class PlaceDoubt(StrEnum):
    """Why the place of a report is not to be relied on; it is taken all the same."""

    NONE = ""
    NULL_ISLAND = "null-island"  # 0, 0: what a device sends that does not know where it is
    OUTSIDE_CITY = "outside-city"


class Channel(StrEnum):
    """Where a report came from (来源)."""

    OFFICER = "officer"  # 网格员上报
    HOTLINE = "hotline"  # 12345 热线
    CITIZEN_APP = "citizen_app"  # 市民端
    SNAPSHOT = "snapshot"  # 随手拍
    QR_CODE = "qr_code"  # 城市服务码
    CAMERA = "camera"  # 视频
    DRONE = "drone"  # 无人机
    SENSOR = "sensor"  # 物联感知
    PLATFORM = "platform"  # 其他平台


CHANNEL_ORDER: tuple[Channel, ...] = tuple(Channel)


class UnitKind(StrEnum):
    OFFICER = "officer"
    DRONE = "drone"
    VEHICLE = "vehicle"


UNIT_KIND_ORDER: tuple[UnitKind, ...] = tuple(UnitKind)


class Step(StrEnum):
    """How far a unit has got with the case it was sent to."""

    ASSIGNED = "assigned"
    EN_ROUTE = "en_route"
    ON_SCENE = "on_scene"
    TRANSPORTING = "transporting"
    AT_HOSPITAL = "at_hospital"
    DONE = "done"


STEP_ORDER: tuple[Step, ...] = tuple(Step)


class TrafficLight(StrEnum):
    """GREEN up to 80 % of the limit, YELLOW to 100 %, RED after it; NONE without a limit."""

    NONE = "none"
    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
