"""Selects of calls and of what needs a person, each through who asks."""
