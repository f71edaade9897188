"""Languages are kept as one text, the same however they were given."""

from services_directory.sessions.rules.languages import as_codes, as_text


def test_languages_are_kept_in_order_once_each_in_small_letters() -> None:
    assert as_text(["pa", "EN", "pa", " ur ", ""]) == "en pa ur"


def test_what_was_kept_is_read_again() -> None:
    assert as_codes("en pa ur") == {"en", "pa", "ur"}
    assert as_codes("") == frozenset()
