"""Expected against actual → differences → a verdict."""
