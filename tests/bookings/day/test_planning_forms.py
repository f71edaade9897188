"""What is typed to call a date off is read whole, or sent back with what is missing."""

from bookings.day.forms.planning import read_call_off
from portal.web.forms import Problems


def test_other_hours_without_another_day_are_not_dropped_in_silence() -> None:
    form = read_call_off({"at_the_door": ["Beth"], "opens_at": ["10:00"], "seen": ["3"]})
    assert form == Problems({"instead": "day_missing"})


def test_another_day_keeps_its_other_hours() -> None:
    form = read_call_off({"instead": ["2026-12-02"], "opens_at": ["10:30"], "seen": ["3"]})
    assert not isinstance(form, Problems)
    assert form.instead is not None
    assert form.instead.opens_at is not None
    assert f"{form.instead.opens_at:%H:%M}" == "10:30"
