"""What works once works once for all who try at the same moment, at two processes' doors (P-03)."""

from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
import sqlalchemy as sa

from portal.access import Actor, Role
from portal.db.engine import Database
from portal.staff.actions.passwords import compare
from portal.staff.actions.resets import agree_reset, ask_reset
from portal.staff.actions.sign_in import by_password
from portal.staff.models import Account, Invitation, RecoveryCode, ResetRequest
from portal.web.cookie import new_token
from tests.portal.staff.colleagues import Colleague
from tests.portal.staff.conftest import Hire
from tests.portal.staff.house import Watch
from tests.staffing import ORGANIZATION

THREADS = 6


@pytest.fixture
def doors(database: Database, database_url: str) -> Iterator[list[Database]]:
    """Two ways into one database, as two processes have them."""
    other = Database(database_url)
    yield [database, other]
    other.close()


@pytest.fixture
def beth(hire: Hire) -> Colleague:
    return hire()


def all_at_once(doors: list[Database], attempt: Callable[[Database, int], str]) -> Counter[str]:
    """What came of it, by what each said or the name of the refusal."""
    start = Barrier(THREADS)

    def run(number: int) -> str:
        start.wait()
        try:
            return attempt(doors[number % 2], number)
        except Exception as refusal:  # noqa: BLE001 - whatever it is, it is counted
            return type(refusal).__name__

    with ThreadPoolExecutor(THREADS) as pool:
        return Counter(pool.map(run, range(THREADS)))


@pytest.mark.parametrize("kind", ["app", "printed"])
def test_p_03_of_all_who_send_one_code_at_once_one_is_let_in(
    doors: list[Database], beth: Colleague, watch: Watch, kind: str
) -> None:
    code = beth.code(watch.now) if kind == "app" else beth.codes[0]
    with doors[0].reading() as db:
        compared = compare(db, beth.address, beth.password)

    def attempt(door: Database, _number: int) -> str:
        with door.writing() as db:
            return "in" if by_password(db, compared, code, at=watch.now) else "not in"

    assert all_at_once(doors, attempt) == {"in": 1, "not in": THREADS - 1}
    with doors[0].reading() as db:
        assert db.scalar(sa.select(sa.func.count()).select_from(RecoveryCode)) == 10 - (
            kind == "printed"
        )


def seer(account_id: object) -> Actor:
    return Actor(Role.LEAD, account_id=account_id, organization_id=ORGANIZATION)  # type: ignore[arg-type]


def test_p_03_of_all_who_agree_to_one_reset_at_once_one_has_the_way_in(
    doors: list[Database], beth: Colleague, hire: Hire, watch: Watch
) -> None:
    colleagues = [seer(hire(Role.LEAD).account_id) for _ in range(THREADS)]
    lena = hire(Role.REVIEWER)
    with doors[0].writing() as db:
        ask_reset(db, db.get_one(Account, lena.account_id), by=seer(beth.account_id), at=watch.now)

    def attempt(door: Database, number: int) -> str:
        with door.writing() as db:
            account = db.get_one(Account, lena.account_id)
            agree_reset(db, account, new_token(), by=colleagues[number], at=watch.now)
        return "agreed"

    assert all_at_once(doors, attempt) == {"agreed": 1, "NothingToReset": THREADS - 1}
    with doors[0].reading() as db:
        assert len(db.scalars(sa.select(Invitation)).all()) == 1


def test_p_03_of_all_who_ask_for_one_reset_at_once_none_meets_an_error(
    doors: list[Database], hire: Hire, watch: Watch
) -> None:
    colleagues = [seer(hire(Role.LEAD).account_id) for _ in range(THREADS)]
    lena = hire(Role.REVIEWER)

    def attempt(door: Database, number: int) -> str:
        with door.writing() as db:
            account = db.get_one(Account, lena.account_id)
            ask_reset(db, account, by=colleagues[number], at=watch.now)
        return "asked"

    assert all_at_once(doors, attempt) == {"asked": THREADS}
    with doors[0].reading() as db:
        assert len(db.scalars(sa.select(ResetRequest)).all()) == 1
