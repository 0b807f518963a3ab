"""A case and a host → events, judged as they come → a record."""
