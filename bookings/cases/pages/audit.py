"""Six cases for an inspector or for supervision, redacted: on paper, and as JSON (C-29)."""

import json

from starlette.responses import Response

from bookings.cases.queries.audit import Audited, audited, sample_of
from portal.access import Actor
from portal.web.page import PageRequest

AUDIT = "bookings/cases/audit.html"


def show_audit(asked: PageRequest[Actor]) -> Response:
    """The sample of this quarter, on paper."""
    return asked.show(AUDIT, fragment="content", here="cases", cases=_sample(asked))


def show_audit_json(asked: PageRequest[Actor]) -> Response:
    """The same, for a program."""
    text = json.dumps({"cases": _sample(asked)}, indent=1)
    headers = {"Content-Disposition": 'attachment; filename="cases.json"'}
    return Response(text, media_type="application/json", headers=headers)


def _sample(asked: PageRequest[Actor]) -> list[Audited]:
    """Each case that is looked at so is recorded as audited."""
    cases = sample_of(asked.db, asked.actor, asked.now)
    for each in cases:
        asked.note("case audited", each.id)
    return [audited(asked.db, each, asked.now) for each in cases]
