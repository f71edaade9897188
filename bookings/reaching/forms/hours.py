"""Safe hours as somebody types them in a hurry, made into the lines that are kept."""

import re

DASHES = re.compile(r"\s*[-–—]\s*")
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# A date has dashes of its own.
DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def plain_hours(text: str) -> str:
    """ "Monday 9.30 – 15" and "mon 09:30-15:00" are the same hours. What is not understood stays
    as it was typed, for whoever reads it to refuse."""
    return "\n".join(_plain(line) for line in text.splitlines())


def _plain(line: str) -> str:
    words = [_weekday(word) for word in _joined(line).casefold().split()]
    return " ".join([*words[:-1], _times(words[-1])]) if words else ""


def _joined(line: str) -> str:
    """Spaces around a dash are none, and "to" is a dash."""
    return re.sub(r"(?<=\d)\s+to\s+(?=\d)", "-", DASHES.sub("-", line))


def _weekday(word: str) -> str:
    name = word.rstrip("s,:") if word.rstrip("s,:") in DAYS else word.rstrip(",")
    return name[:3] if name in DAYS else name


def _times(word: str) -> str:
    if DATE.fullmatch(word) or word.count("-") != 1:
        return word
    begins, ends = (_clock(part) for part in word.split("-"))
    return f"{begins}-{ends}"


def _clock(part: str) -> str:
    found = re.fullmatch(r"(\d{1,2})(?:[:.]?(\d{2}))?", part)
    return f"{int(found[1]):02}:{found[2] or '00'}" if found else part
