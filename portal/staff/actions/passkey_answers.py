"""What a device answers, looked at with care and without changing anything (P-03)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from portal.staff.actions.passkey_questions import Party, challenge_of
from portal.staff.models import Passkey

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a browser sends back, in base64url, and the token of the question it answers."""

    question: str
    id: str
    client: str
    authenticator: str = ""
    signature: str = ""
    user: str = ""
    attestation: str = ""


@dataclass(frozen=True, slots=True)
class Signed:
    """A good answer: whose passkey signed, and how often that had signed before and after."""

    passkey_id: UUID
    account_id: UUID
    uses_before: int
    uses: int


@dataclass(frozen=True, slots=True)
class NewKey:
    """A passkey that a device has just made."""

    credential: bytes
    public_key: bytes
    uses: int


def look_at_signature(db: Session, party: Party, answer: Answer, *, at: datetime) -> Signed | None:
    """Whether an open question was signed by a passkey that is known here. Changes nothing."""
    from webauthn import verify_authentication_response

    challenge = challenge_of(db, answer.question, None, at)
    key = _key(db, answer.id)
    if challenge is None or key is None or not _is_of(answer.user, key.account_id):
        return None
    verified = _or_none(
        verify_authentication_response,
        credential=_signed(answer),
        credential_public_key=key.public_key,
        credential_current_sign_count=key.uses,
        **_expected(party, challenge),
    )
    if verified is None:
        return None
    return Signed(key.id, key.account_id, key.uses, verified.new_sign_count)


def look_at_new_key(
    db: Session, party: Party, answer: Answer, account_id: UUID, *, at: datetime
) -> NewKey | None:
    """Whether a device made a passkey for this account, as it was asked to. Changes nothing."""
    from webauthn import verify_registration_response

    challenge = challenge_of(db, answer.question, account_id, at)
    if challenge is None:
        return None
    made = _or_none(
        verify_registration_response,
        credential=_made(answer),
        **_expected(party, challenge),
    )
    if made is None:
        return None
    return NewKey(made.credential_id, made.credential_public_key, made.sign_count)


def _expected(party: Party, challenge: bytes) -> dict[str, Any]:
    """What every answer must say: to this question, at our place, by a user whom the device
    verified."""
    return {
        "expected_challenge": challenge,
        "expected_rp_id": party.host,
        "expected_origin": party.origin,
        "require_user_verification": True,
    }


def _or_none(look: Callable[..., Found], **given: object) -> Found | None:
    """What was found, or None where anything about the answer is wrong or malformed."""
    from webauthn.helpers.exceptions import WebAuthnException

    try:
        return look(**given)
    except (WebAuthnException, ValueError, LookupError, TypeError, AttributeError, OverflowError):
        return None


def _key(db: Session, typed_id: str) -> Passkey | None:
    from webauthn import base64url_to_bytes

    try:
        credential = base64url_to_bytes(typed_id)
    except ValueError:
        return None
    return db.scalar(sa.select(Passkey).where(Passkey.credential == credential))


def _is_of(user: str, account_id: UUID) -> bool:
    """Whether the device says whose key it is, and says this account."""
    from webauthn import base64url_to_bytes

    try:
        return base64url_to_bytes(user) == account_id.bytes
    except ValueError:
        return False


def _signed(answer: Answer) -> dict[str, Any]:
    return _credential(
        answer,
        authenticatorData=answer.authenticator,
        signature=answer.signature,
        userHandle=answer.user,
    )


def _made(answer: Answer) -> dict[str, Any]:
    return _credential(answer, attestationObject=answer.attestation)


def _credential(answer: Answer, **response: str) -> dict[str, Any]:
    """As browsers write it."""
    return {
        "id": answer.id,
        "rawId": answer.id,
        "type": "public-key",
        "response": {"clientDataJSON": answer.client, **response},
    }
