"""The tray: what lies with a team, by what silence would cost; and nothing of whom it is about."""

from uuid import UUID

from bookings.handoffs.actions import teams
from bookings.handoffs.rules.desks import DeskKind
from bookings.handoffs.rules.fields import fields_for
from bookings.handoffs.rules.limits import Stake
from bookings.handoffs.rules.stages import Stage
from bookings.people.models import ShutOut
from bookings.people.rules.facts import SaidBy
from services_directory.listings.models import Service, ServiceKind
from tests.bookings.day.board.at_a_desk import Desk, rows
from tests.bookings.handoffs.passing import Town
from tests.bookings.handoffs.receiving.at_work import Work, canary
from tests.browsing import Element, parse

HOUSING = "Northtown housing"


def lead_names(town: Town, service: str, name: str, part: teams.Part | None) -> None:
    """The service's lead changes what somebody does for it."""
    with town.database.writing() as db:
        of = db.get_one(Service, town.services[service])
        by = town.actor(db, "Lena")
        if part is None:
            teams.name_no_more(db, of, town.accounts[name], by=by, at=town.now)
        else:
            teams.name_for(db, of, town.accounts[name], part, by=by, at=town.now)


def receive(desk: Desk, handoff_id: UUID) -> int:
    return desk.post(f"/tray/{handoff_id}/receive").status_code


def test_r_04_and_s_31_an_unread_row_says_service_time_stake_and_sender_and_nothing_of_her(
    work: Work,
) -> None:
    work.sent(HOUSING, DeskKind.HOUSING, stake=Stake(nowhere_tonight=True))
    page = work.desk("Hana").get("/tray")
    assert page.status_code == 200
    told = parse(page.text).text
    for word in (HOUSING, "10:00", "Ours", "nowhere tonight", "Unread", "Due "):
        assert word in told, word
    for word in ("Somewhere to sleep", "Ash", *map(canary, fields_for(DeskKind.HOUSING))):
        assert word not in page.text, word
    assert work.recorded("packet read") == []


def test_c_14_the_worst_silence_stands_first_and_what_is_late_says_so(work: Work) -> None:
    usual = work.sent(HOUSING, DeskKind.HOUSING)
    work.watch.on(minutes=30)
    grave = work.sent(HOUSING, DeskKind.HOUSING, stake=Stake(life_at_risk=True))
    page = work.desk("Hana").page("/tray")
    assert [_id_of(row) for row in rows(page)] == [grave, usual]
    work.watch.on(hours=30)
    assert "overdue" in rows(work.desk("Hana").page("/tray"))[0].text


def test_r_04_whoever_presses_has_it_by_name_and_a_colleague_sees_who(work: Work) -> None:
    handoff_id = work.sent(HOUSING, DeskKind.HOUSING)
    hana, hugo = work.desk("Hana"), work.desk("Hugo")
    assert hana.get(f"/tray/{handoff_id}").status_code == 404
    assert receive(hana, handoff_id) == 303
    assert work.handoff(handoff_id).receiver == work.town.accounts["Hana"]
    assert receive(hugo, handoff_id) == 409
    assert "It is with Hana" in hugo.page("/tray").text
    assert hana.get(f"/tray/{handoff_id}").status_code == 200
    assert hugo.get(f"/tray/{handoff_id}").status_code == 404
    assert work.recorded("packet read") == [handoff_id]


def test_a_colleague_takes_it_over_and_whoever_had_it_reads_it_no_more(work: Work) -> None:
    handoff_id = work.received(HOUSING, DeskKind.HOUSING, "Hana")
    hana, hugo = work.desk("Hana"), work.desk("Hugo")
    nobody = hugo.post(f"/tray/{handoff_id}/hand-over", to="")
    stranger = hugo.post(f"/tray/{handoff_id}/hand-over", to=str(work.town.accounts["Rio"]))
    assert (nobody.status_code, stranger.status_code) == (422, 422)
    own = str(work.town.accounts["Hugo"])
    assert hugo.post(f"/tray/{handoff_id}/hand-over", to=own).status_code == 303
    assert hugo.get(f"/tray/{handoff_id}").status_code == 200
    assert hana.get(f"/tray/{handoff_id}").status_code == 404


def test_r_16_and_p_01_nobody_sees_what_was_sent_to_another_service(work: Work) -> None:
    handoff_id = work.sent("Refuge", DeskKind.REFUGE)
    hana, lena, bea = (work.desk(each) for each in ("Hana", "Lena", "Bea"))
    assert rows(work.desk("Rio").page("/tray")) != []
    assert rows(hana.page("/tray")) == rows(lena.page("/late")) == rows(bea.page("/tray")) == []
    assert receive(hana, handoff_id) == 404
    assert lena.post(f"/late/{handoff_id}", to=str(lena.actor.account_id)).status_code == 404
    assert receive(work.desk("Rio"), handoff_id) == 303


