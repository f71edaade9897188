"""Every address at which a refuge says what it can take, for its own workers."""

from starlette.routing import BaseRoute

from portal.access import Permission
from portal.web.page import staff_page
from services_directory.places.pages import own, place
from services_directory.places.queries.own import own_place, own_refuge

_OWN = Permission.PLACES
_ALL, _NEW, _ONE = "/places", "/places/new", "/places/{place_id:uuid}"

routes: list[BaseRoute] = [
    staff_page("GET", _ALL, own.show_places, _OWN, own_refuge),
    staff_page("POST", _ALL, own.press_places, _OWN, own_refuge),
    staff_page("GET", _NEW, place.show_new, _OWN, own_refuge),
    staff_page("POST", _NEW, place.press_new, _OWN, own_refuge),
    staff_page("GET", _ONE, place.show_place, _OWN, own_place),
    staff_page("POST", _ONE, place.press_place, _OWN, own_place),
]
