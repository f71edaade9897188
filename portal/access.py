"""Who may do what. One table, read top to bottom; where nothing stands, nobody may."""

from dataclasses import dataclass
from enum import Enum
from uuid import UUID


class Permission(Enum):
    """What can be done, a line each."""

    JOURNEY = "look at the public pages and answer their questions"
    VISIT_BOOK = "take a place at a session and confirm it"
    VISIT_FIND = "come back to a visit with its phrase"
    VISIT_SEE_OWN = "see the times of the visit that this journey booked or opened"
    VISIT_CHANGE_OWN = "move or cancel the visit that this journey booked or opened"
    DAY_SEE = "see who is expected at a session, by chosen name"
    VISIT_CANCEL = "cancel any visit that is booked"


class Role(Enum):
    """What somebody is to the portal."""

    STRANGER = "nobody that the portal knows: no journey, or one that has ended"
    VISITOR = "somebody on a journey through the public pages"
    HOLDER = "a visitor whose journey booked a visit, or opened it with its phrase"
    OPERATOR = "whoever works at the machine itself, through the command line"


_VISITORS = frozenset({Role.STRANGER, Role.VISITOR, Role.HOLDER})

GRANTS: dict[Permission, frozenset[Role]] = {
    Permission.JOURNEY: _VISITORS,
    Permission.VISIT_BOOK: frozenset({Role.VISITOR, Role.HOLDER}),
    Permission.VISIT_FIND: frozenset({Role.VISITOR, Role.HOLDER}),
    Permission.VISIT_SEE_OWN: frozenset({Role.HOLDER}),
    Permission.VISIT_CHANGE_OWN: frozenset({Role.HOLDER}),
    Permission.DAY_SEE: frozenset({Role.OPERATOR}),
    Permission.VISIT_CANCEL: frozenset({Role.OPERATOR}),
}


@dataclass(frozen=True, slots=True)
class Actor:
    """Who asks: a role, and the journey and visit that are theirs."""

    role: Role
    draft_id: UUID | None = None
    visit_id: UUID | None = None

    def may(self, permission: Permission) -> bool:
        return self.role in GRANTS.get(permission, frozenset())


STRANGER = Actor(Role.STRANGER)
OPERATOR = Actor(Role.OPERATOR)
