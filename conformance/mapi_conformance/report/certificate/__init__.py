"""A result that a third party can verify: what it says, how it is signed and examined.

The packages that sign are an extra; only :mod:`.envelope` and :mod:`.statement` import
them.
"""
