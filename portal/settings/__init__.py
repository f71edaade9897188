"""What the deployer decides, read from the environment once; a wrong or unsafe value refuses.

It refuses to know what the portal does with it.
"""

from portal.settings.settings import AddressShown, Settings
from portal.settings.variables import UnsafeSettings, read_settings

__all__ = ["AddressShown", "Settings", "UnsafeSettings", "read_settings"]
