"""Roads to a provider: in this process, over a wire, through COM vtables.

PYTEST_DONT_REWRITE: nothing here asserts.
"""
