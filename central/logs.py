"""Structured log lines on standard error. No tokens and no personal data go in here."""

from __future__ import annotations

import json
import logging
import sys
from contextvars import ContextVar
from datetime import UTC, datetime

#: The request being answered; empty outside of one.
REQUEST_ID: ContextVar[str] = ContextVar("request_id", default="")
REQUESTS = "central.request"
_EXTRAS = ("incident", "method", "path", "status", "ms")


class JsonLines(logging.Formatter):
    """One JSON object a line, whatever the message holds."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        if request_id := REQUEST_ID.get():
            line["request_id"] = request_id
        line |= {name: record.__dict__[name] for name in _EXTRAS if name in record.__dict__}
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False)


def log_to_stderr() -> None:
    """Send every logger of this process to standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    # the framework tells of every request and every task; only its trouble is wanted here
    # of every request too much would be said for a parent that does not read our standard error
    for name in ("uvicorn", "asyncio", REQUESTS):
        logging.getLogger(name).setLevel(logging.WARNING)


def log_requests() -> None:
    """A line for every write and every refusal as well."""
    logging.getLogger(REQUESTS).setLevel(logging.INFO)
