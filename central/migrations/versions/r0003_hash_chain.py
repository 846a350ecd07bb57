"""A hash for every line of the log; the lines that are there get theirs now."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from central.store.chained import chain_old_lines

revision = "0003"
down_revision = "0002"

_TABLE = "event_hash"


def upgrade() -> None:
    if not sa.inspect(op.get_bind()).has_table(_TABLE):
        seq = sa.BigInteger().with_variant(sa.Integer, "sqlite")
        op.create_table(
            _TABLE,
            sa.Column("seq", seq, primary_key=True),
            sa.Column("hash", sa.LargeBinary, nullable=False),
        )
    chain_old_lines(op.get_bind())
    op.execute("UPDATE meta SET value = '3' WHERE name = 'schema'")


def downgrade() -> None:
    op.drop_table(_TABLE)
    # a later upgrade makes the chain anew
    op.execute("DELETE FROM meta WHERE name = 'chained'")
    op.execute("UPDATE meta SET value = '2' WHERE name = 'schema'")
