"""May we contact you? What she says in her journey, sees before she allows it, and what is kept."""

from collections.abc import Callable
from datetime import datetime, timedelta

import sqlalchemy as sa

from bookings.contact.models import ContactAnswer, ContactApproval
from bookings.contact.queries import preference_of, value_of, wording_of
from bookings.contact.rules.choices import Channel, Kind, SaidBy
from bookings.contact.rules.fields import Field
from bookings.contact.wording.rules import terms
from bookings.contact.wording.rules.terms import Chosen, Preview, Values
from bookings.contact.wording.wordbook import wordbook
from bookings.visits.models import Draft, Visit, VisitStatus
from bookings.visits.steps.ahead import OF_A_VISIT
from portal.db.engine import Database
from portal.outbox.models import Message
from portal.outbox.rules.states import State
from tests.bookings.visits.rows import booked_times, count, holds
from tests.bookings.visits.town import Watch
from tests.bookings.visits.walking import LONDON, REACH, allow, book, come_back, walk_to
from tests.browsing import TITLE, Browser

NUMBER = "07400 123456"
NONE_COMES = "We will not contact you."
DAY_AND_TIME = {"kinds": ["reminder"], "say": ["day", "time"]}


def exact(phone: Browser) -> list[str]:
    """The messages that the page shows, to the letter."""
    return [quote.text for quote in phone.page.all("blockquote")]


def line(phone: Browser, kind: str) -> str:
    """A line of the page: `when-first` among the words, `reach` before she books."""
    return next(p.text for p in phone.page.all("p") if p.get("class") == kind)


def to_words(phone: Browser, **how: str) -> None:
    walk_to(phone, "contact")
    phone.press("by:text")
    phone.press("next", **{**REACH, **how})
    assert phone.step == "contact_words", phone.problems


def test_v_17_no_is_one_tap_and_she_has_her_place(
    phone: Browser, town: Database, watch: Watch
) -> None:
    """V-17, V-15: nothing is written down, and nothing may reach her."""
    walk_to(phone, "contact")
    assert phone.page.text.index("No. I will contact you") < phone.page.text.index("Yes, by text")
    phone.press()
    assert phone.step == "check"
    assert line(phone, "reach").startswith(NONE_COMES)
    book(phone)
    assert count(town, Visit, Visit.status == VisitStatus.BOOKED) == 1
    assert count(town, ContactAnswer) == count(town, ContactApproval) == 0
    with town.reading() as db:
        client_id = db.scalars(sa.select(Visit.client_id)).one()
        assert preference_of(db, client_id, watch.now).answers == {}


def test_v_15_what_she_said_is_kept_with_her_visit_and_where_it_came_from(
    phone: Browser, town: Database, watch: Watch
) -> None:
    """V-15: field by field, said online, for 28 days; nothing of it before she has booked."""
    allow(phone, "reminder", "change", way="both", how={**REACH, "recorded": "yes"})
    assert count(town, ContactAnswer) == 0
    assert "The first text would come on" in line(phone, "reach")
    assert "We may ring you" in line(phone, "reach")
    book(phone)
    with town.reading() as db:
        rows = db.scalars(sa.select(ContactAnswer)).all()
        said = {row.field: value_of(row) for row in rows}
        words = [wording_of(row) for row in db.scalars(sa.select(ContactApproval))]
        assert {row.said_by for row in rows} == {SaidBy.ONLINE}
        assert {row.expires_at for row in rows} == {watch.now + timedelta(days=28)}
    assert [(each.style, each.language) for each in words] == [("neutral", "en")] * 2
    assert said[Field.MOBILE_NUMBER] == "+447400123456"
    assert said[Field.PURPOSES] == {Kind.REMINDER, Kind.CHANGE}
    assert said[Field.MOBILE_VOICEMAIL] is said[Field.MOBILE_CALL] is True
    assert Field.SAY_WHO_CALLS not in said
    assert holds(town, "7400123456") == holds(town, "7400 123456") == []


