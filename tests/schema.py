"""Every table of every package, found by walking them, so that none can be forgotten."""

import importlib
import pkgutil
from types import ModuleType

import sqlalchemy as sa

import bookings
import portal
import services_directory
from portal.db.base import Base

PACKAGES: tuple[ModuleType, ...] = (portal, services_directory, bookings)


def every_table() -> sa.MetaData:
    """The metadata once every `models` module has been imported."""
    for package in PACKAGES:
        for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if "models" in found.name.split("."):
                importlib.import_module(found.name)
    return Base.metadata
