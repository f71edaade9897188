"""A lead says who receives for which service, who hears of what is late, who is away, and when it
is open; for services of their own organisation alone (C-15, P-01)."""

import pytest
import sqlalchemy as sa

from bookings.handoffs.models import ServiceHours, ServiceTeam
from bookings.handoffs.rules.desks import DeskKind
from tests.bookings.day.board.at_a_desk import Desk, rows
from tests.bookings.handoffs.receiving.at_work import Work, send

HOUSING = "Northtown housing"


@pytest.fixture
def lena(work: Work) -> Desk:
    return work.desk("Lena")


@pytest.fixture
def address(work: Work) -> str:
    return f"/team/{work.town.services[HOUSING]}"


def part_of(work: Work, name: str) -> ServiceTeam | None:
    with work.town.database.reading() as db:
        of_it = sa.select(ServiceTeam).where(ServiceTeam.account_id == work.town.accounts[name])
        found = db.scalar(of_it)
        db.expunge_all()
        return found


def keep(work: Work, lena: Desk, address: str, name: str, **part: str) -> int:
    account_id = str(work.town.accounts[name])
    typed = {f"{account_id}-{key}": text for key, text in part.items()}
    return send(lena, address, {"go": account_id, **typed}).status_code


def test_whoever_is_named_receives_from_then_on_and_whoever_is_not_does_not(
    work: Work, lena: Desk, address: str
) -> None:
    work.sent(HOUSING, DeskKind.HOUSING)
    assert keep(work, lena, address, "Hugo") == 303
    assert part_of(work, "Hugo") is None
    assert rows(work.desk("Hugo").page("/tray")) == []
    assert keep(work, lena, address, "Hugo", receives="yes", rung="second") == 303
    part = part_of(work, "Hugo")
    assert part is not None
    assert (part.receives, part.rung) == (True, 1)
    assert len(rows(work.desk("Hugo").page("/tray"))) == 1


def test_c_15_where_nobody_receives_or_hears_first_or_all_are_away_the_page_says_so(
    work: Work, lena: Desk, address: str
) -> None:
    assert "Nobody receives" not in lena.page("/team").text
    assert "to hear first" not in lena.page(address).text
    assert keep(work, lena, address, "Lena") == 303
    assert "Nobody is named to hear first" in lena.page(address).text
    for name in ("Hana", "Hugo"):
        assert keep(work, lena, address, name, receives="yes", back="2026-02-02") == 303
    assert "Everybody who receives for this service is away." in lena.page("/team").text
    for name in ("Hana", "Hugo"):
        assert keep(work, lena, address, name) == 303
    assert "Nobody receives for this service." in lena.page("/team").text


def test_p_01_another_organisations_service_and_people_are_nobodys_to_name(
    work: Work, lena: Desk, address: str
) -> None:
    other = f"/team/{work.town.services['Refuge']}"
    assert lena.get(other).status_code == 404
    assert lena.post(other, go="hours").status_code == 404
    assert "Refuge" not in lena.page("/team").text
    assert keep(work, lena, address, "Rio", receives="yes") == 422
    assert keep(work, lena, address, "Lena", receives="yes") == 422
    assert work.desk("Hana").get("/team").status_code == 403


@pytest.mark.parametrize(
    ("part", "name"), [({"rung": "ninth"}, "rung"), ({"back": "2026-01-01"}, "back")]
)
def test_what_cannot_be_is_mended_beside_its_field(
    work: Work, lena: Desk, address: str, part: dict[str, str], name: str
) -> None:
    account_id = str(work.town.accounts["Hana"])
    typed = {f"{account_id}-{key}": text for key, text in part.items()}
    said = send(lena, address, {"go": account_id, **typed})
    assert (said.status_code, f'id="{account_id}-{name}-problem"' in said.text) == (422, True)


def test_hours_are_kept_day_by_day_and_shown_again(work: Work, lena: Desk, address: str) -> None:
    days = {f"hours-{day}-{which}": text for day in range(5) for which, text in (
        ("opens", "9:00"), ("closes", "17:00"))}  # fmt: skip
    wrong = send(lena, address, {"go": "hours", **days, "hours-4-closes": "08:30"})
    assert (wrong.status_code, 'id="hours-4-closes-problem"' in wrong.text) == (422, True)
    assert 'value="08:30"' in wrong.text
    assert send(lena, address, {"go": "hours", **days}).status_code == 303
    with work.town.database.reading() as db:
        kept = list(db.scalars(sa.select(ServiceHours.weekday).order_by(ServiceHours.weekday)))
    assert kept == [0, 1, 2, 3, 4]
    assert 'value="17:00"' in lena.get(address).text
