"""Qt item models: a thin skin over the board."""
