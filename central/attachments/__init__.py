"""Files that belong to cases: what may be one, what it looks like small, where it is kept."""
