"""Whether a text that came in asks for an end (S-13). It is answered by nobody but a person."""

STOP_WORDS = frozenset(
    {"stop", "stopall", "stop all", "unsubscribe", "cancel", "end", "quit", "optout", "opt out"}
)


def asks_to_stop(text: str, opted_out: str = "") -> bool:
    """Whether it is a stop word and nothing else, or the provider says that it was one."""
    word = " ".join(text.casefold().split()).strip(" .!\"'“”‘’")
    return opted_out.upper() == "STOP" or word in STOP_WORDS
