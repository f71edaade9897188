"""Addresses as the deployer writes them: checked, and brought to the form that is compared."""

import re
from ipaddress import ip_network
from urllib.parse import SplitResult, urlsplit

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from portal.settings.words import neutral

HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?|::1")
ADDRESS = re.compile(r"[!#-&(-+\--:=?-Z_a-~]+")
LOCAL = ("localhost", "127.0.0.1", "::1")
DEFAULT_PORTS = {"https": 443, "http": 80}

# A wider network of proxies than any one owner has: it would let anybody pretend to be another.
WIDEST = {4: 8, 6: 7}


def database_url(text: str) -> str:
    """An address of SQLite in a file, or of PostgreSQL. Raises ValueError, never quoting it."""
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        raise ValueError("is not a database address") from None
    if url.drivername not in ("sqlite", "postgresql"):
        raise ValueError("must begin with sqlite:/// or postgresql://")
    if url.drivername == "sqlite" and (url.query or url.database in (None, "", ":memory:")):
        raise ValueError("must name a file and nothing else: what is only in memory is lost")
    return text


def public_url(text: str) -> str:
    """The origin as browsers write it, without a default port. Raises ValueError."""
    parts = _split(text)
    host, port = parts.hostname or "", parts.port
    if "@" in parts.netloc or parts.path not in ("", "/") or "?" in text or "#" in text:
        raise ValueError("must be an origin alone, such as https://mornings.example")
    if not HOST.fullmatch(host):
        raise ValueError("names no host, in plain letters, digits, dots and hyphens")
    if parts.scheme != "https" and not (parts.scheme == "http" and host in LOCAL):
        raise ValueError("must begin with https:// (http:// only for localhost)")
    origin = f"{parts.scheme}://{f'[{host}]' if ':' in host else host}"
    return neutral(origin if port in (None, DEFAULT_PORTS[parts.scheme]) else f"{origin}:{port}")


def exit_url(text: str) -> str:
    """Where leaving leads to. It goes into a header and a page as it stands. Raises ValueError."""
    parts = _split(text)
    if parts.scheme != "https" or not HOST.fullmatch(parts.hostname or ""):
        raise ValueError("must begin with https:// and name a site")
    if "@" in parts.netloc or not ADDRESS.fullmatch(text):
        raise ValueError("has a character that this address may not have")
    return neutral(text)


def is_same_site(one: str, other: str) -> bool:
    """Whether one address's host is the other's, or lies within it."""
    hosts = [f".{urlsplit(each).hostname}" for each in (one, other)]
    return hosts[0].endswith(hosts[1]) or hosts[1].endswith(hosts[0])


def _split(text: str) -> SplitResult:
    """Raises ValueError on what is no address, a port that is none included."""
    if not text.isprintable() or " " in text:
        raise ValueError("has a character that an address may not have")
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        raise ValueError("is not an address") from None
    return parts


def host(text: str) -> str:
    if not text or any(character.isspace() or character == "/" for character in text):
        raise ValueError("must be a host name or address to listen on")
    return text


def port(text: str) -> int:
    if not text.isdecimal() or not 0 < int(text[:6]) < 65536:
        raise ValueError("must be a number from 1 to 65535")
    return int(text)


def proxies(text: str) -> tuple[str, ...]:
    """Addresses or networks of the proxies in front, separated by commas. Raises ValueError."""
    return tuple(_proxy(part.strip()) for part in text.split(",") if part.strip())


def _proxy(text: str) -> str:
    try:
        network = ip_network(text, strict=False)
    except ValueError:
        raise ValueError(f"“{text}” is no address or network") from None
    if network.prefixlen < WIDEST[network.version]:
        raise ValueError(f"“{text}” is so wide that anybody could pretend to be another network")
    alone = network.prefixlen == network.max_prefixlen
    return str(network.network_address if alone else network)
