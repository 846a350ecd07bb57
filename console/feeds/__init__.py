"""Where events come from: central's live feed, or the replay of an incident log."""
