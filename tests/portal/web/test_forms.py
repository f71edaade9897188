"""What was typed arrives clean and within limits, or is refused."""

import asyncio
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import Message

from portal.web import forms
from portal.web.forms import (
    MOST_BYTES,
    MOST_CHARACTERS,
    MOST_FIELDS,
    clean,
    one,
    read_form,
    ticked,
)
from tests.looping import in_a_loop
from tests.portal.web.small_house import OURS, SmallHouse

FORM = {**OURS, "content-type": "application/x-www-form-urlencoded"}


def send(house: SmallHouse, body: "str | bytes | Iterator[bytes]", **headers: str) -> int:
    answer = house.client().post("/", content=body, headers={**FORM, **headers})
    return answer.status_code


def test_every_field_arrives_with_all_that_was_typed_under_it(house: SmallHouse) -> None:
    assert send(house, "need=housing&need=legal&name=Zo%C3%AB+K.&empty=") == 303
    assert house.heard.typed == [
        {"need": ["housing", "legal"], "name": ["Zoë K."], "empty": [""]},
    ]


def test_a_body_up_to_the_limit_is_read_and_one_byte_more_is_not(house: SmallHouse) -> None:
    fits = "a=" + "x" * (MOST_BYTES - 2)
    assert send(house, fits) == 303
    assert send(house, fits + "x") == 413
    assert len(house.heard.typed) == 1


def test_a_body_that_does_not_say_how_long_it_is_has_the_same_limit(house: SmallHouse) -> None:
    def pieces(count: int) -> Iterator[bytes]:
        yield b"a="
        yield from (b"x" * 1024 for _ in range(count))

    assert send(house, pieces(30)) == 303
    assert send(house, pieces(40)) == 413
    assert len(house.heard.typed) == 1


@in_a_loop
async def test_no_more_of_a_body_is_read_than_a_form_may_have() -> None:
    read = 0

    async def endless() -> Message:
        nonlocal read
        read += 1024
        return {"type": "http.request", "body": b"x" * 1024, "more_body": True}

    with pytest.raises(HTTPException) as refusal:
        await read_form(Request({"type": "http", "headers": []}, endless))
    assert refusal.value.status_code == 413
    assert read == MOST_BYTES + 1024


@in_a_loop
async def test_a_body_that_breaks_off_is_no_error_of_ours() -> None:
    async def gone() -> Message:
        return {"type": "http.disconnect"}

    with pytest.raises(HTTPException) as refusal:
        await read_form(Request({"type": "http", "headers": []}, gone))
    assert refusal.value.status_code == 400


@in_a_loop
async def test_a_body_that_never_ends_is_waited_for_a_while_and_no_longer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(forms, "LONGEST_SENDING", 0.05)

    drops = iter(range(200))

    async def drip() -> Message:
        await asyncio.sleep(0.02)
        return {"type": "http.request", "body": b"x", "more_body": next(drops) < 150}

    with pytest.raises(HTTPException) as refusal:
        await read_form(Request({"type": "http", "headers": []}, drip))
    assert refusal.value.status_code == 400


def test_fields_up_to_the_limit_are_read_and_one_more_is_refused(house: SmallHouse) -> None:
    assert send(house, "&".join(f"f{n}=1" for n in range(MOST_FIELDS))) == 303
    assert send(house, "&".join(f"f{n}=1" for n in range(MOST_FIELDS + 1))) == 413
    assert len(house.heard.typed) == 1


def test_a_field_that_is_too_long_is_cut_and_not_lost(house: SmallHouse) -> None:
    send(house, f"story={'x' * 3000}&{'n' * 100}=y")
    typed = house.heard.typed[0]
    assert typed["story"] == ["x" * MOST_CHARACTERS]
    assert typed["n" * 60] == ["y"]


@pytest.mark.parametrize(
    "kind",
    ["application/json", "multipart/form-data; boundary=x", "text/plain", ""],
)
def test_another_kind_of_body_is_refused(house: SmallHouse, kind: str) -> None:
    """Other sites can send text and multipart without asking first."""
    assert send(house, "a=b", **{"content-type": kind}) == 415
    ours = "Application/X-WWW-Form-Urlencoded; charset=UTF-8"
    assert send(house, "a=b", **{"content-type": ours}) == 303


def test_an_empty_post_is_an_empty_form(house: SmallHouse) -> None:
    assert house.client().post("/", headers=OURS).status_code == 303
    assert house.heard.typed == [{}]


def test_bytes_that_are_no_text_do_no_harm(house: SmallHouse) -> None:
    assert send(house, b"a=%FF%FE&b=\xff\x00&%ZZ&=&&") == 303
    assert house.heard.typed[0]["a"] == ["\ufffd\ufffd"]


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Sunita  ", "Sunita"),
        ("a\x00b\x07c\x1bd\x7f", "abcd"),
        ("one\r\ntwo\nthree", "one\ntwo\nthree"),
        ("one\ttwo", "one two"),
        ("admin\u202egnp.exe", "admingnp.exe"),
        ("a\u200bb\ufeffc\u2060d\u00ade", "abcde"),
        ("\ud800x\ue000y\U000e0041", "xy"),
        ("e\u0301", "é"),
        ("e\u200b\u0301", "é"),
        ("می‌خواهم", "می‌خواهم"),
        ("क्‍ष", "क्‍ष"),
        ("👩‍👧", "👩‍👧"),
        ("❤\ufe0f", "❤\ufe0f"),
    ],
)
def test_what_cannot_be_seen_is_dropped_and_the_joiners_of_scripts_stay(
    typed: str, kept: str
) -> None:
    assert clean(typed) == kept


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)


def test_one_is_the_last_value_and_a_tick_says_yes() -> None:
    assert one({"a": ["1", "2"]}, "a") == "2"
    assert one({"a": []}, "a") == one({}, "a") == ""
    assert ticked({"a": ["yes"]}, "a")
    assert not ticked({"a": ["no"]}, "a")
    assert not ticked({}, "a")
