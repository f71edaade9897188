"""The portal starts with safe settings only, and says of every other one which it is and why."""

from dataclasses import fields
from pathlib import Path

import pytest

from portal.serving import as_environment
from portal.settings import AddressShown, Settings, UnsafeSettings, read_settings
from portal.settings.variables import VARIABLES
from tests.portal.settings.refusals import refusal_of

EVERY = {
    "PORTAL_DATABASE_URL": "postgresql://portal@db.example/portal?sslmode=verify-full",
    "PORTAL_KEYS_FILE": "/run/keys/portal.keys",
    "PORTAL_PUBLIC_NAME": "Tuesday desk",
    "PORTAL_PUBLIC_URL": "https://desk.example:8443",
    "PORTAL_PHONE": "+44 (0)1632 960-010",
    "PORTAL_PHONE_HOURS": "Monday to Friday, 9:30 to 16:30",
    "PORTAL_EXIT_URL": "https://weather.example/today?city=x",
    "PORTAL_SECOND_PHRASE": "on",
    "PORTAL_WELSH": "on",
    "PORTAL_TIMEZONE": "Europe/Warsaw",
    "PORTAL_HOST": "0.0.0.0",
    "PORTAL_PORT": "9000",
    "PORTAL_TRUSTED_PROXIES": "10.0.0.2, 192.168.7.9/24",
    "PORTAL_ADDRESS_SHOWN": "by-phone",
    "PORTAL_CARRIER": "twilio",
    "PORTAL_TWILIO_ACCOUNT": "AC" + "0a" * 16,
    "PORTAL_TWILIO_TOKEN_FILE": "/run/keys/twilio",
    "PORTAL_TWILIO_SENDER": "+447400123456",
    "PORTAL_SMTP_HOST": "mail.example",
    "PORTAL_SMTP_PORT": "465",
    "PORTAL_SMTP_USER": "desk",
    "PORTAL_SMTP_PASSWORD_FILE": "/run/keys/mail",
    "PORTAL_SMTP_SENDER": "desk@mornings.example",
    "PORTAL_MOST_MESSAGES_A_DAY": "20",
    "PORTAL_MOST_MESSAGES_A_NUMBER": "1",
    "PORTAL_MOST_MESSAGES_A_VISIT": "1",
    "PORTAL_MOST_READ_AN_HOUR": "5",
    "PORTAL_MOST_READ_A_DAY": "9",
    "PORTAL_READ_NEAR_DAYS": "7",
}


def test_a_newcomer_needs_no_settings() -> None:
    settings = read_settings({"PATH": "/bin", "HOME": "/root"})
    assert settings.public_url == "http://localhost:8000"
    assert settings.host == "127.0.0.1"
    assert settings.trusted_proxies == ()
    assert settings.exit_url == "https://www.bbc.co.uk/weather"


def test_every_setting_can_be_given() -> None:
    assert set(EVERY) == {name for name, _, _ in VARIABLES.values()}
    assert set(VARIABLES) == {field.name for field in fields(Settings)}
    settings, plain = read_settings(EVERY), read_settings({})
    for field in fields(Settings):
        assert getattr(settings, field.name) != getattr(plain, field.name), field.name
    assert settings.keys_file == Path("/run/keys/portal.keys")
    assert settings.trusted_proxies == ("10.0.0.2", "192.168.7.0/24")
    assert settings.address_shown is AddressShown.BY_PHONE


@pytest.mark.parametrize("given", [{}, EVERY])
def test_each_process_of_several_reads_the_same_settings(given: dict[str, str]) -> None:
    settings = read_settings(given)
    assert read_settings(as_environment(settings)) == settings


def test_an_unknown_setting_is_refused_since_it_may_be_a_misspelt_one() -> None:
    assert read_settings({"PORTALS": "1"}) == read_settings({})
    assert "no setting" in refusal_of(PORTAL_TRUSTED_PROXY="10.0.0.2")
    assert "no setting" in refusal_of(portal_port="8001")


