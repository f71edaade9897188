"""How a handoff ends: something came of it, she was told, it is closed; or she, whoever sent it, or
another place's yes ends it before (S-43, V-29, R-09)."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from bookings.handoffs.actions.drafting import Place, draft
from bookings.handoffs.actions.taking import locked_need, take_step
from bookings.handoffs.models import Handoff, HandoffAgreement
from bookings.handoffs.queries.attempts import attempts_of
from bookings.handoffs.queries.packets import agreement_of, packets_of
from bookings.handoffs.queries.teams import colleagues_of, receivers_of
from bookings.handoffs.rules.agreement import closes_on_withdrawal
from bookings.handoffs.rules.desks import DeskKind
from bookings.handoffs.rules.fields import PacketField
from bookings.handoffs.rules.outcomes import NotTold, Outcome, Told, ToldHow, WhyNotTold
from bookings.handoffs.rules.packet import Packet, read_again
from bookings.handoffs.rules.parallel import accept as ends_with
from bookings.handoffs.rules.stages import NOT_SENT
from bookings.handoffs.rules.state import Lacks, Said
from bookings.handoffs.rules.steps import Need, Step, Who
from bookings.people.actions.writing import account_of
from portal.access import Actor
from portal.staff.actions.notices import something_waits

# The reason that is written where another place said yes; pages say it in words.
ANOTHER_SAID_YES = "another_said_yes"


def settle(
    db: Session,
    handoff: Handoff,
    outcome: Outcome | None,
    words: str,
    holder: UUID | None = None,
    *,
    by: Actor,
    at: datetime,
) -> None:
    """Write down what came of it, why, and who of those who sent it tells her; without a word it
    is whoever holds their side. Raises NotDeclared, NotTheirs, Lacks."""
    named = holder or handoff.sender
    if named not in {each.id for each in colleagues_of(db, handoff)}:
        raise Lacks((Need.HOLDER,))
    said = Said(by=by.account_id, outcome=outcome, reason=words, holder=named)
    take_step(db, handoff, Step.SETTLE, said, who=side_of(handoff, by), by=by, at=at)
    something_waits(db, at=at)


def tell(db: Session, handoff: Handoff, how: ToldHow, *, by: Actor, at: datetime) -> None:
    """She was told what came of it (V-25). Raises NotDeclared, NotTheirs."""
    said = Said(by=by.account_id, told=Told(how, at, account_of(by)))
    take_step(db, handoff, Step.TELL, said, who=side_of(handoff, by), by=by, at=at)


def say_not_told(
    db: Session,
    handoff: Handoff,
    why: WhyNotTold,
    second: UUID | None = None,
    *,
    by: Actor,
    at: datetime,
) -> None:
    """She will not be told, and why; for some of that two people stand (S-43). Raises NotDeclared,
    NotTheirs, Lacks."""
    allowed = {each.id for each in colleagues_of(db, handoff)}
    told = NotTold(why, at, account_of(by), second if second in allowed else None)
    said = Said(by=by.account_id, told=told)
    take_step(db, handoff, Step.TELL, said, who=side_of(handoff, by), by=by, at=at)


def close(db: Session, handoff: Handoff, *, by: Actor, at: datetime) -> None:
    """Close it: outcome, reason, holder and that she was told all stand there (S-43). Raises
    NotDeclared, Lacks."""
    said = Said(by=by.account_id, holder=handoff.holder)
    take_step(db, handoff, Step.CLOSE, said, who=Who.SENDER, by=by, at=at)


def withdraw(db: Session, handoff: Handoff, *, by: Actor, at: datetime) -> None:
    """She wants it no more: written down by whoever she says it to. What they had to read is shut
    at once (S-36, V-29). Raises NotDeclared; Lacks(RESTS_ON_HER) where all of it may go without
    her, as for a child's safety (S-39)."""
    said = Said(by=by.account_id, rests_on_her=_rests_on_her(db, handoff))
    take_step(db, handoff, Step.WITHDRAW, said, who=Who.HER, by=by, at=at)
    for packet in packets_of(db, handoff):
        packet.withdrawn_at = packet.withdrawn_at or at
    agreement = agreement_of(db, handoff)
    if agreement is not None:
        _take_back(agreement, at)
    something_waits(db, at=at)


