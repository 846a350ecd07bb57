"""The table in the middle: all cases, units and areas in memory, columnar, fed by events only."""
