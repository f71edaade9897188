"""The tray: what lies with a team, by what silence would cost; and nothing of whoever it is about."""


from bookings.handoffs.rules.desks import DeskKind
from bookings.handoffs.rules.fields import fields_for
from bookings.handoffs.rules.limits import Stake
from tests.bookings.handoffs.receiving.at_work import Work, canary
from tests.browsing import parse


def test_r_04_and_s_31_an_unread_row_says_service_time_stake_and_sender_and_nothing_of_her(
    work: Work,
) -> None:
    work.sent("Northtown housing", DeskKind.HOUSING, stake=Stake(nowhere_tonight=True))
    page = work.desk("Hana").get("/tray")
    told = parse(page.text).text
    assert page.status_code == 200
    for word in ("Northtown housing", "10:00", "Ours", "nowhere tonight", "Unread"):
        assert word in told
    assert "Somewhere to sleep" not in page.text
    assert "Ash" not in page.text
    assert not any(canary(each) in page.text for each in fields_for(DeskKind.HOUSING))
