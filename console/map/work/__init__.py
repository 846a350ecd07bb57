"""Working on the map: tools, what they draw, and what lies inside what they drew."""
