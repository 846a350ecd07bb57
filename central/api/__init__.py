"""The REST API: one file per resource. `docs/protocol.md` is the contract."""
