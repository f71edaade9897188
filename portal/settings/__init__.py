"""What the deployer decides, read from the environment once; a wrong or unsafe value refuses.

It refuses to know what the portal does with it.
"""

from portal.settings.outward import secret_in
from portal.settings.settings import AddressShown, CarrierChoice, Settings
from portal.settings.unsafe import UnsafeSettings
from portal.settings.variables import read_settings

__all__ = [
    "AddressShown",
    "CarrierChoice",
    "Settings",
    "UnsafeSettings",
    "read_settings",
    "secret_in",
]
