"""What kind of answer each field takes, and what a narrower one is."""

from dataclasses import dataclass
from enum import Enum

from bookings.contact.rules.choices import (
    Element,
    IfAnother,
    Interpreting,
    Kind,
    NoShow,
    Route,
    SeenBy,
    Shown,
    Whose,
    WomanOrMan,
)
from bookings.contact.rules.fields import Field


class Group(Enum):
    ROUTE = "route"
    PHONE = "phone"
    TIME = "time"
    IDENTITY = "identity"
    MESSAGE = "message"
    EMAIL = "email"
    POST = "post"
    DEVICE = "device"
    PEOPLE = "people"
    ACCESS = "access"
    NO_SHOW = "no-show"


class Takes(Enum):
    """The kind of an answer."""

    YES_NO = "yes or no"
    ONE = "one of a list"
    SOME = "any of a list"
    TEXT = "words"
    NAMES = "names, one a line"
    HOURS = "hours"
    DAY = "a date"


class Narrows(Enum):
    """What counts as narrower than an answer that stands (S-07)."""

    TO_NO = "no, or not known"
    TO_YES = "yes: it tells of a danger"
    FEWER = "fewer of the list"
    MORE = "more of the list: it keeps people away"
    GONE = "the same, or none"
    FIXED = "the same"
    HOURS = "fewer hours"
    EARLIER = "an earlier date"
    TO_FIRST = "the first of the list, which does least, or not known"
    TO_LAST = "the same, or further down the list, which trusts less"


@dataclass(frozen=True, slots=True)
class Question:
    """What one field asks for; `choices` where it is chosen from a list."""

    group: Group
    takes: Takes
    narrows: Narrows
    choices: type[Enum] | None = None


def _yes(group: Group) -> Question:
    return Question(group, Takes.YES_NO, Narrows.TO_NO)


def _danger(group: Group) -> Question:
    return Question(group, Takes.YES_NO, Narrows.TO_YES)


def _words(group: Group, narrows: Narrows = Narrows.GONE) -> Question:
    return Question(group, Takes.TEXT, narrows)


def _one(group: Group, choices: type[Enum], narrows: Narrows) -> Question:
    return Question(group, Takes.ONE, narrows, choices)


def _some(group: Group, choices: type[Enum]) -> Question:
    return Question(group, Takes.SOME, Narrows.FEWER, choices)


def _names(group: Group, narrows: Narrows = Narrows.MORE) -> Question:
    return Question(group, Takes.NAMES, narrows)


