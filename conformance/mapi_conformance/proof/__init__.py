"""What the corpus can find: flaws it names, assertions that fired, and what is missing.

A red is trusted because every departure is found, a green because nothing passes
unseen. Both are counted here from runs, never from what a scenario merely says.
"""
