"""Providers over JSON-RPC: in any language, in another process, on another machine.

The serving side (``serve`` and what it imports) stands on the standard library and the
words of MAPI alone, so that any CPython can run it.

PYTEST_DONT_REWRITE: nothing here asserts.
"""
