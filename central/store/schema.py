"""The tables. The log is the truth; `case_state` and `unit` can be rebuilt from it at will."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    text,
)

#: Raised when the tables change shape; a newer file is refused, not guessed at.
SCHEMA_VERSION = 3
#: Marks a SQLite file as a central log ("ZWLG").
APPLICATION_ID = 0x5A574C47
#: `due_ms` of a case without a limit: 9999-12-31, so that it sorts last.
NEVER_MS = 253_402_300_799_000

metadata = MetaData()

#: Which revision of `central.migrations` the tables are at; not part of what is migrated.
revision = Table("alembic_version", MetaData(), Column("version_num", String(32), primary_key=True))

meta = Table(
    "meta",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", String, nullable=False),
)

event = Table(
    "event",
    metadata,
    Column("seq", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("case_id", BigInteger, nullable=False),
    Column("version", BigInteger, nullable=False),
    Column("at_ms", BigInteger, nullable=False),
    Column("area", String, nullable=False),
    Column("before", String, nullable=False),
    Column("department", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("line", LargeBinary, nullable=False),
    # two events of one case with one version would mean two truths: the database refuses it too
    Index(
        "ux_event_case",
        "case_id",
        "version",
        unique=True,
        sqlite_where=text("case_id > 0"),
        postgresql_where=text("case_id > 0"),
    ),
    # few lines are about no case, and a central that starts reads those of some kinds
    Index(
        "ix_event_room",
        "kind",
        "seq",
        sqlite_where=text("case_id = 0"),
        postgresql_where=text("case_id = 0"),
    ),
)

#: The chain over the log, see `central.chain`: a table of its own, so that a lost line shows.
event_hash = Table(
    "event_hash",
    metadata,
    Column("seq", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("hash", LargeBinary, nullable=False),
)

case_state = Table(
    "case_state",
    metadata,
    Column("case_id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("version", BigInteger, nullable=False),
    Column("is_open", Boolean, nullable=False),
    Column("state", String, nullable=False),
    Column("category", String, nullable=False),
    Column("area", String, nullable=False),
    Column("village", String, nullable=False),
    Column("grid", String, nullable=False),
    Column("department", String, nullable=False),
    Column("holder", String, nullable=False),
    Column("lease_ms", BigInteger, nullable=False),
    Column("priority", BigInteger, nullable=False),
    Column("due_ms", BigInteger, nullable=False),
    Column("reported_ms", BigInteger, nullable=False),
    Column("updated_ms", BigInteger, nullable=False),
    Column("closed_ms", BigInteger, nullable=False),
    Column("words", String, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Index(
        "ix_case_urgent",
        "priority",
        "due_ms",
        "case_id",
        sqlite_where=text("is_open = 1"),
        postgresql_where=text("is_open"),
    ),
    Index("ix_case_due", "due_ms", "case_id"),
    Index("ix_case_state", "state", "due_ms"),
    Index("ix_case_closed", "closed_ms"),
)

unit = Table(
    "unit",
    metadata,
    Column("unit_id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True),
    Column("body", LargeBinary, nullable=False),
)

answer = Table(
    "answer",
    metadata,
    Column("actor_id", String, primary_key=True),
    Column("key", String, primary_key=True),
    # last in the key: an answer is looked for by person and key, whatever its route
    Column("route", String, primary_key=True),
    Column("fingerprint", LargeBinary, nullable=False),
    Column("case_id", BigInteger, nullable=False),
    Column("version", BigInteger, nullable=False),
    Column("created", Boolean, nullable=False),
    Column("first_seq", BigInteger, nullable=False),
    Column("last_seq", BigInteger, nullable=False),
    Column("refusal", LargeBinary, nullable=False),
    Column("created_ms", BigInteger, nullable=False),
    Index("ix_answer_created", "created_ms"),
    sqlite_with_rowid=False,
)
