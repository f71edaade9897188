"""Tables and transactions. It refuses to know what any table is for."""
