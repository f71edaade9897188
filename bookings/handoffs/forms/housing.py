"""What a council desk writes of an application, as it is typed (R-08)."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bookings.cases.forms.words import choice_in, day_typed, words_in
from bookings.handoffs.forms.moments import as_typed, moment_in
from bookings.handoffs.rules.housing import Application, Came, Interim
from bookings.handoffs.rules.outcomes import says_something
from portal.web.forms import Problems, Typed, one


@dataclass(frozen=True, slots=True)
class ApplicationForm:
    """As far as it is known. There is no field here for papers, a police reference, arrears or a
    connection with the area."""

    came: Came
    application: Application

    @classmethod
    def read(cls, typed: Typed, zone: ZoneInfo) -> "ApplicationForm | Problems":
        problems = Problems()
        came = choice_in(typed, "came", Came, problems)
        taken_at = moment_in(typed, "taken_day", "taken_time", zone, problems, needed=False)
        interim = choice_in(typed, "interim", Interim, problems) if one(typed, "interim") else None
        why = words_in(typed, "why", problems)
        if interim is Interim.REFUSED and not says_something(why):
            problems["why"] = "say_this"
        due = day_typed(typed, "decision_due", problems, needed=False)
        if problems or came is None:
            return problems
        return cls(came, Application(taken_at, interim, why, due))


def typed_of(came: Came, application: Application, zone: ZoneInfo) -> dict[str, list[str]]:
    """What stands, as it would be typed."""
    day, clock = as_typed(application.taken_at, zone)
    due = application.decision_due
    return {
        "came": [came.value],
        "taken_day": [day],
        "taken_time": [clock],
        "interim": [application.interim.value if application.interim else ""],
        "why": [application.why],
        "decision_due": [due.isoformat() if due else ""],
    }