def test_r_17_whoever_left_or_is_named_no_more_is_refused_at_the_next_request(work: Work) -> None:
    handoff_id = work.received(HOUSING, DeskKind.HOUSING, "Hana")
    hana, address = work.desk("Hana"), f"/tray/{handoff_id}"
    assert hana.get(address).status_code == 200
    for part in (None, teams.Part(receives=False, rung=1)):
        lead_names(work.town, HOUSING, "Hana", part)
        assert hana.get(address).status_code == 404
        assert rows(hana.page("/tray")) == []
    lead_names(work.town, HOUSING, "Hana", teams.Part(receives=True))
    assert hana.get(address).status_code == 200
    work.town.end("Hana")
    assert hana.get(address).headers["location"] == "/staff"


def test_s_28_whoever_is_shut_out_neither_lists_nor_opens_nor_is_given_it(work: Work) -> None:
    handoff_id = work.received(HOUSING, DeskKind.HOUSING, "Hana")
    hana, hugo = work.desk("Hana"), work.desk("Hugo")
    with work.town.database.writing() as db:
        row = ShutOut(
            case_id=work.town.case_id,
            account_id=work.town.accounts["Hugo"],
            said_by=SaidBy.THEMSELVES,
            written_at=work.watch.now,
            written_by=work.town.accounts["Bea"],
        )
        db.add(row)
    assert rows(hugo.page("/tray")) == []
    assert receive(hugo, handoff_id) == 404
    given = hana.post(f"/tray/{handoff_id}/hand-over", to=str(work.town.accounts["Hugo"]))
    assert given.status_code == 422
    assert work.handoff(handoff_id).receiver == work.town.accounts["Hana"]


def test_the_way_to_the_tray_counts_what_is_unread_and_what_is_late_of_ones_own(
    work: Work,
) -> None:
    work.sent(HOUSING, DeskKind.HOUSING)
    work.received(HOUSING, DeskKind.HOUSING, "Hugo")
    hana, hugo = work.desk("Hana"), work.desk("Hugo")
    assert [_count(each) for each in (hana, hugo)] == ["1", "1"]
    work.watch.on(days=2)
    hana, hugo = work.desk("Hana"), work.desk("Hugo")
    assert [_count(each) for each in (hana, hugo)] == ["1", "2"]


def test_a_page_that_was_left_open_says_that_the_tray_has_changed(work: Work) -> None:
    hana = work.desk("Hana")
    asks = next(each.get("hx-get") for each in hana.page("/tray").all("p") if each.get("hx-get"))
    assert hana.get(asks, scripts=True).status_code == 204
    work.sent(HOUSING, DeskKind.HOUSING)
    changed = hana.get(asks, scripts=True)
    assert (changed.status_code, changed.text.count("<p")) == (200, 1)


def test_c_15_a_lead_sees_what_is_late_without_what_it_says_and_gives_it_to_somebody(
    work: Work,
) -> None:
    unread = work.sent(HOUSING, DeskKind.HOUSING)
    taken = work.received(HOUSING, DeskKind.HOUSING, "Hana")
    work.watch.on(days=3)
    lena = work.desk("Lena")
    page = lena.get("/late")
    told = parse(page.text).text
    assert "Nobody has received it" in told or "nobody has received it" in told
    assert "It is with Hana" in told
    assert not any(canary(each) in page.text for each in fields_for(DeskKind.HOUSING))
    assert lena.get(f"/tray/{taken}").status_code == 403
    hugo = str(work.town.accounts["Hugo"])
    assert lena.post(f"/late/{unread}", to=hugo).status_code == 409
    assert work.handoff(unread).stage is Stage.SENT
    assert lena.post(f"/late/{taken}", to=hugo).status_code == 303
    assert work.handoff(taken).receiver == work.town.accounts["Hugo"]


def test_one_house_that_sends_and_receives_hands_over_on_the_side_that_receives(
    work: Work,
) -> None:
    work.town.own_service("Ours too", ServiceKind.IDVA, "Ida", "Ivo")
    handoff_id = work.received("Ours too", DeskKind.IDVA, "Ida")
    ivo = work.desk("Ivo")
    assert (
        ivo.post(f"/tray/{handoff_id}/hand-over", to=str(ivo.actor.account_id)).status_code == 303
    )
    handoff = work.handoff(handoff_id)
    assert (handoff.receiver, handoff.sender) == (ivo.actor.account_id, work.town.accounts["Bea"])


def _id_of(row: Element) -> UUID:
    forms = row.all("form", "a")
    address = next(each.get("action") or each.get("href") for each in forms)
    return UUID(address.split("/")[2])


def _count(desk: Desk) -> str:
    way = next(each for each in desk.page("/tray").all("a") if each.get("href") == "/tray")
    return "".join(each.text for each in way.all("span"))
