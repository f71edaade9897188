"""The closed lists that some of her answers are chosen from."""

from enum import Enum


class Route(Enum):
    """Ways in which she may be reached. The last two are chosen alone."""

    MOBILE = "mobile"
    OTHER_PHONE = "other phone"
    EMAIL = "email"
    POST = "post"
    PROFESSIONAL = "professional"
    TRUSTED_PERSON = "trusted person"
    IN_PERSON = "in person only"
    SHE_CONTACTS_US = "she contacts us"


ALONE = frozenset({Route.IN_PERSON, Route.SHE_CONTACTS_US})


class Kind(Enum):
    """What a message may be for; there is no other."""

    REMINDER = "reminder"
    CHANGE = "change"
    OFFER = "offer"
    PLEASE_RING = "please ring"


class Channel(Enum):
    """How a message goes."""

    TEXT = "text"
    EMAIL = "email"


class Element(Enum):
    """What a message may hold besides its bland words."""

    TIME = "time"
    DAY = "day"
    PLACE = "place"
    PHRASE = "phrase"
    REPLY = "reply"


class Whose(Enum):
    """Whose phone it is."""

    HERS = "hers"
    SHARED = "shared"
    SOMEBODY_ELSES = "somebody else's"


class SeenBy(Enum):
    """Whether somebody else can see it."""

    NOBODY = "nobody"
    SOMETIMES = "sometimes"
    DO_NOT_KNOW = "do not know"


class Shown(Enum):
    """What number her phone shows when we ring."""

    OURS = "ours"
    WITHHELD = "withheld"
    ANOTHER = "another"


class IfAnother(Enum):
    """What is done when somebody else answers."""

    HANG_UP = "hang up"
    WRONG_NUMBER = "wrong number"
    HER_WORDS = "her words"


class Interpreting(Enum):
    """How an interpreter works for her."""

    PHONE = "phone"
    IN_PERSON = "in person"


class WomanOrMan(Enum):
    WOMAN = "woman"
    MAN = "man"
    EITHER = "either"


class NoShow(Enum):
    """What she wants done when she does not come (C-13)."""

    NOTHING = "nothing"
    TRY_SAFE_ROUTE = "try a safe way"
    TELL_TRUSTED_PERSON = "tell the trusted person"
    ASK_POLICE = "ask the police to look in"


class PhoneKind(Enum):
    """What a number is, as whoever knows numbers says. Only the first may ever have a text: a
    landline reads it aloud (S-05)."""

    UK_MOBILE = "uk mobile"
    OTHER = "other"
    NO_NUMBER = "no number"


class SaidBy(Enum):
    """Who told us an answer, and how: herself in person, or on a call that she made from another
    phone, or online; or a worker for her. Where it came from stands beside it (S-07)."""

    IN_PERSON = "in person"
    ON_HER_CALL = "on her call"
    ONLINE = "online"
    WORKER = "worker"


# How she can tell us something that widens, once there is a phrase that somebody could have.
SURELY_HERSELF = frozenset({SaidBy.IN_PERSON, SaidBy.ON_HER_CALL})
