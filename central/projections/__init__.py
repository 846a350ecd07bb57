"""Query shapes made from the log: rebuilt at will, never the truth."""
