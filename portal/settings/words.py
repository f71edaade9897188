"""What may stand where a stranger reads it over her shoulder: nothing that says what this is."""

# V-07. Looked for inside words too: a host name runs them together.
TELLING_WORDS = (
    "abuse",
    "assault",
    "coerci",
    "crisis",
    "domestic",
    "harm",
    "idva",
    "isva",
    "marac",
    "perpetrator",
    "police",
    "rape",
    "refuge",
    "safeguard",
    "stalking",
    "survivor",
    "victim",
    "violence",
    "women",
)

# Words that only look like one of them.
INNOCENT = ("charm", "drape", "grape", "harmon", "pharma", "scrape", "therape", "trapez")


def neutral(text: str) -> str:
    """The text itself. Raises ValueError naming the first telling word in it (V-07)."""
    left = text.lower()
    for innocent in INNOCENT:
        left = left.replace(innocent, " ")
    for word in TELLING_WORDS:
        if word in left:
            raise ValueError(f"says “{word}”; choose one that tells a stranger nothing")
    return text


def line_of(text: str, longest: int) -> str:
    """One line, trimmed. Raises ValueError where it is longer or holds what cannot be printed."""
    line = text.strip()
    if len(line) > longest:
        raise ValueError(f"must have at most {longest} characters")
    if not line.isprintable():
        raise ValueError("must be one line of printable characters")
    return line
