"""Two who write of the same person at once do it one after the other (S-07)."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import UUID

from bookings.contact.actions.saying import say_in_person
from bookings.contact.actions.stopping import withdraw
from bookings.contact.queries import open_stops, preference_of, standing
from bookings.contact.rules.answers import read
from bookings.contact.rules.fields import Field
from bookings.contact.rules.preference import Stop
from portal.db.engine import Database
from tests.bookings.contact.book import COORDINATOR, HERSELF
from tests.bookings.contact.said import NOON


def test_s_07_what_two_write_at_once_is_all_there_and_stands_once(
    database: Database, client_id: UUID
) -> None:
    together = Barrier(4)

    def say(answer: str) -> None:
        together.wait()
        with database.writing() as db:
            said = {Field.MOBILE_CALL: read(Field.MOBILE_CALL, answer)}
            say_in_person(db, client_id, said, by=COORDINATOR, at=NOON)

    def stop() -> None:
        together.wait()
        with database.writing() as db:
            withdraw(db, client_id, by=HERSELF, at=NOON)

    with ThreadPoolExecutor(4) as threads:
        done = [threads.submit(say, "yes"), threads.submit(say, "no")]
        done += [threads.submit(stop), threads.submit(stop)]
        for each in done:
            each.result()
    with database.reading() as db:
        assert [row.field for row in standing(db, client_id)] == [Field.MOBILE_CALL]
        assert [row.why for row in open_stops(db, client_id)] == [Stop.SHE_SAID_STOP]
        assert preference_of(db, client_id, NOON).stops == {Stop.SHE_SAID_STOP}
