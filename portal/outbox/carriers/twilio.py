"""Texts by Twilio: asked to keep neither words nor number, and to try no longer than is safe.

What was certainly not accepted is told apart from what may have been: only the first can be tried
again. Nothing of a message is in any exception or log line of ours.
"""

import logging
from datetime import timedelta

import requests
from twilio.base.exceptions import TwilioException
from twilio.http import HttpClient
from twilio.http.http_client import TwilioHttpClient
from twilio.request_validator import RequestValidator
from twilio.rest import Client
from urllib3.exceptions import MaxRetryError, NewConnectionError

from portal.outbox.rules.outcomes import (
    Accepted,
    Busy,
    Doubtful,
    Meaning,
    Outcome,
    Refused,
    meaning_of,
)
from portal.outbox.rules.verdicts import Send

# Long enough for a slow answer; much shorter than the time after which a message is given up on.
PATIENCE_SECONDS = 15.0
LONGEST_VALID = 36_000
WAIT = timedelta(minutes=2)
TOO_MANY = 429
NOT_FOUND = 404


class Twilio:
    """One account and one sender."""

    def __init__(
        self,
        account: str,
        token: str,
        sender: str,
        status_url: str,
        http: HttpClient | None = None,
    ) -> None:
        # At INFO it logs what is sent, and to whom.
        logging.getLogger("twilio.http_client").setLevel(logging.WARNING)
        client = http or TwilioHttpClient(timeout=PATIENCE_SECONDS)
        self._client = Client(account, token, http_client=client)
        self._sender = sender
        self._status_url = status_url

    def carry(self, send: Send, word: str) -> Outcome:
        """Hand the text over once (S-04: valid for no longer than was decided)."""
        seconds = int(min(send.valid_for.total_seconds(), LONGEST_VALID))
        if seconds < 1:
            return Busy(WAIT)
        try:
            made = self._client.messages.create(
                to=send.to,
                from_=self._sender,
                body=send.text,
                validity_period=seconds,
                status_callback=self._status_url + word,
                content_retention="discard",
                address_retention="obfuscate",
            )
        except TwilioException as refusal:
            return _refused(refusal)
        except requests.RequestException as error:
            return Busy(WAIT) if was_never_reached(error) else Doubtful()
        return Accepted(made.sid or "")

    def forget(self, reference: str) -> bool:
        """Delete it at the provider; what is not there any more is forgotten too."""
        try:
            return bool(self._client.messages(reference).delete())
        except TwilioException as refusal:
            return _status_of(refusal) == NOT_FOUND
        except requests.RequestException:
            return False


class Genuine:
    """Whether a request comes from the provider: its signature over the public address and every
    field. Nobody else knows the secret."""

    def __init__(self, token: str, origin: str) -> None:
        self._validator = RequestValidator(token)
        self._origin = origin

    def __call__(self, path: str, fields: list[tuple[str, str]], signature: str) -> bool:
        if not signature:
            return False
        given = _Fields()
        for name, value in fields:
            given.setdefault(name, []).append(value)
        return bool(self._validator.validate(self._origin + path, given, signature))


class _Fields(dict[str, list[str]]):
    """What was posted, as the validator asks for it where a name may come more than once."""

    def getlist(self, name: str) -> list[str]:
        return self[name]


def was_never_reached(error: requests.RequestException) -> bool:
    """Whether no line was opened, so that certainly nothing was said on it."""
    if isinstance(error, requests.ConnectTimeout):
        return True
    cause = error.args[0] if error.args else None
    return isinstance(cause, MaxRetryError) and isinstance(cause.reason, NewConnectionError)


def _refused(refusal: TwilioException) -> Outcome:
    """An answer from the provider itself that is not a yes."""
    status, code = _status_of(refusal), getattr(refusal, "code", None)
    if status == TOO_MANY:
        return Busy(WAIT)
    if not 400 <= status < 500:
        return Doubtful()
    if status in (401, 403) and code is None:
        return Refused(Meaning.CONFIGURATION)
    return Refused(meaning_of(code), code)


def _status_of(refusal: TwilioException) -> int:
    return int(getattr(refusal, "status", 0) or 0)
