"""Every address of the day, each with who may use it."""

from starlette.routing import BaseRoute

from bookings.day.routes import board, door, messages, planning, replan

routes: list[BaseRoute] = [*board.routes, *door.routes, *replan.routes, *planning.routes]
routes += messages.routes
