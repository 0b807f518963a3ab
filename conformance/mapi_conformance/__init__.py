"""The engine of the conformance suite for MAPI message store providers.

Verdicts are values here, never ``assert`` statements, so pytest has nothing to
rewrite: PYTEST_DONT_REWRITE.
"""
