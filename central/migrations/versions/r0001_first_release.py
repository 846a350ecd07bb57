"""The tables of version 0.1.0."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_ID = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    op.create_table(
        "meta",
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("value", sa.String, nullable=False),
    )
    op.create_table(
        "unit",
        sa.Column("unit_id", _ID, primary_key=True),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    _event()
    _case_state()
    _answer()


def downgrade() -> None:
    for table in ("answer", "case_state", "event", "unit", "meta"):
        op.drop_table(table)


def _event() -> None:
    op.create_table(
        "event",
        sa.Column("seq", _ID, primary_key=True),
        sa.Column("case_id", sa.BigInteger, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("at_ms", sa.BigInteger, nullable=False),
        sa.Column("area", sa.String, nullable=False),
        sa.Column("before", sa.String, nullable=False),
        sa.Column("department", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("line", sa.LargeBinary, nullable=False),
    )
    real = sa.text("case_id > 0")
    op.create_index(
        "ux_event_case",
        "event",
        ["case_id", "version"],
        unique=True,
        sqlite_where=real,
        postgresql_where=real,
    )


def _case_state() -> None:
    op.create_table(
        "case_state",
        sa.Column("case_id", _ID, primary_key=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("is_open", sa.Boolean, nullable=False),
        *(
            sa.Column(name, sa.String, nullable=False)
            for name in ("state", "category", "area", "village", "grid", "department", "holder")
        ),
        sa.Column("lease_ms", sa.BigInteger, nullable=False),
        sa.Column("priority", sa.Integer, nullable=False),
        *(
            sa.Column(name, sa.BigInteger, nullable=False)
            for name in ("due_ms", "reported_ms", "updated_ms", "closed_ms")
        ),
        sa.Column("words", sa.String, nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
    )
    op.create_index(
        "ix_case_urgent",
        "case_state",
        ["priority", "due_ms", "case_id"],
        sqlite_where=sa.text("is_open = 1"),
        postgresql_where=sa.text("is_open"),
    )
    op.create_index("ix_case_due", "case_state", ["due_ms", "case_id"])
    op.create_index("ix_case_state", "case_state", ["state", "due_ms"])
    op.create_index("ix_case_closed", "case_state", ["closed_ms"])


def _answer() -> None:
    op.create_table(
        "answer",
        sa.Column("actor_id", sa.String, primary_key=True),
        sa.Column("key", sa.String, primary_key=True),
        sa.Column("fingerprint", sa.LargeBinary, nullable=False),
        sa.Column("case_id", sa.BigInteger, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("created", sa.Boolean, nullable=False),
        sa.Column("first_seq", sa.BigInteger, nullable=False),
        sa.Column("last_seq", sa.BigInteger, nullable=False),
        sa.Column("refusal", sa.LargeBinary, nullable=False),
        sa.Column("created_ms", sa.BigInteger, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_answer_created", "answer", ["created_ms"])
