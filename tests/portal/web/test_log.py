"""Nothing that anybody typed, carries or is called reaches a log (P-07, S-50)."""

import io
import json
import logging
import warnings

import pytest

from portal.web import log
from tests.portal.web.small_house import CANARY, OURS, SmallHouse

ALLOWED = {"time", "level", "event", "method", "route", "status", "milliseconds", "error", "at"}


@pytest.fixture
def lines(logs_as_before: None) -> io.StringIO:
    """All that the process logs from here on."""
    stream = io.StringIO()
    log.log_to(stream)
    return stream


def read(lines: io.StringIO) -> list[dict[str, object]]:
    """Every line, each of which must be JSON with allowed keys alone, and without the canary."""
    text = lines.getvalue()
    assert CANARY.lower() not in text.lower()
    found = [json.loads(line) for line in text.splitlines()]
    assert found
    assert set().union(*found) <= ALLOWED
    return found


def test_a_request_is_one_line_with_its_route_as_declared(
    house: SmallHouse, lines: io.StringIO
) -> None:
    house.client().get("/plain")
    (line,) = read(lines)
    assert (line["method"], line["route"], line["status"]) == ("GET", "/plain", 200)
    assert line["event"] == "request"
    assert isinstance(line["milliseconds"], float)
    assert str(line["time"]).endswith("+00:00")


CARRIED = {
    "cookie": f"s={CANARY}; {CANARY}=1",
    "user-agent": CANARY,
    "referer": f"http://localhost:8000/{CANARY}",
    "accept-language": CANARY,
    "hx-current-url": CANARY,
    "x-forwarded-for": CANARY,
    "authorization": CANARY,
    CANARY: CANARY,
}


@pytest.mark.parametrize(
    ("method", "path", "body", "headers", "status"),
    [
        ("GET", f"/plain?{CANARY}={CANARY}#{CANARY}", None, {}, 200),
        ("GET", f"/?{CANARY}", None, {"host": f"{CANARY}.example"}, 200),
        ("POST", f"/?{CANARY}", {CANARY: CANARY, "called": CANARY}, OURS, 303),
        ("POST", "/", {CANARY: CANARY}, {"origin": f"https://{CANARY}.example"}, 403),
        ("POST", "/refuses", {"called": CANARY}, OURS, 422),
        ("GET", f"/{CANARY}", None, {}, 404),
        ("GET", f"/static/{CANARY}/{CANARY}", None, {}, 404),
        ("PUT", f"/plain?{CANARY}", None, {}, 405),
        (CANARY.upper(), "/plain", None, {}, 405),
        ("POST", "/", {"called": CANARY * 5000}, OURS, 413),
        ("POST", "/", None, {**OURS, "content-type": CANARY}, 303),
        ("GET", f"/breaks?{CANARY}", None, {}, 500),
        ("POST", "/breaks", {"called": CANARY}, OURS, 500),
    ],
)
def test_no_line_holds_what_the_other_side_sent(
    house: SmallHouse,
    lines: io.StringIO,
    method: str,
    path: str,
    body: dict[str, str] | None,
    headers: dict[str, str],
    status: int,
) -> None:
    answer = house.client().request(method, path, data=body, headers={**CARRIED, **headers})
    assert answer.status_code == status
    line = read(lines)[-1]
    assert (line.get("status") == status) is (status != 500)


def test_a_refusal_is_a_line_too(house: SmallHouse, lines: io.StringIO) -> None:
    client = house.client()
    client.post("/")
    client.get("/nowhere")
    client.put("/plain")
    client.request("BREW", "/plain")
    said = [(line["method"], line["route"], line["status"]) for line in read(lines)]
    assert said == [
        ("POST", "/", 403),
        ("GET", "none", 404),
        ("PUT", "/plain", 405),
        ("other", "/plain", 405),
    ]


def test_of_an_error_kind_and_place_are_logged_and_not_its_words(
    house: SmallHouse, lines: io.StringIO
) -> None:
    house.client().get("/breaks")
    (line,) = read(lines)
    assert (line["event"], line["level"], line["error"]) == ("unhandled", "error", "RuntimeError")
    assert str(line["at"]).startswith("break_down:")


@pytest.mark.parametrize(
    "name", ["uvicorn.error", "sqlalchemy.engine", "alembic", "asyncio", "portal", "portal.web"]
)
def test_of_a_librarys_record_only_its_loggers_name_is_logged(
    lines: io.StringIO, name: str
) -> None:
    logger = logging.getLogger(name)
    logger.error("said %s", CANARY)
    logger.error(CANARY, extra={"error": CANARY, "at": CANARY, "route": CANARY})
    logger.error({CANARY: 1})
    logger.error(ValueError(CANARY))
    try:
        raise ValueError(CANARY)
    except ValueError:
        logger.exception("went wrong", stack_info=True)
    found = read(lines)
    assert len(found) == 5
    assert all(line["event"] == "library" and line["at"] == name for line in found)


@pytest.mark.parametrize(
    ("said", "given"), [("%d", (CANARY,)), ("%s %s", (CANARY,)), ("%(x)s", ())]
)
def test_a_record_that_does_not_fit_its_words_is_a_line_like_any_other(
    said: str, given: tuple[str, ...]
) -> None:
    record = logging.LogRecord("uvicorn.error", logging.ERROR, CANARY, 1, said, given, None)
    line = json.loads(log.AllowedKeysOnly().format(record))
    assert line == {"time": line["time"], "level": "error", "event": "library", "at": record.name}


def test_libraries_are_heard_from_warnings_on(lines: io.StringIO) -> None:
    logging.getLogger("uvicorn.error").info("started")
    assert lines.getvalue() == ""
    logging.getLogger("uvicorn.error").warning("refused")
    assert len(read(lines)) == 1


def test_a_warning_of_the_language_is_a_line_without_words(lines: io.StringIO) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.warn(CANARY, stacklevel=1)
    (line,) = read(lines)
    assert (line["level"], line["at"]) == ("warning", "py.warnings")


def test_before_anybody_listens_nothing_is_written(
    house: SmallHouse, capsys: pytest.CaptureFixture[str]
) -> None:
    house.client().get("/plain")
    house.client().get("/nowhere")
    assert capsys.readouterr() == ("", "")
