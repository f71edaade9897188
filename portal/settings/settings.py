"""What the deployer decides, as one frozen value."""

from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from zoneinfo import ZoneInfo


class AddressShown(Enum):
    """When her pages show where the session is (V-18)."""

    ALWAYS = "always"
    AFTER_BOOKING = "after-booking"
    BY_PHONE = "by-phone"


class CarrierChoice(Enum):
    """Who carries texts; without a choice, nobody (S-53)."""

    CONSOLE = "console"
    TWILIO = "twilio"


@dataclass(frozen=True, slots=True)
class Settings:
    """All that the deployer decides. Moments and rooms are no settings: they are the directory."""

    database_url: str
    keys_file: Path
    public_name: str
    public_url: str
    phone: str
    phone_hours: str
    exit_url: str
    second_phrase: bool
    welsh: bool
    timezone: ZoneInfo
    host: str
    port: int
    trusted_proxies: tuple[str, ...]
    address_shown: AddressShown
    carrier: CarrierChoice
    twilio_account: str
    twilio_token_file: Path | None
    twilio_sender: str
    smtp_host: str
    smtp_port: int
    smtp_user: str
    smtp_password_file: Path | None
    smtp_sender: str
    most_messages_a_day: int
    most_messages_a_number: int
    most_messages_a_visit: int
    most_read_an_hour: int
    most_read_a_day: int
    read_near_days: int

    @property
    def is_https(self) -> bool:
        return self.public_url.startswith("https://")

    @property
    def origin(self) -> str:
        """As browsers send it: `public_url` is kept in that form."""
        return self.public_url
