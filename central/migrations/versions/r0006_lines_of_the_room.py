"""The lines that are about no case are found without reading the log."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_ABOUT_NONE = sa.text("case_id = 0")


def upgrade() -> None:
    op.create_index(
        "ix_event_room",
        "event",
        ["kind", "seq"],
        sqlite_where=_ABOUT_NONE,
        postgresql_where=_ABOUT_NONE,
    )


def downgrade() -> None:
    op.drop_index("ix_event_room", "event")
