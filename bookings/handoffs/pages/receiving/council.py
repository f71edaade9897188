"""What council housing writes down of an application, and the form of a referral on paper, made
from the packet alone (R-08, S-31)."""

from starlette.exceptions import HTTPException
from starlette.responses import Response

from bookings.handoffs.actions.housing import write_application
from bookings.handoffs.forms.housing import ApplicationForm
from bookings.handoffs.forms.steps import of_step, on_the_page
from bookings.handoffs.pages.receiving.packet import APPLICATION, NATION, Asked, packet_page
from bookings.handoffs.queries.packets import consents_of
from bookings.handoffs.queries.receiving import sender_of
from bookings.handoffs.rules.desks import DeskKind
from bookings.handoffs.rules.housing import referral_kind
from bookings.handoffs.rules.packs import pack_of
from bookings.handoffs.rules.packs.shape import SentBy
from portal.web.forms import Problems

FORM = "bookings/handoffs/receiver_form.html"


def press_application(asked: Asked) -> Response:
    """Write down what is known by now; what is missing stays open, and the page says what."""
    _refuse_others(asked)
    typed = of_step(asked.typed, APPLICATION)
    form = ApplicationForm.read(typed, asked.house.settings.timezone)
    if isinstance(form, Problems):
        return packet_page(asked, go=APPLICATION, problems=on_the_page(APPLICATION, form))
    handoff, by, at = asked.subject.handoff, asked.actor, asked.now
    write_application(asked.db, handoff, form.came, form.application, by=by, at=at)
    return asked.sent_to(f"/tray/{handoff.id}")


def show_form(asked: Asked) -> Response:
    """The referral as it is printed: a duty where the law names the body that sends it, else
    voluntary."""
    _refuse_others(asked)
    handoff, packet = asked.subject
    asked.note("packet read", handoff.id)
    sent_by = _sent_by(asked)
    row = consents_of(asked.db, handoff)
    pack = pack_of(NATION)
    return asked.show(
        FORM,
        fragment="content",
        here="tray",
        handoff=handoff,
        entries=packet.entries,
        sender=sender_of(asked.db, handoff),
        consents=row.as_ruled if row else None,
        kind=referral_kind(sent_by, pack),
        sent_by=sent_by,
        bodies=list(SentBy),
        threatened_within=pack.threatened_within,
    )


def _sent_by(asked: Asked) -> SentBy:
    """Which body sends it, as it was chosen; until then what our senders are."""
    try:
        return SentBy(asked.http.query_params.get("by", ""))
    except ValueError:
        return SentBy.SPECIALIST_CHARITY


def _refuse_others(asked: Asked) -> None:
    if asked.subject.handoff.desk is not DeskKind.HOUSING:
        raise HTTPException(404)
