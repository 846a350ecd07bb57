"""Areas and categories from files of others, checked, into a new gazetteer of the city folder."""
