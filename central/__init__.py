"""The record office: the central REST API over an append-only log."""
