"""Hosts that are wrong on purpose, each in one known and cited way.

They show that the scenarios about MAPI find what they are about. A flaw replaces one
part of the model, which is otherwise as documented.
"""
