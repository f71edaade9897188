"""P-01: two organisations like twins, and every id of the one in every request of the other: it is
not there, in the address, in a form's field, for a script or for a calendar, and nothing changes.

People of a session are seen by whoever works at it, so that visits and stops are no organisation's
own: who may see those is in tests/bookings/day. All that is somebody's own is here."""

import re
from collections.abc import Iterator
from itertools import cycle, product
from typing import Any
from uuid import UUID, uuid4

import sqlalchemy as sa

from bookings.cases.models import JoinedVisit
from bookings.feeds.models import CalendarFeed
from bookings.feeds.queries.own import fingerprint
from bookings.handoffs.models import Handoff, HandoffNeed
from bookings.people.actions.shut_out import Whom
from bookings.people.models import CaseFact, CaseRecord, Child, ShutOut
from bookings.people.models.papers import ConferenceReferral, EvidenceLetter
from bookings.people.models.requests import RightsRequest
from portal.db.base import Base
from tests.bookings.cases.test_apart import write_fact, write_harm
from tests.bookings.cases.test_papers import REFERRAL
from tests.bookings.cases.test_shut_out import put_out
from tests.bookings.cases.working import ELSEWHERE, Colleague, Office
from tests.house_rules.test_who_may_do_what import ROUTES

# Parameters of addresses that name what one organisation, or one account of it, has to itself.
OWN = frozenset(
    {
        "account_id",
        "case_id",
        "child_id",
        "feed_id",
        "handoff_id",
        "harm_id",
        "joined_id",
        "letter_id",
        "need_id",
        "passkey_id",
        "referral_id",
        "request_id",
    }
)
SHARED = frozenset(
    {
        "call_id",
        "client_id",
        "message_id",
        "place_id",
        "schedule_id",
        "service_id",
        "session_id",
        "stop_id",
        "text_id",
        "visit_id",
    }
)
# Who read and who signed in is no part of what somebody else could change.
NOT_COMPARED = {"record_entries", "record_head", "staff_accounts", "staff_sign_ins"}


def test_p_01_every_parameter_of_an_address_is_somebodys_own_or_the_days() -> None:
    found = {name for _, path in ROUTES for name in re.findall(r"{(\w+):uuid}", path)}
    assert found == OWN | SHARED


def test_p_01_no_id_of_a_twin_opens_anything(office: Office, bea: Colleague) -> None:
    ona = office.coordinator("Ona", ELSEWHERE)
    theirs = _lived(office, bea, "Robin", "10:00")
    own = _lived(office, ona, "Alex", "11:00")
    before = _rows_with(office, theirs)
    tried = 0
    for method, path in _requests():
        for address in _addresses(path, own, theirs):
            # By turns as a page and as the part of it that scripts get.
            headers = {"HX-Request": "true"} if tried % 2 else {}
            answer = ona.client.request(method, address, headers=headers)
            assert answer.status_code == 404, (method, address)
            tried += 1
    assert tried > 300
    assert _rows_with(office, theirs) == before


def test_p_01_no_id_of_a_twin_in_a_form_changes_anything_of_theirs(
    office: Office, bea: Colleague
) -> None:
    ona = office.coordinator("Ona", ELSEWHERE)
    theirs = _lived(office, bea, "Robin", "10:00")
    own = _lived(office, ona, "Alex", "11:00")
    before = _rows_with(office, theirs)
    fields = ("row", "case", "other", "about", "pair", "of")
    presses = ("end", "finish", "unsafe", "link", "unlink", "let_in", "join", "one", "two", "fact")
    pages = ["", "/facts", "/plan", "/risk", "/harm", "/apart", "/letters", "/children"]
    case = f"/cases/{next(iter(own['case_id']))}"
    ids = sorted({each for found in theirs.values() for each in found})
    press = cycle(presses)
    for page, each in product(pages, ids):
        typed = {
            **dict.fromkeys(fields, str(each)),
            "said_by_them": "yes",
            "safe": "this",
            "kind": "harmed_by",
            "standing": "settled",
            "said_by": "themselves",
            "whom": f"account:{each}",
            "shut_said_by": "themselves",
        }
        answer = ona.write(f"{case}{page}", go=next(press), **typed)
        assert answer.status_code in (303, 404, 422)
    for each in ids:
        assert ona.write("/apart", go="one", pair=f"{each}.{each}").status_code == 409
    assert _rows_with(office, theirs) == before


def _requests() -> Iterator[tuple[str, str]]:
    for method, path in ROUTES:
        if OWN.intersection(re.findall(r"{(\w+):uuid}", path)):
            yield method, path


