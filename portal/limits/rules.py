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
    HOLD = "hold"
    BOOK = "book"
    SIGN_IN = "sign_in"


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

# A network that failed. Kind, as many a phone shares its network with a thousand others, and with
# whoever would like to lock it out: what protects is the total and the pace for the same words.
NETWORK = Pace(20, timedelta(minutes=10))

# Tries at the same words, from anywhere. Whoever saw her words has only four digits to guess. A
# network without failures may go on to the second number and no further: a visit that somebody is
# guessing at is better shut for a day than opened to him, and costs her no place. So whoever has
# many networks reaches 210 of 10,000 in a week.
ABOUT = Pace(10, timedelta(days=1))
ABOUT_FROM_ANYWHERE = Pace(30, timedelta(days=1))

# All tries together. A year of it, with the 30,000 a day above, is 42 million: at 50 live phrases
# of 36 bits and 10,000 digits each, two in a million to meet any one of them.
EVERYONE = Pace(60, timedelta(minutes=1))

# Failed sign-ins of staff. A network without failures is let through whatever others do at the
# account, and nobody waits longer than this: whoever knows an address must not shut its owner out.
# Against guessing stand the pass-phrase and a second factor; a passkey is at no gate.
SIGN_INS_AT_ACCOUNT = Pace(10, timedelta(minutes=10))

# How long a failure is held against its network.
MEMORY = timedelta(days=1)

# A page asks again at least so often: her turn may come sooner than it looked.
ASK_AGAIN = timedelta(minutes=1)

# No moment is promised further ahead: an idle journey ends after ten minutes.
FURTHEST_PLACE = timedelta(minutes=10)

# Whoever waits for her network stands in line: first come, first through, and no moment is promised
# to anybody. Promised moments were all taken by the quickest script at the moment they opened, and
# shut the network to all others without being used. In the line, only those count who came before
# her and still ask: however many come after her, she waits for (those before her) / NETWORK. A draw
# among those waiting would take as long in the middle, and have no end for the unlucky.
# The row of one in line stands so far ahead of when she last asked: beyond every real moment.
IN_LINE = timedelta(days=1)

# A moment that nobody took up, or a place in line that nobody asks for, is forgotten so long after.
GRACE = timedelta(minutes=2)

# So many visits may be held from one network at a time, whoever holds them: a hold lives for ten
# minutes, and a morning must not be held away by one script.
HOLDS_OF_NETWORK = Pace(10, timedelta(minutes=10))

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
        return ABOUT_FROM_ANYWHERE.free_from(at, about)
    return max(
        NETWORK.free_from(at, network),
        ABOUT.free_from(at, about),
        EVERYONE.free_from(at, everyone),
    )


def stands_in_line(at: datetime, moment: datetime, *, network: Moments, about: Moments) -> bool:
    """Whether a look-up that may go ahead at `moment` waits in its network's line until then.

    Not for words that are spent: they would stop everybody behind them for the rest of the day.
    """
    if ABOUT.free_from(at, about) - at > FURTHEST_PLACE:
        return False
    return moment - at > FURTHEST_PLACE or NETWORK.free_from(at, network) > at


def moment_to_sign_in(
    at: datetime, *, network: Moments, about: Moments, everyone: Moments
) -> datetime:
    """When somebody may try to sign in: `at`, or a moment at most ten minutes later (P-03)."""
    if is_kept(at, network):
        return at
    return max(
        NETWORK.free_from(at, network),
        SIGN_INS_AT_ACCOUNT.free_from(at, about),
        EVERYONE.free_from(at, everyone),
    )


def moment_to_book(at: datetime, *, network: Moments, everyone: Moments) -> datetime:
    """`at`, or in a burst, which a person then looks at, up to a minute later (S-57)."""
    excess = max(
        BOOKINGS_OF_NETWORK.excess(at, network),
        BOOKINGS_OF_ALL.excess(at, everyone),
    )
    return at + min(excess * BOOKING_STEP, LONGEST_BOOKING_WAIT)


def moment_to_hold(at: datetime, *, network: Moments) -> datetime:
    """`at`, or the first later moment at which one of the network's holds has run out."""
    return HOLDS_OF_NETWORK.free_from(at, network)


def network_of(address: str) -> str:
    """The network that an address belongs to: /24 of IPv4, /48 of IPv6: what one customer has.

    IPv4 carried inside IPv6 counts as IPv4. What is no address is one network of its own.
    """
    try:
        ip = _unwrapped(ip_address(_without_port(address).partition("%")[0]))
    except ValueError:
        return "unknown"
    return str(ip_network((ip, 24 if ip.version == 4 else 48), strict=False))


def _without_port(address: str) -> str:
    """Some proxies write the port along: "192.0.2.1:5000", "[2001:db8::1]:5000"."""
    if address.startswith("["):
        return address[1:].partition("]")[0]
    return address.partition(":")[0] if address.count(":") == 1 else address


NAT64 = ip_network("64:ff9b::/96")


def _unwrapped(ip: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    if isinstance(ip, IPv4Address):
        return ip
    if ip in NAT64:
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else ip)