def test_v_16_she_sees_the_very_words_before_she_allows_them(
    phone: Browser, town: Database
) -> None:
    """V-16, S-09: what is shown is what the only source of words gives, with her own time in it,
    and looking allows nothing. What she then allows is that version and no other."""
    to_words(phone)
    assert exact(phone)[0] == "A reminder"
    phone.press("show", **DAY_AND_TIME, style="everyday")
    shown = rendered(town)
    assert [" ".join(each.text.split()) for each in shown] == exact(phone)
    assert draft_holds(town, '"approved":{}')
    phone.press()
    assert phone.step == "check"
    book(phone)
    version = wordbook(TITLE).version_of(
        terms.Kind.REMINDER, terms.Channel.TEXT, terms.Style.EVERYDAY, "en"
    )
    with town.reading() as db:
        row = db.scalars(sa.select(ContactApproval)).one()
        assert (row.kind, row.channel) == (Kind.REMINDER, Channel.TEXT)
        assert wording_of(row).version == version


def comes_at(town: Database) -> str:
    return f"{booked_times(town)[0][0].astimezone(LONDON):%H:%M}"


def rendered(town: Database) -> list[Preview]:
    """Every kind with day and time, as anybody writes."""
    begins = booked_times(town)[0][0].astimezone(LONDON)
    elements = frozenset({terms.Element.DAY, terms.Element.TIME})
    values = Values(begins.date(), begins.time())
    found: list[Preview] = []
    for kind in OF_A_VISIT:
        chosen = Chosen(kind, terms.Channel.TEXT, terms.Style.EVERYDAY, elements, "en")
        found += wordbook(TITLE).previews(chosen, values)
    return found


def draft_holds(town: Database, text: str) -> bool:
    with town.reading() as db:
        return text in (db.scalars(sa.select(Draft)).one().content or "")


def test_v_16_words_that_she_has_not_seen_are_shown_first(
    another_phone: Callable[..., Browser], town: Database
) -> None:
    """V-16: without scripts a choice shows only when she asks; yes to the old words is not yes."""
    phone = another_phone(scripts=False)
    to_words(phone)
    phone.press("next", **DAY_AND_TIME, style="bare")
    assert phone.step == "contact_words"
    assert "This is how it reads now." in phone.page.text
    assert draft_holds(town, '"approved":{}')
    assert exact(phone)[0] == f"Wed 25 Nov, {comes_at(town)}"
    phone.press()
    assert phone.step == "check"


def test_v_16_nothing_is_ticked_beforehand_and_an_empty_yes_is_none(
    another_phone: Callable[..., Browser],
) -> None:
    phone = another_phone()
    to_words(phone)
    assert not [box for box in phone.page.all("input") if box.get("type") == "checkbox"
                and "checked" in box.attributes]  # fmt: skip
    phone.press()
    assert phone.problems == ["Tick at least one text, or choose “Rather not”."]
    phone.press("next", kinds=["reminder"], style="bare")
    assert phone.problems[0].startswith("One of these cannot be sent like this.")


def test_s_06_she_is_told_when_the_first_would_come_or_why_none_can(
    another_phone: Callable[..., Browser], town: Database
) -> None:
    """S-06, S-08, V-16: her visit is on Wednesday; nothing comes before Monday at that time."""
    phone = another_phone()
    to_words(phone)
    phone.press("show", kinds=["reminder"])
    told = f"The first text would come on Monday 23 November at {comes_at(town)}."
    assert line(phone, "when-first") == told
    phone.press("show", kinds=["please ring"])
    assert line(phone, "when-first").startswith("A text comes only when there is something to say")
    phone.press("show", kinds=["reminder"], tongue="pa")
    assert line(phone, "when-first") == (
        "No text can come: nobody has checked these words in this language yet."
    )
    phone.press("back")
    phone.press("next", **{**REACH, "since_0": "19:00", "till_0": "21:00"})
    phone.press("show", kinds=["reminder"], tongue="en")
    assert line(phone, "when-first").endswith("on Monday 23 November at 19:00.")
    for field, why in (
        ("elsewhere", "another device may show or read out your texts."),
        ("since_0", "you gave no safe hours."),
        ("till_0", "no safe hour comes in time."),
    ):
        phone.press("back")
        phone.press("next", **{**REACH, **without(field)})
        phone.press("show", kinds=["reminder"], tongue="en")
        assert line(phone, "when-first") == f"No text can come: {why}"
        phone.press("next", kinds=["reminder"])
        assert line(phone, "reach").startswith(f"No text can come: {why}")
        phone.press("back")


