"""The texts that she may allow, as they would come; a yes is to what was shown and nothing else."""

from typing import Any

from bookings.visits import forms
from bookings.visits.steps import words
from bookings.visits.steps.ahead import after_contact, ahead
from bookings.visits.steps.choosing import language_name
from bookings.visits.steps.contact import forget
from bookings.visits.steps.reaching import BOTH, CALL
from bookings.visits.steps.step import Asked, Refused

ANEW = "anew"


def words_view(asked: Asked) -> dict[str, Any]:
    """Every message that there is, in the words that would be sent, and when the first would."""
    coming = ahead(asked)
    form = forms.ContactWords.read(asked.subject.journey.typed.get("contact_words", {}))
    messages = words.draw(asked, coming, form)
    wanted = [each for each in messages if each.kind in form.kinds] or messages
    return {
        "form": form,
        "messages": messages,
        "seen": words.seen(messages),
        "outlook": words.outlook(asked, coming, wanted),
        "tongue": words.language_of(asked, form),
        "waits": coming.last_word is not None,
        "tongues": [(tag, language_name(tag)) for tag in words.languages(asked)],
        "checked": [language_name(tag) for tag in words.languages_read(asked)],
    }


def redraw(asked: Asked, _what: str) -> None:
    """Show it as she chose it; nothing is allowed by looking."""
    asked.subject.journey.approved, asked.subject.journey.notice = {}, ""


def allow(asked: Asked, form: forms.ContactWords) -> None:
    """She allows just what she has seen: what reads otherwise by now is shown first (V-16)."""
    journey, coming = asked.subject.journey, ahead(asked)
    journey.approved, journey.notice = {}, ""
    messages = words.draw(asked, coming, form)
    chosen = [each for each in messages if each.kind in form.kinds]
    if not chosen:
        raise Refused(kinds="kind_missing")
    if not all(each.can_be_said for each in chosen):
        raise Refused(say="nothing_to_say")
    if form.shown != words.seen(messages):
        journey.notice = ANEW
        return
    journey.approved = {
        "style": form.style.value,
        "language": chosen[0].wording.language,
        "elements": " ".join(sorted(each.value for each in form.elements)),
        **{each.kind.value: each.wording.version for each in chosen},
    }
    journey.go_to(after_contact(journey))


def rather_not(asked: Asked, _what: str) -> None:
    """No texts. Where calls were wished too, they stay."""
    journey = asked.subject.journey
    journey.approved, journey.notice = {}, ""
    journey.ways = CALL if journey.ways == BOTH else ""
    if not journey.ways:
        forget(journey)
    journey.go_to(after_contact(journey))
