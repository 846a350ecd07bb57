"""Working on the map: its menu, its context menu, its lists, and the second map."""
