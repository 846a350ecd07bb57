"""The native map: projection, base, live layers, scene."""
