"""What staff type to sign in and to change an account: cleaned, and told what to mend."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from portal.access import STAFF, Role
from portal.staff.actions.passkey_answers import Answer
from portal.staff.rules.passwords import problem_with
from portal.web.forms import Problems, Typed, as_id, one

LONGEST_NAME, LONGEST_ADDRESS, LONGEST_LABEL = 60, 120, 60


@dataclass(frozen=True, slots=True)
class SignInForm:
    """An address, a password and a code; and the place in line that an earlier answer gave."""

    address: str
    password: str
    code: str
    place: UUID | None


def read_sign_in(typed: Typed) -> SignInForm:
    return SignInForm(
        one(typed, "address")[:LONGEST_ADDRESS],
        one(typed, "password"),
        one(typed, "code"),
        as_id(one(typed, "place")),
    )


@dataclass(frozen=True, slots=True)
class NewPassword:
    """A password that is good enough, typed the same twice."""

    password: str


def read_new_password(typed: Typed, own: Iterable[str]) -> NewPassword | Problems:
    """`own` are names and addresses near the account, which a password is not made of."""
    password = one(typed, "password")
    problem = problem_with(password, own)
    if problem is not None:
        return Problems(password=problem.value)
    if one(typed, "again") != password:
        return Problems(again="differs")
    return NewPassword(password)


def read_answer(typed: Typed, prefix: str = "") -> Answer:
    """A device's answer, under names that begin with `prefix`. Long values come in pieces under one
    name, in order."""

    def whole(name: str) -> str:
        return "".join(typed.get(prefix + name, ()))

    return Answer(
        question=whole("question"),
        id=whole("id"),
        client=whole("client"),
        authenticator=whole("authenticator"),
        signature=whole("signature"),
        user=whole("user"),
        attestation=whole("attestation"),
    )


def read_label(typed: Typed) -> str:
    """What somebody calls a device of theirs; the empty text where they do not say."""
    return " ".join(one(typed, "label").split())[:LONGEST_LABEL]


@dataclass(frozen=True, slots=True)
class InviteForm:
    """Who is asked in, as what, and as which worker or for which desk."""

    name: str
    address: str
    role: Role
    worker_id: UUID | None
    desk_id: UUID | None


def read_invite(typed: Typed) -> InviteForm | Problems:
    name, address = " ".join(one(typed, "name").split()), one(typed, "address")
    problems = Problems()
    if not 0 < len(name) <= LONGEST_NAME:
        problems["name"] = "missing"
    if not is_address(address):
        problems["address"] = "no_address"
    role = read_role(one(typed, "role"))
    worker_id, desk_id = as_id(one(typed, "worker")), as_id(one(typed, "desk"))
    problems |= problems_of_role(role, worker_id, desk_id)
    if role is None or problems:
        return problems
    return InviteForm(name, address, role, worker_id, desk_id if role is Role.COVER else None)


def problems_of_role(role: Role | None, worker_id: UUID | None, desk_id: UUID | None) -> Problems:
    """A desk worker is one of the workers; a cover has a desk."""
    if role is None:
        return Problems(role="missing")
    if role is Role.DESK_WORKER and worker_id is None:
        return Problems(worker="missing")
    if role is Role.COVER and desk_id is None:
        return Problems(desk="missing")
    return Problems()


@dataclass(frozen=True, slots=True)
class NoticesForm:
    """Where notices go, and whether any do."""

    address: str
    is_on: bool


def read_notices(typed: Typed) -> NoticesForm | Problems:
    """An empty address is forgotten; notices cannot go to none."""
    address, is_on = one(typed, "notices_to"), one(typed, "notices") == "on"
    is_bad = not is_address(address) or any(sign in address for sign in '<>"()')
    if is_bad and (address or is_on):
        return Problems(notices_to="no_address")
    return NoticesForm(address, is_on)


def read_role(name: str) -> Role | None:
    return next((role for role in STAFF if role.name.lower() == name), None)


def is_address(text: str) -> bool:
    """Whether it looks like an e-mail address."""
    name, at, host = text.partition("@")
    return (
        bool(name and at and "." in host and len(text) <= LONGEST_ADDRESS and text.isprintable())
        and not any(sign in text for sign in (" ", ",", ";"))
        and "@" not in host
    )
