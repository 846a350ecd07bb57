"""Why central could not start or could not write, each with the way out."""

from __future__ import annotations

EXIT_GAVE_UP = 1
EXIT_LOCKED = 3
EXIT_PORT = 4
EXIT_FOLDER = 5
EXIT_CITY = 6
EXIT_DATABASE = 7
EXIT_TOKENS = 8
EXIT_DURABILITY = 9
EXIT_UNREACHABLE = 11
EXIT_SCHEMA = 12
EXIT_CHAIN = 13
EXIT_INPUT = 14
EXIT_NETWORK = 15
EXIT_ATTACHMENTS = 16


class StartError(Exception):
    """Central cannot start or go on. `exit_code` tells a script which kind of trouble it is."""

    def __init__(self, exit_code: int, message: str) -> None:
        super().__init__(message)
        self.exit_code = exit_code


class StoreError(Exception):
    """The database failed on a transaction; nothing of it is stored."""


class StorageFullError(StoreError):
    """The disk did not take a transaction; nothing of it is stored."""


class StoreUnavailableError(StoreError):
    """The database does not answer, or did not in time; it may come back by itself."""


class DurabilityError(Exception):
    """The database would acknowledge what a power cut can still take away."""


class OldSchemaError(Exception):
    """The tables are those of an older version, and nobody has said that they may be changed."""


class CorruptStoreError(Exception):
    """The file is not a central database, or it is damaged."""
