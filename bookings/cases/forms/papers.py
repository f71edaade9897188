"""A referral and a letter, as they are typed."""

from typing import Any

from bookings.cases.forms.words import choice_in, line_in, words_in
from bookings.people.models.papers import LetterKind
from bookings.people.rules.conference import Basis, Criterion, PoliceWanted
from portal.web.forms import Problems, Typed, one


def read_referral(typed: Typed) -> dict[str, Any] | Problems:
    """The criterion, whether they know and agree, or why not, to whom it goes and what lets it
    (C-17, S-35). Agreement is the basis only where they agree."""
    problems = Problems()
    aware, consents = (_yes(typed, name, problems) for name in ("is_aware", "consents"))
    basis = choice_in(typed, "basis", Basis, problems)
    if basis is Basis.AGREEMENT and consents is False:
        problems["basis"] = "no_agreement"
    other = basis is not None and basis is not Basis.AGREEMENT
    values = {
        "criterion": choice_in(typed, "criterion", Criterion, problems),
        "is_aware": aware,
        "why_unaware": line_in(typed, "why_unaware", problems, needed=aware is False) or None,
        "consents": consents,
        "why_no_consent": line_in(typed, "why_no_consent", problems, needed=consents is False)
        or None,
        "police": choice_in(typed, "police", PoliceWanted, problems),
        "recipient": line_in(typed, "recipient", problems, needed=True),
        "basis": basis,
        "necessity": words_in(typed, "necessity", problems, needed=other) or None,
    }
    return problems or values


def read_letter(typed: Typed) -> dict[str, Any] | Problems:
    """Which letter, and about what: a refusal or a referral is named by its row."""
    problems = Problems()
    kind = choice_in(typed, "kind", LetterKind, problems)
    if kind in (LetterKind.REFUGE_FULL, LetterKind.CONFERENCE) and not one(typed, "about"):
        problems["about"] = "choose_one"
    return problems or {"kind": kind}


def _yes(typed: Typed, name: str, problems: Problems) -> bool | None:
    """Nothing is assumed."""
    said = one(typed, name)
    if said not in ("yes", "no"):
        problems[name] = "choose_one"
        return None
    return said == "yes"
