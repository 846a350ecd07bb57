"""A city that behaves: reporters, officers, drones, desks and departments, through the REST API."""
