"""Versions and priorities as wide as the numbers that may be asked for.

SQLite keeps every whole number in up to eight bytes, whatever the column is called.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_COLUMNS = (
    ("event", "version"),
    ("case_state", "version"),
    ("case_state", "priority"),
    ("answer", "version"),
)


def upgrade() -> None:
    _retype(sa.BigInteger())
    op.execute("UPDATE meta SET value = '2' WHERE name = 'schema'")


def downgrade() -> None:
    _retype(sa.Integer())
    op.execute("UPDATE meta SET value = '1' WHERE name = 'schema'")


def _retype(kind: sa.types.TypeEngine[int]) -> None:
    if op.get_bind().dialect.name == "sqlite":
        return
    for table, column in _COLUMNS:
        op.alter_column(table, column, type_=kind, existing_nullable=False)
