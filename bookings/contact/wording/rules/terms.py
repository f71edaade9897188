"""What somebody chooses about messages, what is put into them, and why one may not go."""

from dataclasses import dataclass
from datetime import date, time
from enum import Enum

from bookings.contact.wording.rules.telling import first_forty

# A place and a phrase are short wording; what is longer would leave no room in one part.
LONGEST_VALUE = 24


class Kind(Enum):
    """All that is ever sent. PLEASE_RING is also how somebody hears that there is an outcome."""

    REMINDER = "reminder"
    CHANGE = "change"
    OFFER = "offer"
    PLEASE_RING = "please ring"


class Channel(Enum):
    TEXT = "text"
    EMAIL = "email"


class Style(Enum):
    """How bland: the time and nothing else, a neutral note, or as anybody writes to anybody."""

    BARE = "bare"
    NEUTRAL = "neutral"
    EVERYDAY = "everyday"


class Element(Enum):
    """What a message may hold beside its bland wording, each only if she allowed it (S-08)."""

    TIME = "time"
    DAY = "day"
    PLACE = "place"
    PHRASE = "phrase"
    REPLY = "reply"


# "Please ring" says nothing of a visit.
ELEMENTS_OF = {
    Kind.REMINDER: frozenset(Element),
    Kind.CHANGE: frozenset(Element),
    Kind.OFFER: frozenset(Element),
    Kind.PLEASE_RING: frozenset({Element.PHRASE, Element.REPLY}),
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """What she approves, with the version of its wording (S-09); `language` is a tag."""

    kind: Kind
    channel: Channel
    style: Style
    elements: frozenset[Element]
    language: str

    @property
    def said(self) -> frozenset[Element]:
        """Of what she allowed, what this kind speaks of."""
        return self.elements & ELEMENTS_OF[self.kind]


@dataclass(frozen=True, slots=True)
class Values:
    """What is put into a message: day and time (`at`) on the wall, a short wording for the place,
    our phrase to her. `called_off` is for a CHANGE. `never` are words that must not stand in it:
    her name, and any that she asked us not to use."""

    day: date | None = None
    at: time | None = None
    place: str = ""
    phrase: str = ""
    called_off: bool = False
    never: tuple[str, ...] = ()

    def of(self, element: Element) -> date | str | bool | None:
        """What there is for an element; nothing that counts as true where it lacks."""
        match element:
            case Element.DAY:
                return self.day
            case Element.TIME:
                # As text it is 24-hour in every language.
                return None if self.at is None else self.at.strftime("%H:%M")
            case Element.PLACE:
                return self.place
            case Element.PHRASE:
                return self.phrase
            case Element.REPLY:
                return True


class Problem(Enum):
    """Why a message may not go as it stands."""

    NOT_TRANSLATED = "not translated"
    NOT_REVIEWED = "not reviewed"
    VALUE_LACKS = "a value lacks"
    VALUE_UNFIT = "a value is too long, or not one line"
    NOTHING_TO_SAY = "nothing to say"
    TELLING = "a word that tells"
    LINK = "a link"
    TOO_LONG = "too long for one part"


@dataclass(frozen=True, slots=True)
class Said:
    """A message's own words; only an email has a subject. Plain text, nothing else (S-16)."""

    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What would be sent, to the letter (V-16), in how many parts, and all that speaks against."""

    subject: str
    text: str
    parts: int
    approved: bool
    problems: tuple[Problem, ...]

    @property
    def at_a_glance(self) -> str:
        """What a locked phone shows."""
        return first_forty(self.subject or self.text)


class NotSayable(Exception):
    """This message may not go; `problems` says why."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(", ".join(problem.value for problem in problems))
        self.problems = problems
