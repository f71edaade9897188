"""Letters for legal aid: made from what happened, to be signed by hand (C-25)."""

from starlette.responses import Response

from bookings.cases.forms.papers import read_letter
from bookings.cases.pages.record import shown_with
from bookings.cases.queries.letters import choices_for, letter_of
from bookings.cases.queries.lists import names_of, organization_name
from bookings.cases.queries.referrals import referrals_of
from bookings.people.actions.writing import write_down
from bookings.people.models import CaseEvent, CaseRecord
from bookings.people.models.papers import ConferenceReferral, EvidenceLetter, LetterKind
from bookings.people.queries.records import all_of, standing_of
from portal.web.forms import Problems, chosen
from portal.web.page import PageRequest

LETTERS, LETTER = "bookings/cases/letters.html", "bookings/cases/letter.html"

Asked = PageRequest[tuple[CaseRecord, EvidenceLetter]]


def show_letters(asked: PageRequest[CaseRecord]) -> Response:
    """Which letters there can be, and those that were made."""
    return _letters(asked)


def press_letters(asked: PageRequest[CaseRecord]) -> Response:
    """Make one letter, about a refusal or a referral of this very case, or about our support."""
    case, values = asked.subject, read_letter(asked.typed)
    if isinstance(values, Problems):
        return _letters(asked, values)
    row = EvidenceLetter(case_id=case.id, kind=values["kind"])
    choices, referrals = choices_for(asked.db, case), referrals_of(asked.db, case)
    events = all_of(asked.db, CaseEvent, case)
    about = chosen(asked.typed, "about", [*choices.refusals, *referrals], gone=events)
    if row.kind is LetterKind.REFUGE_FULL and isinstance(about, CaseEvent):
        row.event_id = about.id
    elif row.kind is LetterKind.CONFERENCE and isinstance(about, ConferenceReferral):
        row.referral_id = about.id
    if not choices.has_name:
        return _letters(asked, Problems(kind="no_name"))
    if row.kind is not LetterKind.SUPPORT and not (row.event_id or row.referral_id):
        return _letters(asked, Problems(about="choose_one"))
    write_down(asked.db, row, "letter made", case.id, by=asked.actor, at=asked.now)
    return asked.done(f"/cases/{case.id}/letters/{row.id}")


def show_letter(asked: Asked) -> Response:
    """One letter, for paper. Each look is recorded."""
    case, row = asked.subject
    asked.note("case read", case.id)
    asked.note("letter read", row.id)
    return asked.show(
        LETTER,
        fragment="content",
        secret=True,
        **shown_with(asked, case),
        letter=letter_of(asked.db, asked.actor, case, row),
        made_at=row.written_at,
        agency=organization_name(asked.db, case.organization_id),
        signed_by=names_of(asked.db, [row.written_by]).get(row.written_by, ""),
    )


def _letters(asked: PageRequest[CaseRecord], problems: Problems | None = None) -> Response:
    case = asked.subject
    asked.note("case read", case.id)
    return asked.show(
        LETTERS,
        fragment="content",
        status=422 if problems else 200,
        **shown_with(asked, case),
        letters=standing_of(asked.db, EvidenceLetter, case),
        letter_choices=choices_for(asked.db, case),
        referrals=referrals_of(asked.db, case),
        address=f"/cases/{case.id}/letters",
        problems=problems or {},
    )
