"""The questions that passkeys answer: kept here for some minutes, and each asked once (P-03).

The device itself verifies who holds it, and finds the key, so that no address has to be typed.
`webauthn` is imported late: it takes half a second, and few need it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal import keyring
from portal.staff.models import Account, Ceremony
from portal.staff.queries.accounts import passkeys_of
from portal.staff.rules.times import CEREMONY


@dataclass(frozen=True, slots=True)
class Party:
    """Who asks: the host that passkeys are bound to, its origin, and the name that devices show."""

    host: str
    origin: str
    name: str


def make_ready() -> None:
    """Import what the ceremonies need."""
    import webauthn  # noqa: F401 - that it is there is all


def ask_to_sign(db: Session, party: Party, token: str, *, at: datetime) -> Mapping[str, Any]:
    """Ask whoever it is to sign in with a passkey. Gives what the browser passes to the device."""
    from webauthn import generate_authentication_options, options_to_json
    from webauthn.helpers.structs import UserVerificationRequirement

    asked = generate_authentication_options(
        rp_id=party.host, user_verification=UserVerificationRequirement.REQUIRED
    )
    _keep(db, token, asked.challenge, None, at)
    return _read(options_to_json(asked))


def ask_to_make(
    db: Session, party: Party, token: str, account: Account, *, at: datetime
) -> Mapping[str, Any]:
    """Ask a device to make a passkey for this account, and none where it has one already."""
    from webauthn import generate_registration_options, options_to_json
    from webauthn.helpers.structs import (
        AuthenticatorSelectionCriteria,
        PublicKeyCredentialDescriptor,
        ResidentKeyRequirement,
        UserVerificationRequirement,
    )

    asked = generate_registration_options(
        rp_id=party.host,
        rp_name=party.name,
        user_id=account.id.bytes,
        user_name=account.email or "",
        user_display_name=account.name or "",
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=[
            PublicKeyCredentialDescriptor(id=key.credential) for key in passkeys_of(db, account.id)
        ],
    )
    _keep(db, token, asked.challenge, account.id, at)
    return _read(options_to_json(asked))


def challenge_of(db: Session, token: str, account_id: UUID | None, at: datetime) -> bytes | None:
    """What was asked under this token, of this account or of whoever would sign in."""
    asked = sa.select(Ceremony).where(Ceremony.token == _print(token), Ceremony.ends_at > at)
    found = db.scalar(asked)
    return found.challenge if found and found.account_id == account_id else None


def spend(db: Session, token: str) -> bool:
    """Whether the question was still there: it is not any more."""
    gone = sa.delete(Ceremony).where(Ceremony.token == _print(token)).returning(Ceremony.id)
    return len(db.execute(gone).all()) == 1


def _keep(db: Session, token: str, challenge: bytes, account_id: UUID | None, at: datetime) -> None:
    """Whatever nobody answered in time is swept along."""
    db.execute(sa.delete(Ceremony).where(Ceremony.ends_at <= at))
    db.add(
        Ceremony(
            token=_print(token),
            challenge=challenge,
            account_id=account_id,
            ends_at=at + CEREMONY,
        )
    )


def _print(token: str) -> bytes:
    return keyring.fingerprint(token, "staff_ceremonies.token")


def _read(options: str) -> Mapping[str, Any]:
    read: Mapping[str, Any] = json.loads(options)
    return read
