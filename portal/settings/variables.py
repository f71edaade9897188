"""The environment's variables, one by one: name, default, and how each is read."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from portal.settings import addresses, outward
from portal.settings.addresses import is_same_site
from portal.settings.numbers import at_most
from portal.settings.settings import AddressShown, Settings
from portal.settings.unsafe import UnsafeSettings
from portal.settings.words import line_of, neutral

Value = TypeVar("Value")


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Settings from variables named PORTAL_…  Raises UnsafeSettings naming every wrong one."""
    wrong: list[str] = []

    def take(name: str, default: str, read: Callable[[str], Value]) -> Value | None:
        try:
            return read(environment.get(name, default))
        except ValueError as refusal:
            wrong.append(f"{name}: {refusal}")
            return None

    values = {
        field: take(name, default, read) for field, (name, default, read) in VARIABLES.items()
    }
    wrong += _unknown(environment)
    if wrong:
        raise UnsafeSettings("\n".join(wrong))
    return _agreeing(Settings(**values))  # type: ignore[arg-type]


def _unknown(environment: Mapping[str, str]) -> list[str]:
    known = {name for name, _, _ in VARIABLES.values()}
    unknown = {name for name in environment if name.upper().startswith("PORTAL_")} - known
    return [f"{name}: is no setting of the portal" for name in sorted(unknown)]


def _agreeing(settings: Settings) -> Settings:
    """The settings. Raises UnsafeSettings where two of them cannot both be."""
    wrong = []
    if is_same_site(settings.exit_url, settings.public_url):
        wrong.append("PORTAL_EXIT_URL: must lead to another site than PORTAL_PUBLIC_URL")
    if settings.phone_hours and not settings.phone:
        wrong.append("PORTAL_PHONE_HOURS: are the hours of no phone; set PORTAL_PHONE too")
    if settings.address_shown is AddressShown.BY_PHONE and not settings.phone:
        wrong.append("PORTAL_ADDRESS_SHOWN: by-phone needs PORTAL_PHONE, or nobody finds the place")
    wrong += outward.missing(settings)
    if wrong:
        raise UnsafeSettings("\n".join(wrong))
    return settings


def _public_name(text: str) -> str:
    if not text.strip():
        raise ValueError("must have 1 to 40 characters")
    return neutral(line_of(text, 40))


def _phone(text: str) -> str:
    line = line_of(text, 40)
    digits = sum(character in "0123456789" for character in line)
    if line and (not 3 <= digits <= 15 or line.strip("0123456789 +()-")):
        raise ValueError("must be a phone number, or empty where there is none")
    return line


def _phone_hours(text: str) -> str:
    return line_of(text, 80)


def _timezone(text: str) -> ZoneInfo:
    try:
        return ZoneInfo(text)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise ValueError(f"“{text}” is no time zone, such as Europe/London") from None


def _address_shown(text: str) -> AddressShown:
    try:
        return AddressShown(text)
    except ValueError:
        choices = ", ".join(choice.value for choice in AddressShown)
        raise ValueError(f"must be one of {choices}") from None


def _on_or_off(text: str) -> bool:
    if text not in ("on", "off"):
        raise ValueError("must be on or off")
    return text == "on"


def _path(text: str) -> Path:
    if not text:
        raise ValueError("names no file")
    return Path(text)


# field: (variable, default, how it is read).
VARIABLES: dict[str, tuple[str, str, Callable[[str], object]]] = {
    "database_url": ("PORTAL_DATABASE_URL", "sqlite:///portal.db", addresses.database_url),
    "keys_file": ("PORTAL_KEYS_FILE", "portal.keys", _path),
    "public_name": ("PORTAL_PUBLIC_NAME", "Advice morning", _public_name),
    "public_url": ("PORTAL_PUBLIC_URL", "http://localhost:8000", addresses.public_url),
    "phone": ("PORTAL_PHONE", "", _phone),
    "phone_hours": ("PORTAL_PHONE_HOURS", "", _phone_hours),
    "exit_url": ("PORTAL_EXIT_URL", "https://www.bbc.co.uk/weather", addresses.exit_url),
    "second_phrase": ("PORTAL_SECOND_PHRASE", "off", _on_or_off),
    "welsh": ("PORTAL_WELSH", "off", _on_or_off),
    "timezone": ("PORTAL_TIMEZONE", "Europe/London", _timezone),
    "host": ("PORTAL_HOST", "127.0.0.1", addresses.host),
    "port": ("PORTAL_PORT", "8000", addresses.port),
    "trusted_proxies": ("PORTAL_TRUSTED_PROXIES", "", addresses.proxies),
    "address_shown": ("PORTAL_ADDRESS_SHOWN", "after-booking", _address_shown),
    "most_read_an_hour": ("PORTAL_MOST_READ_AN_HOUR", "15", at_most(1_000)),
    "most_read_a_day": ("PORTAL_MOST_READ_A_DAY", "40", at_most(10_000)),
    "read_near_days": ("PORTAL_READ_NEAR_DAYS", "28", at_most(366)),
    **outward.VARIABLES,
}