def without(field: str) -> dict[str, str | list[str]]:
    """How it is typed that a text may be shown elsewhere, that there are no hours, or too few."""
    ways: dict[str, dict[str, str | list[str]]] = {
        "elsewhere": {"elsewhere": "unknown"},
        "since_0": {"days_0": [], "since_0": "", "till_0": ""},
        "till_0": {"till_0": "09:30"},
    }
    return ways[field]


def test_s_05_a_landline_is_asked_for_again_where_texts_are_wished(
    another_phone: Callable[..., Browser],
) -> None:
    """S-05: kindly, beside it, with what was typed; for a call it will do."""
    phone = another_phone()
    walk_to(phone, "contact")
    phone.press("by:both")
    phone.press("next", **{**REACH, "reach": "020 7946 0018"})
    assert phone.step == "contact_how"
    assert phone.problems[0].startswith("A text to this number may be read aloud or go astray.")
    assert phone.shown_fields()["reach"] == ["020 7946 0018"]
    phone.press("back")
    phone.press("by:call")
    phone.press()
    assert phone.step == "check"
    assert line(phone, "reach").startswith("We may ring you, in the hours that you gave.")


def test_rather_not_forgets_the_number_and_she_books_without(
    another_phone: Callable[..., Browser], town: Database
) -> None:
    phone = another_phone()
    to_words(phone)
    assert draft_holds(town, NUMBER)
    phone.press("rather-not")
    assert (phone.step, draft_holds(town, NUMBER)) == ("check", False)
    assert line(phone, "reach").startswith(NONE_COMES)
    book(phone)
    assert count(town, ContactAnswer) == 0


def test_of_texts_and_calls_the_calls_stay_where_she_would_rather_have_no_texts(
    another_phone: Callable[..., Browser], town: Database
) -> None:
    phone = another_phone()
    walk_to(phone, "contact")
    phone.press("by:both")
    phone.press("next", **REACH)
    phone.press("rather-not")
    book(phone)
    with town.reading() as db:
        said = {row.field: value_of(row) for row in db.scalars(sa.select(ContactAnswer))}
    assert (said[Field.MOBILE_CALL], said[Field.MOBILE_TEXT]) == (True, False)


def test_v_21_the_exit_and_ten_idle_minutes_forget_the_number(
    another_phone: Callable[..., Browser], town: Database, watch: Watch
) -> None:
    """V-21, S-19: it stood in the sealed journey alone."""
    phone = another_phone()
    allow(phone, "reminder")
    assert holds(town, NUMBER) == []
    phone.press("leave")
    phone.open()
    assert (phone.step, count(town, Draft), count(town, ContactAnswer)) == ("first", 0, 0)
    allow(phone, "reminder")
    watch.on(minutes=10)
    phone.open()
    assert (phone.step, count(town, ContactAnswer)) == ("first", 0)


def test_s_20_the_number_stands_in_no_address_title_or_cookie(
    phone: Browser, town: Database
) -> None:
    """S-20: and on no page once she has booked."""
    allow(phone, "reminder")
    book(phone)
    phone.open()
    outside = [f"{each.url} {each.headers}" for each in phone.answers]
    assert not [each for each in outside if "123456" in each or "7400" in each]
    after = [each.text for each in phone.answers[-4:]]
    assert not [each for each in after if "123456" in each]
    assert not draft_holds(town, "123456")


def reminders(town: Database) -> list[tuple[State, datetime, datetime]]:
    with town.reading() as db:
        found = db.scalars(sa.select(Message).order_by(Message.queued_at))
        return [(each.state, each.send_after, each.useful_until) for each in found]


def test_s_01_a_reminder_waits_only_where_she_allowed_one(
    another_phone: Callable[..., Browser], town: Database
) -> None:
    """S-01, S-03: of her visit as it stands; moved with it, and called off with it."""
    other = another_phone()
    allow(other, "change")
    book(other)
    assert reminders(town) == []
    other.press("leave")
    phone = another_phone()
    allow(phone, "reminder")
    kept = book(phone)
    (first,) = reminders(town)
    assert first[0] is State.QUEUED
    phone.press("leave")
    come_back(phone, kept)
    phone.press("move")
    phone.choose("plan", phone.buttons("plan")[-1])
    assert phone.step == "visit"
    before, after = reminders(town)
    assert (before[0], after[0]) == (State.CANCELLED, State.QUEUED)
    assert after[1] > before[1]
    phone.press("cancel")
    phone.press()
    assert [each[0] for each in reminders(town)] == [State.CANCELLED, State.CANCELLED]
