"""Who can be seated at desks, and adding somebody: never without an organisation."""

from starlette.responses import Response

from portal.access import Actor
from portal.i18n import now_speaking
from portal.web.forms import Problems, Typed
from portal.web.page import PageRequest
from services_directory.sessions.actions.patterns import AlreadyThere
from services_directory.sessions.actions.workers import add_worker
from services_directory.sessions.forms.workers import read_worker
from services_directory.sessions.models import Gender
from services_directory.sessions.queries.workers import employed, organizations
from services_directory.sessions.rules.languages import TO_TICK

WORKERS = "services_directory/sessions/workers.html"


def show_workers(asked: PageRequest[Actor]) -> Response:
    return _list(asked, {}, Problems())


def press_worker(asked: PageRequest[Actor]) -> Response:
    """Add one; what is missing is told beside its field, and what was typed is kept."""
    read = read_worker(asked.typed, [each.id for each in organizations(asked.db)])
    if isinstance(read, Problems):
        return _list(asked, asked.typed, read)
    try:
        add_worker(
            asked.db,
            read.name,
            read.organization_id,
            read.gender,
            read.spoken,
            by=asked.actor,
            at=asked.now,
        )
    except AlreadyThere:
        return _list(asked, asked.typed, Problems({"name": "name_is_there"}))
    return asked.done("/plan/workers")


def _list(asked: PageRequest[Actor], typed: Typed, problems: Problems) -> Response:
    return asked.show(
        WORKERS,
        fragment="content",
        status=422 if problems else 200,
        here="plan",
        employed=employed(asked.db, asked.actor),
        organizations=organizations(asked.db),
        genders=list(Gender),
        languages=[(code, _language(code)) for code in TO_TICK],
        called=_language,
        typed=typed,
        problems=problems,
    )


def _language(code: str) -> str:
    """A language by its name in the language of the page."""
    return str(now_speaking().locale.languages.get(code, code))
