"""Referring a case to a risk conference: what is asked first, and the summary on paper or as JSON
(C-17)."""

import json
from typing import Any

from starlette.responses import Response

from bookings.cases.forms.papers import read_referral
from bookings.cases.pages.record import shown_with
from bookings.cases.queries.conference import summary_of
from bookings.cases.queries.lists import names_of, organization_name
from bookings.cases.queries.referrals import referrals_of
from bookings.contact.queries import preference_of
from bookings.people.actions.writing import write_down
from bookings.people.models import CaseRecord
from bookings.people.models.papers import ConferenceReferral
from bookings.people.rules.conference import Basis, Criterion, PoliceWanted
from portal.web.forms import Problems
from portal.web.page import PageRequest

FORM, SUMMARY = "bookings/cases/conference.html", "bookings/cases/summary.html"

Asked = PageRequest[tuple[CaseRecord, ConferenceReferral]]


def show_form(asked: PageRequest[CaseRecord]) -> Response:
    """What is asked before anything is put together, and the referrals that were made."""
    return _form(asked)


def press_form(asked: PageRequest[CaseRecord]) -> Response:
    """Write down to whom it goes and why it may; then the summary is there to be printed."""
    case, values = asked.subject, read_referral(asked.typed)
    if isinstance(values, Problems):
        return _form(asked, values)
    row = ConferenceReferral(case_id=case.id, **values)
    write_down(asked.db, row, "conference referral", case.id, by=asked.actor, at=asked.now)
    return asked.done(f"/cases/{case.id}/conference/{row.id}")


def show_summary(asked: Asked) -> Response:
    """The summary as it stands now, for paper. Each look is recorded of the referral."""
    case, referral = asked.subject
    asked.note("case read", case.id)
    asked.note("conference read", referral.id)
    return asked.show(
        SUMMARY,
        fragment="content",
        secret=True,
        **shown_with(asked, case),
        **_made_by(asked, referral),
        referral=referral,
        summary=summary_of(asked.db, asked.actor, case, referral, asked.now),
        hours=preference_of(asked.db, case.client_id, asked.now).hours,
    )


def show_json(asked: Asked) -> Response:
    """The same, for a program of the recipient's."""
    case, referral = asked.subject
    asked.note("case read", case.id)
    asked.note("conference read", referral.id)
    summary = summary_of(asked.db, asked.actor, case, referral, asked.now)
    text = json.dumps({**_made_by(asked, referral), **summary}, ensure_ascii=False, indent=1)
    headers = {"Content-Disposition": 'attachment; filename="referral.json"'}
    return Response(text, media_type="application/json", headers=headers)


def _made_by(asked: Asked, referral: ConferenceReferral) -> dict[str, Any]:
    names = names_of(asked.db, [referral.written_by])
    agency = organization_name(asked.db, asked.subject[0].organization_id)
    return {"agency": agency, "referrer": names.get(referral.written_by, "")}


def _form(asked: PageRequest[CaseRecord], problems: Problems | None = None) -> Response:
    case = asked.subject
    asked.note("case read", case.id)
    return asked.show(
        FORM,
        fragment="content",
        status=422 if problems else 200,
        **shown_with(asked, case),
        referrals=referrals_of(asked.db, case),
        address=f"/cases/{case.id}/conference",
        criteria=list(Criterion),
        bases=list(Basis),
        police=list(PoliceWanted),
        problems=problems or {},
        typed=asked.typed if problems else {},
    )