def test_every_wrong_setting_is_named_at_once() -> None:
    wrong = {"PORTAL_PORT": "x", "PORTAL_TIMEZONE": "x", "PORTAL_X": "x"}
    with pytest.raises(UnsafeSettings) as refusal:
        read_settings(wrong)
    assert {line.split(":")[0] for line in str(refusal.value).splitlines()} == set(wrong)


@pytest.mark.parametrize("url", ["sqlite:///portal.db", "sqlite:////srv/p.db", "postgresql://h/p"])
def test_a_database_in_a_file_or_at_a_server_is_accepted(url: str) -> None:
    assert read_settings({"PORTAL_DATABASE_URL": url}).database_url == url


@pytest.mark.parametrize(
    "url",
    ["sqlite://", "sqlite:///", "sqlite:///:memory:", "sqlite:///file::memory:?uri=true"],
)
def test_a_database_in_memory_is_refused(url: str) -> None:
    assert "memory is lost" in refusal_of(PORTAL_DATABASE_URL=url)


@pytest.mark.parametrize(
    "url",
    ["", "portal.db", "mysql://h/p", "sqlite+aiosqlite:///p.db", "postgresql+asyncpg://h/p"],
)
def test_another_kind_of_database_is_refused(url: str) -> None:
    refusal_of(PORTAL_DATABASE_URL=url)


def test_the_refusal_of_a_database_never_quotes_its_password() -> None:
    assert "secret" not in refusal_of(PORTAL_DATABASE_URL="postgresql://u:secret@h:port/p")
    assert "secret" not in refusal_of(PORTAL_DATABASE_URL="mysql://u:secret@h/p")


def test_the_keys_file_needs_a_name() -> None:
    refusal_of(PORTAL_KEYS_FILE="")


@pytest.mark.parametrize("zone", ["Europe/London", "Asia/Kathmandu", "UTC"])
def test_a_time_zone_that_machines_know_is_accepted(zone: str) -> None:
    assert read_settings({"PORTAL_TIMEZONE": zone}).timezone.key == zone


@pytest.mark.parametrize("zone", ["", "London", "Europe", "../etc/passwd", "x" * 300])
def test_a_time_zone_that_is_none_is_refused(zone: str) -> None:
    assert "time zone" in refusal_of(PORTAL_TIMEZONE=zone)


@pytest.mark.parametrize("shown", ["", "never", "ALWAYS"])
def test_when_the_address_is_shown_is_one_of_three(shown: str) -> None:
    for each in AddressShown:
        given = {"PORTAL_ADDRESS_SHOWN": each.value, "PORTAL_PHONE": "01632 960010"}
        assert read_settings(given).address_shown is each
    assert "always, after-booking, by-phone" in refusal_of(PORTAL_ADDRESS_SHOWN=shown)


def test_an_address_told_by_phone_needs_a_phone() -> None:
    assert "PORTAL_PHONE" in refusal_of(PORTAL_ADDRESS_SHOWN="by-phone")


def test_a_phone_stands_with_its_hours_or_without_but_no_hours_without_a_phone() -> None:
    assert read_settings({"PORTAL_PHONE": "01632 960010"}).phone == "01632 960010"
    assert "no phone" in refusal_of(PORTAL_PHONE_HOURS="Mondays")


@pytest.mark.parametrize(
    "phone", ["ring us", "ring 01632 960010", "12", "1234567890123456", "01632\n960010", "٠١٦٣٢"]
)
def test_a_phone_that_nobody_could_dial_is_refused(phone: str) -> None:
    refusal_of(PORTAL_PHONE=phone)


@pytest.mark.parametrize("hours", ["x" * 81, "Mondays\nTuesdays"])
def test_the_phones_hours_are_one_short_line(hours: str) -> None:
    refusal_of(PORTAL_PHONE_HOURS=hours, PORTAL_PHONE="01632 960010")
