"""Brings a database to this version's tables, and says whether it is there."""

from contextlib import closing
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from portal.db.engine import Database

FOLDER = Path(__file__).parent


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))
    return config


def newest() -> str:
    """The version that this code wants."""
    return str(ScriptDirectory.from_config(_config()).get_current_head())


def migrate(url: str) -> str:
    """Run what is missing, all of it or nothing. Gives the version reached."""
    config = _config()
    with closing(Database(url)) as database:
        config.attributes["database"] = database
        command.upgrade(config, "head")
    return newest()


def is_current(url: str) -> bool:
    """Whether the database has the tables that this code wants."""
    with closing(Database(url)) as database, database.engine.connect() as connection:
        found = MigrationContext.configure(connection).get_current_revision()
    return found == newest()
