"""What a session day keeps: the welcome and the end of each visit, and the things given to it."""

from bookings.day.models.planning import CalledOff
from bookings.day.models.screens import ScreenPass
from bookings.day.models.things import (
    Attendance,
    AvoidedInterpreter,
    Collector,
    CrechePlace,
    CrecheStay,
    GivenThing,
    Interpreter,
    OfferedInterpreter,
    QuietRoom,
    ThingKind,
    WorkerAway,
)
from bookings.day.models.welcome import (
    Alert,
    Alone,
    Arrival,
    ArrivalReply,
    AvoidedWorker,
    Closing,
    Ending,
    Outcome,
    Question,
    Reply,
)

__all__ = [
    "Alert",
    "Alone",
    "Arrival",
    "ArrivalReply",
    "Attendance",
    "AvoidedInterpreter",
    "AvoidedWorker",
    "CalledOff",
    "Closing",
    "Collector",
    "CrechePlace",
    "CrecheStay",
    "Ending",
    "GivenThing",
    "Interpreter",
    "OfferedInterpreter",
    "Outcome",
    "Question",
    "QuietRoom",
    "Reply",
    "ScreenPass",
    "ThingKind",
    "WorkerAway",
]
