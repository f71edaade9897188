"""What goes is what they said yes to, line by line, having seen it."""

from bookings.handoffs.models import HandoffField, HandoffPacket
from bookings.handoffs.rules.stages import Stage
from services_directory.listings.models import ServiceKind
from tests.bookings.handoffs.sending.passing_on import Sender


def test_v_24_only_what_they_said_yes_to_goes(sender: Sender) -> None:
    refuge = sender.service("Harbour", ServiceKind.REFUGE, "Rae")
    own = sender.drawn_up("refuge", refuge)
    canary = {
        "dangers-words": "CANARYDANGER",
        "pets-words": "CANARYPET",
        "tonight-words": "at work",
    }
    page = sender.shown(own, **canary, wants="yes", tonight="yes", pets="no")
    assert "CANARY" not in page.text
    assert "at work" in page.text
    assert sender.agreed(own).status_code == 303
    (packet,) = sender.rows(HandoffPacket)
    assert "CANARY" not in packet.text
    assert "at work" in packet.text
    assert sender.rows(HandoffField) == []
    assert sender.handoff(own).stage is Stage.SENT
