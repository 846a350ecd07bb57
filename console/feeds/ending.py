"""The end of a thread that was told to stop."""

from __future__ import annotations

from threading import Thread


def ended(thread: Thread | None, timeout_s: float) -> bool:
    """Wait for the end of `thread`; False when it has not come within `timeout_s` seconds. One
    that was never begun has ended."""
    if thread is not None:
        thread.join(timeout_s)
    return thread is None or not thread.is_alive()
