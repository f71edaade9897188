"""Whoever changes how they sign in shows in the same request that it is them: with a code, or with
a passkey's signature. The cookie of a sign-in is not enough, however new it is (P-03)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from portal.staff.actions import passkeys
from portal.staff.actions.passkey_answers import Signed, look_at_signature
from portal.staff.actions.sign_in import use_code
from portal.staff.forms import read_answer
from portal.staff.models import Account
from portal.staff.pages.passkeys import party_of
from portal.staff.queries.accounts import locked
from portal.staff.rules.codes import bare
from portal.web.forms import Problems, one
from portal.web.page import Beforehand, PageRequest

# Before each name of the device's answer, beside the answer that makes another passkey.
PREFIX = "proof_"
WRONG = Problems(proof="differs")


@dataclass(frozen=True, slots=True)
class Looked:
    """What a device signed as proof, and what else was found out beforehand."""

    signed: Signed | None
    found: Any


def looking(find: Callable[[PageRequest[None]], object] | None = None) -> Beforehand:
    """The costly part of a change that must be proved, with whatever else the change `find`s."""

    def look(asked: PageRequest[None]) -> Looked:
        answer = read_answer(asked.typed, PREFIX)
        signed = None
        if answer.question and not one(asked.typed, "proof"):
            signed = look_at_signature(asked.db, party_of(asked), answer, at=asked.now)
        return Looked(signed, find(asked) if find else None)

    return look


def is_proved(asked: PageRequest[Account]) -> bool:
    """Whether it is the owner of the account who asks. Code and question are spent by it.

    Where it is not, the answer must be one of 200: the try is counted then.
    """
    account = locked(asked.db, asked.subject.id)
    if account is None:
        return False
    code = bare(one(asked.typed, "proof"))
    if code:
        return use_code(asked.db, account, code, at=asked.now)
    looked: Looked = asked.known
    answer = read_answer(asked.typed, PREFIX)
    signer = passkeys.sign_in(asked.db, answer, looked.signed, at=asked.now)
    return signer is not None and signer.id == account.id
