"""What can be chosen on the pages of a case, by the name of the list; words are in templates."""

from bookings.people.rules.abuse import AbuseKind, Happened, Pattern
from bookings.people.rules.children import (
    Adult,
    ChildFactKind,
    ChildNoteKind,
    ChildSaidBy,
    Relation,
)
from bookings.people.rules.facts import FactKind, SaidBy
from bookings.people.rules.harm import HarmFactKind
from bookings.people.rules.risk import Level
from bookings.people.rules.steps import Doer

CHOICES = {
    "fact": list(FactKind),
    "said_by": list(SaidBy),
    "abuse": [each for each in AbuseKind if each is not AbuseKind.NOT_TOLD_YET],
    "pattern": [each for each in Pattern if each is not Pattern.NOT_TOLD_YET],
    "happened": list(Happened),
    "doer": list(Doer),
    "level": list(Level),
    "child_fact": list(ChildFactKind),
    "child_said_by": list(ChildSaidBy),
    "child_note": list(ChildNoteKind),
    "adult": list(Adult),
    "relation": list(Relation),
    "harm_fact": list(HarmFactKind),
}