def recall(db: Session, handoff: Handoff, reason: str, *, by: Actor, at: datetime) -> None:
    """Whoever sent it takes it back, and says why. Raises NotDeclared, Lacks."""
    said = Said(by=by.account_id, reason=reason)
    take_step(db, handoff, Step.RECALL, said, who=Who.SENDER, by=by, at=at)


def reroute(
    db: Session,
    handoff: Handoff,
    place: Place,
    values: dict[PacketField, str],
    *,
    by: Actor,
    at: datetime,
) -> Handoff:
    """Go on somewhere else with the same need: a draft to another place takes over. Raises
    NotDeclared, and whatever `drafting.draft` raises: then nothing is changed."""
    with db.begin_nested():
        another = draft(db, locked_need(db, handoff), place, values, by=by, at=at)
        said = Said(by=by.account_id, next_handoff=another.id)
        take_step(db, handoff, Step.REROUTE, said, who=Who.SENDER, by=by, at=at)
    return another


def hand_over(
    db: Session, handoff: Handoff, to: UUID, *, by: Actor, at: datetime, side: Who | None = None
) -> None:
    """Somebody else of the same side holds it from now on; `side` says which where one house both
    sends and receives. Raises NotDeclared, NotTheirs, and Lacks(HOLDER) for somebody who is none
    of them."""
    who = side or side_of(handoff, by)
    theirs = receivers_of(db, handoff) if who is Who.RECEIVER else colleagues_of(db, handoff)
    if to not in {each.id for each in theirs}:
        raise Lacks((Need.HOLDER,))
    said = Said(by=by.account_id, holder=to)
    take_step(db, handoff, Step.HAND_OVER, said, who=who, by=by, at=at)
    something_waits(db, at=at)


def end_the_rest(db: Session, accepted: Handoff, *, by: Actor, at: datetime) -> list[Handoff]:
    """One place said yes: what was sent to others for this need is taken back by those who sent it;
    given back is where somebody must ring. Raises AlreadyTaken."""
    need = locked_need(db, accepted)
    ending = ends_with(attempts_of(db, need), accepted.id)
    for each in ending.withdraw:
        said = Said(by=by.account_id, reason=ANOTHER_SAID_YES)
        other = db.get_one(Handoff, each)
        take_step(db, other, Step.RECALL, said, who=Who.SENDER, by=by, at=at)
    something_waits(db, at=at)
    return [db.get_one(Handoff, each) for each in ending.ring]


def side_of(handoff: Handoff, actor: Actor) -> Who:
    """On which side this actor acts: those who sent it are of the organisation that did. Whoever
    received what they sent themselves acts as receiver until it came back."""
    is_sender = actor.organization_id == handoff.organization_id
    received = actor.account_id is not None and actor.account_id == handoff.receiver
    is_receiver = received and not handoff.is_shut
    return Who.SENDER if is_sender and not is_receiver else Who.RECEIVER


def _rests_on_her(db: Session, handoff: Handoff) -> bool:
    """Before it was sent nothing has gone that could stay; but what is drawn up for a child's
    safety waits for no adult's word, and only whoever sends it takes it back, saying why (S-39)."""
    if handoff.stage in NOT_SENT:
        return handoff.desk is not DeskKind.CHILDRENS_SOCIAL_CARE
    return any(closes_on_withdrawal(each) for each in _packets(db, handoff))


def _packets(db: Session, handoff: Handoff) -> list[Packet]:
    return [read_again(each.text or "") for each in packets_of(db, handoff)]


def _take_back(agreement: HandoffAgreement, at: datetime) -> None:
    agreement.withdrawn_at = agreement.withdrawn_at or at
