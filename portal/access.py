"""Who may do what. One table, read top to bottom; where nothing stands, nobody may."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from uuid import UUID


class Permission(Enum):
    """What can be done, a line each."""

    JOURNEY = "look at the public pages and answer their questions"
    VISIT_BOOK = "take a place at a session and confirm it"
    VISIT_FIND = "come back to a visit with its phrase"
    VISIT_SEE_OWN = "see the times of the visit that this journey booked or opened"
    VISIT_CHANGE_OWN = "move or cancel the visit that this journey booked or opened"
    CONTACT_LESS = "take away from what may reach oneself, or stop all of it"
    PLACE_OWN = "see, take and give up the waiting place that this journey made or opened"
    SIGN_IN = "open the staff's door and sign in there"
    OWN_ACCOUNT = "change one's own ways to sign in, and end one's own sessions"
    ACCOUNTS = "invite, change and end the accounts of one's own organisation"
    DAY_SEE = "see who is expected at a session, by chosen name"
    BOARD_SEE = "see everybody at a session, with services, by chosen name or number"
    ROOMS_SEE = "see chosen names, rooms and times of a session, and no service"
    SCREEN_SHOW = "be the screen in the room: show the same of one session, and nothing else"
    DESK_SEE = "see those who come to one's own desk"
    DOOR = "welcome people at the door, book and walk in for them"
    STOP_RUN = "call, begin and end the stops of a desk that is one's own to run"
    DAY_RUN = "change anybody's day at a session, and close the session"
    ALERT = "say that somebody dangerous is here"
    MESSAGES = "see what waits to be sent and what came in, and call it off; never send it"
    PLAN = "change the weekly pattern and the directory"
    FEEDS = "have a calendar of one's own desk, with numbers only"
    FEED_READ = "read a calendar of numbers at the address that somebody was given"
    CONTACT_SEE = "see which ways to somebody are safe"
    CONTACT_CHANGE = "write down what somebody says in person of how to reach them"
    CALL = "see who can be rung now, and be shown one number at a time"
    CONCERNS = "see what needs a person, and settle it"
    NOTICES = "be told by mail that something waits, and how many, and no more"
    VISIT_CANCEL = "cancel any visit that is booked"
    LOOKED_SEE = "see who has opened somebody's record"
    LOOK_BEYOND = "open somebody beyond one's own work, once it was said why"
    READING_SEE = "see unusual reading by accounts of one's own organisation, and settle it"
    CASES_SEE = "see the cases of one's own organisation"
    CASES_CHANGE = "open a case, write in it, and join a visit to it"
    PERPETRATOR_SEE = "see and write what is known of those who do harm"
    CASES_AUDIT = "see six cases of one's own organisation without anything that tells who it is"
    PLACES = "say what the places of one's own refuge can take today"
    TOTALS = "see totals of one's own organisation, and draw them up"
    REQUESTS = "write down that somebody asked for what is kept of them, and who answers"
    HANDOFFS_SEND = "pass somebody on to a service, and hold it until she was told what came of it"
    HANDOFFS_RECEIVE = "receive for a service by name, and read what was sent to oneself"
    HANDOFFS_OVERSEE = "see what lies with a team and how late it is, and never what it says"
    TEAM = "say who receives for a service, who hears of what is late, and when it is open"


class Role(Enum):
    """What somebody is to the portal."""

    STRANGER = "nobody that the portal knows: no journey, or one that has ended"
    VISITOR = "somebody on a journey through the public pages"
    HOLDER = "a visitor whose journey booked a visit, or opened it with its phrase"
    WAITING = "a visitor whose journey waits for a place, or came back to it with its phrase"
    COORDINATOR = "an adviser (IDVA) who runs the session"
    DESK_WORKER = "somebody who sees people at a desk"
    COVER = "somebody with a pass for one desk, until the session closes"
    RECEPTIONIST = "whoever is at the door"
    LEAD = "the lead of an organisation, who sees to its accounts"
    TECHNICIAN = "whoever keeps accounts and settings working and sees nobody's visit"
    REVIEWER = "somebody who reads how sessions went, without a person in it"
    SCREEN = "the screen in the room that all share, for one session"
    OPERATOR = "whoever works at the machine itself, through the command line"


_VISITORS = frozenset({Role.STRANGER, Role.VISITOR, Role.HOLDER, Role.WAITING})

# Whoever can have an account; a cover's ends with the session.
STAFF = frozenset(
    {
        Role.COORDINATOR,
        Role.DESK_WORKER,
        Role.COVER,
        Role.RECEPTIONIST,
        Role.LEAD,
        Role.TECHNICIAN,
        Role.REVIEWER,
    }
)

GRANTS: dict[Permission, frozenset[Role]] = {
    Permission.JOURNEY: _VISITORS,
    Permission.VISIT_BOOK: frozenset({Role.VISITOR, Role.HOLDER, Role.WAITING}),
    Permission.VISIT_FIND: frozenset({Role.VISITOR, Role.HOLDER, Role.WAITING}),
    Permission.VISIT_SEE_OWN: frozenset({Role.HOLDER}),
    Permission.VISIT_CHANGE_OWN: frozenset({Role.HOLDER}),
    Permission.CONTACT_LESS: frozenset({Role.HOLDER, Role.WAITING}),
    Permission.PLACE_OWN: frozenset({Role.WAITING}),
    Permission.SIGN_IN: STAFF | {Role.STRANGER, Role.SCREEN},
    Permission.OWN_ACCOUNT: STAFF - {Role.COVER},
    Permission.ACCOUNTS: frozenset({Role.COORDINATOR, Role.LEAD, Role.TECHNICIAN}),
    Permission.DAY_SEE: frozenset({Role.OPERATOR, Role.COORDINATOR}),
    Permission.BOARD_SEE: frozenset({Role.COORDINATOR}),
    Permission.ROOMS_SEE: frozenset({Role.COORDINATOR, Role.RECEPTIONIST}),
    Permission.SCREEN_SHOW: frozenset({Role.SCREEN}),
    Permission.DESK_SEE: frozenset({Role.DESK_WORKER, Role.COVER}),
    Permission.DOOR: frozenset({Role.COORDINATOR, Role.RECEPTIONIST}),
    Permission.STOP_RUN: frozenset({Role.COORDINATOR, Role.DESK_WORKER, Role.COVER}),
    Permission.DAY_RUN: frozenset({Role.COORDINATOR}),
    Permission.ALERT: frozenset(
        {Role.COORDINATOR, Role.RECEPTIONIST, Role.DESK_WORKER, Role.COVER}
    ),
    Permission.MESSAGES: frozenset({Role.COORDINATOR}),
    Permission.PLAN: frozenset({Role.COORDINATOR}),
    Permission.FEEDS: frozenset({Role.COORDINATOR, Role.DESK_WORKER}),
    Permission.FEED_READ: _VISITORS,
    Permission.CONTACT_SEE: frozenset({Role.COORDINATOR, Role.DESK_WORKER}),
    Permission.CONTACT_CHANGE: frozenset({Role.COORDINATOR}),
    Permission.CALL: frozenset({Role.COORDINATOR, Role.DESK_WORKER}),
    Permission.CONCERNS: frozenset({Role.COORDINATOR}),
    Permission.NOTICES: frozenset({Role.COORDINATOR, Role.DESK_WORKER, Role.LEAD}),
    Permission.VISIT_CANCEL: frozenset({Role.OPERATOR, Role.COORDINATOR}),
    Permission.LOOKED_SEE: frozenset({Role.COORDINATOR}),
    Permission.LOOK_BEYOND: frozenset({Role.COORDINATOR}),
    Permission.READING_SEE: frozenset({Role.LEAD}),
    Permission.CASES_SEE: frozenset({Role.COORDINATOR}),
    Permission.CASES_CHANGE: frozenset({Role.COORDINATOR}),
    Permission.PERPETRATOR_SEE: frozenset({Role.COORDINATOR}),
    Permission.CASES_AUDIT: frozenset({Role.COORDINATOR, Role.LEAD}),
    Permission.PLACES: frozenset({Role.DESK_WORKER}),
    Permission.TOTALS: frozenset({Role.COORDINATOR, Role.LEAD, Role.REVIEWER}),
    Permission.REQUESTS: frozenset({Role.COORDINATOR, Role.LEAD}),
    Permission.HANDOFFS_SEND: frozenset({Role.COORDINATOR}),
    Permission.HANDOFFS_RECEIVE: frozenset({Role.COORDINATOR, Role.DESK_WORKER}),
    Permission.HANDOFFS_OVERSEE: frozenset({Role.COORDINATOR, Role.LEAD}),
    Permission.TEAM: frozenset({Role.COORDINATOR, Role.LEAD}),
}

# Which roles a role may give, change and take away. Whoever may not see who comes must not make an
# account that does: not even one of their own.
GIVES: dict[Role, frozenset[Role]] = {
    Role.COORDINATOR: STAFF,
    Role.LEAD: STAFF - {Role.COORDINATOR, Role.COVER, Role.RECEPTIONIST},
    Role.TECHNICIAN: frozenset({Role.TECHNICIAN, Role.REVIEWER}),
}


def may_give(own: Role, role: Role) -> bool:
    """Whether `own` may give this role to somebody, and take it away (P-01)."""
    return role in GIVES.get(own, frozenset())


@dataclass(frozen=True, slots=True)
class Actor:
    """Who asks: a role, and what is theirs.

    A visitor has a journey and perhaps a visit or a waiting place; staff have an account in an
    organisation, perhaps a worker's desk; a cover one desk, and a screen one session, and nothing
    beyond. `at` is when they ask: some see their own day alone. `language` is the tag of the one
    that they chose; empty where they did not, and the browser says which they like.
    """

    role: Role
    draft_id: UUID | None = None
    visit_id: UUID | None = None
    waiting_id: UUID | None = None
    account_id: UUID | None = None
    sign_in_id: UUID | None = None
    organization_id: UUID | None = None
    worker_id: UUID | None = None
    desk_id: UUID | None = None
    session_id: UUID | None = None
    at: datetime | None = None
    language: str = ""

    def may(self, permission: Permission) -> bool:
        return self.role in GRANTS.get(permission, frozenset())


STRANGER = Actor(Role.STRANGER)
OPERATOR = Actor(Role.OPERATOR)
