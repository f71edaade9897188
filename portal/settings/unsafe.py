"""The refusal of settings with which the portal would not be safe."""


class UnsafeSettings(Exception):
    """One line for each setting that is wrong, saying which and why."""
