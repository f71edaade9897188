"""Who looked and who changed: append-only and chained. It refuses to know what it is about."""
