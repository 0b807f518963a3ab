"""The MAPI that a provider meets: an instrument that records, a model that behaves.

PYTEST_DONT_REWRITE: nothing here asserts.
"""
