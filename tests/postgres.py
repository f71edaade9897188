"""A throw-away PostgreSQL: started when first asked for, shared by the whole run, gone with it."""

import fcntl
import os
import pwd
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from tempfile import gettempdir
from typing import TypeAlias
from uuid import uuid4

import psycopg
from psycopg.sql import SQL, Composed, Identifier

Connection: TypeAlias = psycopg.Connection[tuple[object, ...]]

# The connections that give databases back, by name.
_KEPT: dict[str, Connection] = {}

# The workers of one run find one cluster by this variable, which they inherit.
DIRECTORY_VARIABLE = "TESTS_POSTGRES_DIRECTORY"

# Nothing in a throw-away cluster has to survive a power cut.
FORGETFUL = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off"

# Whoever asks first starts it, yet it must outlive that process and end with the run, even with a
# run that is killed: so the shell leaves a watcher behind that waits for the owner to be gone.
START = """
initdb --pgdata data --username postgres --auth trust --encoding UTF8 --locale C --no-sync
pg_ctl start --pgdata data --wait --log log --options "$OPTIONS"
(tail --pid "$OWNER" --sleep-interval 0.2 --follow /dev/null
 pg_ctl stop --pgdata data --mode immediate
 cd / && rm -rf "$DIRECTORY") >/dev/null 2>&1 &
"""

# A table notes by itself that it was changed, so that only those few are given back.
NOTE = """
CREATE SCHEMA noted;
CREATE TABLE noted.changed (name text);
CREATE FUNCTION noted.note() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
$$ BEGIN INSERT INTO noted.changed VALUES (TG_TABLE_NAME); RETURN NULL; END $$;
CREATE PROCEDURE noted.restore() LANGUAGE plpgsql AS $$
DECLARE changed text;
BEGIN
  PERFORM pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid();
  LOCK TABLE noted.changed;
  FOR changed IN SELECT DISTINCT name FROM noted.changed LOOP
    EXECUTE format('DELETE FROM %1$I; INSERT INTO %1$I SELECT * FROM noted.%1$I', changed);
  END LOOP;
  TRUNCATE noted.changed;
END $$
"""
WATCH = """
CREATE TABLE noted.{table} AS TABLE {table};
CREATE TRIGGER noted AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table}
  FOR EACH STATEMENT EXECUTE FUNCTION noted.note()
"""


class NoPostgres(Exception):
    """PostgreSQL is not installed here, or would not start; says what to do or why."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """A PostgreSQL that only this machine reaches, through a socket in its own directory."""

    directory: Path

    def url(self, name: str) -> str:
        """Where SQLAlchemy and the portal find the database of this name."""
        return f"postgresql://postgres@/{name}?host={self.directory}"

    def create(self) -> str:
        """A new, empty database; the answer is its name."""
        name = f"d{uuid4().hex}"
        self._run(SQL("CREATE DATABASE {} TEMPLATE template0").format(Identifier(name)))
        return name

    def drop(self, name: str) -> None:
        """Remove a database, whoever is still connected to it."""
        self._let_go(name)
        self._run(SQL("DROP DATABASE {} WITH (FORCE)").format(Identifier(name)))

    def remember(self, name: str, tables: Iterable[str]) -> None:
        """Note what the tables hold now, to be what `restore` gives back."""
        self._run(SQL(NOTE), name)
        for table in tables:
            self._run(SQL(WATCH).format(table=Identifier(table)), name)

    def restore(self, name: str) -> None:
        """Give the tables back what `remember` noted, whatever was done to their rows since.

        Quicker than a fresh database for each test: 5 ms instead of 70. The connection is kept,
        for it knows every table by then. As a replica, it passes foreign keys and the record's
        refusal to be deleted from.
        """
        self._kept(name).execute("CALL noted.restore()")

    def _run(self, statement: SQL | Composed, name: str = "postgres") -> None:
        with self._connect(name) as connection:
            connection.execute(statement)

    def _connect(self, name: str) -> Connection:
        address = f"host={self.directory} user=postgres dbname={name}"
        return psycopg.connect(address, autocommit=True)

    def _kept(self, name: str) -> Connection:
        if name not in _KEPT:
            _KEPT[name] = self._connect(name)
            _KEPT[name].execute("SET session_replication_role = replica")
        return _KEPT[name]

    def _let_go(self, name: str) -> None:
        if name in _KEPT:
            _KEPT.pop(name).close()


def name_directory() -> Path:
    """Where this run's cluster lives, `pg-<the run's process>-…`: named once, then inherited."""
    unused = f"{gettempdir()}/pg-{os.getpid()}-{uuid4().hex[:8]}"
    return Path(os.environ.setdefault(DIRECTORY_VARIABLE, unused))


def shared_cluster() -> Cluster:
    """The run's one cluster, started by whoever asks first. Raises NoPostgres."""
    directory = name_directory()
    owner = int(directory.name.split("-")[1])
    directory.mkdir(mode=0o755, exist_ok=True)
    with (directory / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (directory / "data").exists():
            start(directory, owner, FORGETFUL)
    return Cluster(directory)


def start(directory: Path, owner: int, options: str = "") -> Cluster:
    """Start a cluster in this directory until process `owner` ends. Raises NoPostgres.

    The directory is the cluster's from then on, and goes when it goes.
    """
    account = _account()
    shutil.chown(directory, account)
    log = directory / "start"
    with log.open("w") as output:
        answer = subprocess.run(
            ["sh", "-euc", START],
            cwd=directory,
            env=_environment(directory, owner, options),
            user=account if os.getuid() == 0 else None,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            check=False,
        )
    if answer.returncode != 0:
        raise NoPostgres(log.read_text())
    return Cluster(directory)


def _environment(directory: Path, owner: int, options: str) -> dict[str, str]:
    return {
        "PATH": f"{_programs()}:/usr/bin:/bin",
        "OPTIONS": f"-k {directory} -c listen_addresses= -c max_connections=200 {options}",
        "OWNER": str(owner),
        "DIRECTORY": str(directory),
    }


def _programs() -> Path:
    """The folder of the newest installed server's programs."""
    debian = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3])
    )
    elsewhere = shutil.which("initdb")
    if not debian and elsewhere is None:
        raise NoPostgres("no initdb found: apt-get install postgresql")
    return (debian[-1] if debian else Path(str(elsewhere))).parent


def _account() -> str:
    """PostgreSQL refuses to run as root: it gets an account that owns nothing else of ours."""
    if os.getuid() != 0:
        return pwd.getpwuid(os.getuid()).pw_name
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"
