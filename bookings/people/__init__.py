"""People, each with a row of their own. It refuses to know when they come and what for."""
