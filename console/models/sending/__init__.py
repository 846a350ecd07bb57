"""Who to send: scoring every unit for a case, and one unit each for many cases. Pure numpy."""
