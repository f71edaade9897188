"""The command line: `portal` and `python -m portal`."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TypeAlias
from uuid import UUID

from sqlalchemy.exc import OperationalError

from portal import keyring
from portal.access import STAFF, Role
from portal.clock import utc_now
from portal.db.engine import Database, UnsafeDatabase
from portal.settings import Settings, UnsafeSettings, read_settings

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"

DESCRIPTION = "Runs a weekly advice morning: booking, and the session itself."
SETTINGS_HELP = "Settings come from environment variables named PORTAL_…; the README lists them."


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Gives 0; 1 where what was asked about is not as it should be; or 2 with a
    line on standard error that says what is wrong."""
    chosen = _parser().parse_args(arguments)
    os.umask(0o077)
    try:
        command: Callable[[argparse.Namespace], int] = chosen.command
        return command(chosen)
    except (UnsafeSettings, UnsafeDatabase, keyring.UnsafeKeys, Unready) as refusal:
        print(f"portal: {refusal}", file=sys.stderr)
        return 2
    except OperationalError as refusal:
        print(f"portal: PORTAL_DATABASE_URL does not answer: {refusal.orig}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


class Unready(Exception):
    """Something must be done before this command can run; the text says what."""


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("portal", description=DESCRIPTION, epilog=SETTINGS_HELP)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add(commands, "demo", _demo, "serve a lively demo on its own database, made anew each time")
    serve = _add(commands, "serve", _serve, "serve the portal; needs keys and a migrated database")
    serve.add_argument("--processes", type=_count, default=1, help="how many answer (default 1)")
    _add(commands, "deliver", _deliver, "send what waits, beside a portal of several processes")
    keys = _add(commands, "keys", _keys, "make the keys file, with mode 0600; or see to its keys")
    _add_keys(keys.add_subparsers(metavar="ACTION"))
    _add(commands, "migrate", _migrate, "bring the database to this version's tables")
    sessions = _group(commands, "sessions", "the weekly sessions")
    plan = _add(sessions, "plan", _plan, "make the coming sessions from the weekly pattern")
    plan.add_argument("--weeks", type=_count, default=8, help="how many weeks ahead (default 8)")
    day = _add(sessions, "day", _day, "print who is expected on a day; the reading is recorded")
    day.add_argument("date", type=date.fromisoformat, help="the day, such as 2026-11-25")
    visits = _group(commands, "visits", "what is booked")
    cancel = _add(visits, "cancel", _cancel, "cancel a visit, say one of a burst set aside")
    cancel.add_argument("visit", type=UUID, help="its number, as `sessions day` prints it")
    messages = _add(commands, "messages", _messages, "print the messages, for whoever reads them")
    messages.add_argument("language", nargs="?", default="", help="such as pl; none lists them")
    _add_staff(_group(commands, "staff", "who has an account"))
    _add_record(_group(commands, "record", "who looked and who changed"))
    return parser


def _add_keys(keys: Commands) -> None:
    _add(keys, "status", _rotation, "print how much each key has sealed")
    _add(keys, "rotate", _rotation, "add a sealing key, and seal everything anew under it")
    retire = _add(keys, "retire", _rotation, "take an old key away that seals nothing any more")
    retire.add_argument("number", type=_count, help="its number, as `keys status` prints it")


def _add_record(record: Commands) -> None:
    _add(record, "head", _record, "print where the record ends, to be kept elsewhere")
    verify = _add(record, "verify", _record, "say whether the record is whole; 1 where it is not")
    kept = "what `record head` printed, or a file with such lines: a tail cut off shows too"
    verify.add_argument("--against", default="", metavar="FILE|NUMBER:DIGEST", help=kept)


def _add_staff(staff: Commands) -> None:
    invite = _add(staff, "invite", _staff, "print a one-time address for somebody to join by")
    invite.add_argument("email", help="the address that they will sign in with")
    invite.add_argument("--name", required=True, help="the name that colleagues use")
    invite.add_argument("--organization", required=True, help="whom they work for, by its name")
    roles = sorted(role.name.lower() for role in STAFF - {Role.COVER})
    invite.add_argument("--role", required=True, choices=roles, help="what they do")
    invite.add_argument("--worker", default="", help="a desk worker's name in the weekly plan")
    _add(staff, "list", _staff, "print the accounts that have not ended").set_defaults(email="")
    end = _add(staff, "end", _staff, "end an account; whoever was signed in with it is out")
    end.add_argument("email", help="the address that they signed in with")
    lead = _add(staff, "lead", _staff, "name the one safeguarding lead, who sees both sides")
    lead.add_argument("email", help="a coordinator's address")


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError("must be a number from 1 up")
    return int(text)


def _group(commands: Commands, name: str, help_text: str) -> Commands:
    parser = commands.add_parser(name, help=help_text, description=help_text.capitalize() + ".")
    return parser.add_subparsers(required=True, metavar="ACTION")


def _add(
    commands: Commands,
    name: str,
    command: Callable[[argparse.Namespace], int],
    help_text: str,
) -> argparse.ArgumentParser:
    parser = commands.add_parser(name, help=help_text, description=help_text.capitalize() + ".")
    parser.set_defaults(command=command, action=name)
    return parser


def _demo(_chosen: argparse.Namespace) -> int:
    """Everything anew in a folder of its own, so that it is always about today."""
    from portal import demo, serving

    settings = demo.settings(os.environ)
    _use_keys(settings, may_make=True)
    for line in demo.make_lively(settings, at=utc_now()):
        print(line)
    serving.run(settings, processes=1)
    return 0


def _serve(chosen: argparse.Namespace) -> int:
    from portal import delivering, serving
    from portal.migrations import is_current

    settings = _ready()
    if not is_current(settings.database_url):
        raise Unready("the database has other tables than this version: run `portal migrate`")
    delivering.carriers_of(settings)
    serving.run(settings, processes=chosen.processes)
    return 0


def _deliver(_chosen: argparse.Namespace) -> int:
    from portal import delivering
    from portal.migrations import is_current
    from portal.web.log import log_to

    settings = _ready()
    if not is_current(settings.database_url):
        raise Unready("the database has other tables than this version: run `portal migrate`")
    log_to()
    database = Database(settings.database_url)
    delivering.deliver_alone(delivering.post_room(settings, database, utc_now))
    database.close()
    return 0


def _keys(_chosen: argparse.Namespace) -> int:
    path = read_settings(os.environ).keys_file
    try:
        keyring.make_keys(path)
    except FileExistsError:
        raise Unready(f"{path} is there already; keys are never overwritten") from None
    print(f"Made {path}. Keep a copy apart from the database: without it nothing can be read.")
    return 0


def _rotation(chosen: argparse.Namespace) -> int:
    from portal import rotating

    settings = _ready()
    database = Database(settings.database_url)
    try:
        lines = rotating.carry_out(database, settings.keys_file, chosen, at=utc_now())
    except rotating.Refused as refusal:
        raise Unready(str(refusal)) from None
    database.close()
    print("\n".join(lines))
    return 0


def _migrate(_chosen: argparse.Namespace) -> int:
    from portal.migrations import migrate

    settings = read_settings(os.environ)
    print(f"The database is at version {migrate(settings.database_url)}.")
    return 0


def _plan(chosen: argparse.Namespace) -> int:
    from services_directory.sessions.actions import plan_sessions

    database = Database(_ready().database_url)
    with database.writing() as db:
        planned = plan_sessions(db, at=utc_now(), weeks=chosen.weeks)
    print("\n".join(planned.lines()))
    database.close()
    return 0


def _day(chosen: argparse.Namespace) -> int:
    from portal.day import day_list

    settings = _ready()
    database = Database(settings.database_url)
    with database.writing() as db:
        lines = list(day_list(db, chosen.date, settings.timezone, at=utc_now()))
    print("\n".join(lines))
    database.close()
    return 0


def _cancel(chosen: argparse.Namespace) -> int:
    from bookings.visits.models import VisitIsOver
    from portal.day import cancel_visit

    database = Database(_ready().database_url)
    try:
        with database.writing() as db:
            found = cancel_visit(db, chosen.visit, at=utc_now())
    except VisitIsOver:
        raise Unready("that visit is not booked any more") from None
    if not found:
        raise Unready("there is no such visit")
    database.close()
    print("Cancelled. Its times are free; whoever comes all the same is seen.")
    return 0


def _messages(chosen: argparse.Namespace) -> int:
    from bookings.contact.wording.wordbook import Wordbook
    from portal.i18n import find_folder
    from portal.proofs import every_message, languages

    name = read_settings(os.environ).public_name
    wordbook = Wordbook(find_folder("templates"), find_folder("locales"), name)
    if not chosen.language:
        print("\n".join(languages(wordbook)))
        return 0
    try:
        print("\n".join(every_message(wordbook, chosen.language, utc_now().date())))
    except KeyError:
        raise Unready(f"there are no messages in “{chosen.language}”") from None
    return 0


def _staff(chosen: argparse.Namespace) -> int:
    from portal import staffing

    settings = _ready()
    database = Database(settings.database_url)
    try:
        with database.writing() as db:
            lines = staffing.carry_out(db, chosen, settings.origin, at=utc_now())
    except staffing.Refused as refusal:
        raise Unready(str(refusal)) from None
    database.close()
    print("\n".join(lines))
    return 0


def _record(chosen: argparse.Namespace) -> int:
    from portal import proving

    database = Database(_ready().database_url)
    try:
        with database.reading() as db:
            proof = proving.carry_out(db, chosen)
    except proving.Refused as refusal:
        raise Unready(str(refusal)) from None
    database.close()
    print(proof.line)
    return 0 if proof.is_whole else 1


def _ready() -> Settings:
    """Settings and keys for a command that works on the database."""
    settings = read_settings(os.environ)
    _use_keys(settings, may_make=False)
    return settings


def _use_keys(settings: Settings, *, may_make: bool) -> None:
    path: Path = settings.keys_file
    if may_make and not path.exists():
        keyring.make_keys(path)
    keyring.use(keyring.load_keys(path))


if __name__ == "__main__":
    sys.exit(main())
