"""How one central is set up. Every setting is a flag of `python -m central serve`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Settings:
    """`rate`: city seconds per real second. `port` 0: any free one.

    `database`: the address of a PostgreSQL database; empty for a SQLite file in `data`.
    `migrate`: bring the tables of an older version up to date in PostgreSQL too.
    `keep_answers_h`: hours of real time in which a write may be repeated with its idempotency key.
    `tls_cert`, `tls_key`: PEM files, for https. `insecure_network`: serve others without them.
    `reader_patience`: seconds after which a client that takes nothing of its answer is cut.
    `drain`: seconds between a signal to end and the end, in which new writes are refused.
    Tokens come from standard input (`secrets_stdin`), from `tokens`, or from a file made in `data`.
    """

    data: Path
    host: str = "127.0.0.1"
    port: int = 0
    city: Path = Path("resources/demo_city")
    rate: float = 1.0
    database: str = ""
    migrate: bool = False
    tokens: Path | None = None
    secrets_stdin: bool = False
    tls_cert: Path | None = None
    tls_key: Path | None = None
    insecure_network: bool = False
    reader_patience: float = 30.0
    drain: float = 1.0
    keep_answers_h: float = 24.0
