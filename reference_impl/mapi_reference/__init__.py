"""The documented provider, and providers wrong on purpose.

PYTEST_DONT_REWRITE: nothing here asserts.
"""
