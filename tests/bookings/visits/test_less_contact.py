"""After booking, with the phrase: what may reach her can be made less, and never more (S-07)."""

from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import product

import sqlalchemy as sa

from bookings.contact.models import ContactAnswer
from bookings.contact.queries import open_stops, preference_of, standing, value_of
from bookings.contact.rules.answers import Value
from bookings.contact.rules.choices import Kind
from bookings.contact.rules.fields import Field
from bookings.contact.rules.narrower import is_narrower
from bookings.contact.rules.preference import Stop
from bookings.people.models import Client
from bookings.visits.actions.find import set_phrase
from bookings.visits.models import Visit, VisitStatus
from bookings.visits.steps.table import STEPS
from portal.access import OPERATOR
from portal.db.engine import Database
from portal.outbox.models import Message
from portal.outbox.rules.states import State
from tests.bookings.visits.rows import count
from tests.bookings.visits.town import SATURDAY, Watch
from tests.bookings.visits.walking import REACH, Kept, allow, book, come_back, walk_to
from tests.browsing import Browser

Phones = Callable[..., Browser]
HERS = "07400 123456"
HIS = "07400 654321"

# What the person who took her phone would like it to say.
WIDER = {
    **REACH,
    "reach": HIS,
    "till_0": "23:30",
    "recorded": "yes",
    "say_who": "yes",
    "kinds": [kind.value for kind in Kind],
    "ways": ["text", "call", "email"],
    "days": [str(day) for day in range(7)],
    "times": ["09:00-17:00", "00:00-23:30"],
    "digits": "6666",
    "second": "7777",
}


def kept_with_contact(phone: Browser, *kinds: str, way: str = "text") -> Kept:
    allow(phone, *(kinds or ("reminder", "change")), way=way)
    return book(phone)


def hers(town: Database) -> dict[Field, Value]:
    """Her own answers, whoever else has booked since: hers is the first visit."""
    with town.reading() as db:
        client_id = db.scalars(sa.select(Visit.client_id).order_by(Visit.made_at)).first()
        assert client_id is not None
        return {row.field: value_of(row) for row in standing(db, client_id)}


def phrase_of(town: Database) -> list[bytes | None]:
    with town.reading() as db:
        return list(db.scalars(sa.select(Visit.phrase).order_by(Visit.made_at)))


def opened(another_phone: Phones, kept: Kept) -> Browser:
    phone = another_phone()
    come_back(phone, kept)
    assert phone.step == "visit"
    return phone


def test_what_stands_is_told_without_the_number(another_phone: Phones) -> None:
    """Somebody else may be looking at it."""
    kept = kept_with_contact(another_phone(), way="both")
    text = opened(another_phone, kept).page.text
    assert "Texts: A reminder before your visit" in text
    assert "Calls" in text
    assert "Mon, Tue, Wed, Thu, Fri, Sat, Sun 09:00 to 17:00" in text
    assert not [part for part in ("7400", "123456", "3456", "56") if part in text]


def test_whoever_is_not_contacted_is_told_so(another_phone: Phones) -> None:
    text = opened(another_phone, book(another_phone())).page.text
    assert "We do not contact you." in text
    assert "Stop all messages" not in text
    assert "My phone is not safe" in text


def test_s_07_fewer_hours_and_kinds_are_kept_at_once(phone: Browser, town: Database) -> None:
    kept_with_contact(phone)
    phone.press("leave")
    walk_back(phone, town)
    phone.press("less")
    phone.press("next", kinds=["change"], days=["1", "2"], never="2026-11-24")
    assert phone.step == "visit"
    assert "Changed. Less can reach you from now on." in phone.page.text
    assert "Tue, Wed 09:00 to 17:00" in phone.page.text
    assert "Never on Tuesday 24 November" in phone.page.text
    said = hers(town)
    assert said[Field.PURPOSES] == {Kind.CHANGE}
    phone.press("less")
    phone.press("next", ways=[], kinds=[], days=[], times=[])
    assert "We do not contact you." in phone.page.text
    assert not {Field.HOURS, Field.PURPOSES} & set(hers(town))


def test_s_06_s_07_what_a_phrase_made_less_lives_no_longer_for_it(
    another_phone: Phones, town: Database, watch: Watch
) -> None:
    """S-06, S-07: whoever holds her phone does not make her choices last either."""
    kept = kept_with_contact(another_phone())
    until = ends(town)
    watch.on(days=2)
    phone = opened(another_phone, kept)
    phone.press("less")
    phone.press("next", kinds=["change"], days=["1"])
    assert hers(town)[Field.PURPOSES] == {Kind.CHANGE}
    assert ends(town) == until


def ends(town: Database) -> datetime | None:
    """When the last of what stands counts no more."""
    with town.reading() as db:
        stands = ContactAnswer.until.is_(None)
        return db.scalar(sa.select(sa.func.max(ContactAnswer.expires_at)).where(stands))


def walk_back(phone: Browser, town: Database) -> None:
    """Look it up on the same phone, by words set anew behind its back."""
    with town.writing() as db:
        visit = db.scalars(sa.select(Visit)).one()
        words = ("apple", "caravan", "dragon", "zebra")
        set_phrase(db, visit, words, "5027", by=OPERATOR, at=SATURDAY)
    come_back(phone, Kept("apple caravan dragon zebra"))


