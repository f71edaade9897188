"""What scripts swap in is, character for character, a part of the page that others get."""

from tests.bookings.visits.touring import Stop, every_step


def test_every_step_is_the_same_with_scripts_and_without(toured: list[Stop]) -> None:
    assert {stop.step for stop in toured} == every_step()
    for stop in toured:
        part, page = stop.part.text, stop.page.text
        assert part.count('<main id="step"') == 1
        assert page.count(part) == 1, stop.step
        assert len(part) < len(page)
        assert "<html" not in part


def test_what_a_button_answers_is_what_the_page_then_shows(toured: list[Stop]) -> None:
    posts = [stop for stop in toured if stop.post is not None]
    with_scripts = [stop for stop in posts if stop.post and stop.post.status_code == 200]
    assert len(with_scripts) in (0, len(posts))
    for stop in with_scripts:
        assert stop.post is not None
        assert stop.post.text in stop.page.text, stop.step
