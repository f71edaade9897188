"""On what a packet goes: her agreement, and a decision without it, kept apart (C-23, V-29)."""

import json
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from bookings.handoffs.models.handoffs import Handoff
from bookings.handoffs.rules.agreement import Agreement, GivenHow
from bookings.handoffs.rules.beforehand import Before
from bookings.handoffs.rules.fields import PacketField
from bookings.handoffs.rules.packet import LawfulReason
from bookings.handoffs.rules.without import Ground, WithoutHer
from portal.db.base import Row
from portal.db.columns import SealedText
from portal.staff.models import Account


class HandoffAgreement(Row):
    """What she agreed to, for whom, for what and until when. The list of fields is sealed too: a
    name of a field tells of her."""

    __tablename__ = "handoff_consents"
    __table_args__ = (sa.UniqueConstraint("handoff_id", "number"),)

    handoff_id: Mapped[UUID] = mapped_column(sa.ForeignKey(Handoff.id, ondelete="CASCADE"))
    number: Mapped[int]
    fields = SealedText("handoff_consents.fields", padded_to=512)
    digest = SealedText("handoff_consents.digest", padded_to=64)
    recipient: Mapped[UUID]
    purpose = SealedText("handoff_consents.purpose", padded_to=256)
    given_at: Mapped[datetime]
    until: Mapped[datetime]
    how: Mapped[GivenHow]
    # Which version of the words she read or heard.
    wording: Mapped[str] = mapped_column(sa.String(40))
    was_told_they_may_keep: Mapped[bool]
    heard = SealedText("handoff_consents.heard", padded_to=256)
    taken_by: Mapped[UUID] = mapped_column(sa.ForeignKey(Account.id))
    withdrawn_at: Mapped[datetime | None] = mapped_column(default=None)

    @property
    def heard_before(self) -> frozenset[Before]:
        """What she heard, and was asked, beforehand."""
        return frozenset(Before(each) for each in (self.heard or "").split())

    @property
    def as_ruled(self) -> Agreement:
        """The agreement as its rules see it."""
        return Agreement(
            fields=tuple(PacketField(each) for each in (self.fields or "").split()),
            digest=self.digest or "",
            recipient=self.recipient,
            purpose=self.purpose or "",
            given_at=self.given_at,
            until=self.until,
            how=self.how,
            wording=self.wording,
            was_told_they_may_keep=self.was_told_they_may_keep,
            taken_by=self.taken_by,
            withdrawn_at=self.withdrawn_at,
        )


class HandoffDecision(Row):
    """A decision to share without her agreement: why each field, why nothing less, who decided,
    and who else looked at it."""

    __tablename__ = "handoff_decisions"
    __table_args__ = (sa.UniqueConstraint("handoff_id", "number"),)

    handoff_id: Mapped[UUID] = mapped_column(sa.ForeignKey(Handoff.id, ondelete="CASCADE"))
    number: Mapped[int]
    grounds = SealedText("handoff_decisions.grounds", padded_to=1024)
    proportion = SealedText("handoff_decisions.proportion", padded_to=512)
    decided_by: Mapped[UUID] = mapped_column(sa.ForeignKey(Account.id))
    decided_at: Mapped[datetime]
    she_knows: Mapped[bool | None]
    why_not = SealedText("handoff_decisions.why_not", padded_to=256)
    second: Mapped[UUID | None] = mapped_column(default=None)
    reviewed_by: Mapped[UUID | None] = mapped_column(default=None)
    reviewed_at: Mapped[datetime | None] = mapped_column(default=None)
    review_words = SealedText("handoff_decisions.review_words", padded_to=512)
    # By when somebody else must have looked at what went; None where nobody needs to any more.
    review_due: Mapped[datetime | None] = mapped_column(index=True, default=None)
    # How far up it was told that nobody has.
    rung: Mapped[int] = mapped_column(default=-1)

    @property
    def as_ruled(self) -> WithoutHer:
        """The decision as its rules see it."""
        return WithoutHer(
            grounds=read_grounds(self.grounds or "{}"),
            proportion=self.proportion or "",
            decided_by=self.decided_by,
            decided_at=self.decided_at,
            she_knows=self.she_knows,
            why_not=self.why_not or "",
            second=self.second,
            reviewed_by=self.reviewed_by,
            reviewed_at=self.reviewed_at,
        )


def written_grounds(grounds: dict[PacketField, Ground]) -> str:
    """Why each field must go, as it is kept."""
    rows = {each.value: [g.reason.value, g.necessity] for each, g in grounds.items()}
    return json.dumps(rows, sort_keys=True)


def read_grounds(text: str) -> dict[PacketField, Ground]:
    """The same, read again."""
    rows = json.loads(text).items()
    return {PacketField(name): Ground(LawfulReason(why), words) for name, (why, words) in rows}
