"""Records every call in both directions, keeps the books, survives anything."""