def _addresses(path: str, own: dict[str, set[UUID]], theirs: dict[str, set[UUID]]) -> Iterator[str]:
    """Every way to fill an address in with at least one id that is theirs."""
    path = path.replace("{part}", "facts").replace("{desk}", "legal")
    names = re.findall(r"{(\w+):uuid}", path)
    every = sorted({each for found in theirs.values() for each in found})
    choices = [
        [
            *((each, False) for each in sorted(own[name])),
            *((each, True) for each in (every if len(names) == 1 else sorted(theirs[name]))),
        ]
        for name in names
    ]
    for chosen in product(*choices):
        if any(is_theirs for _, is_theirs in chosen):
            filled = path
            for name, (each, _) in zip(names, chosen, strict=True):
                filled = filled.replace(f"{{{name}:uuid}}", str(each))
            yield filled


def _lived(office: Office, desk: Colleague, name: str, since: str) -> dict[str, set[UUID]]:
    """A case with all that there can be of one, and the ids of it by the name of a parameter."""
    visit_id = office.morning.book(name, "housing", since=since)
    answer = desk.write(f"/session/visit/{visit_id}/case", go="open", wants="To sleep")
    case_id = _last(answer)
    write_fact(desk, case_id, "name", f"{name} Twin")
    harm_id = UUID(write_harm(desk, case_id, behaviour="watches").rpartition("/")[2])
    child = desk.write(
        f"/cases/{case_id}/children", born="yes", name="Sky", said_by="person_of_the_case"
    )
    referral = desk.write(f"/cases/{case_id}/conference", **REFERRAL)
    letter = desk.write(f"/cases/{case_id}/letters", kind="support")
    rung = {"wants": "To sleep", "place": "Elm", "way": "rung"}
    passed_on = desk.write(f"/cases/{case_id}/handoffs/to/legal", **rung)
    again = office.morning.book(name, "legal", since=since)
    joining = {"go": "join", "case": str(case_id), "said_by_them": "yes"}
    assert desk.write(f"/session/visit/{again}/case", **joining).status_code == 303
    put_out(office, desk, case_id, Whom(interpreter_id=uuid4()))
    _feed(office, desk)
    came = {"came_by": "post", "came_on": "2026-11-24", "words": "asks for it"}
    asked = desk.write("/requests", **came, holder=str(desk.actor.account_id))
    answers = (child, referral, letter, passed_on, asked)
    assert {each.status_code for each in answers} == {303}, [
        each.text for each in answers if each.status_code != 303
    ]
    return _ids(office, desk, case_id, harm_id)


def _last(answer: Any) -> UUID:
    return UUID(answer.headers["location"].rpartition("/")[2])


def _feed(office: Office, desk: Colleague) -> None:
    feed = CalendarFeed(
        token=fingerprint(str(uuid4())),
        account_id=desk.actor.account_id,
        worker_id=office.morning.worker("Simran"),
        made_at=office.morning.watch.now,
    )
    office.morning.add(feed)


def _ids(office: Office, desk: Colleague, case_id: UUID, harm_id: UUID) -> dict[str, set[UUID]]:
    account = desk.actor.account_id
    assert account is not None
    with office.morning.town.reading() as db:
        case = db.get_one(CaseRecord, case_id)
        hers = {
            "child_id": sa.select(Child.id).where(Child.client_id == case.client_id),
            "feed_id": sa.select(CalendarFeed.id).where(CalendarFeed.account_id == account),
            "joined_id": sa.select(JoinedVisit.id).where(JoinedVisit.case_id == case_id),
            "letter_id": _of_case(EvidenceLetter, case_id),
            "need_id": _of_case(HandoffNeed, case_id),
            "handoff_id": sa.select(Handoff.id).where(
                Handoff.need_id.in_(_of_case(HandoffNeed, case_id))
            ),
            "referral_id": _of_case(ConferenceReferral, case_id),
            "request_id": sa.select(RightsRequest.id).where(RightsRequest.holder == account),
            "passkey_id": _of_case(CaseFact, case_id).union(_of_case(ShutOut, case_id)),
        }
        found = {name: set(db.scalars(each)) for name, each in hers.items()}
    assert all(found.values()), found
    return {**found, "account_id": {account}, "case_id": {case_id}, "harm_id": {harm_id}}


def _of_case(kind: Any, case_id: UUID) -> Any:
    return sa.select(kind.id).where(kind.case_id == case_id)


def _rows_with(office: Office, ids: dict[str, set[UUID]]) -> set[str]:
    """Every row in which one of these ids stands, as it is stored."""
    known = {each for found in ids.values() for each in found}
    found = set()
    with office.morning.town.reading() as db:
        for table in Base.metadata.sorted_tables:
            if table.name in NOT_COMPARED:
                continue
            for row in db.execute(sa.select(table)):
                if known.intersection(each for each in row if isinstance(each, UUID)):
                    found.add(f"{table.name} {tuple(row)}")
    return found
