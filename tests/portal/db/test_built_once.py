"""What was built for one actor is given to that actor again, and to nobody else."""

from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest

from portal.access import Actor, Role
from portal.db.built_once import built_once

AT = datetime(2026, 11, 21, 10, 20, tzinfo=UTC)
BEA = Actor(
    Role.COORDINATOR,
    account_id=uuid4(),
    organization_id=uuid4(),
    worker_id=uuid4(),
    desk_id=uuid4(),
    session_id=uuid4(),
)


@built_once
def whose(actor: Actor) -> list[Actor]:
    return [actor]


def test_it_is_built_once_however_often_and_whenever_they_ask() -> None:
    assert whose(replace(BEA, at=AT, sign_in_id=uuid4())) is whose(BEA)


def test_what_is_built_finds_no_moment() -> None:
    assert whose(replace(BEA, at=AT))[0].at is None


@pytest.mark.parametrize(
    "what", ["account_id", "organization_id", "worker_id", "desk_id", "session_id"]
)
def test_whoever_differs_in_anything_that_is_theirs_gets_their_own(what: str) -> None:
    other: dict[str, UUID] = {what: uuid4()}
    assert whose(replace(BEA, **other))[0] == replace(BEA, **other)  # type: ignore[arg-type]


def test_another_role_gets_its_own() -> None:
    lead = replace(BEA, role=Role.LEAD)
    assert whose(BEA)[0].role is Role.COORDINATOR
    assert whose(lead)[0].role is Role.LEAD
