"""Providers in libraries: tables of virtual functions, in both directions.

Everything here but the road itself runs in the process of the library and stands on
the standard library and the words of MAPI alone, so that any CPython can run it.

PYTEST_DONT_REWRITE: nothing here asserts.
"""
