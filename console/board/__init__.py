"""The table in the middle: all cases, units and areas in memory, columnar, fed only by events. Pure."""
