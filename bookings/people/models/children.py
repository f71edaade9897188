"""What is known of each child, on rows of the child's own (C-20, S-38, S-55)."""

from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from bookings.people.models.clients import Child
from bookings.people.models.written import Written
from bookings.people.rules.children import (
    Adult,
    ChildFactKind,
    ChildNoteKind,
    ChildSaidBy,
    Relation,
)
from portal.db.columns import SealedText


class ChildFact(Written):
    """One fact of one child."""

    __tablename__ = "child_facts"

    child_id: Mapped[UUID] = mapped_column(sa.ForeignKey(Child.id, ondelete="CASCADE"), index=True)
    kind: Mapped[ChildFactKind]
    value = SealedText("child_facts.value", padded_to=256)
    why = SealedText("child_facts.why", padded_to=256)
    said_by: Mapped[ChildSaidBy]


class ChildNote(Written):
    """A need, a wish, a feeling: as the child said or showed it, as it was seen, a view of it."""

    __tablename__ = "child_notes"

    child_id: Mapped[UUID] = mapped_column(sa.ForeignKey(Child.id, ondelete="CASCADE"), index=True)
    kind: Mapped[ChildNoteKind]
    seen = SealedText("child_notes.seen", padded_to=512)
    said = SealedText("child_notes.said", padded_to=512)
    view = SealedText("child_notes.view", padded_to=512)


class ChildAdult(Written):
    """What an adult is to the child."""

    __tablename__ = "child_adults"

    child_id: Mapped[UUID] = mapped_column(sa.ForeignKey(Child.id, ondelete="CASCADE"), index=True)
    adult: Mapped[Adult]
    relation: Mapped[Relation]
    words = SealedText("child_adults.words", padded_to=256)
