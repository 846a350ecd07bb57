"""One interface, one schema, one module for each database."""
