"""Addresses that would give her away, or let somebody pretend, are refused."""

import pytest

from portal.settings import read_settings
from tests.portal.settings.refusals import refusal_of


@pytest.mark.parametrize(
    ("given", "origin"),
    [
        ("https://desk.example", "https://desk.example"),
        ("https://Desk.Example:443/", "https://desk.example"),
        ("https://desk.example:8443", "https://desk.example:8443"),
        ("http://localhost:8000", "http://localhost:8000"),
        ("http://127.0.0.1:80", "http://127.0.0.1"),
        ("http://[::1]:8000", "http://[::1]:8000"),
        ("https://xn--mnchen-3ya.example", "https://xn--mnchen-3ya.example"),
    ],
)
def test_the_origin_is_kept_as_browsers_write_it(given: str, origin: str) -> None:
    settings = read_settings({"PORTAL_PUBLIC_URL": given})
    assert settings.origin == settings.public_url == origin
    assert settings.is_https is origin.startswith("https")


@pytest.mark.parametrize(
    "url",
    ["http://desk.example", "http://192.168.0.4:8000", "http://localhost.example", "ftp://desk.x"],
)
def test_only_localhost_may_do_without_https(url: str) -> None:
    assert "https" in refusal_of(PORTAL_PUBLIC_URL=url)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "desk.example",
        "https://",
        "https:///",
        "https://desk.example/portal",
        "https://desk.example?x",
        "https://desk.example#",
        "https://somebody@desk.example",
        "https://:word@desk.example",
        "https://desk.example:eighty",
        "https://desk.example:99999",
        "https://[::1",
        "https://desk example",
        "https://desk.exam\nple",
        "https://désk.example",
        "https://desk.example;x",
    ],
)
def test_an_origin_that_no_browser_would_send_is_refused(url: str) -> None:
    refusal_of(PORTAL_PUBLIC_URL=url)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "http://weather.example",
        "javascript:alert(1)",
        "https://",
        "https://a@weather.example",
        "https://weather.example/a b",
        "https://weather.example/\r\nset-cookie: x",
        "https://weather.example/;url=x",
        'https://weather.example/"',
        "https://weather.example/é",
        "https://weather.example:x/",
    ],
)
def test_an_exit_that_would_break_a_header_or_a_page_is_refused(url: str) -> None:
    refusal_of(PORTAL_EXIT_URL=url)


@pytest.mark.parametrize(
    "exit_url", ["https://desk.example/x", "https://DESK.example:8443", "https://www.desk.example"]
)
def test_the_exit_leads_to_another_site(exit_url: str) -> None:
    public = {"PORTAL_PUBLIC_URL": "https://desk.example"}
    elsewhere = "https://notdesk.example"
    assert read_settings({**public, "PORTAL_EXIT_URL": elsewhere}).exit_url == elsewhere
    assert "another site" in refusal_of(PORTAL_EXIT_URL=exit_url, **public)


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("PORTAL_PUBLIC_NAME", "Domestic Abuse One Stop Shop"),
        ("PORTAL_PUBLIC_NAME", "VICTIM SUPPORT"),
        ("PORTAL_PUBLIC_URL", "https://citysurvivors.example"),
        ("PORTAL_PUBLIC_URL", "https://portal.refuge.example"),
        ("PORTAL_EXIT_URL", "https://weather.example/rape-crisis"),
    ],
)
def test_a_telling_word_is_refused_in_name_host_and_exit(variable: str, value: str) -> None:
    """V-07."""
    assert "tells a stranger nothing" in refusal_of(**{variable: value})


@pytest.mark.parametrize(
    "name", ["Drapers’ Hall", "Grapevine advice", "Harmony Centre", "Therapy rooms", "Old Pharmacy"]
)
def test_a_name_that_only_looks_telling_is_accepted(name: str) -> None:
    assert read_settings({"PORTAL_PUBLIC_NAME": name}).public_name == name
    assert "“rape”" in refusal_of(PORTAL_PUBLIC_NAME=f"{name} Rape Line")


@pytest.mark.parametrize("name", ["", "  ", "x" * 41, "Desk\nDesk", "Desk\u202edeks"])
def test_the_public_name_is_one_short_line(name: str) -> None:
    refusal_of(PORTAL_PUBLIC_NAME=name)


@pytest.mark.parametrize("host", ["", "a b", "http://x"])
def test_a_host_to_listen_on_is_a_bare_name(host: str) -> None:
    refusal_of(PORTAL_HOST=host)


@pytest.mark.parametrize("port", ["", "0", "65536", "-1", "8000x", "1" * 5000])
def test_a_port_is_a_number_that_ports_have(port: str) -> None:
    assert read_settings({"PORTAL_PORT": "65535"}).port == 65535
    refusal_of(PORTAL_PORT=port)


@pytest.mark.parametrize("proxies", ["0.0.0.0/0", "::/0", "10.0.0.2,0.0.0.0/1", "128.0.0.0/1"])
def test_trusting_every_address_as_a_proxy_is_refused(proxies: str) -> None:
    assert read_settings({"PORTAL_TRUSTED_PROXIES": "10.0.0.0/8, fd00::1"}).trusted_proxies
    assert "pretend" in refusal_of(PORTAL_TRUSTED_PROXIES=proxies)


@pytest.mark.parametrize("proxies", ["*", "proxy.example", "10.0.0.2;10.0.0.3"])
def test_a_proxy_is_an_address_or_a_network(proxies: str) -> None:
    assert "no address" in refusal_of(PORTAL_TRUSTED_PROXIES=proxies)