def test_s_07_stop_all_messages_is_a_tap_and_a_yes(
    another_phone: Phones, town: Database, watch: Watch
) -> None:
    """S-07, V-17: nothing may reach her from now on, and her place stays."""
    phone = opened(another_phone, kept_with_contact(another_phone()))
    phone.press("stop-all")
    assert phone.heading == "Stop all messages?"
    phone.press()
    assert "Everything is stopped." in phone.page.text
    assert "Less contact" not in phone.page.text
    with town.reading() as db:
        client_id = db.scalars(sa.select(Visit.client_id)).one()
        assert preference_of(db, client_id, watch.now).stops == {Stop.SHE_SAID_STOP}
        assert [each.state for each in db.scalars(sa.select(Message))] == [State.CANCELLED]
    assert count(town, Visit, Visit.status == VisitStatus.BOOKED) == 1


def test_s_07_my_phone_is_not_safe_ends_every_way_and_every_phrase(
    another_phone: Phones, town: Database
) -> None:
    """S-07: a coordinator's list has it, the words open nothing, and no other open page goes on."""
    kept = kept_with_contact(another_phone())
    his, phone = opened(another_phone, kept), opened(another_phone, kept)
    phone.press("not-safe")
    phone.press()
    assert "You get new words in person, or when you ring us from another phone." in phone.page.text
    with town.reading() as db:
        client_id = db.scalars(sa.select(Visit.client_id)).one()
        assert [row.why for row in open_stops(db, client_id)] == [Stop.PHONE_NOT_SAFE]
        assert [each.state for each in db.scalars(sa.select(Message))] == [State.CANCELLED]
    assert phrase_of(town) == [None]
    again = another_phone()
    come_back(again, kept)
    assert again.step == "find"
    his.press("less")
    assert "09:00" not in his.page.text
    his.open()
    assert his.step == "check"
    assert his.heading == "That time has just gone"
    assert count(town, Visit, Visit.status == VisitStatus.BOOKED) == 1


def every_post() -> Iterator[tuple[str, str]]:
    """Whatever can be pressed anywhere, but for what only takes away."""
    more = {"contact": ("by:text", "by:both"), "contact_words": ("show",), "phrase": ("back",)}
    for step in STEPS:
        for go in ("next", "back", *STEPS[step].buttons, *more.get(step, ())):
            if (step, go) not in TAKES_AWAY:
                yield step, go


TAKES_AWAY = {
    ("cancel", "next"),
    ("contact_stop", "next"),
    ("not_safe", "next"),
    ("phrase", "skip"),
}


def test_s_07_whoever_took_her_phone_and_phrase_gains_nothing(
    another_phone: Phones, town: Database
) -> None:
    """S-07: every post that a page of ours could send, with all he would like in it, in order and
    once more backwards: no number, no hour, no word and no phrase is new, and none is shown."""
    phone = opened(another_phone, kept_with_contact(another_phone(), "reminder"))
    before, phrase = hers(town), phrase_of(town)[0]
    assert before[Field.MOBILE_NUMBER] == "+447400123456", "there is something to gain"
    assert phrase is not None
    posts = [*every_post()]
    for step, go in [*posts, *reversed(posts)]:
        answer = phone.fetch("POST", data={**WIDER, "step": step, "go": go})
        assert answer.status_code in (200, 303)
        shown = phone.look().text
        assert "123456" not in shown
        assert 'class="phrase"' not in shown or phrase_of(town)[0] == phrase
        assert is_narrower(before, hers(town)), (step, go)
        assert phrase_of(town)[0] == phrase, (step, go)
    assert len(posts) > 60


def test_s_07_taking_away_with_more_than_there_was_ticked_adds_nothing(
    another_phone: Phones, town: Database
) -> None:
    """S-07: the one form that changes what stands, with all that he would like in it."""
    phone = opened(another_phone, kept_with_contact(another_phone(), "reminder"))
    before = hers(town)
    phone.press("less")
    phone.press("next", **WIDER)
    assert phone.step == "visit"
    assert hers(town) == before


def test_s_07_he_can_book_a_visit_of_his_own_and_hers_stays_as_it_was(
    another_phone: Phones, town: Database
) -> None:
    """S-07: the whole journey again, from her open page: what he says is said of another person."""
    phone = opened(another_phone, kept_with_contact(another_phone(), "reminder"))
    before, phrase = hers(town), phrase_of(town)[0]
    phone.press("walk_in")
    phone.press("book")
    assert phone.step == "before"
    walk_to(phone, "times")
    phone.choose("plan", phone.buttons("plan")[-1])
    walk_to(phone, "contact")
    phone.press("by:text")
    phone.press("next", **{**REACH, "reach": HIS})
    phone.press("next", kinds=["reminder"])
    walk_to(phone, "phrase")
    assert count(town, Client) == 2
    assert hers(town) == before
    assert phrase_of(town)[0] == phrase


def test_s_07_once_the_phrase_is_given_its_step_gives_no_other(
    another_phone: Phones, town: Database
) -> None:
    """S-07: on the page that booked, left open: finished is finished, by back and old pages too."""
    phone = another_phone()
    kept_with_contact(phone)
    phrase = phrase_of(town)
    for step, go in product(("phrase", "phrase_check"), ("next", "other-words", "skip", "back")):
        phone.fetch("POST", data={"step": step, "go": go, "digits": "6666", "words": "a b c d"})
        assert phrase_of(town) == phrase, (step, go)
        phone.open()
        assert phone.step == "done"
    assert count(town, ContactAnswer) > 5
