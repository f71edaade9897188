"""Who looked at whom: told to coordinators, kept within bounds, and put before an organisation's
lead where it is unusual. It refuses to know what was read."""
