"""Her journey from the first page to the day itself, and back with the phrase."""

from tests.browsing import Browser


def book(phone: Browser, **needs: list[str]) -> str:
    """Book the first visit offered, every optional field empty; gives the phrase."""
    phone.open()
    phone.press("start")
    phone.press()
    phone.press(**needs)
    if phone.step == "order":
        phone.press()
    phone.press()
    phone.press()
    phone.press()
    assert phone.step == "times", phone.heading
    phone.choose("plan", phone.buttons("plan")[0])
    assert phone.step == "name", phone.heading
    phone.press()
    phone.press()
    assert phone.step == "phrase", phone.heading
    return next(p.text for p in phone.page.all("p") if p.get("class") == "phrase")


def test_somebody_books_with_every_optional_field_empty(phone: Browser) -> None:
    """V-01, V-09: no account, no name, no need said, and there is a place."""
    phrase = book(phone)
    assert len(phrase.split()) == 4
    phone.press(digits="5027")
    assert phone.step == "phrase_check"
    phone.press(words=phrase, digits="5027")
    assert phone.step == "done", phone.problems
    assert "Wednesday 25 November" in phone.page.text


def test_the_phrase_opens_the_visit_again(phone: Browser, another_phone) -> None:
    phrase = book(phone, need=["housing", "legal"])
    phone.press(digits="5027")
    phone.press("skip")
