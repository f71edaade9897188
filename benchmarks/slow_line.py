"""What a slow line makes of a page: so long for each trip there and back, and for each byte.

The line is that of V-02: 35 kB a second and 800 ms from a request to its answer. A trip is one
request that waits for another's answer; what is asked for at once shares a trip and the line. To
open the line is not counted, as it is not where browsers emulate one: it costs a trip for the name,
one for TCP and one for TLS 1.3, before the first page and after each pause in which a proxy closes
it. The server's own milliseconds are not counted either.
"""

from benchmarks.wire import Traffic

TRIP = 0.8
SPEED = 35_000

# What V-02 allows until the first page can be used, and for each step after it.
FIRST_IN = 3.0
STEP_IN = 2.0

# What a server sends before it waits to hear that any of it came: ten full packets.
FLIGHT = 14_600


def seconds(carried: Traffic, *, trips: int) -> float:
    """Until all of it has come. `carried` is counted both ways, since such a line is one."""
    return trips * TRIP + (carried.received + carried.sent) / SPEED