QUESTIONS: dict[Field, Question] = {
    Field.ROUTES: _some(Group.ROUTE, Route),
    Field.PROFESSIONAL: _words(Group.ROUTE),
    Field.TRUSTED_PERSON: _words(Group.ROUTE),
    Field.MOBILE_NUMBER: _words(Group.PHONE),
    Field.MOBILE_WHOSE: _one(Group.PHONE, Whose, Narrows.TO_LAST),
    Field.MOBILE_SEEN_BY: _one(Group.PHONE, SeenBy, Narrows.TO_LAST),
    Field.MOBILE_CALL: _yes(Group.PHONE),
    Field.MOBILE_TEXT: _yes(Group.PHONE),
    Field.MOBILE_VOICEMAIL: _yes(Group.PHONE),
    Field.OTHER_NUMBER: _words(Group.PHONE),
    Field.OTHER_WHOSE: _one(Group.PHONE, Whose, Narrows.TO_LAST),
    Field.OTHER_SEEN_BY: _one(Group.PHONE, SeenBy, Narrows.TO_LAST),
    Field.OTHER_CALL: _yes(Group.PHONE),
    Field.OTHER_VOICEMAIL: _yes(Group.PHONE),
    Field.NUMBER_SHOWN: _one(Group.PHONE, Shown, Narrows.FIXED),
    Field.WHICH_NUMBER_SHOWN: _words(Group.PHONE, Narrows.FIXED),
    Field.SAY_WHO_CALLS: _yes(Group.PHONE),
    Field.IF_ANOTHER_ANSWERS: _one(Group.PHONE, IfAnother, Narrows.TO_FIRST),
    Field.WORDS_TO_ANOTHER: _words(Group.PHONE),
    Field.HOURS: Question(Group.TIME, Takes.HOURS, Narrows.HOURS),
    Field.CALL_HER: _words(Group.IDENTITY, Narrows.FIXED),
    Field.NAME_AT_THE_DOOR: _words(Group.IDENTITY, Narrows.FIXED),
    Field.OUR_PHRASE: _words(Group.IDENTITY, Narrows.FIXED),
    Field.HER_PHRASE: _words(Group.IDENTITY, Narrows.FIXED),
    Field.DURESS_PHRASE: _words(Group.IDENTITY, Narrows.FIXED),
    Field.NEVER_NAMES: _names(Group.IDENTITY),
    Field.PURPOSES: _some(Group.MESSAGE, Kind),
    Field.LANGUAGE: _words(Group.MESSAGE, Narrows.FIXED),
    Field.STYLE: _words(Group.MESSAGE, Narrows.FIXED),
    Field.ELEMENTS: _some(Group.MESSAGE, Element),
    Field.EMAIL_ADDRESS: _words(Group.EMAIL),
    Field.EMAIL_MADE_FOR_THIS: _yes(Group.EMAIL),
    Field.EMAIL_SHARED: _danger(Group.EMAIL),
    Field.EMAIL_SUBJECT: _words(Group.EMAIL, Narrows.FIXED),
    Field.POST_ALLOWED: _yes(Group.POST),
    Field.POST_ADDRESS: _words(Group.POST),
    Field.POST_PLAIN: Question(Group.POST, Takes.YES_NO, Narrows.FIXED),
    Field.POST_NAME: _words(Group.POST, Narrows.FIXED),
    Field.DEVICE_SEEN_BY: _one(Group.DEVICE, SeenBy, Narrows.TO_LAST),
    Field.ACCOUNT_SHARED: _danger(Group.DEVICE),
    Field.TEXTS_SHOWN_ELSEWHERE: _danger(Group.DEVICE),
    Field.SPYWARE_SUSPECTED: _danger(Group.DEVICE),
    Field.NO_PHONE_FROM: Question(Group.DEVICE, Takes.DAY, Narrows.EARLIER),
    Field.AFRAID_OF: _names(Group.PEOPLE, Narrows.FIXED),
    Field.SAFE_TO_SPEAK_TO: _names(Group.PEOPLE, Narrows.FEWER),
    Field.NEVER_SPEAK_TO: _names(Group.PEOPLE),
    Field.KEPT_FROM: _names(Group.PEOPLE, Narrows.FIXED),
    Field.INTERPRETER_LANGUAGE: _words(Group.ACCESS, Narrows.FIXED),
    Field.INTERPRETER_DIALECT: _words(Group.ACCESS, Narrows.FIXED),
    Field.INTERPRETER_IS: _one(Group.ACCESS, WomanOrMan, Narrows.FIXED),
    Field.INTERPRETER_FROM_OUTSIDE: Question(Group.ACCESS, Takes.YES_NO, Narrows.FIXED),
    Field.INTERPRETER_BY: _one(Group.ACCESS, Interpreting, Narrows.FIXED),
    Field.SIGN_LANGUAGE: Question(Group.ACCESS, Takes.YES_NO, Narrows.FIXED),
    Field.TEXT_RELAY: Question(Group.ACCESS, Takes.YES_NO, Narrows.FIXED),
    Field.EASY_READ: Question(Group.ACCESS, Takes.YES_NO, Narrows.FIXED),
    Field.READER: Question(Group.ACCESS, Takes.YES_NO, Narrows.FIXED),
    # Whoever took her phone must not call off who would look for her.
    Field.NO_SHOW: _one(Group.NO_SHOW, NoShow, Narrows.FIXED),
}
