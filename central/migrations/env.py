"""What alembic runs: the revisions, inside the transaction that the store has begun."""

from __future__ import annotations

from alembic import context

from central.store.schema import metadata


def run() -> None:
    """On the connection that the caller handed over; it also commits."""
    connection = context.config.attributes["connection"]
    context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()


run()
