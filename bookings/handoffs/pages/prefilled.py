"""What a draft begins with, in words: from the record and from what she said of reaching her."""

from datetime import datetime
from html import unescape
from typing import Any

from sqlalchemy.orm import Session

from bookings.contact.rules.fields import Field
from bookings.handoffs.models import HandoffNeed
from bookings.handoffs.queries.known import Known, known_for, said_numbers
from bookings.handoffs.rules.fields import ALLOWED, PacketField
from portal.web.templates import Templates

WORDS = "bookings/handoffs/known.html"

_IN_WORDS = (
    PacketField.SAFE_CONTACT,
    PacketField.CHILDREN,
    PacketField.ABUSE,
    PacketField.RISK,
    PacketField.ACCESS,
)


def prefilled(
    db: Session, need: HandoffNeed, templates: Templates, at: datetime
) -> dict[PacketField, str]:
    """The values that `drafting.draft` and `draw_up_answer` begin with; what is not known, or is
    not for this desk, is not in it. Everything can be written anew before she is asked."""
    known = known_for(db, need, at)
    found = dict(known.texts)
    for each in _IN_WORDS:
        text = _in_words(templates, each, known) if each in ALLOWED[need.desk] else ""
        if text:
            found[each] = text
    return found


def _in_words(templates: Templates, which: PacketField, known: Known) -> str:
    lines = unescape(templates.render(WORDS, which.value, _context(known))).splitlines()
    text = "\n".join(" ".join(line.split()) for line in lines if line.strip())
    return _without_numbers(text, known)


def _without_numbers(text: str, known: Known) -> str:
    """A number is shown live, once, to whoever checked; it stands in no packet (R-06)."""
    for each in said_numbers(known.preference):
        text = text.replace(each, "")
    return text


def _context(known: Known) -> dict[str, Any]:
    said = known.preference
    return {
        "routes": [each.value for each in said.routes],
        "hours": said.hours if said.value(Field.HOURS) else None,
        "call_them": said.text(Field.CALL_HER),
        "no_voicemail": not said.says_yes(Field.MOBILE_VOICEMAIL),
        "may_say_who": said.says_yes(Field.SAY_WHO_CALLS),
        "watched": said.says_yes(Field.SPYWARE_SUSPECTED),
        "never_speak_to": said.value(Field.NEVER_SPEAK_TO) or (),
        "sign_language": said.says_yes(Field.SIGN_LANGUAGE),
        "text_relay": said.says_yes(Field.TEXT_RELAY),
        "easy_read": said.says_yes(Field.EASY_READ),
        "reader": said.says_yes(Field.READER),
        "interpreter": said.text(Field.INTERPRETER_LANGUAGE),
        "abuse": known.abuse,
        "children": known.children,
        "level": known.level,
    }
