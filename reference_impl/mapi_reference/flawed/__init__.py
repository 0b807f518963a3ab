"""Providers that are wrong on purpose, each in one known and cited way.

What a green run means rests on them: a clause that no flaw can break proves nothing,
and the suite must name the clauses that a flaw breaks. A flaw overrides one method of
the documented provider, which is otherwise as it should be.
"""
