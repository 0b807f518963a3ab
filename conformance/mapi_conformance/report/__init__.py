"""Records → results for a person or a machine."""
