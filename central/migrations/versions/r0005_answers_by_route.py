"""An idempotency key belongs to a route as well as to a person.

Answers given before keep an empty route, which stands for every route: their keys still give the
same answer until they are dropped with age.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

_KEPT = (
    "actor_id", "key", "fingerprint", "case_id", "version", "created", "first_seq", "last_seq",
    "refusal", "created_ms",
)  # fmt: skip


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        _remake("route")
        return
    op.add_column("answer", sa.Column("route", sa.String, nullable=False, server_default=""))
    op.alter_column("answer", "route", server_default=None)
    _rekey("actor_id", "key", "route")


def downgrade() -> None:
    # of one key on several routes one answer stays; on the other routes the key is then refused
    op.execute(
        "DELETE FROM answer WHERE EXISTS (SELECT 1 FROM answer AS newer "
        "WHERE newer.actor_id = answer.actor_id AND newer.key = answer.key "
        "AND newer.route > answer.route)"
    )
    if op.get_bind().dialect.name == "sqlite":
        _remake()
        return
    _rekey("actor_id", "key", drop="route")


def _rekey(*columns: str, drop: str = "") -> None:
    op.drop_constraint("answer_pkey", "answer", type_="primary")
    if drop:
        op.drop_column("answer", drop)
    op.create_primary_key("answer_pkey", "answer", list(columns))


def _remake(extra: str = "") -> None:
    """SQLite cannot change a primary key: a new table under the old name, with what was in it."""
    added = [sa.Column(extra, sa.String, primary_key=True)] if extra else []
    op.drop_index("ix_answer_created", "answer")
    op.rename_table("answer", "answer_before")
    made = op.create_table(
        "answer",
        sa.Column("actor_id", sa.String, primary_key=True),
        sa.Column("key", sa.String, primary_key=True),
        *added,
        sa.Column("fingerprint", sa.LargeBinary, nullable=False),
        *(sa.Column(n, sa.BigInteger, nullable=False) for n in ("case_id", "version")),
        sa.Column("created", sa.Boolean, nullable=False),
        *(sa.Column(n, sa.BigInteger, nullable=False) for n in ("first_seq", "last_seq")),
        sa.Column("refusal", sa.LargeBinary, nullable=False),
        sa.Column("created_ms", sa.BigInteger, nullable=False),
        sqlite_with_rowid=False,
    )
    kept: list[sa.ColumnClause[Any]] = [sa.column(name) for name in _KEPT]
    into, values = [*_KEPT], list[sa.ColumnElement[Any]](kept)
    if extra:
        into, values = [*into, extra], [*values, sa.literal("")]
    rows = sa.select(*values).select_from(sa.table("answer_before", *kept))
    op.execute(made.insert().from_select(into, rows))
    op.drop_table("answer_before")
    op.create_index("ix_answer_created", "answer", ["created_ms"])
