"""Accounts of staff, the ways each can sign in, and who is signed in now."""

from datetime import datetime
from enum import Enum
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from portal.access import STAFF, Role
from portal.db.base import Row
from portal.db.columns import SealedText, fingerprint_column
from portal.staff.rules.codes import WRONG_COUNT_FOR


class Standing(Enum):
    """Where an account stands. Nobody is deleted: the record speaks of them."""

    INVITED = "invited"
    ACTIVE = "active"
    ENDED = "ended"


# By name: a role's value is its line of prose.
STAFF_ROLE = sa.Enum(
    *sorted(role.name.lower() for role in STAFF),
    name="staff_role",
    native_enum=False,
    create_constraint=True,
    length=40,
)


class Account(Row):
    """One person who works at a session or for one of its services. The address they sign in with
    is found by its fingerprint; organisation, worker and desk are ids of the directory's."""

    __tablename__ = "staff_accounts"

    organization_id: Mapped[UUID] = mapped_column(index=True)
    worker_id: Mapped[UUID | None] = mapped_column(default=None)
    # A pass for one desk of one session, which ends with it.
    desk_id: Mapped[UUID | None] = mapped_column(default=None)
    role_name: Mapped[str] = mapped_column("role", STAFF_ROLE)
    standing: Mapped[Standing]
    made_at: Mapped[datetime]
    ends_at: Mapped[datetime | None] = mapped_column(default=None)
    login: Mapped[bytes] = fingerprint_column(unique=True)
    name = SealedText("staff_accounts.name", padded_to=64)
    email = SealedText("staff_accounts.email", padded_to=64)
    # Where notices go, from when on; when they last signed in to look.
    notices_to = SealedText("staff_accounts.notices_to", padded_to=128)
    notices_since: Mapped[datetime | None] = mapped_column(default=None)
    looked_at: Mapped[datetime | None] = mapped_column(default=None)
    # The tag of the language that they chose for these pages; empty: as the browser likes.
    language: Mapped[str] = mapped_column(sa.String(20), default="")
    # Argon2's own text, with salt and cost; sealed, so that a stolen database gives nothing to try.
    password = SealedText("staff_accounts.password", padded_to=128)
    totp = SealedText("staff_accounts.totp", padded_to=64)
    # The last step that was used: each code works once.
    totp_step: Mapped[int | None] = mapped_column(default=None)
    # Wrong codes after the right password, and since when they are counted.
    wrong_codes: Mapped[int] = mapped_column(default=0)
    wrong_since: Mapped[datetime | None] = mapped_column(default=None)

    @property
    def role(self) -> Role:
        """What this makes of them."""
        return Role[self.role_name.upper()]

    @role.setter
    def role(self, role: Role) -> None:
        self.role_name = role.name.lower()

    def stands(self, now: datetime) -> bool:
        """Whether somebody may sign in with it now."""
        return self.standing is Standing.ACTIVE and not self.is_over(now)

    def is_over(self, now: datetime) -> bool:
        """Whether it was a pass, and the pass has run out."""
        return self.ends_at is not None and self.ends_at <= now

    def count_wrong_code(self, now: datetime) -> None:
        """One more wrong code; the count begins anew after a day."""
        if self.wrong_since is None or now - self.wrong_since >= WRONG_COUNT_FOR:
            self.wrong_codes, self.wrong_since = 0, now
        self.wrong_codes += 1

    def begin_app(self, secret: str, step: int) -> None:
        """An app with this secret gives the codes from now on, later ones than this step's."""
        self.totp, self.totp_step = secret, step
        self.wrong_codes, self.wrong_since = 0, None

    def forget_ways_in(self) -> None:
        """No password and no app opens it any more, and no notice goes to anybody."""
        self.notices_to = self.notices_since = None
        self.password = self.totp = None
        self.totp_step = None
        self.wrong_codes, self.wrong_since = 0, None


class Passkey(Row):
    """A passkey of somebody's. Public: it opens nothing for whoever reads it."""

    __tablename__ = "staff_passkeys"

    account_id: Mapped[UUID] = mapped_column(sa.ForeignKey("staff_accounts.id"), index=True)
    credential: Mapped[bytes] = mapped_column(sa.LargeBinary, unique=True)
    public_key: Mapped[bytes] = mapped_column(sa.LargeBinary)
    uses: Mapped[int]
    label: Mapped[str] = mapped_column(sa.String(60))
    added_at: Mapped[datetime]


class RecoveryCode(Row):
    """One of the printed codes, by fingerprint; used once."""

    __tablename__ = "staff_recovery_codes"

    account_id: Mapped[UUID] = mapped_column(sa.ForeignKey("staff_accounts.id"), index=True)
    code: Mapped[bytes] = fingerprint_column(unique=True)


class Invitation(Row):
    """A way in that works once: for somebody new, or for somebody who was reset by two people."""

    __tablename__ = "staff_invitations"

    account_id: Mapped[UUID] = mapped_column(sa.ForeignKey("staff_accounts.id"), index=True)
    token: Mapped[bytes] = fingerprint_column(unique=True)
    made_by: Mapped[UUID | None]
    ends_at: Mapped[datetime]


class ResetRequest(Row):
    """One person asks that another's ways to sign in be made anew; a second one must agree."""

    __tablename__ = "staff_reset_requests"

    account_id: Mapped[UUID] = mapped_column(sa.ForeignKey("staff_accounts.id"), unique=True)
    asked_by: Mapped[UUID] = mapped_column(sa.ForeignKey("staff_accounts.id"))
    asked_at: Mapped[datetime]


class SignIn(Row):
    """Somebody is signed in at one browser: until idle, until the evening, or until ended."""

    __tablename__ = "staff_sign_ins"

    token: Mapped[bytes] = fingerprint_column(unique=True)
    account_id: Mapped[UUID] = mapped_column(
        sa.ForeignKey("staff_accounts.id", ondelete="CASCADE"), index=True
    )
    began_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    # The page of ours that was looked at last: whoever unlocks the desk goes on there.
    place: Mapped[str] = mapped_column(sa.String(200), default="")


class Ceremony(Row):
    """A passkey's question that is still open, for some minutes: of anybody who would sign in, or
    of the account that a new passkey is for."""

    __tablename__ = "staff_ceremonies"

    token: Mapped[bytes] = fingerprint_column(unique=True)
    challenge: Mapped[bytes] = mapped_column(sa.LargeBinary(64))
    account_id: Mapped[UUID | None] = mapped_column(default=None)
    ends_at: Mapped[datetime]
