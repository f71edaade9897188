"""The one cookie says nothing, goes to nobody else, and ends with the browser (S-20)."""

import pytest
from starlette.requests import Request
from starlette.responses import Response

from portal.settings import read_settings
from portal.web import cookie

PLAIN = read_settings({})
HTTPS = read_settings({"PORTAL_PUBLIC_URL": "https://desk.example"})


def given(value: str, https: bool) -> list[str]:
    answer = cookie.give(Response(), value, HTTPS if https else PLAIN)
    return answer.headers["set-cookie"].split("; ")


def carrying(header: str) -> Request:
    return Request({"type": "http", "headers": [(b"cookie", header.encode())]})


def test_no_script_and_no_other_site_gets_it_and_it_ends_with_the_browser() -> None:
    assert set(given("x", https=False)) == {"s=x", "HttpOnly", "Path=/", "SameSite=strict"}


def test_behind_https_it_goes_over_https_alone_and_to_this_host_alone() -> None:
    assert set(given("x", https=True)) == {
        "__Host-s=x",
        "HttpOnly",
        "Path=/",
        "SameSite=strict",
        "Secure",
    }


def test_a_token_cannot_be_guessed() -> None:
    tokens = {cookie.new_token() for _ in range(1000)}
    assert len(tokens) == 1000
    assert {len(token) for token in tokens} == {43}


@pytest.mark.parametrize(
    ("header", "token", "there"),
    [
        ("s=abc", "abc", True),
        ("s=0", "", True),
        ("s=", "", True),
        ("", "", False),
        ("t=abc", "", False),
        ("s=" + "x" * 5000, "x" * 100, True),
    ],
)
def test_strangers_carry_no_token_with_a_cookie_or_without(
    header: str, token: str, there: bool
) -> None:
    assert cookie.token(carrying(header), PLAIN) == token
    assert cookie.is_there(carrying(header), PLAIN) is there


def test_behind_https_a_cookie_that_another_host_could_have_set_is_none() -> None:
    assert cookie.token(carrying("s=abc"), HTTPS) == ""
    assert cookie.token(carrying("__Host-s=abc"), HTTPS) == "abc"
