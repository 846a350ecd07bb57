"""Signing in to a central, and what is kept of that: never the password. No Qt here."""
