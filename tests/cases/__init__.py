"""Scenarios as data: a policy, a text, a context and what must come out, for every engine."""
