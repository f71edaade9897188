"""What the record's verbs say: which of them are a look at one person, and which a list."""

# How the verbs of a look end; all others are a change, or a line on a list that was looked through.
LOOKS = (" seen", " read", " shown")


def is_look(verb: str) -> bool:
    """Whether this was a look, and no change: "contact seen", "case read", "number shown"."""
    return verb.endswith(LOOKS)
