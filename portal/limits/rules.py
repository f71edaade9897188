"""When a try may go ahead: always at some moment, never not at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

Moments = Sequence[datetime]


class Gate(Enum):
    """What tries wait in front of."""

    LOOK_UP = "look_up"
    BOOK = "book"


@dataclass(frozen=True, slots=True)
class Pace:
    """At most so many within any stretch of so long."""

    most: int
    within: timedelta

    def free_from(self, at: datetime, latest: Moments) -> datetime:
        """The first moment from `at` on for one more; `latest` are those before it, last first."""
        if len(latest) < self.most:
            return at
        return max(at, latest[self.most - 1] + self.within)

    def excess(self, at: datetime, latest: Moments) -> int:
        """How many too many one more would make at `at`."""
        recent = sum(at - moment < self.within for moment in latest)
        return max(0, recent + 1 - self.most)


# What a network without failures has whatever others do, so that nobody can lock her out. Ten
# thousand networks of an attacker get 30,000 tries a day out of it.
KEPT = Pace(3, timedelta(hours=1))

# A network that failed. Kind, as many a phone shares its network with a thousand others: two
# tries in a row, and never more than ten minutes to the next where nobody else is waiting.
NETWORK = Pace(2, timedelta(minutes=10))

# Tries at the same words, from anywhere. Whoever saw her words has only four digits to guess, and
# at this pace three weeks reach 210 of 10,000.
ABOUT = Pace(10, timedelta(days=1))

# All tries together. A year of it, with the 30,000 a day above, is 42 million: at 50 live phrases
# of 36 bits and 10,000 digits each, two in a million to meet any one of them.
EVERYONE = Pace(60, timedelta(minutes=1))

# How long a failure is held against its network.
MEMORY = timedelta(days=1)

# A page asks again at least so often: her turn may come sooner than it looked.
ASK_AGAIN = timedelta(minutes=1)

# No place is kept further ahead: an idle journey ends after ten minutes, and a line full of
# distant places would shut a shared network to everybody else on it.
FURTHEST_PLACE = timedelta(minutes=10)

# A place that nobody took up is forgotten so long after its moment.
GRACE = timedelta(minutes=2)

# A household, a library or a support worker books a few; twenty in ten minutes is more than a
# whole morning holds.
BOOKINGS_OF_NETWORK = Pace(3, timedelta(hours=1))
BOOKINGS_OF_ALL = Pace(20, timedelta(minutes=10))

# Each booking too many waits so much longer, up to the longest: slowed, never shut out.
BOOKING_STEP = timedelta(seconds=5)
LONGEST_BOOKING_WAIT = timedelta(minutes=1)


def is_kept(at: datetime, network: Moments) -> bool:
    """Whether the network has one of its three an hour left, and no failure from before them.

    A try counts as a failure until it is given back.
    """
    return len(network) < KEPT.most and all(at - moment < KEPT.within for moment in network)


def moment_to_look_up(
    at: datetime, *, network: Moments, about: Moments, everyone: Moments
) -> datetime:
    """When this try may go ahead: `at`, or the first later moment that keeps every pace.

    Each argument holds the moments of tries of the last day, places in line included, last first.
    """
    if is_kept(at, network):
        return at
    return max(
        NETWORK.free_from(at, network),
        ABOUT.free_from(at, about),
        EVERYONE.free_from(at, everyone),
    )


def moment_to_book(at: datetime, *, network: Moments, everyone: Moments) -> datetime:
    """`at`, or in a burst, which a person then looks at, up to a minute later (S-57)."""
    excess = max(
        BOOKINGS_OF_NETWORK.excess(at, network),
        BOOKINGS_OF_ALL.excess(at, everyone),
    )
    return at + min(excess * BOOKING_STEP, LONGEST_BOOKING_WAIT)


def network_of(address: str) -> str:
    """The network that an address belongs to: /24 of IPv4, /56 of IPv6, as providers give them out.

    IPv4 carried inside IPv6 counts as IPv4. What is no address is one network of its own.
    """
    try:
        ip = _unwrapped(ip_address(address.partition("%")[0]))
    except ValueError:
        return "unknown"
    return str(ip_network((ip, 24 if ip.version == 4 else 56), strict=False))


NAT64 = ip_network("64:ff9b::/96")


def _unwrapped(ip: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    if isinstance(ip, IPv4Address):
        return ip
    if ip in NAT64:
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else ip)
